"""What is wrong with a filter, and at which characters of it."""

from carspec.core.errors import CarspecError


class FilterError(CarspecError):
    """A filter that cannot be understood: one sentence, and the place in the text that it is about.

    `start` and `end` count characters of `text`; where something is wanting they both stand where it should
    be. `unfinished` tells that nothing is wrong yet: more may still be typed.
    """

    def __init__(self, message: str, text: str, start: int, end: int | None = None) -> None:
        super().__init__(message)
        length = len(text.rstrip())
        self.text = text
        self.start = min(start, length)
        self.end = max(self.start, min(start if end is None else end, length))

    @property
    def unfinished(self) -> bool:
        return self.end >= len(self.text.rstrip())
