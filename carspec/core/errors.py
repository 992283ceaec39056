"""The errors a user may meet: each carries one clear sentence and never a traceback."""


class CarspecError(Exception):
    """Something the user asked for cannot be done; the message is one whole sentence for the user."""


class UnknownUnit(CarspecError):
    """No unit of that name is known, or not for that kind of figure."""


class UnknownUnitWord(CarspecError):
    """A source's unit word has no known meaning for that kind and language; it is refused, not guessed."""


class AmbiguousUnit(CarspecError):
    """A unit word may mean several units (ton, mpg, a word that differs by language) and none is proved."""


class KindMismatch(CarspecError):
    """Two units measure different kinds of things, though their dimensions may agree (torque and energy)."""


class NotConvertible(CarspecError):
    """The unit is known and allowed, yet no fixed factor exists (money, plain counts)."""


class UnreadableQuantity(CarspecError):
    """A text is not a number with a unit, or its number can be read in two ways."""


class BrokenDataFile(CarspecError):
    """A data file cannot be read: missing, not JSON, or not of the expected form."""


class UnreadableTable(CarspecError):
    """A file of somebody else's holds no table that can be read; says where, and what to do."""
