"""RMSprop: every parameter has a step length of its own, shorter where its gradients are large.

It remembers how large they have been of late: a fading mean of their squares.
"""

from __future__ import annotations

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


def _squares(t: Tensors) -> Array:
    return np.asarray(t["alpha"] * t["S.W"] + (1.0 - t["alpha"]) * t["dW"] ** 2)


def _step(t: Tensors) -> Array:
    return np.asarray(t["W"] - t["rate"] * t["dW"] / (np.sqrt(t["S.W"]) + t["eps"]))


class RMSprop(Optimizer):
    """S ← α·S + (1 − α)·(∂E/∂W)², then W ← W − η·∂E/∂W / (√S + ε), for every parameter W."""

    description = Description(
        title="RMSprop",
        family="optimizer",
        glyph=Glyph.ELEMENTWISE,
        summary="S ← α·S + (1 − α)·(∂E/∂W)²;  W ← W − η·∂E/∂W / (√S + ε)",
        source="Hinton's lecture 6e, 2012, in the form of torch.optim.RMSprop: ε outside the root",
        symbols=(
            Symbol("W", "W", "W"),
            Symbol("dW", "∂E/∂W", r"\frac{\partial E}{\partial W}"),
            Symbol("rate", "η", r"\eta"),
            Symbol("S.W", "S", "S_W"),
            Symbol("alpha", "α", r"\alpha"),
            Symbol("eps", "ε", r"\varepsilon"),
        ),
        update=(
            Formula(
                "S.W",
                ("alpha", "S.W", "dW"),
                r"\alpha \cdot S_W + (1 - \alpha) \cdot \left( \frac{\partial E}{\partial W} \right)^2",
                "alpha * S.W + (1 - alpha) * dW**2",
                Dependence.ELEMENTWISE,
                _squares,
                "a fading mean of the squared gradients: how steep it has been of late",
            ),
            Formula(
                "W",
                ("W", "rate", "dW", "S.W", "eps"),
                r"W - \eta \cdot \frac{\frac{\partial E}{\partial W}}{\sqrt{S_W} + \varepsilon}",
                "W - rate * dW / (sqrt(S.W) + eps)",
                Dependence.ELEMENTWISE,
                _step,
                "each parameter moves against its gradient, measured by how large it usually is",
            ),
        ),
        settings=(
            rate_setting(0.01),
            Setting("alpha", float, 0.99, 0.0, ALMOST_ONE, "the share of the old mean that is kept"),
            Setting("eps", float, 1e-8, 0.0, None, "a small number that keeps from dividing by 0"),
            *shared_settings(),
        ),
    )
    remembers = ("S",)
    alpha: float
    eps: float

    def __init__(
        self,
        learning_rate: float = 0.01,
        alpha: float = 0.99,
        eps: float = 1e-8,
        **shared: Unpack[Shared],
    ) -> None:
        super().__init__(learning_rate, alpha=alpha, eps=eps, **shared)

    def constants(self, passes: int) -> dict[str, float]:
        return super().constants(passes) | {"alpha": self.alpha, "eps": self.eps}

    def _move(self, values: Array, gradients: Array, rate: float) -> None:
        squares, work = self._memory["S"], self._work
        np.multiply(gradients, gradients, work)
        np.multiply(work, 1.0 - self.alpha, work)
        np.multiply(squares, self.alpha, squares)
        np.add(squares, work, squares)
        np.sqrt(squares, work)
        np.add(work, self.eps, work)
        np.divide(gradients, work, work)
        np.multiply(work, rate, work)
        np.subtract(values, work, values)
