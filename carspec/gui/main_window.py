"""The main window: puts the panels and the commands around one state, and keeps what it shows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from carspec import NAME
from carspec.gui import look
from carspec.gui.outline import Outline
from carspec.gui.settings_file import GEOMETRY, SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from carspec.core.library import Library
    from carspec.core.sheet import Sheet
    from carspec.gui.command_actions import CommandActions
    from carspec.gui.view_state import ViewState


class MainWindow(QMainWindow):
    """Shows its outline until `show_library` is called; what it shows is saved at each change.

    `painted` is emitted once, after the outline was painted.
    """

    painted = Signal()

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self._file, self._closing, self._unasked, self._furnished = settings, False, False, False
        self._appearance, self._text_size = settings.appearance, settings.text_size
        look.follow(self._appearance)
        self._system_font = QFont(_application().font())
        self._look = self._made_look()
        self._outline = Outline(self._look)
        self._outline.painted.connect(self.painted)
        self.setCentralWidget(self._outline)
        self._take_place()
        self.setWindowTitle(NAME)

    def furnish(self) -> None:
        """Put everything in the place of the outline: panels, table and commands, which take long to load."""
        if self._furnished:
            return
        from carspec.gui import furniture

        self._settings = settings = furniture.Settings(self._file.folder, self._file.locale)
        self.state = furniture.ViewState(settings.load(), self)
        self.comparison = furniture.ComparisonPanel(self.state, self._look)
        self.panels = furniture.Panels(self.comparison, self.state, self._look)
        self.library_panel = self.panels.of(furniture.LibraryPanel)
        self.chart = self.panels.of(furniture.ChartPanel)
        self.evidence = self.panels.of(furniture.EvidencePanel)
        self.status = furniture.StatusLine(self.state, self._look)
        self.notice = furniture.NoticeBar(self._look)
        self.document = furniture.Document(self.state, settings, self)
        self.files = furniture.FileCommands(self.document, self.state, self, self.notice.tell)
        self._undo = furniture.UndoCommands(self.state, self, lambda: self._look)
        self.importing = furniture.ImportCommands(
            self.state, self, lambda: self._look, self.notice, self._undo.undo
        )
        furniture.FileDrop(self, self._open_dropped)
        self.choices = furniture.choice_menus(self.state, self)
        self._copying = furniture.CopyCommands(self.state, self.comparison.table, settings.folder)
        self.choices["copy_as"] = furniture.copy_menu(self._copying, self)
        self.choices["recent"] = furniture.RecentMenu(self.document, self.files.open_file, self)
        self._cars = furniture.CarCommands(self.state, self.comparison.table)
        self._exporting = furniture.ExportCommands(self.state, self)
        self._rows = furniture.RowCommands(self.state, self)
        self._preferences = furniture.PreferenceCommands(self.state, settings, self, lambda: self._look)
        self._help = furniture.HelpCommands(self.state, self, lambda: self._look)
        self.charts = furniture.ChartCommands(self.state, self.chart, self, lambda: self._look)
        self.actions_by_key = self._make_actions()
        self.tools = furniture.ToolBar(self.actions_by_key, self.choices, self)
        self.takeCentralWidget()  # Qt would delete the outline while Python holds it
        self._arrange()
        furniture.fill_menus(self.menuBar(), self.actions_by_key, self.choices)
        self.setWindowIcon(furniture.program_icon())
        self.comparison.table.menu_asked.connect(
            lambda vehicle, where, with_row: self._cars.pop_up_menu(
                vehicle, where, self.actions_by_key, with_row
            )
        )
        self.comparison.table.row_menu_asked.connect(
            lambda where: self._rows.pop_up_menu(where, self.actions_by_key)
        )
        self.comparison.table.selection_changed.connect(self.actions_by_key.renew)
        self.chart.drawn.connect(self.actions_by_key.renew)
        self.comparison.table.widths.changed.connect(self.actions_by_key.renew)
        self.evidence.claim_chosen.connect(self.actions_by_key.renew)
        self.evidence.list.menu_asked.connect(
            lambda where: furniture.pop_up_claim_menu(self.evidence.list, where, self.actions_by_key)
        )
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._renew_look)
        self.state.changed.connect(self._follow)
        self.document.changed.connect(self._follow)
        splitters = {"columns": self.panels.columns, "centre": self.panels.centre}
        self._layout = furniture.LayoutMemory(settings, self, splitters, self.comparison.table.widths)
        self._layout.restore()
        self._wear(self._look)
        self._furnished = True
        self._follow()
        self._outline.hand_over(self.library_panel.search)
        del self._outline

    def show_library(self, library: "Library", notice: str | None, first: "Sheet | None" = None) -> None:
        """Show the comparison out of a library, with a notice for the user above it; `first` is its Sheet,
        where that was made beforehand."""
        self.furnish()
        self.notice.tell(notice)
        self.state.open(library, first)
        self.document.resume()
        typing = self.library_panel.search.text()
        (self.library_panel.search if typing else self.comparison.table).setFocus()
        news = library.unseen_news()
        if news is not None:
            from carspec.gui.news_dialog import NewsDialog

            dialog = NewsDialog(news, library, self._look, self)
            dialog.finished.connect(lambda: library.mark_news_seen())
            dialog.open()

    @property
    def closed(self) -> bool:
        """Whether it was closed, or is being closed."""
        return self._closing

    def _take_place(self) -> None:
        """A geometry on a screen that is gone is moved onto one that is there, by Qt."""
        geometry = self._file.layout(GEOMETRY)
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def _open_dropped(self, path: "Path") -> None:
        """A file that was dropped: a table is imported, a comparison opened."""
        (self.importing.open if self.importing.takes(path) else self.files.open_file)(path)

    def close_unasked(self) -> None:
        """Close without a question: what is not saved in its file is there again at the next start."""
        self._unasked = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._furnished:
            self._closing = True
            super().closeEvent(event)
            return
        if not self._unasked:
            if not self.files.may_leave():
                event.ignore()
                return
            self.document.revert()
        self._closing = True
        self._settings.save(self.state.remembered)
        self._layout.save()
        self.chart.stop()
        self.charts.stop()
        self._exporting.stop()
        _application().setFont(self._system_font)
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() != QEvent.Type.ApplicationFontChange or not self._furnished:
            return
        if _application().font() != self._look.font and not self._closing:
            self._system_font = QFont(_application().font())
            self._wear(self._made_look())

    def set_full_screen(self, on: bool) -> None:
        """Fill the screen, or take the size of before."""
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if on else self.windowState() & ~full)

    def reset_layout(self) -> None:
        """Panels and window as on the first day."""
        from carspec.gui.layout_step import LayoutStep

        step = LayoutStep.begin("reset layout", self._layout, self.panels)
        self.panels.show_all()
        self._settings.forget_layout()
        self._take_place()
        self._layout.restore()
        self.state.did(step.end())
        self.actions_by_key.renew()

    def _make_actions(self) -> "CommandActions":
        from carspec.gui import furniture

        table = self.comparison.table
        handlers = {
            "window": self,
            "cars": self._cars,
            "copying": self._copying,
            "exporting": self._exporting,
            "preferences": self._preferences,
            "printing": furniture.PrintCommands(self.state, self),
            "rows": self._rows,
            "panels": self.panels,
            **self.panels.switches,
            "listing": furniture.ListCommands(self.state, self.library_panel, self),
            "finding": furniture.FindCommands(self.comparison, self.panels, (self.chart, self.evidence)),
            "chart": self.charts,
            "claims": furniture.ClaimCommands(self.state, self.evidence, self, lambda: self._look),
            "files": self.files,
            "importing": self.importing,
            "undo": self._undo,
            "help": self._help,
        }
        actions = furniture.CommandActions(handlers, {"table": table, "evidence": self.evidence}, self)
        self.evidence.bar.set_actions(actions)
        self._help.actions, self._help.choices = actions, self.choices
        return actions

    def _arrange(self) -> None:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.panels.columns, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(whole)
        self.addToolBar(self.tools)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _follow(self) -> None:
        """Bring switches, title and look in line with the state, and save it."""
        self.actions_by_key.renew()
        self.tools.show_choices()
        self.setWindowTitle(_title(self.state, self.document.name))
        self.setWindowModified(self.document.edited)
        self._renew_look()
        if self.state.library is not None:
            self._settings.save(self.state.remembered)

    def _renew_look(self) -> None:
        """Take another theme over where appearance or system ask for it."""
        if self._appearance != self.state.remembered.appearance:
            self._appearance = self.state.remembered.appearance
            look.follow(self._appearance)
        theme, size = look.theme_for(self._appearance), self.state.remembered.text_size
        self._text_size = size
        if theme != self._look.theme or look.sized(self._system_font, size) != self._look.font:
            self._wear(self._made_look())

    def _made_look(self) -> look.Look:
        """The look that appearance, system and text size ask for; the application has it then."""
        theme = look.theme_for(self._appearance)
        return look.apply(_application(), theme, look.sized(self._system_font, self._text_size))

    def _wear(self, worn: look.Look) -> None:
        """Give a look to every part."""
        self._look = worn
        for part in (
            self.notice,
            self.comparison,
            *self.panels.widgets.values(),
            self.status,
            self.tools,
            self.actions_by_key,
            self._help,
            self._preferences,
        ):
            part.set_look(self._look)


def _title(state: "ViewState", name: str) -> str:
    """The name of the comparison, with the sign of the system where it is edited, and its cars."""
    cars = [vehicle.name for vehicle in state.sheet.vehicles] if state.sheet else []
    more = f" and {len(cars) - 4} more" if len(cars) > 4 else ""
    listed = ", ".join(cars[:4]) + more or NAME
    return f"{name}[*] – {listed}" if name else listed


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
