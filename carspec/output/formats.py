"""The table formats as a table: what each is called, and the function that writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from carspec.core.sheet import Sheet
from carspec.output import json_writer, layouts
from carspec.output.delimited import csv_text, tsv_text
from carspec.output.grid import Grid, Options
from carspec.output.html import html_document
from carspec.output.markdown import markdown_text
from carspec.output.text_table import spec_sheet, text_table

Writer = Callable[[Sheet, Options], str]
Renderer = Callable[[Grid, Options], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A table format: `compare` sets the cars of a Sheet side by side, `show` writes the spec sheet of the
    first, `vehicles` lists them.
    """

    key: str
    label: str
    suffix: str
    media_type: str
    compare: Writer
    show: Writer
    vehicles: Writer


def _eye(render: Renderer) -> tuple[Writer, Writer, Writer]:
    return (
        lambda sheet, options: render(layouts.compare_grid(sheet, options), options),
        lambda sheet, options: render(layouts.show_grid(sheet, options), options),
        lambda sheet, options: render(layouts.list_grid(sheet, options), options),
    )


def _plain(render: Renderer) -> tuple[Writer, Writer, Writer]:
    """For programs: units in a column of their own, one number a cell, no marks."""

    def bare(options: Options) -> Options:
        return replace(options, secondary=False, marks=False, sources=False)

    return (
        lambda sheet, options: render(
            layouts.compare_grid(sheet, bare(options), unit_column=True), bare(options)
        ),
        lambda sheet, options: render(
            layouts.show_grid(sheet, bare(options), unit_column=True), bare(options)
        ),
        lambda sheet, options: render(layouts.list_grid(sheet, bare(options)), bare(options)),
    )


def _show_text(sheet: Sheet, options: Options) -> str:
    return spec_sheet(layouts.show_grid(sheet, options, unit_column=True), options)


_TABLE = _eye(text_table)

FORMATS: Mapping[str, Format] = {
    found.key: found
    for found in (
        Format("table", "Text table", ".txt", "text/plain", _TABLE[0], _show_text, _TABLE[2]),
        Format(
            *("json", "JSON", ".json", "application/json"),
            json_writer.compare_json,
            json_writer.show_json,
            json_writer.list_json,
        ),
        Format("csv", "Comma separated values", ".csv", "text/csv", *_plain(csv_text)),
        Format("tsv", "Tab separated values", ".tsv", "text/tab-separated-values", *_plain(tsv_text)),
        Format("markdown", "GitHub Markdown", ".md", "text/markdown", *_eye(markdown_text)),
        Format("html", "HTML", ".html", "text/html", *_eye(html_document)),
    )
}


def write(sheet: Sheet, form: str, options: Options | None = None) -> str:
    """The cars of a Sheet side by side; `form` is a key of FORMATS."""
    return FORMATS[form].compare(sheet, options or Options())


def write_show(sheet: Sheet, form: str, options: Options | None = None) -> str:
    """The spec sheet of the first car of a Sheet, each figure with its explanation."""
    return FORMATS[form].show(sheet, options or Options())


def write_list(sheet: Sheet, form: str, options: Options | None = None) -> str:
    """The cars of a Sheet one to a row, with the fields of the Sheet as further columns."""
    return FORMATS[form].vehicles(sheet, options or Options())
