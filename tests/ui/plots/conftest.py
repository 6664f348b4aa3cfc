"""Real frames and records of XOR for the tests of the plots, made once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from nnviz.session.cursor import Unit
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

LAYERS = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))


@pytest.fixture(scope="session")
def xor() -> SimpleNamespace:
    """205 epochs: the records, a live frame at their end, and a paused one a step back, in epoch 205."""
    sgd = Part("SGD", {"learning_rate": 0.1})
    run = Run(Setup("xor", LAYERS, Part("MSE"), sgd, "article", seed=1))
    run.train_epochs(205)
    live = run.live_frame()
    records = run.take_records()
    run.step(Unit.OPERATION, forward=False)
    return SimpleNamespace(records=records, live=live, paused=run.frame())
