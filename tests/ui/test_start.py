"""The start as a person sees it: a window at once, and then everything in it.

What is imported when is told by processes of their own; what goes wrong on the way, by windows in this one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from nnviz import app
from nnviz.arguments import RefusedError
from nnviz.inside import join
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.start import Join, Start
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from nnviz.ui.worker import Worker
from tests.ui.person import Opener

ROOT = Path(__file__).resolve().parents[2]

TELLING = """
import linecache, sys
from PySide6.QtCore import QSettings, QTimer
from nnviz import __main__ as program
from nnviz.haste import import_plainly

import_plainly()
from nnviz import app

QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
HEAVY = ("numpy", "nnviz.nn", "nnviz.session.run", "numpy.random", "_hashlib", "scipy.signal")

def tell(what):
    print(what, *(name for name in HEAVY if name in sys.modules), sep=",", flush=True)

make = app.make_empty_window

def make_empty_window(settings):
    window = make(settings)
    window.painted.connect(lambda: tell("painted"))
    timer = QTimer(window, interval=1)
    said = []

    def look():
        if window.is_complete and not said:
            said.append(tell("complete"))
        if window.is_prepared:
            timer.stop()
            tell("prepared")
            read = [name for name in linecache.cache if "nnviz/ui" in name or "numpy" in name]
            print("read", *read, sep=",", flush=True)
            window.close()

    timer.timeout.connect(look)
    timer.start()
    return window

app.make_empty_window = make_empty_window
sys.exit(program.main([]))
"""


def test_the_window_is_painted_before_the_engine_is_imported(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", TELLING, str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    painted, complete, prepared, read = done.stdout.splitlines()
    assert (painted, read) == ("painted", "read")
    assert complete == "complete,numpy,nnviz.nn"
    assert "scipy.signal" not in prepared


def test_a_place_that_there_is_not_closes_the_window_with_one_line(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "nnviz", "xor", "--op", "12"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    said = "nnviz: argument --op: given 12, allowed: a whole number from 1 to 11\n"
    assert (done.returncode, done.stderr) == (2, said)


@pytest.fixture
def empty(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    window = app.make_empty_window(settings)
    qtbot.addWidget(window)
    yield window
    window.language.set("en")


def xor(goes_on: Callable[[], bool]) -> Join:
    lesson = load("xor")
    return partial(join, lesson=lesson, run=Run(lesson.setup))


def test_an_empty_window_is_filled_part_by_part_and_shows_the_run(empty: MainWindow, qtbot: QtBot) -> None:
    start = Start(empty, xor)
    start.show()
    assert empty.isVisible()
    assert not empty.is_filled
    with qtbot.waitSignal(start.done, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: empty.is_prepared, timeout=20_000)
    assert empty.shown is not None
    assert [node.name for node in empty.shown.stage.nodes][:1] == ["dense_1"]
    assert empty.windowTitle() == f"{load('xor').title('en')} · nnviz"
    empty.close()
    start.end()
    assert start.worker is not None
    assert not start.worker.running


def test_views_are_painted_while_there_is_no_run_to_show(
    empty: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Worker, "start", lambda worker: None)
    start = Start(empty, xor)
    start.show()
    qtbot.waitUntil(lambda: empty.is_filled and empty.updatesEnabled(), timeout=20_000)
    assert (empty.shown, empty.is_complete) == (None, False)
    monkeypatch.undo()
    assert start.worker is not None
    start.worker.start()
    qtbot.waitUntil(lambda: empty.is_complete and empty.shown is not None, timeout=20_000)
    empty.close()
    start.end()


def test_a_window_closed_before_there_is_a_run_ends_the_making_of_it(empty: MainWindow, qtbot: QtBot) -> None:
    began, asked = Event(), []

    def slowly(goes_on: Callable[[], bool]) -> Join:
        began.set()
        while goes_on():
            asked.append(True)
        return xor(goes_on)

    start = Start(empty, slowly)
    start.show()
    qtbot.waitUntil(began.is_set, timeout=10_000)
    empty.close()
    start.end()
    assert start.worker is None
    assert not empty.is_filled
    assert asked


@pytest.mark.parametrize("error", [RefusedError("no such place"), RuntimeError("broken")])
def test_what_keeps_the_run_from_being_made_closes_the_window_and_is_told(
    empty: MainWindow, qtbot: QtBot, error: Exception
) -> None:
    def fail(goes_on: Callable[[], bool]) -> Join:
        raise error

    start = Start(empty, fail)
    start.show()
    qtbot.waitUntil(lambda: not empty.isVisible(), timeout=10_000)
    with pytest.raises(type(error), match=str(error)):
        start.end()


def test_panels_and_bars_stay_where_the_empty_window_has_them(
    empty: MainWindow, opened: Opener, qtbot: QtBot
) -> None:
    """But for the lesson and the layers, who share their column by how many layers there are."""
    empty.show()
    empty.resize(1600, 1000)
    full = opened()

    def places(window: MainWindow) -> dict[str, QRect]:
        fixed = ("pass", "inspector", "loss", "norms", "surface")
        return {key: window.panels[key].geometry() for key in fixed} | {"canvas": window.middle.geometry()}

    qtbot.waitUntil(lambda: places(empty) == places(full), timeout=5000)
    assert empty.menuWidget().height() == full.menuWidget().height()


def test_the_empty_window_speaks_the_remembered_language_and_wears_its_theme(
    qtbot: QtBot, settings: Settings
) -> None:
    settings.language, settings.theme = "zh_CN", "light"
    window = app.make_empty_window(settings)
    qtbot.addWidget(window)
    try:
        assert window.panels["loss"].windowTitle() == "损失"
        assert window.theme.name == "light"
        window.set_language("en")
        qtbot.waitUntil(lambda: window.panels["loss"].windowTitle() == "Loss", timeout=5000)
    finally:
        window.language.set("en")
