"""The way in of the process that trains: makes the run that was asked for and serves the window.

It imports no Qt, and what it needs only once it has been called, so that the window need not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from nnviz.arguments import Options


def train_apart(connection: Connection, folder: Path, options: Options) -> None:
    """Makes a run and drives it until the window is gone; what a process is started with."""
    from nnviz.haste import collect_again, collect_later

    collect_later()
    from nnviz.preparation import prepare_run
    from nnviz.session.remote.service import Made, serve

    collect_again()

    def make(goes_on: Callable[[], bool]) -> Made:
        prepared = prepare_run(options, goes_on)
        lesson = prepared.lesson
        return Made(prepared.run, lesson.name, (lesson.setup, lesson.opening))

    serve(connection, folder, make)
