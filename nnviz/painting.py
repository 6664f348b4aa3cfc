"""Paints the window into a file, without a display, at the place where a run stands.

It is the real window with real mail; only what wants a person is left out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication

from nnviz.app import make_application, make_window, prefer
from nnviz.arguments import Options
from nnviz.session.lesson import Lesson
from nnviz.session.mailbox import Mail
from nnviz.session.opening import Opening
from nnviz.session.records import Record
from nnviz.session.run import Run
from nnviz.ui.errors import errors_raised
from nnviz.ui.pictures.files import save
from nnviz.ui.pictures.subject import Subject, canvas_size, of_network, of_window
from nnviz.ui.settings import Settings
from nnviz.ui.text_size import suited
from nnviz.ui.window import MainWindow


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
        prefer(settings, options)
        size = QSize(round(options.size[0] / options.scale), round(options.size[1] / options.scale))
        settings.text_size = suited(size)  # as on a screen that the picture would fill
        window, _ = make_window(lesson, run, settings)
        window.resize(size)
        window.show_at_once(_mail(run, records, opening), alone=opening.formula > 0)
        app.processEvents()
        alone = options.picture == "network"
        subject = network_alone(window, size) if alone else of_window(window, window.canvas)
        save(subject, str(options.screenshot), window.devicePixelRatioF(), lesson.name)
        window.close()
        window.language.set("en")
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
