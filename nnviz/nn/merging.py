"""What nodes share that bring two branches together: two inputs of one shape.

How their tensors are written is here too, X₁ and X₂.
"""

from __future__ import annotations

from nnviz.nn.describe import Symbol, partial, symbols
from nnviz.nn.errors import ShapeError
from nnviz.nn.node import Node, Shape, written

SYMBOLS = (
    Symbol("X1", "X₁", "X_1"),
    Symbol("X2", "X₂", "X_2"),
    Symbol("dX1", *partial("X₁", "X_1")),
    Symbol("dX2", *partial("X₂", "X_2")),
    *symbols("Y"),
)
"""How the tensors of a node with two inputs are written."""


class Merging(Node):
    """Y from X₁ and X₂, all of one shape (N, ...), cell by cell."""

    inputs = 2

    def output_shape(self, *input_shapes: Shape) -> Shape:
        first, second = input_shapes
        if first != second:
            raise ShapeError(self._label(), written(first), written(second))
        return first

    def example_shapes(self) -> tuple[Shape, ...]:
        return (), (4,), (2, 3)
