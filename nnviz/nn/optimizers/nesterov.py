"""Nesterov: momentum that looks ahead, to where its velocity is about to carry the parameter.

The step takes the new gradient once more on top of the velocity, so it slows down sooner.
"""

from __future__ import annotations

from typing import Unpack

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.optimizer import Optimizer, Shared, rate_setting, shared_settings
from nnviz.nn.optimizers.momentum import MOMENTUM, SYMBOLS, VELOCITY


def _step(t: Tensors) -> Array:
    return np.asarray(t["W"] - t["rate"] * (t["dW"] + t["momentum"] * t["V.W"]))


class Nesterov(Optimizer):
    """V ← μ·V + ∂E/∂W, then W ← W − η·(∂E/∂W + μ·V), for every parameter W of the network."""

    description = Description(
        title="Nesterov",
        family="optimizer",
        glyph=Glyph.ELEMENTWISE,
        summary="V ← μ·V + ∂E/∂W;  W ← W − η·(∂E/∂W + μ·V)",
        source="Nesterov 1983; Sutskever et al. 2013; torch.optim.SGD(momentum=μ, nesterov=True)",
        symbols=SYMBOLS,
        update=(
            VELOCITY,
            Formula(
                "W",
                ("W", "rate", "dW", "momentum", "V.W"),
                r"W - \eta \cdot \left( \frac{\partial E}{\partial W} + \mu \cdot V_W \right)",
                "W - rate * (dW + momentum * V.W)",
                Dependence.ELEMENTWISE,
                _step,
                "each parameter moves as its velocity will be after one more push by the same gradient",
            ),
        ),
        settings=(rate_setting(0.01), MOMENTUM, *shared_settings()),
    )
    remembers = ("V",)
    momentum: float

    def __init__(self, learning_rate: float = 0.01, momentum: float = 0.9, **shared: Unpack[Shared]) -> None:
        super().__init__(learning_rate, momentum=momentum, **shared)

    def constants(self, passes: int) -> dict[str, float]:
        return super().constants(passes) | {"momentum": self.momentum}

    def _move(self, values: Array, gradients: Array, rate: float) -> None:
        velocity, work = self._memory["V"], self._work
        np.multiply(velocity, self.momentum, velocity)
        np.add(velocity, gradients, velocity)
        np.multiply(velocity, self.momentum, work)
        np.add(work, gradients, work)
        np.multiply(work, rate, work)
        np.subtract(values, work, values)
