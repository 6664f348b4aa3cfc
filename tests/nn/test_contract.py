"""The contract that every layer and every loss keeps, read from its description alone.

The registry says which there are, so a new file among the layers is tested without a word here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.nn import Loss, Node, Phase, Program, Sequential, ShapeError, record, registry
from nnviz.nn.describe import Description, gradient_of
from nnviz.nn.initializers import initializer
from nnviz.nn.optimizers.sgd import SGD
from nnviz.nn.program import input_keys

LAYERS, LOSSES = registry.layers(), registry.losses()
NODES = {**LAYERS, **LOSSES}

each_node = pytest.mark.parametrize("kind", NODES.values(), ids=list(NODES))
each_layer = pytest.mark.parametrize("kind", LAYERS.values(), ids=list(LAYERS))
few = settings(max_examples=20, deadline=None, derandomize=True)


class Case:
    """A node built for some shape, with inputs, a gradient for its output, and no two equal cells.

    No input is 0 and neighbouring values are far apart next to the step of a central difference,
    so that no kink (of a ReLU, of a maximum) lies between the two sides of one.
    """

    def __init__(self, kind: type[Node], draw: st.DataObject, dtype: Any = np.float64) -> None:
        self.rng = np.random.default_rng(draw.draw(st.integers(0, 10_000), label="seed"))
        chosen = {item.name: draw.draw(_values(item), label=item.name) for item in kind.description.settings}
        self.node = kind(**chosen)
        batch = draw.draw(st.integers(1, 4), label="batch")
        rank = draw.draw(st.sampled_from(_ranks(self.node)), label="rank")
        low = 1 if rank == 1 else 4
        shape = tuple(draw.draw(st.lists(st.integers(low, 5), min_size=rank, max_size=rank), label="shape"))
        self.shapes = (shape,) * self.node.inputs
        self.inputs = [self._inputs((batch, *shape)).astype(dtype) for _ in self.shapes]
        self.output_shape = self.node.output_shape(*self.shapes)
        self.node.build(*self.shapes, dtype=dtype)
        self.node.initialize(initializer("uniform"), self.rng)
        self.is_loss = isinstance(self.node, Loss)
        full = () if self.is_loss else (batch, *self.output_shape)
        self.d_output = np.asarray(self.rng.uniform(0.5, 1.5, full)).astype(dtype)
        for array in (*self.inputs, self.d_output):
            array.flags.writeable = False

    def _inputs(self, shape: tuple[int, ...]) -> np.ndarray:
        count = int(np.prod(shape))
        places = self.rng.permutation(count).reshape(shape)
        if issubclass(type(self.node), Loss):  # a prediction and a target that are shares of one
            shares = places + 1.0
            return shares / shares.sum(axis=-1, keepdims=True)
        return 4.0 * (places + 0.5) / count - 2.0 + 0.25 / count

    @property
    def trained_inputs(self) -> int:
        """How many inputs get a gradient; of a loss it is the prediction alone."""
        return 1 if self.is_loss else self.node.inputs

    def forward(self) -> np.ndarray:
        return self.node.forward(*self.inputs, training=True)

    def both(self) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
        """Forward, then backward into cleared gradients."""
        for parameter in self.node.parameters:
            parameter.grad[...] = 0.0
        output = self.forward()
        return output, self.node.backward(self.d_output)

    def tensors(self) -> dict[str, np.ndarray]:
        """Every named tensor of the node after forward and backward."""
        output, d_inputs = self.both()
        found = dict(zip(_input_keys(self.node), self.inputs, strict=True))
        key = "E" if self.is_loss else "Y"
        found |= {key: output, gradient_of(key): self.d_output}
        found |= {gradient_of(k): d for k, d in zip(_input_keys(self.node), d_inputs, strict=False)}
        for parameter in self.node.parameters:
            found |= {parameter.key: parameter.value, gradient_of(parameter.key): parameter.grad}
        return found


def _input_keys(node: Node) -> tuple[str, ...]:
    return ("X", "T") if isinstance(node, Loss) else input_keys(node.inputs)


def _defaults(description: Description) -> dict[str, Any]:
    return {item.name: item.default for item in description.settings}


def _values(item: Any) -> st.SearchStrategy[Any]:
    """A few values that a setting may take."""
    if item.kind is int:
        low = int(item.low if item.low is not None else item.default)
        return st.integers(low, min(low + 4, item.high if item.high is not None else low + 4))
    return st.just(item.default)


def _ranks(node: Node) -> list[int]:
    """The numbers of axes, without the batch, that the node takes."""

    def takes(rank: int) -> bool:
        try:
            node.output_shape(*[(4,) * rank] * node.inputs)
        except ShapeError:
            return False
        return True

    return [rank for rank in (1, 2, 3) if takes(rank)]


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
    batch = () if case.is_loss else case.inputs[0].shape[:1]
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
    for parameter, gradient in zip(case.node.parameters, once, strict=True):
        assert gradient.any()
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
    again = kind(**case.node.settings())
    assert again.settings() == case.node.settings()
    again.build(*case.shapes)
    for ours, theirs in zip(again.parameters, case.node.parameters, strict=True):
        ours.value[...] = theirs.value
    np.testing.assert_array_equal(again.forward(*case.inputs, training=True), case.forward())


@each_node
def test_a_shape_that_cannot_be_taken_is_named_with_the_node(kind: type[Node]) -> None:
    node = kind(**_defaults(kind.description))
    node.name = "here"
    for rank in {1, 2, 3} - set(_ranks(node)):
        with pytest.raises(ShapeError, match=r"^here: expected .*\(N.*, given \(N" + ", 4" * rank + r"\)$"):
            node.output_shape(*[(4,) * rank] * node.inputs)


@pytest.mark.parametrize("kind", LOSSES.values(), ids=list(LOSSES))
def test_a_loss_wants_a_target_shaped_like_the_prediction(kind: type[Node]) -> None:
    with pytest.raises(ShapeError, match=r"expected \(N, 2\), given \(N, 1\)"):
        kind(**_defaults(kind.description)).output_shape((2,), (1,))


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


@each_layer
@few
@given(draw=st.data())
def test_every_formula_gives_what_a_recording_holds(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    if case.node.inputs != 1:
        pytest.skip("a chain has layers of one input")
    network = Sequential([case.node], case.shapes[0], 3, "uniform")
    program = Program(network, _loss(), SGD(0.1))
    trace = record(program, case.inputs[0], case.d_output)
    before_the_update = trace.at(len(trace.operations) - 1)
    for name, described in ((network.output, case.node), ("loss", program.loss)):
        tensors = before_the_update[name]
        for formula in (*described.description.forward, *described.description.backward):
            if formula.gives in tensors:
                value = formula.evaluate({key: tensors[key] for key in formula.takes})
                np.testing.assert_allclose(value, tensors[formula.gives], rtol=1e-12, atol=1e-14)


def _loss() -> Loss:
    kind: Any = next(iter(LOSSES.values()))
    loss: Loss = kind(**_defaults(kind.description))
    return loss


@each_node
@settings(max_examples=1, derandomize=True)
@given(draw=st.data())
def test_every_tensor_that_is_computed_has_one_formula(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    forward = [formula.gives for formula in case.node.description.formulas(Phase.FORWARD)]
    backward = [formula.gives for formula in case.node.description.formulas(Phase.BACKWARD)]
    assert len({*forward, *backward}) == len(forward) + len(backward)
    assert forward[-1] == ("E" if case.is_loss else "Y")
    wanted = {gradient_of(key) for key in _input_keys(case.node)[: case.trained_inputs]}
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
