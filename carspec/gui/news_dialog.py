"""What a new edition of the data has changed, shown once."""

from html import escape

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from carspec.core.history import FigureChange, News
from carspec.core.library import Library
from carspec.gui.look import Look
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

WIDTH_IN_EMS, HEIGHT_IN_EMS = 56, 36


class NewsDialog(QDialog):
    """Changes nothing."""

    def __init__(self, news: News, library: Library, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("New data")
        head = WrappedLabel(headline(news))
        head.setFont(look.emphasis_bold)
        told = WrappedLabel(summary(news))
        self.list = QTextEdit()
        self.list.setReadOnly(True)
        self.list.setAccessibleName("What has changed")
        self.list.setTabChangesFocus(True)
        found = groups(news, library)
        self.list.setHtml(
            "".join(f"<h4>{title} ({len(lines)})</h4>{_listed(lines)}" for title, lines in found)
        )
        self.list.setVisible(bool(found))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING.huge, SPACING.huge, SPACING.huge, SPACING.huge)
        layout.setSpacing(SPACING.medium)
        for part in (head, told, self.list, buttons):
            layout.addWidget(part)
        room = parent.screen().availableSize()
        wanted = QSize(round(look.em * WIDTH_IN_EMS), round(look.em * HEIGHT_IN_EMS))
        self.resize(wanted.boundedTo(room * 0.92))


def _listed(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def headline(news: News) -> str:
    if news.before == news.after:
        return f"The data of {news.after} are read by new rules"
    return f"The data are now of {news.after}, before of {news.before}"


def summary(news: News) -> str:
    """The counts of claims, in a sentence."""
    parts = [f"{news.claims_added:,} claims were added", f"{news.claims_removed:,} removed"]
    return f"{' and '.join(parts)}. Your own claims and judgements were kept."


def groups(news: News, library: Library) -> list[tuple[str, list[str]]]:
    """Titles with the lines below them; without those that have none."""
    found = (
        ("What you did and no longer applies", list(news.lost)),
        ("Cars added", list(news.vehicles_added)),
        ("Cars removed", list(news.vehicles_removed)),
        ("Figures that changed", [_line(change, library) for change in news.figures]),
    )
    return [(title, lines) for title, lines in found if lines]


def _line(change: FigureChange, library: Library) -> str:
    """ "Power of Aurus Senat: 595 hp → 598 PS"."""
    field = library.fields[change.field].label if change.field in library.fields else change.field
    car = library.vehicles[change.vehicle].name if change.vehicle in library.vehicles else change.vehicle
    return f"{field} of {car}: {change.before or 'no figure'} → {change.after or 'no figure'}"
