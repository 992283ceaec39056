"""Reads the windows on a display as a screen reader does, over AT-SPI, and answers questions on its input.

``/usr/bin/python3 screen_reader.py`` runs under the Python that has GNOME's module gi. Each line of its input
is JSON: `role` and `name` of what is looked for, the name as a regular expression that fits it whole. The
answer is a line with a list of all that is shown and fits: `name`, `description`, `states`, `box` (left, top,
width and height on the screen), and of cells the `row` and `column` headers that a reader says with them.
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

CELL = "table cell"
HOLDERS = {CELL: "table", "table column header": "table", "table row header": "table", "list item": "list"}
"""What holds the many: a reader that looks for something else does not go in."""


def shown(accessible: Any, role: str) -> Iterator[Any]:
    """What is on the screen below an object and may hold or be what is looked for; what goes while it is
    read is left out."""
    try:
        own = accessible.get_role_name()
        count = 0 if own in HOLDERS.values() and own != HOLDERS.get(role) else accessible.get_child_count()
    except GLib.Error:
        return
    for place in range(count):
        try:
            child = accessible.get_child_at_index(place)
            if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
                yield child
                yield from shown(child, role)
        except GLib.Error:
            continue


def told(accessible: Any) -> dict[str, Any]:
    """What a reader learns of an object."""
    box = Atspi.Component.get_extents(accessible, Atspi.CoordType.SCREEN)
    answer: dict[str, Any] = {
        "name": accessible.get_name(),
        "description": accessible.get_description(),
        "states": [state.value_nick for state in accessible.get_state_set().get_states()],
        "box": [box.x, box.y, box.width, box.height],
    }
    if accessible.get_role_name() == CELL:
        for part, headers in (
            ("row", Atspi.TableCell.get_row_header_cells(accessible)),
            ("column", Atspi.TableCell.get_column_header_cells(accessible)),
        ):
            answer[part] = [header.get_name() for header in headers or ()]
    return answer


def found(desktop: Any, role: str, name: str) -> list[dict[str, Any]]:
    """All that is shown of a role and whose name fits."""
    desktop.clear_cache()
    answers = []
    for program in range(desktop.get_child_count()):
        for accessible in shown(desktop.get_child_at_index(program), role):
            try:
                if accessible.get_role_name() == role and re.fullmatch(name, accessible.get_name(), re.S):
                    answers.append(told(accessible))
            except GLib.Error:
                continue
    return answers


def main() -> None:
    desktop = Atspi.get_desktop(0)
    desktop.set_cache_mask(Atspi.Cache.NONE)
    for line in sys.stdin:
        print(json.dumps(found(desktop, **json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
