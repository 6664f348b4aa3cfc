"""The lessons on neurons: the perceptron, one neuron, three curves, a forward pass, and curves backwards.

Every link that a claim rests on is followed, every number with a decimal point is read.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import Kind
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.session.setup import Part
from tests.session.lessons.student import Student, column, near

# -- 1 hiking ------------------------------------------------------------------------------------


def goes(student: Student) -> list[int]:
    return [int(cell) for cell in column(student.sees("step_2", "Y"))]


def test_hiking() -> None:
    student = Student("hiking")
    student.follow("sample/5")
    cases = student.sees("input", "Y")
    assert cases == [[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    assert student.sees("dense_1", "W") == [[8], [10], [1]]
    assert student.sees("dense_1", "B") == [-5]
    sums = column(student.sees("dense_1", "Y"))
    assert sums == [8 * a + 10 * b + c - 5 for a, b, c in cases]
    assert cases[4] == [1, 0, 0]
    assert sums[4] == 3
    assert goes(student) == [0, 0, 1, 1, 1, 1, 1, 1] == [8 * a + 10 * b + c > 5 for a, b, c in cases]
    assert student.loss == 0
    assert student.answer(1) == "No"  # row 2
    assert (cases[1], sums[1], goes(student)[1]) == ([0, 0, 1], -4, 0)
    assert student.node == "step_2"
    student.has_read_all()


def test_hiking_with_other_weights() -> None:
    student = Student("hiking")
    usual = goes(student)
    student.follow("set/dense_1/W/1/1/2")
    assert goes(student) == [0, 0, 1, 1, 0, 0, 1, 1] == [b for _, b, _ in student.sees("input", "Y")]
    student.follow("set/dense_1/W/1/1/8", "set/dense_1/B/1/-9")
    assert goes(student) == [0, 0, 1, 1, 0, 0, 1, 1]
    student.follow("set/dense_1/B/1/-20")
    assert not any(goes(student))
    student.follow("set/dense_1/B/1/-5", "set/dense_1/W/3/1/6")
    assert goes(student) == [0, 1, 1, 1, 1, 1, 1, 1]
    student.follow("set/dense_1/W/3/1/1")
    assert goes(student) == usual


def test_hiking_without_one_fact() -> None:
    same = []
    for place in range(3):
        student = Student("hiking")
        usual = goes(student)
        weights = [[8], [10], [1]]
        weights[place] = [0]
        setup = student.lesson.setup
        values = (replace(setup.values[0], are=np.array(weights, float)), setup.values[1])
        run = Run(replace(setup, values=values))
        same.append(run.outputs()[:, 0].tolist() == usual)
    assert same == [False, False, True]
    assert student.answer(2) == "1, of x₃"


# -- 2 one neuron --------------------------------------------------------------------------------


def test_one_neuron() -> None:
    student = Student("one-neuron")
    student.goes_to(1)
    assert student.frame.arrays["dense_1"]["W"].tolist() == [[0], [1]]
    assert student.frame.arrays["dense_1"]["B"].tolist() == [4]
    assert student.sees("input", "Y") == [[2, 3]]
    assert student.sees("dense_1", "Y") == [[7]]
    ((y,),) = student.sees("sigmoid_2", "Y")
    student.knows("0.9990889488055994")
    student.reads("0.9991", y)
    student.reads("2.718", math.e)
    assert y == 0.9990889488055994 == pytest.approx(1 / (1 + math.exp(-7)), rel=1e-15)
    student.follow("lesson/hiking", "operation/1", "operation/2")
    student.follow("set/dense_1/B/1/-3")
    assert student.sees("dense_1", "Y") == [[0]]
    student.reads("0.5", student.sees("sigmoid_2", "Y")[0][0])
    student.follow("set/dense_1/B/1/-10")
    assert 0 < student.sees("sigmoid_2", "Y")[0][0] < 0.001
    student.follow("set/dense_1/B/1/4", "set/input/Y/1/1/20")
    assert student.sees("sigmoid_2", "Y") == [[y]]
    student.follow("set/dense_1/W/1/1/-0.5")
    student.reads("0.047", student.sees("sigmoid_2", "Y")[0][0])
    student.has_read_all()


def test_a_sigmoid_of_much_less_than_0() -> None:
    student = Student("one-neuron")
    student.follow("set/dense_1/B/1/-10")
    student.sets("dense_1", "B", 1, -96)
    assert student.sees("dense_1", "Y") == [[-93]]
    assert 0 <= student.sees("sigmoid_2", "Y")[0][0] < 1e-40
    assert student.answer(1) == "Nearly 0"


# -- 3 activations -------------------------------------------------------------------------------


def test_activations() -> None:
    student = Student("activations")
    x = np.array(column(student.sees("x", "Y")))
    assert x.tolist() == [-2, -1, 0, 1, 2]
    sigmoid = 1 / (1 + np.exp(-x))
    curves = {"relu": np.maximum(x, 0), "sigmoid": sigmoid, "tanh": np.tanh(x)}
    slopes = {"relu": x > 0, "sigmoid": sigmoid * (1 - sigmoid), "tanh": 1 - np.tanh(x) ** 2}
    for name, link in (("relu", "1"), ("sigmoid", "2"), ("tanh", "3")):
        student.follow(f"operation/{link}")
        assert student.node == name
        assert near(column(student.sees(name, "Y")), curves[name])
    for name, link in (("relu", "12"), ("sigmoid", "11"), ("tanh", "10")):
        student.follow(f"operation/{link}")
        assert (student.kind, student.node) == (Kind.BACKWARD, name)
        assert near(column(student.sees(name, "dX")), slopes[name])
    assert student.loss == pytest.approx(sum(curve.sum() for curve in curves.values()), rel=1e-12)
    student.reads("0.25", max(column(student.sees("sigmoid", "dX"))))
    assert [max(column(student.sees(name, "dX"))) for name in ("relu", "tanh")] == [1, 1]
    assert [int(np.argmax(column(student.sees(name, "dX")))) for name in ("sigmoid", "tanh")] == [2, 2]


def test_activations_far_out_and_from_point_to_point() -> None:
    student = Student("activations")
    student.knows("0.25", "2.01", "1.99")
    last = {name: column(student.sees(name, "dX"))[-1] for name in ("relu", "sigmoid", "tanh")}
    student.reads("0.105", last["sigmoid"])
    student.reads("0.071", last["tanh"])
    assert max(last, key=lambda name: last[name]) == "relu"
    assert student.answer(1) == "ReLU"
    first = {name: column(student.sees(name, "dX"))[0] for name in ("relu", "sigmoid", "tanh")}
    assert near([first["sigmoid"], first["tanh"]], [last["sigmoid"], last["tanh"]])
    assert first["relu"] == 0
    assert max(first, key=lambda name: first[name]) == student.answer(2) == "sigmoid"
    student.follow("set/x/Y/5/1/6")
    student.reads("0.0025", column(student.sees("sigmoid", "dX"))[-1])
    student.reads("0.000025", column(student.sees("tanh", "dX"))[-1])
    assert column(student.sees("relu", "dX"))[-1] == 1
    student.has_read_all()


# -- 4 the forward pass of 2-2-1 -----------------------------------------------------------------


def test_forward() -> None:
    student = Student("forward-2-2-1")
    assert [node.output_shape for node in student.frame.stage.nodes] == [(2,), (2,), (1,), (1,)]
    student.goes_to(1)
    arrays = student.frame.arrays
    assert arrays["dense_1"]["W"].tolist() == [[0, 0], [1, 1]]
    assert arrays["dense_3"]["W"].tolist() == [[0], [1]]
    assert not any([*arrays["dense_1"]["B"], *arrays["dense_3"]["B"]])
    numbers = sum(node.size for node in student.frame.stage.nodes)
    assert str(numbers) == student.answer(2) == "9"
    for place, node in enumerate(("dense_1", "sigmoid_2", "dense_3", "sigmoid_4"), start=1):
        student.follow(f"operation/{place}")
        assert student.node == node
    assert student.sees("dense_1", "Y") == [[3, 3]]
    ((first, second),) = student.sees("sigmoid_2", "Y")
    assert first == second == pytest.approx(0.9525741268224334, rel=1e-15)
    student.reads("0.9526", first)
    student.knows("0.7216325609518421")
    student.reads("0.7216", 0.7216325609518421)
    assert student.sees("sigmoid_4", "Y") == [[0.7216325609518421]]
    student.follow("set/dense_3/W/1/1/1")
    assert near(student.sees("dense_3", "Y"), [[2 * first]])
    student.reads("0.8705", student.sees("sigmoid_4", "Y")[0][0])
    student.follow("set/dense_3/W/1/1/0", "set/input/Y/1/2/0")
    assert student.sees("sigmoid_2", "Y") == [[0.5, 0.5]]
    student.reads("0.5", 0.5)
    student.reads("0.6225", student.sees("sigmoid_4", "Y")[0][0])
    answered = student.sees("sigmoid_4", "Y")
    student.sets("input", "Y", 1, 1, 77)
    assert student.sees("sigmoid_4", "Y") == answered  # x₁ does not matter
    student.has_read_all()


def test_neurons_of_a_layer_differ_as_soon_as_a_weight_does() -> None:
    student = Student("forward-2-2-1")
    assert student.answer(1) == "They have the same inputs, weights and bias"
    student.sets("dense_1", "W", 1, 1, 0.5)
    ((first, second),) = student.sees("sigmoid_2", "Y")
    assert first != second


# -- 9 and 10 curves, backwards ------------------------------------------------------------------


def test_relu_switch() -> None:
    student = Student("relu-switch")
    assert student.sees("input", "Y") == [[0.1, -0.5], [-0.2, 0.3]]
    student.knows("0.1", "0.5", "0.2", "0.3")
    student.follow("operation/1")
    assert student.sees("relu_1", "Y") == [[0.1, 0], [0, 0.3]]
    student.follow("operation/4")
    assert student.sees("relu_1", "dY") == [[1, 2], [3, 4]]
    assert student.sees("relu_1", "dX") == [[1, 0], [0, 4]]
    for value, passed in (("0.5", 2), ("5", 2), ("0", 0), ("-5", 0)):
        student.follow(f"set/input/Y/1/2/{value}")
        assert student.sees("relu_1", "dX") == [[1, passed], [0, 4]]
    student.sets("loss", "T", 1, 2, 7)
    for number, x in ((1, -3), (2, 3)):
        student.sets("input", "Y", 1, 2, x)
        assert float(student.answer(number)) == student.sees("relu_1", "dX")[0][1]
    student.has_read_all()


def test_sigmoid_output() -> None:
    student = Student("sigmoid-output")
    assert student.sees("input", "Y") == [[0, 2, -6]]
    student.follow("operation/1")
    ((half, high, low),) = student.sees("sigmoid_1", "Y")
    for written, value in (("0.5", half), ("0.8808", high), ("0.0025", low)):
        student.reads(written, value)
    student.follow("operation/4")
    assert student.sees("sigmoid_1", "dY") == [[1, 1, 1]]
    gradients = student.sees("sigmoid_1", "dX")
    assert near(gradients, [[y * (1 - y) for y in (half, high, low)]])
    for written, value in zip(("0.25", "0.1050", "0.0025"), gradients[0], strict=True):
        student.reads(written, value)
    student.follow("set/sigmoid_1/Y/1/2/0.5")
    assert student.sees("sigmoid_1", "dX")[0][1] == 0.25
    assert student.sees("sigmoid_1", "X")[0][1] == 2
    student.follow("set/input/Y/1/1/10")
    student.reads("0.99995", student.sees("sigmoid_1", "Y")[0][0])
    student.reads("0.000045", student.sees("sigmoid_1", "dX")[0][0])
    student.sets("sigmoid_1", "Y", 1, 2, 0.9)
    student.knows("0.9")
    student.reads("0.09", student.sees("sigmoid_1", "dX")[0][1])
    assert student.answer(1) == "0.09"
    assert student.answer(2) == "1/64"
    student.has_read_all()


def test_three_sigmoids_in_a_row_let_a_64th_pass_at_most() -> None:
    three = replace(load("sigmoid-output").setup, layers=(Part("Sigmoid"),) * 3)
    inputs = {"input": np.linspace(-9, 9, 300).reshape(100, 3)}
    data = Part("values", {"inputs": inputs, "targets": np.ones((100, 3))})
    run = Run(replace(three, data=data, batch_size=100))
    run.go_to(run.ruler.length)
    assert 0 < run.frame().arrays["sigmoid_1"]["dX"].max() < 1 / 64
