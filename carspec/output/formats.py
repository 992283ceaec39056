"""The text formats as a table: what each is called, and the functions that write it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from carspec.core.errors import CarspecError
from carspec.core.sheet import Sheet
from carspec.output import layouts
from carspec.output.grid import Grid, Options
from carspec.output.turned import turned
from carspec.output.writers import infobox, json_writer, phrases
from carspec.output.writers.delimited import csv_text, tsv_text
from carspec.output.writers.html import html_document
from carspec.output.writers.latex import latex_text
from carspec.output.writers.markdown import markdown_text
from carspec.output.writers.mediawiki import mediawiki_text
from carspec.output.writers.rst import rst_text
from carspec.output.writers.text_table import spec_sheet, text_table

Writer = Callable[[Sheet, Options], str]
Renderer = Callable[[Grid, Options], str]


class NoSuchShape(CarspecError):
    """A format cannot write what is asked of it."""


class Format(NamedTuple):
    """A text format: `compare` sets the cars of a Sheet side by side, `show` writes the spec sheet of the
    first, `vehicles` lists them; None where a format has no such shape.

    `sources` says whether the numbered sources come unasked.
    """

    key: str
    label: str
    suffix: str
    media_type: str
    compare: Writer
    show: Writer
    vehicles: Writer | None
    sources: bool = False


def _compared(sheet: Sheet, options: Options, *, unit_column: bool = False) -> Grid:
    """The cars side by side, or below each other where the Sheet is transposed."""
    grid = layouts.compare_grid(sheet, options, unit_column=unit_column)
    return turned(grid, sheet.labels.word("Car")) if sheet.query.transposed else grid


def _eye(render: Renderer, *, marks: bool = True, notes: bool = True) -> tuple[Writer, Writer, Writer]:
    """For readers; an article elsewhere carries none of our marks, and a wikitable no notes of ours."""

    def chosen(options: Options) -> Options:
        return replace(options, marks=options.marks and marks, fairness=options.fairness and notes)

    return (
        lambda sheet, options: render(_compared(sheet, chosen(options)), options),
        lambda sheet, options: render(layouts.show_grid(sheet, chosen(options)), options),
        lambda sheet, options: render(layouts.list_grid(sheet, chosen(options)), options),
    )


def _plain(render: Renderer) -> tuple[Writer, Writer, Writer]:
    """For programs: units in a column of their own, one number a cell, no marks."""

    def bare(options: Options) -> Options:
        return replace(options, secondary=False, marks=False, fairness=False)

    return (
        lambda sheet, options: render(
            _compared(sheet, bare(options), unit_column=not sheet.query.transposed), bare(options)
        ),
        lambda sheet, options: render(
            layouts.show_grid(sheet, bare(options), unit_column=True), bare(options)
        ),
        lambda sheet, options: render(layouts.list_grid(sheet, bare(options)), bare(options)),
    )


def _show_text(sheet: Sheet, options: Options) -> str:
    return spec_sheet(layouts.show_grid(sheet, options, unit_column=True), options)


def _prose(write: Writer) -> tuple[Writer, Writer, None]:
    """Of one car as of several; a list of cars is no prose."""

    def plain(sheet: Sheet, options: Options) -> str:
        return write(sheet, replace(options, marks=False, fairness=False))

    return plain, plain, None


_TABLE = _eye(text_table)

FORMATS: Mapping[str, Format] = {
    found.key: found
    for found in (
        Format("text", "Aligned text", ".txt", "text/plain", _TABLE[0], _show_text, _TABLE[2]),
        Format("markdown", "GitHub Markdown", ".md", "text/markdown", *_eye(markdown_text), sources=True),
        Format("html", "HTML", ".html", "text/html", *_eye(html_document), sources=True),
        Format(
            *("mediawiki", "Wikitext", ".wiki", "text/x-wiki"),
            *_eye(mediawiki_text, marks=False, notes=False),
            sources=True,
        ),
        Format(
            *("infobox", "Wikipedia infobox", ".wiki", "text/x-wiki"),
            *_prose(infobox.infobox_text),
            sources=True,
        ),
        Format(
            *("rst", "reStructuredText", ".rst", "text/x-rst"),
            *_eye(rst_text, marks=False),
            sources=True,
        ),
        Format(
            *("latex", "LaTeX", ".tex", "application/x-tex"),
            *_eye(latex_text, marks=False),
            sources=True,
        ),
        Format("csv", "Comma separated values", ".csv", "text/csv", *_plain(csv_text)),
        Format("tsv", "Tab separated values", ".tsv", "text/tab-separated-values", *_plain(tsv_text)),
        Format(
            *("json", "JSON", ".json", "application/json"),
            json_writer.compare_json,
            json_writer.show_json,
            json_writer.list_json,
        ),
        Format("spec", "Spec list", ".txt", "text/plain", *_prose(phrases.spec_text), sources=True),
        Format("phrase", "Phrase", ".txt", "text/plain", *_prose(phrases.phrase_text)),
        Format("sentences", "Sentences", ".txt", "text/plain", *_prose(phrases.sentences_text)),
    )
}


def write(sheet: Sheet, form: str, options: Options | None = None) -> str:
    """The cars of a Sheet side by side; `form` is a key of FORMATS."""
    return FORMATS[form].compare(sheet, options or Options())


def write_show(sheet: Sheet, form: str, options: Options | None = None) -> str:
    """The spec sheet of the first car of a Sheet, each figure with its explanation."""
    return FORMATS[form].show(sheet, options or Options())


def write_list(sheet: Sheet, form: str, options: Options | None = None) -> str:
    """The cars of a Sheet one to a row, with the fields of the Sheet as further columns.

    NoSuchShape where the format is made for figures, not for lists of cars.
    """
    writer = FORMATS[form].vehicles
    if writer is None:
        known = ", ".join(key for key, found in FORMATS.items() if found.vehicles)
        raise NoSuchShape(f"A list of cars cannot be written as {form}; use one of {known}.")
    return writer(sheet, options or Options())
