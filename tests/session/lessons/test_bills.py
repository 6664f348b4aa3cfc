"""The lessons on computational graphs and on batches: two bills, and a dense layer over several rows.

The figures are those of article C.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.session.setup import Part
from tests.session.lessons.student import Student, grid, near

# -- 7 and 8 bills -------------------------------------------------------------------------------


def test_apples() -> None:
    student = Student("apples")
    assert student.node == "apples"
    assert near(student.loss, 220)
    assert student.sees("apples", "Y") == [[200]]
    student.follow("operation/4")
    assert student.sees("loss", "dX") == [[1]]
    student.follow("operation/5")
    student.reads("1.1", student.sees("total", "dX1")[0][0])
    assert student.sees("total", "dX2") == [[200]]
    student.follow("operation/6")
    student.reads("2.2", student.sees("apples", "dX1")[0][0])
    assert near(student.sees("apples", "dX1"), [[2.2]])
    assert near(student.sees("apples", "dX2"), [[110]])
    student.follow("set/apple/Y/1/1/101")
    student.reads("222.2", student.loss)
    assert near(student.loss, 222.2)
    student.follow("set/apple/Y/1/1/100", "set/number/Y/1/1/3")
    assert near(student.loss, 330)
    student.follow("set/number/Y/1/1/2", "set/tax/Y/1/1/1.2")
    student.knows("1.2", "0.1")
    assert near(student.loss, 240)
    student.sets("tax", "Y", 1, 1, 1.1)
    student.sets("number", "Y", 1, 1, 5)
    student.reads("5.5", student.sees("apples", "dX1")[0][0])
    assert student.answer(1) == "5.5"
    student.sets("number", "Y", 1, 1, 2)
    before = student.loss
    student.sets("tax", "Y", 1, 1, 1.11)
    student.knows("1.11", "0.01")
    assert student.loss - before == pytest.approx(2) == pytest.approx(float(student.answer(2)))
    student.has_read_all()


def test_apples_and_oranges() -> None:
    student = Student("apples-oranges")
    assert student.lesson.opening.predict
    student.follow("lesson/apples")
    assert near(student.loss, 715)
    for link, node in (("7/1", "total"), ("8/1", "fruit"), ("9/1", "oranges"), ("10/1", "apples")):
        student.follow(f"operation/{link}")
        assert (student.node, student.frame.done) == (node, 1)
    titles = {node.name: node.title for node in student.frame.stage.nodes}
    assert titles == {"apples": "Mul 1", "oranges": "Mul 2", "fruit": "Add 3", "total": "Mul 4"}
    found = {
        "apple": student.sees("apples", "dX1"),
        "apples": student.sees("apples", "dX2"),
        "orange": student.sees("oranges", "dX1"),
        "oranges": student.sees("oranges", "dX2"),
        "tax": student.sees("total", "dX2"),
    }
    expected = {"apple": 2.2, "apples": 110, "orange": 3.3, "oranges": 165, "tax": 650}
    assert all(near(found[name], [[value]]) for name, value in expected.items())
    student.reads("2.2", found["apple"][0][0])
    student.reads("3.3", found["orange"][0][0])
    arrived = student.sees("fruit", "dY")
    assert student.sees("fruit", "dX1") == student.sees("fruit", "dX2") == arrived
    student.reads("1.1", arrived[0][0])
    assert student.answer(2) == "1.1 to each input"
    student.knows("0.55")  # a wrong answer
    del expected["tax"]
    assert max(expected, key=lambda name: expected[name]) == "oranges"
    assert student.answer(1) == "One more orange"
    student.follow("set/orange_number/Y/1/1/4")
    assert near(student.loss, 880)
    student.follow("set/orange_number/Y/1/1/3")
    assert near(student.loss, 715)
    student.has_read_all()


# -- 11 a batch ----------------------------------------------------------------------------------


def test_affine_batch() -> None:
    student = Student("affine-batch")
    zeros, ones = (np.full((2, 2), value).tolist() for value in (0.0, 1.0))
    assert [grid(image) for image in student.sees("input", "Y")] == [zeros, ones]
    student.follow("operation/1")
    assert student.sees("flatten_1", "Y") == [[0] * 4, [1] * 4]
    student.follow("operation/2")
    arrays = student.frame.arrays["dense_2"]
    assert (arrays["X"] @ arrays["W"]).tolist() == [[0, 0, 0], [10, 10, 10]]
    assert arrays["B"].tolist() == [1, 2, 3]
    assert arrays["Y"].tolist() == [[1, 2, 3], [11, 12, 13]]
    student.follow("operation/5/3")
    assert student.gives == "dB"
    assert student.sees("dense_2", "dY") == [[1, 2, 3], [4, 5, 6]]
    assert student.sees("dense_2", "dB") == [5, 7, 9]
    student.follow("operation/6")
    assert [grid(image) for image in student.sees("flatten_1", "dX")] == [
        [[6, 12], [18, 24]],
        [[15, 30], [45, 60]],
    ]
    student.follow("set/dense_2/B/2/100")
    assert student.sees("dense_2", "Y") == [[1, 100, 3], [11, 110, 13]]
    student.follow("set/dense_2/B/2/2", "set/loss/T/1/1/0")
    assert student.sees("dense_2", "dB") == [4, 7, 9]
    student.knows("0.01")  # a wrong answer
    student.has_read_all()


def test_a_bias_of_a_hundred_rows() -> None:
    setup = load("affine-batch").setup
    images = {"input": np.ones((100, 2, 2, 1))}
    data = Part("values", {"inputs": images, "targets": np.ones((100, 3))})
    run = Run(replace(setup, data=data, batch_size=100))
    run.go_to(run.ruler.length)
    assert run.frame().arrays["dense_2"]["dB"].tolist() == [100] * 3
    assert Student("affine-batch").answer(1) == "100"
