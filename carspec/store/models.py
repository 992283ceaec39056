"""The tables of the database, declared once; rows never leave this room."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from sqlmodel import Field, SQLModel

METADATA = SQLModel.metadata
"""The declared tables."""

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


class NameRow(SQLModel, table=True):
    """The names by which people call a vehicle."""

    __tablename__ = "name"

    vehicle: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    language: str | None
    nickname: bool


class ClaimRow(SQLModel, table=True):
    """A claim as stated; `value` is decimal text or the text; behind it the reading and its relation."""

    __tablename__ = "claim"

    key: str = Field(primary_key=True)
    vehicle: str = Field(index=True)
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
    relation: str
    other_unit: str | None


class FigureRow(SQLModel, table=True):
    """A settled figure with the reading it shows; `texts` is a JSON list for fields that hold several values.

    `inputs` is a JSON list of the [vehicle, field] that a computed figure was worked out from.
    """

    __tablename__ = "figure"

    vehicle: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    claim: str | None
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


class JudgementRow(SQLModel, table=True):
    """What the user decided on a claim; outlives every edition of the shipped data."""

    __tablename__ = "judgement"

    claim: str = Field(primary_key=True)
    rank: int
    excluded: bool
    reason: str


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
