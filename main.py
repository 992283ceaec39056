"""Starts carspec from a source checkout or from the packaged program."""

from carspec.app import main

if __name__ == "__main__":
    raise SystemExit(main())
