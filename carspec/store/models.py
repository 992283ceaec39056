"""The tables of the database, declared once; rows never leave this room."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from sqlmodel import Field, SQLModel

METADATA = SQLModel.metadata
"""The declared tables."""

NO_ROWID = {"sqlite_with_rowid": False}
"""For tables of numbers: half a million rows are written in their order, without a second index (T31)."""

SHIPPED = "shipped"
USER = "user"


class Meta(SQLModel, table=True):
    """Facts about the database itself: data version, digest of the shipped files, versions of the rules."""

    key: str = Field(primary_key=True)
    value: str


class SourceRow(SQLModel, table=True):
    __tablename__ = "source"

    key: str = Field(primary_key=True)
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    kind: str
    language: str | None
    same_as: str | None
    origin: str


class FieldRow(SQLModel, table=True):
    """The field catalogue; `own_scopes` is a JSON list."""

    __tablename__ = "field"

    key: str = Field(primary_key=True)
    position: int
    label: str
    section: str
    kind: str
    description: str
    better: str | None
    many: bool
    own_scopes: str


class UnitRow(SQLModel, table=True):
    """Units with their canonical size, computed once at seeding; `kinds` is a JSON list."""

    __tablename__ = "unit"

    key: str = Field(primary_key=True)
    position: int
    kinds: str
    symbol: str
    name: str
    low: float | None
    high: float | None
    inverse: bool


class VehicleRow(SQLModel, table=True):
    __tablename__ = "vehicle"

    key: str = Field(primary_key=True)
    position: int
    make: str
    model: str
    generation: str | None
    year_from: int | None
    year_to: int | None
    body_style: str | None
    armourer: str | None
    armoured: bool | None
    base_vehicle: str | None
    base_vehicle_key: str | None
    claims: int
    origin: str
    imported: int | None


class NameRow(SQLModel, table=True):
    """The names by which people call a vehicle."""

    __tablename__ = "name"

    vehicle: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    language: str | None
    nickname: bool


class CarRow(SQLModel, table=True):
    """The cars that claims are made of, by number; one stays where own claims outlive its vehicle."""

    __tablename__ = "car"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)


class StatementRow(SQLModel, table=True):
    """What a source says, without the car it says it of: many cars of an imported file share one statement.

    `value` is decimal text or the text; behind it the reading.
    """

    __tablename__ = "statement"

    id: int | None = Field(default=None, primary_key=True)
    field: str
    source: str
    value: str
    unit: str | None
    as_stated: str
    qualifier: str | None
    scope: str | None
    condition: str | None
    valid_at: str | None
    status: str
    note: str | None
    origin: str
    reading_unit: str | None
    low: float | None
    high: float | None
    decimals: int | None
    si_low: float | None
    si_high: float | None
    tolerance: float | None


class ClaimRow(SQLModel, table=True):
    """A statement made of a car, with its relation to the figure, and the import that brought it."""

    __tablename__ = "claim"
    __table_args__ = NO_ROWID

    car: int = Field(primary_key=True)
    statement: int = Field(primary_key=True)
    relation: str
    other_unit: str | None
    imported: int | None


class SettlementRow(SQLModel, table=True):
    """What claims on a field come to, with the reading shown; cars of which the same is stated share it.

    `texts` is a JSON list for fields that hold several values. `inputs` is a JSON list of the
    [vehicle, field] that a computed figure was worked out from. What is not `shared` goes with its figure.
    `statement` is that of the claim it shows.
    """

    __tablename__ = "settlement"

    id: int | None = Field(default=None, primary_key=True)
    shared: bool
    field: str
    verdict: str | None
    support: int
    voices: int
    spread_low: float | None
    spread_high: float | None
    missing_reason: str | None
    missing_detail: str | None
    texts: str
    reading_unit: str | None
    low: float | None
    high: float | None
    decimals: int | None
    si_low: float | None
    si_high: float | None
    tolerance: float | None
    qualifier: str | None
    inputs: str
    statement: int | None


class FigureRow(SQLModel, table=True):
    """That a settlement holds for a car."""

    __tablename__ = "figure"
    __table_args__ = NO_ROWID

    car: int = Field(primary_key=True)
    settlement: int = Field(primary_key=True)


class ImportRow(SQLModel, table=True):
    """A file that was imported: when (UTC, ISO 8601), its name, the SHA-256 of its bytes, its source."""

    __tablename__ = "import"

    id: int | None = Field(default=None, primary_key=True)
    at: str
    name: str
    digest: str
    source: str


class JudgementRow(SQLModel, table=True):
    """What the user decided on a claim; outlives every edition of the shipped data."""

    __tablename__ = "judgement"

    claim: str = Field(primary_key=True)
    rank: int
    excluded: bool
    reason: str
    vehicle: str | None


class HistoryRow(SQLModel, table=True):
    """A change the user made: when (UTC, ISO 8601), in words, and as JSON with its inverse."""

    __tablename__ = "history"

    id: int | None = Field(default=None, primary_key=True)
    at: str
    name: str
    what: str
    change: str
    inverse: str
    state: str


class NewsRow(SQLModel, table=True):
    """What a new edition of the shipped data changed, as JSON, and whether the user has seen it."""

    __tablename__ = "news"

    id: int | None = Field(default=None, primary_key=True)
    content: str
    seen: bool


FULL_CLAIM = (
    "CREATE VIEW full_claim AS SELECT car.key AS vehicle, statement.*, claim.car, claim.relation, "
    "claim.other_unit, claim.imported FROM claim JOIN car ON car.id = claim.car "
    "JOIN statement ON statement.id = claim.statement"
)
FULL_FIGURE = (
    "CREATE VIEW full_figure AS SELECT car.key AS vehicle, settlement.*, figure.car "
    "FROM figure JOIN car ON car.id = figure.car JOIN settlement ON settlement.id = figure.settlement"
)
VIEWS = (FULL_CLAIM, FULL_FIGURE)
"""Claims and figures with all that is known of them, for whoever reads."""
