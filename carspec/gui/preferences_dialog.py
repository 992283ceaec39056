"""The dialog of the preferences, made from their table; what is chosen holds at once."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from carspec.core.library import Library
from carspec.gui.look import Look
from carspec.gui.preferences import SETTINGS, Setting, first_values, value_of
from carspec.gui.view_state import ViewState
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

WIDTH_IN_EMS, HEIGHT_IN_EMS = 62, 44


class PreferencesDialog(QDialog):
    """One page for each page of the table, and pages of their own after them (title, widget)."""

    def __init__(
        self, state: ViewState, library: Library, look: Look, parent: QWidget, *more: tuple[str, QWidget]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self._state, self._library, self._look = state, library, look
        self._first = first_values(state.remembered.system_locale, library)
        self.editors: dict[str, QComboBox | QCheckBox] = {}
        self.resets: dict[str, QPushButton] = {}
        self._labels: list[tuple[WrappedLabel, bool]] = []
        self.pages = QTabWidget()
        for page in dict.fromkeys(setting.page for setting in SETTINGS):
            self.pages.addTab(self._page(page), page)
        for title, widget in more:
            self.pages.addTab(widget, title)
        self.reset_all = QPushButton("Reset all")
        self.reset_all.setToolTip("Every preference as on the first start; your own unit profiles stay")
        self.reset_all.clicked.connect(self._reset_all)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACING.huge, SPACING.huge, SPACING.huge, SPACING.huge)
        whole.setSpacing(SPACING.large)
        whole.addWidget(self.pages, 1)
        whole.addWidget(buttons)
        self.set_look(look)
        self._show()
        state.changed.connect(self._show)
        self.finished.connect(lambda _: state.changed.disconnect(self._show))

    def set_look(self, look: Look) -> None:
        """Take over another size of the text, which may be chosen here."""
        self._look = look
        for label, strong in self._labels:
            label.setFont(look.body_bold if strong else look.caption)
        room = self.screen().availableGeometry()
        width = min(round(look.em * WIDTH_IN_EMS), round(room.width() * 0.9))
        height = min(round(look.em * HEIGHT_IN_EMS), round(room.height() * 0.8))
        self.setMinimumSize(width, height)
        self.resize(width, height)
        if not self.isVisible():
            return
        outside = self.geometry().bottomRight() - room.bottomRight()
        self.move(self.pos() - QPoint(max(outside.x(), 0), max(outside.y(), 0)))

    def _page(self, name: str) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(SPACING.large, SPACING.large, SPACING.large, SPACING.large)
        grid.setHorizontalSpacing(SPACING.huge)
        grid.setVerticalSpacing(SPACING.small)
        grid.setColumnStretch(0, 1)
        row = 0
        for setting in (setting for setting in SETTINGS if setting.page == name):
            label, explains = WrappedLabel(setting.label), WrappedLabel(setting.explains)
            explains.setProperty("tone", "muted")
            self._labels += [(label, True), (explains, False)]
            editor = self._editor(setting)
            label.setBuddy(editor)
            reset = QPushButton("Reset")
            reset.setAccessibleName(f"Reset {setting.label}")
            reset.clicked.connect(
                lambda _=False, one=setting: self._state.prefer(one.key, self._first[one.key], one.step)
            )
            self.editors[setting.key], self.resets[setting.key] = editor, reset
            grid.addWidget(label, row, 0)
            grid.addWidget(explains, row + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(reset, row, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.setRowMinimumHeight(row + 2, SPACING.large)
            row += 3
        grid.setRowStretch(row, 1)
        return page

    def _editor(self, setting: Setting) -> QComboBox | QCheckBox:
        choose: Callable[[object], None] = lambda value: self._state.prefer(setting.key, value, setting.step)  # noqa: E731
        if setting.options is None:
            box = QCheckBox()
            box.clicked.connect(choose)
            editor: QComboBox | QCheckBox = box
        else:
            combo = QComboBox()
            combo.activated.connect(lambda place: choose(combo.itemData(place)))
            editor = combo
        editor.setAccessibleName(setting.label)
        editor.setAccessibleDescription(setting.explains)
        return editor

    def _show(self) -> None:
        """Bring every editor in line with the state."""
        remembered = self._state.remembered
        for setting in SETTINGS:
            editor, value = self.editors[setting.key], value_of(setting, remembered)
            if isinstance(editor, QCheckBox):
                editor.setChecked(bool(value))
            elif setting.options is not None:
                options = setting.options(self._library)
                if [editor.itemText(place) for place in range(editor.count())] != [t for _, t in options]:
                    editor.clear()
                    for option, text in options:
                        editor.addItem(text, option)
                values = [option for option, _ in options]
                editor.setCurrentIndex(values.index(value) if value in values else -1)
            self.resets[setting.key].setEnabled(value != self._first[setting.key])
        self.reset_all.setEnabled(any(reset.isEnabled() for reset in self.resets.values()))

    def _reset_all(self) -> None:
        for key, value in self._first.items():
            self._state.prefer(key, value, "reset of preferences")
