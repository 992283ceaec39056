"""Tests that everything in the package has its licence, and that nothing under the GPL alone is let in."""

import json
import sys
from pathlib import Path

import package_licences
import pytest
from package_licences import NoLicence, build, is_gpl_only


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("GPL-3.0-only", True),
        ("MIT AND GPL-2.0-or-later", True),
        ("AGPL-3.0-only OR GPL-3.0-only", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("BSD-3-Clause OR GPL-2.0-only", False),
        ("GPL-3.0-or-later WITH GCC-exception-3.1 AND LGPL-2.1-or-later", False),
        ("MIT", False),
    ],
)
def test_the_gpl_alone_is_refused(licence: str, refused: bool) -> None:
    assert is_gpl_only(licence) == refused


def test_each_file_goes_to_its_part_and_each_text_stands_once(root: Path, tmp_path: Path) -> None:
    import click
    import PySide6

    font = "resources/fonts/NotoSans-Bold.ttf"
    found = build(
        [
            ("click/core", str(Path(click.__file__).with_name("core.py")), "PYMODULE"),
            ("PySide6\\QtCore.pyd", str(Path(PySide6.__file__).with_name("__init__.py")), "EXTENSION"),
            ("carspec.app", str(root / "carspec" / "app.py"), "PYMODULE"),
            (font, str(root / font), "DATA"),
            ("json", json.__file__, "PYMODULE"),
            ("libz.so", "libz.so.1", "SYMLINK"),
            ("mpl_toolkits", "-", "PYMODULE"),
        ],
        tmp_path / "LICENCES.txt",
    )
    assert found == {
        "click/core": "click",
        "PySide6/QtCore.pyd": "Qt and PySide6",
        "carspec.app": "carspec",
        font: "Noto fonts",
        "json": "Python",
    }
    told = (tmp_path / "LICENCES.txt").read_text(encoding="utf-8")
    assert [told.count(f"\n{title}") for title in ("click ", "Qt and PySide6 ", "Noto fonts: OFL-")] == [
        1,
        1,
        1,
    ]
    for words in ("GNU LESSER GENERAL PUBLIC LICENSE\n", "SIL OPEN FONT LICENSE Version 1.1", "Pallets"):
        assert words in told
    assert told.index("the carspec authors") < told.index("Pallets"), "our own licence comes first"


def test_what_nobody_knows_is_refused(tmp_path: Path) -> None:
    unknown = tmp_path / "libunknown.so"
    unknown.touch()
    with pytest.raises(NoLicence, match=r"libunknown\.so"):
        build([("libunknown.so", str(unknown), "BINARY")], tmp_path / "LICENCES.txt")


@pytest.mark.skipif(
    sys.platform != "linux" or not package_licences.COMMON.exists(),
    reason="Debian's libraries are on Debian only",
)
def test_a_library_of_debian_needs_a_line_of_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own text comes along, and the general ones to which that refers."""
    library = Path("/usr/lib/x86_64-linux-gnu/libglib-2.0.so.0")
    if not library.exists():
        pytest.skip(f"there is no {library}")
    entry = ("libglib-2.0.so.0", str(library), "BINARY")
    target = tmp_path / "LICENCES.txt"
    (part,) = build([entry], target).values()
    assert part.removesuffix("t64") == "libglib2.0-0"
    told = target.read_text(encoding="utf-8")
    assert "sources.debian.org/src/glib2.0/" in told
    assert "Referred to as /usr/share/common-licenses/LGPL" in told
    (tmp_path / "table.toml").write_text("files = []\n[parts]\n[debian]\n")
    monkeypatch.setattr(package_licences, "TABLE", tmp_path / "table.toml")
    with pytest.raises(NoLicence, match="add its licence to"):
        build([entry], target)
