"""What the commands of the chart do: copy it, save it, show another kind of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from carspec.core.errors import CarspecError
from carspec.gui.chart_panel import ChartPanel
from carspec.gui.errands import Errands
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState
from carspec.output.charts.file_names import file_name
from carspec.output.charts.marks import Chart

SVG = "image/svg+xml"
COPY_DPI = 192.0


class ChartCommands:
    """Acts on the chart that is shown."""

    def __init__(
        self, state: ViewState, panel: ChartPanel, window: QWidget, look: Callable[[], Look]
    ) -> None:
        self._state, self._panel, self._window, self._look = state, panel, window, look
        self._errands = Errands(window)
        panel.copy_asked.connect(self.copy)

    def possible(self) -> bool:
        """Whether a chart is shown."""
        return self._chart() is not None and self._panel.isVisible()

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture and as SVG, light and with all its texts."""
        chart = self._chart()
        if chart is None:
            return
        self._state.say("Copying the chart …")
        self._errands.do(lambda: _copies(chart), self._put)

    def _put(self, copies: tuple[bytes, bytes]) -> None:
        png, svg = copies
        data = QMimeData()
        data.setImageData(QImage.fromData(png))
        data.setData(SVG, QByteArray(svg))
        QGuiApplication.clipboard().setMimeData(data)
        self._state.say("The chart was copied")

    def stop(self) -> None:
        """Let nothing be drawn any more."""
        self._errands.stop()

    def save(self) -> None:
        """Ask for size and format, then for the file, and write it."""
        from carspec.gui.save_chart_dialog import SaveChartDialog

        chart = self._chart()
        if chart is None:
            return
        dialog = SaveChartDialog(chart, self._state.remembered.export, self._look(), self._window)
        if not dialog.exec():
            return
        export = dialog.export()
        self._state.set_export(export)
        folder = Path(export.folder) if Path(export.folder).is_dir() else Path.home()
        suggested = folder / f"{file_name(chart.title)}{export.suffix}"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Save chart", str(suggested), f"{export.suffix[1:].upper()} (*{export.suffix})"
        )
        if chosen:
            self.write(chart, Path(chosen))

    def write(self, chart: Chart, path: Path) -> None:
        """Write the chart as was last asked for; what goes wrong is told in the status line."""
        from carspec.output.charts.files import save_chart
        from carspec.output.palette import DARK, LIGHT

        export = self._state.remembered.export
        path = path if path.suffix.lower() == export.suffix else path.with_name(path.name + export.suffix)
        theme = DARK if export.dark else LIGHT

        def work() -> str | None:
            try:
                save_chart(chart, path, export.size(), theme, outlines=export.outlines)
            except CarspecError as problem:
                return str(problem)
            return None

        def tell(problem: str | None) -> None:
            if problem is None:
                self._state.set_export(export._replace(folder=str(path.parent)))
            self._state.say(problem or f"The chart was saved as {path.name}")

        self._state.say(f"Saving {path.name} …")
        self._errands.do(work, tell)

    def zoom_in(self) -> None:
        self._panel.zoom("in")

    def zoom_out(self) -> None:
        self._panel.zoom("out")

    def zoom_reset(self) -> None:
        self._panel.zoom("reset")

    def _chart(self) -> Chart | None:
        picture = self._panel.picture
        return picture.chart if picture is not None else None


def _copies(chart: Chart) -> tuple[bytes, bytes]:
    """A chart as PNG and as SVG, as they are copied."""
    from carspec.output.charts.files import chart_bytes
    from carspec.output.charts.sizes import PictureSize

    size = PictureSize(576.0, dpi=COPY_DPI)
    return chart_bytes(chart, ".png", size), chart_bytes(chart, ".svg", size)
