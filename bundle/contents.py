"""What of the packages is left out of the bundle, so that it stays small.

Only names that a bundle can do without stand here; what nnviz itself consists of is never sorted out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable

Entry = tuple[str, str, str]
"""A file as PyInstaller lists it: its path in the bundle, where it comes from, and its type."""

EXCLUDED = [
    *("tkinter", "pytest", "onnx", "onnxruntime", "torch", "IPython", "matplotlib", "PIL"),
    *("setuptools", "pip", "pkg_resources", "_distutils_hack", "pydoc_data", "lib2to3"),
    *("numpy.f2py", "numpy.distutils"),
    # Of scipy one function is used, in scipy.special; the rest is 40 MB.
    *("scipy.cluster", "scipy.constants", "scipy.datasets", "scipy.differentiate", "scipy.fft"),
    *("scipy.fftpack", "scipy.integrate", "scipy.interpolate", "scipy.io", "scipy.linalg", "scipy.misc"),
    *("scipy.ndimage", "scipy.odr", "scipy.optimize", "scipy.signal", "scipy.sparse", "scipy.spatial"),
    "scipy.stats",
]
"""Modules that somebody imports, and nobody here wants."""

_UNWANTED = re.compile(
    r"""
    /plugins/(?!                      # of Qt's plugins only those of
        (platforms|xcbglintegrations|wayland-[\w-]+|platformthemes|platforminputcontexts|
         iconengines|imageformats|styles)/)
    | /plugins/platforms/\w*q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|webgl)\b
    | /plugins/platforminputcontexts/\w*qtvirtualkeyboard
    | /plugins/platformthemes/\w*qgtk3\b  # all of GTK; the desktop portal gives its dialogs too
    | /plugins/imageformats/\w*q(pdf|tga|tiff|wbmp|webp)\b
    | /plugins/wayland-graphics-integration-server/
    | (^|/)(lib)?Qt6?(Qml|Quick|VirtualKeyboard|Pdf|ShaderTools|Sql|Test)\w*\.
    | opengl32sw\.dll                 # OpenGL for machines without; nothing is drawn with it
    | /translations/(?!qtbase_zh_CN)  # of the texts of Qt itself
    | /(tests|testing)/
    | \.(pyi|pyx|pxd|h|c|f90)$
    """,
    re.VERBOSE,
)


def is_wanted(path: str) -> bool:
    """Whether a file goes into the bundle, by its path there."""
    path = path.replace("\\", "/")
    return path.startswith("nnviz/") or not _UNWANTED.search(path)


def needed(entries: Iterable[Entry], libraries_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Those files that are wanted, without libraries which none of them needs any more.

    Args:
        entries: the files that PyInstaller found.
        libraries_of: the names of the libraries that a file is linked to.
    """
    wanted = [entry for entry in entries if is_wanted(entry[0])]
    by_name: dict[str, set[Entry]] = {}  # two packages may bring the same library
    for entry in wanted:
        if entry[2] == "BINARY":
            by_name.setdefault(posixpath.basename(entry[0]), set()).add(entry)
    found = {entry for entry in wanted if _is_used_by_name(entry)}
    new = set(found)
    while new:
        names = {posixpath.basename(name) for entry in new for name in libraries_of(entry[1])}
        new = {entry for name in names for entry in by_name.get(name, ())} - found
        found |= new
    return with_links(wanted, found)


def with_links(entries: Iterable[Entry], kept: Iterable[Entry]) -> list[Entry]:
    """What is kept, and of the other entries the links that lead to it."""
    found = set(kept)
    places = {entry[0] for entry in found}
    return [entry for entry in entries if entry in found or _target(entry) in places]


def _is_used_by_name(entry: Entry) -> bool:
    """Whether a file is no library that is loaded because another one is linked to it."""
    place, _, kind = entry
    return kind not in ("BINARY", "SYMLINK") or "/plugins/" in place or place.startswith("libpython")


def _target(entry: Entry) -> str:
    """Where a link leads to, as a path in the bundle; empty for what is none."""
    place, source, kind = entry
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), source)) if kind == "SYMLINK" else ""
