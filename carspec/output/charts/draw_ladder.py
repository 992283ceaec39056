"""Draws a protection ladder: rungs from the highest down, each with its rounds and the cars on it."""

from msgspec import Struct

from carspec.output.charts import text
from carspec.output.charts.board import Board
from carspec.output.charts.facts import tag
from carspec.output.charts.ladder import LadderChart, Lane, OnRung, Rung, Threat
from carspec.output.charts.style import Style

NARROW = 340.0
STEP = 1.25
BAR = 2.6
"""The thickness of a bar of energy at scale 1."""


class Columns(Struct, frozen=True):
    """Where the level, the rounds and the cars of a rung stand; in narrow pictures cars stand over rounds."""

    box: float
    rounds: float
    rounds_room: float
    cars: float
    cars_room: float
    stacked: bool


def ladder_heights(chart: LadderChart, width: float, style: Style) -> tuple[float, float]:
    columns = _columns(chart, width, style)
    least = sum(_lane_height(lane, columns, style) for lane in chart.lanes)
    least += _outside_height(chart, width, style) + _heads(chart, columns, style)
    return least, least + len(chart.lanes) * style.medium


def draw_ladder(board: Board, chart: LadderChart, top: float, height: float) -> None:
    style, theme = board.style, board.theme
    columns = _columns(chart, board.width, style)
    least, _ = ladder_heights(chart, board.width, style)
    rungs = sum(len(lane.rungs) for lane in chart.lanes)
    spare = max(0.0, height - least) / max(1, rungs)
    if _heads(chart, columns, style):
        board.text(columns.rounds, top + style.caption, "Rounds, with energy", style.caption, theme.muted)
        board.text(columns.cars, top + style.caption, "Cars", style.caption, theme.muted)
        top += _heads(chart, columns, style)
    for lane in chart.lanes:
        base = top + style.emphasis
        board.text(style.margin, base, lane.scheme, style.emphasis, theme.text, weight="bold")
        top += _lane_head(style)
        middles = []
        for rung in lane.rungs:
            high = _rung_height(rung, columns, style) + spare
            _draw_rung(board, chart, rung, columns, top, high)
            if rung.placed:
                middles.append(top + high / 2)
            top += high
        if middles:
            x = style.margin + columns.box / 2
            board.line([x, x], [middles[0], middles[-1]], theme.line_strong, 1.4, order=1)
        top += style.medium
    _draw_outside(board, chart, top)


def _columns(chart: LadderChart, width: float, style: Style) -> Columns:
    levels = [rung.level for lane in chart.lanes for rung in lane.rungs]
    box = max(text.widest(levels, style.body, "bold") + style.large, 40 * style.scale)
    start = style.margin + box + style.large
    room = width - start - style.margin
    if width < NARROW * style.scale:
        return Columns(box, start, room, start, room, True)
    rounds = room * 0.46
    cars = start + rounds + style.large
    return Columns(box, start, rounds, cars, width - style.margin - cars, False)


def _heads(chart: LadderChart, columns: Columns, style: Style) -> float:
    """The height of the heads of the columns, which narrow pictures do without."""
    return style.caption * text.LINE_HEIGHT + style.small if chart.lanes and not columns.stacked else 0.0


def _lane_head(style: Style) -> float:
    return style.emphasis * text.LINE_HEIGHT + style.small


def _lane_height(lane: Lane, columns: Columns, style: Style) -> float:
    rungs = sum(_rung_height(rung, columns, style) for rung in lane.rungs)
    return _lane_head(style) + rungs + style.medium


def _threat_lines(rung: Rung, columns: Columns, style: Style) -> list[list[str]]:
    words = [threat.words for threat in rung.threats] or ["no round stated"]
    return [text.wrapped(one, style.caption, columns.rounds_room) for one in words]


def _car_lines(car: OnRung, columns: Columns, style: Style) -> list[tuple[str, bool]]:
    """The lines of a car, and whether each is its name (bold) or what was stated."""
    room = columns.cars_room - style.small - text.width(tag(car.number), style.caption)
    lines = [(line, True) for line in text.wrapped(car.name, style.body, room, "bold")]
    if car.stated:
        told = text.wrapped(f"stated as {car.stated}", style.caption, columns.cars_room)
        lines += [(line, False) for line in told]
    return lines


def _cars_height(rung: Rung, columns: Columns, style: Style) -> float:
    return sum(
        (style.body if bold else style.caption) * STEP
        for car in rung.cars
        for _, bold in _car_lines(car, columns, style)
    )


def _rounds_height(rung: Rung, columns: Columns, style: Style) -> float:
    lines = sum(len(words) for words in _threat_lines(rung, columns, style))
    bars = sum(threat.energy is not None for threat in rung.threats)
    return lines * style.caption * STEP + bars * (BAR + 2) * style.scale


