"""The vocabulary in which a node explains itself, as plain frozen data.

A description names the node's tensors and gives a formula for each one that a pass computes; the
canvas, the inspector, the documentation and the contract test read nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from enum import Enum
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass

Array = np.ndarray[tuple[Any, ...], np.dtype[Any]]
"""Any numpy array; batch-first, ``(N, ...)``, unless a docstring says otherwise."""

Tensors = Mapping[str, Array]
"""The named tensors of one node: ``{"X": ..., "Y": ..., "dW": ...}``."""


class Phase(Enum):
    """The part of a pass in which something is computed."""

    FORWARD = "forward"
    BACKWARD = "backward"
    UPDATE = "update"


class Glyph(Enum):
    """The closed vocabulary of pictures that the canvas can paint for a node."""

    UNITS = "units"  # a circle per unit, joined to every unit before it
    ELEMENTWISE = "elementwise"  # a circle per unit, joined to the one unit before it
    IMAGES = "images"  # a thumbnail per channel
    BARS = "bars"  # a bar per unit, such as the shares of a softmax
    DISTRIBUTION = "distribution"  # a circle per unit beside the spread that it was brought to
    MERGE = "merge"  # a circle per unit, where several branches meet
    LOSS = "loss"  # one circle holding the scalar E


class Dependence(Enum):
    """How one cell of a result depends on the cells of its operands."""

    MATMUL = "matmul"  # a row of the first with a column of the second
    ELEMENTWISE = "elementwise"  # the cells at the same place
    RESHAPE = "reshape"  # the one cell with the same number, counting cells in order
    SUM_OVER_BATCH = "sum over batch"  # the cells at the same place of every sample
    MEAN = "mean"  # every cell
    CORRELATE = "correlate"  # a window of one, cell by cell with a kernel
    ROUTE_TO_MAXIMUM = "route to the maximum"  # the largest cell of a window, no other
    WINDOW_MEAN = "mean of a window"  # every cell of a window, in equal shares
    MASK = "mask"  # the cell at the same place, where a mask is open
    JACOBIAN = "jacobian"  # every cell of the same group: a sample's, or a feature's over the batch


@dataclass(frozen=True)
class Symbol:
    """How a tensor is written: its key in code, in plain text and in TeX."""

    key: str
    text: str
    tex: str


@dataclass(frozen=True)
class Formula:
    """One equation of a node, with everything needed to show it and to check it.

    Attributes:
        gives: key of the tensor on the left-hand side.
        takes: keys of the operands, in the order in which they are read.
        tex: the right-hand side in TeX, in the articles' notation.
        cell: the same for one cell, to be evaluated and written out in numbers, in Python's grammar:
            ``dY * (1 - Y**2)``. A key stands for the cell at the result's own place, and inside
            ``sum(…)`` or ``largest(…)`` for each of the cells that the dependence says; there
            ``own(Y)`` is the one at the own place and ``same`` is 1 there, else 0. ``n`` and ``N``
            count the cells and the samples of the largest operand, ``m`` the terms. A matrix product
            writes its axes out, ``sum(X[n, k] * W[k, j])``, and a sum over a group which group:
            ``sum(exp(X), sample)`` or ``sum(X, feature)``.
        dependence: how a cell of the result depends on cells of the operands.
        evaluate: gives the result from the recorded operands; a formula must agree with the pass.
        meaning: one plain sentence for the learner.
    """

    gives: str
    takes: tuple[str, ...]
    tex: str
    cell: str
    dependence: Dependence
    evaluate: Callable[[Tensors], Array]
    meaning: str


@dataclass(frozen=True)
class Setting:
    """A hyper-parameter: its range (inclusive, ``None`` for open), default and one line of help.

    A word has ``choices`` in place of a range.
    """

    name: str
    kind: type
    default: Any
    low: float | None
    high: float | None
    help: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Description:
    """What a node says of itself.

    Attributes:
        title: the name on the screen, such as ``Dense`` or ``tanh``.
        family: the group in a palette, such as ``linear`` or ``activation``.
        glyph: how the canvas paints it.
        summary: the forward formula in one line of plain text.
        source: where the maths comes from.
        symbols: how each tensor is written, by key.
        forward, backward, update: the formulas of each phase, in the order of computation.
        settings: the hyper-parameters.
    """

    title: str
    family: str
    glyph: Glyph
    summary: str
    source: str
    symbols: tuple[Symbol, ...]
    forward: tuple[Formula, ...] = ()
    backward: tuple[Formula, ...] = ()
    update: tuple[Formula, ...] = ()
    settings: tuple[Setting, ...] = field(default=())

    def symbol(self, key: str) -> Symbol:
        """The symbol of a tensor; an undeclared key is written as itself."""
        for symbol in self.symbols:
            if symbol.key == key:
                return symbol
        return Symbol(key, key, key)

    def formulas(self, phase: Phase) -> tuple[Formula, ...]:
        """The formulas of one phase, in the order of computation."""
        return {
            Phase.FORWARD: self.forward,
            Phase.BACKWARD: self.backward,
            Phase.UPDATE: self.update,
        }[phase]


def gradient_of(key: str) -> str:
    """The key of the gradient of a tensor: ``W`` gives ``dW``."""
    return "d" + key


def of_parameter(key: str, parameter: str) -> str:
    """A key of an optimizer, which speaks of W, for a parameter of any name: for B, ``W`` is ``B``,
    ``dW`` is ``dB`` and ``V.W`` is ``V.B``; a constant keeps its key."""
    return key[:-1] + parameter if key.endswith("W") else key


def partial(text: str, tex: str | None = None) -> tuple[str, str]:
    """The plain text and the TeX of the derivative of E by a tensor."""
    return f"∂E/∂{text}", rf"\frac{{\partial E}}{{\partial {tex or text}}}"


def symbols(*keys: str) -> tuple[Symbol, ...]:
    """Symbols for tensors written as their key, each followed by its gradient.

    ``symbols("X")`` gives X and ∂E/∂X.
    """
    found = []
    for key in keys:
        text, tex = partial(key)
        found += [Symbol(key, key, key), Symbol(gradient_of(key), text, tex)]
    return tuple(found)


LOSS_SYMBOLS = (
    Symbol("X", "Ŷ", r"\hat{Y}"),
    Symbol("T", "T", "T"),
    Symbol("E", "E", "E"),
    Symbol("dE", *partial("E")),
    Symbol("dX", *partial("Ŷ", r"\hat{Y}")),
)
"""How the tensors of a loss are written that judges a prediction as it is."""


def readonly(array: Array) -> Array:
    """A private copy of an array that nobody can write to."""
    copy = np.array(array, copy=True)
    copy.flags.writeable = False
    return copy
