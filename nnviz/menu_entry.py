"""Puts nnviz into the menu of a Linux desktop, for one user, and takes it out again.

An unpacked archive or a virtual environment lies where no desktop looks; the entry leads there. The files are
those that an installed wheel shares, by the rules of freedesktop.org for entries, types and icons.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from nnviz.resources import root

_UPDATES = (
    ("update-mime-database", "mime"),
    ("update-desktop-database", "applications"),
    ("gtk-update-icon-cache", "icons/hicolor"),
)
"""The programs that make what desktops read from the files in a folder, where they are installed."""


def data_home() -> Path:
    """The user's own folder for what programs share."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def files() -> dict[str, Path]:
    """What is put below the folder, each by its place there."""
    icons, linux = root() / "icons", root() / "linux"
    places = {
        "applications/nnviz.desktop": linux / "nnviz.desktop",
        "mime/packages/nnviz.xml": linux / "nnviz.xml",
        "icons/hicolor/scalable/apps/nnviz.svg": icons / "nnviz.svg",
        "icons/hicolor/scalable/mimetypes/application-x-nnviz.svg": icons / "nnviz-document.svg",
    }
    for picture in icons.glob("nnviz-*.png"):
        size = picture.stem.removeprefix("nnviz-")
        places[f"icons/hicolor/{size}x{size}/apps/nnviz.png"] = picture
    return places


def command() -> list[str]:
    """What starts this very nnviz."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("nnviz")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "nnviz"]


def quoted(word: str) -> str:
    """A word of a command as an entry's ``Exec`` wants it: quoted, then escaped as every text of an entry."""
    for sign in '\\"`$':
        word = word.replace(sign, f"\\{sign}")
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%")


def add() -> list[Path]:
    """Writes the files; gives their places.

    Raises:
        OSError: one of them cannot be written.
    """
    folder, made = data_home(), []
    for place, source in files().items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        made.append(target)
    entry = folder / "applications" / "nnviz.desktop"
    start = " ".join(map(quoted, command()))
    text = entry.read_text(encoding="utf-8").replace("Exec=nnviz ", f"Exec={start} ")
    entry.write_text(text, encoding="utf-8")
    _update(folder)
    return made


def remove() -> list[Path]:
    """Removes the files; gives the places of those that were there."""
    folder = data_home()
    found = [folder / place for place in files() if (folder / place).exists()]
    for file in found:
        file.unlink()
    _update(folder)
    return found


def _update(folder: Path) -> None:
    for program, below in _UPDATES:
        if shutil.which(program) and (folder / below).is_dir():
            subprocess.run([program, str(folder / below)], check=False, capture_output=True)
