"""What nnviz is made of, each part with its version, its licence and the text of that.

Packages tell of themselves where they are installed; texts that they lack are in ``resources/licences``.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from PySide6.QtCore import QSysInfo, qVersion

from nnviz import __version__
from nnviz.dataclass import dataclass
from nnviz.resources import root

_GNU = ("LGPL-3.0", "GPL-3.0")
"""The licence of Qt: that of the library, and the one that it adds to."""

PACKAGES = {
    "pyside6-essentials": ("PySide6", "LGPL-3.0", _GNU),
    "shiboken6": ("Shiboken", "LGPL-3.0", _GNU),
    "numpy": ("NumPy", "BSD-3-Clause", ()),
    "scipy": ("SciPy", "BSD-3-Clause", ()),
    "safetensors": ("safetensors", "Apache-2.0", ()),
    "threadpoolctl": ("threadpoolctl", "BSD-3-Clause", ()),
    "ziamath": ("ziamath", "MIT", ()),
    "ziafont": ("ziafont", "MIT", ()),
    "latex2mathml": ("latex2mathml", "MIT", ("latex2mathml-MIT",)),
    "tomli-w": ("tomli-w", "MIT", ()),
    "onnx": ("ONNX", "Apache-2.0", ()),
}
"""The packages that nnviz needs or can use: what each is called, its licence, and which texts it lacks."""


@dataclass(frozen=True)
class Component:
    """A part of nnviz.

    Attributes:
        name, version, licence: what it is called; the version may be empty.
        text: the licence in full.
    """

    name: str
    version: str
    licence: str
    text: str


def components() -> list[Component]:
    """nnviz and everything that it is made of, as far as it is installed."""
    return [
        Component("nnviz", __version__, "MIT", _own_licence()),
        Component("Python", platform.python_version(), "PSF-2.0", _pythons()),
        Component("Qt", qVersion(), "LGPL-3.0", _shipped(*_GNU)),
        *_packages(),
        Component("Noto Sans CJK SC", "2.004", "OFL-1.1", _text(root() / "fonts" / "OFL.txt")),
    ]


def as_lines(parts: list[Component]) -> str:
    """The versions, a line each, to be put into a report."""
    here = f"{QSysInfo.prettyProductName()} · {QSysInfo.currentCpuArchitecture()}"
    return "\n".join([*(f"{part.name} {part.version}" for part in parts), here])


def _packages() -> Iterator[Component]:
    for package, (name, licence, lacking) in PACKAGES.items():
        try:
            found = distribution(package)
        except PackageNotFoundError:
            continue
        texts = [*_texts(found), *(_shipped(each) for each in lacking)]
        yield Component(name, found.version, licence, "\n\n".join(texts))


def _texts(package: Distribution) -> list[str]:
    """The licences that a package carries."""
    words = ("licen", "copying", "notice")
    files = [file for file in package.files or () if any(word in file.name.casefold() for word in words)]
    places = [Path(str(file.locate())) for file in files if file.suffix in ("", ".txt", ".md", ".rst")]
    return [text for place in places if (text := _text(place))]


def _shipped(*names: str) -> str:
    return "\n\n".join(_text(root() / "licences" / f"{name}.txt") for name in names)


def _own_licence() -> str:
    """It lies beside the sources, and in the package once that is installed."""
    return _text(Path(__file__).resolve().parents[3] / "LICENSE") or _shipped("nnviz-MIT")


def _pythons() -> str:
    """It lies in the library of Python, where there is one."""
    places = (Path(platform.__file__).parent / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    found = _text(places[0]) or _text(places[1])
    return found or "https://docs.python.org/3/license.html"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
