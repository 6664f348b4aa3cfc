"""The weighted sum of the output: for networks that are to compute something, and not to be right.

With weights of 1, E is what the network gives; any other weights are handed back as its ∂E/∂Y.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import (
    Array,
    Dependence,
    Description,
    Formula,
    Glyph,
    Symbol,
    Tensors,
    partial,
)
from nnviz.nn.node import Loss
from nnviz.nn.plan import Plan


def _error(t: Tensors) -> Array:
    return np.asarray(np.sum(t["T"] * t["X"]))


def _gradient(t: Tensors) -> Array:
    return t["dE"] * t["T"]


class WeightedSum(Loss):
    """E = Σ G ⊙ X over every cell of an output X, for weights G given as the target, both (N, ...).

    It is not averaged, so that the gradient by the output is G itself.
    """

    description = Description(
        title="weighted sum",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = Σ G ⊙ Y",
        source="article C, where backward begins with a given derivative",
        symbols=(
            Symbol("X", "Y", "Y"),
            Symbol("T", "G", "G"),
            Symbol("E", "E", "E"),
            Symbol("dE", *partial("E")),
            Symbol("dX", *partial("Y")),
        ),
        forward=(
            Formula(
                "E",
                ("T", "X"),
                r"\sum_i G_i Y_i",
                "sum(T * X)",
                Dependence.MEAN,
                _error,
                "what the network gives, each cell as often as its weight says",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("T", "dE"),
                r"G \cdot \frac{\partial E}{\partial E}",
                "T * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "a cell is blamed by its weight, whatever it holds",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        prediction, weights = plan.inputs
        products = prediction.like()
        plan.forward(np.multiply, weights.memory, prediction.memory, products.memory)
        plan.forward(np.add.reduce, products.cells, 0, None, plan.output.memory)
        plan.input_gradients(np.multiply, weights.memory, plan.d_output.memory, plan.d_inputs[0].memory)
