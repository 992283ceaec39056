"""Which encoding before UTF-8 fits a text best: by charset-normalizer, and by how no word is written."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

# The name people know, which Python knows too, and charset-normalizer's own. Where the evidence is the same,
# the first wins: most old files come from western Windows, and windows-1254 differs from it in six Turkish
# letters only.
ENCODINGS = {
    "windows-1252": "cp1252",
    "windows-1254": "cp1254",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "GB18030": "gb18030",
    "cp932": "cp932",  # Shift JIS, as Windows writes it
    "cp949": "cp949",
    "Big5": "big5",
    "KOI8-R": "koi8_r",
    "windows-1253": "cp1253",
    "windows-1256": "cp1256",
    "windows-1255": "cp1255",
    "IBM850": "cp850",
    "macintosh": "mac_roman",
    "EUC-JP": "euc_jp",
}
_USUAL = frozenset("\xa0°±µ×²³€£¥§–—‘’“”„…•™®©½¼¾·«»‰№¹ªº¿¡′″、。（）・「」")
"""Signs beyond ASCII that stand in tables; any other is more likely a letter in a wrong encoding."""
_HIGH = re.compile(r"[^\x00-\x7f]")
_HIGH_RUN = re.compile(r"[^\x00-\x7f]{3,}")
_MOST = 20_000
"""Letters looked at; further ones change no rate."""


class Guess(Struct, frozen=True):
    """An encoding that a text may be in, and why."""

    name: str
    evidence: str


class _Measured(Struct, frozen=True):
    faults: float
    """Per letter beyond ASCII: letters no word has at that place."""
    disorder: float
    language: float
    rank: int
    name: str
    text: str

    @property
    def key(self) -> tuple[float, float, float, int]:
        return round(self.faults, 2), round(self.disorder, 1), -round(self.language, 1), self.rank


def best_encoding(content: bytes) -> Iterator[Guess]:
    """The encodings that the bytes can be in, the most likely first."""
    measured = sorted(_measured(content), key=lambda one: one.key)
    for place, one in enumerate(measured):
        alike = [
            other.name
            for other in measured[place + 1 :]
            if other.key[:3] == one.key[:3] and other.text != one.text
        ]
        seen = f"as {one.name} their letters make words"
        if one.faults >= 0.2:
            seen = f"{one.name} fits best, but badly"
        if alike:
            seen += f"; {alike[0]} fits as well"
        yield Guess(one.name, seen)


def _measured(content: bytes) -> Iterator[_Measured]:
    from charset_normalizer import from_bytes

    matches = {
        name: match
        for match in from_bytes(
            content, cp_isolation=list(ENCODINGS.values()), threshold=1.0, enable_fallback=False
        )
        for name in match.could_be_from_charset
    }
    for rank, (name, codec) in enumerate(ENCODINGS.items()):
        try:
            text = content.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        match = matches.get(codec)
        yield _Measured(
            faults=_faults(text),
            disorder=match.chaos if match else 1.0,
            language=match.coherence if match else 0.0,
            rank=rank,
            name=name,
            text=text,
        )


def _faults(text: str) -> float:
    """How often, for each letter beyond ASCII, something stands where no word has it.

    A sign inside a word ("D³ugoœæ" for "Długość"), two scripts in one word ("Citroлn"), a capital behind a
    small letter, whole words of accented letters ("ÇČË" for "ЗИЛ"), Icelandic letters, which are Turkish more
    often.
    """
    faults, seen = 0.0, 0
    for found in _HIGH.finditer(text):
        seen += 1
        if seen > _MOST:
            break
        at, letter = found.start(), found[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        script = _script(letter)
        if not script:
            faults += letter not in _USUAL
            faults += before.isalpha() and after.isalpha() and letter not in "·’–\xa0"
            continue
        faults += any(other and other != script for other in (_script(before), _script(after)))
        faults += letter.isupper() and before.islower()
        faults += 0.1 if letter in "ðþÐÞ" else 0
    end = found.start() if seen > _MOST else len(text)
    for run in _HIGH_RUN.finditer(text, 0, end):
        if _script(run[0][0]) == "LATIN":
            faults += len(run[0]) / 2
    return faults / max(1, seen)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter by its name in Unicode; "" for what is no letter."""
    if not letter.isalpha():
        return ""
    if letter.isascii():
        return "LATIN"
    word = unicodedata.name(letter, "UNNAMED").split()[0]
    return "CJK" if word in {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH"} else word
