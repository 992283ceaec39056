"""HTML tables that survive the clipboard: inline styles, real header cells, true numbers for spreadsheets."""

import locale as system_locale
from functools import lru_cache
from typing import TYPE_CHECKING

from carspec.output.grid import Grid, Options
from carspec.output.palette import LIGHT, TYPE
from carspec.output.writers.number_format import number_format, worded_format

if TYPE_CHECKING:
    from jinja2 import Template

ENGLISH = 1033
ASIDE = "carspec-aside"
"""The class of what stands beside a figure and is no part of it, by which an import leaves it out."""

_TABLE = """\
<table{% if grid.title %} aria-label="{{ grid.title }}"{% endif %}\
{% if shares %} width="100%"{% endif %} style="border-collapse: collapse; color: {{ theme.text }}">
{%- if caption %}
<caption style="{{ type }}; text-align: left; font-weight: bold; padding: 0 0 8px">{{ grid.title }}</caption>
{%- endif %}
{%- if shares %}
<colgroup>{% for share in shares %}<col width="{{ share }}%">{% endfor %}</colgroup>
{%- endif %}
{%- if grid.columns %}
<thead><tr>
{%- for name in grid.columns %}
<th scope="col" style='{{ head }}; text-align: {{ "right" if loop.index0 in grid.numeric else "left" }};\
 mso-number-format:"\\@"' sdnum="{{ english }};0;@">{{ name }}</th>
{%- endfor %}
</tr></thead>
{%- endif %}
{%- for group, rows in groups %}
<tbody>
{%- if group %}
<tr><th scope="rowgroup" colspan="{{ grid.columns | length }}" style="{{ heading }}">{{ group }}</th></tr>
{%- endif %}
{%- for row in rows %}
<tr valign="top">
{%- for cell in row.cells %}
{%- if loop.first and grid.columns %}
<th scope="row" style='{{ body }}; text-align: left; font-weight: normal; mso-number-format:"\\@"'\
 sdnum="{{ english }};0;@">{{ cell.text }}</th>
{%- elif cell.number is not none %}
<td style='{{ body }}; text-align: right; mso-number-format:"{{ excel_format(cell) }}"'\
 sdval="{{ cell.plain }}" sdnum="{{ english }};{{ language }};{{ worded_format(cell) }}"\
 x:num="{{ cell.plain }}">{{ content(cell) }}</td>
{%- else %}
<td style='{{ body }}; text-align: {{ "right" if row.right(cell) else "left" }}; mso-number-format:"\\@"'\
 sdnum="{{ english }};0;@">{{ content(cell) }}</td>
{%- endif %}
{%- endfor %}
</tr>
{%- endfor %}
</tbody>
{%- endfor %}
</table>
"""

_CONTENT = """\
{%- if cell.best %}<b>{{ cell.brief }}</b>{% else %}{{ cell.brief }}{% endif %}
{%- if cell.brackets %} <span class="{{ aside }}">({{ cell.brackets | join(", ") }})</span>{% endif %}
{%- if cell.mark %} <span class="{{ aside }}" title="{{ cell.mark.text }}: {{ cell.mark.meaning }}"\
 style="color: {{ cell.mark.colour_in(theme) }}">{{ cell.mark.shape }}</span>{% endif %}
{%- if cell.source %} <sup>[{{ cell.source }}]</sup>{% endif %}
{%- for note in cell.notes %} <span{% if loop.index0 >= cell.limits %} class="{{ aside }}"{% endif %}\
 style="display: block; color: {{ theme.muted }}; font-size: 9pt">\
{{ note }}</span>{% endfor %}"""

