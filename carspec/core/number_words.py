"""The words about a number as a table: scales (million, crore), qualifiers (about), ranges (to)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class NumberWord(NamedTuple):
    """One meaning of one word: `languages` and `kinds` None hold for all of them.

    `meaning` is a power of ten for a scale, a qualifier's key, or the word that opens a range ("" for none).
    """

    word: str
    meaning: str
    languages: frozenset[str] | None
    kinds: frozenset[str] | None = None


def _table(
    rows: Iterable[tuple[str, str, str]], kinds: frozenset[str] | None = None
) -> tuple[NumberWord, ...]:
    """Rows of (meaning, languages or "*", words parted by a bar) as one word each."""
    return tuple(
        NumberWord(word, meaning, None if languages == "*" else frozenset(languages.split()), kinds)
        for meaning, languages, words in rows
        for word in words.split("|")
    )


SCALES = _table(
    [
        ("3", "*", "thousand|тыс.|тыс|тисяч|тис.|千|천"),
        ("3", "de", "Tausend|Tsd.|Tsd"),
        ("3", "fr", "mille"),
        ("3", "it", "mila|mille"),
        ("3", "es pt", "mil"),
        ("3", "ru", "тысяч|тысячи|тысяча"),
        ("3", "pl", "tys.|tys|tysięcy|tysiące"),
        ("3", "cs sk", "tisíc|tis."),
        ("3", "hr sr bs sl", "tisuća|tisuće|hiljada|tisoč"),
        ("3", "ro", "mii"),
        ("3", "nl", "duizend"),
        ("3", "sv no da", "tusen|tusind"),
        ("3", "is", "þúsund"),
        ("3", "fi", "tuhatta"),
        ("3", "hu", "ezer"),
        ("3", "tr", "bin"),
        ("3", "bg", "хиляди|хил."),
        ("3", "el", "χιλιάδες|χιλ."),
        ("3", "id", "ribu"),
        ("3", "vi", "nghìn|ngàn"),
        ("3", "ar", "ألف|الف|آلاف"),
        ("3", "he", "אלף"),
        ("3", "th", "พัน"),
        ("3", "hi mr", "हजार|हज़ार"),
        ("4", "*", "万|萬|만|หมื่น"),
        ("5", "*", "lakh|lakhs|lac|lacs|लाख|لاکھ|แสน"),
        ("6", "*", "million|millions|mln|млн|млн.|百万|百萬|ล้าน"),
        ("6", "de", "Mio.|Mio|Millionen"),
        ("6", "es", "millón|millones"),
        ("6", "pt", "milhão|milhões"),
        ("6", "it", "milione|milioni"),
        ("6", "ru", "миллион|миллиона|миллионов"),
        ("6", "uk", "мільйон|мільйона|мільйонів"),
        ("6", "bg", "милион|милиона"),
        ("6", "pl", "milion|miliony|milionów|miliona"),
        ("6", "cs", "milion|miliony|milionů|milionu|mil."),
        ("6", "sk", "milión|milióny|miliónov|mil."),
        ("6", "hr sr bs", "milijun|milijuna|milion|miliona|mil."),
        ("6", "sl", "milijon|milijona|milijonov|mio."),
        ("6", "ro", "milion|milioane|mil."),
        ("6", "nl", "miljoen|mln."),
        ("6", "sv", "miljon|miljoner|milj."),
        ("6", "no da", "millioner|mill.|mio.|mio"),
        ("6", "fi", "miljoona|miljoonaa|milj."),
        ("6", "lt", "milijonas|milijonus|milijonų"),
        ("6", "hu", "millió"),
        ("6", "tr", "milyon"),
        ("6", "el", "εκατομμύρια|εκατ."),
        ("6", "id", "juta"),
        ("6", "vi", "triệu"),
        ("6", "ar", "مليون|ملايين"),
        ("6", "he", "מיליון"),
        ("6", "hi mr", "मिलियन"),
        ("7", "*", "crore|crores|करोड़|कोटी|کروڑ"),
        ("8", "*", "億|亿|억"),
        ("9", "en", "billion|billions"),
        ("12", "de da no", "Billion|Billionen|billion|billioner"),
        ("12", "sv", "biljon|biljoner"),
        ("12", "fr", "billion|billions"),
        ("12", "es", "billón|billones"),
        ("9", "pt", "bilhão|bilhões"),
        ("9", "de", "Milliarde|Milliarden|Mrd.|Mrd"),
        ("9", "fr", "milliard|milliards|Md"),
        ("9", "it", "miliardo|miliardi"),
        ("9", "ru", "миллиард|миллиарда|миллиардов|млрд|млрд."),
        ("9", "uk", "мільярд|мільярда|мільярдів|млрд|млрд."),
        ("9", "pl", "miliard|miliardy|miliardów|mld"),
        ("9", "cs sk", "miliarda|miliardy|miliard"),
        ("9", "nl", "miljard|mld."),
        ("9", "sv", "miljard|miljarder"),
        ("9", "no da", "milliarder|mia.|mrd."),
        ("9", "fi", "miljardia|mrd."),
        ("9", "hu", "milliárd"),
        ("9", "tr", "milyar"),
        ("9", "ro", "miliard|miliarde"),
        ("9", "id", "miliar"),
        ("9", "vi", "tỷ"),
        ("9", "ar", "مليار"),
        ("12", "en", "trillion|trillions"),
        ("12", "ja zh", "兆"),
    ]
) + _table(
    [
        ("3", "*", "k"),
        ("6", "en", "m|mn"),
        ("6", "fr es pt it ca", "M"),
        ("9", "en", "bn|b"),
        ("7", "en hi", "Cr|Cr."),
    ],
    frozenset({"money"}),
)
"""Words that multiply the number before them. One that a language does not know does not hold there."""

QUALIFIERS = _table(
    [
        ("about", "*", "about|approximately|approx.|approx|appr.|around|roughly|nearly|almost"),
        ("about", "*", "ca.|ca|c.|circa|~|≈"),
        ("about", "de", "rund|rd.|etwa|ungefähr|zirka|fast|gegen"),
        ("about", "fr", "environ|près de|presque|autour de"),
        ("about", "es", "unos|unas|aproximadamente|alrededor de|cerca de|casi"),
        ("about", "pt", "cerca de|aproximadamente|quase|em torno de"),
        ("about", "it", "quasi|intorno a|approssimativamente"),
        ("about", "ru", "около|примерно|приблизительно|порядка|почти"),
        ("about", "uk", "близько|приблизно|майже"),
        ("about", "pl", "około|ok.|niemal|prawie"),
        ("about", "cs sk", "asi|okolo|zhruba|přibližně|téměř|takřka|cca|kolem|skoro|približne|takmer"),
        ("about", "nl", "ongeveer|zo'n|zo’n|bijna"),
        ("about", "sv no da", "cirka|ungefär|omkring|rundt|omtrent|nästan|nesten|næsten"),
        ("about", "fi", "noin|lähes"),
        ("about", "hu", "körülbelül|kb.|csaknem|mintegy|nagyjából|közel"),
        ("about", "hr sr bs sl", "oko|око|približno|otprilike|gotovo|skoro|okoli"),
        ("about", "ro", "aproximativ|circa|aproape"),
        ("about", "tr", "yaklaşık|yaklaşık olarak|neredeyse"),
        ("about", "el", "περίπου|σχεδόν"),
        ("about", "bg mk", "около|приблизително|почти"),
        ("about", "ar", "حوالي|نحو|تقريبا"),
        ("about", "he", "כ-|כמעט|בערך"),
        ("about", "sl", "skoraj"),
        ("about", "et", "umbes|ligikaudu|peaaegu"),
        ("about", "lv", "apmēram|aptuveni|gandrīz"),
        ("about", "hi mr", "लगभग|करीब|सुमारे"),
        ("about", "ja zh", "約|约|およそ|大约|大約"),
        ("about", "ja", "ほぼ"),
        ("about", "zh", "将近|將近|接近"),
        ("about", "ko", "약"),
        ("about", "vi", "khoảng|gần|xấp xỉ"),
        ("about", "id", "sekitar|kurang lebih|hampir"),
        ("about", "th", "ประมาณ|เกือบ|ราว"),
        ("about", "lt", "apie|beveik"),
        ("estimated", "en", "est.|est|estimated|estimated at"),
        ("estimated", "de", "geschätzt|geschätzte|gesch."),
        ("over", "*", "over|more than|upwards of|in excess of|exceeding|>"),
        ("over", "de", "über|mehr als"),
        ("over", "fr", "plus de"),
        ("over", "es", "más de"),
        ("over", "pt", "mais de|mais do que"),
        ("over", "it", "oltre|più di"),
        ("over", "ru", "более|больше|свыше"),
        ("over", "uk", "понад|більше"),
        ("over", "pl", "ponad|więcej niż"),
        ("over", "cs sk", "více než|přes|viac ako|vyše"),
        ("over", "nl", "meer dan|ruim"),
        ("over", "sv no da", "över|mer än|over|mer enn|mere end"),
        ("over", "fi", "yli"),
        ("over", "hu", "több mint"),
        ("over", "hr sr bs sl", "preko|više od|nad|več kot"),
        ("over", "ro", "peste"),
        ("over", "el", "πάνω από"),
        ("over", "bg", "над|повече от"),
        ("over", "ar", "أكثر من"),
        ("over", "zh", "超过|超過"),
        ("over", "vi", "hơn|trên"),
        ("over", "id", "lebih dari"),
        ("over", "he", "יותר מ-|מעל"),
        ("over", "th", "มากกว่า|กว่า"),
        ("over", "et", "üle"),
        ("over", "lt", "daugiau nei|virš"),
        ("over", "lv", "vairāk nekā|virs"),
        ("at_least", "*", "at least|min.|no less than|not less than|minimum of|≥|>="),
        ("at_least", "de", "mindestens|mind.|ab"),
        ("at_least", "fr", "au moins|à partir de"),
        ("at_least", "es", "no menos de|al menos|como mínimo|desde"),
        ("at_least", "pt", "pelo menos|a partir de"),
        ("at_least", "it", "almeno|a partire da"),
        ("at_least", "ru", "не менее|как минимум|минимум|от"),
        ("at_least", "uk", "не менше|від"),
        ("at_least", "pl", "co najmniej|przynajmniej|od"),
        ("at_least", "cs sk", "nejméně|alespoň|najmenej"),
        ("at_least", "nl", "minstens|minimaal|vanaf"),
        ("at_least", "sv no da", "minst|mindst"),
        ("at_least", "hr sr bs", "najmanje"),
        ("at_least", "fi", "vähintään"),
        ("at_least", "hu", "legalább"),
        ("at_least", "tr", "en az"),
        ("at_least", "el", "τουλάχιστον"),
        ("at_least", "bg mk", "поне|най-малко"),
        ("at_least", "ro", "cel puțin|nu mai puțin de"),
        ("at_least", "vi", "không dưới|ít nhất"),
        ("at_least", "id", "setidaknya|tidak kurang dari"),
        ("at_least", "zh", "至少"),
        ("at_least", "th", "อย่างน้อย"),
        ("at_least", "he", "לפחות"),
        ("at_least", "et", "vähemalt"),
        ("up_to", "*", "up to|not more than|no more than|at most|as much as|≤|<="),
        ("up_to", "de", "bis|bis zu|höchstens|maximal|nicht mehr als"),
        ("up_to", "fr", "jusqu'à|jusqu’à|au maximum"),
        ("up_to", "es", "hasta|no más de"),
        ("up_to", "pt", "até"),
        ("up_to", "it", "fino a"),
        ("up_to", "ru uk", "до|не более|не більше"),
        ("up_to", "pl", "nawet|maksymalnie|do"),
        ("up_to", "cs sk", "až|maximálně|až do"),
        ("up_to", "nl", "tot|maximaal"),
        ("up_to", "sv no da", "upp till|opp til|opptil|op til|maks."),
        ("up_to", "fi", "enintään|jopa"),
        ("up_to", "hr sr bs sl", "do|до"),
        ("up_to", "ro", "până la"),
        ("up_to", "ko", "최대"),
        ("up_to", "zh", "高达|高達"),
        ("up_to", "vi", "lên tới|lên đến|tới"),
        ("up_to", "tr", "en fazla"),
        ("up_to", "el", "έως|μέχρι"),
        ("up_to", "bg mk", "до|най-много"),
        ("up_to", "he", "עד"),
        ("up_to", "th", "ไม่เกิน"),
        ("up_to", "id", "hingga|sampai"),
        ("under", "*", "under|less than|fewer than|just under|below|<"),
        ("under", "de", "unter|weniger als|knapp"),
        ("under", "fr", "moins de"),
        ("under", "es", "menos de"),
        ("under", "pt", "menos de"),
        ("under", "it", "meno di"),
        ("under", "ru", "менее|меньше"),
        ("under", "pl", "poniżej|niecałe|mniej niż"),
        ("under", "cs sk", "pod|méně než|necelých|menej ako"),
        ("under", "nl", "minder dan|onder"),
        ("under", "sv no da", "under|mindre än|mindre enn"),
        ("under", "fi", "alle"),
        ("under", "vi", "chưa đến|dưới"),
        ("under", "el", "κάτω από|λιγότερο από"),
        ("under", "bg mk", "под|по-малко от"),
        ("under", "ro", "sub|mai puțin de"),
        ("under", "id", "kurang dari"),
        ("under", "zh", "不到|不足"),
        ("under", "th", "น้อยกว่า|ต่ำกว่า"),
        ("under", "he", "פחות מ-|מתחת ל-"),
    ]
) + _table(
    [
        ("limited", "*", "limited to|governed to|electronically limited to|electronically governed to"),
        ("limited", "de", "abgeregelt|abgeregelt bei|abgeregelt auf|begrenzt auf|limitiert auf"),
        ("limited", "fr", "limitée à|limité à|bridée à|bridé à"),
        ("limited", "es pt", "limitada a|limitado a"),
        ("limited", "it", "limitata a|limitato a|autolimitata a"),
        ("limited", "ro", "limitată la"),
        ("limited", "nl", "begrensd op|begrensd tot"),
        ("limited", "pl", "ograniczona do|ograniczono do"),
        ("limited", "cs", "omezena na|omezená na"),
        ("limited", "sk", "obmedzená na"),
        ("limited", "hr sr bs", "ograničena na"),
        ("limited", "sv no da", "begränsad till|begrenset til|begrænset til"),
        ("limited", "fi", "rajoitettu"),
        ("limited", "hu", "korlátozva"),
        ("limited", "ru", "ограничена|ограничена на|ограничена до"),
    ],
    frozenset({"speed"}),
)
"""Words right before a number that make it a bound or an estimate."""

AFTER = _table(
    [
        ("about", "*", "approx.|(approx.)|(ca.)|(circa)"),
        ("estimated", "en", "est|est.|(est)|(est.)|estimated|(estimated)"),
        ("estimated", "de", "geschätzt|(geschätzt)|(gesch.)"),
        ("at_least", "ja zh", "以上"),
        ("at_least", "ko", "이상"),
        ("about", "ja zh", "左右|前後"),
        ("about", "ko", "가량|정도|안팎|에 가까운"),
        ("about", "ja", "近く|ほど"),
        ("over", "hi mr", "से अधिक|से ज्यादा|से ज़्यादा"),
        ("under", "ja", "未満"),
        ("under", "ko", "미만"),
        ("up_to", "ja zh", "以下|以内"),
        ("up_to", "ko", "이하"),
        ("over", "ja zh", "超"),
        ("over", "hu", "felett|feletti"),
    ]
) + _table(
    [
        ("limited", languages, f"{words}|{'|'.join(f'({word})' for word in words.split('|'))}")
        for languages, words in (
            ("en", "limited|limiter|governed|electronically limited|elec. limited|electronically governed"),
            (
                "de",
                "begrenzt|abgeregelt|limitiert|beschränkt|elektronisch begrenzt|elektronisch abgeregelt|"
                "elektr. begrenzt|elektr. abgeregelt|elektronisch limitiert",
            ),
            ("fr", "limité|limités|limitée|bridé|bridée|limitée électroniquement|bridée électroniquement"),
            ("es pt", "limitada|limitado|limitada electrónicamente|limitada eletronicamente|autolimitada"),
            ("it", "limitata|limitati|autolimitata|limitata elettronicamente|autolimitata elettronicamente"),
            ("nl", "begrensd|elektronisch begrensd"),
            ("pl", "ograniczona|ograniczona elektronicznie|ogr. elektronicznie|ograniczone elektronicznie"),
            ("cs", "omezena|omezeno|omezena elektronicky|elektronicky omezena|omezená elektronicky"),
            ("sv", "begränsad|elektroniskt begränsad|spärrad"),
            ("ru", "ограничена|ограничено|ограничение|огр.|ограничена электроникой|электронное ограничение"),
            ("zh", "限速|电子限速|電子限速"),
            ("ja", "リミッター|リミッター作動"),
        )
    ],
    frozenset({"speed"}),
)
"""Words right after a unit with the same meaning."""

RANGES = _table(
    [
        ("", "*", "-|–|—|−|~|～|〜|to|bis|до"),
        ("between", "*", "and"),
        ("zwischen", "de", "und"),
        ("entre", "fr", "et"),
        ("entre", "es", "y"),
        ("entre", "pt", "e"),
        ("tra", "it", "e|ed"),
        ("", "fr", "à"),
        ("", "es it pt", "a"),
        ("", "pl cs sk hr sr bs sl", "do"),
        ("", "sk", "až"),
        ("", "cs", "až"),
        ("", "nl", "tot"),
        ("", "sv", "till"),
        ("", "no da", "til"),
        ("", "ja", "から"),
        ("", "zh", "至|到"),
        ("między", "pl", "a"),
        ("между", "ru", "и"),
        ("mellan", "sv", "och"),
        ("mellom", "no", "og"),
        ("mellem", "da", "og"),
        ("tussen", "nl", "en"),
    ]
)
"""Words between the two numbers of a range; some only after an opening word ("between 5 and 7")."""

OPENINGS = frozenset({"от", "od", "від", "ab", "do", "до"})
"""Bounds that before two numbers only open their range: "от 5 до 7"."""

CHANGES = frozenset({"from", "de", "du", "с", "со", "z", "da", "fra", "från"})
"""Words that before two numbers may open a range as well as a change: "from 125 to 148 inches"."""

STARTS = frozenset({"from", "starting from", "starting at", "från", "fra", "da"})
"""Words that make a number a bound where a text begins with them, "from £250,000"; inside they say little."""

LINKS: Mapping[str, frozenset[str]] = {
    "de": frozenset({"es", "pt", "fr", "ro", "ca"}),
    "d'": frozenset({"fr", "ca"}),
    "d’": frozenset({"fr", "ca"}),
    "di": frozenset({"it"}),
}
"""Little words between a number, its scale and its unit: 3 millions de dollars."""

NEGATIONS = frozenset(
    {
        "not",
        "no",
        "nicht",
        "kein",
        "keine",
        "ne",
        "pas",
        "non",
        "не",
        "nie",
        "niet",
        "inte",
        "ikke",
        "não",
        "nem",
        "nu",
        "không",
        "tidak",
        "δεν",
        "לא",
    }
)
"""Words that turn a qualifier round; before one the table does not know as a whole, nothing is read."""


def held_in(word: NumberWord, kind: str, language: str | None) -> bool:
    """Whether a word has its meaning for a figure of `kind` in a language (any, if that is None)."""
    if word.kinds is not None and kind not in word.kinds:
        return False
    return word.languages is None or language is None or language.partition("-")[0] in word.languages
