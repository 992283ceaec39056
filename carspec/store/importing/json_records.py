"""A table out of JSON: one record a row, what is nested in it as columns with their paths."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Finding, Table, TableOptions
from carspec.core.json_text import BadJson, Number, parse
from carspec.store.importing.encodings import find_encoding, whole_text
from carspec.store.importing.headers import find_header
from carspec.store.importing.json_lists import Path, TellingMembers, inside
from carspec.store.importing.raw_file import RawFile

COUNTS = "record"
_TOP = "the outermost list"
_DEEPEST = 5
"""Objects that a list of records may stand in."""
_JOINED = "; "


class _Rows(Struct, frozen=True):
    """Records as the columns they have and their texts; each becomes a whole row when it is asked for."""

    records: Sequence[tuple[Sequence[int], Sequence[str]]]
    places: Sequence[int]
    width: int

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        places = self.places
        for number, (columns, texts) in enumerate(self.records, 1):
            row = [""] * self.width
            for column, text in zip(columns, texts, strict=True):
                row[places[column]] = text
            yield number, row


def json_table(raw: RawFile, options: TableOptions) -> Table:
    """The table in JSON or JSON lines. Raises UnreadableTable with line and column where it is broken."""
    encoding, found = find_encoding(raw, options.encoding)
    text = whole_text(raw, encoding)
    content, doubled = _content(raw, text)
    clean = "\\u" in text
    del text
    path, records, choices = _records(raw, content, options.records)
    del content
    value = path or _TOP
    findings = [found, Finding("Records", f"{len(records):,}", f"in {value}")]
    if doubled:
        findings.append(Finding("Keys that stand twice", "yes", "the last of them counts"))
    read_as = replace(options, encoding=encoding, records=path)
    if all(isinstance(record, list) for record in records):
        return _of_lists(raw, records, choices, findings, read_as, clean)
    try:
        telling = TellingMembers(records)
        flat = _Flat(telling, clean, raw)
        rows = [flat.record(record) for record in records]
    except RecursionError:
        raise raw.refused("its objects are nested too deeply") from None
    if telled := [f"{'.'.join(p for p in where if p != '[]')} by {member}" for where, member in telling]:
        findings.append(
            Finding("Lists in records", f"{len(telled):,} named by a member", ", ".join(telled[:6]))
        )
    names, places = flat.columns()
    return Table(
        raw.name,
        names,
        _Rows(rows, places, len(names)),
        tuple(findings),
        raw.digest,
        read_as,
        tuple(choices) if len(choices) > 1 else (),
        counts=COUNTS,
    )


class _Flat(Struct):
    """Makes records flat, and learns their columns meanwhile."""

    telling: TellingMembers
    clean: bool
    raw: RawFile
    _known: dict[Path, int] = {}
    _order: list[int] = []
    _names: list[str] = []
    _shared: dict[str, str] = {}

    def record(self, record: Any) -> tuple[list[int], list[str]]:
        """The columns that a record has and their texts; one that is no object is a row of one cell."""
        columns: list[int] = []
        texts: list[str] = []
        last = -1
        for path, name, value in self._leaves(record, (), (), ""):
            column = self._known.get(path)
            if column is None:
                column = self._add(path, name, last)
            last = column
            columns.append(column)
            texts.append(self._shared.setdefault(value, value))
        return columns, texts

    def columns(self) -> tuple[tuple[str, ...], list[int]]:
        """The names of all columns in their order, and for each column its place in it."""
        places = [0] * len(self._order)
        for place, column in enumerate(self._order):
            places[column] = place
        return tuple(self._names[column] for column in self._order), places

    def _add(self, path: Path, name: str, after: int) -> int:
        column = self._known[path] = len(self._names)
        if column >= self.raw.limits.columns:
            raise self.raw.refused(
                f"its records have more than {self.raw.limits.columns:,} different members"
            )
        self._names.append(name if name not in self._names else f"{name} ({column + 1})")
        self._order.insert(self._order.index(after) + 1 if after >= 0 else len(self._order), column)
        return column

    def _leaves(self, value: Any, path: Path, kind: Path, name: str) -> Iterator[tuple[Path, str, str]]:
        """Path, name and text of all that a value holds; `kind` is the path without the items of lists."""
        if isinstance(value, dict):
            for key, member in value.items():
                if member is not None:
                    longer = f"{name}.{key}" if name else key
                    yield from self._leaves(member, (*path, key), (*kind, key), longer)
        elif isinstance(value, list):
            yield from self._items(value, path, kind, name)
        elif value is not None:
            yield path, name, self._text(value)

    def _items(self, items: list[Any], path: Path, kind: Path, name: str) -> Iterator[tuple[Path, str, str]]:
        if not any(isinstance(item, dict | list) for item in items):
            if items:
                yield path, name, _JOINED.join(self._text(item) for item in items if item is not None)
            return
        member = self.telling.member(kind)
        for number, item in enumerate(items):
            if member is not None:
                word = self._text(item[member])
                item = {key: other for key, other in item.items() if key != member}
            else:
                word = str(number)
            step = f"[{word}]"
            yield from self._leaves(item, (*path, step), inside(kind), name + step)

    def _text(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        text = str(value) if isinstance(value, Number) else value
        if len(text) > self.raw.limits.cell_letters:
            raise self.raw.refused(
                f"a text has {len(text):,} letters; the limit is {self.raw.limits.cell_letters:,}"
            )
        return _cleaned(text) if self.clean else text


def _cleaned(text: str) -> str:
    """Without what no text can hold: half of a pair of surrogates, and NUL."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


