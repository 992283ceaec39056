"""The bar chart: one field of several cars from zero, with span of claims, bounds, ranges and named gaps."""

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from carspec.core import numbers
from carspec.core.sheet import Sheet
from carspec.core.values import Verdict
from carspec.output import chart_text
from carspec.output.bars import Bar, BarChart, bar_data
from carspec.output.chart_frame import (
    LINE_HEIGHT,
    MARGIN,
    Caption,
    ChartFigure,
    Frame,
    add_plot,
    draw_frame,
    frame,
    size,
)
from carspec.output.chart_keys import LINE_ROOM, Key, draw_keys, key_lines
from carspec.output.palette import MARKS, SPACING, THEMES, TYPE, Theme

WIDTH = 8.0
"""Inches."""
NAME_SHARE = 0.3
NAME_SIZE, LABEL_SIZE, DETAIL_SIZE = TYPE.body, TYPE.emphasis, TYPE.caption
THICKNESS, TALL_ROW, LOW_ROW, MANY = 17.0, 38.0, 31.0, 6
AXIS_ROOM = 24.0
TIGHT_LINE = 1.2
CAP = 3.5
ARROW, ARROW_SIZE = 9, 9.0
"""A triangle that stands on its base (matplotlib's CARETRIGHTBASE), and its size in points."""


def bar_chart(sheet: Sheet, field: str, theme: str = "light", width: float = WIDTH) -> ChartFigure:
    """The bar chart of a field as a figure `width` inches wide and as high as its cars need.

    Raises NotDrawable (see `carspec.output.bars.bar_data`); KeyError for an unknown field or theme.
    """
    chart = bar_data(sheet, field)
    figure = ChartFigure(figsize=(width, 1))
    FigureCanvasAgg(figure)
    figure.set_size_inches(width, natural_height(chart, width * 72) / 72)
    draw_bars(figure, chart, THEMES[theme])
    return figure


def natural_height(chart: BarChart, width: float) -> float:
    """The height in points at which the rows of a chart `width` points wide have their proper size."""
    parts = _frame(chart, width)
    return parts.top + len(chart.bars) * _row(chart, width) + _below(_keys(chart), parts, width)


def least_height(chart: BarChart, width: float) -> float:
    """The height in points below which the names and labels of bars would touch each other, without keys."""
    parts = _frame(chart, width)
    names = max(len(_names(bar, width * NAME_SHARE)) for bar in chart.bars) * NAME_SIZE
    labels = max(_label_height(bar) for bar in chart.bars)
    row = max(names, labels) * TIGHT_LINE + SPACING.small
    return parts.top + len(chart.bars) * row + _below([], parts, width)


def draw_bars(figure: Figure, chart: BarChart, theme: Theme) -> None:
    """Draw the chart onto a figure for its present size; called again after the figure has another size.

    Where the height does not hold the keys beside the bars, they are left out.
    """
    figure.clear()
    width, height = size(figure)
    parts, keys = _frame(chart, width), _keys(chart)
    if height < least_height(chart, width) + len(key_lines(keys, width)) * LINE_ROOM:
        keys = []
    below = _below(keys, parts, width)
    draw_frame(figure, parts, theme)
    left = MARGIN + _name_room(chart, width) + SPACING.large
    axes = add_plot(figure, left, parts.top, MARGIN, below)
    room = width - left - MARGIN
    row = max((height - parts.top - below) / len(chart.bars), 1.0)
    limit = _limit(chart, room)
    axes.set_xlim(0, limit)
    axes.set_ylim(len(chart.bars) - 0.5, -0.5)
    _draw_axis(axes, chart, limit, room, theme)
    for place, bar in enumerate(chart.bars):
        _draw_name(axes, place, bar, _name_room(chart, width), theme)
        if bar.low is None:
            _draw_gap(axes, place, bar, room, theme)
        else:
            _draw_bar(axes, place, bar, min(THICKNESS / row, 0.7), theme)
            _draw_label(axes, place, bar, theme)
    draw_keys(figure, keys, parts.bottom, theme)
    if isinstance(figure, ChartFigure):
        figure.caption = Caption(chart.title, chart.description, chart.source_line, chart.data_version)


def _frame(chart: BarChart, width: float) -> Frame:
    return frame(chart.title, chart.subtitle, chart.source_line, width)


def _below(keys: Sequence[Key], parts: Frame, width: float) -> float:
    return AXIS_ROOM + len(key_lines(keys, width)) * LINE_ROOM + SPACING.small + parts.bottom


def _names(bar: Bar, room: float) -> list[str]:
    return chart_text.wrapped(bar.name, NAME_SIZE, room, "bold" if bar.accent else "normal")


