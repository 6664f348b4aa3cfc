"""Momentum: every parameter rolls on, pushed by its gradients and slowed by friction.

It remembers a velocity per parameter, so that steps in one direction add up and others cancel.
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
from nnviz.nn.optimizer import Optimizer, Shared, rate_setting, shared_settings


def velocity(t: Tensors) -> Array:
    """The new velocity: what is left of the old one, and the gradient."""
    return np.asarray(t["momentum"] * t["V.W"] + t["dW"])


def _step(t: Tensors) -> Array:
    return np.asarray(t["W"] - t["rate"] * t["V.W"])


VELOCITY = Formula(
    "V.W",
    ("momentum", "V.W", "dW"),
    r"\mu \cdot V_W + \frac{\partial E}{\partial W}",
    "momentum * V.W + dW",
    Dependence.ELEMENTWISE,
    velocity,
    "the velocity keeps a share μ of itself and takes in the new gradient",
)

SYMBOLS = (
    Symbol("W", "W", "W"),
    Symbol("dW", "∂E/∂W", r"\frac{\partial E}{\partial W}"),
    Symbol("rate", "η", r"\eta"),
    Symbol("V.W", "V", "V_W"),
    Symbol("momentum", "μ", r"\mu"),
)

MOMENTUM = Setting("momentum", float, 0.9, 0.0, 1.0, "the share of its velocity that a parameter keeps")


class Momentum(Optimizer):
    """V ← μ·V + ∂E/∂W, then W ← W − η·V, for every parameter W of the network."""

    description = Description(
        title="Momentum",
        family="optimizer",
        glyph=Glyph.ELEMENTWISE,
        summary="V ← μ·V + ∂E/∂W;  W ← W − η·V",
        source="Polyak 1964, in the form of torch.optim.SGD(momentum=μ)",
        symbols=SYMBOLS,
        update=(
            VELOCITY,
            Formula(
                "W",
                ("W", "rate", "V.W"),
                r"W - \eta \cdot V_W",
                "W - rate * V.W",
                Dependence.ELEMENTWISE,
                _step,
                "each parameter moves against its velocity, by velocity × learning rate",
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
        np.multiply(velocity, rate, work)
        np.subtract(values, work, values)
