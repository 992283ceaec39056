"""Makes a release ready: proves the tree, sets version and date, builds what is handed out.

``release.py 1.2.0 [--unproved]`` stops for a look before anything is committed, tagged or pushed, and says
what to do next. Where a step fails, version and changelog are as they were. `--unproved` leaves out the tests
of the source.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHAPE = re.compile(r"\d+\.\d+\.\d+")
HEADING = re.compile(r"^## \S+ \(not yet released\)$", re.MULTILINE)
NUMBER = re.compile(r'^__version__ = "(.*)"$', re.MULTILINE)
PROOF = ("make", "lint", "types", "contracts", "test")
BUILD = (
    (
        ".venv/bin/python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--editable",
        ".",
    ),  # for its version
    ("make", "package"),
    (".venv/bin/python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "dist", "."),
    ("make", "test-long", "ARGS=tests/test_package.py tests/test_wheel.py"),
)

NEXT = """
carspec {version} is built in {root}/dist and proved; nothing is committed, tagged or pushed. Look at it now:

  git diff                                  the version and the date of the changelog
  dist/carspec/carspec                      the program as people will have it
  make bare-debian                          the same in a Debian without anything, as root

Then, if all is well:

  git commit -am "Release {version}"
  git tag -a v{version} -m "carspec {version}"
  git push && git push origin v{version}        hosted builds then make the packages of the other systems

and hand out with them {files}. The next change begins a new heading
"## ... (not yet released)" at the top of CHANGELOG.md.
To take it back: git checkout carspec/__init__.py CHANGELOG.md
"""


class Refused(Exception):
    """The release cannot be made; the message says why and what to do."""


def numbered(text: str, version: str) -> str:
    """The text of carspec/__init__.py with a version. Raises Refused where it is not a later one."""
    found = NUMBER.search(text)
    if found is None:
        raise Refused("carspec/__init__.py names no version.")
    if not SHAPE.fullmatch(version):
        raise Refused(f'"{version}" is no version; write three numbers: make release VERSION=1.2.0')
    if _numbers(version) < _numbers(found[1]):
        raise Refused(f"{version} is older than {found[1]}, which carspec/__init__.py names.")
    return NUMBER.sub(f'__version__ = "{version}"', text)


def dated(text: str, version: str, day: date) -> str:
    """The changelog with the version and day at what was not yet released. Raises Refused without such."""
    if len(HEADING.findall(text)) != 1:
        raise Refused(
            'CHANGELOG.md has no one heading "## ... (not yet released)", so there is nothing to release.'
        )
    return HEADING.sub(f"## {version} ({day:%Y-%m-%d})", text)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def release(root: Path, version: str, proved: bool, run: Callable[..., None]) -> str:
    """Make the release ready in `root`, each step by `run`; returns what to do next. Raises Refused."""
    changed = subprocess.check_output(["git", "status", "--porcelain"], cwd=root, text=True).splitlines()
    if changed:
        raise Refused(
            f"There are changes that are not committed ({changed[0].split()[-1]}); commit them first."
        )
    if subprocess.check_output(["git", "tag", "--list", f"v{version}"], cwd=root, text=True).strip():
        raise Refused(f"There is a tag v{version} already; take the next number.")
    number, changes = root / "carspec" / "__init__.py", root / "CHANGELOG.md"
    before = {file: file.read_text(encoding="utf-8") for file in (number, changes)}
    after = {
        number: numbered(before[number], version),
        changes: dated(before[changes], version, date.today()),
    }
    if proved:
        run(*PROOF)
    for file, text in after.items():
        file.write_text(text, encoding="utf-8")
    try:
        for old in (*root.glob("dist/*.tar.xz"), *root.glob("dist/*.zip"), *root.glob("dist/*.whl")):
            old.unlink()
        for command in BUILD:
            run(*command)
        run("dist/carspec/carspec", "--version", says=f"carspec {version}")
    except BaseException:
        for file, text in before.items():
            file.write_text(text, encoding="utf-8")
        raise
    return NEXT.format(version=version, root=root, files=", ".join(_sums(root / "dist")))


def _sums(folder: Path) -> list[str]:
    """Write the SHA-256 of what is handed out beside it; returns the names."""
    files = sorted(file for file in folder.iterdir() if file.suffix in (".xz", ".zip", ".whl"))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return [*(file.name for file in files), "SHA256SUMS"]


def do(*command: str, says: str = "") -> None:
    """Carry out a step in the checkout. Raises Refused where it fails, or does not say what it should."""
    print("=== ", *command, flush=True)
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE if says else None, text=True, env=_ENVIRONMENT
    )
    if done.returncode or (says and done.stdout.strip() != says):
        raise Refused(f"{' '.join(command)} failed; the reason stands above. Nothing was changed.")


_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("version")
    parser.add_argument("--unproved", action="store_true")
    arguments = parser.parse_args()
    try:
        print(release(ROOT, arguments.version, not arguments.unproved, do))
    except Refused as reason:
        sys.exit(str(reason))
