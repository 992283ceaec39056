"""A correction as a ready text for those who keep the data: what they say, what should stand, and why."""

from collections.abc import Iterator

from carspec.core.library import Library
from carspec.core.scopes import SCOPES
from carspec.core.values import Claim, Source


def correction_text(claim: Claim, library: Library) -> str:
    """The text about one claim: an own one that should be in the data, or a shipped one and what is wrong.

    Keys of vehicle, field and source stand in it, so that the maintainers find the place at once.
    """
    vehicle, field = library.vehicles[claim.vehicle], library.fields[claim.field]
    lines = [
        f"Correction to the data of {library.data_version}",
        f"Vehicle: {vehicle.name} ({vehicle.key})",
        f"Field: {field.label} ({field.key})",
    ]
    if claim.own:
        lines += [f"The data say: {_shipped_figure(claim, library)}", *_should_stand(claim, library)]
    else:
        lines += [f"The data say: {_told(claim, library)}", f"What should change: {_wish(claim, library)}"]
    return "\n".join(lines) + "\n"


def _should_stand(claim: Claim, library: Library) -> Iterator[str]:
    yield f"What should stand: “{claim.as_stated}”"
    if claim.scope:
        yield f"Said: {SCOPES[claim.scope]} ({claim.scope})"
    for label, text in (("Condition", claim.condition), ("Date", claim.valid_at), ("Note", claim.note)):
        if text:
            yield f"{label}: {text}"
    yield f"Source: {_cited(library.sources[claim.source])}"


def _wish(claim: Claim, library: Library) -> str:
    judgement = library.judgement(claim.key)
    if judgement is not None and judgement.excluded:
        return f"this claim should not count: {judgement.reason}"
    if judgement is not None and judgement.rank > 0:
        return "this claim should be the figure"
    return "(say here what is wrong with this claim)"


def _shipped_figure(claim: Claim, library: Library) -> str:
    """The claim of the data that stands first, since the own one may make the figure."""
    shipped = (other for other in library.claims(claim.vehicle, claim.field) if not other.own)
    first = next(shipped, None)
    return _told(first, library) if first else "nothing"


def _told(claim: Claim, library: Library) -> str:
    return f"“{claim.as_stated}”, {_cited(library.sources[claim.source])} ({claim.source})"


def _cited(source: Source) -> str:
    parts = (source.title, source.publisher, source.published, source.url)
    return ", ".join(part for part in parts if part)
