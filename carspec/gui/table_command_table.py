"""The commands about the columns of the comparison, as a part of the table of commands."""

from carspec.gui.command import Command

TABLE_COMMANDS = (
    Command(
        "fit_column",
        "Fit colu&mn to its text",
        "view/columns",
        "cars.fit_width",
        tip="As wide as the figures of the selected car need; so do two clicks on the edge of its head",
        words="width resize autofit",
        needs="cars.any",
        car=True,
    ),
    Command(
        "even_columns",
        "E&ven columns",
        "view/columns",
        "cars.even_widths",
        tip="All cars share the width of the table again",
        words="width resize reset",
        needs="cars.uneven",
        car=True,
    ),
)
