"""Goes on with another network: a run of its own, which begins with all that fits of what training came to.

The other run is left as it is, so that going back to it takes the edit back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from nnviz.nn import NetworkState, Program
from nnviz.nn.describe import Array
from nnviz.nn.freezing import Frozen
from nnviz.nn.state import memories
from nnviz.nn.topology import Topology
from nnviz.session.data.watching import Steps, between, followed
from nnviz.session.programs import FIRST
from nnviz.session.run import Run
from nnviz.session.setup import Setup, Values

Pairs = list[tuple[slice, slice]]
"""Where the numbers of the same parameter stand in two flat vectors: there and here."""


def rebuild(run: Run, setup: Setup) -> Run:
    """A run of another network on the same data: parameters of equal name and shape are kept bit for bit,
    with what the optimizer and the layers remember of them; the others are drawn as the first weights are.

    Epochs are counted anew. After a value that is not finite nothing is kept.

    Raises:
        NnError: the network does not fit, or its first pass cannot be run.
    """
    return followed(rebuilding(run, setup))


def rebuilding(run: Run, setup: Setup) -> Steps[Run]:
    """The same, step by step."""
    seed = run.setup.seed
    bare = replace(setup, start=None, seed=seed, values=(), frozen=())
    graph = (yield from between(0.0, 0.4, run.making_another(bare))).program.graph
    values = _fitting(run.setup.values, graph)
    frozen = tuple(each for each in run.coming_frozen if _still_there(run.program.graph, graph, each))
    made = yield from between(0.4, 0.8, run.making_another(replace(bare, values=values, frozen=frozen)))
    yield 0.8
    if not run.fault:
        _carry_over(run, made)
    yield 0.9
    made.frame()  # a loss may refuse predictions
    return made


def _fitting(values: tuple[Values, ...], graph: Topology) -> tuple[Values, ...]:
    shapes = {(name, p.key): p.value.shape for name, node in graph.nodes.items() for p in node.parameters}
    return tuple(each for each in values if shapes.get((each.layer, each.key)) == each.are.shape)


def _still_there(old: Topology, new: Topology, frozen: Frozen) -> bool:
    """Whether what was frozen is there as it was: the layer, and the tensor in its shape where it is one."""
    if frozen.layer not in new.nodes or type(old.nodes[frozen.layer]) is not type(new.nodes[frozen.layer]):
        return False
    shapes = [
        {parameter.key: parameter.value.shape for parameter in graph.nodes[frozen.layer].parameters}
        for graph in (old, new)
    ]
    return not frozen.key or shapes[0].get(frozen.key) == shapes[1].get(frozen.key)


def _carry_over(run: Run, made: Run) -> None:
    """Lets a run begin with what another has come to, as far as it fits."""
    old, new = run.program, made.program
    pairs = _shared(old.graph, new.graph)
    state = NetworkState.capture(new)
    flat = state.values.copy()
    _copy(old.graph.values, flat, pairs)
    kept = dict(state.nodes) | _node_memories(old.graph, new.graph)
    same = run.setup.optimizer == made.setup.optimizer
    rate = run.status().learning_rate if same else new.optimizer.learning_rate
    made.begin_from(NetworkState(flat, _moments(old, new, pairs), kept), FIRST, rate)


def _shared(old: Topology, new: Topology) -> Pairs:
    """The parameters that both have, by name, type of layer and shape."""
    before, now = _places(old), _places(new)
    return [(before[key], now[key]) for key in now if key in before]


def _places(graph: Topology) -> dict[tuple[object, ...], slice]:
    found: dict[tuple[object, ...], slice] = {}
    start = 0
    for name, node in graph.nodes.items():
        for parameter in node.parameters:
            end = start + parameter.value.size
            found[name, type(node), parameter.key, parameter.value.shape] = slice(start, end)
            start = end
    return found


def _copy(source: Array, target: Array, pairs: Pairs) -> None:
    for there, here in pairs:
        target[here] = source[there]


def _moments(old: Program, new: Program, pairs: Pairs) -> Mapping[str, Any]:
    """What the optimizer remembers, if it is of the same kind; of new parameters nothing."""
    before, now = old.optimizer.capture(), new.optimizer.capture()
    if type(old.optimizer) is not type(new.optimizer):
        return now
    for key, array in now.items():
        if isinstance(array, np.ndarray) and key != "frozen":  # which the new one knows for itself
            flat = array.copy()
            _copy(before[key], flat, pairs)
            now[key] = flat
    return {**now, "passes": before["passes"]}


def _node_memories(old: Topology, new: Topology) -> dict[str, Mapping[str, Any]]:
    """What layers remember beside their parameters, of those that are the same in both."""
    kept = memories(old)
    return {
        name: kept[name]
        for name, node in new.nodes.items()
        if name in kept and _alike(old, new, name) and old.nodes[name].settings() == node.settings()
    }


def _alike(old: Topology, new: Topology, name: str) -> bool:
    return type(old.nodes[name]) is type(new.nodes[name]) and old.shapes[name] == new.shapes[name]
