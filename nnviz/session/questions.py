"""Questions about what a stop of a pass is going to show, made of the very numbers that were recorded.

Which question a stop asks follows from its place alone, so that the same stop always asks the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import Enum

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Kind, NodeInfo
from nnviz.nn.describe import Array, of_parameter
from nnviz.session.frame import Frame

NEAR = 0.05
"""How far a guessed value may be from the recorded one, as a share of it. Whoever has the right value
and rounds it to two significant digits is never further off."""

MOST_CHOICES = 4
"""Among how many weights one is looked for."""

ZERO_SHARE = 0.25
"""How often the sign of a zero is asked for where there is one; else a cell that is none is preferred."""


class Asks(Enum):
    """What a question asks for."""

    VALUE = "value"  # of one cell
    SIGN = "sign"  # of one cell of a gradient
    MOST = "most"  # which of some weights an update moves most


@dataclass(frozen=True)
class Cell:
    """A cell of a recorded array: its node, its key, and its place in it, from 0."""

    node: str
    key: str
    index: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """What is asked of the formula under the cursor.

    Attributes:
        asks: what for.
        cells: the cell it is about, or those of one parameter that are to be compared.
        values: of each cell what was recorded: its value, or how far the update moved it.
    """

    asks: Asks
    cells: tuple[Cell, ...]
    values: tuple[float, ...]

    @property
    def answer(self) -> float:
        """The right answer: the value; 1, 0 or −1 for a sign; or the number, from 0, of a cell."""
        if self.asks is Asks.VALUE:
            return self.values[0]
        if self.asks is Asks.SIGN:
            return float(np.sign(self.values[0]))
        return float(np.argmax(np.abs(self.values)))

    @property
    def choices(self) -> tuple[int, ...]:
        """What can be answered; empty where any number can."""
        return {
            Asks.VALUE: (),
            Asks.SIGN: (1, 0, -1),
            Asks.MOST: tuple(range(len(self.cells))),
        }[self.asks]


@dataclass(frozen=True)
class Verdict:
    """What a guess is worth.

    Attributes:
        right: whether it counts as right.
        guess, answer: what was said, and what would have been right.
        off: how far the guess is from it: between the values; from sign to sign in steps; or how much
            less the chosen weight moved than the one that moved most.
    """

    right: bool
    guess: float
    answer: float
    off: float


def judge(question: Question, guess: float) -> Verdict:
    """Compares a guess with the recorded answer. A value is right within 5 % of it, the rest if it is
    the very same.

    Raises:
        ValueError: a guess that is no finite number, or none of the choices.
    """
    choices, answer = question.choices, question.answer
    if choices and guess not in choices:
        raise ValueError(f"a guess is one of {', '.join(map(str, choices))}, given {guess}")
    if not math.isfinite(guess):
        raise ValueError(f"a guess is a finite number, given {guess}")
    off = abs(guess - answer)
    if question.asks is Asks.VALUE:
        return Verdict(off <= NEAR * abs(answer), guess, answer, off)
    if question.asks is Asks.MOST:
        moved = [abs(value) for value in question.values]
        off = max(moved) - moved[int(guess)]
    return Verdict(guess == answer, guess, answer, off)


def question(frame: Frame) -> Question | None:
    """What to ask at the formula under the cursor of a paused frame: at an update which weight moves
    most, of a gradient a sign or a value, else a value. None where nothing finite was computed."""
    operation, formula = frame.operation, frame.formula
    if operation is None or formula is None or frame.live:
        return None
    dice = np.random.default_rng((frame.pass_index, frame.position, frame.done))
    if operation.kind is Kind.UPDATE and (found := _of_moves(frame, dice)):
        return found
    results = list(_results(frame))
    if not results:
        return None
    node, key, array = results[dice.integers(len(results))]
    gradient = operation.kind is Kind.BACKWARD and key.startswith("d")
    asks = Asks.SIGN if gradient and dice.integers(2) else Asks.VALUE
    cell = Cell(node, key, _choose(array, asks is Asks.SIGN, dice))
    return Question(asks, (cell,), (float(array[cell.index]),))


def _results(frame: Frame) -> Iterator[tuple[str, str, Array]]:
    """What the formula under the cursor gave: node, key and values that are not all out of range."""
    assert frame.operation is not None
    assert frame.formula is not None
    node, gives = frame.stage.node(frame.operation.node), frame.formula.gives
    keys = [(node.name, gives)] if node else [(n.name, of_parameter(gives, p)) for n, p in _parameters(frame)]
    for name, key in keys:
        array = frame.array(name, key)
        if array is not None and np.isfinite(array).any():
            yield name, key, array


def _parameters(frame: Frame) -> Iterator[tuple[NodeInfo, str]]:
    return ((node, parameter) for node in frame.stage.nodes for parameter in node.parameters)


def _choose(array: Array, zero_allowed: bool, dice: np.random.Generator) -> tuple[int, ...]:
    """The place of a finite cell, if possible of one that is not 0."""
    flat = np.ravel(array)
    finite = np.flatnonzero(np.isfinite(flat))
    zeros, others = finite[flat[finite] == 0], finite[flat[finite] != 0]
    wants_zero = zero_allowed and dice.random() < ZERO_SHARE
    groups = (zeros, others) if wants_zero else (others, zeros)
    group = next(group for group in groups if group.size)
    return _place(array, int(dice.choice(group)))


def _place(array: Array, number: int) -> tuple[int, ...]:
    """The place of a cell by its number, counting in order."""
    return tuple(int(place) for place in np.unravel_index(number, array.shape))


def _of_moves(frame: Frame, dice: np.random.Generator) -> Question | None:
    """Which of a few weights of one parameter moves most; None where an update moves none, or all of
    a parameter alike."""
    assert frame.formula is not None
    moved = []
    for node, parameter in _parameters(frame):
        key = of_parameter(frame.formula.gives, parameter)
        before = frame.before.get(node.name, {}).get(key)
        if key == parameter and before is not None:
            with np.errstate(invalid="ignore"):  # of infinite weights there is no move
                moved.append((node.name, key, frame.arrays[node.name][key] - before))
    for number in dice.permutation(len(moved)):
        node_name, key, move = moved[number]
        numbers = _unlike(move, dice)
        if len(numbers) > 1:
            cells = tuple(Cell(node_name, key, _place(move, each)) for each in numbers)
            return Question(Asks.MOST, cells, tuple(float(move[cell.index]) for cell in cells))
    return None


def _unlike(move: Array, dice: np.random.Generator) -> list[int]:
    """The numbers of a few cells, in order, no two of which moved equally far."""
    size = np.abs(np.ravel(move))
    _, first = np.unique(size[np.isfinite(size)], return_index=True)
    finite = np.flatnonzero(np.isfinite(size))[first]
    few = dice.permutation(finite)[:MOST_CHOICES]
    return sorted(int(number) for number in few)
