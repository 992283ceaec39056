"""What is wrong with a data file: found at a path, reported with line, column and what is allowed."""

from msgspec import Struct

from carspec.core.json_text import Number, Path
from carspec.core.nearness import near


class Problem(Struct, frozen=True):
    """One thing wrong with a data file. Line and column count from 1; `allowed` may be empty."""

    line: int
    column: int
    path: str
    what: str
    allowed: str

    def render(self, file: str) -> str:
        """The line a person reads: file:line:column: path: what; allowed."""
        allowed = f"; {self.allowed}" if self.allowed else ""
        return f"{file}:{self.line}:{self.column}: {self.path}: {self.what}{allowed}"


class Finding(Struct, frozen=True):
    """One thing wrong with the content, before its place in the text is known.

    `at_key` places it at the key of an object's member and not at its value.
    """

    path: Path
    what: str
    allowed: str = ""
    at_key: bool = False


def shown(value: object) -> str:
    """A value of a data file as a message prints it, shortened where it is long."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value))}]" if len(value) <= 4 else "a list"
    return "null" if value is None else str(value).lower()


def choice(wanted: object, known: list[str]) -> str:
    """What is allowed instead: near matches first, the whole list where it is short."""
    close = near(str(wanted), known, least=60)
    if close and len(known) > 12:
        return f"did you mean {' or '.join(close)}?"
    if len(known) > 40:
        return f"{len(known)} are known"
    return f"allowed: {', '.join(known)}"
