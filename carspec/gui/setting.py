"""What a setting is: a preference with its words and its values, declared where its value is kept."""

from collections.abc import Callable
from dataclasses import field, fields
from typing import Any, NamedTuple

from carspec.core.library import Library

Options = list[tuple[object, str]]
METADATA = "setting"
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


def setting(first: object, page: str, label: str, explains: str, texts: dict[Any, str] | None = None) -> Any:
    """An attribute of a dataclass that is a preference: by this alone it is kept, shown, reset and undone.

    `first` is its first value; `texts` are the values that it can have (none: it is on or off).
    """
    return field(default=first, metadata={METADATA: (page, label, explains, texts)})


def declared(kind: type) -> tuple[Setting, ...]:
    """The preferences that a dataclass declares."""
    found = []
    for each in fields(kind):
        if METADATA in each.metadata:
            page, label, explains, texts = each.metadata[METADATA]
            found.append(Setting(each.name, page, label, explains, *_values(texts)))
    return tuple(found)


def _values(texts: dict[Any, str] | None) -> tuple[Any, ...]:
    return (lambda _: list(texts.items()), tuple(texts)) if texts else ()
