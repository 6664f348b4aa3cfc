"""Frames of a real run for the tests of the inspector."""

from types import SimpleNamespace

import pytest

from nnviz.session.cursor import Place
from nnviz.session.frame import Frame
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

LAYERS = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))


def xor_run(batch_size: int = 1) -> Run:
    """A run of XOR that has not begun."""
    sgd = Part("SGD", {"learning_rate": 0.1})
    return Run(Setup("xor", LAYERS, Part("MSE"), sgd, "article", seed=1, batch_size=batch_size))


def pass_frames() -> list[Frame]:
    """The eleven positions of the third pass of epoch 206."""
    run = xor_run()
    run.train_epochs(206)
    return [frame_at(run, 205 * 4 + 2, position) for position in range(1, 12)]


def frame_at(run: Run, pass_index: int, position: int) -> Frame:
    """What the run looks like at a place."""
    run.go_to(run.ruler.number(Place(pass_index, position)))
    return run.frame()


def start_frame() -> Frame:
    """Before the first operation of a run."""
    return xor_run().frame()


def live_frames(count: int) -> list[Frame]:
    """Frames of one running network, a pass apart."""
    run, found = xor_run(), []
    for _ in range(count):
        run.train(1)
        found.append(run.live_frame())
    return found


@pytest.fixture(scope="session")
def frames() -> list[Frame]:
    """The eleven positions of one pass."""
    return pass_frames()


@pytest.fixture(scope="session")
def passes() -> SimpleNamespace:
    """The ways to make other frames."""
    return SimpleNamespace(
        xor_run=xor_run, frame_at=frame_at, start_frame=start_frame, live_frames=live_frames
    )
