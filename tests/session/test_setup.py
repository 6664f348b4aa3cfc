"""Setups that no run can be made from, and what is said of each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import NnError, ShapeError, registry
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup, Values

LAYERS = ", ".join(registry.layers())
LOSSES = ", ".join(registry.losses())

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    "article",
    1,
)

WRONG = [
    ({"data": "moon"}, "dataset 'moon' is unknown; allowed: xor, and, or"),
    ({"layers": (Part("Dense", {"units": 1}), Part("Blur"))}, f"type 'Blur' is unknown; allowed: {LAYERS}"),
    ({"layers": (Part("Dense", {"units": 0}),)}, "Dense: units must be a whole number .* given 0"),
    ({"layers": (Part("Dense", {"width": 3}),)}, "Dense: .*'width'"),
    ({"layers": ()}, "a network needs at least one layer"),
    ({"loss": Part("Sadness")}, f"type 'Sadness' is unknown; allowed: {LOSSES}"),
    ({"optimizer": Part("LBFGS")}, "type 'LBFGS' is unknown; allowed: .*SGD"),
    ({"optimizer": Part("SGD", {"learning_rate": -1})}, "learning rate must be .* given -1"),
    ({"initializer": "magic"}, "initializer 'magic' is unknown; allowed: article"),
    ({"seed": -1}, "seed must be a whole number from 0 to 4294967295, given -1"),
    ({"data": Part("moons", {"noise": -1})}, "moons: noise must be a number from 0 to 10, given -1"),
    ({"data": Part("moons", {"kind": "circle"})}, "moons: .*'kind'"),
    ({"values": (Values("dense_9", "W", np.zeros((2, 3))),)}, "'dense_9' has no parameters; .*: dense_1"),
    ({"values": (Values("dense_1", "V", np.zeros((2, 3))),)}, "dense_1 .*'V'"),
    ({"values": (Values("dense_1", "W", np.zeros((3, 2))),)}, r"W of dense_1: .*\(2, 3\), given \(3, 2\)"),
    ({"batch_size": 0}, "batch size must be a whole number of at least 1, given 0"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_a_setup_that_cannot_be_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(NnError, match=message):
        Run(replace(XOR, **change))  # type: ignore[arg-type]


def test_an_output_that_does_not_fit_the_targets_is_refused() -> None:
    with pytest.raises(ShapeError, match=r"^loss: expected \(N, 2\), given \(N, 1\)$"):
        Run(replace(XOR, layers=(Part("Dense", {"units": 2}),)))


def test_given_values_stand_in_for_drawn_ones_whenever_weights_are_drawn() -> None:
    given = Values("dense_1", "W", np.arange(6.0).reshape(2, 3))
    run = Run(replace(XOR, values=(given,)))
    plain = Run(XOR)
    for each in (run, plain):
        each.new_weights(5)
    first, drawn = run.frame().arrays["dense_1"], plain.frame().arrays["dense_1"]
    np.testing.assert_array_equal(first["W"], given.are)
    np.testing.assert_array_equal(first["B"], drawn["B"])
    assert not np.array_equal(drawn["W"], given.are)
