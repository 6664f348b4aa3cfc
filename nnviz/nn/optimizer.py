"""The contract of an optimizer: one step over the network's two flat vectors.

What it remembers between steps is part of the state of a run, so it can be captured and restored.
"""

from __future__ import annotations

import math
from typing import Any, ClassVar

from nnviz.nn.describe import Array, Description
from nnviz.nn.errors import SettingError


class Optimizer:
    """Base of everything that moves parameters by their gradients."""

    description: ClassVar[Description]

    def __init__(self, learning_rate: float) -> None:
        self.learning_rate = learning_rate

    @staticmethod
    def valid_rate(value: float) -> float:
        """The value as a learning rate.

        Raises:
            SettingError: not a finite number of at least 0.
        """
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            raise SettingError(f"learning rate must be a finite number of at least 0, given {value!r}")
        return float(value)

    @property
    def learning_rate(self) -> float:
        """The length of a step per unit of gradient."""
        return self._rate

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self._rate = self.valid_rate(value)

    def step(self, values: Array, gradients: Array) -> None:
        """Moves all parameter values in place; both arrays are flat, of the same length."""
        raise NotImplementedError

    def capture(self) -> dict[str, Any]:
        """Everything the next step depends on, as plain values and private copies of arrays."""
        return {"learning_rate": self.learning_rate}

    def restore(self, captured: dict[str, Any]) -> None:
        """Puts back what :meth:`capture` gave, bit for bit."""
        self.learning_rate = captured["learning_rate"]
