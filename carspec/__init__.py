"""carspec compares armoured limousines; this file names the program and imports nothing."""

NAME = "carspec"
APP_ID = "io.github.carspec"
__version__ = "0.1.0"

PROBE_DISPLAY = "--probe-display"
"""The argument with which the program starts itself to find out whether a window can be opened."""
