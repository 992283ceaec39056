"""Lists inside of JSON records: which member tells their items apart, so that it can name their columns."""

from collections.abc import Iterable, Iterator
from typing import Any

Path = tuple[str, ...]

_MOST_WORDS = 40
"""Different values of a member that may name columns; more of them are titles or addresses."""
_IN_LIST = "[]"


class TellingMembers:
    """For each list of objects its member that names the items, such as the cycle of a range.

    It is the first member that every item has, that holds words, that differs within each list, and whose
    words recur in other records. Lists without one are counted from 0.
    """

    def __init__(self, records: Iterable[Any]) -> None:
        self._candidates: dict[Path, dict[str, set[str]]] = {}
        self._items: dict[Path, int] = {}
        for record in records:
            for path, items in _lists(record, ()):
                self._see(path, items)
        self._chosen = {path: self._choose(path) for path in self._candidates}

    def member(self, path: Path) -> str | None:
        """The telling member of the list at a path, in which steps into lists are left out."""
        return self._chosen.get(path)

    def __iter__(self) -> Iterator[tuple[Path, str]]:
        return ((path, member) for path, member in self._chosen.items() if member)

    def _see(self, path: Path, items: list[dict[str, Any]]) -> None:
        if path not in self._candidates:
            self._candidates[path] = {member: set() for member in items[0]}
            self._items[path] = 0
        self._items[path] += len(items)
        candidates = self._candidates[path]
        for member in list(candidates):
            words = {item.get(member) for item in items if type(item.get(member)) is str}
            if len(words) < len(items):
                del candidates[member]
            else:
                candidates[member].update(word for word in words if word)
                if len(candidates[member]) > _MOST_WORDS:
                    del candidates[member]

    def _choose(self, path: Path) -> str | None:
        for member, words in self._candidates[path].items():
            if 2 * len(words) <= self._items[path]:
                return member
        return None


def _lists(value: Any, path: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Each list of objects inside a value, with its path."""
    if isinstance(value, dict):
        for key, member in value.items():
            if isinstance(member, dict | list):
                yield from _lists(member, (*path, key))
    elif isinstance(value, list) and value:
        if all(isinstance(item, dict) for item in value):
            yield path, value
        for item in value:
            if isinstance(item, dict | list):
                yield from _lists(item, (*path, _IN_LIST))


def inside(path: Path) -> Path:
    """The path of what stands in the items of the list at `path`."""
    return (*path, _IN_LIST)
