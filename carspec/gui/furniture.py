"""All that the window is furnished with, loaded in one go by a worker while its outline is on the screen."""

from carspec.gui.car_commands import CarCommands
from carspec.gui.chart_commands import ChartCommands
from carspec.gui.chart_panel import ChartPanel
from carspec.gui.choices import choice_menus
from carspec.gui.claim_commands import ClaimCommands, pop_up_claim_menu
from carspec.gui.command_actions import CommandActions, fill_menus
from carspec.gui.comparison_panel import ComparisonPanel
from carspec.gui.copy_commands import CopyCommands, copy_menu
from carspec.gui.document import Document
from carspec.gui.evidence_panel import EvidencePanel
from carspec.gui.export_commands import ExportCommands
from carspec.gui.file_commands import FileCommands
from carspec.gui.file_drop import FileDrop
from carspec.gui.find_commands import FindCommands
from carspec.gui.help_commands import HelpCommands
from carspec.gui.icons import program_icon
from carspec.gui.import_commands import ImportCommands
from carspec.gui.layout_memory import LayoutMemory
from carspec.gui.library_panel import LibraryPanel
from carspec.gui.list_commands import ListCommands
from carspec.gui.notice_bar import NoticeBar
from carspec.gui.opening import first_sheet
from carspec.gui.panels import Panels
from carspec.gui.preference_commands import PreferenceCommands
from carspec.gui.print_commands import PrintCommands
from carspec.gui.recent_menu import RecentMenu
from carspec.gui.row_commands import RowCommands
from carspec.gui.settings import Settings
from carspec.gui.status_line import StatusLine
from carspec.gui.tool_bar import ToolBar
from carspec.gui.undo_commands import UndoCommands
from carspec.gui.view_state import ViewState

__all__ = [
    "CarCommands",
    "ChartCommands",
    "ChartPanel",
    "ClaimCommands",
    "CommandActions",
    "ComparisonPanel",
    "CopyCommands",
    "Document",
    "EvidencePanel",
    "ExportCommands",
    "FileCommands",
    "FileDrop",
    "FindCommands",
    "HelpCommands",
    "ImportCommands",
    "LayoutMemory",
    "LibraryPanel",
    "ListCommands",
    "NoticeBar",
    "Panels",
    "PreferenceCommands",
    "PrintCommands",
    "RecentMenu",
    "RowCommands",
    "Settings",
    "StatusLine",
    "ToolBar",
    "UndoCommands",
    "ViewState",
    "choice_menus",
    "copy_menu",
    "fill_menus",
    "first_sheet",
    "pop_up_claim_menu",
    "program_icon",
]
