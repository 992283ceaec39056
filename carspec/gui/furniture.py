"""All that is around the comparison, loaded in one go by a worker once the first figures are shown."""

from carspec.gui.chart_panel import ChartPanel
from carspec.gui.command_actions import fill_menus
from carspec.gui.evidence_panel import EvidencePanel
from carspec.gui.icons import program_icon
from carspec.gui.library_panel import LibraryPanel
from carspec.gui.status_line import StatusLine
from carspec.gui.tool_bar import ToolBar
from carspec.gui.window_commands import Parts, WindowCommands

__all__ = [
    "ChartPanel",
    "EvidencePanel",
    "LibraryPanel",
    "Parts",
    "StatusLine",
    "ToolBar",
    "WindowCommands",
    "fill_menus",
    "program_icon",
]
