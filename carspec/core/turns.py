"""How fast an engine turns where a figure holds, "598 hp @ 5,500 rpm": words of it, and a text without it."""

import re

TURNS = (
    r"(?:r\.?p\.?m\b\.?|rev/min|r/min|tr/min|t/min|giri(?:/min)?|g/min|[Uu]\.? ?/ ?min|Upm\b|1?/ ?min\b|"
    r"min ?(?:[-−⁻][1¹])|об\.? ?/ ?(?:мин|хв)|obr\.? ?/ ?min|ot\.? ?/ ?min|o/min|omw/min|varv/min|"
    r"d/d\b|dev/dak|[转轉]/分)\.?"
)
"""A pattern of the words for turns per minute."""

_NUMBER = r"[0-9][0-9.,'’ \u00a0\u202f]*+"
_NUMBERS = rf"{_NUMBER}(?:(?:[-–—~…]|to|bis|à|до)\s*{_NUMBER})?"
_AT = r"(?:@|\bat\b|\bbei\b|à|\ba\b|\bпри\b|\bprzy\b|\bpři\b|\bvid\b|\bved\b|\bbij\b|/|\()"
_CLAUSE = re.compile(
    rf"\s*(?:{_AT}\s*{_NUMBERS}{TURNS}|@\s*{_NUMBERS}(?![\w%])(?:{TURNS})?)\s*\)?", re.IGNORECASE
)


def without_turns(text: str) -> str:
    """A plain text without the words and numbers of how fast the engine turns; "@ 5600" says it alone."""
    return _CLAUSE.sub(" ", text).rstrip()
