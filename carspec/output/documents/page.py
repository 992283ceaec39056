"""The page: one HTML file with its charts inside, readable on a telephone, on a screen and in print."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from carspec.output.documents.dossier import Dossier, Progress, drawn
from carspec.output.palette import LIGHT, TYPE
from carspec.output.writers.html import ASIDE

if TYPE_CHECKING:
    from jinja2 import Template

CHART_WIDTH = 7.2
"""Inches; the page scales the picture to the room it has."""

_PAGE = """\
<!DOCTYPE html>
<html lang="{{ grid.labels.key }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="carspec">
<title>{{ grid.title }}</title>
<style>
:root { --text: {{ theme.text }}; --muted: {{ theme.muted }}; --line: {{ theme.line }};
  --strong: {{ theme.line_strong }}; --accent: {{ theme.accent }}; --ground: {{ theme.surface }}; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--ground); color: var(--text);
  font: 0.95rem/1.4 {{ fonts }}; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
.wide { overflow-x: auto; margin: 0 -0.5rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed;
  min-width: {{ 8 + 9 * (grid.columns | length - 1) }}rem; }
thead th:first-child { width: 18%; min-width: 7.5rem; }
th, td { padding: 0.35rem 0.5rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--text); vertical-align: bottom; }
th[scope=row] { font-weight: normal; min-width: 7.5rem; position: sticky; left: 0;
  background: var(--ground); }
td { min-width: 8.5rem; overflow-wrap: break-word; }
td.figure, thead th.figure { text-align: right; font-variant-numeric: tabular-nums; }
th[scope=rowgroup] { color: var(--accent); padding-top: 1.1rem; border-bottom-color: var(--strong);
  position: sticky; left: 0; }
.note { color: var(--muted); font-size: 0.85em; }
.gap { color: var(--muted); }
sup { font-size: 0.72em; line-height: 0; }
sup a { color: var(--muted); text-decoration: none; }
a { color: var(--accent); overflow-wrap: anywhere; }
figure { margin: 1rem 0; break-inside: avoid; }
figure svg { width: 100%; height: auto; max-width: 46rem; }
.small, ol { color: var(--muted); font-size: 0.85em; }
.small { margin: 0.4rem 0; max-width: 60rem; }
li { margin-bottom: 0.25rem; }
li:target { color: var(--text); background: {{ theme.accent_soft }}; }
@media (max-width: 40rem) {
  body { padding: 1rem; font-size: 0.9rem; }
  thead th:first-child { width: 7.5rem; }
  th[scope=row] { min-width: 6.5rem; max-width: 7.5rem; }
  td { min-width: 7.5rem; }
}
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { padding: 0; max-width: none; font-size: 8.5pt; }
  .wide { overflow: visible; margin: 0; }
  table { min-width: 0; }
  th, td { min-width: 0 !important; position: static !important; padding: 2pt 4pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tbody th[scope=rowgroup], tr:has(> th[scope=rowgroup]), h2 { break-after: avoid; }
  figure svg { max-height: 80mm; }
  a { color: inherit; text-decoration: none; }
}
</style>
</head>
<body>
<h1>{{ grid.names | join("\u00a0· ") }}</h1>
<div class="wide" role="region" aria-label="Comparison" tabindex="0">
<table>
<thead><tr>
{%- for name in grid.columns %}
<th scope="col"{% if not loop.first %} class="figure"{% endif %}>{{ name }}</th>
{%- endfor %}
</tr></thead>
{%- for group, rows in grid.grouped() %}
<tbody>
{%- if group %}
<tr><th scope="rowgroup" colspan="{{ grid.columns | length }}">{{ group }}</th></tr>
{%- endif %}
{%- for row in rows %}
<tr><th scope="row">{{ row.cells[0].text }}</th>
{%- for cell in row.cells[1:] %}
<td{% if row.right(cell) %} class="figure{% if cell.missing %} gap{% endif %}"\
{% elif cell.missing %} class="gap"{% endif %}>\
{% if cell.best %}<b>{{ cell.brief }}</b>{% else %}{{ cell.brief }}{% endif %}
{%- if cell.brackets %} <span class="{{ aside }}">({{ cell.brackets | join(", ") }})</span>{% endif %}
{%- if cell.mark %} <span class="{{ aside }}" title="{{ cell.mark.text }}: {{ cell.mark.meaning }}"\
 style="color: {{ cell.mark.colour_in(theme) }}">{{ cell.mark.shape }}</span>{% endif %}
{%- if cell.source %}{{ "\u00a0" }}\
<sup><a href="#source-{{ cell.source }}">[{{ cell.source }}]</a></sup>{% endif %}
{%- for note in cell.rare_notes %} \
<div class="note{% if loop.index0 >= cell.limits %} {{ aside }}{% endif %}">{{ note }}</div>{% endfor %}</td>
{%- endfor %}
</tr>
{%- endfor %}
</tbody>
{%- endfor %}
</table>
</div>
{%- for sentence in footer %}
<p class="small">{{ sentence }}</p>
{%- endfor %}
{%- for title, picture in charts %}
{%- if loop.first %}
<h2>Charts</h2>
{%- endif %}
<figure aria-label="{{ title }}">{{ picture }}</figure>
{%- endfor %}
{%- if grid.sources %}
<h2>Sources</h2>
<ol>
{%- for source in grid.sources %}
<li id="source-{{ loop.index }}">{{ source.text }}{% if source.url %}{{ ", " if source.text }}\
<a href="{{ source.url }}">{{ source.url }}</a>{% endif %}</li>
{%- endfor %}
</ol>
{%- endif %}
</body>
</html>
"""


def page_bytes(dossier: Dossier, progress: Progress) -> bytes:
    """The page as UTF-8. It loads nothing from anywhere."""
    from markupsafe import Markup

    fields = dossier.charts()
    charts = []
    for place, field in enumerate(fields):
        progress(place, len(fields) + 1, "Charts")
        title, picture = drawn(dossier, field, ".svg", CHART_WIDTH)
        charts.append((title, Markup(inside(picture.decode("utf-8"), f"chart{place + 1}-"))))
    progress(len(fields), len(fields) + 1, "Page")
    grid = dossier.grid
    return (
        _template()
        .render(
            grid=grid,
            charts=charts,
            footer=grid.legend(),
            theme=LIGHT,
            fonts=", ".join(f'"{name}"' for name in TYPE.families) + ", sans-serif",
            aside=ASIDE,
        )
        .encode("utf-8")
    )


def inside(picture: str, prefix: str) -> str:
    """An SVG file as a part of a page: without prolog and size, its names made its own by a prefix."""
    svg = picture[picture.index("<svg") :]
    svg = re.sub(r'(\bid="|url\(#|href="#|aria-labelledby="|aria-describedby=")', rf"\g<1>{prefix}", svg)
    head, mark, rest = svg.partition(">")
    head = re.sub(r'\s(?:width|height)="[^"]*"', "", head)
    return re.sub(r"<metadata>.*?</metadata>", "", head + mark + rest, flags=re.DOTALL)


@lru_cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    return Environment(autoescape=True, undefined=StrictUndefined).from_string(_PAGE)
