"""The figure of a single claim, at once: most claims of an imported file are alone on their field."""

from carspec.core import trust
from carspec.core.values import Claim, Field, Figure, Verdict


def figure_of_one(field: Field, vehicle: str, claim: Claim) -> Figure | None:
    """What a claim that stands alone and unjudged comes to where it counts: it makes the figure; else None.

    That is what the whole consensus comes to (`tests/store/test_settling.py`).
    """
    reading = claim.reading
    own = claim.scope is None or claim.scope in field.own_scopes
    if claim.status not in trust.COUNTING_STATUS or not own or (field.numeric and reading is None):
        return None
    return Figure(
        vehicle,
        field.key,
        claim.key,
        Verdict.SINGLE,
        support=1,
        voices=1,
        spread=None if reading is None else (reading.si_low, reading.si_high),
        missing=None,
        values=(claim.value,) if field.many else (),
        reading=reading,
        qualifier=claim.qualifier,
    )
