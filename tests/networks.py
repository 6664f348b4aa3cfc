"""Networks of every kind, from the smallest to a CNN, with frames of them: for pictures, tests and timings.

Each is trained for a few passes on data that it can learn, and then recorded, without a session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from nnviz import nn
from nnviz.session.data.digits import digits
from nnviz.session.frame import Frame, Stage

RATE = 0.05


@dataclass(frozen=True)
class Recorded:
    """A network with one pass that was recorded.

    Attributes:
        program: what was run.
        stage: the same for all frames of it.
        trace: the recording; count: the samples of its batch.
    """

    program: nn.Program
    stage: Stage
    trace: nn.Trace
    count: int

    def frame(self, position: int | None = None) -> Frame:
        """The frame after so many operations; without a number the whole pass, live."""
        live = position is None
        at = len(self.trace.operations) if position is None else position
        before = {} if live else self.trace.before(at)
        rows = tuple(range(self.count))
        return Frame(self.stage, 0, at, 1, 1, 1, rows, self.trace.at(at), before, live)

    def stops(self) -> Iterator[Frame]:
        """The frame after every formula of the pass."""
        for operation in self.trace.operations:
            for left in reversed(range(operation.stops)):
                here = operation.index + 1, left
                arrays, before = self.trace.at(*here), self.trace.before(*here)
                yield replace(self.frame(here[0]), arrays=arrays, before=before, remaining=left)

    def backward_of(self, name: str) -> int:
        """The position after the backward of a node."""
        kind = nn.Kind.BACKWARD
        return next(o.index + 1 for o in self.trace.operations if o.kind is kind and o.node == name)


def recorded(
    graph: nn.Graph, loss: nn.Loss, *batch: Any, passes: int = 30, optimizer: nn.Optimizer | None = None
) -> Recorded:
    """Trains a network for some passes over one batch and records one more."""
    program = nn.Program(graph, loss, optimizer or nn.SGD(learning_rate=RATE))
    for _ in range(passes):
        program.run(*batch)
    labels = {"bill": ("apples", "oranges")} if "bill" in graph.input_shapes else None
    return Recorded(program, Stage.of(program, labels), nn.record(program, *batch), len(batch[-1]))


SHAPES = {"Dense": (3,), "Flatten": (4, 4, 2), "BatchNorm": (4, 4, 3), "Softmax": (5,)}
"""Inputs that show a layer best; the others take images where they can."""


def alone(name: str, optimizer: nn.Optimizer | None = None) -> Recorded:
    """A network of one layer on random data, and a loss that takes any output."""
    kind, rng = nn.registry.layers()[name], np.random.default_rng(0)
    layer = kind(**{setting.name: setting.default for setting in kind.description.settings})
    parts: dict[str, Any]
    if layer.inputs == 0:
        parts = {"layer": (layer, ()), "sum": (nn.Add(), ("layer", "input"))}
        graph = nn.Graph(parts, {"input": (1,)})
    elif layer.inputs == 2:
        parts = {"layer": (layer, ("a", "b"))}
        graph = nn.Graph(parts, {"a": (4,), "b": (4,)})
    else:
        shape = SHAPES.get(name, (6, 6, 2))
        graph = nn.Graph({"layer": (layer, ("input",))}, {"input": shape})
    graph.initialize("glorot", 1)
    inputs = [rng.normal(size=(3, *shape)) for shape in graph.input_shapes.values()]
    target = rng.normal(size=(3, *graph.shapes[graph.output]))
    return recorded(graph, nn.WeightedSum(), *inputs, target, passes=0, optimizer=optimizer)


def chain(
    layers: Sequence[nn.Node], inputs: int | tuple[int, ...], outputs: int, batch: int = 1, passes: int = 30
) -> Recorded:
    """A chain over random data with the mean squared error."""
    rng = np.random.default_rng(0)
    shape = (inputs,) if isinstance(inputs, int) else inputs
    x = rng.normal(size=(batch, *shape))
    return recorded(
        nn.Sequential(list(layers), shape, 1),
        nn.MSE(),
        x,
        rng.uniform(-0.8, 0.8, (batch, outputs)),
        passes=passes,
    )


def classes(layers: Sequence[nn.Node], flat: bool, batch: int = 16, passes: int = 60) -> Recorded:
    """A classifier of handwritten digits, which takes them as images or in one row."""
    data = digits()
    x = np.asarray(data.x[:batch], float)
    x = x.reshape(batch, -1) if flat else x
    graph = nn.Sequential(list(layers), x.shape[1:], 2, "he")
    return recorded(graph, nn.CrossEntropy(), x, data.t[:batch], passes=passes)


def dense(*sizes: int) -> list[nn.Node]:
    """Dense layers with tanh after each."""
    return [layer for size in sizes for layer in (nn.Dense(size), nn.Tanh())]


def xor() -> Recorded:
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    graph = nn.Sequential(dense(3, 1), (2,), 1)
    return recorded(graph, nn.MSE(), x, np.array([[0.0], [1.0], [1.0], [0.0]]), passes=300)


def large() -> Recorded:
    """784-128-64-10, as for MNIST; the images are digits drawn 3.5 times as large."""
    data, rng = digits(), np.random.default_rng(0)
    images = np.asarray(data.x[:16, :, :, 0], float).repeat(4, 1).repeat(4, 2)[:, 2:30, 2:30]
    x = np.clip(images + rng.normal(0, 0.02, images.shape), 0, 1).reshape(16, 784)
    layers = [nn.Dense(128), nn.ReLU(), nn.Dense(64), nn.ReLU(), nn.Dense(10), nn.Softmax()]
    return recorded(nn.Sequential(layers, (784,), 1, "he"), nn.CrossEntropy(), x, data.t[:16])


def cnn() -> Recorded:
    layers = [nn.Conv2D(6, 3), nn.ReLU(), nn.MaxPool2D(), nn.Flatten(), nn.Dense(10), nn.Softmax()]
    return classes(layers, flat=False)


def deep_cnn() -> Recorded:
    """Two convolutions, the second of which reads several channels."""
    layers: list[nn.Node] = [nn.Conv2D(8, 3, padding="same"), nn.BatchNorm(), nn.ReLU(), nn.AvgPool2D()]
    layers += [nn.Conv2D(16, 3, padding="same"), nn.ReLU(), nn.Dropout(0.25), nn.Flatten(), nn.Dense(10)]
    return classes([*layers, nn.Softmax()], flat=False)


def residual() -> Recorded:
    """A branch that is added to what it began with."""
    rng = np.random.default_rng(0)
    parts = {
        "first": (nn.Dense(4), ("input",)),
        "act": (nn.Tanh(), ("first",)),
        "second": (nn.Dense(4), ("act",)),
        "bent": (nn.Tanh(), ("second",)),
        "sum": (nn.Add(), ("bent", "act")),
        "out": (nn.Dense(2), ("sum",)),
    }
    graph = nn.Graph(parts, {"input": (3,)})
    graph.initialize("glorot", 1)
    return recorded(graph, nn.MSE(), rng.normal(size=(4, 3)), rng.normal(size=(4, 2)))


def price() -> Recorded:
    """Two apples and three oranges with a tax, as a graph of products and sums."""
    parts = {
        "apples": (nn.Constant(2.0), ()),
        "oranges": (nn.Constant(3.0), ()),
        "tax": (nn.Constant(1.1), ()),
        "apple_bill": (nn.Mul(), ("apple", "apples")),
        "orange_bill": (nn.Mul(), ("orange", "oranges")),
        "sum": (nn.Add(), ("apple_bill", "orange_bill")),
        "price": (nn.Mul(), ("sum", "tax")),
    }
    graph = nn.Graph(parts, {"apple": (1,), "orange": (1,)})
    one = np.ones((1, 1))
    return recorded(graph, nn.WeightedSum(), 100 * one, 150 * one, one, passes=0)


def regularised() -> Recorded:
    layers = [
        nn.Dense(12),
        nn.BatchNorm(),
        nn.ReLU(),
        nn.Dropout(0.4),
        nn.Dense(6),
        nn.LayerNorm(),
        nn.Dense(3),
    ]
    return chain(layers, 4, 3, batch=16)


_MAKERS: dict[str, Callable[[], Recorded]] = {
    "smallest": lambda: chain([nn.Dense(1)], 1, 1),
    "deepest": lambda: chain([*dense(6, 6, 6, 6, 6, 6)], 4, 6),
    "widest": lambda: chain([nn.Dense(1000), nn.ReLU(), nn.Dense(1)], 8, 1, batch=4, passes=3),
    "xor": xor,
    "2-8-8-1": lambda: chain(dense(8, 8, 1), 2, 1, batch=4),
    "784-128-64-10": large,
    "cnn": cnn,
    "deep-cnn": deep_cnn,
    "residual": residual,
    "price": price,
    "batchnorm-dropout": regularised,
    "softmax": lambda: classes([nn.Dense(10), nn.Softmax()], flat=True),
    "32-32-32": lambda: chain([nn.Dense(32), nn.Dense(32)], 32, 32),
}

NETWORKS: dict[str, Callable[[], Recorded]] = {name: cache(maker) for name, maker in _MAKERS.items()}
"""What there is, by name; each is made once."""
