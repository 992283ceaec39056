"""The detective: claims whose unit word is mistaken, found by other figures that prove what was meant.

It knows three mistakes between units that people take for each other; the fourth, rounding, is an echo:

- the same number under another word: 517 "hp" beside 517 PS and 380 kW;
- the converted number under the old word: 590 "ch" for 598 PS, which are 590 hp;
- a conversion the wrong way: 598 PS given as 606.

A claim that fits some proof as it is stated is never suspected: 595 hp beside its own 444 kW stays 595 hp.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from carspec.core.agreement import agree
from carspec.core.values import Claim, Reading

TAKEN_FOR_EACH_OTHER: Mapping[str, str] = {"PS": "hp", "hp": "PS", "mpg_us": "mpg_uk", "mpg_uk": "mpg_us"}
"""Units whose words people confuse, by key."""

UNMISTAKABLE = frozenset({"W", "kW", "MW", "L/100km", "km/L"})
"""Units whose words nobody confuses: a claim in one of them proves what another one means."""

PLAIN_MAJORITY = 2
"""Voices that must state a number under one word before the same number under the other is a slip."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Another reading of a claim. `unit` is what was meant; its own for a conversion the wrong way."""

    unit: str
    reading: Reading


def suspicions(reading: Reading, sizes: Mapping[str, float]) -> tuple[Suspicion, ...]:
    """The other readings that a claim may have; `sizes` are the canonical sizes of units by key."""
    other = TAKEN_FOR_EACH_OTHER.get(reading.unit)
    if other is None or other not in sizes or reading.unit not in sizes:
        return ()
    ratio = sizes[other] / sizes[reading.unit]
    return (
        Suspicion(other, replace(_scaled(reading, ratio), unit=other)),
        Suspicion(reading.unit, _scaled(reading, 1 / ratio)),
    )


def by_proof(claims: Sequence[Claim], sizes: Mapping[str, float]) -> dict[str, Suspicion]:
    """The claims that unmistakable figures among `claims` prove mistaken, by key.

    Figures of the same source go before those of others: they were meant to be the same.
    """
    proofs = [claim for claim in claims if claim.reading and claim.reading.unit in UNMISTAKABLE]
    found = {}
    for claim in claims:
        own = [proof for proof in proofs if proof.source == claim.source]
        suspicion = _proved(claim, own or proofs, sizes)
        if suspicion is not None:
            found[claim.key] = suspicion
    return found


def by_majority(
    claims: Sequence[Claim], chosen: Claim, voices: Mapping[str, str], sizes: Mapping[str, float]
) -> dict[str, Suspicion]:
    """The claims that state the chosen one's number under the other word, when few do and more do not."""
    if chosen.reading is None:
        return {}
    number = (chosen.reading.low, chosen.reading.high)
    under: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.reading and (claim.reading.low, claim.reading.high) == number:
            under.setdefault(claim.reading.unit, []).append(claim)
    right = {voices[claim.key] for claim in under.get(chosen.reading.unit, ())}
    wrong = under.get(TAKEN_FOR_EACH_OTHER.get(chosen.reading.unit, ""), [])
    if len(right) < PLAIN_MAJORITY or len({voices[claim.key] for claim in wrong}) >= len(right):
        return {}
    found = {}
    for claim in wrong:
        meant = (
            [s for s in suspicions(claim.reading, sizes) if s.unit == chosen.reading.unit]
            if claim.reading
            else []
        )
        if meant:
            found[claim.key] = meant[0]
    return found


def _proved(claim: Claim, proofs: Sequence[Claim], sizes: Mapping[str, float]) -> Suspicion | None:
    if claim.reading is None or not proofs:
        return None
    if any(proof.reading and agree(claim.reading, proof.reading) for proof in proofs):
        return None
    for suspicion in suspicions(claim.reading, sizes):
        if any(proof.reading and agree(suspicion.reading, proof.reading) for proof in proofs):
            return suspicion
    return None


def _scaled(reading: Reading, factor: float) -> Reading:
    return replace(
        reading,
        si_low=reading.si_low * factor,
        si_high=reading.si_high * factor,
        tolerance=reading.tolerance * factor,
    )
