"""Waits for a window of the real program, which tells in its log how far it is."""

import subprocess
import time
from pathlib import Path

PATIENCE_SECONDS = 60


def figures_shown(process: "subprocess.Popen[str]", log: Path) -> bool:
    """Whether the window comes to show its figures, before it ends and before patience does."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if log.exists() and "figures shown" in log.read_text(encoding="utf-8"):
            return True
        time.sleep(0.1)
    return False
