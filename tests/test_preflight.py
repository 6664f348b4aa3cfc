"""What a user is told, before Qt is started, on a machine where nnviz cannot run.

Every machine here is made up; the one that runs the tests is never looked at.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from nnviz import __main__, preflight
from nnviz.preflight import Machine, display_problem, problem

ROOT = Path(__file__).resolve().parent.parent
SOUND: dict[str, object] = {
    "python": (3, 11),
    "platform": "linux",
    "environ": {"DISPLAY": ":0"},
    "has_module": lambda name: True,
    "version": lambda package: "6.10.3" if package == "pyside6-essentials" else None,
    "load_module": lambda name: None,
    "load_library": lambda name: None,
    "display_answers": lambda display: True,
}


def machine(**different: object) -> Machine:
    return Machine(**{**SOUND, **different})  # type: ignore[arg-type]


def failing(message: str, *names: str) -> Callable[[str], object]:
    """A loader that fails for some names, or for all."""

    def load(name: str) -> object:
        if not names or name in names:
            raise (ImportError if name.startswith("PySide6") else OSError)(message)
        return None

    return load


def qt(version: str | None) -> Callable[[str], str | None]:
    return lambda package: version if package == "pyside6-essentials" else None


def test_a_sound_machine_has_no_problem() -> None:
    assert problem(machine()) is None
    assert display_problem(machine()) is None


def test_an_old_python_is_named_with_the_one_that_is_needed() -> None:
    said = problem(machine(python=(3, 10)))
    assert said is not None
    assert "needs Python 3.11 or newer" in said
    assert "this is Python 3.10" in said


@pytest.mark.parametrize(
    "file", ["main.py", "nnviz/__init__.py", "nnviz/__main__.py", "nnviz/haste.py", "nnviz/preflight.py"]
)
def test_what_runs_before_the_check_parses_on_an_old_python(file: str) -> None:
    ast.parse((ROOT / file).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_missing_packages_are_named_with_the_command_that_installs_them() -> None:
    said = problem(machine(has_module=lambda name: name not in ("PySide6", "numpy")))
    assert said is not None
    first, _, command = said.splitlines()
    assert first == "nnviz needs packages that this Python lacks: numpy, PySide6."
    assert command.strip() == f'"{sys.executable}" -m pip install -c "{ROOT / "constraints.txt"}" -e "{ROOT}"'


def test_outside_a_checkout_the_command_names_the_packages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(preflight, "__file__", str(tmp_path / "nnviz" / "preflight.py"))
    said = problem(machine(has_module=lambda name: name != "PySide6"))
    assert said is not None
    assert '"pyside6-essentials>=6.9,<6.11"' in said
    assert "constraints.txt" not in said


@pytest.mark.parametrize("version", ["6.9.0", "6.10.3", "6.10.99"])
def test_qt_versions_in_the_range_are_taken(version: str) -> None:
    assert problem(machine(version=qt(version))) is None


@pytest.mark.parametrize("version", ["5.15.2", "6.8.3", "6.11.0", "6.11.0a1", "6.12.0", "7.0.0"])
def test_other_qt_versions_are_refused_with_the_range(version: str) -> None:
    said = problem(machine(version=qt(version), python=(3, 13)))
    assert said is not None
    assert said.startswith(f"nnviz cannot use PySide6 {version}; it needs a version >=6.9,<6.11.\n")


def test_the_reason_is_given_for_the_version_that_aborts() -> None:
    said = problem(machine(version=qt("6.12.0"), python=(3, 11)))
    assert said is not None
    assert "On Python 3.11 PySide6 6.12.0 ends the program" in said
    later = problem(machine(version=qt("6.12.0"), python=(3, 12)))
    assert later is not None
    assert "ends the program" not in later


def test_qt_without_metadata_as_in_a_bundle_is_let_through() -> None:
    assert problem(machine(version=qt(None))) is None


def test_a_qt_of_the_whole_pyside6_is_judged_too() -> None:
    said = problem(machine(version=lambda package: "6.12.0" if package == "pyside6" else None))
    assert said is not None
    assert "PySide6 6.12.0" in said


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
    ],
)
def test_a_missing_library_is_named_with_its_debian_package(
    library: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preflight.os, "geteuid", lambda: 1000, raising=False)
    message = f"{library}: cannot open shared object file: No such file or directory"
    said = problem(
        machine(load_module=failing(message, "PySide6.QtGui"), load_library=failing(message, library))
    )
    assert said is not None
    first, _, command = said.splitlines()
    assert first == f"Qt needs system libraries that are not installed: {library}."
    assert command.strip() == f"sudo apt-get install {package}"


def test_all_missing_libraries_are_named_at_once_and_root_needs_no_sudo(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(preflight.os, "geteuid", lambda: 0, raising=False)
    message = "libGL.so.1: cannot open shared object file: No such file or directory"
    absent = failing("", "libGL.so.1", "libEGL.so.1", "libgthread-2.0.so.0", "libglib-2.0.so.0")
    said = problem(machine(load_module=failing(message, "PySide6.QtGui"), load_library=absent))
    assert said is not None
    assert said.splitlines()[-1].strip() == "apt-get install libgl1 libegl1 libglib2.0-0"


def test_a_library_nobody_knows_is_named_with_the_way_to_find_it() -> None:
    message = "libodd-3.so.7: cannot open shared object file: No such file or directory"
    said = problem(machine(load_module=failing(message, "PySide6.QtCore")))
    assert said is not None
    assert "apt-file search libodd-3.so.7" in said
    assert "apt-get install" not in said


@pytest.mark.parametrize(
    ("platform", "message"),
    [
        ("linux", "libc.so.6: version `GLIBC_2.28' not found"),
        ("win32", "DLL load failed while importing QtCore"),
        ("darwin", "cannot open shared object file: libGL.so.1"),
    ],
)
def test_another_import_error_is_given_word_for_word(platform: str, message: str) -> None:
    said = problem(machine(platform=platform, load_module=failing(message, "PySide6.QtCore")))
    assert said is not None
    assert said.startswith(f"nnviz cannot start Qt: {message}\n")
    assert "apt" not in said


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-shape.so.0", "libxcb-shape0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_a_library_that_only_x_needs_stops_a_window_but_not_a_picture(library: str, package: str) -> None:
    here = {"load_library": failing("", library)}
    said = display_problem(machine(**here))
    assert said is not None
    assert said.splitlines()[0] == f"Qt needs system libraries that are not installed: {library}."
    assert said.endswith(f"apt-get install {package}")
    assert problem(machine(**here)) is None
    assert display_problem(machine(**here, environ={"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"})) is None


@pytest.mark.parametrize(
    ("environ", "answers", "why"),
    [
        ({}, True, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"QT_QPA_PLATFORM": "xcb"}, True, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ":7"}, False, "nothing answers at DISPLAY=:7"),
        ({"DISPLAY": ":7", "WAYLAND_DISPLAY": "w", "QT_QPA_PLATFORM": "xcb"}, False, "nothing answers"),
    ],
)
def test_without_a_screen_it_says_so_and_how_to_get_a_picture(
    environ: dict[str, str], answers: bool, why: str
) -> None:
    said = display_problem(machine(environ=environ, display_answers=lambda display: answers))
    assert said is not None
    assert why in said
    assert "nnviz xor --epochs 1000 --screenshot xor.png" in said


@pytest.mark.parametrize(
    ("platform", "environ"),
    [
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}),
        ("darwin", {}),
        ("win32", {}),
    ],
)
def test_other_ways_to_a_screen_are_left_to_qt(platform: str, environ: dict[str, str]) -> None:
    here = machine(platform=platform, environ=environ, display_answers=lambda display: False)
    assert display_problem(here) is None


@pytest.mark.skipif(sys.platform != "linux", reason="X displays are asked for on Linux only")
def test_a_display_where_no_server_listens_does_not_answer() -> None:
    assert not Machine().display_answers(":31999")


# -- what is done about it --------------------------------------------------------------------------


def test_the_program_says_the_problem_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preflight, "problem", lambda: "the moon is full")
    assert __main__.main([]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "the moon is full\n")


@pytest.mark.parametrize(("platform", "variable"), [("linux", "XDG_STATE_HOME"), ("win32", "LOCALAPPDATA")])
def test_the_folder_for_logs_is_the_one_of_the_system(tmp_path: Path, platform: str, variable: str) -> None:
    here = machine(platform=platform, environ={variable: str(tmp_path)})
    assert preflight.state_folder(here) == tmp_path / "nnviz"


def test_blas_is_told_to_use_one_thread_before_numpy_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in __main__.BLAS_THREADS:
        monkeypatch.delenv(variable, raising=False)
    script = (
        "import os, sys; from nnviz import preflight, __main__\n"
        "preflight.problem = lambda: str('numpy' in sys.modules) + os.environ['OPENBLAS_NUM_THREADS']\n"
        "sys.exit(__main__.main([]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "False1\n")


def test_a_number_of_blas_threads_that_the_user_set_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    __main__.use_one_blas_thread()
    assert __main__.os.environ["OMP_NUM_THREADS"] == "3"
    assert __main__.os.environ["MKL_NUM_THREADS"] == "1"
    monkeypatch.delenv("MKL_NUM_THREADS")


# -- it must agree with what is installed -----------------------------------------------------------


def test_the_requirements_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(preflight.REQUIREMENTS.values()) == sorted(project["dependencies"])
    assert project["requires-python"] == ">=" + ".".join(map(str, preflight.LOWEST_PYTHON))
    low, high = (".".join(map(str, v)) for v in (preflight.LOWEST_QT, preflight.FIRST_REFUSED_QT))
    assert preflight.REQUIREMENTS["PySide6"] == f"pyside6-essentials>={low},<{high}"


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are those of Linux")
def test_every_library_that_qt_links_to_on_x_is_known() -> None:
    import PySide6

    qt_folder = Path(PySide6.__path__[0]) / "Qt"
    files = [qt_folder / "plugins" / "platforms" / "libqxcb.so"]
    parts = ("Core", "DBus", "Gui", "Widgets", "XcbQpa")
    files += [qt_folder / "lib" / f"libQt6{part}.so.6" for part in parts]
    known = rb"xcb|X11|xkb|EGL|GL|fontconfig|freetype|dbus|g[lt]"
    pattern = re.compile(rb"\0(lib(?:" + known + rb")[\w.+-]*\.so\.\d+)(?=\0)")
    linked = {name for file in files for name in pattern.findall(file.read_bytes())}
    names = {name.decode() for name in linked}
    assert {"libEGL.so.1", "libglib-2.0.so.0", "libxcb-cursor.so.0"} <= names
    assert names - {*preflight.QT_LIBRARIES, *preflight.X11_LIBRARIES} == set()


def test_the_version_in_the_name_of_a_folder_is_that_of_the_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib import metadata

    look = Machine().version
    assert look("pyside6-essentials") == metadata.version("pyside6-essentials")
    assert look("no-such-package") is None
    (tmp_path / "No_Such_Package-1.2.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert look("no-such-package") == "1.2"
