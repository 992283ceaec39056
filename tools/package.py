"""Builds the package: the folder dist/carspec by PyInstaller, and the same as a versioned archive."""

import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import build_icons

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
BUILD = ROOT / "build"
sys.path.insert(0, str(ROOT))

from carspec import NAME, __version__  # noqa: E402


def make_ready_database() -> Path:
    """Seed the database that first starts of the package copy; returns its path."""
    from carspec.store.database import as_one_file, transaction
    from carspec.store.seed import seed
    from carspec.store.shipped import Shipped

    path = BUILD / "ready.db"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    with transaction(path) as connection:
        seed(connection, Shipped(ROOT / "data", BUILD / "cache"))
    as_one_file(path)
    return path


def build() -> Path:
    """Run PyInstaller on the spec; returns the folder made. Raises SystemExit where it fails."""
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
        *("--distpath", str(DIST), "--workpath", str(BUILD)),
        str(ROOT / "resources" / "packaging" / "carspec.spec"),
    ]
    done = subprocess.run(command, cwd=ROOT)
    if done.returncode:
        raise SystemExit("The package could not be built; the reason stands above.")
    return DIST / NAME


def add_desktop_files(folder: Path) -> None:
    """Put install.sh, and what it gives to a Linux desktop, beside the program in `folder`."""
    source = ROOT / "resources" / "packaging" / "linux"
    shutil.copy2(source / "install.sh", folder)
    desktop = folder / "desktop"
    build_icons.build(desktop / "icons")
    for name in ("carspec.desktop", "carspec.xml"):
        shutil.copy2(source / name, desktop)


def show_licences(folder: Path) -> None:
    """Let LICENCES.txt lie where it is seen, at the top; inside is the one that About shows."""
    seen, inside = folder / "LICENCES.txt", Path("_internal", "LICENCES.txt")
    if sys.platform == "win32":  # where a link asks for rights
        shutil.copy2(folder / inside, seen)
    else:
        seen.symlink_to(inside)


def archive(folder: Path) -> Path:
    """Pack what was built as this system's people expect it, named by version and system; returns it."""
    top = f"{NAME}-{__version__}"
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    path = DIST / f"{top}-{system}-{platform.machine().lower()}"
    if system == "linux":
        return _tar(folder, top, path.with_name(f"{path.name}.tar.xz"))
    packed = path.with_name(f"{path.name}.zip")
    if system == "macos":  # ditto keeps the links inside the application, which other packers do not
        application = folder.with_suffix(".app")
        subprocess.run(["ditto", "-c", "-k", "--keepParent", application, packed], check=True)
    else:
        with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as zipped:
            for file in sorted(folder.rglob("*")):
                zipped.write(file, Path(top, file.relative_to(folder)))
    return packed


def _tar(folder: Path, top: str, path: Path) -> Path:
    """Pack the folder so that it unpacks as `top`, its files in the order of their names."""
    with tarfile.open(path, "w:xz", preset=4) as packed:
        for file in (folder, *sorted(folder.rglob("*"))):
            name = Path(top, file.relative_to(folder)).as_posix()
            packed.add(file, name, recursive=False, filter=_of_nobody)
    return path


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _megabytes(files: "list[Path]") -> str:
    return f"{sum(file.lstat().st_size for file in files) / 1e6:.0f} MB"


if __name__ == "__main__":
    make_ready_database()
    build_icons.build(BUILD / "icons")
    folder = build()
    if sys.platform == "linux":
        add_desktop_files(folder)
    show_licences(folder)
    packed = archive(folder)
    print(f"{folder.relative_to(ROOT)}: {_megabytes([f for f in folder.rglob('*') if f.is_file()])}")
    print(f"{packed.relative_to(ROOT)}: {_megabytes([packed])}")
