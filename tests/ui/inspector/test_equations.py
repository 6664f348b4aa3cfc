"""Every equation holds: its formula, run on the operands it shows, gives the result it shows."""

import numpy as np
import pytest

from nnviz.nn import Kind
from nnviz.ui.inspector.equations import equations, given


def formulas_of(frame):
    operation = frame.operation
    node = frame.stage.node(operation.node)
    if node is None:
        return [f for n in frame.stage.nodes for _ in n.parameters for f in frame.stage.optimizer.update]
    return node.description.formulas(operation.phase)


@pytest.mark.parametrize("position", range(1, 12))
def test_the_operands_shown_give_the_result_shown(frames, position):
    frame = frames[position - 1]
    found, formulas = equations(frame), formulas_of(frame)
    assert len(found) == len(formulas) > 0
    for equation, formula in zip(found, formulas, strict=True):
        tensors = dict(zip(formula.takes, (tensor.array for tensor in equation.operands), strict=True))
        assert np.allclose(formula.evaluate(tensors), equation.result.array, rtol=1e-12, atol=0)


def test_an_operation_shows_the_formulas_of_its_phase(frames):
    shown = [[(e.result.name, *(t.name for t in e.operands)) for e in equations(frame)] for frame in frames]
    assert shown[0] == [("Y", "X", "W", "B")]
    assert shown[4] == [("E", "T", "Ŷ")]
    assert shown[5] == [("∂E/∂Ŷ", "Ŷ", "T", "∂E/∂E")]
    assert shown[7] == [("∂E/∂X", "∂E/∂Y", "W"), ("∂E/∂W", "X", "∂E/∂Y"), ("∂E/∂B", "∂E/∂Y")]


def test_both_sides_are_written_in_tex(frames):
    assert equations(frames[0])[0].tex == r"Y = X \cdot W + B"
    gradient = equations(frames[7])[1].tex
    assert gradient == r"\frac{\partial E}{\partial W} = X^T \cdot \frac{\partial E}{\partial Y}"


def test_an_update_shows_every_parameter_before_and_after(frames):
    before, after = frames[9], frames[10]
    assert after.operation.kind is Kind.UPDATE
    found = equations(after)
    assert [(e.owner.title, e.parameter) for e in found] == [
        ("Dense 1", "W"),
        ("Dense 1", "B"),
        ("Dense 3", "W"),
        ("Dense 3", "B"),
    ]
    for equation, node in zip(found, ("dense_1", "dense_1", "dense_3", "dense_3"), strict=True):
        old, rate, gradient = equation.operands
        key = equation.parameter
        assert (equation.result.when, old.when, gradient.when) == ("after", "before", "")
        assert np.array_equal(equation.result.array, after.arrays[node][key])
        assert np.array_equal(old.array, before.arrays[node][key])
        assert not np.array_equal(old.array, equation.result.array)
        assert (rate.name, float(rate.array), rate.constant) == ("η", 0.1, True)
        assert gradient.name == f"∂E/∂{key}"
        assert np.array_equal(gradient.array, after.arrays[node]["d" + key])


def test_the_formula_of_an_update_speaks_of_the_parameter_it_moves(frames):
    bias = equations(frames[10])[1]
    assert bias.tex == r"B \leftarrow B - \eta \cdot \frac{\partial E}{\partial B}"


def test_before_the_first_operation_there_are_the_batch_and_the_target(passes):
    frame = passes.start_frame()
    assert equations(frame) == ()
    batch, target = given(frame)
    assert (batch.name, batch.array.tolist()) == ("X", [[0.0, 0.0]])
    assert (target.name, target.array.tolist()) == ("T", [[0.0]])
