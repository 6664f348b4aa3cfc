"""Catches every error that nobody caught, keeps it in a log file and shows it in a dialog.

After a double-click nobody sees standard error, and Qt drops what is raised in a slot.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from nnviz.error_box import ErrorBox
from nnviz.telling import MOST_BYTES, log_path, tell_error

_log = logging.getLogger("nnviz")


class ErrorWatcher(QObject):
    """Shows errors on the window's thread, whichever thread they came from.

    Signals:
        caught: the traceback of an error that nobody caught.
    """

    caught = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @Slot(str)
    def _show(self, text: str) -> None:
        """Shows a traceback over whatever window is open, and waits until it has been read."""
        if self._showing:  # one dialog is enough for an error that comes sixty times a second
            return
        self._showing = True
        box = ErrorBox(QApplication.activeWindow(), told(text), text, str(log_path()))
        box.exec()
        box.deleteLater()
        self._showing = False

    def report(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Logs and shows an error; the shape of ``sys.excepthook``."""
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error(text)
        if sys.stderr is not None:
            sys.stderr.write(text)
        self.caught.emit(text)


@contextmanager
def errors_shown() -> Iterator[ErrorWatcher]:
    """Logs and shows what nobody catches, on any thread, and what is raised in the block itself."""
    handler = _open_log()
    watcher = ErrorWatcher()
    before = sys.excepthook, threading.excepthook
    sys.excepthook = watcher.report
    threading.excepthook = lambda event: watcher.report(event.exc_type, event.exc_value, event.exc_traceback)
    qInstallMessageHandler(_log_qt)
    try:
        yield watcher
    except Exception as error:
        tell_error(error)
        raise SystemExit(1) from error
    finally:
        sys.excepthook, threading.excepthook = before
        qInstallMessageHandler(None)
        _log.removeHandler(handler)
        handler.close()


@contextmanager
def errors_raised() -> Iterator[None]:
    """Raises at the end of the block what was raised in a slot during it, where Qt would drop it."""
    caught: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda kind, error, trace: caught.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if caught:
        raise caught[0]


def told(trace: str) -> str:
    """What an error was, in two lines."""
    said = QCoreApplication.translate("ErrorWatcher", "nnviz met an error that it did not expect:")
    return f"{said}\n{trace.strip().splitlines()[-1]}"


def _open_log() -> logging.Handler:
    """Sends the log to its file, or to standard error where there can be none."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8"
        )
        # faulthandler writes with the process dying, so it needs a file of its own that stays open.
        faulthandler.enable(path.with_suffix(".crash").open("w"))
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    return handler


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _log.log(logging.INFO if kind is QtMsgType.QtDebugMsg else logging.WARNING, message)
