"""The house style at one size: colours of a theme, and type and spacing in points."""

from typing import NamedTuple

from carspec.output.palette import LIGHT, SPACING, TYPE, Theme

PRINT_SCALE = 0.8
"""Type in print is read from nearer than on a screen: 8 points for common text, whatever the width."""


class Style(NamedTuple):
    """Every size is in points and grows with `scale`, never with the size of the picture.

    A `dense` picture, for where height is scarce, puts the texts of a row on one line, without further units.
    """

    theme: Theme = LIGHT
    scale: float = 1.0
    dense: bool = False

    @property
    def caption(self) -> float:
        return TYPE.caption * self.scale

    @property
    def body(self) -> float:
        return TYPE.body * self.scale

    @property
    def emphasis(self) -> float:
        return TYPE.emphasis * self.scale

    @property
    def title(self) -> float:
        return (TYPE.heading + 1) * self.scale

    @property
    def small(self) -> float:
        return SPACING.small * self.scale

    @property
    def medium(self) -> float:
        return SPACING.medium * self.scale

    @property
    def large(self) -> float:
        return SPACING.large * self.scale

    @property
    def huge(self) -> float:
        return SPACING.huge * self.scale

    @property
    def margin(self) -> float:
        return (SPACING.huge + SPACING.small) * self.scale

    @property
    def hairline(self) -> float:
        return 0.8 * max(self.scale, 0.75)
