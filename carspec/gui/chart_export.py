"""How a chart was last saved, which is how it is saved the next time."""

from typing import NamedTuple

from carspec.output.charts.sizes import DEFAULT_PRESET, NoSize, PictureSize, picture_size

SUFFIXES = (".svg", ".png", ".pdf", ".csv")


class ChartExport(NamedTuple):
    """Format and size as a person typed them; empty texts leave the choice to the preset."""

    suffix: str = ".svg"
    preset: str = DEFAULT_PRESET
    width: str = ""
    height: str = ""
    dpi: str = ""
    dark: bool = False
    outlines: bool = False
    folder: str = ""

    def size(self) -> PictureSize:
        """The size in points. Raises NoSize, saying what is wrong with it."""
        try:
            dpi = float(self.dpi) if self.dpi else None
        except ValueError:
            raise NoSize(f'"{self.dpi}" is no number of dots per inch; write one such as 300.') from None
        return picture_size(self.preset, self.width, self.height, dpi)
