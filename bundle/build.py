"""Makes the folder that runs without Python, and an archive of it: ``python bundle/build.py``.

It works in a clean environment of its own under ``build/`` and leaves the archive with its checksum in
``dist/``. It makes what the system it runs on can run: PyInstaller does not build for others.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK, OUT = ROOT / "build", ROOT / "dist"
SYSTEMS = {"linux": "linux", "darwin": "macos", "win32": "windows"}
PROCESSORS = {"amd64": "x86_64", "x64": "x86_64", "aarch64": "arm64"}


def version() -> str:
    """The version in the source."""
    text = (ROOT / "nnviz" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, flags=re.MULTILINE)
    assert found
    return found.group(1)


def name() -> str:
    """What the archive is called, without its ending."""
    machine = platform.machine().lower()
    return f"nnviz-{version()}-{SYSTEMS[sys.platform]}-{PROCESSORS.get(machine, machine)}"


def run(*command: str | Path, **environment: str) -> None:
    """Runs a command in the project's folder.

    Raises:
        CalledProcessError: it failed.
    """
    subprocess.run([*map(str, command)], cwd=ROOT, env=os.environ | environment, check=True)


def make_environment() -> Path:
    """A clean environment with nnviz and PyInstaller in it, of the pinned versions; gives its Python."""
    folder = WORK / "environment"
    venv.create(folder, clear=True, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run(python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", f"{ROOT}[bundle]")
    return python


def make_folder(python: Path) -> Path:
    """Runs PyInstaller; gives what it made, a folder or an .app."""
    icons, spec = WORK / "icons", ROOT / "bundle" / "nnviz.spec"
    run(python, ROOT / "bundle" / "icons.py", icons, QT_QPA_PLATFORM="offscreen")
    options = ("--noconfirm", "--log-level=WARN", "--distpath", OUT, "--workpath", WORK)
    run(python, "-m", "PyInstaller", *options, spec, NNVIZ_ICONS=str(icons))
    made = OUT / ("nnviz.app" if sys.platform == "darwin" else "nnviz")
    run(python, ROOT / "bundle" / "licences.py", licence_folder(made))
    slim(made)
    return made


def licence_folder(made: Path) -> Path:
    """Where the licences of all that is inside lie."""
    return made / "Contents" / "Resources" / "licences" if made.suffix == ".app" else made / "licences"


def slim(made: Path) -> None:
    """Takes what only a debugger reads out of Python's own library, where a tool for it is at hand."""
    tool = shutil.which("strip") if sys.platform == "linux" else None
    for library in made.glob("_internal/libpython*") if tool else ():
        run(str(tool), "--strip-unneeded", library)


def pack(made: Path) -> Path:
    """The archive of a folder, under the folder's name: a zip for Windows, else a tar, which keeps links."""
    if sys.platform == "win32":
        archive = OUT / f"{name()}.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(made.rglob("*")):
                packed.write(file, file.relative_to(made.parent))
        return archive
    archive = OUT / f"{name()}.tar.gz"
    with tarfile.open(archive, "w:gz") as tarred:
        tarred.add(made, made.name, filter=_owned_by_nobody)
    return archive


def _owned_by_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def write_checksum(archive: Path) -> Path:
    """Writes a checksum beside an archive, as ``sha256sum --check`` reads it."""
    file = archive.with_name(archive.name + ".sha256")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    file.write_text(f"{digest}  {archive.name}\n", encoding="ascii", newline="\n")
    return file


def size(folder: Path) -> int:
    """Bytes of all files in a folder; a link is none."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def main() -> int:
    made = make_folder(make_environment())
    archive = pack(made)
    write_checksum(archive)
    print(f"{made}: {size(made) / 1e6:.0f} MB")
    print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
