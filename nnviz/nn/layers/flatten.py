"""Flatten: the cells of every sample in one row, so that a dense layer can take an image.

Nothing is computed; going back, every gradient returns to the cell that its value came from.
"""

from __future__ import annotations

import math

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.errors import ShapeError
from nnviz.nn.node import Node, Shape, written


def _output(t: Tensors) -> Array:
    return t["X"].reshape(len(t["X"]), -1)


def _input_gradient(t: Tensors) -> Array:
    return t["dY"].reshape(t["X"].shape)


class Flatten(Node):
    """Y = X in rows, for X of shape (N, ...) and Y of shape (N, cells), the last axis fastest."""

    description = Description(
        title="Flatten",
        family="shape",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = X in one row per sample",
        source="article A, exercise; article C, Affine",
        symbols=symbols("X", "Y"),
        forward=(
            Formula(
                "Y",
                ("X",),
                r"\mathrm{flatten}(X)",
                Dependence.RESHAPE,
                _output,
                "the values of a sample stand in one row, unchanged",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X"),
                r"\mathrm{shape}_X \left( \frac{\partial E}{\partial Y} \right)",
                Dependence.RESHAPE,
                _input_gradient,
                "each gradient goes back to the place its value came from",
            ),
        ),
    )

    def output_shape(self, *input_shapes: Shape) -> Shape:
        (shape,) = input_shapes
        if not shape or min(shape) < 1:
            raise ShapeError(self._label(), "(N, cells, ...)", written(shape))
        return (math.prod(shape),)

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over inputs of this shape write into."""
        self._room = like.shape
        self._y, self._dx = np.empty((len(like), math.prod(like.shape[1:])), like.dtype), np.empty_like(like)
        self._y_shaped = self._y.reshape(like.shape)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        np.copyto(self._y_shaped, x)
        return self._y

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        np.copyto(self._dx, d_output.reshape(self._room))
        return (self._dx,)

    def example_shapes(self) -> tuple[Shape, ...]:
        return (4,), (2, 3), (2, 3, 2)
