"""Cross-entropy: how surprised a prediction made of shares is by the true class.

It looks at the share that the true class was given; the smaller that is, the larger E.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import LOSS_SYMBOLS, Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.plan import Plan
from nnviz.nn.ranges import LEAST_SHARE, check_cells
from nnviz.nn.targets import Categorical, shares


def _error(t: Tensors) -> Array:
    logs = np.log(np.maximum(t["X"], LEAST_SHARE))
    return np.asarray(-(shares(t) * logs).sum() / len(t["X"]))


def _gradient(t: Tensors) -> Array:
    return np.asarray(-t["dE"] * shares(t) / np.maximum(t["X"], LEAST_SHARE) / len(t["X"]))


class CrossEntropy(Categorical):
    """E = −1/N Σ T·ln X for shares X (N, classes), such as those of a Softmax; E has shape ().

    T holds class numbers (N,) or shares (N, classes). A share below 1e-12 counts as 1e-12, so that
    E and its gradient stay finite; SoftmaxCrossEntropy has no such floor.
    """

    description = Description(
        title="cross-entropy",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = −mean Σ T·ln Ŷ",
        source="article C, Softmax with the loss; Shannon 1948",
        symbols=LOSS_SYMBOLS,
        forward=(
            Formula(
                "E",
                ("T", "X"),
                r"-\frac{1}{N} \sum_n \sum_k T_{nk} \ln \hat{Y}_{nk}",
                "-sum(T * ln(share(X))) / N",
                Dependence.MEAN,
                _error,
                "0 where the true class was given the whole share, more the less it was given",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("X", "T", "dE"),
                r"-\frac{1}{N} \frac{T}{\hat{Y}}",
                "-T / share(X) / N * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "the share of the true class is pushed up, the harder the smaller it is",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        prediction, target = (room.memory for room in plan.inputs)
        total = plan.number(0.0)
        safe, logs = np.empty_like(prediction), plan.inputs[0].like()
        share = 1.0 / prediction.shape[-1]
        plan.forward(check_cells, self._label(), "predictions", prediction, 0.0, 1.0)
        plan.forward(np.maximum, prediction, plan.number(LEAST_SHARE), out=safe)
        plan.forward(np.log, safe, logs.memory)
        plan.forward(plan.inputs[1].cells.dot, logs.cells, total)
        plan.input_gradients(np.divide, target, safe, logs.memory)
        self.share_out(plan, total, -share, logs.memory, -share)
