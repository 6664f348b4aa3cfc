"""BatchNorm: brings every feature to mean 0 and variance 1 over the batch, then scales and shifts it.

Outside training it uses running means instead, so that a prediction does not depend on its company.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Setting, Tensors
from nnviz.nn.initializers import Initializer
from nnviz.nn.node import share
from nnviz.nn.normalisation import (
    SYMBOLS,
    Groups,
    Normalisation,
    input_gradient,
    normalised,
    output,
    scale_gradient,
    shift_gradient,
)
from nnviz.nn.plan import Plan
from nnviz.nn.room import Shape


def _over(t: Tensors, key: str) -> tuple[int, ...]:
    """All axes but the last."""
    return tuple(range(t[key].ndim - 1))


def _mean(t: Tensors) -> Array:
    return np.asarray(t["X"].mean(axis=_over(t, "X")))


def _variance(t: Tensors) -> Array:
    return np.asarray(((t["X"] - t["M"]) ** 2).mean(axis=_over(t, "X")))


def _input_gradient(t: Tensors) -> Array:
    return input_gradient(t, _over(t, "dY"))


class BatchNorm(Normalisation):
    """Y = W ⊙ (X − μ) / √(σ² + ε) + B, μ and σ² (features,) taken over all axes of X but the last.

    After every forward of training the running mean becomes momentum · itself + (1 − momentum) · μ, and
    the running variance likewise with σ² · m / (m − 1), for m cells in a feature (PyTorch's
    ``momentum`` is 1 − this). Where a feature has one cell only, Y is B and nothing is learned but B.
    """

    description = Description(
        title="BatchNorm",
        family="normalisation",
        glyph=Glyph.DISTRIBUTION,
        summary="Y = W ⊙ (X − μ) / √(σ² + ε) + B",
        source="Ioffe and Szegedy 2015",
        symbols=SYMBOLS,
        forward=(
            Formula(
                "M",
                ("X",),
                r"\frac{1}{m} \sum_n X_n",
                "sum(X, feature) / m",
                Dependence.JACOBIAN,
                _mean,
                "the mean of a feature over the batch",
            ),
            Formula(
                "V",
                ("X", "M"),
                r"\frac{1}{m} \sum_n (X_n - \mu)^2",
                "sum((X - M)**2, feature) / m",
                Dependence.JACOBIAN,
                _variance,
                "how far a feature spreads around its mean over the batch",
            ),
            Formula(
                "Z",
                ("X", "M", "V", "epsilon"),
                r"\frac{X - \mu}{\sqrt{\sigma^2 + \varepsilon}}",
                "(X - M) / sqrt(V + epsilon)",
                Dependence.ELEMENTWISE,
                normalised,
                "every feature is brought to mean 0 and variance 1",
            ),
            Formula(
                "Y",
                ("Z", "W", "B"),
                r"W \odot \hat{X} + B",
                "W * Z + B",
                Dependence.ELEMENTWISE,
                output,
                "each feature is given a scale and a shift of its own, which are learned",
            ),
        ),
        backward=(
            Formula(
                "dW",
                ("dY", "Z"),
                r"\sum_n \frac{\partial E}{\partial Y_n} \odot \hat{X}_n",
                "sum(dY * Z)",
                Dependence.SUM_OVER_BATCH,
                scale_gradient,
                "a scale is blamed by (the normalised value) × (the error there), added up",
            ),
            Formula(
                "dB",
                ("dY",),
                r"\sum_n \frac{\partial E}{\partial Y_n}",
                "sum(dY)",
                Dependence.SUM_OVER_BATCH,
                shift_gradient,
                "a shift moves every value of its feature alike, so it takes the error of all of them",
            ),
            Formula(
                "dX",
                ("dY", "W", "Z", "V", "epsilon"),
                r"\frac{W}{\sqrt{\sigma^2 + \varepsilon}} \odot \left( \frac{\partial E}{\partial Y}"
                r" - \frac{1}{m} \frac{\partial E}{\partial B}"
                r" - \hat{X} \odot \frac{1}{m} \frac{\partial E}{\partial W} \right)",
                "sum(dY * W * (same - 1 / m - own(Z) * Z / m), feature) / sqrt(V + epsilon)",
                Dependence.JACOBIAN,
                _input_gradient,
                "the error loses what would only move the mean or the spread, since both are taken out",
            ),
        ),
        settings=(
            Setting("momentum", float, 0.9, 0.0, 0.999, "how much of the running mean stays (below 1)"),
            Setting("epsilon", float, 1e-5, 1e-12, 1.0, "keeps the division away from 0"),
        ),
    )

    def __init__(self, momentum: float = 0.9, epsilon: float = 1e-5) -> None:
        super().__init__(epsilon)
        self.momentum = share("BatchNorm", "momentum", momentum)

    def axes(self, rank: int) -> tuple[int, ...]:
        return tuple(range(1, rank))

    def build(self, *input_shapes: Shape, dtype: Any = np.float64) -> None:
        super().build(*input_shapes, dtype=dtype)
        self.running_mean, self.running_variance = np.zeros_like(self.B.value), np.ones_like(self.B.value)

    def initialize(self, initializer: Initializer, rng: np.random.Generator) -> None:
        super().initialize(initializer, rng)
        self.running_mean[...] = 0.0
        self.running_variance[...] = 1.0

    def measure(self, plan: Plan, groups: Groups) -> None:
        mean, variance = groups.mean.reshape(-1), groups.variance.reshape(-1)
        plan.extras |= {"M": mean, "V": variance}
        if plan.training:
            super().measure(plan, groups)
            unbiased = groups.count / max(groups.count - 1, 1)
            plan.forward(self._remember, self.running_mean, mean, 1.0)
            plan.forward(self._remember, self.running_variance, variance, unbiased)
        else:
            groups.moves = False
            plan.forward.copy(self.running_mean, mean)
            plan.forward.copy(self.running_variance, variance)
            plan.forward(np.subtract, plan.inputs[0].memory, groups.mean, groups.z.memory)

    def _remember(self, running: Array, latest: Array, factor: float) -> None:
        running *= self.momentum
        running += (1.0 - self.momentum) * factor * latest

    def capture(self) -> dict[str, Any]:
        return {"mean": self.running_mean.copy(), "variance": self.running_variance.copy()}

    def restore(self, captured: Mapping[str, Any]) -> None:
        self.running_mean[...] = captured["mean"]
        self.running_variance[...] = captured["variance"]
