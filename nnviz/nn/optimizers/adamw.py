"""AdamW: Adam whose weight decay goes around the moments, straight to the parameter.

So the pull towards 0 is the same for every parameter, however large its gradients have been.
"""

from __future__ import annotations

from typing import Unpack

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors
from nnviz.nn.optimizer import Shared, shared_settings
from nnviz.nn.optimizers.adam import MOMENTS, SETTINGS, STEP, STEP_TEX, SYMBOLS, Adam, corrected_step

DECAY = 0.01
"""The weight decay unless told otherwise, as PyTorch's."""


def _step(t: Tensors) -> Array:
    return np.asarray(t["W"] * (1.0 - t["rate"] * t["decay"]) - t["rate"] * corrected_step(t))


class AdamW(Adam):
    """As Adam, but W ← (1 − η·λ)·W − η·M̂ / (√V̂ + ε), and no λ·W in the moments."""

    description = Description(
        title="AdamW",
        family="optimizer",
        glyph=Glyph.ELEMENTWISE,
        summary="W ← (1 − η·λ)·W − η·M̂ / (√V̂ + ε)",
        source="Loshchilov and Hutter 2019, decoupled weight decay; torch.optim.AdamW",
        symbols=(*SYMBOLS, Symbol("decay", "λ", r"\lambda")),
        update=(
            *MOMENTS,
            Formula(
                "W",
                ("W", "rate", "decay", "M.W", "beta1", "V.W", "beta2", "t", "eps"),
                rf"W \cdot (1 - \eta \cdot \lambda) - \eta \cdot {STEP_TEX}",
                f"W * (1 - rate * decay) - rate * {STEP}",
                Dependence.ELEMENTWISE,
                _step,
                "each parameter shrinks a little, then follows its mean gradient as Adam has it",
            ),
        ),
        settings=(*SETTINGS, *shared_settings(DECAY)),
    )
    decoupled = True

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        **shared: Unpack[Shared],
    ) -> None:
        super().__init__(learning_rate, beta1, beta2, eps, **shared)

    def constants(self, passes: int) -> dict[str, float]:
        return super().constants(passes) | {"decay": self.weight_decay}

    def _move(self, values: Array, gradients: Array, rate: float) -> None:
        np.multiply(values, 1.0 - rate * self.weight_decay, values)
        super()._move(values, gradients, rate)
