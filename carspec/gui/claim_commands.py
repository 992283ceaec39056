"""What the commands about a claim do: show it, exclude it, cite it; add, correct and withdraw own ones."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu, QMessageBox, QWidget

from carspec import NAME
from carspec.core.changes import (
    AddClaim,
    AddVehicle,
    Change,
    CorrectClaim,
    CorrectVehicle,
    JudgeClaim,
    OwnClaim,
    OwnSource,
    OwnVehicle,
    RemoveVehicle,
    WithdrawClaim,
)
from carspec.core.consensus import Judgement
from carspec.core.errors import CarspecError
from carspec.core.values import COMPUTED_KINDS, Claim, Source
from carspec.gui.command_actions import add_groups
from carspec.gui.commands import commands
from carspec.gui.evidence_panel import EvidencePanel
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState

GROUPS = ("claims/claim", "claims/own")
"""The groups of commands that stand in the menu of a claim."""


class ClaimCommands:
    """Acts on the claim that is current in the evidence, and asks the state for each change."""

    def __init__(
        self, state: ViewState, evidence: EvidencePanel, window: QWidget, look: Callable[[], Look]
    ) -> None:
        self._state, self._evidence, self._window, self._look = state, evidence, window, look

    def any(self) -> bool:
        """Whether there is a claim to act on."""
        return self._evidence.claim() is not None

    def own(self) -> bool:
        claim = self._evidence.claim()
        return claim is not None and claim.own

    def linked(self) -> bool:
        """Whether the source of the claim has an address."""
        return self._evidence.address() is not None

    def shown(self) -> bool:
        judgement = self._judgement()
        return judgement is not None and judgement.rank > 0

    def excluded(self) -> bool:
        judgement = self._judgement()
        return judgement is not None and judgement.excluded

    def set_shown(self, on: bool) -> None:
        """Make the claim the one that is shown, or leave that to the rules again."""
        claim = self._evidence.claim()
        if claim is None:
            return
        held = [c for c in self._claims_of(claim) if c.key != claim.key and self._rank(c) > 0]
        if on:
            top = 1 + max((self._rank(c) for c in held), default=0)
            self._change(JudgeClaim(claim.vehicle, claim.key, Judgement(rank=top)))
        else:
            self._change(JudgeClaim(claim.vehicle, claim.key, None))

    def set_excluded(self, on: bool) -> None:
        """Take the claim out, for a reason that is asked for, or count it again."""
        from carspec.gui.reason_dialog import ReasonDialog

        claim = self._evidence.claim()
        if claim is None:
            return
        if not on:
            self._change(JudgeClaim(claim.vehicle, claim.key, None))
            return
        dialog = ReasonDialog(f"“{claim.as_stated}”", self._look(), self._window)
        if self._asked(dialog):
            judgement = Judgement(excluded=True, reason=dialog.answer())
            self._change(JudgeClaim(claim.vehicle, claim.key, judgement))

    def copy_citation(self) -> None:
        QGuiApplication.clipboard().setText(self._evidence.citation())
        self._state.say("The citation was copied.")

    def open_source(self) -> None:
        address = self._evidence.address()
        if address is not None:
            QDesktopServices.openUrl(QUrl(address))

    def copy_correction(self) -> None:
        """Put a text for the maintainers of the data on the clipboard."""
        from carspec.core.correction import correction_text

        claim, library = self._evidence.claim(), self._state.library
        if claim is not None and library is not None:
            QGuiApplication.clipboard().setText(correction_text(claim, library))
            self._state.say("A text for the maintainers of the data was copied.")

    def can_add(self) -> bool:
        """Whether a car is selected that a claim can be said of."""
        field = self._state.field
        claimed = field is not None and field.kind not in COMPUTED_KINDS
        return claimed and self._state.vehicle is not None

    def add(self) -> None:
        """Ask for a claim on the selected car and field, and add it."""
        from carspec.gui.claim_dialog import ClaimDialog

        sheet, vehicle, field = self._state.sheet, self._state.vehicle, self._state.field
        if sheet is None or vehicle is None or field is None:
            return
        dialog = ClaimDialog(sheet, vehicle, field.key, self._look(), self._window)
        if self._asked(dialog) and self._change(AddClaim(dialog.answer())):
            self._state.reveal(dialog.answer().field)

    def correct(self) -> None:
        """Ask for what should stand in the place of an own claim."""
        from carspec.gui.claim_dialog import ClaimDialog

        sheet, claim = self._state.sheet, self._evidence.claim()
        if sheet is None or claim is None or not claim.own:
            return
        vehicle = sheet.library.vehicles[claim.vehicle]
        before = own_claim(claim, sheet.library.sources[claim.source])
        dialog = ClaimDialog(sheet, vehicle, claim.field, self._look(), self._window, before)
        if self._asked(dialog) and dialog.answer() != before:
            self._change(CorrectClaim(claim.key, dialog.answer()))

    def withdraw(self) -> None:
        claim = self._evidence.claim()
        if claim is not None and claim.own:
            self._change(WithdrawClaim(claim.vehicle, claim.key))

    def add_vehicle(self) -> None:
        """Ask for a vehicle, and add it to the library and the comparison."""
        from carspec.gui.vehicle_dialog import VehicleDialog

        dialog = VehicleDialog(self._look(), self._window)
        if self._asked(dialog):
            self._change(AddVehicle(dialog.answer()))

    def own_vehicle(self) -> bool:
        vehicle = self._state.vehicle
        return vehicle is not None and vehicle.own

    def correct_vehicle(self) -> None:
        """Ask for another identity of the selected car, which a person added."""
        from carspec.gui.vehicle_dialog import VehicleDialog

        vehicle = self._state.vehicle
        if vehicle is None or not vehicle.own:
            return
        before = OwnVehicle(**{name: getattr(vehicle, name) for name in OwnVehicle.__struct_fields__})
        dialog = VehicleDialog(self._look(), self._window, before)
        if self._asked(dialog) and dialog.answer() != before:
            self._change(CorrectVehicle(vehicle.key, dialog.answer()))

    def remove_vehicle(self) -> None:
        vehicle = self._state.vehicle
        if vehicle is not None and vehicle.own:
            self._change(RemoveVehicle(vehicle.key))

    def _judgement(self) -> Judgement | None:
        claim, library = self._evidence.claim(), self._state.library
        return library.judgement(claim.key) if claim is not None and library is not None else None

    def _rank(self, claim: Claim) -> int:
        judgement = self._state.library.judgement(claim.key) if self._state.library else None
        return judgement.rank if judgement else 0

    def _claims_of(self, claim: Claim) -> tuple[Claim, ...]:
        library = self._state.library
        return tuple(library.claims(claim.vehicle, claim.field)) if library else ()

    def _asked(self, dialog: QDialog) -> bool:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted

    def _change(self, change: Change) -> bool:
        """Carry a change out; a refusal is told in a message. Returns whether it was done."""
        try:
            self._state.change_library(change)
        except CarspecError as refusal:
            QMessageBox.warning(self._window, NAME, str(refusal))
            return False
        return True


def own_claim(claim: Claim, source: Source) -> OwnClaim:
    """An own claim as it was entered."""
    entered = OwnSource(
        source.title, source.publisher, source.url, source.published, source.kind, source.language
    )
    return OwnClaim(
        claim.vehicle,
        claim.field,
        claim.as_stated,
        entered,
        claim.scope,
        claim.condition,
        claim.valid_at,
        claim.note,
    )


def pop_up_claim_menu(claims: QWidget, where: QPoint, actions: Mapping[str, QAction]) -> None:
    """Open the context menu of a claim."""
    menu = QMenu(claims)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add_groups(menu, (command for command in commands() if command.place in GROUPS), actions)
    menu.popup(where)
