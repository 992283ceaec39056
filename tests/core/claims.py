"""Claims, sources and fields for tests of the consensus, made from plain statements such as "612 PS"."""

from pathlib import Path

from carspec.core.reading import claim_key, read_claim
from carspec.core.unit_words import UnitWords
from carspec.core.units import load_units
from carspec.core.values import Claim, Field, Relation, Source

DATA = Path(__file__).resolve().parents[2] / "data"
UNITS = load_units(DATA / "units.json")
WORDS = UnitWords.load(DATA / "unit_words.json")


def field(
    kind: str = "power", *, better: str | None = "higher", many: bool = False, own: tuple[str, ...] = ()
) -> Field:
    return Field(kind, kind.title(), "powertrain", kind, "", better, many, own)


def source(key: str, publisher: str | None = None, kind: str = "press", **more: str | None) -> Source:
    return Source(
        key, f"https://{key}.example/", None, publisher or key, more.get("published"), kind,
        more.get("language", "en"), more.get("same_as"),
    )  # fmt: skip


def claim(stated: str, source_key: str, kind: str = "power", **more: str | None) -> Claim:
    """A claim such as "612 PS", "15000..20000 lb" or, for texts, any words."""
    value, _, unit = stated.partition(" ")
    if kind in ("text", "rating"):
        value, unit = stated, ""
    qualifier, scope, status = more.get("qualifier"), more.get("scope"), more.get("status") or "stated"
    reading = None
    as_stated = more.get("as_stated") or stated.replace("..", "-")
    if kind not in ("text", "rating"):
        ends = value.split("..")
        reading = read_claim(
            kind,
            (ends[0], ends[-1]),
            unit or None,
            as_stated,
            qualifier,
            more.get("language", "en"),
            WORDS,
            UNITS,
        )
    return Claim(
        claim_key("car", kind, scope, source_key, as_stated, value, unit or None), "car", kind, source_key,
        value, unit or None, as_stated, qualifier, scope, None, more.get("valid_at"), status, None, reading,
        Relation.UNREAD,
    )  # fmt: skip
