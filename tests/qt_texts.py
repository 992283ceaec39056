"""Prints how Qt sorts words, changes their case and decodes web pages, and whose data of ICU it took."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCollator, QLocale, QMimeData

DATA = Path(__file__).resolve().parent.parent / "data"
HARD = (
    *("ISTANBUL", "istanbul", "ılık", "İzmir", "cote", "côté", "côte", "Äpfel", "Apfel", "chleba", "cena"),
    *("llama", "luz", "aalborg", "ångström", "ΣΑΣ"),
)
"""Words whose order or whose letters in the other case depend on the language."""

ENCODINGS = (
    *("ibm866", "koi8-r", "koi8-u", "macintosh", "gbk", "gb2312", "gb18030", "big5", "euc-jp", "iso-2022-jp"),
    *("shift_jis", "euc-kr", "ks_c_5601-1987", "utf-8"),
    *(f"iso-8859-{part}" for part in (*range(1, 9), 10, 13, 14, 15)),
    *(f"windows-{page}" for page in range(1250, 1259)),
)
"""Those that the Encoding Standard lists and both ICU and Python know."""


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


def decoded(text: str, encoding: str) -> str:
    """What Qt finds in a web page of a clipboard, with as much of a text as its encoding can write."""
    clipboard = QMimeData()
    page = f'<meta charset="{encoding}">{text}'
    clipboard.setData("text/html", page.encode(encoding, "ignore"))
    return clipboard.html()


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
    pages = {encoding: decoded(" ".join(words), encoding) for encoding in ENCODINGS}
    data = sorted({word for word in maps if "libicudata" in word})
    json.dump({"data": data, "languages": told, "pages": pages}, sys.stdout)


if __name__ == "__main__":
    main()
