"""Gives a run in training other weights, such as those that another program has come to.

What comes of it is a run of its own, as with other data: going back to the first one takes the change back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nnviz.nn import DataError, NetworkState, ParameterError, ShapeError
from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.nn.topology import Topology
from nnviz.session.data.watching import Steps, between, followed
from nnviz.session.run import Run
from nnviz.session.setup import Values


def with_weights(run: Run, values: Sequence[Values]) -> Run:
    """A run of the same network with these parameters, or running means of these layers; all others are as
    they were. What the optimizer remembers begins anew, since it is of other weights.

    Raises:
        ParameterError: the network has no such parameter.
        ShapeError: it has another shape.
        DataError: a value is not finite.
    """
    return followed(making_with_weights(run, values))


def making_with_weights(run: Run, values: Sequence[Values]) -> Steps[Run]:
    """The same, step by step."""
    made = yield from between(0.0, 0.8, run.making_another(replace(run.setup, start=None)))
    yield 0.8
    graph = made.program.graph
    if not run.fault:
        _copy(run.program.graph, graph)
    for each in values:
        _put(graph, each)
    made.begin_from(NetworkState.capture(made.program), run.coming_kinds, run.status().learning_rate)
    return made


def _copy(old: Topology, new: Topology) -> None:
    new.values[...] = old.values
    for name, node in old.nodes.items():
        new.nodes[name].restore(node.capture())


def _put(graph: Topology, each: Values) -> None:
    if not np.isfinite(each.are).all():
        raise DataError("{0} of {1} has a value that is not finite", each.key, each.layer)
    node = graph.nodes.get(each.layer)
    parameter = next((p for p in node.parameters if p.key == each.key), None) if node else None
    remembered: dict[str, Any] = node.capture() if node else {}
    place: Array | None = parameter.value if parameter else remembered.get(each.key)
    if node is None or place is None:
        raise ParameterError("{0} has no {1}", each.layer, each.key)
    if place.shape != each.are.shape:
        raise ShapeError(Phrase("{0} of {1}", each.key, each.layer), place.shape, each.are.shape)
    place[...] = each.are
    if parameter is None:
        node.restore(remembered)
