"""What is shown on request alone, loaded by a worker after the first chart, so that no first use is felt."""

from carspec.gui.about import AboutDialog
from carspec.gui.claim_dialog import ClaimDialog
from carspec.gui.command_palette import CommandPalette
from carspec.gui.field_dialog import FieldDialog
from carspec.gui.help_window import HelpWindow
from carspec.gui.history_dialog import HistoryDialog
from carspec.gui.list_dialog import ListDialog
from carspec.gui.picture_file import open_picture
from carspec.gui.preferences_dialog import PreferencesDialog
from carspec.gui.reason_dialog import ReasonDialog
from carspec.gui.save_chart_dialog import SaveChartDialog
from carspec.gui.vehicle_dialog import VehicleDialog

__all__ = [
    "AboutDialog",
    "ClaimDialog",
    "CommandPalette",
    "FieldDialog",
    "HelpWindow",
    "HistoryDialog",
    "ListDialog",
    "PreferencesDialog",
    "ReasonDialog",
    "SaveChartDialog",
    "VehicleDialog",
    "open_picture",
]
