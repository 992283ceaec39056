"""The forms in which ratings are printed: each a pattern with scheme, axis and level.

The first form that fits at a place is taken, so the more specific stand first. A form without a level names
the standard only. Every pattern is matched on text whose width and dashes are normalised, in either case.
"""

import re
from functools import cached_property

from msgspec import Struct

BALLISTIC, BLAST = "ballistic", "blast"

BRV, ERV, APR, VPAM = "VPAM BRV", "VPAM ERV", "VPAM APR", "VPAM"
EN_1063, EN_1522, TRADE_B = "EN 1063", "EN 1522", "trade B classes"
NIJ, STANAG, UL, NBR = "NIJ", "STANAG 4569", "UL 752", "ABNT NBR 15000"
DIN_52290, BS_5051, GA_141, ALPINE = "DIN 52290", "BS 5051", "GA 141", "Alpine Armoring"
GOST_BR, GOST_50963 = "GOST Br", "GOST R 50963"

UNDECIDED = VPAM
"""VPAM without its guideline: "VPAM 10" is a test level of glass on one car, a vehicle class on another."""
MAY_MEAN: dict[str, frozenset[str]] = {VPAM: frozenset({VPAM, BRV, APR})}
"""The schemes that an undecided one may stand for."""


def _steps(prefix: str, last: int) -> tuple[str, ...]:
    return tuple(f"{prefix}{number}" for number in range(1, last + 1))


LADDERS: dict[str, tuple[tuple[str, ...], ...]] = {
    BRV: (_steps("VR", 14),),
    APR: (_steps("PM ", 14),),
    ERV: (("1 star", "2 stars", "3 stars"),),
    EN_1063: (_steps("BR", 7),),
    EN_1522: (_steps("FB", 7),),
    TRADE_B: (_steps("B", 7),),
    NIJ: (("I", "IIA", "II", "IIIA", "III", "IV"), ("HG1", "HG2", "RF1", "RF2", "RF3")),
    STANAG: (_steps("", 6),),
    UL: (_steps("", 3),),  # above 3 the levels are no scale: passing 8 does not imply 7
    NBR: (("I", "IIA", "II", "IIIA", "III", "IV"),),
    DIN_52290: (_steps("", 5),),
    BS_5051: (_steps("G", 5),),
    GA_141: (_steps("", 6),),
    GOST_BR: (_steps("Br", 6),),
    GOST_50963: (("5", "6", "6a"),),
    ALPINE: (("A9", "A12"),),
}
"""The published orders of levels, lowest first; a level that stands in none of them has no place to sort."""

_PLUS = r"(?:\++| ?(?-i:Plus)(?![a-z]))?"
_ROMAN = rf"(?:(?:III-?A|II-?A|III|II|IV|I|3-?A|2-?A|[1-4]){_PLUS}|(?:RF|HG) ?[1-3])"
_LEVEL = r"(?:level|lvl\.?|class|type|niveau|nivel|n[ií]vel|livello|klasse|stufe|уровень|класс|poziom)"


def _list(step: str) -> str:
    """One level, or several joined by a slash or a dash under one prefix (VR 3/4, L1-L3)."""
    return rf"(?P<levels>{step}(?: ?[/-] ?{step})*)"


def _numbers(step: str) -> str:
    return _list(rf"{step}{_PLUS}(?![0-9])")


_SPLINTERS = r"(?: ?-?\(?N?S\)?)?"
_OF = r"(?:nach|per|under|according to|selon|gemäß|по)"


