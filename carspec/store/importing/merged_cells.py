"""The merged cells of a sheet: over rows a text counts for each, over columns it stands in the first."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

Box = tuple[range, range]
"""The rows and the columns of a merged cell, from 0."""

MOST_HEADS = 5
"""Rows of a head; a merged cell that reaches further down belongs to no head."""


def head_rows(boxes: Iterable[Box], header: int) -> range:
    """The rows, from 0, of a head of which the header row is one: merged cells hold them together."""
    over = [rows for rows, _ in boxes if header in rows and len(rows) <= MOST_HEADS]
    return range(min([header, *(rows.start for rows in over)]), max([header + 1, *(r.stop for r in over)]))


def head_texts(boxes: Iterable[Box], row: int, texts: Sequence[str]) -> list[str | None]:
    """The texts of a row of a head, of which a merged cell reaches over the places that have None."""
    found: list[str | None] = [*texts]
    for rows, columns in boxes:
        for place in columns[1:] if row in rows else ():
            if place < len(found):
                found[place] = None
    return found


class Filling(Struct, frozen=True):
    """Fills merged cells while the rows come one by one; `down` has by its first row what reaches down: the
    column, and the last row."""

    down: dict[int, list[tuple[int, int]]]

    @classmethod
    def of(cls, boxes: Iterable[Box], head: range, width: int) -> "Filling":
        """Of all merged cells but those of the head."""
        down: dict[int, list[tuple[int, int]]] = {}
        for rows, columns in boxes:
            apart = rows.stop <= head.start or rows.start >= head.stop
            if len(rows) > 1 and columns.start < width and apart:
                down.setdefault(rows.start, []).append((columns.start, rows.stop - 1))
        return cls(down)

    def fill(self, number: int, row: list[str], hanging: dict[int, tuple[int, str]]) -> None:
        """Write into a row what reaches down to it; `hanging` is what does, for the rows to come."""
        for place, (last, text) in list(hanging.items()):
            if number <= last:
                row[place] = text
            else:
                del hanging[place]
        for place, last in self.down.get(number, ()):
            hanging[place] = last, row[place]
