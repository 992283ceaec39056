"""The names of steps in the undo history: each says what it did, in words of the menu."""

from collections.abc import Callable

import pytest

from carspec.gui.main_window import MainWindow
from carspec.gui.preferences import SETTINGS
from carspec.gui.view_state import ViewState

STEPS = {setting.key: setting.step for setting in SETTINGS}


def hidden_and_revealed(state: ViewState) -> None:
    state.hide("torque")
    state.reveal("torque")


@pytest.mark.parametrize(
    ("does", "named"),
    [
        (hidden_and_revealed, "show Torque"),
        (ViewState.show_all_rows, "show all rows"),
        (lambda state: state.set_own_profiles({}, "us"), "change of units"),
        *[
            (lambda state, key=key, value=value: state.prefer(key, value, STEPS[key]), name)
            for key, value, name in (
                ("query.language", "de", "change of language of labels"),
                ("query.profile", "us", "change of units"),
            )
        ],
    ],
)
def test_a_step_says_what_it_did(window: MainWindow, does: Callable[[ViewState], None], named: str) -> None:
    does(window.state)
    assert window.actions_by_key["undo"].text() == f"&Undo {named}"
    before = window.state.query
    window.actions_by_key["undo"].trigger()
    assert window.state.query != before
    assert window.actions_by_key["redo"].text() == f"Re&do {named}"
