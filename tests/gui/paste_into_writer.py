"""Pastes the clipboard into an empty document of a running LibreOffice Writer and prints what arrived.

``/usr/bin/python3 paste_into_writer.py PIPE FORM FOLDER`` runs under the Python that has LibreOffice's module
uno. PIPE is the name of the pipe on which LibreOffice listens; FORM is a form of what was copied, such as
text/html; the document goes to FOLDER as ODT, DOCX and PDF.
The answer is JSON: `text` outside tables, `tables`, each with `heading` rows, `cells` and `adjusted`, and the
width and height of `pictures` in pixels.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]

PATIENCE_SECONDS = 40
FILTERS = {"odt": "writer8", "docx": "MS Word 2007 XML", "pdf": "writer_pdf_Export"}


def connect(pipe: str) -> Any:
    """Return the component context of the LibreOffice that listens on the pipe, as soon as it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def wait_for(form: str, context: Any) -> None:
    """Wait until LibreOffice knows that the clipboard holds a form: for a while it keeps what it held before,
    and whoever pastes then is told that the format is not available."""
    create = context.ServiceManager.createInstanceWithContext
    clipboard = create("com.sun.star.datatransfer.clipboard.SystemClipboard", context)
    end = time.monotonic() + PATIENCE_SECONDS
    while form not in _forms(clipboard.getContents()):
        if time.monotonic() > end:
            raise SystemExit(f"LibreOffice sees no {form} on the clipboard")
        time.sleep(0.1)


def _forms(contents: Any) -> set[str]:
    flavours = contents.getTransferDataFlavors() if contents is not None else ()
    return {flavour.MimeType.partition(";")[0] for flavour in flavours}


def paste(context: Any, document: Any) -> None:
    """Do what Edit, Paste does, and wait until something stands in the document."""
    create = context.ServiceManager.createInstanceWithContext
    frame = document.getCurrentController().getFrame()
    create("com.sun.star.frame.DispatchHelper", context).executeDispatch(frame, ".uno:Paste", "", 0, ())
    end = time.monotonic() + PATIENCE_SECONDS
    arrived = (document.getTextTables().getCount, document.getText().getString, _pictures(document).getCount)
    while not any(part() for part in arrived):
        if time.monotonic() > end:
            raise SystemExit("nothing was pasted")
        time.sleep(0.1)


def told(document: Any) -> dict[str, Any]:
    """Return the text outside tables, each table with its cells row by row, and the sizes of pictures."""
    tables, pictures = document.getTextTables(), _pictures(document)
    sizes = [pictures.getByIndex(place).Graphic.SizePixel for place in range(pictures.getCount())]
    return {
        "text": "".join(part.getString() for part in _parts(document.getText()) if not _is_table(part)),
        "tables": [_table(tables.getByIndex(place)) for place in range(tables.getCount())],
        "pictures": [[size.Width, size.Height] for size in sizes],
    }


def _pictures(document: Any) -> Any:
    return document.getGraphicObjects()


def _parts(text: Any) -> Iterator[Any]:
    found = text.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def _is_table(part: Any) -> bool:
    return bool(part.supportsService("com.sun.star.text.TextTable"))


def _table(table: Any) -> dict[str, Any]:
    rows, columns = table.getRows().getCount(), table.getColumns().getCount()
    cells = [[table.getCellByPosition(column, row) for column in range(columns)] for row in range(rows)]
    return {
        "heading": table.RepeatHeadline and table.HeaderRowCount,
        "cells": [[cell.getString() for cell in row] for row in cells],
        "adjusted": [[next(_parts(cell.getText())).ParaAdjust for cell in row] for row in cells],
    }


def keep(document: Any, folder: Path) -> None:
    """Save the document in each format."""
    for suffix, name in FILTERS.items():
        wanted = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        wanted.Name, wanted.Value = "FilterName", name
        document.storeToURL((folder / f"pasted.{suffix}").as_uri(), (wanted,))


def main(pipe: str, form: str, folder: Path) -> None:
    context = connect(pipe)
    wait_for(form, context)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, ())
    paste(context, document)
    print(json.dumps(told(document)))
    keep(document, folder)
    document.close(True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
