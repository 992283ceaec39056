"""The commands of the table as Qt's actions, kept in line with what can be done and what is switched on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from carspec.gui.choices import ChoiceMenu
from carspec.gui.commands import MENUS, Command, commands, in_menu, sequences
from carspec.gui.icons import icon
from carspec.gui.look import Look


class CommandActions(dict[str, QAction]):
    """Actions by the key of their command.

    `handlers` are the objects that `does`, `needs` and `on` name; `parts` the widgets that `within` names.
    """

    def __init__(self, handlers: Mapping[str, object], parts: Mapping[str, QWidget], window: QWidget) -> None:
        super().__init__()
        self._handlers, self._parts, self._window = handlers, parts, window
        for command in commands():
            self[command.key] = self._action(command)

    def press(self, keys: QKeyCombination) -> None:
        """Do what keys stand for, where it can be done and they are not another's."""
        focus = self._window.focusWidget()
        for command in commands():
            part = self._parts.get(command.within)
            elsewhere = part is not None and part is not focus and not (focus and part.isAncestorOf(focus))
            if QKeySequence(keys) in self[command.key].shortcuts() and not elsewhere:
                self[command.key].trigger()

    def renew(self) -> None:
        """Grey out what has nothing to act on, and show which switches are on."""
        for command in commands():
            action = self[command.key]
            if command.needs:
                action.setEnabled(self._method(command.needs)())
            if command.on:
                action.setChecked(self._method(command.on)())
            if command.says:
                action.setText(self._method(command.says)())

    def set_look(self, look: Look) -> None:
        for command in commands():
            if command.icon:
                self[command.key].setIcon(icon(command.icon, look.theme))

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self._window)
        action.setShortcuts(sequences(command))
        action.setToolTip(command.tip or command.name)
        does, switch = self._method(command.does), bool(command.on)
        action.setCheckable(switch)
        action.triggered.connect(lambda checked=False: does(checked) if switch else does())
        action.triggered.connect(self.renew)
        if command.within:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._parts[command.within].addAction(action)
        return action

    def _method(self, name: str) -> Callable[..., Any]:
        """The method that a name such as "cars.remove" means."""
        handler, _, method = name.partition(".")
        found: Callable[..., Any] = getattr(self._handlers[handler], method)
        return found


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction], choices: Mapping[str, ChoiceMenu]) -> None:
    """Make the menus of the table."""
    for name, (title, _) in MENUS.items():
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        for place, group in enumerate(in_menu(name)):
            if place:
                menu.addSeparator()
            for entry in group:
                if isinstance(entry, Command):
                    menu.addAction(actions[entry.key])
                else:
                    menu.addMenu(choices[entry.key])


def add_groups(menu: QMenu, wanted: Iterable[Command], actions: Mapping[str, QAction]) -> None:
    """Add commands to a context menu, with a line between those of different groups."""
    before = None
    for command in wanted:
        if command.place != before:
            menu.addSeparator()
        menu.addAction(actions[command.key])
        before = command.place
