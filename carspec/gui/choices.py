"""Menus of which one entry is chosen: units, baseline, appearance; each is filled anew before it opens."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from carspec.core.names import label
from carspec.gui.remembered import APPEARANCES
from carspec.gui.view_state import ViewState

Option = tuple[str | None, str, str]
"""Key, text and tooltip."""


class ChoiceMenu(QMenu):
    """Asks `entries` for its entries and `chosen` for the key that is ticked; calls `choose` with another."""

    def __init__(
        self,
        title: str,
        entries: Callable[[], list[Option]],
        chosen: Callable[[], str | None],
        choose: Callable[[str | None], None],
        parent: QWidget,
    ) -> None:
        super().__init__(title, parent)
        self.entries, self._chosen, self.choose = entries, chosen, choose
        self.setToolTipsVisible(True)
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Make the entries anew."""
        for old in self._group.actions():
            self._group.removeAction(old)
            old.deleteLater()
        self.clear()
        for key, text, tip in self.entries():
            action = QAction(text.replace("&", "&&"), self, checkable=True)
            action.setChecked(key == self._chosen())
            action.setToolTip(tip)
            action.setData(key)
            action.triggered.connect(lambda _checked=False, key=key: self.choose(key))
            self._group.addAction(action)
            self.addAction(action)

    @property
    def text(self) -> str:
        """The text of the entry that is chosen."""
        return next((text for key, text, _ in self.entries() if key == self._chosen()), "")


def choice_menus(state: ViewState, parent: QWidget) -> dict[str, ChoiceMenu]:
    """The menus of choices by name."""

    def units() -> list[Option]:
        profiles = state.library.profiles.values() if state.library else ()
        return [(profile.key, profile.label, profile.description) for profile in profiles]

    def cars() -> list[Option]:
        shown = state.sheet.vehicles if state.sheet else ()
        return [
            (None, "None", "No differences are shown"),
            *((car.key, car.name, label(car)) for car in shown),
        ]

    return {
        "units": ChoiceMenu(
            "&Units", units, lambda: state.query.profile, lambda key: state.set_profile(key or ""), parent
        ),
        "baseline": ChoiceMenu("&Baseline", cars, lambda: state.query.baseline, state.set_baseline, parent),
        "appearance": ChoiceMenu(
            "&Appearance",
            lambda: [(key, text, "") for key, text in APPEARANCES.items()],
            lambda: state.remembered.appearance,
            lambda key: state.set_appearance(key or "system"),
            parent,
        ),
    }
