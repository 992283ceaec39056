"""The sentences that explain a figure to a stranger, counted from its claims."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from carspec.core.agreement import voice
from carspec.core.detective import UNMISTAKABLE, mistake_between
from carspec.core.display import qualified
from carspec.core.library import Library
from carspec.core.rounding import converted_decimals, rounded
from carspec.core.scopes import SCOPES
from carspec.core.values import COUNTING, Claim, Figure, Reading, Relation

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
    if left_out := not_counted(claims):
        parts.append(f"Not counted: {left_out}")
    return " ".join(f"{part.rstrip('.')}." for part in parts)


def stated_text(claim: Claim) -> str:
    """The value with its unit word and reservation, as the source has them: "598 PS", "about 5–7 tonnes"."""
    value = claim.value.replace("..", "–")
    return qualified(claim.qualifier, f"{_number(claim)} {claim.unit}" if claim.unit else value)


def _number(claim: Claim) -> str:
    """The stated number, long ones in groups: "20,000", "411,604.99", "5–7"."""
    return "–".join(_grouped(end) for end in claim.value.split(".."))


def _grouped(number: str) -> str:
    whole, mark, fraction = number.partition(".")
    return f"{int(whole):,}{mark}{fraction}" if whole.isdecimal() and len(whole) > 4 else number


def _publishers(count: int) -> str:
    return "one publisher" if count == 1 else f"{count} publishers"


def _voices(claims: Iterable[Claim], library: Library) -> int:
    return len(_voices_of(claims, library))


def _voices_of(claims: Iterable[Claim], library: Library) -> set[str]:
    return {voice(library.sources[claim.source], library.sources) for claim in claims}


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
    told = _told(chosen, library)
    shown = chosen.reading is None or _plain(told) == _plain(figure_text)
    return f"{figure_text}: stated {who}{'' if shown else f', as {told}'}"


def _plain(text: str) -> str:
    return text.replace(",", "").replace(" ", "")


def _others(figure: Figure, claims: Sequence[Claim], library: Library) -> list[str]:
    sentences = []
    agreeing = _of(claims, Relation.SAME, Relation.ECHO, Relation.MIX_UP)
    if (passing := figure.support - _voices(agreeing, library)) > 0:
        speak = "speaks" if passing == 1 else "speak"
        sentences.append(f"{passing} more {speak} for it in stating another figure of the car")
    if echoes := _of(claims, Relation.ECHO):
        how = "The same, rounded or converted" if echoes[0].reading else "The same in other words"
        sentences.append(f"{how}: {_quoted(echoes, library)}")
    if mixed := _of(claims, Relation.MIX_UP):
        sentences += _mixed(mixed, figure, claims, library)
    differing = _of(claims, Relation.DIFFERS)
    guesses = [claim for claim in differing if claim.status == "estimate"]
    if stating := [claim for claim in differing if claim not in guesses]:
        sentences.append(
            f"{_who_differs(stating, figure, claims, library)}: {_quoted(stating, library, told=True)}"
        )
    if guesses:
        sentences.append(f"Estimated otherwise: {_quoted(guesses, library)}")
    if fitting := _of(claims, Relation.FITS):
        sentences.append(f"Not against it: {_quoted(fitting, library)}")
    if apart := _of(claims, Relation.APART):
        sentences.append(f"Not comparable with it: {_quoted(apart, library)}")
    return sentences


def _who_differs(
    differing: Sequence[Claim], figure: Figure, claims: Sequence[Claim], library: Library
) -> str:
    """Whose claims differ; none is called another publisher that states the figure as well."""
    others = _voices_of(differing, library)
    says = "differs" if len(others) == 1 else "differ"
    if not others <= _voices_of(_of(claims, Relation.SAME), library):
        return f"{_publishers(len(others)).capitalize()} {says}"
    if figure.voices == 1:
        return "The same publisher also says"
    return "One of them also says" if len(others) == 1 else f"{len(others)} of them also say"


def not_counted(claims: Iterable[Claim]) -> str:
    """The claims that do not count, by what they are: "2 misprints, 1 said of the base car"."""
    counts: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        if claim.relation is Relation.OTHER_SCOPE and claim.scope:
            counts[(f"said {SCOPES[claim.scope]}",) * 2] += 1
        elif claim.relation not in COUNTING:
            counts[LEFT_OUT[claim.relation]] += 1
    return ", ".join(f"{count} {names[0] if count == 1 else names[1]}" for names, count in counts.items())


def _mixed(mistaken: Sequence[Claim], figure: Figure, claims: Sequence[Claim], library: Library) -> list[str]:
    """One sentence for each mistaken number, with what it would be if its word were right.

    "The 517 hp of 6 publishers is the same number under the wrong word: 517 hp would be 386 kW".
    """
    chosen = next(claim.reading for claim in claims if claim.key == figure.claim)
    assert chosen is not None
    proofs = [c.reading for c in _of(claims, Relation.ECHO) if c.reading and c.reading.unit in UNMISTAKABLE]
    groups: dict[tuple[str, float], list[Claim]] = defaultdict(list)
    for claim in mistaken:
        if claim.reading:
            groups[claim.reading.unit, claim.reading.low].append(claim)
    biggest = sorted(groups.values(), key=lambda group: (-_voices(group, library), group[0].key))
    return [_mistake(group, proofs[0] if proofs else chosen, chosen, library) for group in biggest]


def _mistake(group: Sequence[Claim], proof: Reading, chosen: Reading, library: Library) -> str:
    claim, count = group[0], _voices(group, library)
    reading = claim.reading
    assert reading is not None
    words = [word for word, _ in Counter(claim.unit or "" for claim in group).most_common()]
    number = _number(claim)
    others = f" ({', '.join(words[1:])})" if words[1:] else ""
    who = f"The {number} {words[0]}{others} of {_publishers(count)} is"
    found = mistake_between(reading, chosen, library.units.sizes)
    if found is None or found.mistake.from_stated:
        return f"{who} the same figure converted the wrong way"
    meant = library.units.get(found.unit).symbol
    if (reading.low, reading.high) == (chosen.low, chosen.high):
        symbol = library.units.get(reading.unit).symbol
        would_be = _converted(reading, reading.unit, proof.unit, library)
        return f"{who} the same number under the wrong word: {number} {symbol} would be {would_be}"
    are = _converted(reading, found.unit, proof.unit, library)
    return f"{who} a number in {meant} under the wrong word: {number} {meant} are {are}"


def _converted(reading: Reading, source: str, target: str, library: Library) -> str:
    """The stated number, taken as one of `source`, in the unit `target`: "386 kW"."""
    unit = library.units.get(target)
    other = library.units.convert(reading.low, source, target, unit.kinds[0])
    return f"{rounded(other, converted_decimals(reading.decimals, reading.low, other)):f} {unit.symbol}"


def _told(claim: Claim, library: Library) -> str:
    """A value with its reservation, its unit as a symbol: "9 톤" tells a stranger less than "9 t"."""
    unit = library.units.get(claim.reading.unit).symbol if claim.reading and claim.reading.unit else ""
    value = claim.value if claim.reading is None else f"{_number(claim)} {unit}".strip()
    return qualified(claim.qualifier, value)


def _quoted(claims: Sequence[Claim], library: Library, *, told: bool = False) -> str:
    """The distinct values with their conditions and voices, most voiced first, the rest counted.

    A lone value goes without its voices where these were `told` before it.
    """
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        text = _told(claim, library)
        groups[f"{text} ({claim.condition})" if claim.condition else text].append(claim)
    counts = {text: _voices(group, library) for text, group in groups.items()}
    ordered = sorted(counts, key=lambda text: (-counts[text], text))
    counted = len(ordered) > 1 or not told
    texts = [f"{t} ×{counts[t]}" if counted and counts[t] > 1 else t for t in ordered[:MOST_QUOTED]]
    rest = len(ordered) - MOST_QUOTED
    return ", ".join(texts) + (f" and {rest} more" if rest > 0 else "")
