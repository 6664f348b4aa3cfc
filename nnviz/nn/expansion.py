"""What one cell of a formula's result is made of: its operand cells, their terms, and all of it in words.

The scalar formula of the description is evaluated here for one cell; a test compares that with what the
pass recorded, so the numbers a learner reads add up to the number that the training used.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, Dependence, Formula, Tensors, gradient_of
from nnviz.nn.places import Index, Places, Question, own_place, term_places
from nnviz.nn.scalar import (
    OWN,
    Leaf,
    Writer,
    called,
    evaluate,
    key_of,
    leaves,
    parse,
    placed,
    reduction,
    significant,
)


class Combination(Enum):
    """How the terms of a cell come together."""

    ONE = "one"  # there are none: cells at one place alone
    SUM = "sum"
    LARGEST = "largest"


@dataclass(frozen=True)
class Cell:
    """One cell of an operand: the operand's key, its place and its value."""

    key: str
    index: Index
    value: float


@dataclass(frozen=True)
class Term:
    """One part of a sum: the cells it reads, and what it adds."""

    cells: tuple[Cell, ...]
    value: float


@dataclass(frozen=True)
class Expansion:
    """One cell of a result, taken apart.

    Attributes:
        formula: the formula it comes from.
        index: its place in the result.
        own: the operands' cells outside the sum, at the same place as the result; also that of a tensor
            whose gradient the result is, though it may only have been looked at: the pixel that won.
        places: for each operand that the terms read, where; a number a term for each axis.
        values: likewise, the values there.
        contributions: what each term adds, (terms,).
        how: how the terms come together.
        counts: ``n`` terms, ``N`` samples and the like, by the name the scalar formula uses.
        value: what all of it comes to.
    """

    formula: Formula
    index: Index
    own: tuple[Cell, ...]
    places: Mapping[str, Places]
    values: Mapping[str, Array]
    contributions: Array
    how: Combination
    counts: Mapping[str, float]
    value: float

    def __len__(self) -> int:
        return len(self.contributions)

    def term(self, number: int) -> Term:
        """One term, counted from 0."""
        cells = tuple(
            Cell(key, tuple(int(axis[number]) for axis in places), float(self.values[key][number]))
            for key, places in self.places.items()
        )
        return Term(cells, float(self.contributions[number]))

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms; for a look at a few of many take :meth:`term`."""
        return tuple(map(self.term, range(len(self))))

    def cells(self, key: str) -> Array:
        """The places of an operand that decide the cell, (cells, axes): of a maximum the winner alone."""
        own = [cell.index for cell in self.own if cell.key == key]
        found = [np.array(own, int)] if own else []
        if key in self.places:
            places = np.stack(self.places[key], axis=-1)
            largest = self.how is Combination.LARGEST
            found.append(np.array([self.foremost(key)]) if largest else places)
        return np.concatenate(found) if found else np.zeros((0, 0), int)

    def strongest(self, most: int) -> list[int]:
        """The terms that weigh most, in their order; all of them where there are no more than that."""
        found = self._by_weight[:most]
        if len(self) > most:  # what adds nothing is not worth a place
            found = found[self.contributions[found] != 0.0] if self.contributions.any() else found[:1]
        return sorted(int(place) for place in found)

    @cached_property
    def _by_weight(self) -> Array:
        """The terms, the weightiest first."""
        weights = np.nan_to_num(np.abs(self.contributions), nan=np.inf)
        return np.argsort(-weights, kind="stable")

    def foremost(self, key: str) -> Index | None:
        """The place of an operand that weighs most; None where the cell reads none of it."""
        for cell in self.own:
            if cell.key == key:
                return cell.index
        if key not in self.places or not len(self):
            return None
        term = int(np.argmax(self.contributions)) if self.how is Combination.LARGEST else self._by_weight[0]
        return tuple(int(axis[term]) for axis in self.places[key])

    # -- in words -------------------------------------------------------------------------------

    def numbers(
        self,
        write: Callable[[float], str] | int = 4,
        most: int = 4,
        more: Callable[[int], str] = "… {0} more terms".format,
    ) -> str:
        """The scalar formula in numbers, without what it comes to: ``0.5 × 0.12 + 1 × (−0.3)``.

        Args:
            write: how a number is written, or how many significant digits it has.
            most: how many terms are written; of more, those that weigh most.
            more: what stands for so many others.
        """
        spell = significant(write) if isinstance(write, int) else write
        return self._text(self.strongest(most), more, "×", lambda cell: spell(cell.value), spell)

    def symbols(self, name: Callable[[str], str] = str, most: int = 4) -> str:
        """The same in symbols with the places, counted from 1: ``X₁₁ · ∂E/∂Y₁₂ + …``.

        Args:
            name: how a tensor is written, by its key.
            most: how many terms are written in numbers; of these the first stands here.
        """
        first = self.strongest(most)[: 2 if self.how is Combination.LARGEST else 1]
        return self._text(first, lambda _: "…", "·", lambda cell: placed(name(cell.key), cell.index), None)

    def _text(
        self,
        shown: Sequence[int],
        more: Callable[[int], str],
        times: str,
        spell: Callable[[Cell], str],
        number: Callable[[float], str] | None,
    ) -> str:
        outside = {cell.key: cell for cell in self.own}

        def reader(cells: Mapping[str, Cell], same: bool) -> Leaf:
            def leaf(node: ast.expr) -> str | None:
                if called(node) == OWN and isinstance(node, ast.Call):
                    return spell(outside[key_of(node.args[0])])
                key = key_of(node)
                if key in cells:
                    return spell(cells[key])
                if key == "same":
                    return str(int(same))
                if key in self.counts:
                    return f"{self.counts[key]:g}" if number else key
                if number and called(node) == "share":
                    return number(float(evaluate(node, values_of(cells))))
                return None

            return leaf

        def values_of(cells: Mapping[str, Cell]) -> Leaf:
            return lambda node: cells[key_of(node)].value if key_of(node) in cells else None

        def of_term(place: int) -> Leaf:
            term = self.term(place)
            same = all(cell.index == self.index for cell in term.cells if len(cell.index) == len(self.index))
            return reader({cell.key: cell for cell in term.cells}, same)

        left = len(self) - len(shown)
        writer = Writer(reader(outside, True), list(map(of_term, shown)), more(left) if left else "", times)
        return writer.text(parse(self.formula.cell))


def expand(formula: Formula, tensors: Tensors, index: Index) -> Expansion:
    """What one cell of a formula's result is made of.

    Args:
        tensors: the operands as they were recorded, by key.
        index: the place of the cell, by the axes of the result as a reader counts them.
    """
    tree = parse(formula.cell)
    reduced = reduction(tree)
    taken = {key: np.asarray(tensors[key]) for key in formula.takes}
    shape = _shape_of_result(formula, taken)
    places: Mapping[str, Places] = {}
    if reduced is not None:
        places = term_places(Question(formula, taken, index, reduced))
        read = {key_of(leaf) for leaf in leaves(reduced.args[0])}
        places = {key: found for key, found in places.items() if key in read}
    values = {key: np.asarray(taken[key][found], float) for key, found in places.items()}
    own = tuple(_own_cells(formula, taken, shape, index, tree, reduced))
    counts = _counts(taken, values)
    at = {cell.key: cell.value for cell in own}
    with np.errstate(all="ignore"):
        contributions = _contributions(reduced, values, at, counts, _same(places, index))
        value = float(evaluate(tree, _outside(reduced, at, counts, contributions)))
    how = Combination.ONE if reduced is None else Combination(called(reduced))
    return Expansion(formula, index, own, places, values, contributions, how, counts, value)


def _shape_of_result(formula: Formula, taken: Tensors) -> Index:
    """The shape of what is merely put in another shape, which costs nothing to find out."""
    return formula.evaluate(taken).shape if formula.dependence is Dependence.RESHAPE else ()


def _own_cells(
    formula: Formula, taken: Tensors, shape: Index, index: Index, tree: ast.expr, reduced: ast.Call | None
) -> Iterator[Cell]:
    """The cells at the result's own place that the scalar formula reads or looks at, each once."""
    inside = set(map(id, leaves(reduced.args[0]))) if reduced else set()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    marked = {id(call.args[0]) for call in calls if called(call) == OWN}
    read = [key_of(leaf) for leaf in leaves(tree) if id(leaf) not in inside or id(leaf) in marked]
    within = {key_of(leaf) for leaf in leaves(tree)}
    looked_at = [key for key in taken if gradient_of(key) == formula.gives and key not in within]
    for key in dict.fromkeys([*read, *looked_at]):
        place = own_place(formula, taken[key], shape, index) if key in taken else None
        if place is not None:
            yield Cell(key, place, float(taken[key][place]))


