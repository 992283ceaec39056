"""The rules of the deep check as a table, and the run of all of them over a library."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from carspec.core.library import Library
from carspec.core.lint.dates import too_early
from carspec.core.lint.order import out_of_order
from carspec.core.lint.outliers import copied, far_out
from carspec.core.lint.records import Car, Suspect
from carspec.core.lint.units import mix_ups, pairs, slips


class Rule(Struct, frozen=True):
    """One rule: its key, what it looks for in a few words, and the search in one car."""

    key: str
    title: str
    search: Callable[[Car], Iterator[Suspect]]


RULES = (
    Rule("mix-up", "Wrong unit words, proved by other figures", mix_ups),
    Rule("pair", "Two units of one source that do not belong together", pairs),
    Rule("slip", "Another unit would make the claim fit", slips),
    Rule("far", "Far from all other claims", far_out),
    Rule("copied", "The same deviating number in several sources", copied),
    Rule("order", "The smaller is not the smaller", out_of_order),
    Rule("date", "Older than the car", too_early),
)


def lint(library: Library) -> list[tuple[Rule, Suspect]]:
    """All that is suspicious in a library, rule by rule, in the order of its vehicles."""
    cars = [Car(vehicle, library) for vehicle in library.vehicles.values()]
    return [(rule, suspect) for rule in RULES for car in cars for suspect in rule.search(car)]
