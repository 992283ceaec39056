"""Places for the names of points: beside them, off each other, off all points, inside the plot."""

import math
from collections.abc import Sequence
from typing import NamedTuple

DIRECTIONS = 16
RINGS = 14
"""How often a name moves one step further away from its point before it is given up."""
DETOUR = 4
"""How many steps a name moves away to keep off a line."""


class Box(NamedTuple):
    """A rectangle in points; `y` is its upper edge."""

    x: float
    y: float
    width: float
    height: float

    def covers(self, other: "Box", room: float = 0.0) -> bool:
        return (
            self.x < other.x + other.width + room
            and other.x < self.x + self.width + room
            and self.y < other.y + other.height + room
            and other.y < self.y + self.height + room
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of the rectangle that is nearest to `x`, `y`."""
        return (
            min(max(x, self.x), self.x + self.width),
            min(max(y, self.y), self.y + self.height),
        )

    def gap_to(self, x: float, y: float) -> float:
        near = self.nearest(x, y)
        return math.hypot(near[0] - x, near[1] - y)


Circle = tuple[float, float, float]
"""Middle and radius of a point."""


def place_labels(
    circles: Sequence[Circle],
    sizes: Sequence[tuple[float, float]],
    field: Box,
    lines: Sequence[Box],
    step: float,
) -> list[Box | None]:
    """A rectangle for each name, as near to its point as there is room; None where there is none.

    Names of crowded points choose first, since they have fewest places. `lines` stay free, unless
    a name would have to move far away for it.
    """
    placed: dict[int, Box] = {}
    order = sorted(range(len(circles)), key=lambda i: -_neighbours(circles, i))
    for i in order:
        x, y, radius = circles[i]
        free = [
            (ring, box)
            for ring, box in _candidates(x, y, radius, *sizes[i], step)
            if field.holds(box)
            and not any(box.covers(other, 1.0) for other in placed.values())
            and not any(box.gap_to(cx, cy) < r + 1 for cx, cy, r in circles)
        ]
        clear = [(ring, box) for ring, box in free if not any(box.covers(line) for line in lines)]
        if clear and clear[0][0] <= free[0][0] + DETOUR:
            placed[i] = clear[0][1]
        elif free:
            placed[i] = free[0][1]
    return [placed.get(i) for i in range(len(circles))]


def _neighbours(circles: Sequence[Circle], i: int) -> float:
    x, y, _ = circles[i]
    return sum(1 / (20 + math.hypot(x - other[0], y - other[1])) for other in circles)


def _candidates(
    x: float, y: float, radius: float, width: float, height: float, step: float
) -> list[tuple[int, Box]]:
    """Places around a point with the number of their ring, near ones first, to the right before others."""
    found = []
    for ring in range(RINGS):
        reach = radius + step * (1 + ring * 1.6)
        for turn in range(DIRECTIONS):
            angle = 2 * math.pi * ((turn + 1) // 2 * (-1) ** turn) / DIRECTIONS
            across, down = math.cos(angle), math.sin(angle)
            left = x + reach * across - width * (1 - across) / 2
            above = y + reach * down - height * (1 - down) / 2
            found.append((ring, Box(left, above, width, height)))
    return found
