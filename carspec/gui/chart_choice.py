"""Which fields the chart of the window draws, and how a person chooses others."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from carspec.core.values import Field
from carspec.gui.view_state import ViewState
from carspec.output.charts.kinds import KINDS, drawable
from carspec.output.charts.multiples import MOST_FIELDS


class FieldGroup(NamedTuple):
    """One part of a chart and the fields that it may show; `clear` leaves the choice to the chart."""

    label: str
    fields: Sequence[Field]
    chosen: frozenset[str]
    choose: Callable[[str], None]
    single: bool = True
    clear: Callable[[], None] | None = None
    clear_label: str = ""


def chart_fields(state: ViewState) -> tuple[str, ...]:
    """The fields that the chosen kind draws now; empty where it chooses itself."""
    remembered, kind = state.remembered, state.remembered.chart_kind
    if kind in ("bars", "claims"):
        return (remembered.chart_field,)
    if kind in ("scatter", "multiples"):
        usual = tuple(part for part in KINDS[kind].usual.split(",") if part)
        return remembered.chart_fields(kind) or usual
    return ()


def field_groups(state: ViewState, kind: str) -> list[FieldGroup]:
    """What can be chosen for a kind; empty for those that take no field of one's choice."""
    if state.sheet is None:
        return []
    rows = [row.field for row in state.sheet.rows if drawable(row.field)]
    if kind in ("bars", "claims"):
        vehicle = state.vehicle
        if vehicle is None:
            return []
        key = vehicle.key
        chosen = frozenset({state.remembered.chart_field})
        fields = [field for field in rows if kind == "bars" or not field.computed]
        return [FieldGroup("Field", fields, chosen, lambda field: state.select(field, key))]
    if kind == "multiples":
        return [_several(state, rows)]
    if kind == "scatter":
        return _axes(state, rows)
    return []


def _several(state: ViewState, rows: Sequence[Field]) -> FieldGroup:
    shown = chart_fields(state)

    def toggle(field: str) -> None:
        left = tuple(key for key in shown if key != field)
        wanted = left if field in shown else (*shown, field)
        state.set_chart_fields("multiples", wanted[-MOST_FIELDS:])

    return FieldGroup(
        "Fields", rows, frozenset(shown), toggle, False, lambda: state.set_chart_fields("multiples", ()),
        "The usual ones",
    )  # fmt: skip


def _axes(state: ViewState, rows: Sequence[Field]) -> list[FieldGroup]:
    shown = chart_fields(state)
    across, up, size = (*shown, "", "")[:3]

    def put(place: int, field: str) -> None:
        wanted = [across, up, size]
        if field in wanted:
            wanted[wanted.index(field)] = wanted[place]
        wanted[place] = field
        state.set_chart_fields("scatter", tuple(key for key in wanted if key))

    def without_size() -> None:
        state.set_chart_fields("scatter", (across, up))

    return [
        FieldGroup("Across", rows, frozenset({across}), lambda field: put(0, field)),
        FieldGroup("Up", rows, frozenset({up}), lambda field: put(1, field)),
        FieldGroup("Size", rows, frozenset({size}), lambda field: put(2, field), True, without_size, "None"),
    ]
