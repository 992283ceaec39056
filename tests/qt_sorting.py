"""Prints how Qt sorts words and changes their case in every language, and whose data of ICU it took."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCollator, QLocale

DATA = Path(__file__).resolve().parent.parent / "data"
HARD = (
    *("ISTANBUL", "istanbul", "ılık", "İzmir", "cote", "côté", "côte", "Äpfel", "Apfel", "chleba", "cena"),
    *("llama", "luz", "aalborg", "ångström", "ΣΑΣ"),
)
"""Words whose order or whose letters in the other case depend on the language."""


def texts(content: object) -> Iterator[str]:
    """Every text of a data file, at whatever depth."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from texts(part)


def languages() -> list[QLocale]:
    """One locale for each language and script that Qt knows."""
    every = QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )
    return list({(locale.language(), locale.script()): locale for locale in every}.values())


def main() -> None:
    files = (DATA / "labels.json", DATA / "names.json")
    shown = (text for file in files for text in texts(json.loads(file.read_text(encoding="utf-8"))))
    words = sorted({*HARD, *shown})
    told = {
        locale.name(): {
            "sorted": sorted(words, key=QCollator(locale).sortKey),
            "case": [(locale.toUpper(word), locale.toLower(word)) for word in HARD],
        }
        for locale in languages()
    }
    maps = Path("/proc/self/maps").read_text(encoding="utf-8").split()
    json.dump({"icu": sorted({word for word in maps if "libicudata" in word}), "languages": told}, sys.stdout)


if __name__ == "__main__":
    main()
