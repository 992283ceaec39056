"""Asks for a vehicle that the data lack: its identity only, since every figure is a claim."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from carspec.core.changes import OwnVehicle
from carspec.core.own_claims import Fault, vehicle_faults
from carspec.core.values import BODY_STYLES
from carspec.gui.form_dialog import FormDialog, text_of
from carspec.gui.look import Look

ARMOURED = ((None, "not known"), ("yes", "yes"), ("no", "no"))


class VehicleDialog(FormDialog):
    """`answer` is the vehicle, once the dialog was accepted; `before` is the one that is corrected."""

    def __init__(self, look: Look, parent: QWidget, before: OwnVehicle | None = None) -> None:
        words = ("Add a vehicle", "A vehicle that the data lack", "Add vehicle")
        if before is not None:
            words = ("Correct your vehicle", f"{before.make} {before.model}", "Correct vehicle")
        super().__init__(*words, look, parent)
        car = before or OwnVehicle("", "")
        self.make = self.line("&Make", car.make, "Genesis")
        self.model = self.line("M&odel", car.model, "G90 Guard")
        self.generation = self.line("&Generation or type code", car.generation)
        self.year_from = self.line("&First year", str(car.year_from or ""), "2018")
        self.year_to = self.line("&Last year", str(car.year_to or ""), "empty while it is built")
        styles = [(None, "not known"), *((style, style) for style in BODY_STYLES)]
        self.body_style = self.choice("&Body style", styles, car.body_style)
        armoured = {True: "yes", False: "no", None: None}[car.armoured]
        self.armoured = self.choice("&Armoured", ARMOURED, armoured)
        self.armourer = self.line("A&rmourer", car.armourer, "who armoured it")
        self.base_vehicle = self.line("Ba&se vehicle", car.base_vehicle, "the car it was made from")
        self.make.setFocus()
        self.renew()
        self.fit()

    def answer(self) -> OwnVehicle:
        return OwnVehicle(
            make=self.make.text().strip(),
            model=self.model.text().strip(),
            generation=text_of(self.generation),
            year_from=_year(self.year_from),
            year_to=_year(self.year_to),
            body_style=self.body_style.currentData(),
            armourer=text_of(self.armourer),
            armoured={"yes": True, "no": False}.get(self.armoured.currentData()),
            base_vehicle=text_of(self.base_vehicle),
        )

    def faults(self) -> Sequence[Fault]:
        typed = (
            Fault(part, f"“{line.text().strip()}” is no year: write four digits, such as 2018.")
            for part, line in (("year_from", self.year_from), ("year_to", self.year_to))
            if text_of(line) and _year(line) is None
        )
        return [*vehicle_faults(self.answer()), *typed]

    def renew(self) -> None:
        if hasattr(self, "base_vehicle"):
            super().renew()


def _year(line: QLineEdit) -> int | None:
    text = line.text().strip()
    return int(text) if text.isdecimal() and len(text) <= 6 else None