def _content(raw: RawFile, text: str) -> tuple[Any, bool]:
    """What a text of JSON or JSON lines holds, and whether some object has a key twice."""
    try:
        return parse(text)
    except BadJson as error:
        lines = text.split("\n")
        first = next((line for line in lines if line.strip()), "")
        if not first.strip().startswith("{") or not first.strip().endswith("}") or len(lines) < 2:
            line = text.count("\n", 0, error.offset) + 1
            raise raw.refused(
                f"this is not JSON: {_plain(error)}",
                line,
                error.offset - (text.rfind("\n", 0, error.offset) + 1) + 1,
            ) from None
    records, doubled = [], False
    for number, each in enumerate(lines, 1):
        if each.strip():
            try:
                record, twice = parse(each)
            except BadJson as error:
                raise raw.refused(f"this is not JSON: {_plain(error)}", number, error.offset + 1) from None
            records.append(record)
            doubled = doubled or twice
    return records, doubled


def _plain(error: BadJson) -> str:
    return str(error).removesuffix(" at").replace("Expecting", "expected here:")


def _records(raw: RawFile, content: Any, asked: str | None) -> tuple[str, list[Any], list[str]]:
    """The path of the list of records, the records, and the paths of all lists that may be meant."""
    found = dict(_lists(content, "", 0))
    if isinstance(content, dict) and not found and content:
        found = {"": [content]}
    choices = [path for path, records in found.items() if records]
    if asked is not None:
        if asked not in found:
            known = ", ".join(f'"{path}"' for path in choices[:10]) or "none"
            raise raw.refused(f'there is no list of records at "{asked}"; there are {known}')
        chosen = asked
    elif not found:
        raise raw.refused("it holds no list of records; a table in JSON is a list of objects")
    else:
        chosen = "" if "" in found else max(found, key=lambda path: len(found[path]))
    records = found[chosen]
    if not records:
        raise raw.refused("its list of records is empty")
    if len(records) > raw.limits.rows:
        raise raw.refused(f"it has {len(records):,} records; the limit is {raw.limits.rows:,}")
    return chosen, records, choices


def _lists(value: Any, path: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Each list of objects or of lists, not those inside of other lists."""
    if isinstance(value, list):
        if any(isinstance(item, dict | list) for item in value) or not value:
            yield path, value
    elif isinstance(value, dict) and depth < _DEEPEST:
        for key, member in value.items():
            yield from _lists(member, f"{path}.{key}" if path else key, depth + 1)


def _of_lists(
    raw: RawFile,
    records: list[list[Any]],
    choices: list[str],
    findings: list[Finding],
    read_as: TableOptions,
    clean: bool,
) -> Table:
    """Rows that are lists already, the first of them perhaps a header."""
    flat = _Flat(TellingMembers(()), clean, raw)
    rows: list[tuple[int, list[str]]] = []
    for number, record in enumerate(records, 1):
        rows.append((number, ["" if cell is None else _one_cell(flat, cell) for cell in record]))
    width = max(len(row) for _, row in rows)
    if width > raw.limits.columns:
        raise raw.refused(f"a row has {width:,} cells; the limit is {raw.limits.columns:,}")
    header = find_header(rows[:400], rows[-40:], width, read_as.header, COUNTS)
    if header is None:
        raise raw.refused("no row begins here; choose another for the header row", read_as.header)
    return Table(
        raw.name,
        header.names,
        [row for row in rows if row[0] != header.line],
        (*findings, *header.findings),
        raw.digest,
        replace(read_as, header=header.line),
        tuple(choices) if len(choices) > 1 else (),
        counts=COUNTS,
    )


def _one_cell(flat: _Flat, value: Any) -> str:
    return _JOINED.join(text for _, _, text in flat._leaves(value, (), (), ""))


def is_json(raw: RawFile, name: str, start: bytes) -> bool:
    """Whether a file is meant to be JSON: by its name, else by its beginning."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if name.lower().endswith((".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz")):
        return True
    if name.lower().endswith((".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".tab")):
        return False
    if not text.startswith((b"{", b"[")):
        return False
    try:
        _content(raw, raw.whole().decode("utf-8-sig"))
    except (UnreadableTable, UnicodeDecodeError):
        return False
    return True
