"""Starts carspec by `python -m carspec`."""

from carspec.app import main

if __name__ == "__main__":
    raise SystemExit(main())
