"""The clipboard: a copied part of a Sheet in all its forms at once, and what was copied elsewhere."""

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from carspec.core.importing.table import Copied
from carspec.output.clipboard import CopiedTexts

TSV = "text/tab-separated-values"
ADDRESSES = {"chromium/x-source-url": "utf-8", "text/x-moz-url-priv": "utf-16-le"}
"""The forms in which Chromium and Firefox tell which page was copied from, and their encodings."""


def put(texts: CopiedTexts) -> None:
    """Replace the content of the clipboard."""
    data = QMimeData()
    data.setText(texts.plain)
    if texts.tsv is not None:
        data.setData(TSV, QByteArray(texts.tsv.encode("utf-8")))
    if texts.html is not None:
        data.setHtml(texts.html)
    QGuiApplication.clipboard().setMimeData(data)


def copied_elsewhere() -> Copied:
    """What the clipboard holds, as far as a table can be in it."""
    data = QGuiApplication.clipboard().mimeData()
    told = (bytes(data.data(form).data()).decode(code, "replace") for form, code in ADDRESSES.items())
    return Copied(
        html=data.html() or None,
        text=data.text() or None,
        address=next((address.strip("\0\r\n ") for address in told if address), None),
    )
