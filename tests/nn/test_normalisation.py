"""Normalising layers: numbers by hand, what they remember, and their gradients."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import Program, Sequential, ShapeError
from nnviz.nn.initializers import initializer
from nnviz.nn.layers.batch_norm import BatchNorm
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.layer_norm import LayerNorm
from nnviz.nn.losses.mse import MSE
from nnviz.nn.normalisation import Normalisation
from nnviz.nn.optimizers.sgd import SGD
from nnviz.nn.state import NetworkState
from tests.nn.differences import check_gradients

each_kind = pytest.mark.parametrize("kind", [BatchNorm, LayerNorm])


def made(layer: Normalisation, *shape: int) -> Normalisation:
    """The layer with a scale and a shift that are not the first ones."""
    layer.build(shape)
    layer.initialize(initializer("uniform"), np.random.default_rng(0))
    layer.W.value[...] = np.linspace(0.5, 2.0, shape[-1])
    layer.B.value[...] = np.linspace(-1.0, 1.0, shape[-1])
    return layer


@each_kind
def test_it_starts_as_nothing_but_the_normalisation(kind: type[Normalisation]) -> None:
    layer = kind()
    layer.build((3,))
    layer.initialize(initializer("he"), np.random.default_rng(0))
    np.testing.assert_array_equal(layer.W.value, [1, 1, 1])
    np.testing.assert_array_equal(layer.B.value, [0, 0, 0])


def test_a_batch_by_hand() -> None:
    layer = made(BatchNorm(epsilon=1e-12), 2)
    y = layer.forward(np.array([[1.0, 10.0], [3.0, 30.0]]), training=True)
    np.testing.assert_allclose(y, [[-1 - 0.5, 1 - 2], [-1 + 0.5, 1 + 2]], rtol=1e-10)
    found = layer.extras()
    np.testing.assert_allclose(found["M"], [2, 20])
    np.testing.assert_allclose(found["V"], [1, 100])
    np.testing.assert_allclose(found["Z"], [[-1, -1], [1, 1]], rtol=1e-10)


def test_a_sample_by_hand() -> None:
    layer = made(LayerNorm(epsilon=1e-12), 2)
    y = layer.forward(np.array([[1.0, 3.0], [70.0, 30.0]]))
    np.testing.assert_allclose(y, [[-1 - 0.5, 1 + 2], [-1 + 0.5, 1 - 2]], rtol=1e-10)


def test_an_image_is_normalised_by_channel_over_batch_and_places() -> None:
    x = np.random.default_rng(0).standard_normal((3, 4, 5, 2)) * [1, 10] + [5, -7]
    layer = BatchNorm()
    layer.build((4, 5, 2))
    layer.initialize(initializer("zeros"), np.random.default_rng(0))
    y = layer.forward(x, training=True)
    np.testing.assert_allclose(y.mean(axis=(0, 1, 2)), [0, 0], atol=1e-12)
    np.testing.assert_allclose(y.std(axis=(0, 1, 2)), [1, 1], rtol=1e-4)


def test_the_running_mean_moves_by_its_momentum() -> None:
    layer = made(BatchNorm(momentum=0.75), 1)
    x = np.array([[1.0], [3.0], [8.0]])
    layer.forward(x, training=True)
    np.testing.assert_allclose(layer.running_mean, [0.25 * 4])
    np.testing.assert_allclose(layer.running_variance, [0.75 + 0.25 * 13])  # 26 / 2, not 26 / 3
    layer.forward(x, training=True)
    np.testing.assert_allclose(layer.running_mean, [0.75 + 0.25 * 4])


def test_a_prediction_uses_what_is_remembered_and_changes_nothing() -> None:
    layer = made(BatchNorm(momentum=0.0, epsilon=1e-12), 1)
    layer.forward(np.array([[1.0], [5.0]]), training=True)
    before = layer.capture()
    y = layer.forward(np.array([[3.0], [3.0], [11.0]]))
    scale, shift = layer.W.value, layer.B.value
    np.testing.assert_allclose(y, np.array([[0], [0], [8 / np.sqrt(8)]]) * scale + shift, rtol=1e-10)
    for key, value in layer.capture().items():
        np.testing.assert_array_equal(value, before[key])


def test_one_cell_teaches_the_shift_alone() -> None:
    layer = made(BatchNorm(), 2)
    y = layer.forward(np.array([[3.0, 4.0]]), training=True)
    np.testing.assert_array_equal(y, [layer.B.value])
    (dx,) = layer.backward(np.array([[1.0, 2.0]]))
    np.testing.assert_array_equal(dx, [[0, 0]])
    np.testing.assert_array_equal(layer.W.grad, [0, 0])
    np.testing.assert_array_equal(layer.B.grad, [1, 2])
    assert np.isfinite(layer.running_variance).all()


@each_kind
@pytest.mark.parametrize("shape", [(3, 4), (5, 2), (2, 3, 2, 3)])
@pytest.mark.parametrize("training", [True, False])
def test_gradients_agree_with_central_differences(
    kind: type[Normalisation], shape: tuple[int, ...], training: bool
) -> None:
    layer = made(kind(), *shape[1:])
    x = np.random.default_rng(0).standard_normal(shape)
    layer.forward(3 * x + 1, training=True)
    check_gradients(layer, x, training=training)


@each_kind
def test_single_precision_stays_single(kind: type[Normalisation]) -> None:
    layer = kind()
    layer.build((4,), dtype=np.float32)
    layer.initialize(initializer("zeros"), np.random.default_rng(0))
    x = np.random.default_rng(0).standard_normal((5, 4)).astype(np.float32)
    y = layer.forward(x, training=True)
    arrays = [y, *layer.backward(y.copy()), *layer.extras().values(), *layer.capture().values()]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_what_is_remembered_comes_back_with_the_state() -> None:
    program = Program(Sequential([Dense(3), BatchNorm()], (2,)), MSE(), SGD(0.1))
    rng = np.random.default_rng(0)
    x, t = rng.standard_normal((5, 2)), rng.standard_normal((5, 3))
    program.run(x, t)
    state = NetworkState.capture(program)
    seen = program.graph.predict(x)
    program.run(x, t)
    assert (program.graph.predict(x) != seen).any()
    state.restore(program)
    np.testing.assert_array_equal(program.graph.predict(x), seen)
    np.testing.assert_array_equal(program.graph.twin().predict(x), seen)


@each_kind
def test_an_input_without_features_is_refused(kind: type[Normalisation]) -> None:
    layer = kind()
    layer.name = "norm"
    with pytest.raises(ShapeError, match=r"^norm: expected \(N, ..., features\), given \(N\)$"):
        layer.output_shape(())
