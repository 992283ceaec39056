"""What can be wrong with a database, as errors a user understands."""

from carspec.core.errors import CarspecError


class DatabaseProblem(CarspecError):
    """The database cannot be used; the file itself is left as it is."""


class DamagedDatabase(DatabaseProblem):
    """The file is no SQLite database, or its pages or tables are broken."""


class NewerDatabase(DatabaseProblem):
    """The file was written by a newer carspec."""


class UnwritableFolder(DatabaseProblem):
    """The database has to be made or brought up to date, and its folder cannot be written."""
