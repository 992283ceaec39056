"""The main window: puts the panels around one state and carries out the commands of the menus."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from carspec import NAME
from carspec.core.library import Library
from carspec.core.sheet import Sheet
from carspec.gui import clipboard, look
from carspec.gui.about import AboutDialog
from carspec.gui.actions import CAR_MENU, COMMANDS, MENUS, SEPARATOR
from carspec.gui.chart_panel import ChartPanel
from carspec.gui.choices import choice_menus
from carspec.gui.comparison_panel import ComparisonPanel
from carspec.gui.evidence_panel import EvidencePanel
from carspec.gui.icons import icon, program_icon
from carspec.gui.layout_memory import LayoutMemory
from carspec.gui.library_panel import LibraryPanel
from carspec.gui.notice_bar import NoticeBar
from carspec.gui.settings import Settings
from carspec.gui.status_line import StatusLine
from carspec.gui.tool_bar import ToolBar
from carspec.gui.view_state import ViewState
from carspec.output.clipboard import CopyOptions, copied


class MainWindow(QMainWindow):
    """Shows a skeleton until `show_library` is called; what it shows is saved at each change."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.state = ViewState(settings.load(), self)
        self._appearance = self.state.remembered.appearance
        look.follow(self._appearance)
        self._look = look.apply(_application(), look.theme_for(self._appearance))
        self.library_panel = LibraryPanel(self.state, self._look)
        self.comparison = ComparisonPanel(self.state, self._look)
        self.chart = ChartPanel(self.state, self._look)
        self.evidence = EvidencePanel(self.state, self._look)
        self.status = StatusLine(self.state, self._look)
        self.notice = NoticeBar(self._look)
        self.choices = choice_menus(self.state, self)
        self.actions_by_key = self._make_actions()
        self.tools = ToolBar(self.actions_by_key, self.choices, self)
        self._arrange()
        self._fill_menus()
        self.setWindowIcon(program_icon())
        self.comparison.table.menu_asked.connect(self._show_car_menu)
        self.comparison.table.selection_changed.connect(self._enable)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._renew_look)
        self.state.changed.connect(self._follow)
        self._layout = LayoutMemory(settings, self, {"columns": self._columns, "centre": self._centre})
        self._layout.restore()
        self._wear(self._look)
        self._follow()

    def show_library(self, library: Library, notice: str | None, first: Sheet | None = None) -> None:
        """Show the comparison out of a library, with a notice for the user above it; `first` is its Sheet,
        where that was made beforehand."""
        self.notice.tell(notice)
        self.state.open(library, first)
        self.comparison.table.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.save(self.state.remembered)
        self._layout.save()
        self.chart.stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange and hasattr(self, "_layout"):
            self._wear(look.apply(_application(), self._look.theme))

    # What the commands do; their names stand in the table of `actions`.

    def copy(self) -> None:
        self._copy(headers=False)

    def copy_headed(self) -> None:
        self._copy(headers=True)

    def select_all(self) -> None:
        self.comparison.table.selectAll()

    def set_copy_marks(self, on: bool) -> None:
        self.state.set_copy_marks(on)

    def find_vehicle(self) -> None:
        self.show_library_panel(True)
        self.library_panel.focus_search()

    def remove_car(self) -> None:
        self._with_car(self.state.remove)

    def move_left(self) -> None:
        self._with_car(lambda vehicle: self.state.move(vehicle, -1))

    def move_right(self) -> None:
        self._with_car(lambda vehicle: self.state.move(vehicle, 1))

    def show_current_menu(self) -> None:
        self.comparison.table.ask_menu()

    def set_differences_only(self, on: bool) -> None:
        self.state.set_differences_only(on)

    def set_fold_lone(self, on: bool) -> None:
        self.state.set_fold_lone(on)

    def show_library_panel(self, on: bool) -> None:
        self._show_panel("library", self.library_panel, on)

    def show_chart_panel(self, on: bool) -> None:
        self._show_panel("chart", self.chart, on)

    def show_evidence_panel(self, on: bool) -> None:
        self._show_panel("evidence", self.evidence, on)

    def reset_layout(self) -> None:
        """Panels and window as on the first day."""
        for show in (self.show_library_panel, self.show_chart_panel, self.show_evidence_panel):
            show(True)
        self._settings.forget_layout()
        self._layout.restore()

    def reset_comparison(self) -> None:
        self.state.reset()

    def about(self) -> None:
        AboutDialog(self.state.library, self._look, self).exec()

    def _make_actions(self) -> dict[str, QAction]:
        made: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.text, self)
            action.setShortcut(command.shortcut)
            action.setCheckable(command.checkable)
            action.setChecked(command.checked)
            action.setToolTip(command.tip or command.text.replace("&", ""))
            signal = action.toggled if command.checkable else action.triggered
            slot: Callable[..., object] = getattr(self, command.slot)
            signal.connect(slot if command.checkable else lambda _checked=False, slot=slot: slot())
            made[command.key] = action
        table = self.comparison.table
        for key in ("remove", "select_all"):
            made[key].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            table.addAction(made[key])
        return made

    def _arrange(self) -> None:
        self._centre = QSplitter(Qt.Orientation.Vertical)
        self._centre.addWidget(self.comparison)
        self._centre.addWidget(self.chart)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        for panel in (self.library_panel, self._centre, self.evidence):
            self._columns.addWidget(panel)
        for splitter in (self._centre, self._columns):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._columns.setStretchFactor(1, 1)
        self._centre.setStretchFactor(0, 2)
        self._centre.setStretchFactor(1, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(whole)
        self.addToolBar(self.tools)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _fill_menus(self) -> None:
        for title, keys in MENUS:
            menu = self.menuBar().addMenu(title)
            for key in keys:
                if key == SEPARATOR:
                    menu.addSeparator()
                elif key.startswith("menu:"):
                    menu.addMenu(self.choices[key.removeprefix("menu:")])
                else:
                    menu.addAction(self.actions_by_key[key])

    def _show_car_menu(self, vehicle: str, where: QPoint) -> None:
        """The context menu of a car."""
        library = self.state.library
        if library is None:
            return
        menu = QMenu(self)
        baseline = self.state.query.baseline == vehicle
        text = "No baseline" if baseline else f"Show differences to {library.vehicles[vehicle].name}"
        menu.addAction(
            text.replace("&", "&&"), lambda: self.state.set_baseline(None if baseline else vehicle)
        )
        self.comparison.table.choose_car(vehicle)
        for key in CAR_MENU:
            if key == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self.actions_by_key[key])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _with_car(self, change: Callable[[str], None]) -> None:
        vehicle = self.comparison.table.current_vehicle()
        if vehicle is not None:
            change(vehicle)

    def _show_panel(self, key: str, panel: QWidget, on: bool) -> None:
        panel.setVisible(on)
        self.actions_by_key[key].setChecked(on)

    def _copy(self, headers: bool) -> None:
        """Put the selected cells on the clipboard; without a selection it is left as it is."""
        sheet, table = self.state.sheet, self.comparison.table
        rows, vehicles = table.selected()
        if sheet is None or not rows or not vehicles:
            return
        options = CopyOptions(headers=headers, marks=self.state.remembered.copy_marks)
        cells = table.selected_cells()
        clipboard.put(copied(sheet, rows, vehicles, options, cells))
        self.state.say("1 figure copied" if len(cells) == 1 else f"{len(cells)} figures copied")

    def _follow(self) -> None:
        """Bring switches, title and look in line with the state, and save it."""
        query, remembered = self.state.query, self.state.remembered
        for key, on in (
            ("differences", query.differences_only),
            ("fold_lone", query.fold_lone),
            ("copy_marks", remembered.copy_marks),
        ):
            self.actions_by_key[key].setChecked(on)
        self.tools.show_choices()
        self._enable()
        self.setWindowTitle(_title(self.state))
        self._renew_look()
        if self.state.library is not None:
            self._settings.save(remembered)

    def _enable(self) -> None:
        """Commands that have nothing to act on are greyed out."""
        rows, _ = self.comparison.table.selected()
        cars = bool(self.state.query.vehicles) and self.state.library is not None
        for key in ("copy", "copy_headed"):
            self.actions_by_key[key].setEnabled(bool(rows))
        for key in ("remove", "move_left", "move_right", "car_menu", "select_all"):
            self.actions_by_key[key].setEnabled(cars)

    def _renew_look(self) -> None:
        """Take another theme over where appearance or system ask for it."""
        if self._appearance != self.state.remembered.appearance:
            self._appearance = self.state.remembered.appearance
            look.follow(self._appearance)
        theme = look.theme_for(self._appearance)
        if theme != self._look.theme:
            self._wear(look.apply(_application(), theme))

    def _wear(self, worn: look.Look) -> None:
        """Give a look to every part."""
        self._look = worn
        for part in (
            self.notice,
            self.library_panel,
            self.comparison,
            self.chart,
            self.evidence,
            self.status,
            self.tools,
        ):
            part.set_look(self._look)
        for command in COMMANDS:
            if command.icon:
                self.actions_by_key[command.key].setIcon(icon(command.icon, worn.theme))


def _title(state: ViewState) -> str:
    """The cars compared, as the title of the window names them."""
    names = [vehicle.name for vehicle in state.sheet.vehicles] if state.sheet else []
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return ", ".join(names[:4]) + more or NAME


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
