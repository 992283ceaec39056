"""The claims behind a cell as a Qt list model."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from carspec.core.sheet import Sheet
from carspec.core.values import Claim, Field, Source
from carspec.gui import claim_texts
from carspec.output.citations import language_name

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ClaimModel(QAbstractListModel):
    """Shows the claims it is given, each with its source."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._claims: tuple[Claim, ...] = ()
        self._sources: dict[str, Source] = {}  # kept, as a withdrawn claim takes its source along

    def show(self, sheet: Sheet | None, claims: Sequence[Claim]) -> None:
        """Show these claims."""
        self.beginResetModel()
        self._sheet, self._claims = sheet, tuple(claims)
        self._sources = {c.source: sheet.library.sources[c.source] for c in claims} if sheet else {}
        self.endResetModel()

    def claim(self, row: int) -> Claim:
        return self._claims[row]

    def source(self, row: int) -> Source:
        return self._sources[self._claims[row].source]

    def provenance(self, row: int) -> str:
        """Who states a claim; where the claims are of several cars, of which."""
        claim, source = self._claims[row], self.source(row)
        told = claim_texts.provenance(source, claim, language_name(source.language))
        if len({one.vehicle for one in self._claims}) > 1 and self._sheet is not None:
            told = f"{self._sheet.library.vehicles[claim.vehicle].name} · {told}"
        return told

    def citation(self, row: int) -> str:
        """A claim with its quote, its source and the address of that, as text to be pasted."""
        claim, source = self._claims[row], self.source(row)
        parts = (str(self.data(self.index(row))), f"“{claim.as_stated}”", self.provenance(row), source.url)
        return ", ".join(part for part in parts if part)

    def how_read(self, row: int) -> str:
        assert self._sheet is not None
        return claim_texts.how_read(self._claims[row], self._field(row), self._sheet)

    def _field(self, row: int) -> Field:
        """The field of a claim; behind a computed figure they are of several."""
        assert self._sheet is not None
        return self._sheet.library.fields[self._claims[row].field]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._claims)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or self._sheet is None:
            return None
        claim, source, field = self._claims[index.row()], self.source(index.row()), self._field(index.row())
        if role == Role.DisplayRole:
            return claim_texts.heading(claim, field, self._sheet)
        if role == Role.AccessibleTextRole:
            return claim_texts.spoken(claim, source, field, self._sheet, language_name(source.language))
        if role == Role.ToolTipRole:
            parts = (f"“{claim.as_stated}”", self.how_read(index.row()), source.title, source.url)
            return "\n".join(part for part in parts if part)
        return None
