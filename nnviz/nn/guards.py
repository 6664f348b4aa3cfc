"""What may be done to the gradients before an optimizer uses them: clipping, and weight decay.

Any optimizer takes any of them, one after another in this order: by value, by norm, decay; each is a
formula of its own in front of the optimizer's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Symbol, Tensors

GRADIENT = "dW"
"""The key under which an optimizer's formulas speak of the gradient that they use."""

NORM_MARGIN = 1e-6
"""What PyTorch's ``clip_grad_norm_`` adds to the norm, so that it never divides by 0."""


class Guard:
    """One thing done to the gradients, into an array of its own.

    Attributes:
        key: how the trace calls the result, before the parameter: ``C`` is ``C.W`` for W.
        constants: the numbers its formula reads, by key.
        frozen: which parameters no step moves, a truth value for each; None where all are free.
    """

    key = ""

    def __init__(self, constants: Mapping[str, float]) -> None:
        self.constants = dict(constants)
        self.result: Array = np.empty(0)
        self.frozen: Array | None = None

    def build(self, like: Array) -> None:
        """Makes the arrays for gradients of this shape."""
        self.result = np.empty_like(like)

    def apply(self, values: Array, gradients: Array) -> Array:
        """What is to be used instead of the gradients, which stay as they are."""
        raise NotImplementedError

    def measured(self) -> dict[str, Array]:
        """Single numbers that the latest :meth:`apply` worked out, by key."""
        return {}

    def formula(self, gradient: Symbol) -> Formula:
        """Its formula, for gradients that are written like this."""
        raise NotImplementedError

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """How its result and its constants are written."""
        raise NotImplementedError

    @property
    def result_symbol(self) -> Symbol:
        """How its result is written."""
        return Symbol(f"{self.key}.W", self.key, f"{self.key}_W")


class ClipByValue(Guard):
    """C = ∂E/∂W, but at most c and at least −c; PyTorch's ``clip_grad_value_``."""

    key = "C"

    def __init__(self, limit: float) -> None:
        super().__init__({"clip_value": limit})
        self._limit = limit

    def apply(self, values: Array, gradients: Array) -> Array:
        return np.clip(gradients, -self._limit, self._limit, out=self.result)

    def formula(self, gradient: Symbol) -> Formula:
        return Formula(
            self.result_symbol.key,
            (gradient.key, "clip_value"),
            rf"\min(c, \max(-c, {gradient.tex}))",
            f"min(clip_value, max(-clip_value, {gradient.key}))",
            Dependence.ELEMENTWISE,
            lambda t: np.clip(t[gradient.key], -t["clip_value"], t["clip_value"]),
            "no gradient counts for more than the limit c, however steep the error is",
        )

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        return (self.result_symbol, Symbol("clip_value", "c", "c"))


class ClipByNorm(Guard):
    """N = ∂E/∂W · min(1, k / ‖all gradients‖); PyTorch's ``clip_grad_norm_``, which adds 10⁻⁶ to the
    norm. What is frozen does not count in it, as what requires no gradient does not there."""

    key = "N"

    def __init__(self, limit: float) -> None:
        super().__init__({"clip_norm": limit})
        self._limit = limit
        self._norm: Array = np.zeros(())

    def apply(self, values: Array, gradients: Array) -> Array:
        counted = gradients if self.frozen is None else gradients[~self.frozen]
        self._norm = np.asarray(np.sqrt(counted.dot(counted)))
        return np.multiply(gradients, self._share(float(self._norm)), self.result)

    def _share(self, norm: float) -> float:
        share = self._limit / (norm + NORM_MARGIN)
        return share if not share > 1.0 else 1.0  # a norm that is no number stays one

    def measured(self) -> dict[str, Array]:
        return {"norm": self._norm}

    def formula(self, gradient: Symbol) -> Formula:
        return Formula(
            self.result_symbol.key,
            (gradient.key, "clip_norm", "norm"),
            rf"{gradient.tex} \cdot \min \left( 1, \frac{{k}}{{\|g\| + 10^{{-6}}}} \right)",
            f"{gradient.key} * min(1, clip_norm / (norm + {NORM_MARGIN}))",
            Dependence.ELEMENTWISE,
            lambda t: t[gradient.key] * np.minimum(1.0, t["clip_norm"] / (t["norm"] + NORM_MARGIN)),
            "if all gradients together are longer than the limit k, each is shortened in proportion; "
            "those of frozen parameters do not count",
        )

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        return (self.result_symbol, Symbol("clip_norm", "k", "k"), Symbol("norm", "‖g‖", r"\|g\|"))


class WeightDecay(Guard):
    """G = ∂E/∂W + λ·W, the gradient of E + ½λ‖W‖²; the ``weight_decay`` of PyTorch's SGD, RMSprop and
    Adam."""

    key = "G"

    def __init__(self, decay: float) -> None:
        super().__init__({"decay": decay})
        self._decay = decay

    def apply(self, values: Array, gradients: Array) -> Array:
        np.multiply(values, self._decay, self.result)
        return np.add(self.result, gradients, self.result)

    def formula(self, gradient: Symbol) -> Formula:
        return Formula(
            self.result_symbol.key,
            (gradient.key, "decay", "W"),
            rf"{gradient.tex} + \lambda \cdot W",
            f"{gradient.key} + decay * W",
            Dependence.ELEMENTWISE,
            lambda t: np.asarray(t[gradient.key] + t["decay"] * t["W"]),
            "a large parameter is pulled back towards 0, the harder the larger it is",
        )

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        return (self.result_symbol, Symbol("decay", "λ", r"\lambda"))


def guarded(description: Description, guards: Sequence[Guard]) -> Description:
    """An optimizer's description with the formulas of guards in front of its own, which then speak
    of the last guard's result where they spoke of the gradient."""
    first = gradient = description.symbol(GRADIENT)
    symbols, formulas = list(description.symbols), []
    for guard in guards:
        formulas.append(guard.formula(gradient))
        symbols += [item for item in guard.symbols if item not in symbols]
        gradient = guard.result_symbol
    formulas += [_speaking_of(formula, first, gradient) for formula in description.update]
    return replace(description, symbols=tuple(symbols), update=tuple(formulas))


def _speaking_of(formula: Formula, old: Symbol, new: Symbol) -> Formula:
    """A formula with one tensor in the place of another."""
    return replace(
        formula,
        takes=tuple(new.key if key == old.key else key for key in formula.takes),
        tex=formula.tex.replace(old.tex, new.tex),
        cell=formula.cell.replace(old.key, new.key),
        evaluate=_reading(formula.evaluate, old.key, new.key),
    )


def _reading(evaluate: Callable[[Tensors], Array], old: str, new: str) -> Callable[[Tensors], Array]:
    return lambda t: evaluate({**t, old: t[new]} if new in t else t)
