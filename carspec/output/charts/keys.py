"""The keys under a chart: what its signs mean, each drawn as it stands in the plot."""

from collections.abc import Sequence

from carspec.output.charts import text
from carspec.output.charts.axis import mark_cut
from carspec.output.charts.board import Board
from carspec.output.charts.marks import Key
from carspec.output.charts.shades import shade
from carspec.output.charts.signs import TO_RIGHT, dot
from carspec.output.charts.style import Style


def key_height(keys: Sequence[Key], width: float, style: Style) -> float:
    """The height in points that the keys take in a figure `width` points wide."""
    return sum(len(lines) for line in _lines(keys, width, style) for lines in [_tallest(line)]) * _step(style)


def draw_keys(board: Board, keys: Sequence[Key], top: float) -> None:
    """The keys in lines from `top`."""
    style = board.style
    for line in _lines(keys, board.width, style):
        x = style.margin
        for sign, meaning in line:
            _draw_sign(board, sign, x, top + _step(style) / 2)
            for place, words in enumerate(meaning):
                y = top + (place + 0.5) * _step(style) + style.caption * text.RISE
                board.text(x + _sign_room(style) + style.small, y, words, style.caption, board.theme.muted)
            x += _sign_room(style) + style.small + text.widest(meaning, style.caption) + style.huge
        top += len(_tallest(line)) * _step(style)


_Wrapped = tuple[str, tuple[str, ...]]


def _lines(keys: Sequence[Key], width: float, style: Style) -> list[list[_Wrapped]]:
    lines: list[list[_Wrapped]] = []
    whole = width - 2 * style.margin
    room = 0.0
    for sign, meaning in keys:
        words = tuple(text.wrapped(meaning, style.caption, whole - _sign_room(style) - style.small))
        need = _sign_room(style) + style.small + text.widest(words, style.caption)
        if not lines or need > room:
            lines.append([])
            room = whole
        lines[-1].append((sign, words))
        room -= need + style.huge
    return lines


def _tallest(line: Sequence[_Wrapped]) -> tuple[str, ...]:
    return max((words for _, words in line), key=len)


def _step(style: Style) -> float:
    return 16.0 * style.scale


def _sign_room(style: Style) -> float:
    return 22.0 * style.scale


def _draw_sign(board: Board, sign: str, x: float, y: float) -> None:
    theme, scale = board.theme, board.style.scale
    room, high = _sign_room(board.style), 8.0 * scale
    top = y - high / 2
    match sign.split("-"):
        case ["accent"]:
            board.rectangle(x, top, room, high, fill=theme.bar_accent)
        case ["range"]:
            board.rectangle(x, top, room / 2, high, fill=theme.bar)
            board.rectangle(x + room / 2, top, room / 2, high, fill=theme.bar_range)
        case ["lower"]:
            board.rectangle(x, top, room - 6 * scale, high, fill=theme.bar)
            board.dots([x + room - 6 * scale], [y], 6 * scale, fill=theme.bar, sign=TO_RIGHT)
        case ["upper"]:
            board.rectangle(
                x, top, room, high, fill=theme.bar_range, edge=theme.bar, weight=1.0, dashes=(3, 2)
            )
        case ["span"]:
            board.span(x, x + room, y, 3.5 * scale, theme.whisker, 1.3)
        case ["cut"]:
            board.line([x + room / 2] * 2, [y - 6 * scale, y + 6 * scale], theme.line_strong, 1.0)
            mark_cut(board, x + room / 2, y)
        case ["bar"]:
            board.rectangle(x, top, room, high, fill=theme.bar)
        case ["open"]:
            board.rectangle(x, top, room - 8 * scale, high, fill=theme.bar)
            board.dots([x + room - 8 * scale], [y], high, fill=theme.bar, sign=TO_RIGHT)
        case ["whisker"]:
            board.line([x, x + room], [y, y], theme.whisker, 1.3 * scale)
        case ["thin"]:
            board.line([x, x + room], [y, y], theme.faint, 0.8)
        case ["size"]:
            board.dots([x + room / 2], [y], 14 * scale, fill=theme.bar)
        case ["hole"]:
            board.rectangle(x, top, room, high, edge=theme.faint, weight=0.7, dashes=(1.5, 2))
        case ["shade", place]:
            board.rectangle(x, top, room, high, fill=shade(theme, int(place)))
        case ["rung"]:
            board.rectangle(
                x,
                top,
                room,
                high,
                fill=theme.accent_soft,
                edge=theme.bar_accent,
                weight=1.4,
                radius=2 * scale,
            )
        case ["energy"]:
            board.rectangle(x, y - 1.3 * scale, room, 2.6 * scale, fill=theme.bar)
        case ["person"]:
            board.rectangle(x + room / 2 - 2 * scale, y - 2 * scale, 4 * scale, 8 * scale, fill=theme.faint)
            board.dots([x + room / 2], [y - 4.5 * scale], 3.6 * scale, fill=theme.faint)
        case ["ghost"]:
            board.line([x, x + room], [y, y], theme.faint, 0.9, dashes=(3, 2))
        case ["length"]:
            board.span(x, x + room, y, 4 * scale, theme.bar_accent, 1.6 * scale)
        case ["dash"]:
            board.line([x, x + room], [y, y], theme.bar, 2.2 * scale)
        case _:
            dot(board, sign.removeprefix("dot-"), [x + room / 2], [y])
