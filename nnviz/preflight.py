"""Looks, before Qt is started, for whatever would keep nnviz from running, and says how to mend it.

Qt ends a program without a word that helps when a library or a screen is missing; this module needs
the standard library alone and parses on old Pythons, so that it can always speak first.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LOWEST_PYTHON = (3, 11)

REQUIREMENTS = {
    "numpy": "numpy>=2.1,<3",
    "scipy": "scipy>=1.13,<2",
    "threadpoolctl": "threadpoolctl>=3,<4",
    "PySide6": "pyside6-essentials>=6.9,<6.11",
    "ziamath": "ziamath==0.13.*",
    "safetensors": "safetensors>=0.8,<1",
    "tomli_w": "tomli-w>=1.2,<2",
}
"""What pip calls each package that is imported, with the versions that may be used."""

LOWEST_QT, FIRST_REFUSED_QT = (6, 9), (6, 11)

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""The system libraries that PySide6 links to on Linux, and the Debian package that holds each."""

X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Those that Qt opens only when it starts on an X display; without one of them it aborts."""

_LIBRARY_NAME = re.compile(r"(lib[\w.+-]+?\.so[.\d]*)")


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _installed_version(package: str) -> str | None:
    """The version of an installed package, read from its metadata and not by importing it."""
    named = _named_version(package)
    if named:
        return named
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _named_version(package: str) -> str | None:
    """The version in the name of the folder in which pip keeps the metadata; reading them takes longer."""
    beginning = package.replace("-", "_").lower() + "-"
    for folder in filter(os.path.isdir, sys.path):
        for name in os.listdir(folder):
            if name.lower().startswith(beginning) and name.endswith(".dist-info"):
                return name[len(beginning) : -len(".dist-info")]
    return None


def _display_answers(display: str) -> bool:
    """Whether an X server takes a connection; asked of libxcb, as Qt will ask it."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


@dataclass(frozen=True)
class Machine:
    """What is looked at: this machine, unless a test says otherwise.

    Attributes:
        python: the version of the interpreter.
        platform: as in ``sys.platform``.
        environ: the environment variables.
        has_module: whether a module can be found.
        version: the version of an installed package, or None.
        load_module: imports a module, or raises ImportError.
        load_library: opens a shared library, or raises OSError.
        display_answers: whether an X display takes a connection.
    """

    python: tuple[int, int] = (sys.version_info[0], sys.version_info[1])
    platform: str = sys.platform
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    has_module: Callable[[str], bool] = _has_module
    version: Callable[[str], str | None] = _installed_version
    load_module: Callable[[str], object] = importlib.import_module
    load_library: Callable[[str], object] = ctypes.CDLL
    display_answers: Callable[[str], bool] = _display_answers

    @property
    def linux(self) -> bool:
        """Whether Qt takes its libraries and its screen from a Linux system."""
        return self.platform.startswith("linux")

    @property
    def qt_platform(self) -> str:
        """The platform that ``QT_QPA_PLATFORM`` asks for, such as ``xcb`` or ``offscreen``."""
        return re.split("[:;]", self.environ.get("QT_QPA_PLATFORM", ""))[0]

    @property
    def may_use_x11(self) -> bool:
        """Whether Qt would look for an X display: on Linux, unless told of another platform."""
        if self.qt_platform:
            return self.linux and self.qt_platform == "xcb"
        return self.linux and not self.environ.get("WAYLAND_DISPLAY")


def problem(machine: Machine | None = None) -> str | None:
    """Why nnviz cannot run here and what to do about it, or None if nothing stands in its way."""
    here = machine or Machine()
    checks = (_python_problem, _package_problem, _version_problem, _import_problem)
    return next((found for found in (check(here) for check in checks) if found), None)


def display_problem(machine: Machine | None = None) -> str | None:
    """Why no window can be opened, or None; to be asked only when one is wanted."""
    here = machine or Machine()
    if not here.may_use_x11:
        return None
    display = here.environ.get("DISPLAY", "")
    if not display:
        return _no_screen("neither DISPLAY nor WAYLAND_DISPLAY is set")
    missing = _not_loading(here, X11_LIBRARIES)
    if missing:
        return _missing_libraries(missing)
    return None if here.display_answers(display) else _no_screen(f"nothing answers at DISPLAY={display}")


def _no_screen(why: str) -> str:
    return (
        f"there is no screen to open a window on: {why}.\n"
        "Start it from a desktop session, or over ssh with  ssh -X.  A picture needs no screen:\n"
        "    nnviz xor --epochs 1000 --screenshot xor.png"
    )


