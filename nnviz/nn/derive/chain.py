"""The chain rule to one weight, factor by factor: from E back through every layer on the way.

Where a layer is passed through a single cell its factor is a number, and the product of such numbers
is the gradient; elsewhere it says by how much the layer made the gradient longer or shorter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.derive.notation import E, Notation, by
from nnviz.nn.derive.rerun import Rerun
from nnviz.nn.derive.way import Way
from nnviz.nn.derive.weight import Weight
from nnviz.nn.describe import Symbol, gradient_of
from nnviz.nn.program import LOSS

_MOST_ROUTES = 4
"""Up to how many routes through a network with branches are written out."""


@dataclass(frozen=True)
class Factor:
    """One local step back: from the output of a node to what it read, or to the weight.

    Attributes:
        nodes: the node, or the nodes of one layer, in the order of the way back.
        above, below: what is derived, and by what.
        text, tex: ∂above/∂below.
        value: the number it is, where one cell depends on one cell, else None.
        gain: ‖∂E/∂below‖ as a share of ‖∂E/∂above‖, both over what the weight can reach; |value|
            where there is one; NaN where nothing arrives from above.
        product: ∂E/∂below where it is one number, as the product of all values so far, else None.
        norm: ‖∂E/∂below‖ of the whole tensor, as it was recorded.
    """

    nodes: tuple[str, ...]
    above: Symbol
    below: Symbol
    text: str
    tex: str
    value: float | None
    gain: float
    product: float | None
    norm: float


@dataclass(frozen=True)
class Chain:
    """The derivative of E by one weight.

    Attributes:
        weight, symbol, value: the weight, how it is written, and what it was.
        gradient: the recorded ∂E/∂w.
        factors: one for every node on the way, from the loss back; the last is by the weight itself.
        layers: the same with a layer and its activation as one factor, as the articles write it;
            like ``factors`` where the way branches.
        branches: whether there are several routes from the weight to E. Then the factors are no
            single product; else the product of their gains is |∂E/∂w|.
        text, tex: the derivative as a product, with a sum of products where the way branches.
    """

    weight: Weight
    symbol: Symbol
    value: float
    gradient: float
    factors: tuple[Factor, ...]
    layers: tuple[Factor, ...]
    branches: bool
    text: str
    tex: str

    @property
    def exact(self) -> bool:
        """Whether every factor is a number, so that their product is the gradient, sign and all."""
        return not self.branches and all(factor.value is not None for factor in self.factors)

    @property
    def smallest(self) -> int | None:
        """Which of ``factors`` is smallest, where the gradient vanishes if it does; None if no factor
        is a number."""
        return smallest(self.factors)


def smallest(factors: Sequence[Factor]) -> int | None:
    """The place of the smallest factor, the first from E of several; None if none is a number."""
    gains = [factor.gain for factor in factors]
    known = [place for place, gain in enumerate(gains) if not math.isnan(gain)]
    return min(known, key=lambda place: gains[place]) if known else None


def derive(rerun: Rerun, weight: Weight, way: Way | None = None) -> Chain:
    """The chain rule to a weight, in symbols and in the numbers of a recorded pass.

    Args:
        way: the way of this weight, if it is at hand.

    Raises:
        ParameterError: there is no such weight; the message says what is allowed.
    """
    made = _Derivation(rerun, way or Way(rerun, weight))
    factors = made.factors()
    layers = made.merged(factors)
    text, tex = made.written(layers)
    return Chain(
        weight,
        made.notation.weight(weight),
        rerun.value(weight),
        rerun.gradient(weight),
        factors,
        layers,
        made.branches,
        text,
        tex,
    )


class _Derivation:
    """What is needed while one chain is made."""

    def __init__(self, rerun: Rerun, way: Way) -> None:
        self.rerun, self.way = rerun, way
        count = len(rerun.arrays[way.nodes[-1]]["Y"])
        self.notation = Notation(rerun.graph, rerun.trace.operations, count)

    @property
    def branches(self) -> bool:
        """Whether there is more than one route from the weight to E."""
        return any(len(self.way.sources[name]) > 1 for name in self.way.nodes[1:])

    def symbol(self, node: str) -> Symbol:
        """How the cells on the way of a node are written."""
        cells = self.way.cells[node]
        if len(cells) != 1:
            return self.notation.whole(node)
        return self.notation.cell(node, self.way.place(node, int(cells[0])))

    def _size(self, node: str) -> int:
        return len(self.way.cells[node])

    # -- factors --------------------------------------------------------------------------------

    def factors(self) -> tuple[Factor, ...]:
        """One for every node on the way, from the loss back."""
        first, *others = self.way.nodes
        found = [self._of_loss()]
        for name in reversed(others):
            found.append(self._of_node(name, found[-1].product))
        return (*found, self._of_weight(first, found[-1].product))

    def _of_loss(self) -> Factor:
        output, slopes = self.way.nodes[-1], self.way.passed(LOSS)
        value = float(slopes[0]) if len(slopes) == 1 else None
        gain = float(np.linalg.norm(slopes))
        return self._factor(LOSS, E, self.symbol(output), value, gain, value, self._norm(output))

    def _of_node(self, name: str, product: float | None) -> Factor:
        sources = list(dict.fromkeys(source for _, source in self.way.sources[name]))
        below = self._joined(sources)
        value = None
        # Where branches meet there is no one number, and from there back no product either.
        single = len(self.way.sources[name]) == 1 and self._size(name) == self._size(sources[0]) == 1
        if single:
            ((row,),) = self.way.rows(name)
            value = float(row[0])
        gain = abs(value) if value is not None else self._share(name)
        norm = math.hypot(*(self._norm(source) for source in sources))
        return self._factor(name, self.symbol(name), below, value, gain, _times(product, value), norm)

    def _of_weight(self, name: str, product: float | None) -> Factor:
        weight = self.way.weight
        gradient = self.rerun.gradient(weight)
        value = float(self.way.last_row()[0]) if self._size(name) == 1 else None
        gain = abs(value) if value is not None else _ratio(abs(gradient), self._blame(name))
        below, product = self.notation.weight(weight), _times(product, value)
        return self._factor(name, self.symbol(name), below, value, gain, product, abs(gradient))

    def _factor(
        self,
        name: str,
        above: Symbol,
        below: Symbol,
        value: float | None,
        gain: float,
        product: float | None,
        norm: float,
    ) -> Factor:
        return Factor((name,), above, below, *by(above, below), value, gain, product, norm)

    def _joined(self, sources: Sequence[str]) -> Symbol:
        found = [self.symbol(source) for source in sources]
        texts, texs = (", ".join(part) for part in zip(*((s.text, s.tex) for s in found), strict=True))
        return found[0] if len(found) == 1 else Symbol("", f"({texts})", f"({texs})")

    def _share(self, name: str) -> float:
        return _ratio(float(np.linalg.norm(self.way.passed(name))), self._blame(name))

    def _blame(self, name: str) -> float:
        return float(np.linalg.norm(self.way.blame(name)))

    def _norm(self, name: str) -> float:
        return float(np.linalg.norm(self.rerun.arrays[name][gradient_of("Y")].ravel()))

    # -- layers and writing ---------------------------------------------------------------------

    def merged(self, factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
        """The factors of each layer in one, where the way does not branch."""
        if self.branches:
            return factors
        groups = self.notation.groups
        parts = groupby(factors, key=lambda factor: groups.get(factor.nodes[0], 0))
        return tuple(_in_one(tuple(members)) for _, members in parts)

    def written(self, layers: Sequence[Factor]) -> tuple[str, str]:
        """The derivative in plain text and in TeX."""
        if not self.branches:
            return " · ".join(f.text for f in layers), r" \cdot ".join(f.tex for f in layers)
        routes = self._routes()
        if len(routes) > _MOST_ROUTES:
            first, below = self.symbol(self.way.nodes[0]), self.notation.weight(self.way.weight)
            parts = (by(E, first), by(first, below))
            return " · ".join(p[0] for p in parts), r" \cdot ".join(p[1] for p in parts)
        products = [self._product(route) for route in routes]
        return " + ".join(p[0] for p in products), " + ".join(p[1] for p in products)

    def _routes(self) -> list[tuple[str, ...]]:
        """Routes from E back to the weight by the names of the nodes, one more than written at most."""
        unfinished: list[tuple[str, ...]] = [(self.way.nodes[-1],)]
        found: list[tuple[str, ...]] = []
        while unfinished and len(found) <= _MOST_ROUTES:
            route = unfinished.pop()
            if route[-1] == self.way.nodes[0]:
                found.append(route)
            unfinished += [(*route, source) for _, source in reversed(self.way.sources[route[-1]])]
        return found

    def _product(self, route: Sequence[str]) -> tuple[str, str]:
        symbols = [E, *(self.symbol(name) for name in route), self.notation.weight(self.way.weight)]
        parts = [by(above, below) for above, below in pairwise(symbols)]
        return " · ".join(p[0] for p in parts), r" \cdot ".join(p[1] for p in parts)


def _in_one(members: tuple[Factor, ...]) -> Factor:
    """Several factors that follow each other, as their product."""
    above, below = members[0].above, members[-1].below
    value: float | None = 1.0
    for member in members:
        value = _times(value, member.value)
    gain = math.prod(member.gain for member in members)
    nodes = tuple(name for member in members for name in member.nodes)
    text, tex = by(above, below)
    return Factor(nodes, above, below, text, tex, value, gain, members[-1].product, members[-1].norm)


def _times(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a * b


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
