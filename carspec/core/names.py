"""Finding the vehicle a person means by key, by a name people use, or by a part that fits one car only."""

from collections.abc import Callable, Sequence

from carspec.core.errors import CarspecError
from carspec.core.folding import fold
from carspec.core.nearness import near
from carspec.core.values import Vehicle
from carspec.core.vehicles import Vehicles


class VehicleNotFound(CarspecError):
    """No vehicle answers to the name."""


class AmbiguousVehicle(CarspecError):
    """Several vehicles answer to the name; `candidates` holds them."""

    def __init__(self, message: str, candidates: Sequence[Vehicle]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


def haystack(vehicle: Vehicle) -> str:
    """All words by which a vehicle can be found, folded, its names parted by a bar."""
    years = [str(year) for year in (vehicle.year_from, vehicle.year_to) if year]
    parts = [vehicle.make, vehicle.model, vehicle.generation or "", *years, *vehicle.names]
    # the key of an own car holds a number that nobody types, and no word its names do not hold
    key = [] if vehicle.own else [vehicle.key.replace("-", " ").replace("_", " ")]
    return " | ".join([*map(fold, parts), *key])


def find_vehicle(vehicles: Vehicles, text: str) -> Vehicle:
    """The one vehicle that `text` names.

    Tried in turn: the key; a full name (make and model, or a name people use); the text as it stands inside
    the names; all its words anywhere in them. The first step that finds anything decides.
    Raises VehicleNotFound with near matches, AmbiguousVehicle with the candidates.
    """
    wanted = fold(text)
    if not wanted:
        raise VehicleNotFound("An empty name fits no vehicle; run 'carspec list' to see them all.")
    if text in vehicles:
        return vehicles[text]
    records = list(vehicles.values())
    steps: tuple[Callable[[Vehicle], bool], ...] = (
        lambda v: wanted in {fold(v.name), fold(v.model), *(fold(name) for name in v.names)},
        lambda v: wanted in haystack(v),
        lambda v: all(word in haystack(v) for word in wanted.split()),
    )
    for fits in steps:
        found = [vehicle for vehicle in records if fits(vehicle)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousVehicle(_ambiguous(text, found), found)
    raise VehicleNotFound(_unknown(text, records))


def label(vehicle: Vehicle) -> str:
    """A vehicle as a list names it: make, model, and what tells it from its namesakes."""
    more = ", ".join(part for part in (vehicle.variant, vehicle.years) if part)
    return f"{vehicle.name} ({more})" if more else vehicle.name


def _ambiguous(text: str, found: Sequence[Vehicle]) -> str:
    shown = "; ".join(f"{vehicle.key} = {label(vehicle)}" for vehicle in found[:12])
    more = f"; and {len(found) - 12} more" if len(found) > 12 else ""
    return f'"{text}" fits {len(found)} vehicles, name one of them: {shown}{more}.'


def _unknown(text: str, vehicles: Sequence[Vehicle]) -> str:
    by_name = {name: vehicle for vehicle in vehicles for name in (fold(vehicle.name), vehicle.key)}
    by_name |= {fold(name): vehicle for vehicle in vehicles for name in vehicle.names}
    close = dict.fromkeys(by_name[name].key for name in near(fold(text), by_name, 8, 50))
    hint = (
        f"; near matches: {', '.join(list(close)[:4])}" if close else "; run 'carspec list' to see them all"
    )
    return f'No vehicle is called "{text}"{hint}.'
