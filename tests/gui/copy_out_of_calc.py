"""Fills a sheet of a running LibreOffice Calc with cars and copies it, as a person does with the keys.

``/usr/bin/python3 copy_out_of_calc.py PIPE`` runs under the Python that has LibreOffice's module uno. PIPE is
the name of the pipe on which LibreOffice listens. The sheet stays open: what is copied is fetched from it.
"""

import sys
from typing import Any

import uno  # type: ignore[import-not-found]
from paste_into_writer import connect  # type: ignore[import-not-found]

GERMAN = ("de", "DE")
HEAD = ("Marke", "Modell", "Leistung (kW)", "Länge (mm)", "Masse (t)", "Stand", "Preis (€)")
ROWS = (
    ("Aurus", "Senat\nLimousine", 440, 6630, 6.5, "=DATE(2018;5;7)", 1234567.5),
    ("", "Arsenal", 440.5, 6200, 4.25, "=DATE(2022;1;31)", "auf Anfrage"),
    ("Škoda", "Superb <Panzer>", 206, 4869, 3.1, "", 250000),
)
FORMATS = {3: "#.##0", 4: "0,00", 5: "TT.MM.JJJJ", 6: "#.##0,00"}
"""The formats of columns, as they are written in German."""


def fill(document: Any) -> Any:
    """The cars below a title, a make that stands for two rows; returns all used cells."""
    sheet = document.getSheets().getByIndex(0)
    german = uno.createUnoStruct("com.sun.star.lang.Locale")
    german.Language, german.Country = GERMAN
    formats = document.getNumberFormats()
    sheet.getCellByPosition(0, 0).setString("Staatskarossen")
    for column, name in enumerate(HEAD):
        sheet.getCellByPosition(column, 1).setString(name)
        for row, cells in enumerate(ROWS, 2):
            cell, value = sheet.getCellByPosition(column, row), cells[column]
            if isinstance(value, str) and not value.startswith("="):
                cell.setString(value)
            elif isinstance(value, str):
                cell.setFormula(value)
            else:
                cell.setValue(value)
            if (column in FORMATS and not isinstance(value, str)) or column == 5:
                code = FORMATS[column]
                found = formats.queryKey(code, german, False)
                cell.NumberFormat = formats.addNew(code, german) if found < 0 else found
    sheet.getCellRangeByPosition(0, 2, 0, 3).merge(True)
    return sheet.getCellRangeByPosition(0, 0, len(HEAD) - 1, len(ROWS) + 1)


def main(pipe: str) -> None:
    context = connect(pipe)
    create = context.ServiceManager.createInstanceWithContext
    desktop = create("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    controller = document.getCurrentController()
    controller.select(fill(document))
    frame = controller.getFrame()
    create("com.sun.star.frame.DispatchHelper", context).executeDispatch(frame, ".uno:Copy", "", 0, ())


if __name__ == "__main__":
    main(sys.argv[1])
