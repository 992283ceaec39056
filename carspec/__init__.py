"""carspec compares armoured limousines; this file names the program and imports nothing."""

NAME = "carspec"
APP_ID = "io.github.carspec"
__version__ = "0.1.0"
