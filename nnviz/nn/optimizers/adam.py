"""Adam: momentum over a step length of its own for every parameter.

It remembers fading means of the gradients and of their squares, and corrects both for having begun
at 0.
"""

from __future__ import annotations

import math
from typing import Unpack

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
)
from nnviz.nn.optimizer import ALMOST_ONE, Optimizer, Shared, rate_setting, shared_settings


def _mean(t: Tensors) -> Array:
    return np.asarray(t["beta1"] * t["M.W"] + (1.0 - t["beta1"]) * t["dW"])


def _squares(t: Tensors) -> Array:
    return np.asarray(t["beta2"] * t["V.W"] + (1.0 - t["beta2"]) * t["dW"] ** 2)


def corrected_step(t: Tensors) -> Array:
    """The step of one pass per unit of rate: the corrected mean over the root of the corrected
    squares."""
    mean = t["M.W"] / (1.0 - t["beta1"] ** t["t"])
    squares = t["V.W"] / (1.0 - t["beta2"] ** t["t"])
    return np.asarray(mean / (np.sqrt(squares) + t["eps"]))


def _step(t: Tensors) -> Array:
    return np.asarray(t["W"] - t["rate"] * corrected_step(t))


STEP_TEX = r"\frac{M_W / (1 - \beta_1^t)}{\sqrt{V_W / (1 - \beta_2^t)} + \varepsilon}"
"""The step per unit of rate, in TeX."""

STEP = "(M.W / (1 - beta1**t)) / (sqrt(V.W / (1 - beta2**t)) + eps)"
"""The same for one cell."""

SYMBOLS = (
    Symbol("W", "W", "W"),
    Symbol("dW", "∂E/∂W", r"\frac{\partial E}{\partial W}"),
    Symbol("rate", "η", r"\eta"),
    Symbol("M.W", "M", "M_W"),
    Symbol("V.W", "V", "V_W"),
    Symbol("beta1", "β₁", r"\beta_1"),
    Symbol("beta2", "β₂", r"\beta_2"),
    Symbol("eps", "ε", r"\varepsilon"),
    Symbol("t", "t", "t"),
)

MOMENTS = (
    Formula(
        "M.W",
        ("beta1", "M.W", "dW"),
        r"\beta_1 \cdot M_W + (1 - \beta_1) \cdot \frac{\partial E}{\partial W}",
        "beta1 * M.W + (1 - beta1) * dW",
        Dependence.ELEMENTWISE,
        _mean,
        "a fading mean of the gradients: which way it has gone down of late",
    ),
    Formula(
        "V.W",
        ("beta2", "V.W", "dW"),
        r"\beta_2 \cdot V_W + (1 - \beta_2) \cdot \left( \frac{\partial E}{\partial W} \right)^2",
        "beta2 * V.W + (1 - beta2) * dW**2",
        Dependence.ELEMENTWISE,
        _squares,
        "a fading mean of the squared gradients: how steep it has been of late",
    ),
)

SETTINGS = (
    rate_setting(0.001),
    Setting("beta1", float, 0.9, 0.0, ALMOST_ONE, "the share of the mean gradient that is kept"),
    Setting("beta2", float, 0.999, 0.0, ALMOST_ONE, "the share of the mean square that is kept"),
    Setting("eps", float, 1e-8, 0.0, None, "a small number that keeps from dividing by 0"),
)


class Adam(Optimizer):
    """M ← β₁·M + (1 − β₁)·∂E/∂W and V ← β₂·V + (1 − β₂)·(∂E/∂W)², then, in step t from 1,
    W ← W − η·M̂ / (√V̂ + ε) with M̂ = M / (1 − β₁ᵗ) and V̂ = V / (1 − β₂ᵗ)."""

    description = Description(
        title="Adam",
        family="optimizer",
        glyph=Glyph.ELEMENTWISE,
        summary="W ← W − η·M̂ / (√V̂ + ε)",
        source="Kingma and Ba 2015, algorithm 1; torch.optim.Adam",
        symbols=SYMBOLS,
        update=(
            *MOMENTS,
            Formula(
                "W",
                ("W", "rate", "M.W", "beta1", "V.W", "beta2", "t", "eps"),
                rf"W - \eta \cdot {STEP_TEX}",
                f"W - rate * {STEP}",
                Dependence.ELEMENTWISE,
                _step,
                "each parameter follows its mean gradient, measured by how large gradients usually are",
            ),
        ),
        settings=(*SETTINGS, *shared_settings()),
    )
    remembers = ("M", "V")
    beta1: float
    beta2: float
    eps: float

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        **shared: Unpack[Shared],
    ) -> None:
        super().__init__(learning_rate, beta1=beta1, beta2=beta2, eps=eps, **shared)

    def constants(self, passes: int) -> dict[str, float]:
        own = {"beta1": self.beta1, "beta2": self.beta2, "eps": self.eps, "t": passes + 1.0}
        return super().constants(passes) | own

    def _move(self, values: Array, gradients: Array, rate: float) -> None:
        mean, squares, work = self._memory["M"], self._memory["V"], self._work
        np.multiply(mean, self.beta1, mean)
        np.multiply(gradients, 1.0 - self.beta1, work)
        np.add(mean, work, mean)
        np.multiply(squares, self.beta2, squares)
        np.multiply(gradients, gradients, work)
        np.multiply(work, 1.0 - self.beta2, work)
        np.add(squares, work, squares)
        # Numerator and denominator are both multiplied by √(1 − β₂ᵗ), which spares a division.
        root = math.sqrt(1.0 - self.beta2**self.passes)
        np.sqrt(squares, work)
        np.add(work, self.eps * root, work)
        np.divide(mean, work, work)
        np.multiply(work, rate * root / (1.0 - self.beta1**self.passes), work)
        np.subtract(values, work, values)
