"""Constant: numbers that are neither data nor learned, such as the two apples of a bill.

It has no inputs, so the error ends here; its gradient tells how much E would change with the number.
"""

from __future__ import annotations

from typing import Any

import numpy as np

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
from nnviz.nn.node import Node, positive_int
from nnviz.nn.plan import Plan
from nnviz.nn.ranges import number
from nnviz.nn.room import Shape


def _output(t: Tensors) -> Array:
    return t["C"]


class Constant(Node):
    """Y = c in every cell (N, units), whatever the data."""

    inputs = 0
    description = Description(
        title="constant",
        family="merge",
        glyph=Glyph.MERGE,
        summary="Y = c",
        source="article C, the numbers on a bill",
        symbols=(*symbols("Y"), Symbol("C", "c", "c")),
        forward=(
            Formula(
                "Y",
                ("C",),
                "c",
                "C",
                Dependence.ELEMENTWISE,
                _output,
                "the same number for every sample",
            ),
        ),
        settings=(
            Setting("value", float, 1.0, None, None, "the number"),
            Setting("units", int, 1, 1, None, "how many cells hold it"),
        ),
    )

    def __init__(self, value: float = 1.0, units: int = 1) -> None:
        super().__init__()
        self.value = number("Constant", "value", value)
        self.units = positive_int("Constant", "units", units)
        self._precision: np.dtype[Any] = np.dtype(np.float64)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        return (self.units,)

    def build(self, *input_shapes: Shape, dtype: Any = np.float64) -> None:
        self._precision = np.dtype(dtype)

    def _dtype(self, *inputs: Array) -> np.dtype[Any]:
        return self._precision

    def arrange(self, plan: Plan) -> None:
        plan.output.array[...] = self.value  # nobody else writes there, so once is enough
        plan.extras["C"] = plan.output.array
