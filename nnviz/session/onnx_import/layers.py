"""What operators mean that are a layer each: one entry for every type.

Weights are turned to nnviz's axes, and to its order of cells where a row of cells has another one.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.session.export.tensors import from_torch
from nnviz.session.onnx_import.reader import Step
from nnviz.session.onnx_import.values import CHANNELS_FIRST, Constant, Signal, Value, of_single, shortest

Meaning = Callable[[Step], Value]


def _plain(kind: str, **settings: tuple[str, float]) -> Meaning:
    """A layer that works cell by cell; its settings by their attributes, with what those are unless told."""

    def read(step: Step) -> Signal:
        found = {ours: of_single(step.attribute(*theirs)) for ours, theirs in settings.items()}
        return step.layer(kind, (step.signal(),), found)

    return read


def _gelu(step: Step) -> Signal:
    step.expect("approximate", "none")
    return step.layer("GELU", (step.signal(),))


def _softmax(step: Step) -> Signal:
    x, new = step.signal(), step.reader.model.opset >= 13
    axis = step.attribute("axis", -1 if new else 1) % len(x.axes)
    if x.axes[axis] != len(x.axes) - 1 or not (new or axis == len(x.axes) - 1):
        raise step.refusal(Phrase("it runs along axis {0}; nnviz's runs along the channels or units", axis))
    return step.layer("Softmax", (x,))


def _dropout(step: Step) -> Signal:
    rate = shortest(step.constant(1)) if step.has(1) else of_single(step.attribute("ratio", 0.5))
    return step.layer("Dropout", (step.signal(),), {"rate": rate})


# -- weighted sums --------------------------------------------------------------------------------


def _gemm(step: Step) -> Signal:
    step.expect("transA", 0)
    w = step.constant(1).T if step.attribute("transB", 0) else step.constant(1)
    bias = step.constant(2) if step.has(2) else np.zeros(1)
    alpha, beta = (of_single(step.attribute(key, 1.0)) for key in ("alpha", "beta"))
    return _weighted(step, alpha * w.astype(np.float64), beta * bias.astype(np.float64))


def _matmul(step: Step) -> Signal:
    return _weighted(step, step.constant(1).astype(np.float64), np.zeros(1))


def _weighted(step: Step, w: Array, bias: Array) -> Signal:
    """A Dense of the weights (inputs, units) of the model."""
    x = step.signal()
    if w.ndim != 2 or w.shape[1] < 1 or x.axes[0] != 0 or len(x.shape) != 1:
        raise step.refusal(
            Phrase("nnviz's Dense takes rows of numbers (N, inputs) and weights (inputs, units)")
        )
    if w.shape[0] != x.shape[0]:
        raise step.refusal(Phrase("it has weights for {0} inputs, and is given {1}", w.shape[0], x.shape[0]))
    arrays = {"W": in_own_order(x, w), "B": np.broadcast_to(bias, (1, w.shape[1]))[0]}
    made = step.layer("Dense", (x,), {"units": w.shape[1]}, arrays)
    return Signal(made.source, made.shape, (0, 1))


def in_own_order(x: Signal, rows: Array) -> Array:
    """An array with an entry for each of the model's cells, with one for each of nnviz's."""
    if x.cells is None:
        return rows
    found = np.empty_like(rows)
    found[x.cells] = rows
    return found


def _conv(step: Step) -> Signal:
    x, w = _images(step), step.constant(1)
    if w.ndim != 4 or w.shape[2] != w.shape[3]:
        raise step.refusal(Phrase("its kernel is {0}; nnviz's are square", w.shape[2:]))
    step.expect("group", 1)
    step.expect("dilations", (1, 1))
    size, stride = w.shape[2], _square(step, "strides", (1, 1))
    if w.shape[1] != x.shape[2]:
        raise step.refusal(
            Phrase("it has weights for {0} channels, and is given {1}", w.shape[1], x.shape[2])
        )
    settings = {"channels": w.shape[0], "kernel_size": size, "stride": stride}
    bias = step.constant(2) if step.has(2) else np.zeros(w.shape[0])
    arrays = {"W": from_torch("Conv2D", "W", w), "B": bias.reshape(w.shape[0])}
    padding = _padding(step, x, size, stride)
    return step.layer("Conv2D", (x,), {**settings, "padding": padding}, arrays)


def _padding(step: Step, x: Signal, size: int, stride: int) -> str:
    """The name of the padding that puts the same zeros around an image as the model does."""
    auto = step.attribute("auto_pad", "NOTSET")
    pads = step.attribute("pads", (0, 0, 0, 0))
    if auto == "VALID" or (auto == "NOTSET" and not any(pads)):
        return "valid"
    if auto == "SAME_UPPER":
        return "same"
    top, left, bottom, right = pads
    rows, columns = x.shape[:2]
    along = _is_same(rows, top, bottom, size, stride), _is_same(columns, left, right, size, stride)
    if auto == "NOTSET" and all(along):
        return "same"
    raise step.refusal(
        Phrase(
            "its padding {0} with kernel {1} and stride {2} on {3} × {4} is neither valid nor same",
            *(tuple(pads) if auto == "NOTSET" else auto, size, stride, *x.shape[:2]),
        )
    )


def _is_same(length: int, before: int, after: int, size: int, stride: int) -> bool:
    """Whether zeros before and after a side make the windows of ``same`` padding."""
    count = -(-length // stride)
    missing = max((count - 1) * stride + size - length, 0)
    return before == missing // 2 and (length + before + after - size) // stride + 1 == count


def _images(step: Step) -> Signal:
    x = step.signal()
    if len(x.shape) != 3 or x.axes != CHANNELS_FIRST:
        raise step.refusal(Phrase("nnviz has it for images only, (N, channels, rows, columns)"))
    return x


def _square(step: Step, name: str, otherwise: tuple[int, int]) -> int:
    one, other = step.attribute(name, otherwise)
    if one != other:
        raise step.refusal(Phrase("{0} must be the same along both sides, given {1}", name, (one, other)))
    return int(one)


# -- pooling and rows -----------------------------------------------------------------------------


def _pool(kind: str) -> Meaning:
    def read(step: Step) -> Signal:
        x = _images(step)
        step.expect("dilations", (1, 1))
        step.expect("auto_pad", "NOTSET", "VALID")
        if any(step.attribute("pads", ())):
            raise step.refusal(Phrase("its windows reach beyond the image; nnviz's do not"))
        window, stride = _square(step, "kernel_shape", (0, 0)), _square(step, "strides", (1, 1))
        rests = [(side - window) % stride for side in x.shape[:2]]
        if step.attribute("ceil_mode", 0) and any(rests):
            raise step.refusal(Phrase("its windows reach beyond the image; nnviz's do not"))
        return step.layer(kind, (x,), {"window": window, "stride": stride})

    return read


def _global_pool(step: Step) -> Signal:
    return whole_mean(step, _images(step))


def whole_mean(step: Step, x: Signal) -> Signal:
    """The mean of every channel of an image."""
    rows, columns = x.shape[:2]
    if rows != columns:
        raise step.refusal(
            Phrase("it takes the mean of {0} × {1}; nnviz's windows are square", rows, columns)
        )
    return step.layer("AvgPool2D", (x,), {"window": rows, "stride": rows})


def _flatten(step: Step) -> Signal:
    x = step.signal()
    axis = step.attribute("axis", 1)
    if axis % len(x.axes) != 1:
        raise step.refusal(Phrase("{0} must be {1}, given {2}", "axis", 1, axis))
    return flattened(step, x) if len(x.shape) > 1 else step.layer("Flatten", (x,))


def flattened(step: Step, x: Signal) -> Signal:
    """The cells of every sample in a row; which of nnviz's cell stands where is remembered."""
    if x.axes[0] != 0:
        raise step.refusal(Phrase("the samples must be along its first axis"))
    if len(x.shape) == 1:
        return x
    made = step.layer("Flatten", (x,))
    own = np.arange(math.prod(x.shape)).reshape(1, *x.shape)
    cells = own.transpose(x.axes).ravel()
    agree = bool((cells[:-1] < cells[1:]).all())
    return Signal(made.source, made.shape, (0, 1), None if agree else cells)


