"""Sources as notes cite them: publisher, title, date and address, and what stands in where one is missing."""

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from carspec.core.values import Source
from carspec.output.plain_text import clean

UNSAFE = re.compile(r"[\s<>\"'`{}|\\^\[\]]")
"""Characters that no address may hold as themselves, whatever the format it stands in."""


class Citation(Struct, frozen=True):
    """A source ready to be cited. Every text is one line; `url` is a web address (http or https) or None.

    `publisher` is the host of the address where the source names none; `lacks` says in words what the source
    does not give, so that a reader knows what stands in for what.
    """

    key: str
    publisher: str
    title: str
    published: str
    url: str | None
    language: str = ""
    place: str = ""
    lacks: str = ""

    @property
    def text(self) -> str:
        """ "Paper, “Title”, 2021-08", or "Paper, /cars/senat (no title or date given)"."""
        name = f"“{self.title}”" if self.title else self.place
        text = ", ".join(part for part in (self.publisher, name, self.published) if part)
        return f"{text} ({self.lacks})" if self.lacks else text

    @property
    def line(self) -> str:
        """The text and the address."""
        return ", ".join(part for part in (self.text, self.url) if part)


def citation(key: str, source: Source) -> Citation:
    """A source as a list cites it; an address that is no web page counts as text."""
    address = "".join(clean(source.url or "").split())
    url = web_address(address)
    host, path = "", address
    if url is not None:
        parts = urlsplit(url)
        host = parts.netloc.removeprefix("www.")
        path = clean(unquote(parts.path + (f"?{parts.query}" if parts.query else "")))
    title, published = clean(source.title or ""), clean(source.published or "")
    return Citation(
        key=key,
        publisher=clean(source.publisher or "") or host,
        title=title,
        published=published,
        url=url,
        language=clean(source.language or ""),
        place=path if (not title or url is None) and path != "/" else "",
        lacks=_lacks(title, published),
    )


def web_address(address: str) -> str | None:
    """The address as a link, with every character that could end it percent-encoded; None for no web page."""
    if not address.startswith(("https://", "http://")):
        return None
    try:
        urlsplit(address)
    except ValueError:
        return None
    return UNSAFE.sub(lambda match: quote(match[0]), address)


def _lacks(title: str, published: str) -> str:
    absent = [word for word, text in (("title", title), ("date", published)) if not text]
    return f"no {' or '.join(absent)} given" if absent else ""


@cache
def language_name(code: str | None) -> str:
    """The English name of a language: "Japanese" for ja; the code where it has none, nothing for None.

    Only English data is asked for: the package has none of the language itself.
    """
    from babel import Locale

    language, _, territory = (code or "").replace("-", "_").partition("_")
    english = Locale("en")
    name = english.languages.get(language, code or "")
    place = english.territories.get(territory)
    return f"{name} ({place})" if place else name


class Citations:
    """The sources of the figures shown, numbered in the order in which they are met."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def number(self, source: str) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def listed(self) -> tuple[Citation, ...]:
        return tuple(citation(key, self._sources[key]) for key in self._numbers)
