"""What the window is filled with once it is on the screen: the run, what drives it, and the views.

Importing this module imports all that the program needs; a thread does it beside the empty window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nnviz.arguments import Options
from nnviz.preparation import Prepared, prepare
from nnviz.session.arriving import go_to_place
from nnviz.session.driver import Driver
from nnviz.session.lesson import Lesson
from nnviz.session.mailbox import Mailbox
from nnviz.session.run import Run
from nnviz.ui import plotting, views  # noqa: F401 (the window shall find them imported)
from nnviz.ui.window import MainWindow
from nnviz.ui.worker import Worker


def prepare_run(options: Options, goes_on: Callable[[], bool]) -> Prepared:
    """Makes the run that was asked for and puts it where it shall stand; see :func:`prepare`."""
    prepared = prepare(options, goes_on)
    go_to_place(prepared.run, prepared.opening)
    return prepared


def join(window: MainWindow, lesson: Lesson, run: Run) -> tuple[Worker, Iterator[None]]:
    """The worker that feeds a window, not yet started, and the making of the window's parts."""
    mailbox = Mailbox()
    worker = Worker(Driver(run, mailbox, name=lesson.name, made_from=(lesson.setup, lesson.opening)))
    window.asked.connect(worker.send)
    window.closing.connect(worker.stop)
    worker.refused.connect(window.refuse)
    return worker, window.fill(lesson, mailbox)
