"""Where the panels of the window stand, and the commands that show and hide them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from carspec.gui.chart_panel import ChartPanel
from carspec.gui.comparison_panel import ComparisonPanel
from carspec.gui.evidence_panel import EvidencePanel
from carspec.gui.library_panel import LibraryPanel


class Panels:
    """The library at the left, the comparison over its chart in the middle, the evidence at the right."""

    def __init__(
        self,
        library: LibraryPanel,
        comparison: ComparisonPanel,
        chart: ChartPanel,
        evidence: EvidencePanel,
    ) -> None:
        self._library, self._chart, self._evidence = library, chart, evidence
        self.centre, self.columns = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Horizontal)
        parts: tuple[tuple[QSplitter, tuple[QWidget, ...]], ...] = (
            (self.centre, (comparison, chart)),
            (self.columns, (library, self.centre, evidence)),
        )
        for splitter, panels in parts:
            for panel in panels:
                splitter.addWidget(panel)
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.columns.setStretchFactor(1, 1)
        self.centre.setStretchFactor(0, 2)
        self.centre.setStretchFactor(1, 1)

    def find_vehicle(self) -> None:
        self.show_library(True)
        self._library.focus_search()

    def shown(self) -> tuple[bool, ...]:
        """Whether library, chart and evidence are shown."""
        return self.library_shown(), self.chart_shown(), self.evidence_shown()

    def show_those(self, shown: tuple[bool, ...]) -> None:
        for panel, on in zip((self._library, self._chart, self._evidence), shown, strict=True):
            panel.setVisible(on)

    def show_library(self, on: bool) -> None:
        self._library.setVisible(on)

    def library_shown(self) -> bool:
        return not self._library.isHidden()

    def show_chart(self, on: bool) -> None:
        self._chart.setVisible(on)

    def chart_shown(self) -> bool:
        return not self._chart.isHidden()

    def show_evidence(self, on: bool) -> None:
        self._evidence.setVisible(on)

    def evidence_shown(self) -> bool:
        return not self._evidence.isHidden()