def _counts(taken: Tensors, values: Mapping[str, Array]) -> dict[str, float]:
    """What a scalar formula may count: n cells and N samples of its largest operand, m terms."""
    largest = max(taken.values(), key=np.size)
    terms = max((len(found) for found in values.values()), default=1)
    return {"n": largest.size, "N": len(largest) if largest.ndim else 1, "m": terms}


def _same(places: Mapping[str, Places], index: Index) -> Array:
    """1 for the term that lies at the result's own place, 0 for the others."""
    found = [np.stack(own, axis=-1) == index for own in places.values() if len(own) == len(index) > 0]
    return np.all(found, axis=(0, 2)) * 1.0 if found else np.zeros(())


def _contributions(
    reduced: ast.Call | None,
    values: Mapping[str, Array],
    own: Mapping[str, float],
    counts: Mapping[str, float],
    same: Array,
) -> Array:
    """What each term comes to, (terms,)."""
    if reduced is None:
        return np.zeros(0)

    def leaf(node: ast.expr) -> Any:
        if called(node) == OWN and isinstance(node, ast.Call):
            return own[key_of(node.args[0])]
        key = key_of(node)
        return values[key] if key in values else same if key == "same" else counts.get(key)

    return np.asarray(evaluate(reduced.args[0], leaf))


def _outside(
    reduced: ast.Call | None, own: Mapping[str, float], counts: Mapping[str, float], contributions: Array
) -> Leaf:
    """Reads what stands around the sum, and the sum itself."""

    def leaf(node: ast.expr) -> Any:
        if node is reduced:
            return contributions.sum() if called(node) == "sum" else contributions.max()
        return own.get(key_of(node), counts.get(key_of(node)))

    return leaf
