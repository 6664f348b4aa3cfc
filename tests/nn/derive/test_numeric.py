"""A gradient is checked against E on both sides of a weight, under the very conditions of the pass."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from nnviz import nn
from nnviz.nn import Node, ParameterError
from nnviz.nn.derive import Weight, check, check_all
from tests.nn.derive.networks import (
    LAYERS,
    around,
    article_rerun,
    batch_for,
    rerun_of,
    residual,
    some_weights,
    started,
)

W = Weight("dense_1", "W", (0, 0))


def test_both_ways_give_article_bs_gradient() -> None:
    found = check(article_rerun(), W)
    assert found.gradient == pytest.approx(0.0214695353, abs=1e-10)
    assert found.slope == pytest.approx(found.gradient, abs=1e-11)
    assert found.relative_error < 1e-8
    assert found.agrees
    assert not found.kink
    assert found.h == pytest.approx(6.055e-6, rel=1e-3)
    assert (found.left + found.right) / 2 == pytest.approx(found.slope, rel=1e-9)


@pytest.mark.parametrize("kind", LAYERS.values(), ids=list(LAYERS))
def test_every_layer_agrees(kind: type[Node]) -> None:
    graph = around(kind)
    rerun = rerun_of(graph, *batch_for(graph, 3))
    for weight in some_weights(graph):
        found = check(rerun, weight)
        assert found.agrees, found
        assert not found.kink, found


@pytest.mark.parametrize("kind", LAYERS.values(), ids=list(LAYERS))
def test_single_precision_agrees_as_far_as_it_can(kind: type[Node]) -> None:
    graph = around(kind, np.float32)
    rerun = rerun_of(graph, *batch_for(graph, 3))
    for weight in some_weights(graph):
        found = check(rerun, weight)
        assert found.h >= 4e-3
        assert found.agrees or found.kink, found


def test_masks_and_running_means_are_those_of_the_pass() -> None:
    layers = [nn.Dense(4), nn.BatchNorm(), nn.Tanh(), nn.Dropout(0.5, seed=2), nn.Dense(2)]
    graph = started(nn.Sequential(layers, (2,)))
    rerun = rerun_of(graph, *batch_for(graph, 4), passes=7)
    assert rerun.error() == rerun.trace.loss
    assert all(check(rerun, weight).agrees for weight in some_weights(graph))
    assert rerun.error() == rerun.trace.loss


def test_the_network_in_training_is_left_alone() -> None:
    layers = [nn.Dense(4), nn.BatchNorm(), nn.Dropout(0.5, seed=2), nn.Dense(2)]
    graph = started(nn.Sequential(layers, (2,)))
    rerun = rerun_of(graph, *batch_for(graph, 4))
    before = graph.values.copy(), graph.gradients.copy(), graph.nodes["batchnorm_2"].capture()
    memory = graph.nodes["dropout_3"].capture()
    for weight in some_weights(graph):
        check(rerun, weight)
    np.testing.assert_array_equal(graph.values, before[0])
    np.testing.assert_array_equal(graph.gradients, before[1])
    np.testing.assert_array_equal(graph.nodes["batchnorm_2"].capture()["mean"], before[2]["mean"])
    assert graph.nodes["dropout_3"].capture() == memory


def relu_at(distance: float) -> nn.Sequential:
    """A ReLU whose input is so far above 0, for x = 1."""
    graph = nn.Sequential([nn.Dense(1), nn.ReLU(), nn.Dense(1)], (1,))
    graph.values[...] = (distance, 0.0, 1.0, 0.0)
    return graph


@pytest.mark.parametrize("share", [0.0, 0.1, 1 / 6, 0.25, 1 / 3, 0.5, 0.7, -0.1, -1 / 3, -0.6])
def test_a_relu_about_to_close_is_a_kink(share: float) -> None:
    h = check(rerun_of(relu_at(1.0), [[1.0]], [[1.0]]), W).h
    found = check(rerun_of(relu_at(share * h), [[1.0]], [[1.0]]), W)
    assert found.kink
    assert found.kink_at == "relu_2"


@pytest.mark.parametrize("distance", [1e-4, 1.0, -1e-4, -1.0])
def test_a_relu_out_of_reach_is_none(distance: float) -> None:
    found = check(rerun_of(relu_at(distance), [[1.0]], [[1.0]]), W)
    assert not found.kink
    assert found.kink_at == ""


@pytest.mark.parametrize(("lead", "node"), [(1e-6, "maxpool2d_2"), (-2e-6, "maxpool2d_2"), (1e-3, "")])
def test_two_maxima_nearly_as_large_are_a_kink(lead: float, node: str) -> None:
    graph = nn.Sequential([nn.Conv2D(1, 1), nn.MaxPool2D(), nn.Flatten(), nn.Dense(1)], (2, 2, 2))
    graph.values[...] = (1.0 + lead, 1.0, 0.0, 1.0, 0.0)  # each channel has a weight of its own
    image = np.zeros((1, 2, 2, 2))
    image[0, 0, 0, 0] = image[0, 1, 1, 1] = 1.0  # two pixels, each in one of the channels
    found = check(rerun_of(graph, image, [[0.0]]), Weight("conv2d_1", "W", (0, 0, 0, 0)))
    assert found.kink == bool(node)
    assert found.kink_at == node


def test_the_bottom_of_a_valley_is_no_kink() -> None:
    graph = nn.Sequential([nn.Dense(1)], (1,))
    graph.values[...] = (1.0, 0.0)
    found = check(rerun_of(graph, [[1.0]], [[1.0]]), W)
    assert found.gradient == 0.0
    assert abs(found.slope) < 1e-10
    assert not found.kink
    assert found.agrees


def test_a_wrong_gradient_is_found_out() -> None:
    rerun = article_rerun()
    wrong = {name: dict(found) for name, found in rerun.arrays.items()}
    wrong["dense_1"]["dW"] = wrong["dense_1"]["dW"] * 1.0001
    rerun.arrays = wrong
    assert not check(rerun, W).agrees


def test_all_weights_of_a_layer_come_one_at_a_time() -> None:
    calls = 0
    rerun = rerun_of(residual(), [[0.5, -1.0]], [[1.0, 0.0]])
    error = rerun.error_at

    def counted(weight: Weight, value: float) -> float:
        nonlocal calls
        calls += 1
        return error(weight, value)

    rerun.error_at = counted  # type: ignore[method-assign]
    found = check_all(rerun, "a", "W")
    assert calls == 0
    assert [item.weight.index for item in islice(found, 2)] == [(0, 0), (0, 1)]
    assert calls <= 2 * 6
    assert len(list(found)) == 4


def test_a_parameter_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ParameterError, match="dense_1 has no parameter 'Z'; allowed: W, B"):
        check_all(article_rerun(), "dense_1", "Z")
    with pytest.raises(ParameterError, match=r"allowed: \[0 to 1, 0 to 1\]"):
        check(article_rerun(), Weight("dense_1", "W", (0, 2)))