# -- the checks, in order ---------------------------------------------------------------------------


def _python_problem(here: Machine) -> str | None:
    if here.python >= LOWEST_PYTHON:
        return None
    return (
        f"nnviz needs Python {_dotted(LOWEST_PYTHON)} or newer; "
        f"this is Python {_dotted(here.python)} ({sys.executable}).\n"
        "Install a newer Python, remove the folder .venv if there is one, and run the first command "
        "of README.md again."
    )


def _package_problem(here: Machine) -> str | None:
    missing = [name for name in REQUIREMENTS if not here.has_module(name)]
    if not missing:
        return None
    return f"nnviz needs packages that this Python lacks: {', '.join(missing)}.\n{_install_packages()}"


def _version_problem(here: Machine) -> str | None:
    version = here.version("pyside6-essentials") or here.version("pyside6")
    if version is None:  # there, but without metadata, as in a bundle
        return None
    release = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if LOWEST_QT <= release < FIRST_REFUSED_QT:
        return None
    allowed = REQUIREMENTS["PySide6"].replace("pyside6-essentials", "")
    return (
        f"nnviz cannot use PySide6 {version}; it needs a version {allowed}.\n"
        f"{_reason(release, here.python)}{_install_packages()}"
    )


def _reason(release: tuple[int, ...], python: tuple[int, int]) -> str:
    if release >= (6, 12) and python <= (3, 11):
        return (
            f"On Python {_dotted(python)} PySide6 6.12.0 ends the program after a while: each call that "
            "returns nothing releases one reference too many.\n"
        )
    if release >= FIRST_REFUSED_QT:
        return "From PySide6 6.11 on, saving a plot as SVG fails.\n"
    return ""


def _import_problem(here: Machine) -> str | None:
    try:
        for module in ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"):
            here.load_module(module)
    except ImportError as error:
        named = _LIBRARY_NAME.search(str(error))
        absent = "cannot open shared object file" in str(error)
        if not (here.linux and named and absent):
            return f"nnviz cannot start Qt: {error}\n{_install_packages()}"
        return _missing_libraries([named.group(1), *_not_loading(here, QT_LIBRARIES)])
    return None


def _not_loading(here: Machine, libraries: Mapping[str, str]) -> list[str]:
    return [name for name in libraries if not _loads(here, name)]


def _loads(here: Machine, library: str) -> bool:
    try:
        here.load_library(library)
    except OSError:
        return False
    return True


# -- how to mend it ---------------------------------------------------------------------------------


def _missing_libraries(missing: list[str]) -> str:
    known = {**QT_LIBRARIES, **X11_LIBRARIES}
    names = list(dict.fromkeys(missing))
    packages = list(dict.fromkeys(known[name] for name in names if name in known))
    lines = [f"Qt needs system libraries that are not installed: {', '.join(names)}."]
    if packages:
        sudo = "" if getattr(os, "geteuid", lambda: 0)() == 0 else "sudo "
        lines += ["On Debian and Ubuntu install them with", f"    {sudo}apt-get install {' '.join(packages)}"]
    unknown = [name for name in names if name not in known]
    if unknown:
        lines.append(f"To find the package that holds a library:  apt-file search {unknown[0]}")
    return "\n".join(lines)


def _install_packages() -> str:
    """The pip command that mends this very Python, from a checkout if this is one."""
    root = Path(__file__).resolve().parent.parent
    if (root / "constraints.txt").is_file():
        what = f'-c "{root / "constraints.txt"}" -e "{root}"'
    else:
        what = " ".join(f'"{requirement}"' for requirement in REQUIREMENTS.values())
    return f'Install the right versions with\n    "{sys.executable}" -m pip install {what}'


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


# -- saying so --------------------------------------------------------------------------------------


def state_folder(machine: Machine | None = None) -> Path:
    """The user's folder for logs, by the custom of each system; it need not exist yet."""
    here = machine or Machine()
    if here.platform == "win32":
        return Path(here.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "nnviz"
    if here.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "nnviz"
    return Path(here.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "nnviz"


def tell(message: str, machine: Machine | None = None) -> None:
    """Says it on stderr; where there is none, as after a double click on Windows, in a log file."""
    if sys.stderr is not None:
        print(message, file=sys.stderr)
        return
    folder = state_folder(machine)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "preflight.log").write_text(message + "\n", encoding="utf-8")
