"""GELU: each value times the share of a bell curve that lies below it.

This is the exact curve, with the error function, not the one that approaches it with tanh.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.node import Elementwise, Shape
from nnviz.nn.plan import Plan

_ROOT_HALF = math.sqrt(0.5)
_PEAK = 1.0 / math.sqrt(2.0 * math.pi)
_END = 40.0  # beyond it the bell curve is 0 to the last digit


@cache
def _erfc() -> Callable[..., Array]:
    """1 − erf, which keeps its digits far below 0, where 1 + erf has lost all of them.

    Importing it takes 0.2 s, so this is done for those who use it, and not at start.
    """
    from scipy.special import erfc  # type: ignore[import-untyped]

    found: Callable[..., Array] = erfc
    return found


def _below(x: Array, out: Array | None = None) -> Array:
    """The share of the bell curve below each value, ½(1 + erf(x/√2))."""
    found = np.empty_like(x) if out is None else out
    np.multiply(x, -_ROOT_HALF, found)
    _erfc()(found, found)
    np.multiply(found, 0.5, found)
    return found


def _height(x: Array, out: Array | None = None) -> Array:
    """The height of the bell curve at each value, exp(−x²/2)/√(2π)."""
    found = np.empty_like(x) if out is None else out
    np.abs(x, found)
    np.minimum(found, _END, out=found)  # the square of more could overflow
    np.multiply(found, found, found)
    np.multiply(found, -0.5, found)
    np.exp(found, found)
    np.multiply(found, _PEAK, found)
    return found


def _output(t: Tensors) -> Array:
    return np.asarray(t["X"] * _below(t["X"]))


def _input_gradient(t: Tensors) -> Array:
    return np.asarray(t["dY"] * (_below(t["X"]) + t["X"] * _height(t["X"])))


class GELU(Elementwise):
    """Y = X·Φ(X), Φ the share of the normal distribution below X; X and Y have one shape (N, ...)."""

    description = Description(
        title="GELU",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = X·Φ(X)",
        source="Hendrycks and Gimpel 2016, equation 2, with erf",
        symbols=symbols("X", "Y"),
        forward=(
            Formula(
                "Y",
                ("X",),
                r"X \odot \frac{1}{2} \left( 1 + \mathrm{erf} \frac{X}{\sqrt{2}} \right)",
                "X * (1 + erf(X / sqrt(2))) / 2",
                Dependence.ELEMENTWISE,
                _output,
                "each value is kept in the share of a bell curve that lies below it",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X"),
                r"\frac{\partial E}{\partial Y} \odot \left( \frac{1}{2} \left( 1 + \mathrm{erf}"
                r" \frac{X}{\sqrt{2}} \right) + X \odot \frac{e^{-X^2 / 2}}{\sqrt{2 \pi}} \right)",
                "dY * ((1 + erf(X / sqrt(2))) / 2 + X * exp(-(X**2) / 2) / sqrt(2 * pi))",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes above 0, fades out below, and turns round where the curve dips",
            ),
        ),
    )

    def build(self, *input_shapes: Shape, dtype: Any = np.float64) -> None:
        _erfc()  # so that the first pass does not wait for it

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        share = np.empty_like(y)
        plan.forward(_below, x, share)
        plan.forward(np.multiply, x, share, y)
        plan.input_gradients(_height, x, dx)
        plan.input_gradients(np.multiply, x, dx, dx)
        plan.input_gradients(np.add, share, dx, dx)
        plan.input_gradients(np.multiply, dy, dx, dx)
