"""Changes a user makes to the library, each with the inverse that undoes it."""

from dataclasses import dataclass

from carspec.core.consensus import Judgement


@dataclass(frozen=True, slots=True)
class JudgeClaim:
    """A person's judgement on one claim, by its key; None takes the judgement back."""

    vehicle: str
    claim: str
    judgement: Judgement | None
