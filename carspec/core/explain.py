"""The sentences that explain a figure to a stranger, counted from its claims."""

from collections.abc import Iterable, Sequence

from carspec.core.agreement import voice
from carspec.core.display import qualified
from carspec.core.library import Library
from carspec.core.scopes import SCOPES
from carspec.core.values import COUNTING, Claim, Figure, Relation


def explain(shown: str, figure: Figure | None, claims: Sequence[Claim], library: Library) -> str:
    """Why `shown` is the figure: who states it, who echoes it, who differs and what does not count.

    A voice is a publisher; copies of one text count once. Only what the claims hold is said.
    """
    if figure is None:
        return "No source in the data says anything about this."
    if figure.missing is not None:
        return f"No figure: {figure.missing.text}."
    if len(figure.values) > 1:
        stated = f"{len(figure.values)} statements by {_publishers(figure.voices)}, side by side."
        return stated + _left_out(claims)
    parts = [f"{shown}: {_stated(figure, claims, library)}."]
    parts += _echoes(claims, library)
    parts += _others(claims, library)
    return " ".join(parts) + _left_out(claims)


def _publishers(count: int) -> str:
    return "one publisher" if count == 1 else f"{count} publishers"


def _voices(claims: Iterable[Claim], library: Library) -> int:
    return len({voice(library.sources[claim.source], library.sources) for claim in claims})


def _of(claims: Sequence[Claim], *relations: Relation) -> list[Claim]:
    return [claim for claim in claims if claim.relation in relations]


def _stated(figure: Figure, claims: Sequence[Claim], library: Library) -> str:
    same = _voices(_of(claims, Relation.SAME), library)
    if figure.voices == 1:
        return "stated by one publisher only"
    if same == figure.voices:
        return f"stated by all {figure.voices} publishers"
    return f"stated by {same} of {figure.voices} publishers"


def _echoes(claims: Sequence[Claim], library: Library) -> list[str]:
    echoes = _of(claims, Relation.ECHO)
    if not echoes:
        return []
    return [f"{_quoted(echoes)} {_is_are(echoes, 'is', 'are')} the same figure rounded or converted."]


def _others(claims: Sequence[Claim], library: Library) -> list[str]:
    sentences = []
    if differing := _of(claims, Relation.DIFFERS):
        count = _voices(differing, library)
        differs = "differs" if count == 1 else "differ"
        sentences.append(f"{_publishers(count).capitalize()} {differs}: {_quoted(differing)}.")
    if fitting := [c for c in _of(claims, Relation.FITS) if c.reading is not None]:
        sentences.append(f"{_quoted(fitting)} {_is_are(fitting, 'does', 'do')} not contradict it.")
    if apart := _of(claims, Relation.APART):
        sentences.append(f"{_quoted(apart)} {_is_are(apart, 'is', 'are')} in another currency.")
    return sentences


def _left_out(claims: Sequence[Claim]) -> str:
    out = [claim for claim in claims if claim.relation not in COUNTING]
    if not out:
        return ""
    reasons: dict[str, int] = {}
    for claim in out:
        other = claim.relation is Relation.OTHER_SCOPE and claim.scope
        reason = f"said {SCOPES[claim.scope]}" if other and claim.scope else str(claim.relation)
        reasons[reason] = reasons.get(reason, 0) + 1
    listed = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
    return f" Not counted: {listed}."


def stated_text(claim: Claim) -> str:
    """The value with its unit word and reservation, as the source has them: "598 PS", "about 5–7 tonnes"."""
    value = claim.value.replace("..", "–")
    return qualified(claim.qualifier, f"{value} {claim.unit}" if claim.unit else value)


def _quoted(claims: Sequence[Claim], most: int = 4) -> str:
    """The distinct stated values, most frequent first, the rest counted."""
    counts: dict[str, int] = {}
    for claim in claims:
        text = stated_text(claim)
        counts[text] = counts.get(text, 0) + 1
    ordered = sorted(counts, key=lambda text: (-counts[text], text))
    listed = ", ".join(ordered[:most])
    rest = len(ordered) - most
    return f"{listed} and {rest} more" if rest > 0 else listed


def _is_are(claims: Sequence[Claim], one: str, several: str) -> str:
    return one if len({stated_text(claim) for claim in claims}) == 1 else several
