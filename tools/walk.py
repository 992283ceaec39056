"""Takes a new user's walk through the real program by mouse and keys, with a picture of each step.

``walk.py [FOLDER] [--size 1280x720] [--theme dark]`` writes the pictures of docs/walk.md. Things are found by
the names that a screen reader says. ``tests/gui/test_walk.py`` kills the program after each of these steps.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from real_program import ROOT, Desk, Program, desk, save_picture, wait_until

sys.path.insert(0, str(ROOT))

from carspec.gui.remembered import Remembered
from carspec.gui.settings import Settings

GUARD, I7, A8 = "Mercedes-Benz S 680 Guard 4MATIC", "BMW i7 Protection", "Audi A8 L Security"
STATE_CARS = ("Aurus Senat Limousine L700", "Cadillac Presidential State Car “The Beast”")
OWN_VALUE = "640 PS"
FILE = "Four saloons.carspec"
TABLE = "Limousines.csv"
TABLE_TEXT = """State limousines;;;;
Car;Body;Power (kW);Length (mm);Seats
Aurus Senat;limousine;440;6,630;four
Bentley State Limousine;limousine;295;6,220;four
Rolls-Royce Phantom IV;limousine;121;very long;six
"""
PAGE = """<meta charset="utf-8"><table>
<tr><th rowspan="2">Make</th><th rowspan="2">Model</th><th colspan="2">Engine</th></tr>
<tr><th>Power (kW)</th><th>Displacement (L)</th></tr>
<tr><td rowspan="2">ZIL</td><td>4104<sup>[1]</sup></td><td>232</td><td>7.7</td></tr>
<tr><td>41047</td><td>232</td><td>7.7</td></tr>
<tr><td>Hongqi</td><td>L5<sup>[2]</sup></td><td>300</td><td>6.0</td></tr>
</table>"""
PAGE_TITLE = "State limousines, an encyclopedia"


class Walk:
    """The program in use; `folder` holds its data and what is saved."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self.start()

    def start(self, *arguments: str) -> None:
        self.program = Program(self.desk, self.folder / "data", *arguments)
        self.desk.find("label", ".* of .* shown")  # the library, which is furnished after the first figures
        wait_until(lambda: len(self.desk.all("table", "Comparison")) == 1, "one comparison")

    def go(self, step: "Step") -> None:
        """Do a step, and wait until one sees that it is done."""
        step.do(self)
        wait_until(lambda: step.done(self), f"the step “{step.name}”")

    @property
    def file(self) -> Path:
        return self.folder / FILE

    def cars(self) -> list[str]:
        return [header.name for header in self.desk.all("table column header")]

    def power(self) -> str:
        """What a reader hears of the power of the S 680 Guard, its name left out."""
        return self.desk.find("table cell", f"Power, {GUARD}: .*").name.partition(": ")[2]

    def seen(self) -> dict[str, object]:
        """What is shown of all that the walk changes."""
        return {
            "cars": self.cars(),
            "differences": self.has("check box", "Only differences", "checked"),
            "choices": [button.name for button in self.desk.all("push button", "(Units|Baseline): .*")],
            "power": self.power(),
            "own claim": self.has("label", f"(?!Read as).*{OWN_VALUE}.*"),
            "vehicles": [told.name.partition(" of ")[2] for told in self.desk.all("label", ".* of .* shown")],
        }

    def has(self, role: str, name: str, state: str = "showing") -> bool:
        """Whether something of a role and name is shown, or is in a state."""
        return any(state in each.states for each in self.desk.all(role, name))

    def choose_second(self, button: str) -> None:
        """Open the menu of a button by the mouse, and take its second entry by keys."""
        self.desk.click("push button", button)
        self.desk.press("Down", "Down", "Return")

    def search(self, text: str) -> None:
        self.desk.click("text", "Search vehicles")
        self.desk.press("ctrl+a")
        self.desk.type(text)

    def tick(self, vehicle: str) -> None:
        """Click on the box before a car in the library."""
        found = self.desk.find("list item", rf"{vehicle} \(.*")
        self.desk.click_at(found.box[0] + 20, found.centre[1])

    def add_by_keys(self) -> None:
        self.search("audi a8 d5")
        self.desk.press("Return")

    def take_out_state_cars(self) -> None:
        """Click on the crosses behind two cars that are compared."""
        for car in STATE_CARS:
            left, top, width, height = self.desk.find("list item", f"{car}, compared.*").box
            self.desk.click_at(left + width - 24, top + height // 2)
            wait_until(lambda car=car: car not in self.cars(), f"{car} to be taken out")  # type: ignore[misc]

    def go_to_power(self) -> None:
        """Find the row by its name, and choose the cell of the S 680 Guard."""
        self.press("ctrl+shift+p")
        self.desk.type("power")
        self.desk.press("Return")
        self.desk.click("table cell", f"Power, {GUARD}: .*")

    def show_another(self) -> None:
        """Choose a claim that differs, by a click beside the link in its middle, and show it."""
        self.desk.click("check box", "Differ .*")
        left, top, width, _ = self.desk.find("list item", "680 PS, .*").box
        self.desk.click_at(left + width // 2, top + 8)
        self.desk.click("check box", "Show this one")

    def fill_in_claim(self) -> None:
        self.press("ctrl+n")
        self.desk.find("text", "Value")
        self.desk.type(OWN_VALUE)
        self.desk.click("text", "Title of the source")
        self.desk.type("Dyno sheet of our own test")

    def press(self, *keys: str) -> None:
        """Press keys in the window itself."""
        self.program.focus()
        self.desk.press(*keys)

    def name_file(self) -> None:
        self.press("ctrl+shift+s")
        self.desk.find("text", "File name:")
        self.desk.press("ctrl+a")
        self.desk.type(str(self.file))

    def choose_table(self) -> None:
        """Name a table by the dialog for files."""
        table = self.folder / TABLE
        table.write_text(TABLE_TEXT, "utf-8")
        self.desk.find("filler", "Chart: .+")  # what imports is loaded last
        self.press("ctrl+i")
        self.desk.find("text", "File name:")
        self.desk.press("ctrl+a")
        self.desk.type(str(table))
        self.desk.press("Return")

    def paste_table(self) -> None:
        """Paste what was copied in a browser, and say where it comes from."""
        self.desk.copy("text/html", PAGE)
        self.press("ctrl+v")
        self.desk.click("page tab", "File and source")
        self.desk.click("text", "Title of the source")
        self.desk.press("ctrl+a")
        self.desk.type(PAGE_TITLE)

    def import_it(self) -> None:
        self.desk.press("alt+i")

    def reopen(self) -> None:
        self.program.quit()
        self.start("open", str(self.file))


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, and how one sees that it was done.

    `kept`: it is confirmed, so that a kill loses nothing of it; `new`: the window then looks otherwise.
    """

    name: str
    do: Callable[[Walk], object]
    done: Callable[[Walk], bool]
    kept: bool = True
    new: bool = True


STEPS = (
    Step("start", lambda walk: None, lambda walk: len(walk.cars()) == 4, new=False),
    Step(
        "search",
        lambda walk: walk.search("armoured bmw vr9"),
        lambda walk: walk.has("label", "2 of .* shown"),
        kept=False,
    ),
    Step("add", lambda walk: walk.tick(I7), lambda walk: I7 in walk.cars()),
    Step("add-by-keys", Walk.add_by_keys, lambda walk: A8 in walk.cars()),
    Step("take-out", Walk.take_out_state_cars, lambda walk: walk.cars()[2:] == [I7, A8]),
    Step(
        "differences",
        lambda walk: walk.desk.click("check box", "Only differences"),
        lambda walk: walk.has("check box", "Only differences", "checked"),
    ),
    Step(
        "baseline",
        lambda walk: walk.choose_second("Baseline: .*"),
        lambda walk: walk.has("push button", "Baseline: .*Guard.*"),
    ),
    Step(
        "units",
        lambda walk: walk.choose_second("Units: .*"),
        lambda walk: walk.has("push button", "Units: US"),
    ),
    Step("conflict", Walk.go_to_power, lambda walk: walk.has("label", "conflict: .*")),
    Step("rank", Walk.show_another, lambda walk: walk.power().startswith("671 hp")),
    Step("undo", lambda walk: walk.press("ctrl+z"), lambda walk: walk.power().startswith("604 hp")),
    Step("form", Walk.fill_in_claim, lambda walk: walk.has("label", "Read as .*"), kept=False),
    Step(
        "own-claim",
        lambda walk: walk.desk.press("Return"),
        lambda walk: not walk.has("dialog", ".*") and walk.has("label", f".*{OWN_VALUE}.*"),
    ),
    Step("save", Walk.name_file, lambda walk: walk.has("text", "File name:"), kept=False),
    Step("saved", lambda walk: walk.desk.press("Return"), lambda walk: walk.file.exists(), new=False),
    Step("reopen", Walk.reopen, lambda walk: A8 in walk.cars()),
    Step(
        "import",
        Walk.choose_table,
        lambda walk: walk.has("label", "3 cars with .* claims; 1 cell refused."),
        kept=False,
    ),
    Step("imported", Walk.import_it, lambda walk: walk.has("label", f"Added 3 cars .* from {TABLE}.*")),
    Step(
        "paste",
        Walk.paste_table,
        lambda walk: walk.has("label", "3 cars with 6 claims; no cell refused."),
        kept=False,
    ),
    Step(
        "pasted",
        Walk.import_it,
        lambda walk: walk.has("label", "Added 3 cars .* from Pasted table.*"),
        new=False,
    ),
)


def take(size: tuple[int, int], theme: str, folder: Path) -> None:
    """Go the walk on a display of a size, and write a picture of each step."""
    with tempfile.TemporaryDirectory(prefix="carspec-") as place, desk(size) as on:
        Settings(Path(place) / "data" / "settings").save(replace(Remembered(), appearance=theme))
        walk = Walk(on, Path(place))
        for step in STEPS:
            walk.go(step)
            on.rest()
            if step.new:
                save_picture(on, folder / f"{step.name}.png")
        walk.program.quit()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "screenshots" / "walk")
    parser.add_argument("--size", default="1440x900", help="width and height of the display (1440x900)")
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    width, _, height = wanted.size.partition("x")
    take((int(width), int(height)), wanted.theme, wanted.folder)


if __name__ == "__main__":
    main()
