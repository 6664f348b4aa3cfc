"""LayerNorm: brings the features of every sample to mean 0 and variance 1, then scales and shifts them.

It works on each sample by itself, so batch size and training make no difference.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Setting, Tensors
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


def _mean(t: Tensors) -> Array:
    return np.asarray(t["X"].mean(axis=-1, keepdims=True))


def _variance(t: Tensors) -> Array:
    return np.asarray(((t["X"] - t["M"]) ** 2).mean(axis=-1, keepdims=True))


def _input_gradient(t: Tensors) -> Array:
    return input_gradient(t, (-1,))


class LayerNorm(Normalisation):
    """Y = W ⊙ (X − μ) / √(σ² + ε) + B, μ and σ² (N, ..., 1) taken over the last axis of X."""

    description = Description(
        title="LayerNorm",
        family="normalisation",
        glyph=Glyph.DISTRIBUTION,
        summary="Y = W ⊙ (X − μ) / √(σ² + ε) + B",
        source="Ba, Kiros and Hinton 2016",
        symbols=SYMBOLS,
        forward=(
            Formula(
                "M",
                ("X",),
                r"\frac{1}{m} \sum_i X_i",
                "sum(X, sample) / m",
                Dependence.JACOBIAN,
                _mean,
                "the mean of the features of a sample",
            ),
            Formula(
                "V",
                ("X", "M"),
                r"\frac{1}{m} \sum_i (X_i - \mu)^2",
                "sum((X - M)**2, sample) / m",
                Dependence.JACOBIAN,
                _variance,
                "how far the features of a sample spread around their mean",
            ),
            Formula(
                "Z",
                ("X", "M", "V", "epsilon"),
                r"\frac{X - \mu}{\sqrt{\sigma^2 + \varepsilon}}",
                "(X - M) / sqrt(V + epsilon)",
                Dependence.ELEMENTWISE,
                normalised,
                "every sample is brought to mean 0 and variance 1",
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
                r"\frac{1}{\sqrt{\sigma^2 + \varepsilon}} \left( G - \bar{G}"
                r" - \hat{X} \odot \overline{G \odot \hat{X}} \right), \;"
                r" G = W \odot \frac{\partial E}{\partial Y}",
                "sum(dY * W * (same - 1 / m - own(Z) * Z / m), sample) / sqrt(V + epsilon)",
                Dependence.JACOBIAN,
                _input_gradient,
                "the error loses what would only move the mean or the spread, since both are taken out",
            ),
        ),
        settings=(Setting("epsilon", float, 1e-5, 1e-12, 1.0, "keeps the division away from 0"),),
    )

    def __init__(self, epsilon: float = 1e-5) -> None:
        super().__init__(epsilon)

    def axes(self, rank: int) -> tuple[int, ...]:
        return (0,)

    def measure(self, plan: Plan, groups: Groups) -> None:
        super().measure(plan, groups)
        # as a reader sees them: (1, H, W, N) in memory is (N, H, W, 1)
        axes = (-1, *range(1, groups.mean.ndim - 1), 0)
        plan.extras |= {"M": groups.mean.transpose(axes), "V": groups.variance.transpose(axes)}
