"""What Windows shows on the page *Details* of a program's properties.

It imports PyInstaller's writer of them only when it is asked, which works on Windows alone.
"""

from __future__ import annotations

import re
from typing import Any


def numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers that Windows wants, of a version such as ``1.2.3``; those that lack are 0."""
    found = [int(part) for part in re.findall(r"\d+", version)[:4]]
    first, second, third, fourth = [*found, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def texts(version: str) -> dict[str, str]:
    """Each line of the page, by the name that Windows has for it."""
    return {
        "ProductName": "nnviz",
        "FileDescription": "Watch a neural network learn, one operation at a time",
        "CompanyName": "nnviz",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "nnviz.exe",
        "ProductVersion": version,
        "FileVersion": version,
    }


def version_info(version: str) -> Any:
    """The same as PyInstaller takes it."""
    from PyInstaller.utils.win32 import versioninfo as win

    lines = [win.StringStruct(name, text) for name, text in texts(version).items()]
    return win.VSVersionInfo(
        ffi=win.FixedFileInfo(filevers=numbers(version), prodvers=numbers(version)),
        kids=[
            win.StringFileInfo([win.StringTable("040904B0", lines)]),  # US English in Unicode
            win.VarFileInfo([win.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )
