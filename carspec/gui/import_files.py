"""The files beside an import: a mapping that is loaded or saved, and the rows with refused cells."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from carspec import NAME
from carspec.core.errors import CarspecError
from carspec.core.importing.mapping import Mapping, mapping_text
from carspec.core.importing.meaning import load_mapping
from carspec.core.importing.reading import TableReader
from carspec.core.library import Library
from carspec.output.files import write_whole
from carspec.output.import_report import refused_csv

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


def save_mapping(window: QWidget, mapping: Mapping, beside: Path) -> None:
    """Ask for a file and write the mapping into it."""
    path = _asked(window, "Save the mapping", beside, MAPPINGS, "mapping.json")
    if path is not None:
        _write(window, path, mapping_text(mapping).encode())


def save_refused(window: QWidget, reader: TableReader, beside: Path) -> None:
    """Ask for a file and write the rows with refused cells into it, to be corrected and imported again."""
    path = _asked(window, "Save the refused rows", beside, LISTS, "refused.csv")
    if path is not None:
        _write(window, path, refused_csv(reader))


def _asked(window: QWidget, title: str, beside: Path, kind: str, ending: str) -> Path | None:
    dialog = QFileDialog(window, title, str(beside.parent), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.rpartition(".")[2])
    dialog.selectFile(f"{beside.name.partition('.')[0]} {ending}")
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
