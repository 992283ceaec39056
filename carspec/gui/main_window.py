"""The main window: puts the panels and the commands around one state, and keeps what it shows."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QKeyCombination, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontMetricsF, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from carspec import NAME
from carspec.gui import look
from carspec.gui.column_widths import ColumnWidths
from carspec.gui.layout_memory import LayoutMemory
from carspec.gui.outline import Outline
from carspec.gui.panels import COMPARISON, Panels
from carspec.gui.settings_file import SettingsFile
from carspec.gui.skeleton import Skeleton

if TYPE_CHECKING:
    from carspec.core.library import Library
    from carspec.core.sheet import Sheet

BARS_IN_LINES, BAR_MARGINS = 2, 44
"""The height of menus and tools, before they are there: lines of text, and pixels around them."""


class MainWindow(QMainWindow):
    """Comes in three steps: an outline with a search field, the table with its figures, all else around it.

    What it shows is saved at each change. `painted` is emitted once, after the outline was painted.
    """

    painted = Signal()

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self._file, self._closing, self._unasked = settings, False, False
        self._with_table, self._with_figures, self._furnished = False, False, False
        self._appearance, self._text_size = settings.appearance, settings.text_size
        look.follow(self._appearance)
        self._system_font = QFont(_application().font())
        self._look = self._made_look()
        self._dressed: list[Any] = []
        self._working: list[Callable[[], None]] = []
        self._pressed: list[QKeyCombination] = []
        self._outline = Outline(self._look)
        self._outline.painted.connect(self.painted)
        self.panels = Panels({"library": self._outline, COMPARISON: Skeleton(self._look)})
        self._arrange()
        self._widths = ColumnWidths(self)
        splitters = {"columns": self.panels.columns, "centre": self.panels.centre}
        self._layout = LayoutMemory(settings, self, splitters, self._widths)
        self._layout.take_place()
        self._layout.restore()
        self._outline.search.setFocus()
        self.setWindowTitle(NAME)

    def show_library(self, library: "Library", notice: str | None, first: "Sheet | None" = None) -> None:
        """Show a comparison and all around it, with a notice for the user; `first` is its Sheet, if made."""
        self.show_figures(library, first)
        self.furnish()
        self.greet(notice)

    def show_figures(self, library: "Library", first: "Sheet | None" = None) -> None:
        """Show the table with the comparison alone, which can be used at once."""
        self._make_table()
        if not self._with_figures:
            self.panels.put(COMPARISON, self.comparison)
        self.state.open(library, first)  # the table has its width by now
        if not self._with_figures:
            self._with_figures = True
            self.state.changed.connect(lambda: self._settings.save(self.state.remembered))
        if not self._furnished and not self._outline.search.text():
            self.comparison.table.setFocus()

    def furnish(self) -> None:
        """Put everything around the table."""
        for _ in self.furnishing():
            pass

    def furnishing(self) -> Iterator[None]:
        """Put everything around the table, in steps between which a person can be heard."""
        if self._furnished:
            return
        self._make_table()
        from carspec.gui.library_panel import LibraryPanel

        self.library_panel = LibraryPanel(self.state, self._look)
        searching = self.focusWidget() is self._outline.search
        self._put("library", self.library_panel)
        self._working.append(self.library_panel.stop)
        self._outline.hand_over(self.library_panel.search)
        if searching:
            self.library_panel.search.setFocus()
        del self._outline
        yield
        from carspec.gui.evidence_panel import EvidencePanel

        self.evidence = EvidencePanel(self.state, self._look)
        self._put("evidence", self.evidence)
        yield
        from carspec.gui.chart_panel import ChartPanel

        self.chart = ChartPanel(self.state, self._look)
        self._put("chart", self.chart)
        self._working.append(self.chart.stop)
        yield
        self._make_commands()
        yield
        self._make_bars()
        self.panels.order_tab()
        self._furnished = True
        self._follow()
        for keys in self._pressed:
            self.actions_by_key.press(keys)
        yield

    def greet(self, notice: str | None) -> None:
        """Go on where the last run ended, and tell what is new since."""
        library = self.state.library
        assert library is not None
        self.notice.tell(notice)
        self.document.resume()
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

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def close_unasked(self) -> None:
        """Close without a question: what is not saved in its file is there again at the next start."""
        self._unasked = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._furnished and not self._unasked:
            if not self.files.may_leave():
                event.ignore()
                return
            self.document.revert()
        self._closing = True
        if self._with_figures:
            self._settings.save(self.state.remembered)
            self._layout.save()
        for stop in self._working:
            stop()
        _application().setFont(self._system_font)
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() != QEvent.Type.ApplicationFontChange or not self._furnished:
            return
        if _application().font() != self._look.font and not self._closing:
            self._system_font = QFont(_application().font())
            self._wear(self._made_look())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a command that are pressed before there are commands are obeyed as soon as there are."""
        super().keyPressEvent(event)
        if not self._furnished:
            self._pressed.append(event.keyCombination())

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
        self._layout.take_place()
        self._layout.restore()
        self.state.did(step.end())
        self.actions_by_key.renew()

    def _make_table(self) -> None:
        """The state of the window, and the table that shows it."""
        if self._with_table:
            return
        from carspec.gui.comparison_panel import ComparisonPanel
        from carspec.gui.settings import Settings
        from carspec.gui.view_state import ViewState

        self._settings = Settings(self._file.folder, self._file.locale)
        self.state = ViewState(self._settings.load(), self)
        self.comparison = ComparisonPanel(self.state, self._look, self._widths)
        self._dress(self.comparison)
        self._with_table = True

    def _put(self, key: str, panel: QWidget) -> None:
        """Let a panel stand in its place and show what the others show."""
        self.panels.put(key, panel)
        self._dress(panel)
        self.state.changed.emit()

    def _make_commands(self) -> None:
        from carspec.gui.window_commands import Parts, WindowCommands

        switches: dict[str, object] = {**self.panels.switches}
        parts = Parts(self.comparison, self.library_panel, self.chart, self.evidence, switches)
        made = WindowCommands(self, parts, self.state, self._settings, lambda: self._look)
        self.commands, self.actions_by_key, self.choices = made, made.actions, made.choices
        self.notice, self.document, self.files = made.notice, made.document, made.files
        self._working.append(made.stop)
        for part in made.dressed:
            self._dress(part)

    def _make_bars(self) -> None:
        """Menus, tools and status line, which say what can be done and what was."""
        from carspec.gui.command_actions import fill_menus
        from carspec.gui.icons import program_icon
        from carspec.gui.status_line import StatusLine
        from carspec.gui.tool_bar import ToolBar

        self.tools = ToolBar(self.actions_by_key, self.choices, self)
        self.status = StatusLine(self.state, self._look)
        self._whole.insertWidget(0, self.notice)
        self._whole.addWidget(self.status)
        self.addToolBar(self.tools)
        self._dress(self.tools)
        self._dress(self.status)
        fill_menus(self.menuBar(), self.actions_by_key, self.choices)
        self.setWindowIcon(program_icon())
        self._layout.restore()
        self._layout.begin()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._renew_look)
        self.state.changed.connect(self._follow)
        self.document.changed.connect(self._follow)

    def _arrange(self) -> None:
        """Panels below the place of menus and tools."""
        whole, bars = QWidget(), QWidget()
        self._whole = QVBoxLayout(whole)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.panels.columns, 1)
        line = QFontMetricsF(self._look.body).height()
        bars.setFixedHeight(round(line * BARS_IN_LINES) + BAR_MARGINS)
        self.setMenuWidget(bars)
        self.setCentralWidget(whole)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _follow(self) -> None:
        """Bring switches, title and look in line with the state."""
        self.actions_by_key.renew()
        self.tools.show_choices()
        self.setWindowTitle(self.document.title)
        self.setWindowModified(self.document.edited)
        self._renew_look()

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

    def _dress(self, part: Any) -> None:
        """Give the look to a part, now and whenever it changes."""
        self._dressed.append(part)
        if isinstance(part, QWidget):
            part.ensurePolished()  # by its first showing it would make Qt forget fonts set before
        part.set_look(self._look)

    def _wear(self, worn: look.Look) -> None:
        """Give a look to every part."""
        self._look = worn
        for part in self._dressed:
            part.set_look(worn)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
