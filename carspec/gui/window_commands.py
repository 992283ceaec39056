"""Everything that carries out the commands of the window, and their actions."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QMainWindow

from carspec.gui.car_commands import CarCommands
from carspec.gui.chart_commands import ChartCommands
from carspec.gui.chart_panel import ChartPanel
from carspec.gui.choices import choice_menus
from carspec.gui.claim_commands import ClaimCommands, pop_up_claim_menu
from carspec.gui.command_actions import CommandActions
from carspec.gui.comparison_panel import ComparisonPanel
from carspec.gui.copy_commands import CopyCommands, copy_menu
from carspec.gui.document import Document
from carspec.gui.evidence_panel import EvidencePanel
from carspec.gui.export_commands import ExportCommands
from carspec.gui.file_commands import FileCommands
from carspec.gui.file_drop import FileDrop
from carspec.gui.find_commands import FindCommands
from carspec.gui.help_commands import HelpCommands
from carspec.gui.import_commands import ImportCommands
from carspec.gui.library_panel import LibraryPanel
from carspec.gui.list_commands import ListCommands
from carspec.gui.look import Look
from carspec.gui.notice_bar import NoticeBar
from carspec.gui.preference_commands import PreferenceCommands
from carspec.gui.print_commands import PrintCommands
from carspec.gui.recent_menu import RecentMenu
from carspec.gui.row_commands import RowCommands
from carspec.gui.settings import Settings
from carspec.gui.undo_commands import UndoCommands
from carspec.gui.view_state import ViewState


class Parts(Struct, frozen=True):
    """What the commands act on; `switches` show and hide the panels."""

    comparison: ComparisonPanel
    library: LibraryPanel
    chart: ChartPanel
    evidence: EvidencePanel
    switches: dict[str, object]


class WindowCommands:
    """The handlers that the table of commands names, the `actions`, and the `choices` that are menus."""

    def __init__(
        self,
        window: QMainWindow,
        parts: Parts,
        state: ViewState,
        settings: Settings,
        look: Callable[[], Look],
    ) -> None:
        table, chart, evidence = parts.comparison.table, parts.chart, parts.evidence
        self.notice = NoticeBar(look())
        self.document = Document(state, settings, window)
        self.files = FileCommands(self.document, state, window, self.notice.tell)
        undo = UndoCommands(state, window, look)
        self.importing = ImportCommands(state, window, look, self.notice, undo.undo)
        self.copying = CopyCommands(state, table, settings.folder)
        self.exporting = ExportCommands(state, window)
        self.charts = ChartCommands(state, chart, window, look)
        self.choices = choice_menus(state, window)
        self.choices["copy_as"] = copy_menu(self.copying, window)
        self.choices["recent"] = RecentMenu(self.document, self.files.open_file, window)
        cars, rows = CarCommands(state, table), RowCommands(state, window)
        preferences = PreferenceCommands(state, settings, window, look)
        helping = HelpCommands(state, window, look)
        handlers = {
            "window": window,
            "cars": cars,
            "copying": self.copying,
            "exporting": self.exporting,
            "preferences": preferences,
            "printing": PrintCommands(state, window),
            "rows": rows,
            **parts.switches,
            "listing": ListCommands(state, parts.library, window),
            "finding": FindCommands(parts.comparison, parts.library, (chart, evidence)),
            "chart": self.charts,
            "claims": ClaimCommands(state, evidence, window, look),
            "files": self.files,
            "importing": self.importing,
            "undo": undo,
            "help": helping,
        }
        self.actions = actions = CommandActions(handlers, {"table": table, "evidence": evidence}, window)
        self.dressed = (self.notice, actions, helping, preferences)
        evidence.bar.set_actions(actions)
        helping.actions, helping.choices = actions, self.choices
        table.menu_asked.connect(
            lambda vehicle, where, with_row: cars.pop_up_menu(vehicle, where, actions, with_row)
        )
        table.row_menu_asked.connect(lambda where: rows.pop_up_menu(where, actions))
        evidence.list.menu_asked.connect(lambda where: pop_up_claim_menu(evidence.list, where, actions))
        for changed in (table.selection_changed, table.widths.changed, chart.drawn, evidence.claim_chosen):
            changed.connect(actions.renew)
        FileDrop(window, self._open_dropped)

    def _open_dropped(self, path: Path) -> None:
        """A file that was dropped: a table is imported, a comparison opened."""
        (self.importing.open if self.importing.takes(path) else self.files.open_file)(path)

    def stop(self) -> None:
        """Wait for what workers do, so that nothing runs after the window."""
        self.charts.stop()
        self.exporting.stop()