# -- normalising ----------------------------------------------------------------------------------


def _batch_norm(step: Step) -> Signal:
    x = step.signal()
    step.expect("training_mode", 0)
    if x.axes[0] != 0 or x.axes[1] != len(x.axes) - 1:
        raise step.refusal(Phrase("it must run along the channels or units"))
    keys = ("W", "B", "mean", "variance")
    arrays = {key: features(x, step.constant(place)) for place, key in enumerate(keys, start=1)}
    if (arrays["variance"] < 0).any():
        raise step.refusal(Phrase("a variance is below 0"))
    read = {"epsilon": ("epsilon", 1e-5), "momentum": ("momentum", 0.9)}
    settings = {ours: of_single(step.attribute(*theirs)) for ours, theirs in read.items()}
    return step.layer("BatchNorm", (x,), settings, arrays)


def _layer_norm(step: Step) -> Signal:
    x = step.signal()
    axis = step.attribute("axis", -1) % len(x.axes)
    if axis != len(x.axes) - 1 or x.axes[axis] != axis:
        raise step.refusal(Phrase("it must run along the channels or units"))
    bias = step.constant(2) if step.has(2) else np.zeros(x.shape[-1])
    arrays = {"W": features(x, step.constant(1)), "B": features(x, bias)}
    return step.layer("LayerNorm", (x,), {"epsilon": of_single(step.attribute("epsilon", 1e-5))}, arrays)


def features(x: Signal, array: Array) -> Array:
    """An array with a number for each feature, in nnviz's order of them.

    Raises:
        ValueError: it has not as many.
    """
    return in_own_order(x, np.broadcast_to(array.astype(np.float64), (x.shape[-1],)))


def _constant(step: Step) -> Value:
    known = ("value", "value_float", "value_int", "value_floats", "value_ints")
    found = next((step.attribute(key, None) for key in known if key in step.operator.attributes), None)
    if found is None:
        raise step.refusal(Phrase("its value is none of numbers"))
    single = isinstance(found, float) or (isinstance(found, tuple) and isinstance(found[0], float))
    return Constant(np.asarray(found, np.float32) if single else np.asarray(found))


LAYERS: dict[str, Meaning] = {
    "AveragePool": _pool("AvgPool2D"),
    "BatchNormalization": _batch_norm,
    "Constant": _constant,
    "Conv": _conv,
    "Dropout": _dropout,
    "Elu": _plain("ELU", alpha=("alpha", 1.0)),
    "Flatten": _flatten,
    "Gelu": _gelu,
    "Gemm": _gemm,
    "GlobalAveragePool": _global_pool,
    "LayerNormalization": _layer_norm,
    "LeakyRelu": _plain("LeakyReLU", slope=("alpha", 0.01)),
    "MatMul": _matmul,
    "MaxPool": _pool("MaxPool2D"),
    "Relu": _plain("ReLU"),
    "Sigmoid": _plain("Sigmoid"),
    "Softmax": _softmax,
    "Softplus": _plain("Softplus"),
    "Tanh": _plain("Tanh"),
}
"""What an operator means, by its type."""