def _name_room(chart: BarChart, width: float) -> float:
    most = width * NAME_SHARE
    return max(
        chart_text.width(line, NAME_SIZE, "bold" if bar.accent else "normal")
        for bar in chart.bars
        for line in _names(bar, most)
    )


def _row(chart: BarChart, width: float) -> float:
    lines = max(len(_names(bar, width * NAME_SHARE)) for bar in chart.bars)
    least = (
        TALL_ROW
        if len(chart.bars) <= MANY or any(bar.detail or bar.span_label for bar in chart.bars)
        else LOW_ROW
    )
    return max(least, lines * NAME_SIZE * LINE_HEIGHT + SPACING.medium)


def _label_room(bar: Bar) -> float:
    """The width of the texts beside a bar in points, with the gap before them."""
    label = chart_text.width(bar.label, LABEL_SIZE, "bold")
    span = chart_text.width(_span_text(bar), DETAIL_SIZE) if bar.span_label else 0.0
    label = label + SPACING.medium + span if span and bar.detail else max(label, span)
    arrow = ARROW_SIZE if bar.bound == "lower" else 0
    return max(label, chart_text.width(bar.detail, DETAIL_SIZE)) + SPACING.medium + arrow


def _label_height(bar: Bar) -> float:
    """The height of the texts beside a bar in points, without the room between lines."""
    return LABEL_SIZE + (DETAIL_SIZE if bar.detail or bar.span_label else 0.0)


def _limit(chart: BarChart, room: float) -> float:
    """The right end of the axis: every bar and span with its label fits into `room` points."""
    drawn = [bar for bar in chart.bars if bar.low is not None]
    needs = (float(bar.end) * room / max(room - _label_room(bar), room * 0.25) for bar in drawn)
    return max(needs, default=0.0) or 1.0


def _draw_axis(axes: Axes, chart: BarChart, limit: float, room: float, theme: Theme) -> None:
    """Light lines at round numbers, numbers below, the unit behind the last; none where nothing is drawn."""
    axes.set_yticks([])
    axes.axvline(0, color=theme.line_strong, linewidth=1.0, zorder=1)
    most = max((float(bar.end) for bar in chart.bars if bar.low is not None), default=0.0)
    if not most:
        axes.set_xticks([])
        return
    widest = chart_text.width(_tick_texts([most], chart)[0], DETAIL_SIZE) + SPACING.huge
    bins = int(max(2, min(6, room * most / limit / widest)))
    whole = all(
        n == n.to_integral_value() for bar in chart.bars for n in (bar.low, bar.high) if n is not None
    )
    steps = MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10], integer=whole and most >= 1).tick_values(0, most)
    ticks = [tick for tick in steps if 0 <= tick <= limit]
    while len(ticks) > 1 and ticks[-2] >= most:
        ticks.pop()
    axes.set_xticks(ticks, [""] * len(ticks))
    for tick, text in zip(ticks, _tick_texts(ticks, chart), strict=True):
        axes.axvline(tick, color=theme.grid, linewidth=0.8, zorder=0)
        number = text.removesuffix(f" {chart.unit}")
        past_edge = tick * room / limit + chart_text.width(text, DETAIL_SIZE) - room - MARGIN / 2
        shift = max(chart_text.width(number, DETAIL_SIZE) / 2, past_edge)
        axes.annotate(
            text, (tick, 0), (-shift, -SPACING.medium), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha="left", va="top", color=theme.muted, annotation_clip=False,
            fontproperties=chart_text.font(DETAIL_SIZE), parse_math=False,
        )  # fmt: skip


def _tick_texts(ticks: Sequence[float], chart: BarChart) -> list[str]:
    """The numbers on the axis, all with as many decimals as the finest needs, the unit behind the last."""
    exact = [Decimal(f"{tick:.10g}") for tick in ticks]
    decimals = max(max(0, -int(number.as_tuple().exponent)) for number in exact)
    texts = [numbers.eye(number.quantize(Decimal(1).scaleb(-decimals)), chart.locale) for number in exact]
    return [*texts[:-1], f"{texts[-1]} {chart.unit}"] if chart.unit else texts


def _draw_name(axes: Axes, place: int, bar: Bar, room: float, theme: Theme) -> None:
    lines = _names(bar, room)
    axes.annotate(
        "\n".join(lines), (0, place), (-room - SPACING.large, 0),
        xycoords=("axes fraction", "data"), textcoords="offset points", ha="left",
        va="center_baseline" if len(lines) == 1 else "center", color=theme.text, annotation_clip=False,
        linespacing=LINE_HEIGHT - 0.12, parse_math=False,
        fontproperties=chart_text.font(NAME_SIZE, "bold" if bar.accent else "normal"),
    )  # fmt: skip


