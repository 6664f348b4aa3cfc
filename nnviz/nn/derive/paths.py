"""The gradient of one weight as a sum over paths: each way from its unit to E through single cells.

A path is worth the product of the local derivatives along it. The strongest are found best first,
with what the rest of each path can be worth at most known beforehand, so that few are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.derive.notation import Notation
from nnviz.nn.derive.rerun import Rerun
from nnviz.nn.derive.way import Way
from nnviz.nn.derive.weight import Weight
from nnviz.nn.describe import Array
from nnviz.nn.program import LOSS

MOST_LISTED = 64
"""Up to how many paths all are listed."""

STRONGEST = 8
"""How many are listed where there are more."""

MOST_ROWS = 4096
"""Up to how many cells the way may have for paths to be looked for; each takes one backward."""

MOST_DERIVATIVES = 4_000_000
"""Up to how many local derivatives are kept at once."""


@dataclass(frozen=True)
class Path:
    """One way from the weight's unit to E.

    Attributes:
        nodes: the nodes, from that of the weight to the network's output.
        cells: at each node the sample, and the place within the sample, all from 0.
        names: how the weight and each of those cells are written, from the weight on.
        factors: the derivative of each by the one before; the last is that of E by the output.
    """

    nodes: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]
    factors: tuple[float, ...]

    @property
    def product(self) -> float:
        """What the path adds to the gradient."""
        return float(np.prod(self.factors))

    @property
    def text(self) -> str:
        """The path in one line: w₁ → h₁ → ŷ → E."""
        return " → ".join((*self.names, "E"))


@dataclass(frozen=True)
class Paths:
    """The paths of one weight.

    Attributes:
        weight, gradient: the weight, and the recorded ∂E/∂w, which is the sum over all paths.
        count: how many paths have a product other than 0; None if there are too many cells to look.
        shown: all of them, or the strongest, by size.
    """

    weight: Weight
    gradient: float
    count: int | None
    shown: tuple[Path, ...]

    @property
    def complete(self) -> bool:
        """Whether all are shown."""
        return self.count == len(self.shown)

    @property
    def sum(self) -> float:
        """What the shown paths add up to; the gradient, if all are."""
        return float(sum(path.product for path in self.shown))

    @property
    def share(self) -> float | None:
        """Which share of the gradient they are; None if that is 0, or nothing was looked for."""
        return self.sum / self.gradient if self.gradient and self.count is not None else None


def find_paths(
    rerun: Rerun,
    weight: Weight,
    way: Way | None = None,
    all_up_to: int = MOST_LISTED,
    strongest: int = STRONGEST,
) -> Paths:
    """The paths from a weight to E through the cells of a recorded pass.

    Args:
        way: the way of this weight, if it is at hand.
        all_up_to: if there are more paths than this, only the ``strongest`` are listed.

    Raises:
        ParameterError: there is no such weight; the message says what is allowed.
    """
    way = way or Way(rerun, weight)
    gradient = rerun.gradient(weight)
    if not _small_enough(way):
        return Paths(weight, gradient, None, ())
    web = _Web(way)
    total = web.count()
    notation = Notation(rerun.graph, rerun.trace.operations, len(rerun.arrays[way.nodes[-1]]["Y"]))
    wanted = total if total <= all_up_to else strongest
    found = (_path(way, notation, steps) for _, steps in zip(range(wanted), web.best_first(), strict=False))
    return Paths(weight, gradient, total, tuple(found))


def _small_enough(way: Way) -> bool:
    sizes = {name: len(cells) for name, cells in way.cells.items()}
    kept = sum(sizes[name] * sizes[source] for name in way.nodes for _, source in way.sources[name])
    return sum(sizes.values()) <= MOST_ROWS and kept <= MOST_DERIVATIVES


Step = tuple[str, int, float]
"""A cell on a path: its node, its place among the node's cells on the way, and the derivative of what
comes after it by it."""


class _Web:
    """Every local derivative on the way, and what each cell is worth from there to the weight."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._first, self._output = way.nodes[0], way.nodes[-1]
        self.last = way.last_row()
        self.slopes = np.asarray(way.passed(LOSS), float)
        self._blocks = {name: self._stacked(name) for name in way.nodes[1:]}
        self._best = {self._first: np.abs(self.last)}
        for name in way.nodes[1:]:
            self._best[name] = self._worth(name)

    def _stacked(self, name: str) -> list[tuple[str, Array]]:
        """For each source on the way its name, and the derivatives (cells, its cells)."""
        rows, cells = tuple(self._way.rows(name)), self._way.cells
        return [
            (source, np.array([row[k] for row in rows], float).reshape(len(rows), len(cells[source])))
            for k, (_, source) in enumerate(self._way.sources[name])
        ]

    def _worth(self, name: str) -> Array:
        """The largest product, without its sign, of a path from each cell back to the weight."""
        found = np.zeros(len(self._way.cells[name]))
        for source, block in self._blocks[name]:
            np.maximum(found, (np.abs(block) * self._best[source]).max(axis=1, initial=0.0), out=found)
        return found

    def count(self) -> int:
        """How many paths have a product other than 0."""
        number = self._counted(float)
        # Floats count exactly up to 2⁵³; beyond that Python's whole numbers do, slowly.
        return int(number) if number < 2**53 else int(self._counted(object))

    def _counted(self, kind: type) -> float:
        numbers = {self._first: (self.last != 0).astype(int).astype(kind)}
        for name, blocks in self._blocks.items():
            parts = [(block != 0).astype(int).astype(kind) @ numbers[source] for source, block in blocks]
            numbers[name] = sum(parts[1:], parts[0])
        ways: float = (self.slopes != 0).astype(int).astype(kind) @ numbers[self._output]
        return ways

    def best_first(self) -> Iterator[tuple[Step, ...]]:
        """Paths from E back to the weight, strongest first, those of product 0 left out."""
        order = count()  # of two as strong, the one that was met first
        waiting: list[tuple[float, int, float, tuple[Step, ...]]] = []

        def put(steps: tuple[Step, ...], worth: float, name: str, slopes: Array) -> None:
            possible = np.abs(slopes) * self._best[name] * abs(worth)
            for place in np.flatnonzero(possible):
                step = (name, int(place), float(slopes[place]))
                heappush(waiting, (-possible[place], next(order), worth * step[2], (*steps, step)))

        put((), 1.0, self._output, self.slopes)
        while waiting:
            _, _, worth, steps = heappop(waiting)
            name, place, _ = steps[-1]
            if name == self._first:
                yield (*steps, (self._way.weight.key, 0, float(self.last[place])))
            else:
                for source, block in self._blocks[name]:
                    put(steps, worth, source, block[place])


def _path(way: Way, notation: Notation, steps: tuple[Step, ...]) -> Path:
    *through, (_, _, own) = steps
    forward = through[::-1]
    nodes = tuple(name for name, _, _ in forward)
    cells = tuple(way.place(name, int(way.cells[name][place])) for name, place, _ in forward)
    names = (notation.cell(name, cell).text for name, cell in zip(nodes, cells, strict=True))
    factors = (own, *(slope for _, _, slope in forward))
    return Path(nodes, cells, (notation.weight(way.weight).text, *names), factors)
