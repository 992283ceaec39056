"""A file name made of a title: short, readable, and legal on every system."""

import re

from carspec.output.plain_text import clean

FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
LONGEST = 80


def file_name(title: str) -> str:
    """The name without a suffix; "chart" where nothing of the title is left.

    Windows forbids some signs, names of devices, and dots and spaces at the end.
    """
    words = re.sub(r"\s*[:]\s*", " - ", clean(title))
    words = " ".join(FORBIDDEN.sub(" ", words).split())
    cut = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0]
    cut = cut.strip(". ")
    return f"{cut}_" if RESERVED.fullmatch(cut) else cut or "chart"
