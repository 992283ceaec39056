"""The detective: claims whose unit word is mistaken, found by other figures that prove what was meant.

A claim that fits some proof as it is stated is never suspected: 595 hp beside its own 444 kW stays 595 hp.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from carspec.core.agreement import agree, within_last_digit
from carspec.core.values import Claim, Reading

TAKEN_FOR_EACH_OTHER: Mapping[str, str] = {"PS": "hp", "hp": "PS", "mpg_us": "mpg_uk", "mpg_uk": "mpg_us"}
"""Units whose words people confuse, by key."""

UNMISTAKABLE = frozenset({"W", "kW", "MW", "L/100km", "km/L"})
"""Units whose words nobody confuses: a claim in one of them proves what another one means."""

PLAIN_MAJORITY = 2
"""Voices that must state a figure before another number is a slip for it, where no such unit proves it."""


class Mistake(NamedTuple):
    """One way to go wrong between two units that are taken for each other.

    `steps` says how often the other unit's size over the stated one's multiplies the stated value to give
    what was meant; `other_word` whether the stated number belongs to the other word; `same_number` whether
    the figure must have the stated number; `round_too` whether a round number (600 PS) may be accused of it;
    `by_voices` whether many voices prove it without an unmistakable unit: not where they may be the ones
    who slipped, since 598 is 590 converted as well as 590 is 598 converted; `from_stated` whether somebody
    must state the figure that was mistaken (598 PS), since a number may lie there by chance.
    """

    told: str
    example: str
    steps: int
    other_word: bool
    same_number: bool
    round_too: bool
    by_voices: bool
    from_stated: bool


MISTAKES: tuple[Mistake, ...] = (
    Mistake(
        "the same number under another word",
        "517 hp beside 517 PS and 380 kW",
        1,
        True,
        True,
        True,
        True,
        False,
    ),
    Mistake(
        "the converted number under the old word",
        "590 ch for 598 PS = 590 hp",
        1,
        True,
        False,
        True,
        True,
        False,
    ),
    Mistake(
        "converted from the wrong unit",
        "598 PS, taken for hp, given as 606 cv",
        -1,
        False,
        False,
        False,
        False,
        True,
    ),
    Mistake("converted the wrong way", "598 PS given as 606 hp", 2, True, False, False, False, True),
)
"""In the order in which they are tried. Rounding and cutting off is no mistake of a word: such a claim is an
echo (`agreement.agree`), and all of these allow for one unit of the last digit."""


class Suspicion(NamedTuple):
    """Another reading of a claim by one mistake. `unit` is the word that was meant, or its own."""

    mistake: Mistake
    unit: str
    reading: Reading


def suspicions(reading: Reading, sizes: Mapping[str, float]) -> Iterator[Suspicion]:
    """The other readings that a claim may have; `sizes` are the canonical sizes of units by key."""
    other = TAKEN_FOR_EACH_OTHER.get(reading.unit)
    if other is None or other not in sizes or reading.unit not in sizes:
        return
    for mistake in MISTAKES:
        if mistake.round_too or not reading.rounding:
            unit = other if mistake.other_word else reading.unit
            meant = _scaled(reading, (sizes[other] / sizes[reading.unit]) ** mistake.steps)
            yield Suspicion(mistake, unit, replace(meant, unit=unit))


def mistake_between(stated: Reading, figure: Reading, sizes: Mapping[str, float]) -> Suspicion | None:
    """The mistake by which `figure` came to be stated so, or None."""
    same = (stated.low, stated.high) == (figure.low, figure.high)
    for suspicion in suspicions(stated, sizes):
        fits = suspicion.mistake.same_number == same or figure.unit in UNMISTAKABLE
        if fits and within_last_digit(suspicion.reading, figure):
            return suspicion
    return None


def by_proof(claims: Sequence[Claim], sizes: Mapping[str, float]) -> dict[str, Suspicion]:
    """The claims that unmistakable figures among `claims` prove mistaken, by key.

    Figures of the same source go before those of others: they were meant to be the same.
    """
    proofs = [claim for claim in claims if claim.reading and claim.reading.unit in UNMISTAKABLE]
    found = {}
    for claim in claims:
        own = [proof for proof in proofs if proof.source == claim.source]
        suspicion = _proved(claim, own or proofs, sizes)
        if suspicion and (not suspicion.mistake.from_stated or _is_stated(suspicion, claims)):
            found[claim.key] = suspicion
    return found


def _is_stated(suspicion: Suspicion, claims: Sequence[Claim]) -> bool:
    readings = (claim.reading for claim in claims if claim.reading)
    return any(r.unit == suspicion.unit and within_last_digit(r, suspicion.reading) for r in readings)


def by_majority(
    claims: Sequence[Claim], chosen: Claim, voices: Mapping[str, str], sizes: Mapping[str, float]
) -> dict[str, Suspicion]:
    """The claims that a mistake makes of the chosen one's figure, where more voices state it than made it."""
    figure = chosen.reading
    if figure is None or figure.unit in UNMISTAKABLE:
        return {}
    right: set[str] = set()
    wrong: dict[str, Suspicion] = {}
    slips: dict[tuple[str, float], set[str]] = {}
    for claim in claims:
        reading = claim.reading
        if reading is None:
            continue
        if reading.unit == figure.unit and (reading.low, reading.high) == (figure.low, figure.high):
            right.add(voices[claim.key])
        elif (suspicion := mistake_between(reading, figure, sizes)) and suspicion.mistake.by_voices:
            wrong[claim.key] = suspicion
            slips.setdefault((reading.unit, reading.low), set()).add(voices[claim.key])
    few = {slip for slip, who in slips.items() if PLAIN_MAJORITY <= len(right) > len(who)}
    return {
        claim.key: wrong[claim.key]
        for claim in claims
        if claim.key in wrong and claim.reading and (claim.reading.unit, claim.reading.low) in few
    }


def _proved(claim: Claim, proofs: Sequence[Claim], sizes: Mapping[str, float]) -> Suspicion | None:
    reading = claim.reading
    if reading is None or any(proof.reading and agree(reading, proof.reading) for proof in proofs):
        return None
    found = (mistake_between(reading, proof.reading, sizes) for proof in proofs if proof.reading)
    return next(filter(None, found), None)


def _scaled(reading: Reading, factor: float) -> Reading:
    return replace(
        reading,
        si_low=reading.si_low * factor,
        si_high=reading.si_high * factor,
        tolerance=reading.tolerance * factor,
    )
