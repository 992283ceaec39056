"""Ratings by scheme: which scheme a class as printed belongs to; classes of two schemes do not compare."""

import re

SCHEMES: tuple[tuple[str, str], ...] = (
    (r"\bVPAM\b|\bBRV|\bVR ?\d", "VPAM BRV"),
    (r"\bERV", "VPAM ERV"),
    (r"\bPAS ?\d", "PAS"),
    (r"\bSTANAG\b", "STANAG 4569"),
    (r"\bNIJ\b|\bIII-?A\b", "NIJ"),
    (r"\bBR ?\d", "EN 1063"),
    (r"\bFB ?\d", "EN 1522"),
    (r"\bB ?\d", "trade B classes"),
)
"""Patterns of printed classes, most specific first; the first that is found names the scheme."""


def scheme(rating: str) -> str | None:
    """The scheme of a class as printed ("VR9", "B6/B7"), or None where it names none ("level 9")."""
    return next((name for pattern, name in SCHEMES if re.search(pattern, rating)), None)


def comparable(one: str, other: str) -> bool:
    """Whether two printed classes may agree or differ: not when each names a scheme of its own."""
    schemes = {scheme(one), scheme(other)} - {None}
    return len(schemes) < 2
