"""Asks for the reason why a claim is excluded."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from carspec.core.own_claims import LONGEST, Fault
from carspec.gui.form_dialog import FormDialog
from carspec.gui.look import Look


class ReasonDialog(FormDialog):
    """`answer` is the reason, once the dialog was accepted."""

    def __init__(self, what: str, look: Look, parent: QWidget) -> None:
        super().__init__("Exclude a claim", f"Why is {what} excluded?", "Exclude", look, parent)
        self.reason = self.line("&Reason", "", "misprint, said of another car, superseded …")
        self.reason.setFocus()
        self.renew()
        self.fit()

    def answer(self) -> str:
        return self.reason.text().strip()

    def faults(self) -> Sequence[Fault]:
        reason = self.reason.text().strip()
        if not reason:
            return [Fault("reason", "The claim stays in the list; the reason will stand beside it.")]
        if len(reason) > LONGEST:
            return [Fault("reason", f"The reason is too long; {LONGEST} letters are the most.")]
        return []

    def renew(self) -> None:
        if hasattr(self, "reason"):
            super().renew()
