"""The bar over the comparison that finds text in it: a field, the count, on and back, and close."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from carspec.core.sheet import Sheet
from carspec.gui.comparison_table import ComparisonTable
from carspec.gui.icons import icon
from carspec.gui.look import Look
from carspec.gui.table_search import Match, hidden_matches, matches
from carspec.gui.view_state import ViewState
from carspec.output.palette import SPACING

FIELD_IN_EMS = 22


class FindBar(QWidget):
    """Hidden until `open`; `closed` tells that it was left. It follows the Sheet of the state."""

    closed = Signal()

    def __init__(self, state: ViewState, table: ComparisonTable, look: Look) -> None:
        super().__init__()
        self._state, self._table = state, table
        self._sheet: Sheet | None = None
        self._matches: tuple[Match, ...] = ()
        self._hidden: tuple[Match, ...] = ()
        self._at: Match | None = None
        self._start = ""
        self.field, self.count = QLineEdit(), QLabel()
        self.field.setPlaceholderText("Find in the comparison")
        self.field.setAccessibleName("Find in the comparison")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda: self._search(go=True))
        self.count.setProperty("tone", "muted")
        self.back = _button("Find previous (Shift+F3)", lambda: self.go(-1))
        self.on = _button("Find next (F3)", lambda: self.go(1))
        self.hidden = _button("", self.show_hidden)
        self.close_button = _button("Close (Esc)", self.leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACING.medium, SPACING.small, SPACING.medium, SPACING.small)
        layout.setSpacing(SPACING.small)
        layout.addWidget(self.field)
        for button in (self.back, self.on):
            layout.addWidget(button)
        layout.addWidget(self.count)
        layout.addWidget(self.hidden)
        layout.addStretch(1)
        layout.addWidget(self.close_button)
        self.hide()
        self.set_look(look)
        state.changed.connect(self._follow)

    def set_look(self, look: Look) -> None:
        for button, name in ((self.back, "left"), (self.on, "right"), (self.close_button, "close")):
            button.setIcon(icon(name, look.theme))
        self.field.setMaximumWidth(round(look.em * FIELD_IN_EMS))

    def open(self) -> None:
        """Show the bar with its last text chosen, ready to be typed over."""
        self.show()
        self._start = self._state.field.key if self._state.field is not None else ""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search(go=False)

    def leave(self) -> None:
        """Hide the bar; what was found is no longer marked, the cell that was reached stays chosen."""
        self.hide()
        self._sheet = None
        self._table.mark(())
        self.closed.emit()

    def go(self, step: int) -> None:
        """Go to the next match, or the one before, round the ends."""
        if self.isHidden():
            self.open()
        if self._matches:
            at = self._matches.index(self._at) if self._at in self._matches else -1 if step > 0 else 0
            match = self._matches[(at + step) % len(self._matches)]
            self._start = match.field or ""
            self._choose(match)

    def show_hidden(self) -> None:
        """Bring the rows back in which there is more, and go to the first of it."""
        more = self._hidden
        self._state.bring_back({match.field for match in more if match.field}, "show what was found")
        self.field.setFocus()
        if more:
            self._choose(more[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift back; Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        if self.isVisible() and self._state.sheet is not self._sheet:
            self._search(go=False)

    def _search(self, go: bool) -> None:
        """Search anew; `go` goes to the first match from where the search began."""
        self._sheet = self._state.sheet
        self._matches = matches(self._sheet, self.field.text()) if self._sheet is not None else ()
        self._hidden = hidden_matches(self._sheet, self.field.text()) if self._sheet is not None else ()
        self._table.mark(self._matches)
        if self._at not in self._matches:
            self._at = None
        if go and self._matches:
            self._choose(self._nearest())
        else:
            self._tell()

    def _nearest(self) -> Match:
        """The match in the row where the search began or the first below it, in the order of reading, so that
        one more letter never leaves a match that still fits."""
        assert self._sheet is not None
        rows = [None, *(row.field.key for row in self._sheet.rows)]
        start = rows.index(self._start) if self._start in rows else 0
        return next((match for match in self._matches if rows.index(match.field) >= start), self._matches[0])

    def _choose(self, match: Match) -> None:
        self._at = match
        vehicle = match.vehicle or (self._state.vehicle.key if self._state.vehicle is not None else None)
        field = match.field or (self._state.field.key if self._state.field is not None else None)
        if vehicle is not None and field is not None:
            self._state.select(field, vehicle)
        self._tell()

    def _tell(self) -> None:
        count = len(self._matches)
        if not self.field.text():
            told = ""
        elif not count:
            told = "nothing found in what is shown"
        elif self._at is None:
            told = f"{count} found"
        else:
            told = f"{self._matches.index(self._at) + 1} of {count}"
        self.count.setText(told)
        self.count.setAccessibleName(told)
        rows = len({match.field for match in self._hidden})
        where = "1 row" if rows == 1 else f"{rows} rows"
        self.hidden.setText(f"{len(self._hidden)} more in {where} not shown · Show")
        self.hidden.setAccessibleName(self.hidden.text().partition(" ·")[0])
        self.hidden.setToolTip("Bring these rows back")
        self.hidden.setVisible(rows > 0)
        for button in (self.back, self.on):
            button.setEnabled(count > 0)


def _button(text: str, does: object) -> QToolButton:
    button = QToolButton()
    button.setObjectName("link")
    button.setToolTip(text)
    button.setAccessibleName(text.partition(" (")[0])
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(does)
    return button
