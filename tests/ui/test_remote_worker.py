"""The real window with its run in another process: what it shows is what was trained there."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from nnviz import app
from nnviz.inside import join_process
from nnviz.session import commands
from nnviz.session.arriving import go_to_opening
from nnviz.session.lesson import load
from nnviz.session.opening import Opening
from nnviz.session.progress import CHECKING, LOOKING_BACK, MAKING, SAVING, Progress
from nnviz.session.remote.process import Process
from nnviz.session.run import Run
from nnviz.session.setup import Part
from nnviz.ui.remote_worker import RemoteWorker
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from tests import apart

Apart = tuple[MainWindow, RemoteWorker, list[Process]]


@pytest.fixture
def opened_apart(qtbot: QtBot, settings: Settings) -> Iterator[Callable[[str], Apart]]:
    """Opens windows, each with the processes that were started for it."""
    workers = []

    def open_one(name: str) -> Apart:
        processes: list[Process] = []

        def start() -> Process:
            processes.append(apart.start(load(name).setup, name))
            return processes[-1]

        window = app.make_empty_window(settings)
        worker, parts = join_process(window, load(name), start(), start)
        workers.append(worker)
        for _ in parts:
            pass
        qtbot.addWidget(window)
        worker.start()
        window.start()
        window.show()
        window.resize(1600, 1000)
        qtbot.waitUntil(lambda: window.shown is not None and window.is_complete, timeout=30_000)
        return window, worker, processes

    yield open_one
    for worker in workers:
        assert worker.stop()
        assert not worker.running


def test_what_is_shown_after_training_is_what_a_run_of_this_process_has(
    opened_apart: Callable[[str], Apart], qtbot: QtBot
) -> None:
    window, _, _ = opened_apart("xor")
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: window.status is not None and window.status.passes > 200, timeout=20_000)
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: not (window.status.running or window.shown.live), timeout=20_000)  # type: ignore[union-attr]
    assert window.status is not None
    assert window.shown is not None
    run = Run(load("xor").setup)
    run.train(window.status.passes)
    for node, own in run.frame().arrays.items():
        for key, array in own.items():
            assert window.shown.arrays[node][key].tobytes() == array.tobytes(), (node, key)
    window.actions_.back.trigger()
    qtbot.waitUntil(lambda: window.shown.position == 10, timeout=20_000)  # type: ignore[union-attr]


def test_a_refused_command_is_said_in_the_window(opened_apart: Callable[[str], Apart], qtbot: QtBot) -> None:
    window, worker, _ = opened_apart("xor")
    with qtbot.waitSignal(worker.refused, timeout=20_000):
        window.asked.emit(commands.SetLearningRate(-1.0))
    assert window.notice.isVisible()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_process_that_is_killed_is_replaced_and_what_was_open_opened_anew(
    opened_apart: Callable[[str], Apart], qtbot: QtBot, elsewhere: bool
) -> None:
    window, worker, processes = opened_apart("xor")
    name = "relu-switch" if elsewhere else "xor"
    if elsewhere:
        lesson = load(name)
        window.asked.emit(commands.Open(name, lesson.setup, lesson.opening))
    opened = Run(load(name).setup)
    go_to_opening(opened, load(name).opening)
    window.asked.emit(commands.TrainEpochs(3))
    trained = opened.epochs + 3
    qtbot.waitUntil(lambda: window.status.epochs == trained, timeout=20_000)  # type: ignore[union-attr]
    window.shown = None
    with qtbot.waitSignal(worker.refused, timeout=20_000) as said:
        processes[0]._process.kill()
    assert "ended by itself" in str(said.args[0])
    # what is opened anew is shown on its way there, too
    qtbot.waitUntil(
        lambda: window.shown is not None and window.status.passes == opened.passes, timeout=30_000
    )  # type: ignore[union-attr]
    assert window.shown is not None
    assert len(processes) == 2
    assert window.shown.stage.nodes == opened.stage.nodes
    qtbot.waitUntil(lambda: len(window.loss_plot.curves[0].series) == opened.epochs, timeout=20_000)
    window.asked.emit(commands.TrainEpochs(1))
    qtbot.waitUntil(lambda: window.status.epochs == opened.epochs + 1, timeout=20_000)  # type: ignore[union-attr]


def test_a_process_that_never_had_a_run_is_not_started_over_and_over(
    qtbot: QtBot, settings: Settings
) -> None:
    started: list[Process] = []

    def start() -> Process:
        started.append(apart.start(load("xor").setup))
        started[-1]._process.kill()
        return started[-1]

    worker = RemoteWorker(start(), start)
    with qtbot.waitSignal(worker.unmade, timeout=20_000):
        qtbot.waitUntil(lambda: worker.take() is None and not worker.running, timeout=20_000)
        worker.take()
    assert worker.take() is None
    assert len(started) == 1
    assert worker.stop()


def test_what_was_being_saved_as_the_process_ended_is_refused_with_the_reason(
    opened_apart: Callable[[str], Apart], qtbot: QtBot, tmp_path: Path
) -> None:
    window, _, processes = opened_apart("xor")
    window.documents.path = path = tmp_path / "mine.nnviz"
    os.kill(processes[0]._process.pid, signal.SIGSTOP)  # so that it cannot answer before it is killed
    window.documents.save()
    processes[0]._process.kill()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=30_000)
    (box,) = window.findChildren(QMessageBox)
    assert "has ended by itself" in box.text()
    box.accept()
    assert not path.exists()
    window.documents.save()
    qtbot.waitUntil(path.exists, timeout=30_000)


def killed(qtbot: QtBot, worker: RemoteWorker, process: Process) -> None:
    with qtbot.waitSignal(worker.refused, timeout=20_000):
        process._process.kill()


def test_a_comparison_ends_with_the_process_of_both(
    opened_apart: Callable[[str], Apart], qtbot: QtBot
) -> None:
    window, worker, processes = opened_apart("xor")
    setup = load("xor").setup
    window.asked.emit(commands.Compare(replace(setup, seed=9)))
    qtbot.waitUntil(lambda: window.comparing.arena is not None, timeout=20_000)
    window.asked.emit(commands.Choose(1))
    window.asked.emit(commands.TrainEpochs(3))
    qtbot.waitUntil(lambda: window.status.epochs == 3, timeout=20_000)  # type: ignore[union-attr]
    killed(qtbot, worker, processes[0])
    qtbot.waitUntil(lambda: window.comparing.arena is None, timeout=30_000)
    qtbot.waitUntil(lambda: window.status.epochs == 0, timeout=20_000)  # type: ignore[union-attr]
    assert window.canvas.isVisible()
    window.asked.emit(commands.Compare(replace(setup, seed=9)))
    qtbot.waitUntil(lambda: window.comparing.arena is not None, timeout=20_000)


def test_what_takes_long_ends_with_the_process_and_a_lesson_begins_anew(
    opened_apart: Callable[[str], Apart], qtbot: QtBot
) -> None:
    window, worker, processes = opened_apart("xor")
    endless = commands.Open("endless", load("xor").setup, Opening(epochs=10**9))
    window.asked.emit(endless)
    qtbot.waitUntil(window.progress.isVisible, timeout=20_000)
    assert window.state.text().startswith("Training for the lesson 0 %")
    before = window.status
    killed(qtbot, worker, processes[0])
    assert len(processes) == 2
    qtbot.waitUntil(lambda: window.status is not before and worker.running, timeout=30_000)
    qtbot.waitUntil(window.progress.isVisible, timeout=20_000)  # it was opened anew
    window.asked.emit(commands.Cancel())
    qtbot.waitUntil(lambda: not window.progress.isVisible(), timeout=20_000)


def test_a_document_that_ends_the_process_is_refused_and_not_opened_again(
    opened_apart: Callable[[str], Apart], qtbot: QtBot, tmp_path: Path
) -> None:
    window, worker, processes = opened_apart("xor")
    path = tmp_path / "mine.nnviz"
    window.documents.path = path
    window.documents.save()
    qtbot.waitUntil(path.exists, timeout=20_000)
    os.kill(processes[0]._process.pid, signal.SIGSTOP)
    window.documents.open(path)
    window.asked.emit(commands.SetHistoryBytes(2**23))
    killed(qtbot, worker, processes[0])
    window.documents.save()  # which another process answers
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=30_000)
    (box,) = window.findChildren(QMessageBox)
    assert "has ended by itself" in box.text()
    box.accept()
    qtbot.waitUntil(lambda: not window.documents._waiting, timeout=20_000)
    assert window.status is not None
    assert window.status.past_limit == 2**23
    window.documents.open(path)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("mine"), timeout=20_000)
    killed(qtbot, worker, processes[1])  # and now it is, since it had been opened
    window.documents.save()
    qtbot.waitUntil(lambda: not window.documents._waiting, timeout=30_000)
    assert len(processes) == 3


def test_reading_data_ends_with_the_process_and_is_said_and_begun_again_and_can_be_left(
    opened_apart: Callable[[str], Apart], qtbot: QtBot, tmp_path: Path
) -> None:
    window, worker, processes = opened_apart("xor")
    file = tmp_path / "long.csv"
    file.write_text("a,b,t\n" + "0,1,1\n1,1,0\n" * 200_000)
    part = Part("csv", {"file": str(file), "targets": "t", "most": 10**6})
    window.asked.emit(commands.Open("own", replace(load("xor").setup, data=part), Opening()))
    qtbot.waitUntil(window.progress.isVisible, timeout=20_000)
    assert window.progress.text.text() == "Reading the data"
    before = window.status
    killed(qtbot, worker, processes[0])
    assert "ended by itself" in window.notice.text()
    qtbot.waitUntil(lambda: window.status is not before and window.progress.isVisible(), timeout=30_000)
    window.asked.emit(commands.Cancel())
    qtbot.waitUntil(lambda: not window.progress.isVisible(), timeout=20_000)
    window.asked.emit(commands.TrainEpochs(1))
    qtbot.waitUntil(lambda: window.status.epochs == 1, timeout=20_000)  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [LOOKING_BACK, CHECKING, MAKING, SAVING])
def test_what_was_waited_for_as_the_process_ended_is_not_waited_for_any_more(
    opened_apart: Callable[[str], Apart], qtbot: QtBot, kind: str
) -> None:
    window, worker, processes = opened_apart("xor")
    assert window.status is not None
    window._poll.stop()  # or else the next mail of the process says that there is nothing to wait for
    window.progress.show_status(replace(window.status, progress=Progress(kind, 0.3)))
    qtbot.waitUntil(window.progress.isVisible)
    window._poll.start()
    killed(qtbot, worker, processes[0])
    assert not window.progress.isVisible()
    assert window.progress.progress is None
    assert "ended by itself" in window.notice.text()
