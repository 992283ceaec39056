"""Proves the wheel: installed away from the checkout, it has all it needs and works from any folder."""

import os
import signal
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from .started import figures_shown

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of a new environment with the wheel; it borrows our libraries, but not our carspec."""
    place = tmp_path_factory.mktemp("a wheel")
    pins = dict.fromkeys(("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"), str(root / "requirements.lock"))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-deps", "--wheel-dir", str(place), str(root)]
    subprocess.run(build, env=os.environ | pins, cwd=place, check=True)
    (wheel,) = place.glob("*.whl")
    venv.create(place / "new", with_pip=False, symlinks=True)
    python = place / "new" / "bin" / "python"
    subprocess.run([*pip, "--python", str(python), "install", "--no-deps", str(wheel)], check=True)
    (packages,) = place.glob("new/lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))  # whose own .pth files are not read
    return python.parent


def run(installed: Path, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)


def test_everything_is_taken_from_the_wheel(installed: Path, tmp_path: Path, root: Path) -> None:
    """Every file of the folders that ship is inside, so that none which is added later can be forgotten."""
    asked = "import carspec.paths as p; print(p.shipped_root())"
    done = run(installed, tmp_path, str(installed / "python"), "-c", asked)
    shipped = Path(done.stdout.strip())
    assert shipped.is_relative_to(installed.parent)
    for folder in ("data", "resources"):
        listed = subprocess.run(
            ["git", "ls-files", folder], cwd=root, capture_output=True, text=True, check=True
        )
        assert listed.stdout
        assert [name for name in listed.stdout.splitlines() if not (shipped / name).exists()] == []


def test_the_command_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    carspec = str(installed / "carspec")
    checked = run(installed, tmp_path, carspec, "self-check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert not list(tmp_path.iterdir())
    compared = run(installed, tmp_path, carspec, "compare", "s 680 guard", "760i protection")
    assert compared.returncode == 0, compared.stderr
    assert "612 ▲" in compared.stdout


def test_the_window_opens(installed: Path, tmp_path: Path) -> None:
    window = subprocess.Popen(
        [installed / "carspec", "--data", tmp_path / "data"],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert figures_shown(window, tmp_path / "data" / "log" / "carspec.log")
        window.send_signal(signal.SIGTERM)
        said, _ = window.communicate(timeout=60)
    finally:
        window.kill()
    assert (window.returncode, said) == (0, "")