_DOCUMENT = """\
<!DOCTYPE html>
<html lang="{{ grid.labels.key }}" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ grid.title }}</title>
</head>
<body style="margin: 16px; background: {{ theme.window }}">
{{ table }}
{%- for sentence in footer %}
<p style="{{ small }}">{{ sentence }}</p>
{%- endfor %}
{%- if grid.sources %}
<ol style="{{ small }}">
{%- for source in grid.sources %}
<li>{{ source.text }}{% if source.url %}{{ ", " if source.text }}\
<a href="{{ source.url }}">{{ source.url }}</a>{% endif %}</li>
{%- endfor %}
</ol>
{%- endif %}
</body>
</html>
"""


def html_document(grid: Grid, options: Options) -> str:
    """A whole page: the table, its footer, and the sources as a numbered list."""
    from markupsafe import Markup

    footer = [*grid.footer]
    if grid.has_best():
        footer.insert(0, grid.best_words)
    small = f"font-family: {_fonts()}; font-size: 9pt; color: {LIGHT.muted}; max-width: 60em"
    return _template(_DOCUMENT).render(
        grid=grid, table=Markup(html_table(grid)), footer=footer, theme=LIGHT, small=small
    )


def html_table(grid: Grid, *, caption: bool = True) -> str:
    """The table alone, for the clipboard.

    A number shows the text for the eye and carries the plain number for LibreOffice (`sdval`) and Excel
    (`x:num`); every other cell is marked as text, so that "VR10" and "2/3" stay as they are and "=1+1" is no
    formula. LibreOffice reads `sdval` in the first language of `sdnum`, so that is always English. Writer
    shows a number by its format alone, so the format also holds the words that stand around the number; it
    keeps space in a cell only beside a border, if one that is not seen, reads `valign`, and takes the type of
    a cell from the cell alone.

    LibreOffice Calc takes a cell with a line break for text, so notes stand below a figure by style alone; it
    writes the caption into the first header cell, so a copy for spreadsheets leaves it out.
    """
    from markupsafe import Markup

    content = _template(_CONTENT)
    line = f"1px solid {LIGHT.line_strong}"
    sides = "; ".join(f"border-{side}: 1px solid {LIGHT.surface}" for side in ("left", "right"))
    type_ = f"font-family: {_fonts()}; font-size: 10pt"
    cell = f"padding: 4px 8px; vertical-align: top; {type_}; {sides}"
    return _template(_TABLE).render(
        grid=grid,
        caption=caption,
        shares=_shares(grid),
        groups=grid.grouped(),
        theme=LIGHT,
        type=type_,
        english=ENGLISH,
        language=_format_language(grid.locale),
        head=f"{cell}; border-bottom: 2px solid {LIGHT.text}",
        heading=f"{type_}; padding: 12px 8px 4px; text-align: left; color: {LIGHT.accent}; "
        f"border-bottom: {line}",
        body=f"{cell}; border-bottom: {line}",
        worded_format=lambda cell: worded_format(cell, grid.locale),
        excel_format=lambda cell: number_format(cell).replace("#", "\\#").replace(",", "\\,"),
        content=lambda cell: Markup(content.render(cell=cell, theme=LIGHT, aside=ASIDE)),
    )


def _shares(grid: Grid) -> list[int]:
    """The widths of the columns of a comparison in per cent; Writer would give a column of short names so
    little that it breaks inside a word. Other tables have as much as they need."""
    cars = len(grid.names)
    if not cars or len(grid.columns) != cars + 1:
        return []
    first = {1: 40, 2: 32, 3: 28, 4: 24}.get(cars, 20)
    return [first, *[(100 - first) // cars] * cars]


def _fonts() -> str:
    return ", ".join(TYPE.families) + ", sans-serif"


@lru_cache
def _format_language(locale: str) -> int:
    """The Windows number of an English locale; for any other 0, the reader's own.

    LibreOffice shows figures in that language, and our format codes are written the English way.
    """
    full = system_locale.normalize(locale).partition(".")[0]
    found = next((lcid for lcid, name in system_locale.windows_locale.items() if name == full), ENGLISH)
    return found if full.startswith("en") else 0


@lru_cache
def _template(text: str) -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=False)
    return environment.from_string(text)
