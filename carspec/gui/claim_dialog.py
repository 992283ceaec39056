"""Asks for a claim: the value as its source writes it, read while it is typed, and where it stands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from carspec.core.changes import OwnClaim, OwnSource
from carspec.core.errors import CarspecError
from carspec.core.own_claims import Fault, claim_faults, read_own
from carspec.core.provenance import is_language
from carspec.core.scopes import SCOPES
from carspec.core.sheet import Sheet
from carspec.core.trust import SOURCE_KINDS
from carspec.core.values import COMPUTED_KINDS, Vehicle
from carspec.gui.claim_texts import reading_sentence
from carspec.gui.form_dialog import FormDialog, text_of
from carspec.gui.look import Look

SOURCE_WORDS = {"user": "my own measurement or knowledge", "mirror": "copy of another page"}
EXAMPLES = {
    "power": "598 PS",
    "torque": "880 N·m",
    "mass": "6.2 t",
    "length": "5,630 mm",
    "speed": "250 km/h",
    "duration": "9.0 s",
    "consumption": "15.2 L/100 km",
    "money": "1.2 million €",
    "count": "5",
    "year": "2018",
    "rating": "VR10",
}
DATE_EXAMPLE = "2024, 2024-05 or 2024-05-07"


class ClaimDialog(FormDialog):
    """`answer` is the claim, once the dialog was accepted; `before` fills the form where one is corrected."""

    def __init__(
        self,
        sheet: Sheet,
        vehicle: Vehicle,
        field: str,
        look: Look,
        parent: QWidget,
        before: OwnClaim | None = None,
    ) -> None:
        title = "Correct a claim" if before else "Add a claim"
        super().__init__(title, f"A claim on {vehicle.name}", title if before else "Add claim", look, parent)
        self._sheet, self._vehicle = sheet, vehicle
        claim = before or OwnClaim(vehicle.key, field, "", OwnSource())
        source = claim.source
        fields = sheet.library.fields.values()
        self.field = self.choice(
            "&Field", [(f.key, f.label) for f in fields if f.kind not in COMPUTED_KINDS], claim.field
        )
        self.field.setMaxVisibleItems(20)
        self.value = self.line("&Value", claim.text)
        self.read = self.note()
        scopes = [(None, "of the car itself"), *SCOPES.items()]
        self.scope = self.choice("S&aid", scopes, claim.scope)
        self.condition = self.line("&Condition", claim.condition, "sport mode, with winter tyres …")
        self.valid_at = self.line("Holds for &date", claim.valid_at, DATE_EXAMPLE)
        self.title = self.line("&Title of the source", source.title, "headline, book or document")
        self.publisher = self.line("&Publisher", source.publisher, "who printed it or runs the site")
        self.url = self.line("A&ddress", source.url, "https://")
        self.published = self.line("P&ublished", source.published, DATE_EXAMPLE)
        kinds = [(kind, SOURCE_WORDS.get(kind, kind)) for kind in SOURCE_KINDS]
        self.kind = self.choice("&Kind of source", kinds, source.kind)
        self.language = self.line("&Language", source.language, "en, de, ru …")
        self.remark = self.line("&Note", claim.note)
        self.value.setFocus()
        self.renew()
        self.fit()

    def answer(self) -> OwnClaim:
        return OwnClaim(
            vehicle=self._vehicle.key,
            field=self.field.currentData(),
            text=self.value.text().strip(),
            source=OwnSource(
                title=text_of(self.title),
                publisher=text_of(self.publisher),
                url=text_of(self.url),
                published=text_of(self.published),
                kind=self.kind.currentData(),
                language=text_of(self.language),
            ),
            scope=self.scope.currentData(),
            condition=text_of(self.condition),
            valid_at=text_of(self.valid_at),
            note=text_of(self.remark),
        )

    def faults(self) -> Sequence[Fault]:
        return claim_faults(self.answer(), self._sheet.library)

    def renew(self) -> None:
        if not hasattr(self, "remark"):
            return  # the form is being made
        super().renew()
        self._show_reading()
        faults = self.faults()
        if self.value.text().strip() and faults and faults[0].part == "text":
            self.fault.setText("The value cannot be read.")  # the reason stands beside it

    def _show_reading(self) -> None:
        """What the value is read as, or why it cannot be; "" while there is none."""
        library, text = self._sheet.library, self.value.text().strip()
        field = library.fields[self.field.currentData()]
        self.value.setPlaceholderText(EXAMPLES.get(field.kind, ""))
        language = text_of(self.language)
        try:
            language = language if language and is_language(language) else None
            found = read_own(text, field, language, library.unit_words, library.units) if text else None
        except CarspecError as refusal:
            self.read.setText(str(refusal))
            return
        self.read.setText(
            reading_sentence(found, field, self._sheet) if found else "As the source writes it."
        )