def _rung_height(rung: Rung, columns: Columns, style: Style) -> float:
    rounds, cars = _rounds_height(rung, columns, style), _cars_height(rung, columns, style)
    inner = rounds + cars if columns.stacked else max(rounds, cars)
    return max(inner, style.body * 1.9) + style.medium


def _draw_rung(
    board: Board,
    chart: LadderChart,
    rung: Rung,
    columns: Columns,
    top: float,
    height: float,
) -> None:
    style, theme = board.style, board.theme
    tall = style.body * 1.9
    middle = top + height / 2
    fill = theme.accent_soft if rung.cars else theme.header
    edge = theme.bar_accent if rung.cars else theme.line_strong
    board.rectangle(
        style.margin, middle - tall / 2, columns.box, tall, fill=fill, edge=edge,
        weight=1.4 if rung.cars else 0.9, dashes=None if rung.placed else (3, 2), radius=3 * style.scale,
    )  # fmt: skip
    colour = theme.accent if rung.cars else theme.muted
    wide = text.width(rung.level, style.body, "bold")
    board.text(
        style.margin + (columns.box - wide) / 2, middle + style.body * text.RISE, rung.level, style.body,
        colour, weight="bold", over=fill,
    )  # fmt: skip
    cars, rounds = _cars_height(rung, columns, style), _rounds_height(rung, columns, style)
    if columns.stacked:
        start = middle - (cars + rounds) / 2
        _draw_cars(board, rung, columns, start)
        _draw_rounds(board, chart, rung, columns, start + cars)
    else:
        _draw_cars(board, rung, columns, middle - cars / 2)
        _draw_rounds(board, chart, rung, columns, middle - rounds / 2)


def _draw_cars(board: Board, rung: Rung, columns: Columns, y: float) -> None:
    for car in rung.cars:
        y = _draw_car(board, car, columns, y)


def _draw_car(board: Board, car: OnRung, columns: Columns, y: float) -> float:
    """A car with its number and what was stated, from `y`; returns where the next begins."""
    style, theme = board.style, board.theme
    start = y
    lines = _car_lines(car, columns, style)
    names = sum(bold for _, bold in lines)
    for place, (line, bold) in enumerate(lines):
        size = style.body if bold else style.caption
        base = y + size * (STEP / 2 + text.RISE)
        shade = theme.accent if car.accent and bold else theme.text if bold else theme.muted
        board.text(columns.cars, base, line, size, shade, weight="bold" if bold else "normal")
        if car.number and place == names - 1:
            x = columns.cars + text.width(line, size, "bold") + style.small
            board.text(x, base, tag(car.number), style.caption, theme.muted)
        y += size * STEP
    board.place(car, columns.cars - style.small, start, columns.cars_room + style.small, y - start)
    return y


def _draw_rounds(board: Board, chart: LadderChart, rung: Rung, columns: Columns, y: float) -> None:
    style, theme = board.style, board.theme
    threats: list[Threat | None] = [*rung.threats] or [None]
    for threat, lines in zip(threats, _threat_lines(rung, columns, style), strict=True):
        for line in lines:
            base = y + style.caption * (STEP / 2 + text.RISE)
            board.text(columns.rounds, base, line, style.caption, theme.muted)
            y += style.caption * STEP
        if threat is not None and threat.energy is not None:
            long = float(threat.energy / chart.strongest) * columns.rounds_room
            board.rectangle(columns.rounds, y + style.scale, long, BAR * style.scale, fill=theme.bar)
            y += (BAR + 2) * style.scale


def _outside_head(chart: LadderChart, style: Style) -> float:
    return style.emphasis * text.LINE_HEIGHT + style.small if chart.outside else 0.0


def _outside_lines(chart: LadderChart, width: float, style: Style) -> list[list[str]]:
    room = width - 2 * style.margin
    return [text.wrapped(f"{car.name}: {car.stated}", style.caption, room) for car in chart.outside]


def _outside_height(chart: LadderChart, width: float, style: Style) -> float:
    lines = sum(len(one) for one in _outside_lines(chart, width, style))
    return _outside_head(chart, style) + lines * style.caption * STEP


def _draw_outside(board: Board, chart: LadderChart, top: float) -> None:
    """Cars without a level, each with the reason."""
    if not chart.outside:
        return
    style, theme = board.style, board.theme
    board.text(
        style.margin, top + style.emphasis, "Without a level", style.emphasis, theme.text, weight="bold"
    )
    y = top + _outside_head(chart, style)
    for car, lines in zip(chart.outside, _outside_lines(chart, board.width, style), strict=True):
        start = y
        for line in lines:
            base = y + style.caption * (STEP / 2 + text.RISE)
            board.text(style.margin, base, line, style.caption, theme.muted)
            y += style.caption * STEP
        board.place(car, style.margin, start, board.width - 2 * style.margin, y - start)
