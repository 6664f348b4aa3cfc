"""Add: the sum of two branches, as where a residual block's shortcut comes back.

Going back, the error goes to both, unchanged.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.merging import SYMBOLS, Merging
from nnviz.nn.plan import Plan


def _output(t: Tensors) -> Array:
    return np.asarray(t["X1"] + t["X2"])


def _input_gradient(t: Tensors) -> Array:
    return t["dY"]


class Add(Merging):
    """Y = X₁ + X₂, all of one shape (N, ...)."""

    description = Description(
        title="Add",
        family="merge",
        glyph=Glyph.MERGE,
        summary="Y = X₁ + X₂",
        source="article C, AddLayer",
        symbols=SYMBOLS,
        forward=(
            Formula(
                "Y",
                ("X1", "X2"),
                "X_1 + X_2",
                "X1 + X2",
                Dependence.ELEMENTWISE,
                _output,
                "the two values at the same place are added",
            ),
        ),
        backward=(
            Formula(
                "dX1",
                ("dY",),
                r"\frac{\partial E}{\partial Y}",
                "dY",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the first input gets the error as it is",
            ),
            Formula(
                "dX2",
                ("dY",),
                r"\frac{\partial E}{\partial Y}",
                "dY",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the second input gets the same error as the first",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        first, second = (room.memory for room in plan.inputs)
        plan.forward(np.add, first, second, plan.output.memory)
        for room in plan.d_inputs:
            plan.input_gradients.copy(plan.d_output.memory, room.memory)
