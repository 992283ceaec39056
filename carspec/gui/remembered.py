"""What the window remembers from one start to the next."""

from dataclasses import dataclass, field

from carspec.core.query import Query

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
APPEARANCES = ("system", "light", "dark")
DEFAULT_FIELD = "power"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The comparison, the selected cell and the look.

    `query.profile` may be empty before the first library is opened: the system's locale then chooses it.
    `system_locale` is not kept; `text_size` is in per cent of the system's.

    `field` and `vehicle` name the selected cell (None: none is); `chart_field` is the field that is drawn;
    `copy_marks` says whether copies carry verdict marks and differences.
    """

    query: Query = field(default_factory=lambda: Query(fold_lone=True))
    field: str | None = DEFAULT_FIELD
    vehicle: str | None = None
    chart_field: str = DEFAULT_FIELD
    appearance: str = "system"
    copy_marks: bool = False
    text_size: int = 100
    system_locale: str = ""
