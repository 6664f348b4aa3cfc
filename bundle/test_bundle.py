"""The bundle does what the source tree does: the same numbers to the bit, the same pictures, the same window.

``python -m pytest bundle`` tests the one in ``dist/`` that ``bundle/build.py`` has made; ``NNVIZ_BUNDLE``
names the folder of another. It is started without the variables and the path by which it could find a Python.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from nnviz import __version__

ROOT = Path(__file__).resolve().parent.parent
MADE = Path(
    os.environ.get("NNVIZ_BUNDLE", ROOT / "dist" / ("nnviz.app" if sys.platform == "darwin" else "nnviz"))
)
FOLDERS = {"win32": ".", "darwin": "Contents/MacOS"}
NAME = "nnviz.exe" if sys.platform == "win32" else "nnviz"

pytestmark = pytest.mark.skipif(not MADE.exists(), reason="python bundle/build.py makes it")


def program(made: Path = MADE) -> Path:
    return made / FOLDERS.get(sys.platform, ".") / NAME


def bare(home: Path) -> dict[str, str]:
    """An environment in which no Python can be found, with a home of its own."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL", "QT_"))
    }
    folders = {name: str(home) for name in ("HOME", "USERPROFILE", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")}
    folders |= {"XDG_CONFIG_HOME": str(home / "config"), "LOCALAPPDATA": str(home), "APPDATA": str(home)}
    path = os.environ.get("SYSTEMROOT", "") if sys.platform == "win32" else "/nowhere"
    return kept | folders | {"PATH": path, "QT_QPA_PLATFORM": "offscreen"}


def run(home: Path, *arguments: str, made: Path = MADE) -> subprocess.CompletedProcess[str]:
    command = [str(program(made)), *arguments]
    return subprocess.run(
        command, cwd=home, env=bare(home), capture_output=True, text=True, encoding="utf-8", timeout=300,
        check=False,
    )  # fmt: skip


def source(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same from the source tree."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments], cwd=home, env=environment, capture_output=True,
        text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


RUNS = {
    "xor": ("xor", "--epochs", "205"),
    "images": ("digits", "--epochs", "2"),
    "one sample at a time, shuffled": ("batch-one", "--epochs", "3"),
    "momentum": ("ravine-momentum", "--epochs", "20"),
    "softmax": ("softmax-two", "--epochs", "10"),
    "dropout": ("dropout", "--epochs", "20"),
}


@pytest.mark.parametrize("what", RUNS)
def test_the_report_is_that_of_the_source_tree_to_the_bit(tmp_path: Path, what: str) -> None:
    assert run(tmp_path, *RUNS[what], "--report", "bundle.json").returncode == 0
    assert source(tmp_path, *RUNS[what], "--report", "source.json").returncode == 0
    assert (tmp_path / "bundle.json").read_bytes() == (tmp_path / "source.json").read_bytes()
    assert len(json.loads((tmp_path / "bundle.json").read_text(encoding="utf-8"))["losses"]) >= 2


def test_every_lesson_is_inside(tmp_path: Path) -> None:
    done = run(tmp_path, "lessons")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == source(tmp_path, "lessons").stdout
    assert len(done.stdout.splitlines()) > 30


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_picture_of_the_window_is_the_same_with_its_formulas_and_its_language(
    tmp_path: Path, language: str
) -> None:
    wishes = ("xor", "--epochs", "20", "--op", "8", "--size", "1280x720", "--language", language)
    assert run(tmp_path, *wishes, "--screenshot", "bundle.png").returncode == 0
    assert source(tmp_path, *wishes, "--screenshot", "source.png").returncode == 0
    assert (tmp_path / "bundle.png").read_bytes() == (tmp_path / "source.png").read_bytes()


def test_it_says_its_version(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout.strip() in (f"nnviz {__version__}", "")  # no console on Windows


def test_of_two_starts_one_has_the_window_and_the_other_ends(tmp_path: Path) -> None:
    """Which of them is the first does not matter."""
    command, environment = [str(program())], bare(tmp_path)
    with ThreadPoolExecutor() as waiting:
        starts = [subprocess.Popen(command, cwd=tmp_path, env=environment) for _ in range(2)]
        try:
            ends = {waiting.submit(start.wait, 120): start for start in starts}
            ended, running = wait(ends, return_when=FIRST_COMPLETED)
            assert [end.result() for end in ended] == [0]
            assert [ends[one].poll() for one in running] == [None]
        finally:
            for start in starts:
                start.kill()
                start.wait()


CHILD = """
import multiprocessing, sys
from multiprocessing import spawn
from nnviz.resources import lesson_names, root

sys.frozen = True  # so that the command is the one by which a bundle starts its children
sys.executable = sys.argv[1]
spawn.set_executable(sys.argv[1])
with multiprocessing.get_context("spawn").Pool(1) as pool:
    print(pool.apply(root))
    print(len(pool.apply(lesson_names)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there a child takes its handles from its very parent")
def test_a_child_process_works_inside_the_bundle(tmp_path: Path) -> None:
    """A process like this one gives it work, which it does with what is in the bundle."""
    command = [sys.executable, "-c", CHILD, str(program())]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | bare(tmp_path), capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    place, count = done.stdout.splitlines() or pytest.fail(done.stderr)
    assert Path(place).is_relative_to(MADE.resolve())
    assert int(count) > 30


Found = TypeVar("Found")


def until(window: subprocess.Popen[bytes], find: Callable[[], Found]) -> Found:
    """What is found at last while a window is open."""
    for _ in range(600):
        if found := find():
            return found
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"the window has gone with {window.wait(0.1)}")
    pytest.fail("waited in vain")


def command_of(process: int) -> str:
    """The command by which a process was started, empty once it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def children(window: int) -> dict[int, str]:
    """The processes that a window's process has started and that have not ended, with their commands."""
    lists = Path(f"/proc/{window}/task").glob("*/children")
    found = {int(child): command_of(int(child)) for file in lists for child in file.read_text().split()}
    return {child: command for child, command in found.items() if command}


def started_anew(window: int) -> list[int]:
    """Those that are no doubles of it."""
    return [child for child, command in children(window).items() if "--multiprocessing-fork" in command]


@pytest.mark.skipif(sys.platform != "linux", reason="the processes are found in /proc")
def test_a_training_process_that_is_killed_is_followed_by_another_that_ends_with_the_window(
    tmp_path: Path,
) -> None:
    """The first is a double of the window's process, the second one starts anew, out of the bundle."""
    with subprocess.Popen([str(program()), "xor"], cwd=tmp_path, env=bare(tmp_path)) as window:
        try:
            until(window, lambda: any(file.is_socket() for file in tmp_path.glob("nnviz-*")))  # all is there
            ((first, command),) = children(window.pid).items()
            assert command.split() == [str(program()), "xor"]
            os.kill(first, signal.SIGKILL)
            (second,) = until(window, lambda: started_anew(window.pid))
            end = os.pidfd_open(second)
        finally:
            window.kill()
    assert select.select([end], [], [], 60)[0]
    os.close(end)


def test_what_breaks_the_start_is_said_and_logged(tmp_path: Path) -> None:
    """In a copy of the bundle whose first lesson is spoilt."""
    broken = tmp_path / MADE.name
    shutil.copytree(MADE, broken, symlinks=True, copy_function=os.link)
    (lesson,) = broken.rglob("lessons/xor/lesson.toml")
    lesson.unlink()  # or else it would be spoilt in the bundle, too
    lesson.write_text("title = ", encoding="utf-8")
    done = run(tmp_path, made=broken)
    assert done.returncode == 2
    assert "lesson.toml" in done.stderr
    (log,) = [*tmp_path.rglob("nnviz.log")]
    assert "lesson.toml" in log.read_text(encoding="utf-8")


def test_every_module_is_inside(tmp_path: Path) -> None:
    """Also those that are imported only when they are wanted."""
    held = (program()).read_bytes()  # the archive of modules is part of the program; its table is not packed
    names = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts) for file in (ROOT / "nnviz").rglob("*.py")
    ]
    modules = [name.removesuffix(".__init__") for name in names]
    assert len(modules) > 500
    assert [name for name in modules if name.encode() not in held] == []


def test_nothing_large_is_inside_that_is_not_needed() -> None:
    files = [file for file in MADE.rglob("*") if file.is_file() and not file.is_symlink()]
    assert sum(file.stat().st_size for file in files) < 300e6
    unwanted = ("Qt6Qml", "Qt6Quick", "QtWebEngine", "libgtk", "tkinter", "matplotlib")
    assert [file for file in files if any(name in file.name for name in unwanted)] == []
    licences = {folder.name for folder in MADE.rglob("licences/*")}
    assert {"nnviz", "numpy", "pyside6-essentials", "scipy", "ziamath"} <= licences
