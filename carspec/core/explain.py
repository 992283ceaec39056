"""The sentences that explain a figure to a stranger, counted from its claims."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from carspec.core.agreement import voice
from carspec.core.display import qualified
from carspec.core.library import Library
from carspec.core.rounding import converted_decimals, rounded
from carspec.core.scopes import SCOPES
from carspec.core.values import COUNTING, Claim, Figure, Relation

LEFT_OUT: Mapping[Relation, tuple[str, str]] = {
    Relation.MISPRINT: ("misprint", "misprints"),
    Relation.RUMOUR: ("rumour", "rumours"),
    Relation.EXCLUDED: ("excluded by you", "excluded by you"),
    Relation.UNREAD: ("in a unit that cannot be read", "in units that cannot be read"),
}
"""What claims that do not count are called, one and several of them."""

MOST_QUOTED = 4


def explain(figure_text: str, figure: Figure | None, claims: Sequence[Claim], library: Library) -> str:
    """Why `figure_text` is the figure: who states it, who echoes it, who differs and what does not count.

    A voice is a publisher; copies of one text count once. Only what the claims hold is said.
    """
    if figure is None:
        return "No source in the data says anything about this."
    if figure.missing is not None:
        return f"No figure: {figure.missing.text}."
    if len(figure.values) > 1:
        parts = [f"{len(figure.values)} statements by {_publishers(figure.voices)}, side by side"]
    else:
        parts = [_stated(figure_text, figure, claims, library), *_others(figure, claims, library)]
    parts += _left_out(claims)
    return " ".join(f"{part.rstrip('.')}." for part in parts)


def stated_text(claim: Claim) -> str:
    """The value with its unit word and reservation, as the source has them: "598 PS", "about 5–7 tonnes"."""
    value = claim.value.replace("..", "–")
    return qualified(claim.qualifier, f"{_number(claim)} {claim.unit}" if claim.unit else value)


def _number(claim: Claim) -> str:
    """The stated number, long ones in groups: "20,000", "5–7"."""
    ends = claim.value.split("..")
    return "–".join(f"{int(end):,}" if end.isdecimal() and len(end) > 4 else end for end in ends)


def _publishers(count: int) -> str:
    return "one publisher" if count == 1 else f"{count} publishers"


def _voices(claims: Iterable[Claim], library: Library) -> int:
    return len({voice(library.sources[claim.source], library.sources) for claim in claims})


def _of(claims: Sequence[Claim], *relations: Relation) -> list[Claim]:
    return [claim for claim in claims if claim.relation in relations]


def _stated(figure_text: str, figure: Figure, claims: Sequence[Claim], library: Library) -> str:
    same = _voices(_of(claims, Relation.SAME), library)
    if figure.voices == 1:
        who = "by one publisher only"
    elif same == figure.voices:
        who = "by both publishers" if same == 2 else f"by all {same} publishers"
    else:
        who = f"by {same} of {figure.voices} publishers"
    chosen = next(claim for claim in claims if claim.key == figure.claim)
    words = "" if chosen.reading is None or _number(chosen) in figure_text else f", as {stated_text(chosen)}"
    return f"{figure_text}: stated {who}{words}"


def _others(figure: Figure, claims: Sequence[Claim], library: Library) -> list[str]:
    sentences = []
    if echoes := _of(claims, Relation.ECHO):
        how = "The same, rounded or converted" if echoes[0].reading else "The same in other words"
        sentences.append(f"{how}: {_quoted(echoes, library)}")
    if mixed := _of(claims, Relation.MIX_UP):
        sentences.append(f"The same figure under a wrong unit word: {_mixed(mixed, figure, library)}")
    if differing := _of(claims, Relation.DIFFERS):
        count = _voices(differing, library)
        differs = "differs" if count == 1 else "differ"
        sentences.append(f"{_publishers(count).capitalize()} {differs}: {_quoted(differing, library)}")
    if fitting := [claim for claim in _of(claims, Relation.FITS) if claim.reading is not None]:
        sentences.append(f"Not against it: {_quoted(fitting, library)}")
    if apart := _of(claims, Relation.APART):
        sentences.append(f"Not comparable with it: {_quoted(apart, library)}")
    return sentences


def _left_out(claims: Sequence[Claim]) -> list[str]:
    counts: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        if claim.relation is Relation.OTHER_SCOPE and claim.scope:
            counts[(f"said {SCOPES[claim.scope]}",) * 2] += 1
        elif claim.relation not in COUNTING:
            counts[LEFT_OUT[claim.relation]] += 1
    listed = ", ".join(f"{count} {names[0] if count == 1 else names[1]}" for names, count in counts.items())
    return [f"Not counted: {listed}"] if listed else []


def _mixed(claims: Sequence[Claim], figure: Figure, library: Library) -> str:
    """The mistaken claims with the proof in numbers: "530 hp (meant as PS: 530 hp would be 537 PS)"."""
    chosen = library.claim(figure.vehicle, figure.claim) if figure.claim else None
    told = (f"{stated_text(claim)} ({_mistake(claim, chosen, library)})" for claim in claims)
    return ", ".join(dict.fromkeys(told))


def _mistake(claim: Claim, chosen: Claim | None, library: Library) -> str:
    reading = claim.reading
    assert reading is not None
    if claim.other_unit is None or claim.other_unit == reading.unit:
        return "converted the wrong way"
    stated, meant = library.units.get(reading.unit), library.units.get(claim.other_unit)
    figure = chosen.reading if chosen else None
    same_number = figure is not None and (figure.low, figure.high) == (reading.low, reading.high)
    first, then, verb = (stated, meant, "would be") if same_number else (meant, stated, "are")
    other = library.units.convert(reading.low, first.key, then.key, first.kinds[0])
    number = rounded(other, converted_decimals(reading.decimals, reading.low, other))
    return f"meant as {meant.symbol}: {_number(claim)} {first.symbol} {verb} {number:f} {then.symbol}"


def _quoted(claims: Sequence[Claim], library: Library) -> str:
    """The distinct values with their conditions, most frequent first, the rest counted.

    Their units stand as symbols, since "9 톤" and "9 toneladas" both tell a stranger less than "9 t".
    """

    def told(claim: Claim) -> str:
        unit = library.units.get(claim.reading.unit).symbol if claim.reading and claim.reading.unit else ""
        value = claim.value if claim.reading is None else f"{_number(claim)} {unit}".strip()
        text = qualified(claim.qualifier, value)
        return f"{text} ({claim.condition})" if claim.condition else text

    counts = Counter(map(told, claims))
    ordered = sorted(counts, key=lambda text: (-counts[text], text))
    rest = len(ordered) - MOST_QUOTED
    return ", ".join(ordered[:MOST_QUOTED]) + (f" and {rest} more" if rest > 0 else "")
