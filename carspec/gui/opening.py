"""What is remembered meets a library: keys it lacks are dropped, and the first Sheet is made in a worker."""

from collections.abc import Mapping

from msgspec.structs import replace

from carspec.core.labels import ENGLISH
from carspec.core.library import Library
from carspec.core.profiles import DEFAULT_PROFILE, Profile
from carspec.core.query import DEFAULT_VEHICLES
from carspec.core.sheet import Sheet, build
from carspec.gui.remembered import Remembered
from carspec.output.charts.kinds import KINDS, drawable

MOST_CARS = 12
"""More cars side by side are no comparison: neither table nor chart can be taken in at a glance."""


def default_cars(library: Library) -> tuple[str, ...]:
    """The keys of the first comparison, as far as the library has them."""
    return tuple(key for key in DEFAULT_VEHICLES if key in library.vehicles)


def profile_for(locale: str, profiles: Mapping[str, Profile]) -> str:
    """The profile of a system's locale ("en_US"): the one of its country, else of its language, else the
    default one."""
    language = locale.partition("_")[0]
    same = [key for key, profile in profiles.items() if profile.locale == locale]
    alike = [key for key, profile in profiles.items() if profile.locale.partition("_")[0] == language]
    plain = [DEFAULT_PROFILE] if language == "en" else alike
    return next(iter((*same, *plain)), DEFAULT_PROFILE)


def fitted(remembered: Remembered, library: Library) -> Remembered:
    """What was remembered without cars, fields and profiles that the library does not have."""
    query, first = remembered.query, Remembered()
    cars = tuple(dict.fromkeys(key for key in query.vehicles if key in library.vehicles))[:MOST_CARS]
    if query.vehicles and not cars:
        cars = default_cars(library)
    chart = library.fields.get(remembered.chart_field)
    vehicle = remembered.vehicle if remembered.vehicle in cars else next(iter(cars), None)
    return replace(
        remembered,
        query=replace(
            query,
            vehicles=cars,
            profile=query.profile
            if query.profile in library.profiles
            else profile_for(remembered.system_locale, library.profiles),
            language=query.language if query.language in library.labels else ENGLISH,
            sort=query.sort if query.sort and query.sort[0] in library.fields else None,
            hidden=frozenset(key for key in query.hidden if key in library.fields),
            baseline=query.baseline if query.baseline in cars else None,
        ),
        list_fields=tuple(key for key in remembered.list_fields if key in library.fields),
        field=remembered.field if remembered.field in library.fields else first.field,
        vehicle=vehicle,
        chart_kind=remembered.chart_kind if remembered.chart_kind in KINDS else first.chart_kind,
        several=tuple((kind, _known(keys, kind, library)) for kind, keys in remembered.several),
        chart_field=chart.key if chart and drawable(chart) else first.chart_field,
    )


def _known(keys: tuple[str, ...], kind: str, library: Library) -> tuple[str, ...]:
    """The fields of a kind of chart, if the library has them all and it can draw so many; else none."""
    fields = [library.fields.get(key) for key in keys]
    drawn = all(field is not None and drawable(field) for field in fields)
    return keys if kind in KINDS and drawn and KINDS[kind].least <= len(keys) <= KINDS[kind].most else ()


def first_sheet(remembered: Remembered, library: Library) -> Sheet:
    """The Sheet the window opens with, all of whose texts are made, so that showing it reads and formats
    nothing; to be called away from the GUI thread, where this would be felt (T24)."""
    wanted = fitted(remembered, library)
    sheet = build(library, wanted.query)
    for row in sheet.rows:
        for vehicle in sheet.vehicles:
            sheet.cell_of(row.field, vehicle)
    if wanted.field is not None and wanted.vehicle is not None:
        sheet.explanation(library.fields[wanted.field], library.vehicles[wanted.vehicle])
    return sheet
