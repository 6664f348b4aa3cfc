"""Mul: the product of two branches, cell by cell, as where one opens or closes a gate for the other.

Going back, each gets the other one times the error.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.merging import SYMBOLS, Merging


def _output(t: Tensors) -> Array:
    return np.asarray(t["X1"] * t["X2"])


def _first_gradient(t: Tensors) -> Array:
    return np.asarray(t["dY"] * t["X2"])


def _second_gradient(t: Tensors) -> Array:
    return np.asarray(t["dY"] * t["X1"])


class Mul(Merging):
    """Y = X₁ ⊙ X₂, all of one shape (N, ...)."""

    description = Description(
        title="Mul",
        family="merge",
        glyph=Glyph.MERGE,
        summary="Y = X₁ ⊙ X₂",
        source="article C, MulLayer",
        symbols=SYMBOLS,
        forward=(
            Formula(
                "Y",
                ("X1", "X2"),
                r"X_1 \odot X_2",
                Dependence.ELEMENTWISE,
                _output,
                "the two values at the same place are multiplied",
            ),
        ),
        backward=(
            Formula(
                "dX1",
                ("dY", "X2"),
                r"\frac{\partial E}{\partial Y} \odot X_2",
                Dependence.ELEMENTWISE,
                _first_gradient,
                "the first input is blamed by (the second) × (the error)",
            ),
            Formula(
                "dX2",
                ("dY", "X1"),
                r"\frac{\partial E}{\partial Y} \odot X_1",
                Dependence.ELEMENTWISE,
                _second_gradient,
                "the second input is blamed by (the first) × (the error)",
            ),
        ),
    )

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        self._x1, self._x2 = np.empty_like(like), np.empty_like(like)
        self._dx1, self._dx2 = np.empty_like(like), np.empty_like(like)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        first, second = inputs
        if first.shape != self._room:
            self._make_room(first)
        np.copyto(self._x1, first)
        np.copyto(self._x2, second)
        return np.multiply(first, second, self._y)

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        np.multiply(d_output, self._x2, self._dx1)
        np.multiply(d_output, self._x1, self._dx2)
        return self._dx1, self._dx2
