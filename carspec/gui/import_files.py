"""The files beside an import: a mapping that is loaded or saved, and the list of refused cells."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from carspec import NAME
from carspec.core.errors import CarspecError
from carspec.core.importing.cars import RefusedCell
from carspec.core.importing.mapping import Mapping, mapping_text
from carspec.core.importing.meaning import load_mapping
from carspec.core.library import Library
from carspec.gui.import_plan import refused_csv
from carspec.output.files import write_whole

MAPPINGS, LISTS = "Mappings (*.json)", "Lists (*.csv)"


def load_into(window: QWidget, library: Library) -> Mapping | None:
    """Ask for a mapping; None where there is none, which a message then says."""
    dialog = QFileDialog(window, "Load a mapping", str(Path.home()), MAPPINGS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    path = _chosen(dialog)
    try:
        return load_mapping(path, library) if path is not None else None
    except CarspecError as refusal:
        QMessageBox.warning(window, NAME, str(refusal))
        return None


def save_mapping(window: QWidget, mapping: Mapping, table: Path) -> None:
    """Ask for a file and write the mapping into it."""
    path = _asked(window, "Save the mapping", table, MAPPINGS, "mapping.json")
    if path is not None:
        _write(window, path, mapping_text(mapping).encode())


def save_refused(window: QWidget, refused: Sequence[RefusedCell], table: Path) -> None:
    """Ask for a file and write the list of refused cells into it."""
    path = _asked(window, "Save the refused cells", table, LISTS, "refused.csv")
    if path is not None:
        _write(window, path, refused_csv(refused))


def _asked(window: QWidget, title: str, table: Path, kind: str, ending: str) -> Path | None:
    dialog = QFileDialog(window, title, str(table.parent), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.rpartition(".")[2])
    dialog.selectFile(f"{table.name.partition('.')[0]} {ending}")
    return _chosen(dialog)


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if accepted and names else None


def _write(window: QWidget, path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except CarspecError as refusal:
        QMessageBox.warning(window, NAME, str(refusal))
