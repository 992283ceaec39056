"""The way through a chart with the arrow keys: along a row of marks, and from row to row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from carspec.output.charts.marks import Mark

Key = Qt.Key
KEYS = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End)


def step(marks: Sequence[Mark], current: Mark | None, key: Qt.Key) -> Mark | None:
    """The mark that a key leads to; None for keys that do not walk, or where there is nothing to walk.

    Left and right go to the mark before and behind, over the ends of rows; up and down to the same place of
    the row above and below; Home and End to the first and the last. At an edge one stays.
    """
    if not marks or key not in KEYS:
        return None
    if key == Key.Key_Home:
        return marks[0]
    if key == Key.Key_End:
        return marks[-1]
    if current is None:
        return marks[0]
    at = next(place for place, mark in enumerate(marks) if mark.key == current.key)
    if key in (Key.Key_Left, Key.Key_Right):
        return marks[max(0, min(at + (1 if key == Key.Key_Right else -1), len(marks) - 1))]
    rows = sorted({mark.row for mark in marks})
    row = rows.index(current.row) + (1 if key == Key.Key_Down else -1)
    if not 0 <= row < len(rows):
        return current
    column = [mark for mark in marks if mark.row == current.row].index(current)
    there = [mark for mark in marks if mark.row == rows[row]]
    return there[min(column, len(there) - 1)]
