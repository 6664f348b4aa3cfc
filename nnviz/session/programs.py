"""The programs of a run: the one it was made with, and one for each choice of other activations.

They share nothing; the state of one fits each of the others, since an activation has no weights.
"""

from __future__ import annotations

from nnviz.nn import Graph, Loss, Node, Optimizer, Program, registry

Kinds = frozenset[tuple[str, str]]
"""Names of nodes, each with the type of activation that stands there instead of the first one."""

FIRST: Kinds = frozenset()
"""The network as it was made."""


class Programs:
    """Makes each program when it is first asked for.

    Args:
        graph, loss, optimizer: what the run was made with.
    """

    def __init__(self, graph: Graph, loss: Loss, optimizer: Optimizer) -> None:
        self._graph, self._loss, self._optimizer = graph, loss, optimizer
        self._made = {FIRST: (graph, Program(graph, loss, optimizer))}

    def of(self, kinds: Kinds) -> Program:
        """The program of a choice; what it holds is whatever it was left with."""
        return self._pair(kinds)[1]

    def graph(self, kinds: Kinds) -> Graph:
        """The network of that program."""
        return self._pair(kinds)[0]

    def _pair(self, kinds: Kinds) -> tuple[Graph, Program]:
        if kinds not in self._made:
            graph, loss = self._variant(kinds), type(self._loss)(**self._loss.settings())
            self._made[kinds] = graph, Program(graph, loss, _again(self._optimizer))
        return self._made[kinds]

    def _variant(self, kinds: Kinds) -> Graph:
        """The network with other activations, under the same names."""
        graph, types, other = self._graph, registry.layers(), dict(kinds)
        parts = {
            name: (types[other[name]]() if name in other else _like(node), graph.sources[name])
            for name, node in graph.nodes.items()
        }
        return Graph(parts, graph.input_shapes, graph.output, graph.dtype)


def _like(node: Node) -> Node:
    return type(node)(**node.settings())


def _again(optimizer: Optimizer) -> Optimizer:
    settings = type(optimizer).description.settings
    return type(optimizer)(**{item.name: getattr(optimizer, item.name) for item in settings})
