"""The page of the preferences on which a person makes unit profiles of their own, quantity by quantity."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from carspec.core.errors import CarspecError
from carspec.core.library import Library
from carspec.core.profiles import Profile
from carspec.core.user_profiles import OWN, own_key
from carspec.gui.view_state import ViewState
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

NONE = "—"


class ProfilePage(QWidget):
    """Shows the profile that is chosen; one that ships is changed through a copy with a name of its own."""

    def __init__(self, state: ViewState, library: Library, save: Callable[[Iterable[Profile]], None]) -> None:
        super().__init__()
        self._state, self._library, self._save = state, library, save
        self.profile = QComboBox()
        self.profile.setAccessibleName("Unit profile")
        self.profile.activated.connect(lambda place: state.set_profile(self.profile.itemData(place)))
        self.copy_button, self.delete_button = QPushButton("Make your own…"), QPushButton("Delete")
        self.copy_button.clicked.connect(self._ask_name)
        self.delete_button.clicked.connect(self._delete)
        self.hint = WrappedLabel()
        self.hint.setProperty("tone", "muted")
        self.units: dict[tuple[str, int], QComboBox] = {}
        self._arrange()
        self._show()
        state.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """The boxes of all quantities are made when somebody looks at them."""
        if self._scroll.widget() is None:
            self._scroll.setWidget(self._boxes())
            self._show()
        super().showEvent(event)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.profile, 1)
        top.addWidget(self.copy_button)
        top.addWidget(self.delete_button)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACING.large, SPACING.large, SPACING.large, SPACING.large)
        whole.setSpacing(SPACING.medium)
        whole.addLayout(top)
        whole.addWidget(self.hint)
        whole.addWidget(self._scroll, 1)

    def _boxes(self) -> QWidget:
        """Three boxes for each quantity, one a unit."""
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, SPACING.large, 0)
        grid.setColumnStretch(0, 1)
        for column, text in enumerate(("Quantity", "Unit", "Also in", "And in")):
            head = QLabel(text)
            head.setProperty("tone", "muted")
            grid.addWidget(head, 0, column)
        for row, kind in enumerate(self._kinds(), start=1):
            name = kind.replace("_", " ").capitalize()
            grid.addWidget(QLabel(name), row, 0)
            for place in range(3):
                box = QComboBox()
                box.setAccessibleName(f"{name}, {('unit', 'also in', 'and in')[place]}")
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
                if place:
                    box.addItem(NONE, None)
                for key in self._library.units.allowed(kind):
                    box.addItem(self._library.units.get(key).symbol, key)
                box.activated.connect(lambda _, kind=kind: self._change(kind))
                self.units[kind, place] = box
                grid.addWidget(box, row, 1 + place)
        return inner

    def _kinds(self) -> list[str]:
        """The quantities that any profile names, without money, which is shown in its own currency."""
        named = [kind for profile in self._library.profiles.values() for kind in profile.kinds]
        return [kind for kind in dict.fromkeys(named) if kind != "money"]

    def _show(self) -> None:
        profiles, chosen = self._library.profiles, self._state.query.profile
        self.profile.clear()
        for profile in profiles.values():
            self.profile.addItem(profile.label, profile.key)
        self.profile.setCurrentIndex(list(profiles).index(chosen))
        own = chosen.startswith(OWN)
        self.delete_button.setEnabled(own)
        self.hint.setText(
            "Your own profile. Changes hold at once."
            if own
            else f"{profiles[chosen].description}. Make your own to change it."
        )
        for (kind, place), box in self.units.items():
            units = profiles[chosen].kinds.get(kind, ())
            box.setCurrentIndex(box.findData(units[place]) if place < len(units) else 0 if place else -1)
            box.setEnabled(own)

    def _ask_name(self) -> None:
        based = self._library.profiles[self._state.query.profile]
        name, given = QInputDialog.getText(
            self, "Your own units", "Name of the profile:", text=f"My {based.label}"
        )
        if given and name.strip():
            self.make(name.strip())

    def make(self, name: str) -> None:
        """Make an own profile of that name, a copy of the one that is chosen, and choose it."""
        based = self._library.profiles[self._state.query.profile]
        key = own_key(name, self._library.profiles)
        made = replace(based, key=key, label=name, description=f"Your own, made from {based.label}")
        self._keep([*self._own(), made], key)

    def _delete(self) -> None:
        gone = self._state.query.profile
        self._keep(
            [profile for profile in self._own() if profile.key != gone], next(iter(self._library.profiles))
        )

    def _change(self, kind: str) -> None:
        chosen = self._state.query.profile
        picked = (self.units[kind, place].currentData() for place in range(3))
        units = tuple(dict.fromkeys(unit for unit in picked if unit is not None))
        own = [
            replace(profile, kinds={**profile.kinds, kind: units}) if profile.key == chosen else profile
            for profile in self._own()
        ]
        self._keep(own, chosen)

    def _own(self) -> list[Profile]:
        return [profile for profile in self._library.profiles.values() if profile.key.startswith(OWN)]

    def _keep(self, own: list[Profile], chosen: str) -> None:
        """Write them first: what cannot be kept is not shown."""
        try:
            self._save(own)
        except CarspecError as problem:
            QMessageBox.warning(self, "Your own units", str(problem))
            self._show()
            return
        self._state.set_own_profiles({profile.key: profile for profile in own}, chosen)
