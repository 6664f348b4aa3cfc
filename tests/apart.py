"""A run in a process of its own, made from a setup, for tests and measurements.

What a process is started with has to be found in a module.
"""

from __future__ import annotations

from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from nnviz.session.opening import Opening
from nnviz.session.remote.process import Process
from nnviz.session.remote.service import GoesOn, Made, serve
from nnviz.session.run import Run
from nnviz.session.setup import Setup


def train(connection: Connection, folder: Path, setup: Setup, name: str) -> None:
    """Drives a run of a setup, opened under a name."""
    serve(connection, folder, partial(_make, setup, name))


def _make(setup: Setup, name: str, goes_on: GoesOn) -> Made:
    return Made(Run(setup), name, (setup, Opening()))


def start(setup: Setup, name: str = "test") -> Process:
    """Starts such a process."""
    return Process(train, setup, name)
