"""The lessons on learning: the mean squared error, descent on a slope, softmax and the chain rule.

The figures are those of article B.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnviz.nn import Kind
from nnviz.nn.derive import Weight
from nnviz.session.lesson import load
from nnviz.session.run import Run
from tests.session.lessons.student import LANGUAGES, Student, column, near

# -- 5 mse ---------------------------------------------------------------------------------------


def test_mse() -> None:
    student = Student("mse")
    assert column(student.sees("loss", "T")) == [1, 0, 0, 1]
    assert column(student.sees("loss", "X")) == [0, 0, 0, 0]
    student.follow("operation/2")
    student.reads("0.5", student.loss)
    assert student.loss == 0.5
    student.follow("operation/3")
    assert column(student.sees("loss", "dX")) == [-0.5, 0, 0, -0.5]
    for link, written, gradient in (("1", "0.25", 0.0), ("0.5", "0.3125", -0.25), ("3", "1.25", 1.0)):
        student.follow(f"set/dense_1/Y/1/1/{link}")
        student.reads(written, student.loss)
        assert column(student.sees("loss", "dX"))[0] == gradient
    student.follow("set/dense_1/Y/1/1/0")
    assert student.loss == 0.5
    student.follow("train/1")
    student.reads("0.125", student.loss)
    assert column(student.sees("loss", "X")) == [0.5, 0, 0, 0.5]
    student.follow("train/1")
    student.reads("0.03125", student.loss)
    student.has_read_all()


def test_what_mse_asks() -> None:
    student = Student("mse")
    for sample in range(1, 5):
        student.sets("dense_1", "Y", sample, 1, 2 + (sample in (1, 4)))
    assert student.loss == 4 == float(student.answer(1))
    alike = []
    for errors in ((2, 0, 0, 0), (1, 1, 1, 1)):
        other = Student("mse")
        for sample, (error, truth) in enumerate(zip(errors, (1, 0, 0, 1), strict=True), start=1):
            other.sets("dense_1", "Y", sample, 1, truth - error)
        alike.append(other.loss)
    assert alike == [1, 1]
    assert all(gradient > 0 for gradient in column(student.sees("loss", "dX")))
    student.sets("dense_1", "Y", 1, 1, 2.9)
    assert student.loss < 4
    assert student.answer(2) == "Fall"


# -- 6 slope -------------------------------------------------------------------------------------


def weight(student: Student) -> float:
    """The one weight that counts, after the pass under the cursor."""
    (found,) = student.sees("dense_1", "W")
    return float(found[0])


def test_slope() -> None:
    student = Student("slope")
    assert (column(student.sees("input", "Y")), column(student.sees("loss", "T"))) == ([1, -1], [2, -2])
    assert student.lesson.opening.weight == Weight("dense_1", "W", (0, 0))
    assert student.frame.before["dense_1"]["W"].tolist() == [[5]]
    assert student.loss == 9
    student.follow("operation/4/2")
    assert student.frame.arrays["dense_1"]["dW"].tolist() == [[6]]
    student.follow("operation/5")
    student.reads("4.4", weight(student))
    student.knows("0.1")
    assert student.frame.learning_rate == 0.1
    student.follow("train/20")
    student.reads("2.03", weight(student))
    assert student.sees("dense_1", "B") == [0]
    student.follow("reset", "rate/0.5", "train/1")
    student.reads("0.5", student.frame.learning_rate)
    assert weight(student) == 2


def test_slope_is_that_of_the_valley() -> None:
    student = Student("slope")
    for w in (-3.0, 0.0, 2.0, 7.0):
        student.sets("dense_1", "W", 1, 1, w)
        assert student.loss == (w - 2) ** 2
        assert student.sees("dense_1", "dW") == [[2 * (w - 2)]]
    student.sets("dense_1", "W", 1, 1, 0.0)
    assert student.sees("dense_1", "dW") == [[-4]]
    assert weight(student) > 0
    assert student.answer(1) == "Up"


def steps(rate: float, epochs: int) -> list[float]:
    """Where the weight is after each update."""
    run = Run(load("slope").setup)
    run.set_learning_rate(rate)
    found = []
    for _ in range(epochs):
        run.train_epochs(1)
        found.append(float(run.frame().arrays["dense_1"]["W"][0, 0]))
    return found


def test_steps_that_are_too_long() -> None:
    student = Student("slope")
    student.knows("0.1", "0.5", "4.4", "2.03", "0.9", "1.1")
    below, above = np.array(steps(0.9, 20)) - 2, np.array(steps(1.1, 20)) - 2
    for jumps, way in ((below, -1), (above, 1)):
        assert np.all(jumps[1:] * jumps[:-1] < 0)  # across the valley
        assert np.all(np.sign(np.diff(np.abs(jumps))) == way)
    student.follow("reset", "rate/0.9", "train/20")
    assert near(weight(student), below[-1] + 2)
    student.follow("reset", "rate/1.1", "train/20")
    assert student.loss > 9000
    assert steps(1.0, 4) == [-1, 5, -1, 5]
    assert student.answer(2) == "At −1, as far off as before"
    student.has_read_all()


# -- 12 softmax ----------------------------------------------------------------------------------


def test_softmax() -> None:
    student = Student("softmax-two")
    assert student.sees("dense_1", "Y") == [[3.9, -1]]
    assert student.sees("relu_2", "Y") == [[3.9, 0]]
    student.knows("3.9")
    student.reads("49.4", math.exp(3.9))
    student.follow("operation/3/2")
    assert student.gives == "P"
    ((sure, unsure),) = student.sees("loss", "P")
    assert near(sure, math.exp(3.9) / (math.exp(3.9) + 1))
    student.reads("0.98", sure)
    student.reads("0.02", unsure)
    student.follow("operation/3/3")
    assert student.sees("loss", "T") == [[1, 0]]
    assert near(student.loss, -math.log(sure))
    student.reads("0.02", student.loss)
    student.follow("operation/4")
    assert near(student.sees("loss", "dX"), [[sure - 1, unsure]])
    student.follow("operation/5")
    assert student.sees("relu_2", "dX")[0][1] == 0
    assert student.sees("loss", "dX")[0][1] > 0
    student.follow("set/relu_2/Y/1/1/0")
    assert student.sees("loss", "P") == [[0.5, 0.5]]
    student.reads("0.5", 0.5)
    student.reads("0.6931", student.loss)
    student.reads("0.69", student.loss)
    student.follow("set/relu_2/Y/1/1/3.9")
    assert student.sees("loss", "P") == [[sure, unsure]]
    student.follow("train/100")
    student.reads("0.99", student.sees("loss", "P")[0][0])
    student.has_read_all()


def test_what_softmax_asks() -> None:
    student = Student("softmax-two")
    for unit in (1, 2):
        student.sets("relu_2", "Y", 1, unit, 3.9)
    assert student.sees("loss", "P") == [[0.5, 0.5]]
    assert student.answer(1) == "0.5 and 0.5"
    student.sets("relu_2", "Y", 1, 1, 50)
    assert student.sees("loss", "P")[0][0] == 1
    assert student.loss == pytest.approx(0, abs=1e-15)
    assert student.answer(2) == "When the true class gets a share of 1"


# -- 13 the chain rule ---------------------------------------------------------------------------


def test_chain() -> None:
    student = Student("chain-2-2-1")
    parameters = [shape for node in student.frame.stage.nodes for shape in node.parameters.items()]
    assert parameters == [("W", (2, 2)), ("B", (2,)), ("W", (2, 1)), ("B", (1,))]  # six and three
    assert len(student.run.data) == 4
    assert student.lesson.opening.weight is not None
    chain = student.run.examine(student.lesson.opening.weight).chain
    assert chain.text == "∂E/∂ŷ · ∂ŷ/∂h₁ · ∂h₁/∂w₁"
    assert all(f"∂E/∂w₁ = {chain.text}" in student.lesson.text(code) for code in LANGUAGES)
    by_answer, by_hidden, by_weight = (factor.value or 0.0 for factor in chain.layers)
    for written, value in (("-1.068", by_answer), ("0.1493", by_hidden), ("-0.3558", by_weight)):
        student.reads(written, value)
    ((y,),), ((h, _),) = student.sees("sigmoid_4", "Y"), student.sees("sigmoid_2", "Y")
    ((x, _),) = student.sees("input", "Y")
    assert near(by_hidden, y * (1 - y) * 0.6)
    assert near(by_weight, h * (1 - h) * x)
    assert near(by_answer * by_hidden * by_weight, chain.gradient)
    assert student.frame.arrays["dense_1"]["dW"][0, 0] == chain.gradient
    student.reads("+0.0567", chain.gradient)
    student.reads("+0.057", chain.gradient)
    student.reads("0.472", student.sees("dense_1", "W")[0][0])
    student.reads("0.5", student.whole.learning_rate)
    assert student.answer(1) == "Down"
    student.follow("train/100")
    assert student.run.epochs == 100
    student.reads("0.0035", student.run.status().loss or 0.0)
    student.has_read_all()


def test_the_way_back_of_the_chain_and_a_shorter_one() -> None:
    student = Student("chain-2-2-1")
    student.follow("lesson/forward-2-2-1")
    for link, node in (("6", "loss"), ("7", "sigmoid_4"), ("8", "dense_3"), ("9", "sigmoid_2")):
        student.follow(f"operation/{link}")
        assert (student.kind, student.node) == (Kind.BACKWARD, node)
    student.follow("operation/10/2")
    assert (student.node, student.gives) == ("dense_1", "dW")
    student.follow("weight/dense_3/W/1/1", "weight/dense_1/W/1/1")
    assert len(student.run.examine(Weight("dense_3", "W", (0, 0))).chain.layers) == 2


def test_a_factor_of_0_makes_the_product_0() -> None:
    student = Student("chain-2-2-1")
    student.sets("input", "Y", 1, 1, 0)
    assert student.sees("dense_1", "dW")[0] == [0, 0]
    assert student.answer(2) == "0"
