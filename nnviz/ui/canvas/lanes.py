"""In which order columns stand from left to right, and side by side: a small layered layout.

A node stands to the right of all it reads. What has no source stands just before the first that reads
it, and an edge that passes columns gets a lane of its own there.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from nnviz.dataclass import dataclass
from nnviz.session.frame import Stage

SWEEPS = 4
"""How often lanes are put in order, there and back."""


@dataclass(frozen=True)
class Passage:
    """Where an edge passes a column: between which nodes it runs, by name, and the depth it passes."""

    source: str
    target: str
    depth: int


Lane = str | Passage
"""What stands in a lane: a column, by its name, or an edge that passes."""


@dataclass(frozen=True)
class Lanes:
    """The order of everything.

    Attributes:
        depth: of every column, from 0 at the left.
        at: for each depth what stands there from top to bottom.
    """

    depth: Mapping[str, int]
    at: tuple[tuple[Lane, ...], ...]

    def passages(self, source: str, target: str) -> tuple[Passage, ...]:
        """The lanes of an edge, from left to right."""
        between = range(self.depth[source] + 1, self.depth[target])
        return tuple(Passage(source, target, depth) for depth in between)


def lanes_of(stage: Stage) -> Lanes:
    """The depth of every column of a network, and the lanes at every depth."""
    sources = {node.name: tuple(dict.fromkeys(node.sources)) for node in (*stage.nodes, stage.loss)}
    depth = _depths([each.name for each in stage.inputs], sources)
    lanes = Lanes(depth, ())
    ways: list[tuple[Lane, ...]] = [
        (source, *lanes.passages(source, name), name) for name, found in sources.items() for source in found
    ]
    at: list[list[Lane]] = [[] for _ in range(1 + max(depth.values()))]
    for name, place in depth.items():
        at[place].append(name)
    for way in ways:
        for passage in way[1:-1]:
            assert isinstance(passage, Passage)
            at[passage.depth].append(passage)
    _sort(at, ways)
    return Lanes(depth, tuple(map(tuple, at)))


def _depths(inputs: list[str], sources: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    depth = dict.fromkeys(inputs, 0)
    for name, found in sources.items():
        depth[name] = 1 + max((depth[source] for source in found), default=-1)
    depth[name] = max(depth.values())  # the loss, which comes last, stands last
    for name in depth:
        if not sources.get(name):
            depth[name] = min(depth[n] for n, found in sources.items() if name in found) - 1
    return depth


def _sort(at: list[list[Lane]], ways: list[tuple[Lane, ...]]) -> None:
    """Puts lanes beside what they are joined to, as the mean of the places there says."""
    before: dict[Lane, list[Lane]] = {}
    after: dict[Lane, list[Lane]] = {}
    for way in ways:
        for left, right in pairwise(way):
            before.setdefault(right, []).append(left)
            after.setdefault(left, []).append(right)
    for sweep in range(SWEEPS):
        neighbours, order = (after, at[::-1]) if sweep % 2 else (before, at)
        for lanes in order:
            height = {lane: _height(lane, neighbours.get(lane, []), at) for lane in lanes}
            lanes.sort(key=height.__getitem__)


def _height(lane: Lane, neighbours: list[Lane], at: list[list[Lane]]) -> float:
    """The mean height of a lane's neighbours, from 0 to 1; its own where it has none."""
    found = []
    for lanes in at:
        for number, other in enumerate(lanes):
            if other in (neighbours or [lane]):
                found.append((number + 0.5) / len(lanes))
    return sum(found) / len(found)
