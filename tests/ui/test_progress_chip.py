"""What takes long in the real window: how far it is, a button and Esc that stop it, and what is then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QPoint, Qt
from pytestqt.qtbot import QtBot

from nnviz.session import commands, lengthy, long_commands
from nnviz.session.lesson import Lesson, load
from nnviz.session.opening import Opening
from nnviz.session.run import Run
from nnviz.ui.documents.backup import left_behind
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, press


@pytest.fixture
def window(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window in which training crawls."""
    monkeypatch.setattr(lengthy, "_MOST_AT_ONCE", 1)
    made = opened()
    made.asked.emit(commands.TrainEpochs(3))
    return made


def long_lesson() -> Lesson:
    xor = load("xor")
    return replace(xor, name="long", titles={"en": "Long"}, opening=Opening(epochs=10**6))


@pytest.mark.parametrize("how", ["button", "escape", "pause"])
def test_a_lesson_that_trains_for_long_is_seen_at_once_and_can_be_left(
    window: MainWindow, qtbot: QtBot, how: str
) -> None:
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 3)
    before = window.director.lesson
    window.director.open(long_lesson())
    qtbot.waitUntil(window.progress.isVisible, timeout=5000)
    assert window.progress.text.text() == "Training for the lesson"
    assert window.shown is not None
    assert window.windowTitle().startswith("Long")
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.live, timeout=5000)
    assert window.place.rect().contains(window.progress.geometry())
    covered = window.progress.rect().translated(window.progress.mapToGlobal(QPoint(0, 0)))
    for read in (window.canvas.view, window.canvas.legend):
        assert not covered.intersects(read.rect().translated(read.mapToGlobal(QPoint(0, 0))))
    if how == "button":
        qtbot.mouseClick(window.progress.cancel, Qt.MouseButton.LeftButton)
    elif how == "escape":
        press(qtbot, window, Qt.Key.Key_Escape)
    else:
        window.progress.cancel.setFocus()
        qtbot.keyClick(window.progress.cancel, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.status is not None and window.status.progress is None)
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 3)
    assert not window.progress.isVisible()
    assert window.director.lesson == before
    assert window.windowTitle().startswith(before.title("en"))
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.epoch == 3)


def test_where_nothing_takes_long_nothing_comes_up(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 3)
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.pass_index < 10)
    assert window.progress.progress is None
    assert not window.progress.isVisible()


def for_ever(*_: object) -> Iterator[float]:
    while True:
        yield 0.257


@pytest.mark.parametrize("restored", [False, True])
def test_a_document_that_takes_long_to_open_can_be_left_and_nothing_is_otherwise(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, restored: bool
) -> None:
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 3)
    title, file = window.windowTitle(), tmp_path / "long.nnviz"
    file.write_bytes(b"")
    with monkeypatch.context() as slow:
        slow.setattr(long_commands, "loading", for_ever)
        if restored:
            (left,) = left_behind(tmp_path)
            window.documents._load(file, {}, left)
        else:
            window.documents.open(file)
        qtbot.waitUntil(window.progress.isVisible, timeout=5000)
        assert window.progress.text.text() == "Opening the document"
        assert window.progress.bar.value() == 25
        assert window.state.text().startswith("Opening the document 25 %  ·  epoch 3")
        press(qtbot, window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not window.documents._waiting)
    qtbot.waitUntil(lambda: window.status is not None and window.status.progress is None)
    assert window.documents.complaint is None
    assert window.windowTitle() == title
    assert not window.progress.isVisible()
    assert len(left_behind(tmp_path)) == 1  # its lock is free
    window.asked.emit(commands.TrainEpochs(1))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 4)


def test_a_save_that_is_not_waited_for_says_so(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 3)
    window.documents.path = path = tmp_path / "mine.nnviz"
    monkeypatch.setattr(long_commands, "pass_looked_back_at", lambda *_: 3)
    monkeypatch.setattr(Run, "approaching", for_ever)
    window.documents.save()
    qtbot.waitUntil(window.progress.isVisible, timeout=5000)
    qtbot.mouseClick(window.progress.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.documents._waiting)
    assert (
        window.notice.text() == f"{QDir.toNativeSeparators(str(path))} was not saved, since that was stopped"
    )
    assert not path.exists()
