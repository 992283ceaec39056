"""Makes the virtual environment that runs and tests carspec, and does nothing where it is already made.

``set_up.py run`` prepares to run, ``set_up.py test`` to test as well; ``--again`` looks once more for missing
system libraries. A stamp in the environment remembers what was done and from which files.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
LOCK = ROOT / "requirements.lock"
EXTRAS = {"run": "", "test": "[dev]"}


class SetUpError(Exception):
    """What stops set-up, as one sentence for the person at the terminal."""


def fingerprint() -> str:
    """Return a hash of all that decides what the environment holds: declarations, pins, Python, place."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + LOCK.read_bytes())
    digest.update(f"{sys.version_info[:2]} {platform.machine()} {ROOT}".encode())
    return digest.hexdigest()


def read_stamp() -> dict[str, list[str] | str]:
    """Return the stamp (``fingerprint``, ``version`` of Python, ``ready`` purposes), or nothing."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and (VENV / "bin" / "python").exists() else {}


def make_environment() -> None:
    """Create the virtual environment from scratch with the Python that runs this file."""
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetUpError(
            f"This Python {version} cannot make virtual environments because ensurepip is missing; "
            f"on Debian and Ubuntu run as root: apt-get install python{version}-venv"
        )
    print(f"Making the virtual environment {VENV.name} with Python {platform.python_version()}", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if done.returncode:
        raise SetUpError("The virtual environment could not be made; the reason stands above.")


def install(purpose: str) -> None:
    """Install the pinned libraries and the project itself, editable; raises SetUpError where pip fails."""
    print("Installing the pinned libraries (the first time this takes a minute or two)", flush=True)
    pins = {
        "PIP_CONSTRAINT": str(LOCK),
        "PIP_BUILD_CONSTRAINT": str(LOCK),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    command = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-input", "--editable"]
    done = subprocess.run([*map(str, command), f"{ROOT}{EXTRAS[purpose]}"], env=os.environ | pins)
    if done.returncode:
        raise SetUpError(
            "The libraries could not be installed; pip's reason stands above. `make setup` tries again."
        )


def set_up(purpose: str, *, again: bool) -> None:
    """Bring the environment to the purpose (run or test), skipping what the stamp says is done."""
    stamp = read_stamp()
    wanted = fingerprint()
    ready = set(stamp.get("ready", [])) if stamp.get("fingerprint") == wanted else set()
    if again or purpose not in ready:
        from system_packages import provide

        provide(purpose)
    if purpose in ready:
        return
    if stamp.get("version") != platform.python_version():
        make_environment()
    STAMP.unlink(missing_ok=True)
    install(purpose)
    ready |= {"run", purpose}
    content = {"fingerprint": wanted, "version": platform.python_version(), "ready": sorted(ready)}
    unfinished = STAMP.with_suffix(".new")
    unfinished.write_text(json.dumps(content), encoding="utf-8")
    unfinished.replace(STAMP)


def main() -> int:
    """Read the arguments, set up, and turn what stops it into one sentence; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("purpose", choices=list(EXTRAS))
    parser.add_argument("--again", action="store_true", help="look again for missing system libraries")
    arguments = parser.parse_args()
    try:
        set_up(arguments.purpose, again=arguments.again)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
