"""Softmax and cross-entropy in one: judges the plain outputs of a network over classes.

Together their gradient is prediction minus target, which stays exact where each alone would fail.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.curves import log_softmax
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors
from nnviz.nn.plan import Plan
from nnviz.nn.targets import Categorical, shares


def _logarithms(t: Tensors) -> Array:
    return log_softmax(t["X"])


def _prediction(t: Tensors) -> Array:
    return np.asarray(np.exp(t["L"]))


def _error(t: Tensors) -> Array:
    return np.asarray(-(shares({"T": t["T"], "X": t["L"]}) * t["L"]).sum() / len(t["L"]))


def _gradient(t: Tensors) -> Array:
    target = shares({"T": t["T"], "X": t["P"]})
    return np.asarray(t["dE"] * (t["P"] - target) / len(t["P"]))


class SoftmaxCrossEntropy(Categorical):
    """E = −1/N Σ T·ln softmax(X) for any numbers X (N, classes); E has shape ().

    T holds class numbers (N,) or shares (N, classes).
    """

    description = Description(
        title="softmax + cross-entropy",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = −mean Σ T·ln softmax(X)",
        source="article C, Softmax with the loss; Bridle 1990",
        symbols=(
            Symbol("X", "X", "X"),
            Symbol("L", "ln Ŷ", r"\ln \hat{Y}"),
            Symbol("P", "Ŷ", r"\hat{Y}"),
            Symbol("T", "T", "T"),
            Symbol("E", "E", "E"),
            Symbol("dE", "∂E/∂E", r"\frac{\partial E}{\partial E}"),
            Symbol("dX", "∂E/∂X", r"\frac{\partial E}{\partial X}"),
        ),
        forward=(
            Formula(
                "L",
                ("X",),
                r"X_i - \ln \sum_k e^{X_k}",
                "X - ln(sum(exp(X), sample))",
                Dependence.JACOBIAN,
                _logarithms,
                "the logarithm of each share, worked out without dividing, so that none gets lost",
            ),
            Formula(
                "P",
                ("L",),
                r"e^{\ln \hat{Y}}",
                "exp(L)",
                Dependence.ELEMENTWISE,
                _prediction,
                "the shares themselves: how sure the network is of each class",
            ),
            Formula(
                "E",
                ("T", "L"),
                r"-\frac{1}{N} \sum_n \sum_k T_{nk} \ln \hat{Y}_{nk}",
                "-sum(T * L) / N",
                Dependence.MEAN,
                _error,
                "0 where the true class was given the whole share, more the less it was given",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("P", "T", "dE"),
                r"\frac{1}{N} (\hat{Y} - T)",
                "(P - T) / N * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "each output is pushed back by as much as its share is off",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        prediction, target = (room.memory for room in plan.inputs)
        total = plan.number(0.0)
        logs, shares = plan.inputs[0].like(), plan.inputs[0].like()
        plan.extras |= {"L": logs.array, "P": shares.array}
        # nothing is worked on in place, which numpy is slower at where a row is spread over others
        shifted, powers = np.empty_like(logs.memory), np.empty_like(logs.memory)
        amount, ones = np.empty(powers.shape[1:], powers.dtype), np.ones(len(powers), powers.dtype)
        share = 1.0 / len(amount)
        plan.forward(np.maximum.reduce, prediction, 0, None, amount)
        plan.forward(np.subtract, prediction, amount, shifted)
        plan.forward(np.exp, shifted, powers)
        plan.forward(ones.dot, powers, amount)  # the sum over classes, as a product the quickest
        plan.forward(np.divide, powers, amount, shares.memory)
        plan.forward(np.log, amount, amount)
        plan.forward(np.subtract, shifted, amount, logs.memory)
        plan.forward(plan.inputs[1].cells.dot, logs.cells, total)
        plan.input_gradients(np.subtract, shares.memory, target, powers)
        self.share_out(plan, total, -share, powers, share)
