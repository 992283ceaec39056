"""The walk of docs/walk.md in the real program, which is killed after each step: what was confirmed stays."""

import subprocess
import sys
from pathlib import Path

import pytest
from real_program import ROOT, desk
from system_packages import NEEDS, missing
from walk import A8, I7, OWN_VALUE, STEPS, Walk

from .conftest import GUARD

LACKING = [need.name for need in missing(NEEDS["screenshots"])]


def carspec(data: Path, *arguments: str) -> str:
    """What a command prints."""
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(data), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="the walk goes over X11 and AT-SPI")
@pytest.mark.skipif(bool(LACKING), reason=f"not on this machine: {', '.join(LACKING)}")
def test_a_kill_after_any_step_loses_nothing_confirmed(tmp_path: Path) -> None:
    with desk((1440, 900)) as on:
        walk = Walk(on, tmp_path)
        for step in STEPS:
            walk.go(step)
            if step.kept:
                confirmed = walk.seen()
            walk.program.kill()
            walk.start()
            assert walk.seen() == confirmed, step.name
            if not step.kept:
                walk.go(step)  # what was only begun is begun anew
        walk.program.quit()
    told = carspec(tmp_path / "data", "compare", str(walk.file), "--fields", "power", "--format", "tsv")
    assert all(name in told for name in ("S 680 Guard", I7, A8, "hp\t604"))
    assert OWN_VALUE in carspec(tmp_path / "data", "show", GUARD)
