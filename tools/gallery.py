"""Draws every kind of chart for the cars that strain it: light, dark, print, colour-blind, grey."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coloraide import Color
from PIL import Image

from carspec.core.library import Library
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import Sheet, build
from carspec.folders import Folders
from carspec.output.charts.files import figure_bytes
from carspec.output.charts.kinds import KINDS
from carspec.output.charts.making import make_chart
from carspec.output.charts.marks import Chart
from carspec.output.charts.picture import picture
from carspec.output.charts.sizes import PRESETS
from carspec.output.charts.style import Style
from carspec.output.palette import DARK, LIGHT, Theme
from carspec.session import Session

CONFLICTING = (
    "cadillac-one-2018-beast",
    "aurus-senat-limousine-l700",
    "audi-a8-l-security-d4",
    "bmw-i7-protection-g73",
    "mercedes-benz-770-w150-armoured",
)
HISTORIC = (
    "mercedes-benz-770-w150-armoured",
    "mercedes-benz-nuerburg-460-w08-armoured",
    "lincoln-cosmopolitan-presidential-1950",
    "lincoln-continental-presidential-1967",
    "cadillac-fleetwood-presidential-1983-prototype",
)
FIELDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "bars": (("power",), ("mass",)),
    "claims": (("power",), ("mass",)),
    "multiples": ((), ("power", "mass", "length")),
    "scatter": (("mass", "power"), ("length", "mass", "power")),
    "timeline": ((),),
    "ladder": ((), ("blast_rating",)),
    "outlines": ((),),
    "coverage": ((), ("power", "torque", "mass", "length", "price")),
}
"""What each kind draws in the gallery."""
LONGEST = 12
DPI = 110


@dataclass(frozen=True)
class Case:
    """One chart of the gallery."""

    kind: str
    fields: tuple[str, ...]
    cars: str

    @property
    def name(self) -> str:
        return "-".join((self.kind, *self.fields[:2], self.cars))


CARS = ("four", "longest", "conflicting", "one", "historic")
CASES = tuple(Case(kind, asked, cars) for kind in KINDS for asked in FIELDS[kind] for cars in CARS)


def sheet(library: Library, cars: str, profile: str = "metric") -> Sheet:
    """The Sheet of one of CARS; with several cars the first is the baseline of "conflicting"."""
    longest = sorted(library.vehicles.values(), key=lambda car: (-len(car.name), car.key))[:LONGEST]
    vehicles = {
        "four": DEFAULT_VEHICLES,
        "longest": tuple(car.key for car in longest),
        "conflicting": CONFLICTING,
        "one": DEFAULT_VEHICLES[:1],
        "historic": HISTORIC,
    }[cars]
    baseline = CONFLICTING[0] if cars == "conflicting" else None
    return build(library, Query(vehicles, profile=profile, baseline=baseline))


def chart(library: Library, case: Case) -> Chart:
    """What the chart of a case says."""
    return make_chart(sheet(library, case.cars), case.kind, case.fields)


def seen_by(theme: Theme, deficiency: str) -> Theme:
    """The theme as it looks with protan, deutan or tritan colour vision, or without any colour (grey)."""

    def seen(colour: str) -> str:
        if deficiency == "grey":
            light = Color(colour).convert("lab-d65")["l"]
            return str(Color("lab-d65", [light, 0, 0]).convert("srgb").fit().to_string(hex=True))
        return str(Color(colour).filter(deficiency).convert("srgb").fit().to_string(hex=True))

    return theme._replace(**{name: seen(colour) for name, colour in theme._asdict().items() if name != "key"})


def looks() -> Iterator[tuple[str, Theme, str]]:
    """Name, theme and preset of each look in which the gallery is drawn."""
    yield "light", LIGHT, "screen"
    yield "dark", DARK, "screen"
    yield "print", LIGHT, "one-column"
    for deficiency in ("protan", "deutan", "tritan", "grey"):
        yield deficiency, seen_by(LIGHT, deficiency), "screen"


def draw(folder: Path, only: str) -> list[Path]:
    """Write a picture of each case and look, and sheets with all pictures of a kind and a look."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as data:
        library = Session(Folders.chosen(Path(data))).library
        for look, theme, preset in looks():
            size = PRESETS[preset].size
            for kind in KINDS:
                if only not in f"{kind}-{look}":
                    continue
                pictures = []
                for case in CASES:
                    if case.kind != kind:
                        continue
                    path = folder / f"{case.name}-{look}.png"
                    figure = picture(chart(library, case), Style(theme, size.scale), size.width)
                    path.write_bytes(figure_bytes(figure, ".png", DPI / size.scale))
                    pictures.append(path)
                written.append(contact_sheet(pictures, folder / f"sheet-{kind}-{look}.png"))
    return written


def contact_sheet(pictures: list[Path], path: Path) -> Path:
    """All pictures on one, in columns of about the same height."""
    opened = [Image.open(one).convert("RGB") for one in pictures]
    width = max(one.width for one in opened)
    heights = [0, 0, 0]
    places = []
    for one in opened:
        column = heights.index(min(heights))
        places.append((column * (width + 12), heights[column]))
        heights[column] += one.height + 12
    whole = Image.new("RGB", (3 * (width + 12), max(heights)), "#8a8a8a")
    for one, place in zip(opened, places, strict=True):
        whole.paste(one, place)
    whole.save(path)
    return path


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/gallery"))
    parser.add_argument("--only", default="", help="a part of kind-look, such as claims-dark")
    wanted = parser.parse_args(arguments)
    for path in draw(wanted.folder, wanted.only):
        print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
