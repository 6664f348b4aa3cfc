"""Takes the pictures of the guide anew, in both languages and themes: ``python -m tests.guide_pictures``.

They are the real panels of a real run, so that they stay true; a folder can be given in place of the guide's.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication, QToolBar, QWidget

from nnviz.app import make_application, make_window
from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.choices import Unit
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.ui import cards, text_size
from nnviz.ui.guide.pages import PICTURE_WIDTH, folder
from nnviz.ui.language import LANGUAGES
from nnviz.ui.neuron import Neuron
from nnviz.ui.settings import Settings
from nnviz.ui.theme import THEMES
from nnviz.ui.window import MainWindow

SIZE = QSize(1360, 860)
EPOCHS, PARTS, OPERATION = 200, 20, 8

_PLAIN = ("pass", "inspector", "lesson", "network", "loss", "norms", "surface")


def take(target: Path, language: str, theme: str) -> None:
    """Takes all pictures in one language and theme into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(QSettings(str(Path(scratch) / "settings.ini"), QSettings.Format.IniFormat))
        settings.theme, settings.language = theme, language
        lesson = load("xor")
        window, worker = make_window(lesson, Run(lesson.setup), settings)
        worker.start()
        window.start()
        window.resize(SIZE)
        window.show()
        for name, widget in _scenes(window):
            _save(widget, target / f"{name}.png")
        window.close()
        worker.stop()
        window.language.set("en")
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)  # no loop would


def _scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Brings up one panel after another, each with its name."""
    _wait(lambda: window.is_prepared and window.shown is not None)
    cards.open_layer(window)
    window.layer_view.choose("dense_3")
    _settle(300)
    for _ in range(PARTS):  # the numbers of a layer are measured now and then
        window.asked.emit(commands.TrainEpochs(EPOCHS // PARTS))
        _settle(120)
    _wait(lambda: window.status is not None and window.status.passes >= 4 * EPOCHS)
    window.asked.emit(commands.Step(Unit.PASS))
    window.asked.emit(commands.GoToFormula(OPERATION, 1))
    _settle(1500)
    yield "layer", window.panels["layer"]
    window.panels["inspector"].raise_()
    _settle()
    yield "window", window
    yield "canvas", window.place
    yield "bar", window.transport
    for name in _PLAIN:
        yield name, window.panels[name]
    window.open_weight(Weight("dense_3", "W", (0, 0)))
    _settle(800)
    yield "weight", window.panels["weight"]
    window.canvas.focus_on(Neuron("dense_1", 1))
    _settle()
    yield "neuron", window.panels["neuron"]
    window.canvas.focus_on(None)
    cards.open_build(window)
    _settle()
    yield "build", window.panels["build"]


def _save(widget: QWidget, path: Path) -> None:
    """Saves what a widget looks like, in a file as small as can be."""
    image = widget.grab().toImage()
    if isinstance(widget, QToolBar):  # a bar: as much of it as can be read
        image = image.copy(0, 0, PICTURE_WIDTH, image.height())
    elif image.width() > PICTURE_WIDTH:
        image = image.scaledToWidth(PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation)
    writer = QImageWriter(str(path), b"png")
    writer.setCompression(100)
    if not writer.write(image.convertToFormat(QImage.Format.Format_RGB888)):
        raise OSError(writer.errorString())


def _settle(milliseconds: int = 400) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait(until: Callable[[], bool], milliseconds: int = 30_000) -> None:
    for _ in range(milliseconds // 20):
        if until():
            return
        _settle(20)
    raise TimeoutError("the window does not get there")


def main(arguments: list[str]) -> None:
    """Takes the pictures in every language and theme."""
    target = Path(arguments[0]) if arguments else folder() / "pictures"
    app = make_application()
    for language in LANGUAGES:
        for theme in THEMES:
            take(target / f"{language}-{theme}", language, theme)
            text_size.set_added(0)
            QApplication.processEvents()
    taken = sorted(target.rglob("*.png"))
    print(f"{len(taken)} pictures, {sum(path.stat().st_size for path in taken):,} bytes")
    del app


if __name__ == "__main__":
    main(sys.argv[1:])
