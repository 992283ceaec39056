"""Opens damaged files one after the other, in a process of its own that may run out of memory, hang or end.

`python -m tests.store.importing.mutations FOLDER FIRST COUNT` makes and opens COUNT files, each the same for
its number. It names each file before it opens it, so that the last name is that of the one which ended the
process.
"""

import csv
import faulthandler
import gzip
import io
import json
import random
import resource
import sys
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import xlsxwriter

from carspec.core.errors import CarspecError
from carspec.store.importing.opening import open_table

from .hostile_books import ods, ods_gap, ods_number, ods_row, ods_text

SECONDS, MEMORY = 20, 3 << 30
SPANS = ["", "", "", "", " rowspan=2", " colspan=2", " rowspan=0", " style='display:none'", " sdval=5"]
MAKES = ["Aurus", "ЗИЛ", "Škoda", "Citroën", "红旗", "Mercedes, Benz", '7" Special', "", "Rolls\nRoyce"]


def rows(chance: random.Random) -> list[list[str]]:
    """A small table with a header, gaps, quotes and four scripts."""
    body = [
        [chance.choice(MAKES), f"M{number}", str(chance.randint(900, 7000)), f"{chance.random() * 300:.1f}"]
        for number in range(chance.randint(2, 60))
    ]
    return [["make", "model", "length (mm)", "power"], *body]


def text_file(chance: random.Random) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=chance.choice(",;\t|")).writerows(rows(chance))
    encoding = chance.choice(
        ["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251", "gb18030", "utf-32"]
    )
    return text.getvalue().encode(encoding, "replace")


def gzip_file(chance: random.Random) -> bytes:
    return gzip.compress(text_file(chance), mtime=0)


def zip_file(chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("cars.csv"), text_file(chance))
    return packed.getvalue()


def json_file(chance: random.Random) -> bytes:
    header, *body = rows(chance)
    records = [{**dict(zip(header, row, strict=True)), "list": [{"a": row[0]}, {"a": "x"}]} for row in body]
    if chance.random() < 0.3:
        return "\n".join(map(json.dumps, records)).encode()
    return json.dumps(records, ensure_ascii=chance.random() < 0.5).encode()


def page_file(chance: random.Random) -> bytes:
    """A page with two tables, sloppily closed."""
    end = chance.choice(["", "</td>"])
    body = "".join(
        f"<tr>{''.join(f'<td{chance.choice(SPANS)}>{escape(cell)}{end}' for cell in row)}"
        for row in rows(chance)
    )
    text = (
        f'<html><meta charset="utf-8"><h2>Cars</h2><table>{body}</table><table><tr><td>a<td>b<tr><td>c<td>d'
    )
    return text.encode()


def xlsx_file(chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        page = book.add_worksheet()
        share = book.add_format({"num_format": "0%"})
        for number, row in enumerate(rows(chance)):
            page.write_row(number, 0, row)
            page.write_number(number, 5, chance.random(), share)
    return packed.getvalue()


def ods_file(chance: random.Random, folder: Path) -> bytes:
    body = "".join(
        ods_row(ods_text(row[0].replace("\n", " ")), ods_number(row[2]), ods_gap(chance.randint(1, 900)))
        for row in rows(chance)[1:]
    )
    return ods(folder / "made.ods", body).read_bytes()


def damaged(chance: random.Random, content: bytes) -> bytes:
    """A file with a few of the things that happen to files."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(8)
        if kind == 0:
            for _ in range(chance.randint(1, 9)):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            del data[at : at + chance.randint(1, 200)]
        elif kind == 3:
            data[at:at] = chance.randbytes(chance.randint(1, 60))
        elif kind == 4:
            data[at:at] = chance.choice([b'"', b"'", b"\0", b"\r", b"\xff\xfe", b"<![CDATA[", b"\\", b"&a;"])
        elif kind == 5:
            data[at:at] = chance.choice([b"x", b"9", b",", b'"', b"\n", b"[", b" "]) * chance.choice(
                [10, 200_000]
            )
        elif kind == 6:
            data[at:at] = "Größe; Citroën; Škoda\n".encode(
                chance.choice(["cp1252", "utf-8", "utf-16", "cp1250"])
            )
        else:
            other = chance.randrange(len(data) + 1)
            data[at:at] = data[other : other + 3_000]
        if not data:
            return b"\0"
    return bytes(data)


def damaged_book(chance: random.Random, content: bytes, folder: Path) -> bytes:
    """A workbook whose archive is whole and whose parts are damaged, so that the reader meets the damage."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == hit:
                part = damaged_xml(chance, part)
            new.writestr(name, part)
    return packed.getvalue()


def damaged_xml(chance: random.Random, part: bytes) -> bytes:
    """XML that mostly stays well-formed, with numbers, places and names that make no sense."""
    text = part.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 5)):
        kind = chance.randrange(5)
        if kind == 0:
            digits = [at for at, letter in enumerate(text) if letter.isdigit()]
            if digits:
                at = chance.choice(digits)
                text = (
                    text[:at] + chance.choice(["99999999", "-1", "4294967296", "0", "1e400"]) + text[at + 1 :]
                )
        elif kind == 1:
            names = ["r=", "s=", "t=", 't="s"', 't="d"', 't="e"', "<v>", "</v>", "<c ", "row", "Id", "count="]
            text = text.replace(chance.choice(names), chance.choice(["", 't="b" x=', "<v>0</v>", "q="]), 2)
        elif kind == 2:
            text = text.replace(
                'r="A', f'r="{chance.choice(["XFD", "AAAA", "", "a", "Ä"])}', chance.randint(1, 9)
            )
        elif kind == 3:
            at = chance.randrange(len(text) + 1)
            text = text[:at] + text[at + chance.randint(1, 40) :]
        else:
            at = chance.randrange(len(text) + 1)
            text = (
                text[:at] + chance.choice(["&#0;", "&lt;", "<!-- -->", "\ufffd", "&x;", "<x/>"]) + text[at:]
            )
    return text.encode()


def made(number: int, folder: Path) -> Path:
    """The damaged file of a number."""
    chance = random.Random(number)
    kinds: list[tuple[str, Callable[[random.Random], bytes]]] = [
        ("csv", text_file),
        ("csv", text_file),
        ("csv.gz", gzip_file),
        ("zip", zip_file),
        ("json", json_file),
        ("html", page_file),
        ("xlsx", xlsx_file),
        ("xlsx", xlsx_file),
        ("ods", lambda chance: ods_file(chance, folder)),
    ]
    ending, maker = kinds[number % len(kinds)]
    content = maker(chance)
    if ending in {"xlsx", "ods"} and chance.random() < 0.85:
        content = damaged_book(chance, content, folder)
    else:
        content = damaged(chance, content)
    path = folder / f"{number}.{ending}"
    path.write_bytes(content)
    return path


def main(folder: Path, first: int, count: int) -> None:
    """Open the files; prints each name, and what became of it: rows, or the sentence of a refusal."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number in range(first, first + count):
        path = made(number, folder)
        print(path.name, end=" ", flush=True)
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        try:
            table = open_table(path)
            told = f"{sum(1 for _ in table.rows)} rows of {len(table.header)}"
        except CarspecError as refusal:
            told = str(refusal).replace("\n", " ")
        faulthandler.cancel_dump_traceback_later()
        print(told, flush=True)
        path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
