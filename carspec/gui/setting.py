"""What a setting is: a preference with its words and its values, declared where its value is kept."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, get_type_hints

from carspec.core.library import Library

Options = list[tuple[object, str]]
ON_OR_OFF = (False, True)


class Setting(NamedTuple):
    """One preference. `key` is an attribute of what is remembered, or of its Query ("query.locale").

    `options` are its values with their texts (none: it is on or off); `values` all that may be kept.
    """

    key: str
    page: str
    label: str
    explains: str
    options: Callable[[Library], Options] | None = None
    values: tuple[object, ...] = ON_OR_OFF

    @property
    def step(self) -> str:
        """Its name in the undo history."""
        return f"change of {self.label[0].lower()}{self.label[1:]}"


class Preference(NamedTuple):
    """Stands in the type of an attribute, `Annotated[bool, Preference(...)]`, which by this alone is kept,
    shown, reset and undone. `texts` are the values it can have with their words (none: it is on or off).
    """

    page: str
    label: str
    explains: str
    texts: Mapping[Any, str] | None = None


@lru_cache
def declared(kind: type) -> tuple[Setting, ...]:
    """The preferences that a record declares."""
    return tuple(_settings(kind))


def _settings(kind: type) -> Iterator[Setting]:
    for key, hint in get_type_hints(kind, include_extras=True).items():
        for preference in getattr(hint, "__metadata__", ()):
            *words, texts = preference
            yield Setting(key, *words, *_values(texts))


def _values(texts: Mapping[Any, str] | None) -> tuple[Any, ...]:
    return (lambda _: list(texts.items()), tuple(texts)) if texts else ()