class Form(Struct, frozen=True, dict=True):
    """One printed form: `prefix` stands before each level as we write it; compiled when it is first asked."""

    scheme: str
    axis: str | None
    text: str
    prefix: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The form with its bounds: no Latin letter or digit before or behind it, no decimal."""
        bounded = rf"(?<![A-Za-z0-9])(?:{self.text})(?![A-Za-z0-9]|[.,]\d)"
        return re.compile(bounded, re.IGNORECASE)


FORMS: tuple[Form, ...] = (
    Form(
        ERV,
        BLAST,
        rf"(?:VPAM[ -]?)?ERV[ -]?(?P<edition>20\d\d)?,? {_LEVEL} VR[ -]?(?P<levels>\d{{1,2}})",
        "VR",
    ),
    Form(ERV, BLAST, rf"VR[ -]?(?P<levels>\d{{1,2}}) {_OF} (?:VPAM )?ERV[ -]?(?P<edition>20\d\d)?", "VR"),
    Form(ERV, BLAST, r"(?:VPAM[ -]?)?ERV,? (?:edition|ausgabe|ed\.?) ?(?P<edition>\d)"),
    Form(ERV, BLAST, r"(?P<edition>20\d\d) Explosi(?:on|ve)[ -](?:Proof|Resistant) Vehicles?"),
    Form(ERV, BLAST, r"(?:VPAM[ -]?)?ERV[ -]?(?P<edition>20\d\d)?,? (?P<levels>1[ -]star|[23][ -]stars?)"),
    Form(ERV, BLAST, r"(?:VPAM[ -]?)?ERV(?:[ -]?(?P<edition>20\d\d))?"),
    Form(
        BRV,
        BALLISTIC,
        r"(?:VPAM[ -]?)?(?:BRV )?(?:(?:edition|ausgabe) ?(?P<edition>\d),? )?VR[ -]?" + _numbers(r"\d{1,2}"),
        "VR",
    ),
    Form(BRV, BALLISTIC, r"(?:(?:VPAM[ -]?)?(?:BRV|BVR)|VPAM[ -]?BR)[ -]?(?P<edition>1999|2009)"),
    Form(BRV, BALLISTIC, r"(?:VPAM[ -]?)?BRV[ -]?" + _numbers(r"\d{1,2}"), "VR"),
    Form(BRV, BALLISTIC, r"(?:VPAM[ -]?)?BRV"),
    Form(
        APR,
        BALLISTIC,
        r"(?:VPAM[ -]?)?(?:APR[ -]?(?P<edition>2006)?[ ,-]*)?PM[ -]?" + _numbers(r"\d{1,2}"),
        "PM ",
    ),
    Form(APR, BALLISTIC, r"VPAM[ -]?APR(?:[ -]?(?P<edition>2006))?"),
    Form(VPAM, BALLISTIC, rf"VPAM[ -]?(?:CL|{_LEVEL}|prüfstufe)?[ -]?" + _numbers(r"(?:1[0-4]|[1-9])")),
    Form(VPAM, None, r"VPAM"),
    Form(
        EN_1063,
        BALLISTIC,
        r"(?:(?:CEN|EN)(?:[ -]?1063)?[ ,:-]*)?BR[ -]?" + _numbers("[1-7]") + _SPLINTERS,
        "BR",
    ),
    Form(EN_1063, BALLISTIC, r"(?:CEN|EN)[ -]?1063[ ,:-]*SG ?" + _list("[12]") + _SPLINTERS, "SG"),
    Form(EN_1063, BALLISTIC, r"(?:CEN|EN)[ -]?1063"),
    Form(
        EN_1522, BALLISTIC, r"(?:(?:CEN|EN)[ -]?1522[ ,:-]*)?FB[ -]?" + _numbers("[1-7]") + _SPLINTERS, "FB"
    ),
    Form(EN_1522, BALLISTIC, r"(?:CEN|EN)[ -]?1522"),
    Form(TRADE_B, BALLISTIC, r"(?:(?:CEN|EN)[ -])?B[ -]?" + _numbers("[1-7]"), "B"),
    Form(
        NIJ,
        BALLISTIC,
        r"(?:NIJ|National Institute of Justice(?:['’]s)?)"
        r"(?:[ -]*(?:standard[ -]?)?(?P<edition>0[1-9]\d\d\.\d\d))?"
        rf"(?:[ ,-]*(?:{_LEVEL}[ -]?)?" + _list(_ROMAN) + ")?",
    ),
    Form(NIJ, BALLISTIC, rf"{_LEVEL} " + _list(_ROMAN) + r" (?:of |by |per )?NIJ"),
    Form(STANAG, None, rf"{_LEVEL} " + _list("[1-6][ab]?") + r" (?:of |per )?STANAG(?:[ -]?4569)?"),
    Form(
        STANAG,
        None,
        rf"STANAG(?:[ -]?4569)?(?:[ ,-]*(?:{_LEVEL}|L)?[ -]?"
        + _list("L?[1-6][ab]?")
        + rf")?(?:[ (,;]+mine (?:{_LEVEL} )?(?P<mines>[1-4][ab]?(?:/[1-4]?[ab])*)\)?)?",
    ),
    Form(UL, BALLISTIC, rf"UL[ -]?752(?:[ ,-]*(?:{_LEVEL}[ -]?)?" + _list("(?:10|[1-9])") + ")?"),
    Form("PAS 300", None, r"(?:BSI )?PAS[ -]?300"),
    Form("PAS 301", None, r"(?:BSI )?PAS[ -]?301"),
    Form(
        NBR,
        BALLISTIC,
        r"(?:ABNT[ -](?:NBR[ -])?|NBR[ -])(?P<edition>15000(?:-[12])?)"
        rf"(?:[ ,-]*{_LEVEL} " + _list(_ROMAN) + ")?",
    ),
    Form(DIN_52290, BALLISTIC, rf"DIN[ -]?52290(?:[ ,-]*{_LEVEL}[ -]?" + _list("[1-5]") + ")?"),
    Form(BS_5051, BALLISTIC, r"BS[ -]?5051(?:[ ,-]*G" + _list("[1-5]") + ")?", "G"),
    Form(GA_141, BALLISTIC, rf"GA[ -]?141(?:[ ,-]*{_LEVEL}[ -]?" + _list("[1-6]") + ")?"),
    Form(ALPINE, BALLISTIC, rf"Alpine (?:{_LEVEL} )?A" + _list("(?:1[0-2]|[4-9])"), "A"),
    Form(GOST_BR, BALLISTIC, r"(?<![А-я])Бр[ -]?" + _list("[1-6]"), "Br"),  # Cyrillic: Latin BR is EN 1063
    Form(GOST_50963, BALLISTIC, r"(?P<levels>6[аa])[ -]?(?:й )?класс|класс (?P<same>6[аa])"),
    Form(GOST_50963, BALLISTIC, r"(?:ГОСТ|GOST)(?: ?[РR])? ?50963(?:-\d\d)?"),
)

BESIDE = (
    r"(?<![A-Za-z0-9])(?:ang ?\d+ ?[G°]?|\d+(?:[.,]\d+)? ?(?:mm|cm|m|g|kg|J|°|%)"
    r"|\d+(?:[.,]\d+)? ?[x×] ?\d+ ?(?:mm)?R?|7[.,]62|5[.,]56|[.](?:22|30-06|308|357|44|50)"
    r"|SS ?109|DM ?111|M80|M193|M855|M993|P80|B-?32|7N13)(?![A-Za-z0-9])"
)
"""What has digits and stands beside a rating without being one: thickness, angle, calibre, bullet."""

NO_RATING = (
    r"[<>≤≥≈~?]|\b(?:above|over|below|beneath|beyond|better|higher|lower|exceed\w*|more than|less than|not"
    r"|without|nearly|almost|equivalen\w*|similar|former\w*|previous\w*|before|instead|über|oberhalb|unter"
    r"|nicht|ohne|statt|plus haut|supérieur\w*|équivalen\w*|sans|pas de|выше|ниже|не|без|вместо|encima"
    r"|superior\w*|sin|antes|oltre|sopra|senza|acima|sem)\b"
)
"""Words after which a class is named without being the car's: "one level above VR9"."""

AREA_WORDS: dict[str, str] = {
    "whole": r"\ball areas|whole (?:car|vehicle)|(?:gesamtes|ganzes) Fahrzeug",
    "glazing": (
        r"\b(?:glazing|glazed|glass|windows?|panes?|transparent|Verglasung|Scheiben|Glas|vitrages?|vitres|cristales"
        r"|vetri|vidros|окна|стёкла|стекла|остекление)\b|玻璃|ガラス"
    ),
    "body": (
        r"\b(?:body(?! ?armou?r)|bodywork|opaque|Karosserie|carrosserie|carrocería|carrozzeria|кузов)\b"
        r"|車体|车身"
    ),
}
