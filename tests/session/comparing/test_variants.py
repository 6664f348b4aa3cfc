"""Variants of a setup differ in one thing, and are told apart by it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnviz.session.comparing import variants
from nnviz.session.comparing.variants import Trait, told_apart
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

SETUP = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dropout"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("SGD"),
    "article",
    1,
)


def test_activations_are_found_with_and_without_the_last() -> None:
    assert variants.activation_layers(SETUP) == ("tanh_2", "tanh_5")
    assert variants.hidden_activations(SETUP) == ("tanh_2",)


def test_another_activation_keeps_the_name_and_the_first_weights() -> None:
    other = variants.with_activation(SETUP, "Sigmoid", ["tanh_2"])
    assert [part.type for part in other.layers] == ["Dense", "Sigmoid", "Dropout", "Dense", "Tanh"]
    first, second = (Run(setup).program.graph for setup in (SETUP, other))
    assert [*first.nodes] == [*second.nodes]
    np.testing.assert_array_equal(first.values, second.values)
    assert told_apart(SETUP, other) == (
        ((Trait.ACTIVATION, "Tanh"),),
        ((Trait.ACTIVATION, "Sigmoid"),),
    )


def test_without_dropout_the_other_layers_keep_names_and_weights() -> None:
    other = variants.left_out(SETUP, "Dropout", ["input"])
    first, second = (Run(setup).program.graph for setup in (SETUP, other))
    assert [*second.nodes] == [name for name in first.nodes if name != "dropout_3"]
    np.testing.assert_array_equal(first.values, second.values)
    assert told_apart(SETUP, other) == (((Trait.WITH, "Dropout"),), ((Trait.WITHOUT, "Dropout"),))
    assert told_apart(other, SETUP) == (((Trait.WITHOUT, "Dropout"),), ((Trait.WITH, "Dropout"),))


def test_the_rate_is_kept_where_only_the_optimizer_is_another() -> None:
    assert variants.rate_of(SETUP) == 0.1
    fast = variants.with_optimizer(SETUP, "SGD", 0.7)
    assert variants.rate_of(fast) == 0.7
    assert told_apart(SETUP, fast) == (((Trait.RATE, 0.1),), ((Trait.RATE, 0.7),))
    adam = variants.with_optimizer(SETUP, "Adam", 0.1)
    assert told_apart(SETUP, adam) == (((Trait.OPTIMIZER, "SGD"),), ((Trait.OPTIMIZER, "Adam"),))


def test_equal_setups_are_not_told_apart() -> None:
    assert told_apart(SETUP, replace(SETUP)) == ((), ())


def test_other_layers_are_told_by_their_number_or_a_setting() -> None:
    longer = replace(SETUP, layers=(Part("Dense", {"units": 2}), *SETUP.layers))
    assert told_apart(SETUP, longer) == (((Trait.LAYERS, 5),), ((Trait.LAYERS, 6),))
    wider = replace(SETUP, layers=(Part("Dense", {"units": 9}), *SETUP.layers[1:]))
    assert told_apart(SETUP, wider) == (((Trait.SETTING, "units 3"),), ((Trait.SETTING, "units 9"),))
