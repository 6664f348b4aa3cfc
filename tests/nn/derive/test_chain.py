"""The chain rule to one weight reads as in the articles, and its numbers are those of the pass."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnviz import nn
from nnviz.nn import NnError, Node, ParameterError
from nnviz.nn.derive import Weight, derive
from tests.nn.derive.networks import (
    LAYERS,
    around,
    article,
    article_rerun,
    batch_for,
    rerun_of,
    residual,
    some_weights,
    started,
)

W1 = Weight("dense_1", "W", (0, 0))


def test_article_b_is_read_as_the_article_reads_it() -> None:
    chain = derive(article_rerun(), W1)
    assert chain.text == "∂E/∂ŷ · ∂ŷ/∂h₁ · ∂h₁/∂w₁"
    assert chain.tex == (
        r"\frac{\partial E}{\partial \hat{y}} \cdot \frac{\partial \hat{y}}{\partial h_{1}}"
        r" \cdot \frac{\partial h_{1}}{\partial w_{1}}"
    )
    assert [round(factor.value or 0.0, 4) for factor in chain.layers] == [-0.9526, 0.2494, -0.0904]
    assert round(chain.gradient, 4) == 0.0215
    assert chain.exact


def test_the_factors_of_article_b_are_those_of_its_formulas() -> None:
    slope = lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2  # noqa: E731
    h = 1 / (1 + math.exp(3))
    y = 1 / (1 + math.exp(-2 * h))
    expected = [-2 * (1 - y), slope(2 * h), 1.0, slope(-3), -2.0]
    chain = derive(article_rerun(), W1)
    np.testing.assert_allclose([f.value for f in chain.factors], expected, rtol=1e-12)
    assert [f.text for f in chain.factors] == ["∂E/∂ŷ", "∂ŷ/∂z⁽²⁾", "∂z⁽²⁾/∂h₁", "∂h₁/∂z₁⁽¹⁾", "∂z₁⁽¹⁾/∂w₁"]
    assert [f.nodes for f in chain.layers] == [("loss",), ("sigmoid_4", "dense_3"), ("sigmoid_2", "dense_1")]
    np.testing.assert_allclose([f.product for f in chain.factors], np.cumprod(expected), rtol=1e-12)
    assert chain.smallest == 3  # σ′(−3), where the neuron is saturated


@pytest.mark.parametrize(
    ("node", "key", "index", "name"),
    [
        ("dense_1", "W", (1, 0), "w₂"),
        ("dense_1", "W", (0, 1), "w₃"),
        ("dense_3", "W", (1, 0), "w₆"),
        ("dense_1", "B", (1,), "b₂"),
        ("dense_3", "B", (0,), "b₃"),
    ],
)
def test_weights_are_numbered_as_in_article_b(node: str, key: str, index: tuple[int, ...], name: str) -> None:
    assert derive(article_rerun(), Weight(node, key, index)).symbol.text == name


def test_a_weight_of_the_last_layer_needs_two_factors() -> None:
    chain = derive(article_rerun(), Weight("dense_3", "W", (0, 0)))
    assert chain.text == "∂E/∂ŷ · ∂ŷ/∂w₅"


def test_every_norm_is_the_recorded_one() -> None:
    rerun = article_rerun()
    chain = derive(rerun, W1)
    nodes = ["sigmoid_4", "dense_3", "sigmoid_2", "dense_1"]
    norms = [float(np.linalg.norm(rerun.arrays[name]["dY"])) for name in nodes]
    assert [factor.norm for factor in chain.factors] == [*norms, abs(chain.gradient)]


def test_a_closed_relu_is_where_it_vanishes() -> None:
    graph = nn.Sequential([nn.Dense(1), nn.ReLU(), nn.Dense(1)], (1,))
    graph.values[...] = (1.0, 0.0, 1.0, 0.0)
    chain = derive(rerun_of(graph, [[-2.0]], [[1.0]]), W1)
    assert [factor.value for factor in chain.factors] == [-2.0, 1.0, 0.0, -2.0]
    assert chain.smallest == 2
    assert chain.gradient == 0.0


def test_a_unit_that_dropout_switched_off_stays_on_the_way() -> None:
    graph = started(nn.Sequential([nn.Dense(4), nn.Dropout(0.5, seed=2), nn.Dense(1)], (1,)))
    rerun = rerun_of(graph, [[2.0]], [[1.0]])
    off = int(np.flatnonzero(rerun.arrays["dropout_2"]["M"][0] == 0.0)[0])
    chain = derive(rerun, Weight("dense_1", "W", (0, off)))
    assert [factor.value is None for factor in chain.factors] == [False] * 4
    assert chain.factors[2].value == 0.0
    assert chain.smallest == 2


def test_a_weight_of_zero_further_on_stays_on_the_way() -> None:
    graph = article()
    graph.nodes["dense_3"].parameters[0].value[0, 0] = 0.0
    chain = derive(rerun_of(graph, [[2.0, 3.0]], [[1.0]]), W1)
    assert chain.text == "∂E/∂ŷ · ∂ŷ/∂h₁ · ∂h₁/∂w₁"
    assert chain.smallest == 2
    assert chain.factors[2].value == 0.0


def test_a_layer_of_several_units_is_a_capital_and_shortens_or_lengthens() -> None:
    graph = started(nn.Sequential([nn.Dense(2), nn.Tanh(), nn.Dense(3), nn.Tanh(), nn.Dense(2)], (2,)))
    rerun = rerun_of(graph, [[0.5, -1.0]], [[1.0, 0.0]])
    chain = derive(rerun, W1)
    assert chain.text == "∂E/∂Ŷ · ∂Ŷ/∂H⁽²⁾ · ∂H⁽²⁾/∂h₁⁽¹⁾ · ∂h₁⁽¹⁾/∂w₁"
    assert [f.value is None for f in chain.factors] == [True, True, True, True, False, False]
    shares = [float(np.linalg.norm(rerun.arrays["dense_5"][key])) for key in ("dY", "dX")]
    assert chain.factors[1].gain == pytest.approx(shares[1] / shares[0], rel=1e-12)
    assert math.prod(f.gain for f in chain.factors) == pytest.approx(abs(chain.gradient), rel=1e-12)
    assert (chain.exact, chain.branches) == (False, False)


def test_a_residual_network_is_a_sum_over_its_routes() -> None:
    graph = residual()
    chain = derive(rerun_of(graph, [[0.5, -1.0]], [[1.0, 0.0]]), Weight("a", "W", (0, 1)))
    assert chain.text.count(" + ") == 2
    assert "∂E/∂Ŷ · ∂Ŷ/∂" in chain.text
    assert {f.nodes[0] for f in chain.factors} == {"loss", *graph.nodes}
    assert chain.layers == chain.factors
    assert (chain.exact, chain.branches) == (False, True)


def test_a_weight_beside_a_kernel_that_meets_nothing_but_padding_has_a_gradient_of_zero() -> None:
    layers = [nn.Conv2D(1, 3, padding="same"), nn.Flatten(), nn.Dense(1)]
    rerun = rerun_of(started(nn.Sequential(layers, (1, 1, 1))), np.ones((1, 1, 1, 1)), [[1.0]])
    chain = derive(rerun, Weight("conv2d_1", "W", (0, 0, 0, 0)))
    assert chain.gradient == 0.0
    assert chain.factors[0].gain == 0.0


@pytest.mark.parametrize("kind", LAYERS.values(), ids=list(LAYERS))
@pytest.mark.parametrize("count", [1, 3])
def test_every_layer_can_be_on_the_way(kind: type[Node], count: int) -> None:
    graph = around(kind)
    rerun = rerun_of(graph, *batch_for(graph, count))
    for weight in some_weights(graph):
        chain = derive(rerun, weight)
        assert chain.gradient == rerun.arrays[weight.node]["d" + weight.key][weight.index]
        assert chain.factors[-1].norm == abs(chain.gradient)
        product = chain.factors[-1].product
        if product is not None:
            assert product == pytest.approx(chain.gradient, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize(
    ("weight", "message"),
    [
        (Weight("dense_7", "W", (0, 0)), "'dense_7' has no parameters; those that have: dense_1, dense_3"),
        (Weight("sigmoid_2", "W", (0, 0)), "'sigmoid_2' has no parameters"),
        (Weight("dense_1", "Z", (0, 0)), "dense_1 has no parameter 'Z'; allowed: W, B"),
        (
            Weight("dense_1", "W", (2, 0)),
            r"dense_1.W\[2, 0\] is outside dense_1.W; allowed: \[0 to 1, 0 to 1\]",
        ),
        (Weight("dense_1", "W", (0, -1)), r"dense_1.W\[0, -1\] is outside"),
        (Weight("dense_1", "W", (0,)), r"dense_1.W\[0\] is outside"),
    ],
)
def test_a_weight_that_is_not_there_is_refused_by_name(weight: Weight, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        derive(article_rerun(), weight)
    assert issubclass(ParameterError, NnError)
