"""What the window remembers from one start to the next."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from carspec.core.query import Query
from carspec.gui.chart_export import ChartExport
from carspec.gui.setting import Preference
from carspec.output.charts.kinds import DEFAULT_KIND

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
APPEARANCES = {"system": "As the system", "light": "Light", "dark": "Dark"}
DEFAULT_FIELD = "power"
LIST_FIELDS = ("ballistic_rating",)
FIRST_EXPORT = ChartExport()


class Remembered(Struct, frozen=True):
    """The comparison, the selected cell and the look.

    The attributes with a `Preference` are the preferences, each with its words; those of the Query stand in
    `preferences.py`. `query.profile` may be empty before the first library is opened: the system's locale
    then chooses it. `system_locale` is not kept; `text_size` is in per cent of the system's.

    `field` and `vehicle` name the selected cell (None: none is); `chart_kind` is the kind of chart,
    `chart_field` the field that kinds of one field draw, `several` the fields chosen for other kinds by their
    keys; `export` is how a chart was last saved. `facets` are those that the library is narrowed down by
    (`carspec.core.filter.facets.Chosen`), `list_fields` what its list shows beside the years, `list_sort` the
    key and whether it is descending.
    """

    query: Query = Query(fold_lone=True)
    facets: Mapping[str, frozenset[str]] = {}
    list_fields: tuple[str, ...] = LIST_FIELDS
    list_sort: tuple[str, bool] | None = None
    field: str | None = DEFAULT_FIELD
    vehicle: str | None = None
    chart_kind: str = DEFAULT_KIND
    chart_field: str = DEFAULT_FIELD
    several: tuple[tuple[str, tuple[str, ...]], ...] = ()
    export: ChartExport = FIRST_EXPORT
    appearance: Annotated[
        str,
        Preference(
            "Look",
            "Appearance",
            "Light or dark colours, or whichever the system uses at the moment.",
            APPEARANCES,
        ),
    ] = "system"
    text_size: Annotated[
        int,
        Preference(
            "Look",
            "Text size",
            "The size of all text, measured by that of the system.",
            {size: f"{size} %" for size in TEXT_SIZES},
        ),
    ] = 100
    copy_marks: Annotated[
        bool,
        Preference(
            "Copies",
            "Marks and differences in copies",
            "Copies also carry the verdict marks, the spread and the differences to the baseline.",
        ),
    ] = False
    copy_sources: Annotated[
        bool,
        Preference(
            "Copies",
            "Sources in copies",
            "What is copied as an article's table numbers the sources of its figures and lists them.",
        ),
    ] = True
    system_locale: str = ""

    def chart_fields(self, kind: str) -> tuple[str, ...]:
        """The fields chosen for a kind; empty where it chooses itself."""
        return dict(self.several).get(kind, ())
