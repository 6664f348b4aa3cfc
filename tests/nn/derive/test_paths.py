"""The gradient of a weight is the sum over all paths from its unit to E, of the product along each."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from nnviz import nn
from nnviz.nn import Node
from nnviz.nn.derive import Weight, find_paths
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
EVERY = 10**9


def deep(*units: int) -> nn.Sequential:
    layers = [layer for count in units for layer in (nn.Dense(count), nn.Tanh())]
    return started(nn.Sequential(layers, (2,)))


def test_article_b_has_one_path_for_a_weight() -> None:
    paths = find_paths(article_rerun(), W)
    assert paths.count == 1
    assert paths.shown[0].text == "w₁ → z₁⁽¹⁾ → h₁ → z⁽²⁾ → ŷ → E"
    assert paths.sum == pytest.approx(0.021469535265811114, rel=1e-12)


def test_each_path_is_a_product_of_weights_and_slopes() -> None:
    graph = deep(2, 3, 1)
    rerun = rerun_of(graph, [[0.5, -1.0]], [[1.0]])
    a = rerun.arrays
    values = {name: a[name]["W"] for name in ("dense_3", "dense_5")}
    slopes = {name: 1 - a[name]["Y"][0] ** 2 for name in ("tanh_2", "tanh_4", "tanh_6")}
    first = 0.5 * slopes["tanh_2"][0]
    last = slopes["tanh_6"][0] * a["loss"]["dX"][0, 0]
    expected = [
        first * values["dense_3"][0, k] * slopes["tanh_4"][k] * values["dense_5"][k, 0] * last
        for k in range(3)
    ]
    paths = find_paths(rerun, W)
    assert paths.count == 3
    found = {path.cells[2][1]: path.product for path in paths.shown}
    np.testing.assert_allclose([found[k] for k in range(3)], expected, rtol=1e-12)


def test_the_strongest_are_found_without_looking_at_all() -> None:
    graph = deep(6, 5, 4, 3)
    rerun = rerun_of(graph, [[0.5, -1.0]], [[1.0, 0.0, -1.0]])
    every = find_paths(rerun, W, all_up_to=EVERY)
    few = find_paths(rerun, W, all_up_to=10, strongest=4)
    assert every.count == few.count == 5 * 4 * 3
    strengths = sorted((abs(path.product) for path in every.shown), reverse=True)
    assert [abs(path.product) for path in few.shown] == strengths[:4]
    assert not few.complete
    assert few.share == pytest.approx(few.sum / few.gradient)
    assert every.sum == pytest.approx(every.gradient, rel=1e-9)


def test_more_paths_than_could_ever_be_listed_are_counted() -> None:
    graph = deep(*[30] * 14, 1)
    paths = find_paths(rerun_of(graph, [[0.5, -1.0]], [[1.0]]), W)
    assert paths.count == 30**13
    assert len(paths.shown) == 8


def test_a_closed_relu_takes_its_paths_away() -> None:
    graph = nn.Sequential([nn.Dense(1), nn.Dense(2), nn.ReLU(), nn.Dense(1)], (1,))
    graph.values[...] = (1.0, 0.0, 1.0, -1.0, 0.0, 0.0, 1.0, 1.0, 0.0)
    paths = find_paths(rerun_of(graph, [[2.0]], [[1.0]]), W)
    assert paths.count == 1
    assert paths.shown[0].cells == ((0, 0), (0, 0), (0, 0), (0, 0))
    assert paths.sum == paths.gradient == 4.0


def test_a_value_used_three_times_has_the_paths_of_every_use() -> None:
    graph = residual()
    rerun = rerun_of(graph, [[0.5, -1.0]], [[1.0, 0.0]])
    paths = find_paths(rerun, Weight("a", "W", (0, 1)))
    assert {path.nodes for path in paths.shown} == {
        ("a", "gate", "out"),
        ("a", "sum", "gate", "out"),
        ("a", "bent", "b", "sum", "gate", "out"),
    }
    assert paths.count == 2 * (1 + 1 + 3)
    assert paths.sum == pytest.approx(paths.gradient, rel=1e-9)


def test_too_large_a_network_has_no_list_of_paths() -> None:
    layers = [nn.Conv2D(2, 3), nn.Flatten(), nn.Dense(1)]
    graph = started(nn.Sequential(layers, (48, 48, 1)))
    rerun = rerun_of(graph, np.ones((3, 48, 48, 1)), np.ones((3, 1)))
    paths = find_paths(rerun, Weight("conv2d_1", "B", (0,)))
    assert (paths.count, paths.shown, paths.share, paths.complete) == (None, (), None, False)


@pytest.mark.parametrize(("kind", "count"), list(product(LAYERS.values(), (1, 3))))
def test_all_paths_add_up_to_the_recorded_gradient(kind: type[Node], count: int) -> None:
    graph = around(kind)
    rerun = rerun_of(graph, *batch_for(graph, count))
    for weight in some_weights(graph):
        paths = find_paths(rerun, weight, all_up_to=EVERY)
        assert paths.complete
        assert paths.sum == pytest.approx(paths.gradient, rel=1e-9, abs=1e-14)


def test_dropout_and_batch_norm_are_taken_as_the_pass_took_them() -> None:
    layers = [nn.Dense(4), nn.BatchNorm(), nn.Tanh(), nn.Dropout(0.5, seed=2), nn.Dense(2)]
    graph = started(nn.Sequential(layers, (2,)))
    rerun = rerun_of(graph, *batch_for(graph, 4), passes=7)
    assert 0.0 in rerun.arrays["dropout_4"]["M"]
    for weight in some_weights(graph):
        paths = find_paths(rerun, weight, all_up_to=EVERY)
        assert paths.sum == pytest.approx(paths.gradient, rel=1e-9, abs=1e-14)
