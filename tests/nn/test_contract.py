"""The contract that every layer and every loss keeps, read from its description alone.

The registry says which there are, so a new file among the layers is tested without a word here.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import nn
from nnviz.nn import Graph, Loss, NnError, Node, Phase, Program, ShapeError, record, registry
from nnviz.nn.describe import gradient_of
from nnviz.nn.optimizers.sgd import SGD
from tests.nn.cases import Case, defaults, keys_of_inputs, ranks

LAYERS, LOSSES = registry.layers(), registry.losses()
NODES = {**LAYERS, **LOSSES}

each_node = pytest.mark.parametrize("kind", NODES.values(), ids=list(NODES))
few = settings(max_examples=20, deadline=None, derandomize=True)


def slope(case: Case, array: np.ndarray) -> np.ndarray:
    """The gradient of sum(output ⊙ d_output) by an array, by central differences."""
    found = np.zeros_like(array)
    step = 1e-5
    array.flags.writeable = True
    for place in np.ndindex(array.shape):
        value = array[place]
        sums = []
        for moved in (value + step, value - step):
            array[place] = moved
            sums.append(float((case.forward() * case.d_output).sum()))
        array[place] = value
        found[place] = (sums[0] - sums[1]) / (2 * step)
    array.flags.writeable = False
    return found


# -- what a node computes ------------------------------------------------------------------------


@each_node
@few
@given(draw=st.data())
def test_the_output_has_the_promised_shape(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    output, d_inputs = case.both()
    batch = () if case.is_loss else (case.batch,)
    assert output.shape == (*batch, *case.output_shape)
    expected = [array.shape for array in case.inputs[: case.trained_inputs]]
    assert [array.shape for array in d_inputs] == expected
    assert [p.grad.shape for p in case.node.parameters] == [p.value.shape for p in case.node.parameters]


@each_node
@few
@given(draw=st.data())
def test_every_gradient_agrees_with_central_differences(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    _, d_inputs = case.both()
    gradients = [parameter.grad.copy() for parameter in case.node.parameters]
    for array, gradient in zip(case.inputs, d_inputs, strict=False):
        np.testing.assert_allclose(gradient, slope(case, array), rtol=1e-6, atol=1e-9)
    for parameter, gradient in zip(case.node.parameters, gradients, strict=True):
        np.testing.assert_allclose(gradient, slope(case, parameter.value), rtol=1e-6, atol=1e-9)


@each_node
@few
@given(draw=st.data())
def test_nothing_that_is_given_is_written_to(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    given_arrays = (*case.inputs, case.d_output, *(p.value for p in case.node.parameters))
    before = [array.copy() for array in given_arrays]
    for array in given_arrays:
        array.flags.writeable = False  # writing raises
    case.both()
    for array, old in zip(given_arrays, before, strict=True):
        np.testing.assert_array_equal(array, old)


@each_node
@few
@given(draw=st.data())
def test_backward_twice_adds_the_gradients_up(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    _, first = case.both()
    once = [parameter.grad.copy() for parameter in case.node.parameters]
    case.forward()
    second = case.node.backward(case.d_output)
    assert not once or any(gradient.any() for gradient in once)
    for parameter, gradient in zip(case.node.parameters, once, strict=True):
        np.testing.assert_array_equal(parameter.grad, 2.0 * gradient)
    for one, two in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, two)


@each_node
@few
@given(draw=st.data())
def test_single_precision_stays_single(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw, np.float32)
    assert {key: array.dtype for key, array in case.tensors().items() if array.dtype != np.float32} == {}


@each_node
@few
@given(draw=st.data())
def test_the_settings_make_an_equal_node(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    again = case.twin()
    assert again.settings() == case.node.settings()
    np.testing.assert_array_equal(again.forward(*case.inputs, training=True), case.forward())


@each_node
@few
@given(draw=st.data())
def test_the_order_in_memory_changes_nothing(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    expected, again = case.found(), case.twin()
    output = again.forward(*map(np.asfortranarray, case.inputs), training=True)
    back = again.backward(np.asfortranarray(case.d_output).reshape(case.d_output.shape, order="A"))
    for value, right in zip((output, *back, *(p.grad for p in again.parameters)), expected, strict=True):
        np.testing.assert_allclose(value, right, rtol=1e-12, atol=1e-14)


@each_node
@few
@given(draw=st.data())
def test_a_smaller_batch_in_between_changes_nothing(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    first = case.found()
    few_rows = [array[:1] for array in case.inputs]
    output = case.node.forward(*few_rows, training=True)
    back = case.node.backward(np.ones_like(output))
    assert [array.shape for array in back] == [array.shape for array in few_rows[: case.trained_inputs]]
    for again, before in zip(case.found(), first, strict=True):
        np.testing.assert_array_equal(again, before)


@each_node
def test_a_shape_that_cannot_be_taken_is_named_with_the_node(kind: type[Node]) -> None:
    node = kind(**defaults(kind.description))
    node.name = "here"
    for rank in {1, 2, 3} - set(ranks(node)):
        with pytest.raises(ShapeError, match=r"^here: expected .*\(N.*, given \(N" + ", 4" * rank + r"\)$"):
            node.output_shape(*[(4,) * rank] * node.inputs)


@pytest.mark.parametrize("kind", LOSSES.values(), ids=list(LOSSES))
def test_a_loss_wants_a_target_shaped_like_the_prediction(kind: type[Node]) -> None:
    with pytest.raises(ShapeError, match=r"expected \(N, 2\).*, given \(N, 1\)"):
        kind(**defaults(kind.description)).output_shape((2,), (1,))


# -- what a node says of itself ------------------------------------------------------------------


@each_node
@few
@given(draw=st.data())
def test_every_formula_gives_what_the_pass_computed(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    tensors = case.tensors()
    description = case.node.description
    for formula in (*description.forward, *description.backward):
        value = formula.evaluate({key: tensors[key] for key in formula.takes})
        assert np.shape(value) == tensors.setdefault(formula.gives, value).shape
        np.testing.assert_allclose(value, tensors[formula.gives], rtol=1e-12, atol=1e-14)


@each_node
@few
@given(draw=st.data())
def test_every_formula_gives_what_a_recording_holds(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    program = _program(case)
    trace = record(program, *case.batch_and_target())
    before_the_update = trace.at(len(trace.operations) - 1)
    for name, described in {**program.graph.nodes, "loss": program.loss}.items():
        tensors = before_the_update[name]
        for formula in (*described.description.forward, *described.description.backward):
            assert formula.gives in tensors
            value = formula.evaluate({key: tensors[key] for key in formula.takes})
            np.testing.assert_allclose(value, tensors[formula.gives], rtol=1e-12, atol=1e-14)


@each_node
@few
@given(draw=st.data())
def test_a_stop_at_a_formula_has_all_that_it_takes(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    program = _program(case)
    trace = record(program, *case.batch_and_target())
    for operation in trace.operations[:-1]:
        name = operation.node
        described = program.loss if name == "loss" else program.graph.nodes[name]
        formulas = described.description.formulas(operation.phase)
        assert operation.gives == tuple((formula.gives,) for formula in formulas)
        for remaining, formula in enumerate(reversed(formulas)):
            tensors = trace.at(operation.index + 1, remaining)[name]
            value = formula.evaluate({key: tensors[key] for key in formula.takes})
            np.testing.assert_allclose(value, tensors[formula.gives], rtol=1e-12, atol=1e-14)
            assert not tensors.keys() & {later.gives for later in formulas[len(formulas) - remaining :]}


def _program(case: Case) -> Program:
    """A program of the case's node alone: a loss judges the input as it is, a layer is judged by a
    loss that takes any numbers."""
    loss = case.node
    nodes = {}
    if not isinstance(loss, Loss):
        nodes = {"here": (case.node, ("input",) * case.node.inputs)}
        loss = _loss()
    if not case.node.inputs:  # a network needs data, so some are joined to it
        nodes["joined"] = (nn.Add(), ("input", "here"))
    shape = case.shape if case.node.inputs else case.output_shape
    graph = Graph(nodes, {"input": shape}, next(reversed(nodes), "input"))
    graph.initialize("uniform", 3)
    return Program(graph, loss, SGD(0.1))


def _loss() -> Loss:
    numbers = np.array([[-3.0, 2.0], [0.5, 7.0]])
    for kind in LOSSES.values():
        loss: Any = kind(**defaults(kind.description))
        with suppress(NnError):
            loss.forward(numbers, numbers[::-1])
            return loss
    raise LookupError("no loss takes any numbers")


@each_node
@settings(max_examples=1, derandomize=True)
@given(draw=st.data())
def test_every_tensor_that_is_computed_has_one_formula(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    forward = [formula.gives for formula in case.node.description.formulas(Phase.FORWARD)]
    backward = [formula.gives for formula in case.node.description.formulas(Phase.BACKWARD)]
    assert len({*forward, *backward}) == len(forward) + len(backward)
    assert forward[-1] == ("E" if case.is_loss else "Y")
    wanted = {gradient_of(key) for key in keys_of_inputs(case.node)[: case.trained_inputs]}
    wanted |= {gradient_of(parameter.key) for parameter in case.node.parameters}
    assert wanted <= set(backward)


@each_node
@settings(max_examples=1, derandomize=True)
@given(draw=st.data())
def test_every_tensor_has_a_symbol(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    declared = [symbol.key for symbol in case.node.description.symbols]
    assert len(set(declared)) == len(declared)
    assert set(case.tensors()) <= set(declared)
