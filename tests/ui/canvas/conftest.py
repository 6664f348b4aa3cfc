"""Runs, frames and canvases that the tests of the canvas share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nnviz.nn.describe import readonly
from nnviz.session import data as dataset
from nnviz.session.cursor import Place
from nnviz.session.data.dataset import Dataset
from nnviz.session.frame import Frame
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.ui.canvas.canvas import Canvas


def make_run(*layers: Part, data: str = "xor", batch_size: int = 1) -> Run:
    """A run over layers, with the weights of seed 1."""
    optimizer = Part("SGD", {"learning_rate": 0.1})
    setup = Setup(data, layers, Part("MSE"), optimizer, "article", seed=1, batch_size=batch_size)
    return Run(setup)


def dense(units: int) -> Part:
    """A dense layer."""
    return Part("Dense", {"units": units})


@pytest.fixture
def xor_run() -> Run:
    """XOR 2-3-1 with tanh, after 205 epochs."""
    run = make_run(dense(3), Part("Tanh"), dense(1), Part("Tanh"))
    run.train_epochs(205)
    return run


@pytest.fixture
def at(xor_run: Run) -> Callable[[int], Frame]:
    """The frame at a position of the last pass."""

    def frame(position: int) -> Frame:
        xor_run.go_to(xor_run.ruler.number(Place(xor_run.passes - 1, position)))
        return xor_run.frame()

    return frame


@pytest.fixture
def live(xor_run: Run) -> Frame:
    """The frame of the last pass while the run goes on."""
    return xor_run.live_frame()


@pytest.fixture
def chain(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Makes a run of so many inputs over random data, one pass done."""

    def make(inputs: int, *layers: Part, outputs: int, batch_size: int = 1) -> Run:
        rng = np.random.default_rng(0)
        x, t = rng.normal(size=(8, inputs)), rng.normal(size=(8, outputs))
        made = Dataset("random", {"input": readonly(x)}, readonly(t))
        monkeypatch.setitem(dataset.DATASETS, "random", lambda: made)
        run = make_run(*layers, data="random", batch_size=batch_size)
        run.train(1)
        return run

    return make


@pytest.fixture
def canvas(qtbot) -> Canvas:
    """An empty canvas of 800 × 450 pixels, on the screen."""
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.resize(800, 450)
    widget.show()
    qtbot.waitExposed(widget)
    return widget
