"""Tests that a release is refused, built or taken back as a whole."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from release import BUILD, PROOF, Refused, dated, numbered, release

CHANGES = "# Changes\n\n## 1.1.0 (not yet released)\n\n- One.\n\n## 1.0.0 (2026-01-02)\n\n- Two.\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small repository with what a release changes."""
    (tmp_path / "carspec").mkdir()
    (tmp_path / "carspec" / "__init__.py").write_text('NAME = "carspec"\n__version__ = "1.0.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    (tmp_path / ".gitignore").write_text("/dist/\n")
    for words in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "The first"),
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return tmp_path


class Steps:
    """Notes the steps instead of carrying them out; `fails` at the one that has this word."""

    def __init__(self, checkout: Path, fails: str = "") -> None:
        self.checkout, self.fails, self.done = checkout, fails, list[tuple[str, ...]]()

    def __call__(self, *command: str, says: str = "") -> None:
        self.done.append(command)
        if self.fails in command:
            raise Refused("it failed")
        (self.checkout / "dist").mkdir(exist_ok=True)
        (self.checkout / "dist" / "carspec-1.1.0-py3-none-any.whl").write_text("a wheel")


def status(checkout: Path) -> str:
    return subprocess.check_output(["git", "status", "--porcelain"], cwd=checkout, text=True)


def test_a_release_is_proved_numbered_dated_built_and_left_for_a_look(checkout: Path) -> None:
    steps = Steps(checkout)
    said = release(checkout, "1.1.0", True, steps)
    assert steps.done == [PROOF, *BUILD, ("dist/carspec/carspec", "--version")]
    assert '__version__ = "1.1.0"' in (checkout / "carspec" / "__init__.py").read_text()
    assert f"## 1.1.0 ({date.today():%Y-%m-%d})\n" in (checkout / "CHANGELOG.md").read_text()
    assert "git tag -a v1.1.0" in said
    assert "carspec-1.1.0-py3-none-any.whl, SHA256SUMS" in said
    assert subprocess.check_output(["git", "tag"], cwd=checkout) == b""
    command = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=checkout / "dist").returncode == 0


@pytest.mark.parametrize("fails", ["test", "package"])
def test_where_a_step_fails_nothing_is_changed(checkout: Path, fails: str) -> None:
    with pytest.raises(Refused, match="it failed"):
        release(checkout, "1.1.0", True, Steps(checkout, fails))
    assert status(checkout) == ""


def test_what_cannot_be_released_is_refused_before_anything_is_done(checkout: Path) -> None:
    def refused(version: str, reason: str) -> None:
        steps = Steps(checkout)
        with pytest.raises(Refused, match=reason):
            release(checkout, version, True, steps)
        assert not steps.done

    refused("", "is no version")
    refused("1.1", "is no version")
    refused("0.9.9", "older than")
    subprocess.run(["git", "tag", "v1.1.0"], cwd=checkout, check=True)
    refused("1.1.0", "a tag v1.1.0 already")
    (checkout / "new.txt").touch()
    refused("1.2.0", r"not committed \(new.txt\)")


def test_version_and_changelog_are_changed_in_one_place_only() -> None:
    assert (
        numbered('A = 1\n__version__ = "0.9.0"\nB = 2\n', "0.10.0")
        == 'A = 1\n__version__ = "0.10.0"\nB = 2\n'
    )
    assert dated(CHANGES, "2.0.0", date(2026, 3, 4)) == CHANGES.replace(
        "1.1.0 (not yet released)", "2.0.0 (2026-03-04)"
    )
    with pytest.raises(Refused, match="nothing to release"):
        dated(CHANGES.replace("not yet released", "2026-01-03"), "2.0.0", date(2026, 3, 4))
