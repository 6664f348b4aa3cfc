"""Wires the floors together: a run to its driver, the driver to a thread, the mailbox to a window.

It is the only file that knows all three.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, QTimer
from PySide6.QtWidgets import QApplication

from nnviz import __version__
from nnviz.arguments import Options
from nnviz.session.driver import Driver
from nnviz.session.lesson import Lesson
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.opening import Opening
from nnviz.session.records import Record
from nnviz.session.run import Run
from nnviz.ui.errors import errors_raised, errors_shown
from nnviz.ui.language import Language
from nnviz.ui.pictures.files import save
from nnviz.ui.pictures.subject import Subject, canvas_size, of_network, of_window
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from nnviz.ui.worker import Worker

WELCOME_MS = 800
"""Milliseconds after which the gallery comes up over the window when nnviz starts for the first time."""

SWITCH_INTERVAL = 0.0005
"""Seconds after which one thread may take the interpreter from the other.

Python's own 5 ms are a third of a frame, and the window waits for them several times a frame, as does
the training; with 0.5 ms both get on faster, with less nothing more is won.
"""


def make_application() -> QApplication:
    """The application object, with the name that settings and logs are kept under."""
    app = QApplication([sys.argv[0] if sys.argv else "nnviz"])
    app.setApplicationName("nnviz")
    app.setOrganizationName("nnviz")
    app.setApplicationVersion(__version__)
    app.setStyle("Fusion")
    return app


def make_window(lesson: Lesson, run: Run, settings: Settings) -> tuple[MainWindow, Worker]:
    """A window and the worker that feeds it, joined and not yet started."""
    mailbox = Mailbox()
    language = Language()
    language.set(settings.language)
    window = MainWindow(lesson, mailbox, language, settings)
    language.setParent(window)
    worker = Worker(Driver(run, mailbox, name=lesson.name, made_from=(lesson.setup, lesson.opening)))
    window.asked.connect(worker.send)
    window.closing.connect(worker.stop)
    worker.refused.connect(window.refuse)
    return window, worker


def open_window(lesson: Lesson, run: Run, options: Options) -> int:
    """Opens the window and gives the exit code after it has been closed."""
    app = make_application()
    with errors_shown():
        settings = Settings()
        _prefer(settings, options)
        window, worker = make_window(lesson, run, settings)
        sys.setswitchinterval(SWITCH_INTERVAL)
        worker.start()
        window.start()
        window.show()
        if settings.is_new and options.lesson is None:
            QTimer.singleShot(WELCOME_MS, window, window.director.welcome)
        code = app.exec()
        worker.stop()
        return code


def paint_window(
    lesson: Lesson, run: Run, records: Sequence[Record], opening: Opening, options: Options
) -> None:
    """Paints the real window without a display, at the place where a run stands, and saves the picture.

    Args:
        opening: how the run was brought there.

    Raises:
        OSError: the file cannot be written.
    """
    app = make_application()
    with tempfile.TemporaryDirectory() as folder, errors_raised():
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.theme, settings.language = "dark", "en"
        _prefer(settings, options)
        language = Language()
        language.set(settings.language)
        window = MainWindow(lesson, Mailbox(), language, settings)
        size = QSize(round(options.size[0] / options.scale), round(options.size[1] / options.scale))
        window.resize(size)
        window.show_at_once(_mail(run, records, opening), alone=opening.formula > 0)
        app.processEvents()
        alone = options.picture == "network"
        subject = network_alone(window, size) if alone else of_window(window, window.canvas)
        save(subject, str(options.screenshot), window.devicePixelRatioF(), lesson.name)
        window.close()
        language.set("en")
        store.sync()


def _mail(run: Run, records: Sequence[Record], opening: Opening) -> Mail:
    """All that there is to show of a run; a trained one that stands nowhere in a pass shows its last one."""
    live = not opening.operation and run.passes > 0 and not run.fault
    frame = run.live_frame() if live else run.frame()
    examination = run.examine(opening.weight) if opening.weight is not None else None
    return Mail(frame, tuple(records), run.status(), examination)


def network_alone(window: MainWindow, size: QSize) -> Subject:
    """The network of a window in a picture of a size, for which the canvas leaves the window."""
    canvas = window.canvas
    canvas.setParent(None)
    canvas.resize(canvas_size(size))
    canvas.show()
    QApplication.processEvents()
    return of_network(canvas)


def _prefer(settings: Settings, options: Options) -> None:
    """What the command line asks for goes before what is remembered."""
    if options.theme is not None:
        settings.theme = options.theme
    if options.language is not None:
        settings.language = options.language
    if options.colour is not None:
        settings.colour_mode = options.colour
