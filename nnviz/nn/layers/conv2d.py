"""Conv2D: a small kernel slides over an image and answers, at every place, how much it sees of itself.

It is a correlation (the kernel is not flipped), computed as one matrix product over unrolled windows.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnviz.nn.describe import (
    Array,
    Dependence,
    Description,
    Formula,
    Glyph,
    Setting,
    Symbol,
    Tensors,
    symbols,
)
from nnviz.nn.images import add_in_place, expect_image, places, scattered, window_count, windows
from nnviz.nn.initializers import Initializer
from nnviz.nn.node import Node, Parameter, Shape, one_of, positive_int
from nnviz.nn.plan import Calls, Plan

PADDINGS = ("valid", "same")

Frames = tuple[tuple[int, int], tuple[int, int]]
"""Lines of zeros above and below an image, and before and after it; a negative number is that of
lines that no window reaches."""


def _framed(t: Tensors) -> tuple[Array, int]:
    """X with its padding, cut where no window reaches, and the stride."""
    (top, bottom), (left, right) = t["P"].astype(int)
    x = np.pad(t["X"], ((0, 0), (top, max(bottom, 0)), (left, max(right, 0)), (0, 0)))
    return x[:, : x.shape[1] + min(bottom, 0), : x.shape[2] + min(right, 0)], int(t["S"])


def _output(t: Tensors) -> Array:
    x, stride = _framed(t)
    return np.asarray(np.tensordot(windows(x, t["W"].shape[0], stride), t["W"], 3) + t["B"])


def _input_gradient(t: Tensors) -> Array:
    stride, size = int(t["S"]), t["W"].shape[0]
    patches = np.tensordot(t["dY"], t["W"], (3, 3))
    height, width = ((count - 1) * stride + size for count in t["dY"].shape[1:3])
    framed = scattered(patches, stride, height, width)
    (top, bottom), (left, right) = t["P"].astype(int)
    unread = ((0, 0), (0, max(-bottom, 0)), (0, max(-right, 0)), (0, 0))
    return np.pad(framed[:, top : height - max(bottom, 0), left : width - max(right, 0)], unread)


def _weight_gradient(t: Tensors) -> Array:
    x, stride = _framed(t)
    size = x.shape[1] - (t["dY"].shape[1] - 1) * stride
    return np.asarray(np.tensordot(windows(x, size, stride), t["dY"], ((0, 1, 2), (0, 1, 2))))


def _bias_gradient(t: Tensors) -> Array:
    return np.asarray(t["dY"].sum(axis=(0, 1, 2)))


class Conv2D(Node):
    """Y = X ⋆ W + B, for X (N, height, width, inputs), W (k, k, inputs, channels), B (channels,).

    Y is (N, rows, columns, channels). With ``valid`` padding the kernel stays inside the image, and
    rows = (height − k) // stride + 1; with ``same`` rows = ⌈height / stride⌉, and zeros are put around
    the image, the odd one below and to the right.
    """

    description = Description(
        title="Conv2D",
        family="linear",
        glyph=Glyph.IMAGES,
        summary="Y = X ⋆ W + B",
        source="article A, ConvLayer, its bias corrected",
        symbols=(
            *symbols("X", "Y", "W", "B"),
            Symbol("S", "s", "s"),
            Symbol("P", "p", "p"),
        ),
        forward=(
            Formula(
                "Y",
                ("X", "W", "B", "S", "P"),
                r"X \star W + B",
                "sum(X * W) + B",
                Dependence.CORRELATE,
                _output,
                "a window of the image times the kernel, cell by cell, added up, and the bias",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "W", "S", "P"),
                r"\frac{\partial E}{\partial Y} \ast W",
                "sum(dY * W)",
                Dependence.CORRELATE,
                _input_gradient,
                "a pixel is blamed by every window it was seen in, through the weight it met there",
            ),
            Formula(
                "dW",
                ("X", "dY", "S", "P"),
                r"X \star \frac{\partial E}{\partial Y}",
                "sum(X * dY)",
                Dependence.CORRELATE,
                _weight_gradient,
                "a weight is blamed by (the pixel it met) × (the error there), added over all windows",
            ),
            Formula(
                "dB",
                ("dY",),
                r"\sum_{n,i,j} \frac{\partial E}{\partial Y_{nij}}",
                "sum(dY)",
                Dependence.SUM_OVER_BATCH,
                _bias_gradient,
                "a bias feeds every place of its channel, so it takes the blame of all of them",
            ),
        ),
        settings=(
            Setting("channels", int, 8, 1, None, "how many kernels, each giving an image of its own"),
            Setting("kernel_size", int, 3, 1, None, "height and width of a kernel in pixels"),
            Setting("stride", int, 1, 1, None, "by how many pixels the kernel moves on"),
            Setting("padding", str, "valid", None, None, "whether zeros surround the image", PADDINGS),
        ),
    )

    def __init__(
        self, channels: int = 8, kernel_size: int = 3, stride: int = 1, padding: str = "valid"
    ) -> None:
        super().__init__()
        self.channels = positive_int("Conv2D", "channels", channels)
        self.kernel_size = positive_int("Conv2D", "kernel size", kernel_size)
        self.stride = positive_int("Conv2D", "stride", stride)
        self.padding = one_of("Conv2D", "padding", padding, PADDINGS)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        height, width, _ = self._expect(input_shapes[0])
        return self._count(height), self._count(width), self.channels

    def _expect(self, shape: Shape) -> tuple[int, int, int]:
        return expect_image(self._label(), shape, self.kernel_size if self.padding == "valid" else 1)

    def _count(self, length: int) -> int:
        """How many windows lie along a side."""
        if self.padding == "same":
            return -(-length // self.stride)
        return window_count(length, self.kernel_size, self.stride)

    def _frame(self, length: int) -> tuple[int, int]:
        """Zeros before and after a side; a negative number is that of cells no window reaches."""
        missing = (self._count(length) - 1) * self.stride + self.kernel_size - length
        before = max(missing, 0) // 2
        return before, missing - before

    def build(self, *input_shapes: Shape, dtype: Any = np.float64) -> None:
        inputs = self._expect(input_shapes[0])[2]
        self.W = Parameter("W", (self.kernel_size, self.kernel_size, inputs, self.channels), dtype)
        self.B = Parameter("B", (self.channels,), dtype)
        self.parameters = (self.W, self.B)
        size = self.W.value.size + self.channels
        self.place(np.zeros(size, dtype), np.zeros(size, dtype))

    def place(self, values: Array, gradients: Array) -> None:
        super().place(values, gradients)
        # As in Dense: B lies behind W, so it is the last row of one matrix, the weights of a 1 that
        # ends every unrolled window.
        self._wb, self._d_wb = (flat.reshape(-1, self.channels) for flat in (values, gradients))

    def initialize(self, initializer: Initializer, rng: np.random.Generator) -> None:
        area = self.kernel_size**2
        fans = area * self.W.value.shape[2], area * self.channels
        self.W.value[...] = initializer.weights(rng, self.W.value.shape, *fans)
        self.B.value[...] = initializer.biases(rng, self.B.value.shape, *fans)

    def arrange(self, plan: Plan) -> None:
        x, y, _, dx = plan.memories()
        frames = self._frame(x.shape[1]), self._frame(x.shape[2])
        plan.extras |= {"S": plan.number(self.stride), "P": np.array(frames, y.dtype)}
        framed = self._framed(x, frames)
        if framed is not x:
            plan.forward.copy(x, self._inside(framed, x, frames))
        columns, unrolled = self._columns(len(x), y)
        blame = plan.d_output.lines
        plan.forward.copy(self._windows(framed), unrolled)
        plan.forward(self._wb.T.dot, columns, plan.output.lines)
        plan.parameter_gradients(columns.dot, blame.T, self._d_wb)
        d_columns, d_unrolled = self._columns(len(x), y)
        d_framed = self._framed(dx, frames)
        plan.input_gradients(self._wb[:-1].dot, blame, d_columns[:-1])
        self._arrange_return(plan.input_gradients, d_unrolled, d_framed)
        if d_framed is not dx:
            plan.input_gradients.copy(self._inside(d_framed, dx, frames), dx)

    def _arrange_return(self, calls: Calls, parts: Array, framed: Array) -> None:
        """Adds the calls that sum the gradients by windows up where they came from in the image: first
        along its height, where the runs of memory are long, then along its width."""
        size, _, inputs, rows, width, count = parts.shape
        tall = np.empty((size, inputs, framed.shape[1], width, count), parts.dtype)
        down = [(tall[:, :, places(i, rows, self.stride)], parts[i]) for i in range(size)]
        across = [(framed[:, :, places(j, width, self.stride)], tall[j]) for j in range(size)]
        for whole, pairs in ((tall, down), (framed, across)):
            calls(whole.fill, 0.0)
            calls(add_in_place, pairs)

    def _framed(self, images: Array, frames: Frames) -> Array:
        """Images (C, H, W, N) with zeros around them, or they themselves where they can be worked on
        as they are."""
        (top, bottom), (left, right) = frames
        if images.flags.c_contiguous and max(top, bottom, left, right) <= 0:
            return images
        inputs, height, width, count = images.shape
        shape = (inputs, top + height + max(bottom, 0), left + width + max(right, 0), count)
        return np.zeros(shape, images.dtype)

    def _inside(self, framed: Array, images: Array, frames: Frames) -> Array:
        """The place of the images within their frame."""
        (top, _), (left, _) = frames
        return framed[:, top : top + images.shape[1], left : left + images.shape[2]]

    def _columns(self, inputs: int, outputs: Array) -> tuple[Array, Array]:
        """Windows unrolled into a column each, (k·k·inputs + 1, rows·columns·N), the 1 of the bias last;
        and the same without it by its axes, (k, k, inputs, rows, columns, N)."""
        size, grid = self.kernel_size, outputs.shape[1:]
        columns = np.ones((size * size * inputs + 1, math.prod(grid)), outputs.dtype)
        return columns, columns[:-1].reshape((size, size, inputs, *grid), copy=False)

    def _windows(self, framed: Array) -> Array:
        """Every window as a view, (k, k, inputs, rows, columns, N)."""
        size, step = self.kernel_size, self.stride
        seen = sliding_window_view(framed, (size, size), axis=(1, 2))[:, ::step, ::step]
        return seen.transpose(4, 5, 0, 1, 2, 3)

    def working_size(self, *input_shapes: Shape) -> int:
        rows, columns, _ = self.output_shape(*input_shapes)
        unrolled = self.kernel_size**2 * input_shapes[0][2] * rows * columns
        return super().working_size(*input_shapes) + 2 * unrolled  # there and back

    def example_shapes(self) -> tuple[Shape, ...]:
        side = self.kernel_size + self.stride
        return (side, side + 1, 1), (side + 1, side, 2)
