"""The look of the window: fonts, QPalette and stylesheet, all made from the tokens of the palette."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from carspec.gui.stylesheet import stylesheet
from carspec.output.palette import DARK, LIGHT, TYPE, Theme

STYLE = "fusion"
"""The style the application is made with: one that is set later is given to Python, with all its enums."""


class Look:
    """A theme, and the fonts of the window: the system's own font in the sizes of the type scale."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self.theme, self.font = theme, font

    @cached_property
    def body(self) -> QFont:
        return self._sized(TYPE.body)

    @cached_property
    def body_bold(self) -> QFont:
        return self._sized(TYPE.body, bold=True)

    @cached_property
    def caption(self) -> QFont:
        return self._sized(TYPE.caption)

    @cached_property
    def caption_bold(self) -> QFont:
        return self._sized(TYPE.caption, bold=True)

    @cached_property
    def emphasis(self) -> QFont:
        return self._sized(TYPE.emphasis)

    @cached_property
    def emphasis_bold(self) -> QFont:
        return self._sized(TYPE.emphasis, bold=True)

    @cached_property
    def heading(self) -> QFont:
        return self._sized(TYPE.heading, bold=True)

    @cached_property
    def display(self) -> QFont:
        return self._sized(TYPE.display, bold=True)

    @property
    def em(self) -> float:
        """The width in pixels that stands for one letter in measures of panels and columns."""
        return QFontMetricsF(self.body).averageCharWidth() * 1.6

    def colour(self, token: str) -> QColor:
        """The colour of a token of the theme."""
        return QColor(str(getattr(self.theme, token)))

    def _sized(self, points: float, bold: bool = False) -> QFont:
        """A size of the scale, in proportion to the font size the system is set to; figures of one width."""
        font = QFont(self.font)
        font.setPointSizeF(self.font.pointSizeF() * points / TYPE.body)
        font.setBold(bold)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font


def theme_for(appearance: str) -> Theme:
    """The theme of an appearance; where the system names no colour scheme it is the light one (T26)."""
    if appearance == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if appearance == "dark" else LIGHT


def follow(appearance: str) -> None:
    """Tell the system which colour scheme the frame of the window shall have, or follow the system's."""
    hints = QGuiApplication.styleHints()
    if appearance == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if appearance == "dark" else Qt.ColorScheme.Light)


def sized(font: QFont, percent: int) -> QFont:
    """The system's font in another size."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * percent / 100)
    return made


def apply(application: QApplication, theme: Theme, font: QFont) -> Look:
    """Give the application the palette and stylesheet of a theme, and a font."""
    if application.font() != font:
        application.setFont(font)
    application.setPalette(palette(theme))
    application.setStyleSheet(stylesheet(theme))
    return Look(theme, font)


def palette(theme: Theme) -> QPalette:
    """The QPalette of a theme, alike in active and inactive windows so that a selection stays readable."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.window,
        roles.WindowText: theme.text,
        roles.Base: theme.surface,
        roles.AlternateBase: theme.header,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.error,
        roles.Highlight: theme.selection,
        roles.HighlightedText: theme.text,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.Light: theme.raised,
        roles.Midlight: theme.hover,
        roles.Mid: theme.line,
        roles.Dark: theme.line_strong,
        roles.Shadow: theme.line_strong,
        roles.Accent: theme.accent,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return made
