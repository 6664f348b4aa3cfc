"""What E does when weights move, beside what the gradient promised."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz import nn
from nnviz.nn import ParameterError
from nnviz.nn.derive import Weight, after_update, nudge
from tests.nn.derive.networks import article_rerun, batch_for, rerun_of, started

W = Weight("dense_1", "W", (0, 0))


def line() -> nn.Sequential:
    """ŷ = 3x + 1."""
    graph = nn.Sequential([nn.Dense(1)], (1,))
    graph.values[...] = (3.0, 1.0)
    return graph


def test_a_nudge_is_measured_and_predicted() -> None:
    found = nudge(rerun_of(line(), [[2.0]], [[5.0]]), W, 0.5)  # E = (6 + 2Δw + 1 − 5)²
    assert (found.value, found.before, found.after) == (3.0, 4.0, 9.0)
    assert found.measured == 5.0
    assert found.predicted == 8.0 * 0.5


def test_no_nudge_changes_nothing() -> None:
    found = nudge(article_rerun(), W, 0.0)
    assert found.measured == found.predicted == 0.0


def test_a_small_nudge_does_what_the_gradient_said() -> None:
    rerun = article_rerun()
    for delta in (1e-4, -1e-4):
        found = nudge(rerun, W, delta)
        assert found.measured == pytest.approx(found.predicted, rel=1e-3)


def test_nudges_do_not_add_up() -> None:
    rerun = article_rerun()
    first = nudge(rerun, W, 0.3)
    nudge(rerun, Weight("dense_3", "B", (0,)), -2.0)
    assert nudge(rerun, W, 0.3) == first


def test_after_the_update_the_sample_is_seen_again() -> None:
    found = after_update(rerun_of(line(), [[2.0]], [[5.0]], rate=0.01))
    # ∂E/∂w = 8, ∂E/∂b = 4: w = 2.92, b = 0.96, ŷ = 6.8
    assert found.before == 4.0
    assert found.after == pytest.approx(1.8**2)
    assert found.predicted == pytest.approx(-0.01 * (64 + 16))
    assert found.measured == pytest.approx(3.24 - 4.0)


def test_the_update_is_the_one_that_was_made() -> None:
    graph = started(nn.Sequential([nn.Dense(3), nn.Dropout(0.5), nn.Dense(2)], (2,)))
    x, t = batch_for(graph, 4)
    loss = nn.MSE()
    program = nn.Program(graph, loss, nn.Adam(0.05))
    program.run(x, t)
    from nnviz.nn.derive import Rerun

    memory = graph.nodes["dropout_2"].capture()
    rerun = Rerun(graph, loss, nn.record(program, x, t))
    found = after_update(rerun)
    graph.nodes["dropout_2"].restore(memory)
    assert found.after == program.run(x, t)
    assert found.before == rerun.trace.loss
    assert found.after != found.before


def test_a_weight_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ParameterError, match=r"dense_1.W\[9, 0\] is outside"):
        nudge(article_rerun(), Weight("dense_1", "W", (9, 0)), 0.1)


def test_a_single_precision_network_is_nudged_in_single_precision() -> None:
    graph = nn.Sequential([nn.Dense(1)], (1,), dtype=np.float32)
    graph.values[...] = (3.0, 1.0)
    found = nudge(rerun_of(graph, [[2.0]], [[5.0]]), W, 1e-9)
    assert found.measured == 0.0
    assert found.predicted == pytest.approx(8e-9)
