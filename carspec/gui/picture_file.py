"""What a picture of ours shows when it is opened again: the comparison that it carries, and its chart."""

from pathlib import Path

from msgspec.structs import replace

from carspec.core.library import Library
from carspec.core.profiles import DEFAULT_PROFILE
from carspec.gui.opening import MOST_CARS
from carspec.gui.remembered import Remembered
from carspec.output.charts.comparison import NoComparison
from carspec.output.charts.reopening import comparison_in


def open_picture(path: Path, now: Remembered, library: Library) -> tuple[Remembered, str | None]:
    """What to show, and a sentence that names what the library lacks of it.

    Raises NoComparison for a picture that carries none, or none of whose cars the library has.
    """
    carried = comparison_in(path)
    cars = tuple(key for key in carried.vehicles if key in library.vehicles)[:MOST_CARS]
    if not cars:
        raise NoComparison(f"The data here have none of the cars of {path.name}.")
    lacking = [key for key in carried.vehicles if key not in library.vehicles]
    lacking += [f'the field "{key}"' for key in carried.fields if key not in library.fields]
    profile = carried.profile
    if profile not in library.profiles:
        lacking.append(f'the units "{profile}"')
        profile = DEFAULT_PROFILE
    query = replace(now.query, vehicles=cars, profile=profile, baseline=carried.baseline, hidden=frozenset())
    wanted = replace(
        now,
        query=query,
        chart_kind=carried.kind,
        several=tuple({**dict(now.several), carried.kind: carried.fields}.items()),
        chart_field=carried.fields[0] if len(carried.fields) == 1 else now.chart_field,
    )
    notice = f"The data here lack {', '.join(lacking)}; left out of the comparison." if lacking else None
    return wanted, notice
