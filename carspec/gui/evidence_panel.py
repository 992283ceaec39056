"""The evidence at the right: the selected figure, why it is shown, and every claim behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from carspec.core.sheet import Cell, Sheet
from carspec.core.values import Claim, Field, Vehicle
from carspec.gui.cell_texts import reservations, verdict_sentence
from carspec.gui.claim_bar import ClaimBar
from carspec.gui.claim_delegate import ClaimDelegate
from carspec.gui.claim_list import ClaimList
from carspec.gui.claim_model import ClaimModel
from carspec.gui.claim_plot import ClaimPlot
from carspec.gui.claim_texts import GROUPS, STANDINGS
from carspec.gui.empty_state import EmptyState
from carspec.gui.flow_layout import FlowLayout
from carspec.gui.head_scroll import HeadScroll
from carspec.gui.look import Look
from carspec.gui.mark_label import MarkLabel
from carspec.gui.texts import largest_unbroken
from carspec.gui.view_state import ViewState
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING
from carspec.output.verdict_marks import FOOTNOTE, mark_of

ALL = "All"
LEAST_IN_EMS = 15
HEAD_SHARE = 0.62
LONG_FIGURE = 24


class EvidencePanel(QWidget):
    """Follows the selected cell of the state. `claim_chosen` tells that another claim is the current one."""

    claim_chosen = Signal()

    def __init__(self, state: ViewState, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self._shown: tuple[Sheet, Field, Vehicle] | None = None
        self._claims: tuple[Claim, ...] = ()
        self._group = ALL
        self.setAccessibleName("Evidence")
        self.field_label, self.car_label = WrappedLabel(), WrappedLabel()
        self.figure_label = WrappedLabel(selectable=True)
        self.units_label = WrappedLabel(selectable=True)
        self.verdict_label = MarkLabel(look)
        self.explanation, self.notes = WrappedLabel(selectable=True), WrappedLabel(selectable=True)
        self.plot = ClaimPlot(look)
        self.plot.chosen.connect(self._go_to)
        for label in (self.car_label, self.units_label, self.notes):
            label.setProperty("tone", "muted")
        self.chips = {name: _chip() for name in (ALL, *GROUPS)}
        self.list = ClaimList()
        self._model, self._delegate = ClaimModel(self), ClaimDelegate(look, self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self._model.modelAboutToBeReset.connect(self._delegate.forget)
        self.list.open_asked.connect(self._open)
        self.list.width_changed.connect(self._set_width)
        self.list.current_changed.connect(self.claim_chosen)
        self.bar = ClaimBar(look)
        self._pages = QStackedWidget()
        self.empty = EmptyState("about", look)
        self.empty.say(
            "No figure selected", "Select a cell of the comparison to see who stated it, when and how."
        )
        self._pages.addWidget(self._arranged())
        self._pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._pages.setCurrentWidget(self.empty)
        self.set_look(look)
        state.changed.connect(self._show)

    def claim(self) -> Claim | None:
        """The current claim of the list."""
        index = self.list.currentIndex()
        return self._model.claim(index.row()) if self._shown is not None and index.isValid() else None

    def address(self) -> str | None:
        """The address of the source of the current claim."""
        return self._model.source(self.list.currentIndex().row()).url if self.claim() else None

    def citation(self) -> str:
        """The current claim as text to be pasted."""
        return self._model.citation(self.list.currentIndex().row()) if self.claim() else ""

    def set_look(self, look: Look) -> None:
        """Take another look over; another theme alone leaves sizes as they are."""
        resized = look.font != self._look.font
        self._look = look
        self.bar.set_look(look)
        self._delegate.fit(look, self.list.viewport().width())
        self.setMinimumWidth(round(look.em * LEAST_IN_EMS))
        self.field_label.setFont(look.emphasis_bold)
        self.car_label.setFont(look.caption)
        self._size_figure()
        self.units_label.setFont(look.body)
        self.explanation.setFont(look.body)
        self.notes.setFont(look.caption)
        for chip in self.chips.values():
            chip.setFont(look.caption)
        self.verdict_label.set_look(look)
        self.plot.set_look(look)
        self.empty.set_look(look)
        if resized:
            self.list.doItemsLayout()
        self.list.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head may be as high as its texts need, but leaves the claims their share."""
        super().resizeEvent(event)
        self._size_figure()
        self._scroll.limit(round(event.size().height() * HEAD_SHARE))

    def _arranged(self) -> QWidget:
        page = QWidget()
        head = QWidget()
        top = QVBoxLayout(head)
        top.setContentsMargins(SPACING.large, SPACING.large, SPACING.large, SPACING.medium)
        top.setSpacing(SPACING.small)
        for part in (self.field_label, self.car_label, self.figure_label, self.units_label):
            top.addWidget(part)
        top.addWidget(self.verdict_label)
        top.addWidget(self.explanation)
        top.addWidget(self.notes)
        top.addSpacing(SPACING.small)
        top.addWidget(self.plot)
        chips = FlowLayout(SPACING.small)
        group = QButtonGroup(page)
        for name, chip in self.chips.items():
            group.addButton(chip)
            chips.addWidget(chip)
            chip.clicked.connect(lambda _checked=False, name=name: self._filter(name))
        self.chips[ALL].setChecked(True)
        top.addSpacing(SPACING.small)
        top.addLayout(chips)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._scroll = HeadScroll(head)
        whole.addWidget(self._scroll)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.bar)
        return page

    def _show(self) -> None:
        sheet, cell, field, vehicle = (
            self._state.sheet,
            self._state.cell,
            self._state.field,
            self._state.vehicle,
        )
        if sheet is None or cell is None or field is None or vehicle is None:
            self._shown = None
            self._pages.setCurrentWidget(self.empty)
            self.claim_chosen.emit()
            return
        if self._shown is not None and self._shown[0] is sheet and self._shown[1:] == (field, vehicle):
            return
        current = self.claim() if self._shown is not None and self._shown[1:] == (field, vehicle) else None
        kept = current.key if current is not None else None
        self._shown = sheet, field, vehicle
        self._pages.setCurrentIndex(0)
        self._show_figure(sheet, cell, field, vehicle)
        self._claims = sheet.claims(field.key, vehicle.key)
        self.plot.show_claims(sheet, field, cell, () if field.computed else self._claims)
        counts = {name: len(self._of(name)) for name in self.chips}
        for name, chip in self.chips.items():
            chip.setText(f"{name} {counts[name]}")
            chip.setVisible(name == ALL or counts[name] > 0)
        self._filter(self._group if counts[self._group] else ALL, kept)

    def _show_figure(self, sheet: Sheet, cell: Cell, field: Field, vehicle: Vehicle) -> None:
        self.field_label.setText(field.label)
        self.field_label.setToolTip(field.description)
        self.car_label.setText(vehicle.name)
        figure = cell.text_with_unit if cell.missing is None else "No figure"
        self.figure_label.setText(figure)
        self._size_figure()
        more = [*cell.secondary, *reservations(cell), *([cell.difference] if cell.difference else [])]
        self.units_label.setText(" · ".join(more))
        self.units_label.setVisible(bool(more))
        said = verdict_sentence(cell) if cell.missing is None else ""
        self.verdict_label.show_mark(mark_of(cell), said)
        judgement = sheet.library.judgement(cell.claim.key) if cell.claim else None
        chosen = " Shown because you chose it." if judgement is not None and judgement.rank > 0 else ""
        self.explanation.setText(sheet.explanation(field, vehicle) + chosen)
        noted = [note.sentence for note in sheet.notes(field)]
        self.notes.setText("\n".join(f"{FOOTNOTE} {sentence}" for sentence in noted))
        self.notes.setVisible(bool(noted))

    def _size_figure(self) -> None:
        """A figure is large; a text of many words is not, nor is one with a word wider than the panel."""
        look, text = self._look, self.figure_label.text()
        fonts = (look.display, look.emphasis_bold, look.body_bold, look.caption_bold)
        room = self.width() - 2 * SPACING.large
        self.figure_label.setFont(
            largest_unbroken(text.split(), fonts[1:] if len(text) > LONG_FIGURE else fonts, room)
        )

    def _of(self, group: str) -> Sequence[Claim]:
        return [claim for claim in self._claims if group in (ALL, STANDINGS[claim.relation].group)]

    def _filter(self, group: str, current: str | None = None) -> None:
        """Show the claims of a group; `current` is the key of the claim to stay at."""
        assert self._shown is not None
        self._group = group
        self.chips[group].setChecked(True)
        claims = self._of(group)
        self._model.show(self._shown[0], claims)
        row = next((row for row, claim in enumerate(claims) if claim.key == current), 0)
        self.list.setCurrentIndex(self._model.index(row))
        self.list.selectionModel().select(self._model.index(row), QItemSelectionModel.SelectionFlag.Clear)
        self.claim_chosen.emit()
        self.list.setAccessibleName(f"Claims: {group}, {self._model.rowCount()}")

    def _go_to(self, claim: Claim) -> None:
        """Show a claim in the list, also where its group is filtered out."""
        shown = self._of(self._group)
        if claim not in shown:
            self._filter(ALL)
            shown = self._of(ALL)
        self.list.setCurrentIndex(self._model.index(list(shown).index(claim)))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, index: QModelIndex, at_link: bool) -> None:
        """Open the address of a source in the browser."""
        url = self._model.source(index.row()).url if index.isValid() else None
        if url and at_link:
            QDesktopServices.openUrl(QUrl(url))

    def _set_width(self, width: int) -> None:
        self._delegate.fit(self._look, width)
        self.list.scheduleDelayedItemsLayout()


def _chip() -> QPushButton:
    chip = QPushButton()
    chip.setObjectName("chip")
    chip.setCheckable(True)
    return chip
