"""What comes to an open window from outside: it comes to the front, and opens what is wanted.

Nobody stands outside here; what another start sends is tested with the sending.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnviz.session.edits import Edit
from nnviz.ui.application import ICON_SIZES
from nnviz.ui.arrivals import receive
from nnviz.ui.documents.questions import UnsavedQuestion
from tests.ui.person import Opener

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


def test_a_start_without_a_file_brings_a_minimised_window_back(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    receive(window, {})
    qtbot.waitUntil(lambda: not window.isMinimized() and window.isActiveWindow())


def test_a_window_keeps_its_size_when_it_comes_forward(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.showMaximized()
    receive(window, {})
    assert window.windowState() & Qt.WindowState.WindowMaximized


def test_a_document_that_comes_is_opened_after_asking_what_is_to_be_kept(
    opened: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened()
    window.documents._save_in(tmp_path / "xor.nnviz")
    qtbot.waitUntil(lambda: window.documents.path is not None, timeout=10_000)
    window.desk.change(Edit("dense_1", "W", (0, 0), 0.5))
    qtbot.waitUntil(window.isWindowModified, timeout=10_000)
    receive(window, {"file": str(tmp_path / "xor.nnviz")})
    question = window.documents.question
    assert isinstance(question, UnsavedQuestion)
    question.discard_chosen.emit()
    question.reject()
    qtbot.waitUntil(lambda: not window.isWindowModified(), timeout=10_000)
    qtbot.waitUntil(lambda: window.shown.arrays["dense_1"]["W"][0, 0] != 0.5, timeout=10_000)


def test_a_lesson_that_comes_is_turned_to(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    receive(window, {"lesson": "hiking"})
    qtbot.waitUntil(lambda: window.director.lesson.name == "hiking", timeout=10_000)


def test_a_token_of_the_launcher_is_left_for_qt(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    receive(opened(), {"XDG_ACTIVATION_TOKEN": "t-1"})
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "t-1"


MAC = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from nnviz.ui.application import Application

app = Application()
send = lambda path: app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(path)))
got = []
send("/early.nnviz")
app.give_files_to(got.append)
send("/late.nnviz")
assert got == [{"file": "/early.nnviz"}, {"file": "/late.nnviz"}], got
assert app.desktopFileName() == app.applicationName() == "nnviz"
assert app.windowIcon().isNull()
app.show_icon()
print([size.width() for size in app.windowIcon().availableSizes()])
"""


def test_files_that_the_system_wants_opened_wait_for_the_window() -> None:
    """The application is made in a process of its own, since this one has another."""
    done = subprocess.run(
        [sys.executable, "-c", MAC], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str([*ICON_SIZES])
