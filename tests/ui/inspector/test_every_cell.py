"""Every cell that is shown, at every stop of a pass, is the recorded one: for whatever is registered."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from nnviz import nn
from nnviz.nn import registry
from nnviz.nn.describe import of_parameter
from nnviz.nn.program import UPDATE
from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.inspector import Inspector
from nnviz.ui.inspector.equation_row import EquationRow
from nnviz.ui.inspector.tensor_view import TensorView
from tests.networks import Recorded, alone, cnn, recorded


@pytest.fixture
def inspector(qtbot):
    made = Inspector()
    qtbot.addWidget(made)
    made.set_alone(True)
    made.resize(1100, 420)
    with qtbot.waitExposed(made):
        made.show()
    return made


def recorded_array(network: Recorded, frame: Frame, row: EquationRow, key: str, old: bool) -> np.ndarray:
    """What the pass wrote under a key of the row's formula, or had there before the operation."""
    here = (frame.position - 1, 0) if old else (frame.position, frame.remaining)
    arrays = network.trace.at(*here)
    parameter = row.equation.parameter
    if parameter and key in arrays[UPDATE]:
        return arrays[UPDATE][key]
    return arrays[row.equation.owner.name][of_parameter(key, parameter) if parameter else key]


def check_cells(view: TensorView, array: np.ndarray) -> int:
    """Every cell of every plane against the array; gives how many there were."""
    assert view.tensor.array.shape == array.shape
    np.testing.assert_array_equal(view.tensor.array, array)
    seen = set()
    for plane in itertools.product(*(range(array.shape[axis]) for axis in view.tensor.hidden)):
        view.show_plane(plane)
        rows, columns = view.tensor.table.shape
        for row, column in itertools.product(range(rows), range(columns)):
            index = view.tensor.index(row, column)
            value = float(array[index])
            expected = numbers.short(value, 6) if view.tensor.constant else numbers.signed(value, 4)
            assert view.table.text(row, column) == expected, (view.tensor.name, index)
            seen.add(index)
    assert len(seen) == array.size
    return len(seen)


def check_pass(inspector: Inspector, network: Recorded) -> None:
    """Goes through a pass formula by formula and looks at every cell."""
    cells = 0
    for frame in network.stops():
        inspector.show_frame(frame)
        of_update = frame.operation.kind is nn.Kind.UPDATE
        computes = bool(network.program.graph.values.size if of_update else frame.formulas)
        assert bool(inspector.equations.rows) is computes
        assert inspector.sentence.isVisible() is not computes
        for row in inspector.equations.rows:
            formula = row.equation.formula
            tensors = row.equation.by_key
            cells += check_cells(row.result, recorded_array(network, frame, row, formula.gives, old=False))
            for key, view in zip(row.keys, row.operands, strict=True):
                old = tensors[key].when == "before"
                cells += check_cells(view, recorded_array(network, frame, row, key, old))
    assert cells > 0


@pytest.mark.parametrize("name", list(registry.layers()))
def test_every_layer(inspector, name):
    check_pass(inspector, alone(name))


@pytest.mark.parametrize("name", list(registry.losses()))
def test_every_loss(inspector, name):
    rng = np.random.default_rng(0)
    graph = nn.Sequential([nn.Dense(3), nn.Softmax() if name == "CrossEntropy" else nn.Sigmoid()], (2,), 1)
    classes = name in ("CrossEntropy", "SoftmaxCrossEntropy")
    target = np.array([1.0, 2.0]) if classes else rng.uniform(0.2, 0.8, (2, 3)).round()
    target = 2 * target - 1 if name == "Hinge" else target
    loss = registry.losses()[name]()
    check_pass(inspector, recorded(graph, loss, rng.normal(size=(2, 2)), target, passes=0))


@pytest.mark.parametrize("name", list(registry.optimizers()))
def test_every_optimizer(inspector, name):
    check_pass(inspector, alone("Dense", registry.optimizers()[name]()))


def test_a_cnn_from_the_image_to_its_kernels(inspector):
    network = cnn()
    positions = {frame.position for frame in network.stops()}
    assert positions == set(range(1, len(network.trace.operations) + 1))
    last = max(positions)
    for frame in network.stops():
        if frame.position in (1, last - 1, last):
            inspector.show_frame(frame)
            for row in inspector.equations.rows:
                gives = row.equation.formula.gives
                array = recorded_array(network, frame, row, gives, old=False)
                np.testing.assert_array_equal(row.result.tensor.array, array)
