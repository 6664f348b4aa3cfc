"""What every test gets: no screen, one BLAS thread, settings of its own, and an end without leftovers.

A window, thread or Qt thread that a test leaves behind fails that test, not some later one.
"""

from __future__ import annotations

import gc
import os
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from nnviz.__main__ import use_one_blas_thread

use_one_blas_thread()

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, QThread
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

PATIENCE = 2000
"""Milliseconds that a thread which has been told to end may still take."""

_started: weakref.WeakSet[QThread] = weakref.WeakSet()


def pytest_configure() -> None:
    """Keeps the user's own files out of it, and begins to note which Qt threads are started."""
    QStandardPaths.setTestModeEnabled(True)
    start = QThread.start

    def noting_start(thread: QThread, *arguments: object) -> None:
        _started.add(thread)
        start(thread, *arguments)

    QThread.start = noting_start


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins with no remembered settings, and leaves none; what it logs is its own."""
    for variable in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "state"))
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(form, scope, str(tmp_path / "settings"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Notes whether the test itself failed; then its traceback holds on to what it made."""
    report = yield
    if call.when == "call":
        item.stash[_FAILED] = report.failed
    return report


_FAILED = pytest.StashKey[bool]()


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a window, a running thread or a running Qt thread behind."""
    threads, windows = set(threading.enumerate()), set(_windows())
    yield
    left = [f"the Qt thread {thread} is running" for thread in _stopped_qt_threads()]
    left += [f"the thread {thread.name} is running" for thread in _running_threads(threads)]
    left += [f"the window {window} was not deleted" for window in _left_windows(windows)]
    _forget_the_look()
    if left and not request.node.stash.get(_FAILED, False):
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


def _stopped_qt_threads() -> list[str]:
    """The Qt threads that were still running, each of them ended so that no other test meets it."""
    found = []
    for thread in list(_started):
        if isValid(thread) and thread.isRunning():
            found.append(thread.objectName() or type(thread).__name__)
            thread.requestInterruption()
            thread.quit()
            thread.wait(PATIENCE)
    return found


def _running_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads that do not end by themselves; Python's stand-ins for Qt threads are not counted."""
    new = [thread for thread in threading.enumerate() if thread not in before]
    own = [thread for thread in new if not isinstance(thread, threading._DummyThread)]
    for thread in own:
        thread.join(PATIENCE / 1000)
    return [thread for thread in own if thread.is_alive()]


def _windows() -> list[QWidget]:
    """The top-level widgets that belong to nobody; a tool tip goes away in its own time."""
    if not isinstance(QApplication.instance(), QApplication):
        return []
    return [w for w in QApplication.topLevelWidgets() if w.parent() is None and not w.inherits("QTipLabel")]


def _left_windows(before: set[QWidget]) -> list[str]:
    """What the new windows are called that outlive their test, each of them deleted on the way."""
    if not [window for window in _windows() if window not in before]:
        return []
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = []
    for window in _windows():
        if window not in before:
            found.append(f"{type(window).__name__} {window.objectName()}{' (visible)' * window.isVisible()}")
            window.hide()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return found


def _forget_the_look() -> None:
    """Takes back the style sheet and colours that a main window gave the whole application."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet() and not _windows():
        app.setStyleSheet("")
        app.setPalette(QPalette())
