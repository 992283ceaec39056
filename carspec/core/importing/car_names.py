"""Make and model out of one column that names the car: "Mercedes-Maybach S 680 Guard"."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from carspec.core.folding import fold
from carspec.core.importing.mapping import Piece
from carspec.core.library import Library

CAR = "make and model"
"""What such a column is taken for."""

CAR_NAMES = frozenset(map(fold, (
    "car", "cars", "vehicle", "vehicles", "automobile", "car model", "make and model", "make/model", "Auto",
    "Fahrzeug", "Wagen", "Marke und Modell", "Marke/Modell", "Hersteller/Modell", "Fahrzeugmodell",
    "voiture", "véhicule", "marque et modèle", "coche", "vehículo", "marca y modelo", "vettura", "veicolo",
    "samochód", "pojazd", "автомобиль", "машина", "марка и модель", "车型", "車種", "차량", "차종",
)))  # fmt: skip
"""Names of columns that hold make and model together, whatever stands in them."""

MAYBE_NAMES = frozenset(map(fold, ("name", "title", "Bezeichnung", "nom", "nombre", "название", "名称")))
"""Names of columns that do so where makes that are known stand in them."""

_SHOWN = 3


class CarNames(Struct, frozen=True):
    """How the texts of a column name cars: the makes they begin with, and those whose make is a guess."""

    makes: Sequence[str]
    """As they are written there, each once."""
    known: int
    guessed: Sequence[str]
    """Texts that begin with no make known; the first word is taken for it."""

    @property
    def mostly_known(self) -> bool:
        return self.known > 0 and self.known >= len(self.guessed)

    @property
    def evidence(self) -> str:
        """How make and model were told apart."""
        told = f"{self.known:,} of {self.known + len(self.guessed):,} texts begin with a make known here"
        told += f" ({_listed(self.makes)})" if self.makes else ""
        if self.guessed:
            told += f"; of the others the first word is a guess at the make: {_listed(self.guessed)}"
        return told

    def pieces(self, column: str) -> tuple[Piece, Piece]:
        """Make and model as a mapping takes them from the column."""
        several = sorted({make.casefold() for make in self.makes if " " in make}, key=lambda m: (-len(m), m))
        known = "|".join(" ".join(map(re.escape, make.split())) for make in several)
        first = rf"(?i:{known})(?= )|\S+" if known else r"\S+"
        return Piece(column, part=f"^({first}) "), Piece(column, part=f"^(?:{first}) (.+)$")


def known_makes(library: Library) -> frozenset[str]:
    """The makes of all cars of a library, folded."""
    return frozenset(fold(car.make) for car in library.vehicles.values())


def car_names(texts: Iterable[str], makes: frozenset[str]) -> CarNames:
    """What the texts of a column begin with."""
    found: dict[str, None] = {}
    guessed, known = [], 0
    longest = max((make.count(" ") + 1 for make in makes), default=1)
    for text in texts:
        words = text.split()
        starts = (" ".join(words[:count]) for count in range(min(longest, len(words) - 1), 0, -1))
        make = next((start for start in starts if fold(start) in makes), None)
        if make is None:
            guessed.append(" ".join(words))
        else:
            known += 1
            found[make] = None
    return CarNames(list(found), known, guessed)


def _listed(texts: Sequence[str]) -> str:
    shown = ", ".join(f'"{text[:30]}"' for text in texts[:_SHOWN])
    return f"{shown} ..." if len(texts) > _SHOWN else shown
