"""What the window is filled with once it is on the screen: what drives its run, and the views.

Importing this module imports all that the window needs; a thread does it beside the empty window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from nnviz.session.lesson import Lesson
from nnviz.session.mailbox import Mailbox, Source
from nnviz.session.remote.process import Process
from nnviz.ui import plotting, views  # noqa: F401 (the window shall find them imported)
from nnviz.ui.remote_worker import RemoteWorker
from nnviz.ui.window import MainWindow

if TYPE_CHECKING:
    from nnviz.session.run import Run
    from nnviz.ui.worker import Worker

AnyWorker = TypeVar("AnyWorker", "Worker", RemoteWorker)

Joined = tuple[AnyWorker, Iterator[None]]
"""The worker that feeds a window, not yet started, and the making of the window's parts."""


def join(window: MainWindow, lesson: Lesson, run: Run) -> Joined[Worker]:
    """Has a window fed by a run in a thread of its own."""
    from nnviz.session.driver import Driver
    from nnviz.ui.worker import Worker

    mailbox = Mailbox()
    worker = Worker(Driver(run, mailbox, name=lesson.name, made_from=(lesson.setup, lesson.opening)))
    return _join(window, lesson, worker, mailbox)


def join_process(
    window: MainWindow, lesson: Lesson, process: Process, again: Callable[[], Process]
) -> Joined[RemoteWorker]:
    """Has a window fed by a run in a process of its own, which has been started for that lesson.

    Args:
        again: starts another such process, should that one end by itself.
    """
    worker = RemoteWorker(process, again)
    worker.begun_again.connect(lambda: window.progress.leave())
    return _join(window, lesson, worker, worker)


def _join(window: MainWindow, lesson: Lesson, worker: AnyWorker, source: Source) -> Joined[AnyWorker]:
    window.asked.connect(worker.send)
    window.closing.connect(worker.stop)
    worker.refused.connect(window.refuse)
    return worker, window.fill(lesson, source)
