"""Guards the installed libraries against releases that are known to break the program."""

import os
import re
import subprocess
import sys
from pathlib import Path

COUNT_REFERENCES = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
before = sys.getrefcount(None)
for number in range(1000):
    window.setWindowTitle("carspec")
print(before - sys.getrefcount(None))
"""


def pins(root: Path) -> dict[str, str]:
    """Return the lock's version of each library by its lower-case name."""
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


def declared(root: Path) -> set[str]:
    """Return the lower-case names of all libraries that pyproject.toml asks for."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    return {name.lower() for name in re.findall(r'"([\w-]+)>=', text)}


def test_qt_gives_back_each_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one at each call that returns nothing, and aborts at last."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", COUNT_REFERENCES], env=environment, capture_output=True, text=True, check=True
    )
    assert abs(int(done.stdout)) < 100


def test_the_lock_leaves_out_the_broken_qt(root: Path) -> None:
    """The binding and its runtime library are pinned to the same sound release."""
    assert pins(root)["pyside6-essentials"] == pins(root)["shiboken6"] != "6.12.0"


def test_every_declared_library_is_pinned(root: Path) -> None:
    """A library without a pin could change under the program from one set-up to the next."""
    names = declared(root)
    assert "sqlmodel" in names
    assert names <= pins(root).keys()


def test_pins_fit_python_3_11(root: Path) -> None:
    """Pint 0.25 is the last series that runs on Python 3.11."""
    assert pins(root)["pint"].startswith("0.25.")
