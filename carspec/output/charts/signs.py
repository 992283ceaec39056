"""The signs of points: told apart by shape and by filling, so that they survive grey print."""

from collections.abc import Sequence
from typing import Any

from carspec.output.charts.board import Board

DOT = 5.0
"""Points across at scale 1."""
TO_RIGHT, TO_LEFT = 9, 8
"""Triangles that stand on the point they mean (matplotlib's CARETRIGHTBASE and CARETLEFTBASE)."""


def dot(board: Board, sign: str, xs: Sequence[float], ys: Sequence[float], key: str | None = None) -> None:
    """Points of one meaning: same, other, apart, lower, upper, ring, open, square or cross."""
    theme, scale = board.theme, board.style.scale
    size = DOT * scale
    look: dict[str, Any]
    match sign:
        case "same":
            look = {"fill": theme.bar_accent}
        case "other":
            look = {"fill": theme.window, "edge": theme.conflict, "weight": 1.2 * scale, "order": 3.5}
        case "apart":
            size = DOT * 0.9 * scale
            look = {"fill": theme.window, "edge": theme.faint, "weight": scale, "sign": "D"}
        case "lower":
            look = {"fill": theme.muted, "sign": TO_RIGHT}
        case "upper":
            look = {"fill": theme.muted, "sign": TO_LEFT}
        case "ring":
            size = DOT * 2.2 * scale
            look = {"edge": theme.bar_accent, "weight": 1.8 * scale, "order": 4}
        case "square":
            look = {"fill": theme.bar_accent, "sign": "s"}
        case "cross":
            look = {"edge": theme.conflict, "weight": 1.6 * scale, "sign": "x", "order": 3.6}
        case _:
            look = {"fill": theme.window, "edge": theme.bar_accent, "weight": 1.4 * scale}
    board.dots(xs, ys, size, key=key, **look)
