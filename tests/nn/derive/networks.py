"""Recorded passes of small networks, for the tests of where a gradient comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnviz import nn
from nnviz.nn import Graph, Node, registry
from nnviz.nn.derive import Rerun, Weight


def rerun_of(graph: Graph, x: Any, t: Any, loss: Any = None, passes: int = 0, rate: float = 0.1) -> Rerun:
    """The pass over a batch, recorded after so many others."""
    loss = loss or nn.MSE()
    program = nn.Program(graph, loss, nn.SGD(rate))
    x, t = np.asarray(x, graph.dtype), np.asarray(t, graph.dtype)
    for _ in range(passes):
        program.run(x, t)
    return Rerun(graph, loss, nn.record(program, x, t))


def article() -> Graph:
    """Article B's network: two inputs, two hidden neurons and one output, all sigmoid; every weight is
    1 and every bias 0."""
    graph = nn.Sequential([nn.Dense(2), nn.Sigmoid(), nn.Dense(1), nn.Sigmoid()], (2,))
    for parameter in graph.parameters():
        parameter.value[...] = float(parameter.key == "W")
    return graph


def article_rerun() -> Rerun:
    """Its pass over Alice: 2 below the mean in weight, 1 in height, and of class 1."""
    return rerun_of(article(), [[-2.0, -1.0]], [[1.0]])


def residual() -> Graph:
    """x → a → (b, itself) → a + b → ŷ, where the output of ``a`` is used three times."""
    return started(
        Graph(
            {
                "a": (nn.Dense(3), ("x",)),
                "bent": (nn.Tanh(), ("a",)),
                "b": (nn.Dense(3), ("bent",)),
                "sum": (nn.Add(), ("a", "b")),
                "gate": (nn.Mul(), ("sum", "a")),
                "out": (nn.Dense(2), ("gate",)),
            },
            {"x": (2,)},
            "out",
        )
    )


def started(graph: Graph, seed: int = 3) -> Graph:
    """The network with weights of chance."""
    graph.initialize("glorot", seed)
    graph.values[...] += np.random.default_rng(seed).normal(0.0, 0.1, graph.values.shape)
    return graph


def around(kind: type[Node], dtype: Any = np.float64) -> Graph:
    """A network with weights before and after a layer of any kind."""
    node = kind(**{item.name: item.default for item in kind.description.settings})
    before = {f"before_{k}": (nn.LayerNorm(), ("x",)) for k in range(node.inputs)}
    nodes: dict[str, tuple[Node, Sequence[str]]] = {
        **before,
        "tried": (node, tuple(before)),
        "flat": (nn.Flatten(), ("tried",)),
        "out": (nn.Dense(2), ("flat",)),
    }
    shape = next(shape for shape in node.example_shapes() if shape)
    if not before:  # a node that takes nothing is joined to one with weights
        nodes |= {"before_0": (nn.Dense(node.output_shape()[0]), ("x",))}
        nodes |= {"flat": (nn.Add(), ("before_0", "tried"))}
    return started(Graph(nodes, {"x": shape}, "out", dtype))


def batch_for(graph: Graph, count: int = 2, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """A batch and targets of chance."""
    rng = np.random.default_rng(seed)
    shape = next(iter(graph.input_shapes.values()))
    return rng.normal(size=(count, *shape)), rng.normal(size=(count, *graph.shapes[graph.output]))


def some_weights(graph: Graph) -> list[Weight]:
    """The first and the last cell of every parameter."""
    return [
        Weight(name, p.key, tuple(int(k) for k in np.unravel_index(place, p.value.shape)))
        for name, node in graph.nodes.items()
        for p in node.parameters
        for place in (0, p.value.size - 1)
    ]


LAYERS = registry.layers()
