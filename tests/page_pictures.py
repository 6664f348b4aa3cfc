"""Pictures of every page, panel and dialog, to be looked at: ``python -m tests.page_pictures FOLDER``.

In both languages and themes and three sizes; ``--only``, ``--languages``, ``--themes``, ``--sizes`` choose.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.lesson import Lesson, load
from nnviz.session.opening import Opening
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.ui import text_size
from nnviz.ui.editing.fill_menu import FillMenu
from nnviz.ui.lessons.shelf import Shelf
from nnviz.ui.settings import Settings
from nnviz.ui.welcome.opening import open_welcome
from nnviz.ui.window import MainWindow

SIZES, THEMES, LANGUAGES = ("1280x720", "1600x1000", "3840x2160"), ("dark", "light"), ("en", "zh_CN")
PATIENCE, SETTLED_MS = 20.0, 350

Open = Callable[[MainWindow, Path], object]


# -- the pages -------------------------------------------------------------------------------------


def _nothing(window: MainWindow, folder: Path) -> None:
    """The window as it is, in the middle of a pass."""


def _epochs(window: MainWindow, folder: Path) -> None:
    window.asked.emit(commands.GoToEnd())


def _running(window: MainWindow, folder: Path) -> None:
    window.asked.emit(commands.Play())


def _weight(window: MainWindow, folder: Path) -> None:
    window.open_weight(Weight("dense_1", "W", (0, 0)))


def _menu(key: str, window: MainWindow, folder: Path) -> None:
    window.menus._made[key].trigger()


def _bar_menu(place: int, window: MainWindow, folder: Path) -> None:
    action = window.menu_bar.actions()[place]
    menu = next(menu for menu in window.menu_bar.findChildren(QMenu) if menu.menuAction() is action)
    menu.popup(window.menu_bar.mapToGlobal(window.menu_bar.actionGeometry(action).bottomLeft()))


def _presented(key: str, window: MainWindow, folder: Path) -> None:
    window.showFullScreen = lambda: None  # type: ignore[method-assign]  # a picture has a size of its own
    window.presentation.present(True)
    window.presentation.show_panel(key)


def _large(window: MainWindow, folder: Path) -> None:
    from nnviz.ui.enlarging import choose_size

    choose_size(window, text_size.STEPS[-1])


def _data(kind: str, window: MainWindow, folder: Path) -> None:
    from tests.ui.data.files import digit_pair, flowers, written

    made = {
        "table": lambda: flowers(folder),
        "images": lambda: digit_pair(folder)[0],
        "wrong": lambda: written(folder, "mine.csv", "x,y\n1,2\n2,3\nthree,4\n"),
    }
    window.data.open(made[kind]())


def _save_lesson(window: MainWindow, folder: Path) -> None:
    window.director.look_in(folder)
    window.director.keeper.ask()


def _tensor(window: MainWindow, folder: Path) -> None:
    window.asked.emit(commands.GoToFormula(1, 1))
    wait_until(lambda: window.shown is not None and window.shown.position == 1 and not window.shown.live)
    wait_until(lambda: any(row.operands for row in window.inspector.equations.rows))
    operands = (view for row in window.inspector.equations.rows for view in row.operands)
    window.inspector.show_tensor(next(view.tensor for view in operands if view.tensor.name == "W"))


def _number(window: MainWindow, folder: Path) -> None:
    from nnviz.ui.editing.ask_number import AskNumber

    menu = window.inspector.findChildren(FillMenu)[0]
    menu._ask_constant()
    (question,) = window.findChildren(AskNumber)
    question.field.setText("a half")
    question.accept()


def _model(window: MainWindow, folder: Path) -> None:
    window.imports.models.read(Path(__file__).parent / "session/onnx_import/models/images_17.onnx")
    wait_until(lambda: window.imports.models.dialog is not None)


def _exported(window: MainWindow, folder: Path) -> None:
    _menu("export_worksheet", window, folder)
    wait_until(lambda: window.exports.dialog is not None)
    assert window.exports.dialog is not None
    window.exports.dialog.selectFile(str(folder / "worksheet.pdf"))
    window.exports.dialog.accept()
    wait_until(window.notice.isVisible)


def _rebuilt(window: MainWindow, folder: Path) -> None:
    window.builder.insert("Dense", "tanh_2")
    wait_until(lambda: window.status is not None and window.status.epochs == 0)
    window.asked.emit(commands.TrainEpochs(30))
    wait_until(lambda: window.status is not None and window.status.epochs >= 30)


def _branch(window: MainWindow, folder: Path) -> None:
    where = window.canvas.mapToGlobal(window.canvas.rect().center())
    window.layer_menu.branches.ask("dense_1", "tanh_4", where)


def _compared(window: MainWindow, folder: Path) -> None:
    _menu("compare", window, folder)
    assert window.comparing.dialog is not None
    window.comparing.dialog.compare_button.click()
    wait_until(
        lambda: window.comparing.arena is not None and window.comparing.arena.other.picture is not None
    )
    window.asked.emit(commands.TrainEpochs(40))


def _shelves() -> list[Shelf]:
    return [each for each in QApplication.allWidgets() if isinstance(each, Shelf) and each.isVisible()]


def _drawn() -> None:
    """Waits until every lesson of a shelf has its picture."""
    wait_until(lambda: bool(_shelves()))
    wait_until(lambda: not any(shelf._undrawn for shelf in _shelves()))


def _gallery(window: MainWindow, folder: Path) -> None:
    _menu("lessons", window, folder)
    _drawn()


def _welcome(window: MainWindow, folder: Path) -> None:
    open_welcome(window)
    _drawn()


def _unsaved(window: MainWindow, folder: Path) -> None:
    from nnviz.ui.documents.questions import UnsavedQuestion

    UnsavedQuestion("XOR needs a hidden layer", window).open()


def _restore(window: MainWindow, folder: Path) -> None:
    from nnviz.ui.documents.questions import RestoreQuestion

    RestoreQuestion("2026-05-04 10:11", window).open()


def _complaint(window: MainWindow, folder: Path) -> None:
    window.pictures._keep(None, str(folder / "picture.tiff"), window.tr("nnviz"))  # type: ignore[arg-type]


def _error(window: MainWindow, folder: Path) -> None:
    from nnviz.error_box import ErrorBox
    from nnviz.ui.errors import told

    trace = "Traceback (most recent call last):\nZeroDivisionError: float division by zero"
    ErrorBox(window, told(trace), trace, str(folder / "nnviz.log")).open()


def _fault(window: MainWindow, folder: Path) -> None:
    layers = (Part("Dense", {"units": 3}), Part("Dense", {"units": 1}))
    setup = Setup("xor", layers, Part("MSE"), Part("SGD", {"learning_rate": 1e6}), "article", 1)
    window.director.open(Lesson("linear", setup, load("xor").titles, load("xor").texts))
    window.asked.emit(commands.Play())
    wait_until(window.banner.isVisible)


def _progress(window: MainWindow, folder: Path) -> None:
    window.director.open(replace(load("xor"), name="long", opening=Opening(epochs=10**7)))
    wait_until(window.progress.isVisible)


PAGES: dict[str, Open] = {
    "pass": _nothing,
    "end": _epochs,
    "running": _running,
    "fault": _fault,
    "progress": _progress,
    "rebuilt": _rebuilt,
    "compared": _compared,
    "weight": _weight,
    "neuron": partial(_menu, "neuron"),
    "layer": partial(_menu, "layer"),
    "build": partial(_menu, "build"),
    "features": partial(_menu, "features"),
    "points": partial(_menu, "points"),
    "large-text": _large,
    **{
        f"presented-{key}": partial(_presented, key)
        for key in ("inspector", "lesson", "loss", "weight", "surface")
    },
    **{
        f"menu-{name}": partial(_bar_menu, place)
        for place, name in enumerate(("file", "edit", "run", "step", "lesson", "view", "help"))
    },
    "menu-branch": _branch,
    "welcome": _welcome,
    "guide": partial(_menu, "guide"),
    "gallery": _gallery,
    "settings": partial(_menu, "settings"),
    "keys": partial(_menu, "shortcuts"),
    "about": partial(_menu, "about"),
    "compare": partial(_menu, "compare"),
    "tensor": _tensor,
    "number": _number,
    "new-network": partial(_menu, "new_network"),
    "data-table": partial(_data, "table"),
    "data-images": partial(_data, "images"),
    "data-wrong": partial(_data, "wrong"),
    "save-lesson": _save_lesson,
    "export": partial(_menu, "export_script"),
    "worksheet": partial(_menu, "export_worksheet"),
    "worksheet-saved": _exported,
    "model": _model,
    "save-picture": partial(_menu, "network_picture"),
    "unsaved": _unsaved,
    "restore": _restore,
    "complaint": _complaint,
    "error": _error,
}
"""What brings each page up, by its name."""


# -- showing them ----------------------------------------------------------------------------------


def wait(milliseconds: int) -> None:
    """Lets the window go on for a while."""
    until = monotonic() + milliseconds / 1000
    while monotonic() < until:
        QApplication.processEvents()


def wait_until(true: Callable[[], bool]) -> None:
    """Lets the window go on until something is so.

    Raises:
        TimeoutError: it takes too long.
    """
    until = monotonic() + PATIENCE
    while not true():
        QApplication.processEvents()
        if monotonic() > until:
            raise TimeoutError


@contextmanager
def window_for_pages(folder: Path, language: str, theme: str, size: str) -> Iterator[MainWindow]:
    """A window of a size in the middle of a pass, after some epochs."""
    from nnviz import app

    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    settings.theme, settings.language = theme, language
    lesson = load("xor")
    run = Run(lesson.setup)
    run.train_epochs(205)
    run.step(Unit.PASS)
    run.go_to(run.cursor - 3)
    window, worker = app.make_window(lesson, run, settings)
    worker.start()
    window.start()
    window.show()
    window.resize(*map(int, size.split("x")))
    wait_until(lambda: window.shown is not None and window.is_prepared)
    wait(SETTLED_MS)
    try:
        yield window
    finally:
        window.documents.may_close = lambda: True  # type: ignore[method-assign]
        window.close()
        worker.stop()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)  # no loop would
        text_size.set_added(0)
        QApplication.processEvents()


def over(window: MainWindow) -> list[QWidget]:
    """What lies over the window: dialogs and menus, from the back to the front."""
    found = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not window)
    unseen = Qt.WidgetAttribute.WA_DontShowOnScreen
    return [
        each
        for each in found
        if not each.inherits("QTipLabel") and not each.testAttribute(unseen) and each.width() > 1
    ]


def show_page(
    name: str,
    window: MainWindow,
    folder: Path,
    look: Callable[[list[QWidget]], None],
    settled: int = 2 * SETTLED_MS,
) -> None:
    """Brings a page up, has somebody look at it when it has settled, and takes it away again."""
    PAGES[name](window, folder)
    wait(settled)
    found = over(window)
    try:
        look(found)
    finally:
        for each in reversed(found):
            if not each.close():  # a question that has to be answered
                each.hide()


def picture(window: MainWindow, found: Sequence[QWidget]) -> QPixmap:
    """The window with what lies over it."""
    whole = window.grab()
    painter = QPainter(whole)
    for each in found:
        place = each.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
        room = window.rect().size() - each.size()
        inside = QPoint(
            min(max(0, place.x()), max(0, room.width())), min(max(0, place.y()), max(0, room.height()))
        )
        painter.drawPixmap(inside, each.grab())
        painter.setPen(Qt.GlobalColor.gray)
        painter.drawRect(QRect(inside, each.size()))  # as the frame that the screen gives it
    painter.end()
    return whole


def main(arguments: Sequence[str]) -> int:
    """Takes the pictures; gives how many pages could not be shown."""
    parser = argparse.ArgumentParser(description="Pictures of every page, panel and dialog.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="pages with one of these in their names, by commas")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--themes", default=",".join(THEMES))
    parser.add_argument("--sizes", default=",".join(SIZES))
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = options.sizes.split(",")
    if len(sizes) > 1:  # a screen has one size for as long as a program runs
        again = [sys.executable, "-m", "tests.page_pictures", *arguments, "--sizes"]
        return sum(subprocess.run([*again, size], check=False).returncode for size in sizes)
    _use_screen(options.folder, *map(int, sizes[0].split("x")))
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    wanted = [name for name in PAGES if any(part in name for part in options.only.split(","))]
    failed = 0
    for language in options.languages.split(","):
        for theme in options.themes.split(","):
            for name in wanted:
                path = options.folder / f"{name}-{language}-{theme}-{sizes[0]}.png"
                failed += not _take(name, language, theme, sizes[0], path)
                print(path, flush=True)
    return failed


def _use_screen(folder: Path, width: int, height: int) -> None:
    """Gives the screen that there is not the size of the window, since dialogs ask how large it is."""
    screen = {"name": "pages", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    path = folder / f"screen-{width}x{height}.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def _take(name: str, language: str, theme: str, size: str, path: Path) -> bool:
    """Whether the picture of a page could be taken, in a window of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with window_for_pages(folder, language, theme, size) as window:
            try:
                show_page(name, window, folder, lambda found: picture(window, found).save(str(path)) and None)
            except (TimeoutError, LookupError) as error:
                print(f"{name}: {error!r}", file=sys.stderr)
                return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
