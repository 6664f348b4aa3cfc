"""The real window with its thread, opened as the program opens it, for the tests of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from nnviz import app
from nnviz.session.lesson import Lesson, load
from nnviz.session.run import Run
from nnviz.session.setup import Setup
from nnviz.ui import text_size
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener


@pytest.fixture(autouse=True)
def least_texts() -> Iterator[None]:
    """Every test begins with the least text size, whatever another chose."""
    yield
    text_size.set_added(0)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.theme, made.language = "dark", "en"
    return made


@pytest.fixture
def opened(qtbot: QtBot, settings: Settings) -> Iterator[Opener]:
    """Opens windows; each is closed and its thread ended afterwards."""
    workers = []

    def open_one(setup: Setup | None = None) -> MainWindow:
        lesson = load("xor")
        if setup is not None:
            lesson = Lesson("test", setup, {"en": "Test"}, {"en": "Test"})
        window, worker = app.make_window(lesson, Run(lesson.setup), settings)
        workers.append(worker)
        qtbot.addWidget(window)
        worker.start()
        window.start()
        window.show()
        window.resize(1600, 1000)
        qtbot.waitUntil(lambda: window.shown is not None and window.is_complete, timeout=20_000)
        return window

    yield open_one
    for worker in workers:
        assert worker.stop()
