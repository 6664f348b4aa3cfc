"""The lessons of article A: XOR, a convolution by hand, layers without weights, and digits.

What XOR and digits claim beside this is tried out in ``tests/session/test_lesson_texts.py``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnviz.nn import Kind, registry
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from tests.session.lessons.student import Student, grid

# -- 14 XOR and 17 digits; see also tests/session/test_lesson_texts.py ---------------------------


def test_xor_on_its_plateau_pulls_but_does_not_move() -> None:
    student = Student("xor")
    student.knows("0.2", "0.5", "0.279")
    student.follow("seed/3/article")
    student.run.train_epochs(1000)
    for output in student.run.outputs()[:, 0]:
        assert abs(output - 0.52) < 0.01
    student.knows("0.52")
    rate = student.run.status().learning_rate
    pulls = []
    before = parameters(student.run)
    for _ in range(4):
        at = parameters(student.run)
        student.run.train(1)
        pulls.append(np.linalg.norm(parameters(student.run) - at) / rate)
    assert min(pulls) > 0.7
    assert np.linalg.norm(parameters(student.run) - before) / rate < 0.01
    assert student.answer(2).startswith("The four samples")
    student.follow("run", "seed/1/article", "rate/0.2", "rate/0.5", "colour/gradients")
    student.has_read_all()


def parameters(run: Run) -> Any:
    """All weights and biases at the head, as one row."""
    arrays = run.frame().arrays
    return np.concatenate(
        [arrays[node][key].ravel() for node in ("dense_1", "dense_3") for key in ("W", "B")]
    )


def test_what_xor_asks_first() -> None:
    setup = load("xor").setup
    asked = load("xor").questions[0]
    kinds: list[tuple[Part, ...]] = [
        (Part("Dense", {"units": 1}),),
        (Part("Dense", {"units": 1}), Part("Tanh")),
        setup.layers,
    ]
    right = []
    for layers in kinds:
        run = Run(Setup(**{**vars(setup), "layers": layers}))
        run.train_epochs(400)
        right.append(bool(((run.outputs() > 0.5) == (run.data.t > 0.5)).all()))
    assert right == [False, False, True]
    assert asked.right == 2
    assert sum(part.type == "Dense" for part in setup.layers) == 2
    assert setup.layers[0].settings["units"] == 3


def test_what_digits_asks_and_links_to() -> None:
    student = Student("digits")
    sizes = {node.name: node.parameters["W"] for node in student.frame.stage.nodes if node.parameters}
    assert sizes == {"conv2d_1": (3, 3, 1, 6), "dense_5": (54, 10)}  # 54 and 540 weights
    assert student.answer(1) == "Dense"
    assert len(student.run.data) / len(student.run.data.classes) == float(student.answer(2))
    for link, node in (("12", "maxpool2d_3"), ("14/2", "conv2d_1")):
        student.follow(f"operation/{link}")
        assert (student.kind, student.node) == (Kind.BACKWARD, node)
    assert student.gives == "dW"
    won = np.count_nonzero(student.sees("maxpool2d_3", "dX"), axis=(1, 2))
    arrived = np.count_nonzero(student.sees("maxpool2d_3", "dY"), axis=(1, 2))
    np.testing.assert_array_equal(won, arrived)
    student.follow("sample/5", "rate/2", "reset", "rate/0.5")
    student.knows("0.5")
    student.has_read_all()


# -- 15 and 16 images ----------------------------------------------------------------------------

SEVEN = [[1, 1, 1, 1, 1], [0, 0, 0, 0, 1], [0, 0, 0, 1, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0]]
STROKE = [[0, 0, 1], [0, 1, 0], [1, 0, 0]]


def window(row: int, column: int) -> Any:
    """The pixels under the kernel at a place from 0."""
    return np.array(SEVEN)[row : row + 3, column : column + 3]


def kernel_of(cells: list[list[list[list[float]]]]) -> list[list[float]]:
    return [[cell[0][0] for cell in row] for row in cells]


def test_convolution() -> None:
    student = Student("convolution")
    assert grid(student.sees("input", "Y")[0]) == SEVEN
    assert kernel_of(student.sees("conv2d_1", "W")) == STROKE
    assert student.sees("conv2d_1", "B") == [0]
    seen = [[int((window(r, c) * STROKE).sum()) for c in range(3)] for r in range(3)]
    assert grid(student.sees("conv2d_1", "Y")[0]) == seen == [[1, 1, 1], [0, 0, 3], [0, 2, 1]]
    assert student.loss == seen[0][2]
    student.follow("operation/4/1")
    laid = np.zeros((5, 5))
    laid[0:3, 2:5] = STROKE
    assert grid(student.sees("conv2d_1", "dX")[0]) == laid.tolist()
    student.follow("operation/4/2")
    assert student.gives == "dW"
    assert kernel_of(student.sees("conv2d_1", "dW")) == window(0, 2).tolist()
    student.follow("set/loss/T/1/2/3/1/1")
    assert kernel_of(student.sees("conv2d_1", "dW")) == (window(0, 2) + window(1, 2)).tolist()
    assert student.sees("conv2d_1", "dB") == [2]
    student.follow("operation/1", "set/input/Y/1/3/4/1/0")
    assert grid(student.sees("conv2d_1", "Y")[0])[1][2] == 2
    student.has_read_all()


def test_how_large_the_output_of_a_convolution_is() -> None:
    made = registry.layers()["Conv2D"](channels=1, kernel_size=5)
    assert made.output_shape((28, 28, 1)) == (24, 24, 1)
    assert Student("convolution").answer(1) == "24 × 24"
    small = registry.layers()["Conv2D"](channels=1, kernel_size=3)
    small.build((1000, 1000, 1))
    assert [parameter.value.size for parameter in small.parameters] == [9, 1]
    assert Student("convolution").answer(2) == "9"


def test_pooling_flattening_and_dropping_out() -> None:
    student = Student("pool-flatten-dropout")
    image = np.array(student.sees("input", "Y"))[0, :, :, 0]
    assert image.shape == (4, 4)
    assert grid(student.sees("maxpool2d_1", "Y")[0]) == [[4, 5], [6, 8]]
    assert student.sees("flatten_2", "Y") == [[4, 5, 6, 8]]
    assert student.sees("dropout_3", "Y") == [[8, 10, 0, 0]]
    student.follow("operation/6")
    assert student.sees("dropout_3", "dY") == [[1, 1, 1, 1]]
    assert student.sees("dropout_3", "dX") == [[2, 2, 0, 0]]
    student.follow("operation/7")
    assert grid(student.sees("flatten_2", "dX")[0]) == [[2, 2], [0, 0]]
    student.follow("operation/8")
    assert grid(student.sees("maxpool2d_1", "dX")[0]) == [[0, 0, 0, 0], [2, 0, 0, 2], [0] * 4, [0] * 4]
    student.follow("set/input/Y/1/1/1/1/9")
    assert grid(student.sees("maxpool2d_1", "dX")[0]) == [[2, 0, 0, 0], [0, 0, 0, 2], [0] * 4, [0] * 4]
    student.follow("train/1", "operation/3")
    assert student.frame.pass_index == 1
    assert student.sees("dropout_3", "Y") == [[0, 10, 0, 16]]
    student.has_read_all()


def test_what_pooling_asks() -> None:
    student = Student("pool-flatten-dropout")
    for row, col, value in ((1, 1, 3), (1, 2, 7), (2, 1, 1), (2, 2, 2)):
        student.sets("input", "Y", 1, row, col, 1, value)
    student.sets("loss", "T", 1, 1, 2.5)  # doubled on its way
    block = np.array(student.sees("maxpool2d_1", "dX"))[0, :2, :2, 0]
    assert block.tolist() == [[0, 5], [0, 0]]
    assert student.answer(1) == "The 7, all of it"
    run = Run(student.lesson.setup)
    totals = []
    for _ in range(4000):
        run.train_recorded()
        totals.append(run.live_frame().loss or 0.0)
    assert np.mean(totals) == pytest.approx(4 + 5 + 6 + 8, rel=0.03)
    assert student.answer(2) == "So that the total stays the same on average"
