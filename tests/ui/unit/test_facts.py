"""What is read of a neuron: every number is a cell of the frame, and the strongest weights come first."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn.derive import Weight
from nnviz.ui.neuron import Neuron
from nnviz.ui.unit.facts import MOST, WeightFact, exists, facts
from tests.networks import NETWORKS


def read(frame, fact: WeightFact) -> None:
    """Compares a weight with the frame."""
    weight = fact.weight
    assert fact.value == frame.arrays[weight.node][weight.key][weight.index]
    assert fact.gradient == frame.arrays[weight.node]["d" + weight.key][weight.index]


@pytest.mark.parametrize("name", list(NETWORKS))
def test_every_number_of_every_neuron_is_the_frames(name):
    frame = NETWORKS[name]().frame()
    for node in frame.stage.nodes:
        shape = node.output_shape
        for unit in range(min(shape[-1], 3)):
            found = facts(frame, Neuron(node.name, unit))
            for fact in (*found.incoming.rows, *found.outgoing.rows, *([found.bias] if found.bias else [])):
                read(frame, fact)
            for signal in found.signals:
                assert signal.node is not None
                key = "dY" if signal.gradient else "Y"
                array = frame.arrays[signal.node.name][key]
                assert signal.values.tolist() == array.reshape(len(array), -1)[:, unit].tolist()
            assert bool(found.images) == (len(shape) == 3)
            assert all(signal.node for signal in found.signals)


def test_a_neuron_is_its_sum_and_its_function_from_whichever_end_it_is_clicked():
    frame = NETWORKS["xor"]().frame()
    for node in ("dense_1", "tanh_2"):
        found = facts(frame, Neuron(node, 1))
        assert [fact.text for fact in found.incoming.rows] == ["W[1→2]", "W[2→2]"]
        assert [fact.weight for fact in found.outgoing.rows] == [Weight("dense_3", "W", (1, 0))]
        assert found.bias is not None
        assert found.bias.weight == Weight("dense_1", "B", (1,))
        assert [(signal.node.name, signal.symbol) for signal in found.signals] == [
            ("dense_1", "Y"),
            ("dense_1", "∂E/∂Y"),
            ("tanh_2", "Y"),
            ("tanh_2", "∂E/∂Y"),
        ]


def test_of_many_weights_the_strongest_are_listed_by_size():
    frame = NETWORKS["784-128-64-10"]().frame()
    found = facts(frame, Neuron("dense_1", 40))
    column, row = frame.arrays["dense_1"]["W"][:, 40], frame.arrays["dense_3"]["W"][40]
    for side, values in ((found.incoming, column), (found.outgoing, row)):
        assert (len(side.rows), side.total) == (MOST, len(values))
        assert [abs(fact.value) for fact in side.rows] == sorted(np.abs(values), reverse=True)[:MOST]


def test_a_channel_has_its_kernel_and_the_weights_of_its_cells_after_flattening():
    frame = NETWORKS["cnn"]().frame()
    found = facts(frame, Neuron("conv2d_1", 2))
    kernel = frame.arrays["conv2d_1"]["W"]
    assert found.incoming.total == kernel[..., 2].size == len(found.incoming.rows)
    assert {fact.weight.index[-1] for fact in found.incoming.rows} == {2}
    assert found.outgoing.total == 9 * 10  # a map of 3 × 3 cells, ten units
    assert {fact.weight.index[0] % 6 for fact in found.outgoing.rows} == {2}
    assert found.images == (6, 6)


def test_a_neuron_that_two_branches_read_leads_into_the_weights_of_both():
    frame = NETWORKS["residual"]().frame()
    found = facts(frame, Neuron("act", 3))
    assert {fact.weight.node for fact in found.outgoing.rows} == {"second", "out"}
    assert found.outgoing.total == 4 + 2


def test_an_input_has_no_weights_of_its_own():
    frame = NETWORKS["xor"]().frame()
    found = facts(frame, Neuron("input", 0))
    assert (found.bias, found.incoming.rows, found.outgoing.total) == (None, (), 3)
    assert found.signals[0].values.tolist() == frame.arrays["input"]["Y"][:, 0].tolist()
    assert found.signals[1].values.tolist() == frame.arrays["dense_1"]["dX"][:, 0].tolist()


def test_what_has_not_been_computed_yet_is_none():
    frame = NETWORKS["xor"]().frame(1)
    found = facts(frame, Neuron("dense_1", 0))
    assert [signal.values is None for signal in found.signals] == [False, True, True, True]
    assert all(fact.gradient is None and fact.value is not None for fact in found.incoming.rows)


@pytest.mark.parametrize(
    ("node", "unit", "is_there"),
    [
        ("dense_1", 2, True),
        ("dense_1", 3, False),
        ("dense_1", -1, False),
        ("loss", 0, False),
        ("x", 0, False),
    ],
)
def test_a_neuron_is_looked_for_before_it_is_read(node, unit, is_there):
    assert exists(NETWORKS["xor"]().stage, Neuron(node, unit)) is is_there
