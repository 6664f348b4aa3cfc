"""Flatten: the cells of every sample in one row, so that a dense layer can take an image.

Nothing is computed; going back, every gradient returns to the cell that its value came from.
"""

from __future__ import annotations

import math

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.errors import ShapeError
from nnviz.nn.node import Node, Shape, written
from nnviz.nn.plan import Plan


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
                "X",
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
                "dY",
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

    def arrange(self, plan: Plan) -> None:
        # cells in the order in which a reader counts them, the batch last
        shaped = (*plan.inputs[0].array.shape[1:], -1)
        y, dy = (room.memory.reshape(shaped, copy=False) for room in (plan.output, plan.d_output))
        x, dx = (np.moveaxis(room.array, 0, -1) for room in (plan.inputs[0], plan.d_inputs[0]))
        plan.forward.copy(x, y)
        plan.input_gradients.copy(dy, dx)

    def example_shapes(self) -> tuple[Shape, ...]:
        return (4,), (2, 3), (2, 3, 2)
