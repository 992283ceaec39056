"""Puts a copied part of a Sheet on the clipboard, in all its forms at once."""

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from carspec.output.clipboard import CopiedTexts

TSV = "text/tab-separated-values"


def put(texts: CopiedTexts) -> None:
    """Replace the content of the clipboard."""
    data = QMimeData()
    data.setText(texts.plain)
    if texts.tsv is not None:
        data.setData(TSV, QByteArray(texts.tsv.encode("utf-8")))
    if texts.html is not None:
        data.setHtml(texts.html)
    QGuiApplication.clipboard().setMimeData(data)
