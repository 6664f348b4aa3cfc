"""Mul: the product of two branches, cell by cell, as where one opens or closes a gate for the other.

Going back, each gets the other one times the error.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.merging import SYMBOLS, Merging
from nnviz.nn.plan import Plan


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
                "X1 * X2",
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
                "dY * X2",
                Dependence.ELEMENTWISE,
                _first_gradient,
                "the first input is blamed by (the second) × (the error)",
            ),
            Formula(
                "dX2",
                ("dY", "X1"),
                r"\frac{\partial E}{\partial Y} \odot X_1",
                "dY * X1",
                Dependence.ELEMENTWISE,
                _second_gradient,
                "the second input is blamed by (the first) × (the error)",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        (x1, x2), dy = (room.memory for room in plan.inputs), plan.d_output.memory
        dx1, dx2 = (room.memory for room in plan.d_inputs)
        plan.forward(np.multiply, x1, x2, plan.output.memory)
        plan.input_gradients(np.multiply, dy, x2, dx1)
        plan.input_gradients(np.multiply, dy, x1, dx2)
