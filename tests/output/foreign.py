"""Readers that we did not write: each turns a text of one format into the cells that it finds there."""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import docutils.core
import docutils.nodes
import html5lib
import mwparserfromhell
import pytest
from markdown_it import MarkdownIt

Rows = list[list[str]]


@dataclass(frozen=True)
class Found:
    """What a reader found: the caption, the rows of cells (the lines of a cell parted by line ends), for each
    cell the number of the source it points to, and how many sources are listed."""

    caption: str
    rows: Rows
    points: list[list[int | None]]
    sources: int


def squeezed(text: str) -> str:
    """The text as a page shows it: runs of spaces and line ends are one space, no-break spaces stay."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


def read_html(text: str) -> Found:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(text)
    assert {error[1] for error in parser.errors} <= {"invalid-codepoint"}
    (table,) = root.iter("table")
    assert not list(root.iter("script"))
    (caption,) = table.iter("caption")
    rows, points = [], []
    for row in table.iter("tr"):
        rows.append([_html_text(cell) for cell in row])
        points.append([_html_point(cell) for cell in row])
    return Found("".join(caption.itertext()), rows, points, len(list(root.iter("li"))))


def _html_text(cell: ElementTree.Element) -> str:
    """The text of a cell without its reference; a part shown as a block is a line of its own."""
    text = cell.text or ""
    for part in cell:
        line = "\n" if "display: block" in part.get("style", "") else ""
        text += ("" if part.tag == "sup" else line + "".join(part.itertext())) + (part.tail or "")
    return "\n".join(map(squeezed, text.split("\n")))


def _html_point(cell: ElementTree.Element) -> int | None:
    found = cell.find("sup")
    return int("".join(found.itertext()).strip("[]")) if found is not None else None


def read_markdown(text: str) -> Found:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == 1
    assert not {"html_block", "code_block", "fence", "blockquote_open", "hr"} & {*kinds}
    caption = ""
    rows: Rows = []
    points: list[list[int | None]] = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            assert token.tag == "h3"
            caption = "".join(child.content for child in tokens[place + 1].children or [])
        if token.type == "tr_open":
            rows.append([])
            points.append([])
        if token.type in ("td_open", "th_open"):
            inline = tokens[place + 1].children or []
            allowed = {"text", "text_special", "html_inline", "strong_open", "strong_close"}
            assert {child.type for child in inline} <= allowed
            assert {child.content for child in inline if child.type == "html_inline"} <= {"<br>"}
            whole = "".join("\n" if child.type == "html_inline" else child.content for child in inline)
            shown, point = _numbered(whole)
            rows[-1].append(shown)
            points[-1].append(point)
    return Found(caption, rows, points, kinds.count("list_item_open"))


def _numbered(cell: str) -> tuple[str, int | None]:
    """The text of a cell and the number in brackets at the end of its first line."""
    first, *more = cell.split("\n")
    head, mark, number = first.rpartition(" [")
    if not mark or not number.endswith("]") or not number[:-1].isdigit():
        return cell, None
    return "\n".join([head, *more]), int(number[:-1])


def read_mediawiki(text: str) -> Found:
    code: Any = mwparserfromhell.parse(text)
    (table,) = code.filter_tags(matches=lambda node: node.wiki_markup == "{|", recursive=False)
    caption = mwparserfromhell.parse(text.split("\n")[1].removeprefix("|+ "))
    names: dict[str, int] = {}
    rows: Rows = []
    points: list[list[int | None]] = []
    for row in table.contents.filter_tags(matches=lambda tag: tag.wiki_markup == "|-", recursive=False):
        cells = row.contents.filter_tags(matches=lambda tag: tag.tag in ("td", "th"), recursive=False)
        rows.append([_wiki_text(cell.contents) for cell in cells])
        points.append([_wiki_point(cell.contents, names) for cell in cells])
    return Found(_wiki_text(caption), rows, points, len(names))


def _wiki_text(code: Any) -> str:
    """What a reader sees, with {{convert}} as its parameters; small print is a line of its own."""
    shown = ""
    for node in code.nodes:
        if isinstance(node, mwparserfromhell.nodes.Template):
            assert node.name == "convert"
            shown += "{" + "|".join(str(part.value) for part in node.params if not part.showkey) + "}"
        elif isinstance(node, mwparserfromhell.nodes.Tag):
            if str(node.tag) in ("br", "ref"):
                shown += "\n" if str(node.tag) == "br" else ""
            else:
                assert str(node.tag) in ("small", "b"), node
                shown += _wiki_text(node.contents)
        elif isinstance(node, mwparserfromhell.nodes.HTMLEntity):
            shown += node.normalize()
        else:
            assert isinstance(node, mwparserfromhell.nodes.Text), node
            shown += str(node)
    return shown.strip(" ").replace(" \n", "\n").rstrip("\n")


def _wiki_point(code: Any, names: dict[str, int]) -> int | None:
    """The number of the reference of a cell; the first with a name must define it, the others must not."""
    found = code.filter_tags(matches=lambda tag: tag.tag == "ref", recursive=False)
    if not found:
        return None
    (reference,) = found
    name = str(reference.get("name").value).strip('"')
    defines = not reference.self_closing
    assert defines == (name not in names), name
    if defines:
        (template,) = reference.contents.filter_templates(recursive=False)
        assert str(template.name).strip() in ("cite web", "citation")
        assert template.get("title").value.strip()
    return names.setdefault(name, len(names) + 1)


def read_rst(text: str) -> Found:
    warnings = io.StringIO()
    tree = docutils.core.publish_doctree(
        text, settings_overrides={"warning_stream": warnings, "report_level": 1}
    )
    assert not warnings.getvalue()
    (table,) = tree.findall(docutils.nodes.table)
    (title,) = table.findall(docutils.nodes.title)
    rows, points = [], []
    for row in table.findall(docutils.nodes.row):
        rows.append([_rst_text(entry) for entry in row.findall(docutils.nodes.entry)])
        points.append([_rst_point(entry) for entry in row.findall(docutils.nodes.entry)])
    return Found(title.astext(), rows, points, len(list(tree.findall(docutils.nodes.footnote))))


def _rst_text(entry: Any) -> str:
    plain = (docutils.nodes.paragraph, docutils.nodes.strong, docutils.nodes.Text, docutils.nodes.reference,
             docutils.nodes.footnote_reference, docutils.nodes.entry)  # fmt: skip
    assert not [node for node in entry.findall() if not isinstance(node, plain)], entry
    lines = []
    for paragraph in entry.findall(docutils.nodes.paragraph):
        parts = paragraph.findall(docutils.nodes.Text)
        lines.append("".join(
            part.astext() for part in parts if not isinstance(part.parent, docutils.nodes.footnote_reference)
        ).rstrip(" "))  # fmt: skip
    return "\n".join(lines)


def _rst_point(entry: Any) -> int | None:
    found = [int(node.astext()) for node in entry.findall(docutils.nodes.footnote_reference)]
    return found[0] if found else None


COMMANDS = '\\newcommand{\\textbar}{|}\\newcommand{\\textquotedbl}{"}\\newcommand{\\textasciigrave}{`}\n'
"""Commands that every LaTeX has and this pandoc does not."""


def read_latex(text: str) -> Found:
    """Read by pandoc, with quotes left as they are."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    command = ["pandoc", "--from=latex-smart", "--to=json"]
    done = subprocess.run(
        command, input=COMMANDS + text, capture_output=True, text=True, timeout=60, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr
    blocks = json.loads(done.stdout)["blocks"]
    (table,) = [block["c"] for block in blocks if block["t"] == "Table"]
    _, caption, _, head, bodies, _ = table
    lines = [*head[1], *(line for body in bodies for line in (*body[2], *body[3]))]
    rows, points = [], []
    for _, cells in lines:
        found = [_pandoc(cell[4]) for cell in cells]
        rows.append([shown for shown, _ in found])
        points.append([point for _, point in found])
    sources = sum(len(block["c"][1]) for block in blocks if block["t"] == "OrderedList")
    return Found(_pandoc(caption[1])[0], rows, points, sources)


def _pandoc(blocks: list[Any]) -> tuple[str, int | None]:
    assert {block["t"] for block in blocks} <= {"Plain", "Para"}, blocks
    point = None

    def shown(inlines: list[Any]) -> Iterator[str]:
        nonlocal point
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            if kind == "Str":
                yield content
            elif kind in ("Space", "SoftBreak"):
                yield " "
            elif kind == "LineBreak":
                yield "\n"
            elif kind in ("Strong", "Emph"):
                yield from shown(content)
            elif kind == "Superscript":
                point = int("".join(shown(content)))
            elif kind == "Span":
                yield from shown(content[1])
            else:
                raise AssertionError(inline)

    text = "\n".join("".join(shown(block["c"])) for block in blocks)
    return "\n".join(line.strip(" ") for line in text.split("\n")), point


READERS: Mapping[str, Callable[[str], Found]] = {
    "html": read_html,
    "markdown": read_markdown,
    "mediawiki": read_mediawiki,
    "rst": read_rst,
    "latex": read_latex,
}
