"""The detective: wrong unit words are found with proof, and nothing is suspected without."""

import csv
from pathlib import Path

import pytest

from carspec.core.consensus import Judgement, Settled, settle
from carspec.core.detective import MISTAKES, mistake_between
from carspec.core.values import Relation, Verdict
from tests.core.claims import UNITS, claim, field, source

SIZES = UNITS.sizes


def settled(*stated: str, kind: str = "power") -> Settled:
    """Each statement from a press source of its own; "a: 612 PS" names the source."""
    claims = []
    for place, text in enumerate(stated):
        key, _, words = text.rpartition(": ")
        claims.append(claim(words, key or f"s{place}", kind))
    return settle(field(kind), "car", claims, {c.source: source(c.source) for c in claims}, sizes=SIZES)


PAIRS = list(
    csv.DictReader(
        (Path(__file__).parents[1] / "reference" / "claim_pairs.tsv").read_text("utf-8").splitlines(),
        delimiter="\t",
    )
)
"""A claim beside its proof: the verdict on both, and the unit that it means instead of its own word."""


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['proof']} {pair['claim']}")
def test_the_verdict_on_a_pair_of_claims(pair: dict[str, str]) -> None:
    result = settled(*pair["proof"].split("; "), pair["claim"], kind=pair["kind"])
    assert str(result.figure.verdict) == pair["verdict"]
    last = next(claim for claim in result.claims if claim.source == f"s{len(result.claims) - 1}")
    assert (last.other_unit or "-") == pair["meant"]
    assert f"{last.value} {last.unit or ''}".strip() == pair["claim"] == last.as_stated


def test_every_mistake_of_the_table_is_made_in_the_pairs() -> None:
    made = set()
    for pair in PAIRS:
        if pair["verdict"] == "mix-up":
            proof, stated = (
                claim(pair[part].split("; ")[0], "a", pair["kind"]) for part in ("proof", "claim")
            )
            assert proof.reading
            assert stated.reading
            found = mistake_between(stated.reading, proof.reading, SIZES)
            made.add(found and found.mistake)
    assert made == {*MISTAKES}


def relation(result: Settled, stated: str) -> tuple[Relation, str | None]:
    found = next(c for c in result.claims if f"{c.value} {c.unit}" == stated)
    return found.relation, found.other_unit


@pytest.mark.parametrize(
    ("claims", "mistaken", "meant"),
    [
        (("517 PS", "380 kW", "517 hp"), "517 hp", "PS"),  # the same number under another word
        (("612 PS", "450 kW", "612 bhp"), "612 bhp", "PS"),
        (("a: 612 hp", "a: 450 kW"), "612 hp", "PS"),  # proved by the same source
        (("598 PS", "440 kW", "590 ch"), "590 ch", "hp"),  # the converted number under the old word
        (("598 PS", "440 kW", "606 cv"), "606 cv", "PS"),  # converted the wrong way
        (("603 hp", "450 kW", "603 PS"), "603 PS", "hp"),
        (("598 PS", "598 ch", "598 hp"), "598 hp", "PS"),  # two words against one
    ],
)
def test_a_mistake_with_proof_is_found(claims: tuple[str, ...], mistaken: str, meant: str) -> None:
    result = settled(*claims)
    assert relation(result, mistaken) == (Relation.MIX_UP, meant)
    assert result.figure.verdict is Verdict.MIX_UP
    assert result.figure.support == len({c.source for c in result.claims})


@pytest.mark.parametrize(
    ("claims", "innocent"),
    [
        (("598 PS", "440 kW", "595 hp"), "595 hp"),  # fits no mistake
        (("598 PS", "a: 595 hp", "a: 444 kW"), "595 hp"),  # proved right by its own source
        (("600 hp", "450 kW"), "600 hp"),  # undecided
        (("612 PS", "612 hp"), "612 hp"),  # one word against one
        (("612 PS", "450 kW", "604 hp"), "604 hp"),  # an honest conversion
    ],
)
def test_without_proof_nothing_is_suspected(claims: tuple[str, ...], innocent: str) -> None:
    assert relation(settled(*claims), innocent)[0] is not Relation.MIX_UP


def test_words_that_prove_each_other_wrong_never_make_the_figure() -> None:
    result = settled("517 hp", "517 hp", "517 hp", "517 PS", "380 kW")
    chosen = next(c for c in result.claims if c.key == result.figure.claim)
    assert chosen.unit in ("PS", "kW")
    assert result.figure.support == 5


def test_the_claim_itself_never_changes_and_the_spread_is_what_was_meant() -> None:
    result = settled("517 PS", "380 kW", "517 hp")
    mixed = next(c for c in result.claims if c.unit == "hp")
    assert mixed.value == "517"
    assert mixed.reading
    assert mixed.reading.unit == "hp"
    assert result.figure.spread
    assert result.figure.spread[1] < 381_000


def test_what_a_person_ranks_is_taken_at_its_word() -> None:
    claims = [claim("517 PS", "a"), claim("380 kW", "b"), claim("517 hp", "c")]
    ranked = {claims[2].key: Judgement(rank=1)}
    sources = {c.source: source(c.source) for c in claims}
    result = settle(field(), "car", claims, sources, ranked, sizes=SIZES)
    assert result.figure.claim == claims[2].key
    assert relation(result, "517 hp") == (Relation.SAME, None)
    assert relation(result, "380 kW")[0] is Relation.DIFFERS


def test_both_gallons_are_told_apart() -> None:
    result = settled("65 L/100km", "65 L/100km", "3.6 mpg UK", kind="consumption")
    assert relation(result, "3.6 mpg UK") == (Relation.MIX_UP, "mpg_us")


def test_about_and_over_are_no_evidence_of_a_mistake() -> None:
    claims = [claim("517 PS", "a"), claim("380 kW", "b"), claim("517 hp", "c", qualifier="about")]
    result = settle(field(), "car", claims, {c.source: source(c.source) for c in claims}, sizes=SIZES)
    assert relation(result, "517 hp")[0] is not Relation.MIX_UP