def _draw_bar(axes: Axes, place: int, bar: Bar, thickness: float, theme: Theme) -> None:
    """The bar to the figure; lighter from the low to the high end of a range; dashed if only a limit."""
    assert bar.low is not None
    assert bar.high is not None
    colour = theme.bar_accent if bar.accent else theme.bar
    low, high = float(bar.low), float(bar.high)
    if bar.bound == "upper":
        axes.barh(
            place, high, thickness, zorder=2, gid=f"bar-{bar.vehicle}",
            facecolor=theme.bar_range, edgecolor=colour, linestyle=(0, (3, 2)),
        )  # fmt: skip
    else:
        axes.barh(place, low, thickness, color=colour, linewidth=0, zorder=2, gid=f"bar-{bar.vehicle}")
    if high > low and bar.bound != "upper":
        axes.barh(place, high - low, thickness, left=low, color=theme.bar_range, linewidth=0, zorder=2)
    if bar.bound == "lower":
        axes.plot([high], [place], marker=ARROW, markersize=ARROW_SIZE, color=colour, clip_on=False, zorder=2)
    if bar.span:
        start, end = map(float, bar.span)
        for colour, weight, over in ((theme.window, 3.4, 3), (theme.whisker, 1.3, 4)):
            axes.errorbar(
                [start], [place], xerr=[[0.0], [end - start]], fmt="none", ecolor=colour, elinewidth=weight,
                capsize=CAP + (weight - 1.3) / 2, capthick=weight, zorder=over, clip_on=False,
            )  # fmt: skip


def _draw_label(axes: Axes, place: int, bar: Bar, theme: Theme) -> None:
    """The figure with its unit behind bar and span; the span in numbers and the other units around it."""
    shift = SPACING.medium + (ARROW_SIZE if bar.bound == "lower" else 0)
    rise = DETAIL_SIZE * 0.62 if bar.detail or bar.span_label else 0.0
    below = -LABEL_SIZE * 0.66
    texts = [(bar.label, LABEL_SIZE, "bold", theme.text, shift, rise)]
    if bar.span_label and bar.detail:
        behind = shift + chart_text.width(bar.label, LABEL_SIZE, "bold") + SPACING.medium
        texts.append((_span_text(bar), DETAIL_SIZE, "normal", theme.conflict, behind, rise))
    elif bar.span_label:
        texts.append((_span_text(bar), DETAIL_SIZE, "normal", theme.conflict, shift, below))
    if bar.detail:
        texts.append((bar.detail, DETAIL_SIZE, "normal", theme.muted, shift, below))
    for text, points, weight, colour, right, up in texts:
        axes.annotate(
            text, (float(bar.end), place), (right, up - points * 0.36), textcoords="offset points", ha="left",
            va="baseline", color=colour, fontproperties=chart_text.font(points, weight), zorder=5,
            bbox={"facecolor": theme.window, "edgecolor": "none", "pad": 1.0}, annotation_clip=False,
            parse_math=False,
        )  # fmt: skip


def _span_text(bar: Bar) -> str:
    return f"{MARKS[Verdict.CONFLICT].shape} {bar.span_label}"


def _draw_gap(axes: Axes, place: int, bar: Bar, room: float, theme: Theme) -> None:
    """The reason why there is no bar, in a dashed box at zero."""
    lines = chart_text.wrapped(bar.label, TYPE.body - 0.5, room - SPACING.huge * 2)
    axes.annotate(
        "\n".join(lines), (0, place), (SPACING.large, 0), textcoords="offset points", ha="left", va="center",
        color=theme.muted, fontproperties=chart_text.font(TYPE.body - 0.5), annotation_clip=False,
        parse_math=False,
        bbox={"boxstyle": "round,pad=0.4,rounding_size=0.3", "facecolor": theme.window,
              "edgecolor": theme.faint, "linestyle": (0, (3, 2)), "linewidth": 0.8},
    )  # fmt: skip


def _keys(chart: BarChart) -> list[Key]:
    keys = [("accent", chart.accent)] if chart.accent and len(chart.bars) > 1 else []
    if any(bar.span for bar in chart.bars):
        keys.append(("span", f"{MARKS[Verdict.CONFLICT].shape} span of all claims where sources differ"))
    if any(bar.low is not None and bar.high != bar.low for bar in chart.bars):
        keys.append(("range", "a range was stated"))
    if any(bar.bound == "lower" for bar in chart.bars):
        keys.append(("lower", "at least"))
    if any(bar.bound == "upper" for bar in chart.bars):
        keys.append(("upper", "at most"))
    return keys
