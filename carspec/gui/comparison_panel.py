"""The comparison in the centre: the table, the lines about rows left out, the empty states."""

from PySide6.QtWidgets import QStackedWidget, QToolButton, QVBoxLayout, QWidget

from carspec.core.sheet import Sheet
from carspec.gui.column_widths import ColumnWidths
from carspec.gui.comparison_table import ComparisonTable
from carspec.gui.empty_state import EmptyState
from carspec.gui.find_bar import FindBar
from carspec.gui.first_paint import FirstPaint
from carspec.gui.flow_layout import FlowLayout
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState
from carspec.output.palette import SPACING


class ComparisonPanel(QWidget):
    """Follows the Sheet of the state. `painted` is emitted once, when it is on the screen."""

    def __init__(
        self, state: ViewState, look: Look, widths: ColumnWidths, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self._corner_of: Sheet | None = None
        self.painted = FirstPaint(self).done
        self.table = ComparisonTable(state, look, widths)
        self.find_bar = FindBar(state, self.table, look)
        self.lone_line, self.equal_line, self.hidden_line = _line(), _line(), _line()
        self.hidden_line.clicked.connect(lambda: state.set_hidden(frozenset()))
        self.lone_line.clicked.connect(lambda: state.set_fold_lone(not state.query.fold_lone))
        self.equal_line.clicked.connect(lambda: state.set_differences_only(False))
        self.no_cars, self.no_rows = EmptyState("limousine", look), EmptyState("differences", look)
        self.no_cars.say(
            "No car is compared",
            "Tick a vehicle in the library, or press Ctrl+K, type a name and press Enter.",
            "Compare four state limousines",
        )
        self.no_cars.action_asked.connect(state.show_default_cars)
        self.no_rows.action_asked.connect(state.show_all_rows)
        self._pages = QStackedWidget()
        for page in (self._arranged(), self.no_cars, self.no_rows):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.table)
        state.changed.connect(self._show)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.table.set_look(look)
        self.find_bar.set_look(look)
        for part in (self.no_cars, self.no_rows):
            part.set_look(look)
        for line in (self.lone_line, self.equal_line, self.hidden_line):
            line.setFont(look.body)
        self._corner_of = None
        self._show()

    @property
    def shows_table(self) -> bool:
        """Whether there are cars and rows to be seen."""
        return self._state.sheet is not None and self._pages.currentIndex() == 0

    def _arranged(self) -> QWidget:
        page = QWidget()
        lines = FlowLayout(SPACING.medium)
        lines.setContentsMargins(SPACING.small, 2, SPACING.small, 2)
        lines.addWidget(self.lone_line)
        lines.addWidget(self.equal_line)
        lines.addWidget(self.hidden_line)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.table, 1)
        layout.addLayout(lines)
        return page

    def _show(self) -> None:
        sheet = self._state.sheet
        if sheet is None:
            return
        if sheet is not self._corner_of:
            self._corner_of = sheet
            self._show_lines(sheet)
            self.table.set_corner(corner_text(sheet, self._look))
        if not sheet.vehicles:
            self._pages.setCurrentWidget(self.no_cars)
        elif not sheet.sections:
            self._say_why_empty(sheet)
            self._pages.setCurrentWidget(self.no_rows)
        else:
            self._pages.setCurrentIndex(0)
        self.table.show_state()

    def _show_lines(self, sheet: Sheet) -> None:
        lone = len(sheet.lone_fields)
        self.lone_line.setText(
            f"{_count(lone, sheet)} that only one car has · Show"
            if sheet.query.fold_lone
            else f"{_noun(sheet).capitalize()}s that only one car has are shown · Fold"
        )
        self.lone_line.setVisible(len(sheet.vehicles) > 1 and (lone > 0 or not sheet.query.fold_lone))
        equal = len(sheet.equal_fields)
        hidden = (
            f"{_count(equal, sheet)} hidden as equal · Show"
            if equal
            else f"No {_noun(sheet)} is equal for all cars · Show all"
        )
        self.equal_line.setText(hidden)
        self.equal_line.setVisible(sheet.query.differences_only)

        self.hidden_line.setText(f"{_count(len(sheet.hidden_fields), sheet)} hidden · Show")
        self.hidden_line.setVisible(bool(sheet.hidden_fields))

    def _say_why_empty(self, sheet: Sheet) -> None:
        equal, lone = len(sheet.equal_fields), len(sheet.lone_fields)
        why = [f"{_count(equal, sheet)} equal for all cars"] if equal else []
        why += [f"{_count(lone, sheet)} that only one car has"] if lone else []
        why += [f"{_count(len(sheet.hidden_fields), sheet)} that you hid"] if sheet.hidden_fields else []
        sentence = (
            f"Hidden: {', '.join(why[:-1])}{' and ' if why[1:] else ''}{why[-1]}."
            if why
            else "The data hold no claim about these cars."
        )
        self.no_rows.say("Nothing to compare here", sentence, f"Show all {_noun(sheet)}s" if why else "")


def corner_text(sheet: Sheet, look: Look) -> str:
    """The counts in the corner of the table, as rich text: cars, rows, and what is hidden."""
    count = len(sheet.vehicles)
    cars = "1 car" if count == 1 else f"{count} cars"
    more = [_count(len(sheet.rows), sheet)]
    if sheet.query.differences_only:
        more.append(f"{len(sheet.equal_fields)} equal hidden")
    if sheet.hidden_fields:
        more.append(f"{len(sheet.hidden_fields)} hidden")
    if sheet.folded_fields:
        more.append(f"{len(sheet.folded_fields)} folded")
    size, colour = look.caption.pointSizeF(), look.theme.muted
    small = "<br>".join(more)
    return f'<b>{cars}</b><br><span style="font-size:{size}pt; color:{colour}">{small}</span>'


def _count(count: int, sheet: Sheet) -> str:
    """So many rows, or columns where the table is transposed."""
    return f"1 {_noun(sheet)}" if count == 1 else f"{count} {_noun(sheet)}s"


def _noun(sheet: Sheet) -> str:
    """What a field is in the table."""
    return "column" if sheet.query.transposed else "row"


def _line() -> QToolButton:
    line = QToolButton()
    line.setObjectName("link")
    line.hide()
    return line
