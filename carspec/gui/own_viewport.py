"""A viewport made by Python, for lists and tables that are seen first."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


def own_viewport() -> QWidget:
    """A viewport as Qt makes it. For the first widget of Qt's own that Python is given, PySide makes the
    enums of all kinds of widgets, for which the first figures would wait 12 ms."""
    made = QWidget()
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    return made
