"""Keeps the package's libraries to itself, so that browsers it starts take the system's, which may be newer.

PyInstaller's loader names them by LD_LIBRARY_PATH, which every program started from here inherits; the linker
of this process has read it. Another carspec that is started from this one has its own named anew.
"""

import os

os.environ.pop("LD_LIBRARY_PATH", None)
if (before := os.environ.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
    os.environ["LD_LIBRARY_PATH"] = before
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
