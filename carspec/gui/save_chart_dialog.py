"""The question how a chart is saved: format, size, resolution, colours."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from carspec.core.errors import CarspecError
from carspec.core.own_claims import Fault
from carspec.gui.chart_export import SUFFIXES, ChartExport
from carspec.gui.form_dialog import FormDialog
from carspec.gui.look import Look
from carspec.output.charts.marks import Chart
from carspec.output.charts.sizes import PRESETS

FORMATS = (
    (".svg", "SVG, text that can be edited"),
    (".png", "PNG, pixels"),
    (".pdf", "PDF, fonts inside"),
    (".csv", "CSV, the plotted data"),
)


class SaveChartDialog(FormDialog):
    """Asks; `export` gives the answers. Sizes are checked while they are typed."""

    def __init__(self, chart: Chart, last: ChartExport, look: Look, parent: QWidget) -> None:
        super().__init__("Save chart", chart.title, "Choose file…", look, parent)
        self._last = last
        assert tuple(suffix for suffix, _ in FORMATS) == SUFFIXES
        self.format = self.choice("&Format", FORMATS, last.suffix)
        presets = [(preset.key, preset.label) for preset in PRESETS.values()]
        self.preset = self.choice("&Size", presets, last.preset)
        self.width_line = self.line("&Width", last.width, "of the size above; or such as 120mm, 1200px")
        self.height_line = self.line("&Height", last.height, "as high as the chart needs")
        self.dpi = self.line("&Dots per inch", last.dpi, "of the size above; only for PNG")
        self.dark = QCheckBox("Dark colours")
        self.dark.setChecked(last.dark)
        self.outlines = QCheckBox("Letters as shapes (SVG)")
        self.outlines.setChecked(last.outlines)
        self.row("Colours", self.dark)
        self.row("Text", self.outlines)
        self.renew()
        self.fit()

    def export(self) -> ChartExport:
        """The answers."""
        return self._last._replace(
            suffix=self.format.currentData(),
            preset=self.preset.currentData(),
            width=self.width_line.text().strip(),
            height=self.height_line.text().strip(),
            dpi=self.dpi.text().strip(),
            dark=self.dark.isChecked(),
            outlines=self.outlines.isChecked(),
        )

    def faults(self) -> Sequence[Fault]:
        """What is wrong with the size, in the words of the command line."""
        try:
            self.export().size()
        except CarspecError as problem:
            return (Fault("size", str(problem)),)
        return ()
