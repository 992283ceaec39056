"""The stylesheet of the window: one small template, filled with the tokens of a theme."""

from string import Template

from carspec.output.palette import SPACING, Theme
from carspec.paths import resource

_TEMPLATE = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $line_strong; padding: ${small}px; }
QMenuBar { background: $window; border-bottom: 1px solid $line; padding: 2px ${small}px; }
QMenuBar::item { padding: ${small}px ${medium}px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $line_strong; padding: ${small}px; }
QMenu::item { padding: 5px ${huge}px 5px ${medium}px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: ${small}px; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $line;
    padding: 0 ${medium}px 2px; spacing: ${medium}px; }
QToolBar QToolButton, QPushButton, QComboBox { background: $raised; color: $text;
    border: 1px solid $line_strong; border-radius: 5px; padding: 4px 10px; }
QToolBar QToolButton { padding: 4px 6px 4px 8px; }
QToolBar QToolButton:hover, QPushButton:hover, QComboBox:hover { background: $hover; }
QToolBar QToolButton:checked, QPushButton:checked { background: $accent_soft; border-color: $accent;
    color: $accent; }
QToolBar QToolButton:disabled, QPushButton:disabled { color: $faint; border-color: $line; }
QPushButton:focus, QComboBox:focus { border: 2px solid $focus; padding: 3px 9px; }
QToolBar QToolButton:focus { border: 2px solid $focus; padding: 3px 5px 3px 7px; }
QToolBar QToolButton::menu-indicator { image: none; width: 0; }
QToolButton#command { background: $raised; color: $text; border: 1px solid $line_strong; border-radius: 5px;
    padding: 3px ${medium}px; }
QToolButton#command::menu-indicator { image: none; width: 0; }
QToolButton#command:hover { background: $hover; }
QToolButton#command:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QToolButton#command:disabled { color: $faint; border-color: $line; }
QToolButton#command:focus { border: 2px solid $focus; padding: 2px 7px; }
QToolButton#link { background: transparent; border: 2px solid transparent; border-radius: 4px; color: $accent;
    padding: 2px ${small}px; text-align: left; }
QToolButton#link::menu-indicator { image: none; width: 0; }
QToolButton#link:hover { background: $hover; }
QToolButton#link:focus { border-color: $focus; }
QPushButton#chip { border-radius: 4px; padding: 2px ${medium}px; border-color: $line_strong; }
QPushButton#chip:checked { border-color: $accent; }
QPushButton#chip:focus { border: 2px solid $focus; padding: 1px 7px; }
QPushButton#facet { border-radius: 9px; padding: 3px 0 3px ${medium}px; text-align: left; }
QPushButton#facet:focus { border: 2px solid $focus; padding: 2px 0 2px 7px; }
QWidget#facets { background: $raised; border: 1px solid $line_strong; }
QWidget#facets QTreeWidget { background: $raised; }
QWidget#facets QTreeWidget::item:selected { background: $selection; color: $text; }
QPushButton#primary { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton#primary:disabled { background: $raised; color: $faint; border-color: $line; }
QPushButton#primary:focus { border: 2px solid $text; }
QLineEdit { background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 5px;
    padding: 6px ${small}px;
    selection-background-color: $selection; selection-color: $text; }
QLineEdit:focus { border: 2px solid $focus; padding: 5px 3px; }
QAbstractItemView { background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $selection; selection-color: $text; }
QComboBox QAbstractItemView, QListView#completions { background: $raised; border: 1px solid $line_strong; }
QHeaderView, QTableView, QTableCornerButton::section { background: $surface; border: none;
    gridline-color: $line; }
QListWidget#pages::item { padding: ${small}px ${medium}px; border-radius: 4px; }
QListWidget#pages::item:selected { background: $selection; color: $text; }
QListWidget#pages { background: transparent; border: 2px solid transparent; }
QListWidget#pages:focus { border-color: $focus; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 0.9em; height: 0.9em; border: 1px solid $muted;
    border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent;
    border-color: $accent; image: url("$icons/check-$key.svg"); }
QCheckBox::indicator:disabled { border-color: $line_strong; background: $window; }
QCheckBox:focus { color: $accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/arrow-$key.svg"); width: 12px; height: 12px; }
QComboBox:disabled { color: $faint; border-color: $line; background: $window; }
QTabWidget::pane { border: 1px solid $line; background: $window; top: -1px; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px ${large}px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { background: $hover; }
QTabBar:focus { border: 1px solid $focus; }
QPrintPreviewDialog QComboBox { min-width: 6em; }
QComboBox QLineEdit { border: none; padding: 0; }
QComboBox QLineEdit:focus { border: none; padding: 0; }
QDialog#palette { background: $raised; border: 1px solid $line_strong; }
QFrame#notice { background: $accent_soft; border-bottom: 1px solid $line; }
QLabel#corner { background: $header; border-bottom: 1px solid $line_strong; border-right: 1px solid $line; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QComboBox::drop-down { border: none; width: 22px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTreeView::item, QDialog QListWidget::item { padding: 3px 0; }
QStatusBar { background: $window; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: none; }
QScrollArea { border: none; background: $surface; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: 2px solid transparent; border-radius: 5px;
    padding: 3px ${medium}px; margin-right: 2px; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { background: $accent_soft; color: $accent; }
QTabBar:focus::tab:selected { border-color: $focus; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="error"] { color: $error; }
""")


def stylesheet(theme: Theme) -> str:
    """The stylesheet in the colours of a theme."""
    icons = resource("icons").as_posix()
    return _TEMPLATE.substitute(theme._asdict() | SPACING._asdict() | {"icons": icons})
