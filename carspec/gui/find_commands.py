"""What the commands that find text in the comparison do, and where Ctrl+F looks."""

from PySide6.QtWidgets import QApplication, QWidget

from carspec.gui.comparison_panel import ComparisonPanel
from carspec.gui.library_panel import LibraryPanel


class FindCommands:
    """Looks in the comparison where the focus is in it or in one of `near`, else in the library."""

    def __init__(self, comparison: ComparisonPanel, library: LibraryPanel, near: tuple[QWidget, ...]) -> None:
        self._comparison, self._library = comparison, library
        self._near = (comparison, *near)
        self._from: QWidget | None = None
        comparison.find_bar.closed.connect(self._give_focus_back)

    def find(self) -> None:
        """Find in the comparison, or a vehicle in the library, by where the focus is."""
        focus = QApplication.focusWidget()
        inside = focus is not None and any(part is focus or part.isAncestorOf(focus) for part in self._near)
        if inside and self.possible():
            self._open(focus)
        else:
            self.find_vehicle()

    def find_vehicle(self) -> None:
        """Go to the search of the library, which is shown for it."""
        self._library.show()
        self._library.focus_search()

    def possible(self) -> bool:
        """Whether there are figures to search in."""
        return self._comparison.shows_table

    def next(self) -> None:
        self._go(1)

    def previous(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        bar = self._comparison.find_bar
        if bar.isHidden():
            self._open(QApplication.focusWidget())
        if bar.field.text():
            bar.go(step)

    def _open(self, focus: QWidget | None) -> None:
        bar = self._comparison.find_bar
        if focus is not None and not bar.isAncestorOf(focus):
            self._from = focus
        bar.open()

    def _give_focus_back(self) -> None:
        """To where it was; the table where that is gone."""
        wanted = self._from if self._from is not None and self._from.isVisible() else self._comparison.table
        wanted.setFocus()
