"""Setups that among them have every layer, loss and optimizer, for the tests of exports.

Each is small enough to be trained for some passes in no time, and none is symmetric.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.nn import registry
from nnviz.nn.freezing import Frozen
from nnviz.session.export.moment import Moment
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

SGD = Part("SGD", {"learning_rate": 0.05})
ON_IMAGES: dict[str, list[dict[str, Any]]] = {
    "Conv2D": [
        {"channels": 3},
        {"channels": 3, "padding": "same", "stride": 2},
        {"channels": 2, "padding": "same", "kernel_size": 2},
        {"channels": 2, "padding": "same", "kernel_size": 4, "stride": 3},
    ],
    "MaxPool2D": [{}, {"window": 3, "stride": 1}],
    "AvgPool2D": [{}],
    "BatchNorm": [{}],
    "LayerNorm": [{}],
    "Softmax": [{}],
    "Dropout": [{"rate": 0.3}],
}
SHARED: list[dict[str, Any]] = [
    {},
    {"weight_decay": 0.1, "clip_norm": 0.3, "clip_value": 0.2},
    {"schedule": "step", "schedule_passes": 3, "schedule_factor": 0.5, "warm_up": 8},
    {"schedule": "cosine", "schedule_passes": 9, "warm_up": 2},
]


def of_images() -> Part:
    rng = np.random.default_rng(3)
    inputs = {"x": rng.normal(size=(7, 6, 5, 2)).tolist()}
    return Part("values", {"inputs": inputs, "targets": rng.normal(size=(7, 3)).tolist()})


def on_images() -> Iterator[tuple[str, Setup]]:
    for kind, many in ON_IMAGES.items():
        for number, settings in enumerate(many):
            middle = (Part("Conv2D", {"channels": 2, "kernel_size": 2}), Part(kind, settings))
            layers = (*middle, Part("Flatten"), Part("Dense", {"units": 3}))
            yield (
                f"images-{kind}-{number}",
                Setup(of_images(), layers, Part("MSE"), SGD, seed=2, batch_size=3, shuffle=True),
            )


def on_vectors() -> Iterator[tuple[str, Setup]]:
    for kind, layer in registry.layers().items():
        if kind in ("Conv2D", "MaxPool2D", "AvgPool2D"):
            continue
        settings = {each.name: each.default for each in layer.description.settings}
        layers = [Part("Dense", {"units": 4}, "a")]
        if layer.inputs == 2:
            layers += [
                Part("Dense", {"units": 4}, "b-2", ("a",)),
                Part(kind, settings, "train", ("a", "b-2")),
            ]
        elif layer.inputs == 0:
            layers += [Part(kind, {"value": 2.5, "units": 4}, "c"), Part("Add", {}, "sum", ("a", "c"))]
        else:
            layers.append(Part(kind, settings, "forward"))
        layers.append(Part("Dense", {"units": 1}))
        size = 2 if kind == "BatchNorm" else 3
        yield f"layer-{kind}", Setup("xor", tuple(layers), Part("MSE"), SGD, seed=2, batch_size=size)


def with_losses() -> Iterator[tuple[str, Setup]]:
    ends = {"CrossEntropy": (Part("Softmax"),), "BinaryCrossEntropy": (Part("Sigmoid"),)}
    for kind in registry.losses():
        classes = kind in ("CrossEntropy", "SoftmaxCrossEntropy")
        targets = [[0], [1], [1], [0]]
        if classes:
            targets = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0]]  # type: ignore[list-item]
        elif kind == "Hinge":
            targets = [[1], [-1], [1], [-1]]
        inputs = {"x": [[0, 1], [1, 0], [1, 1], [0, 0]]}
        data = Part("values", {"inputs": inputs, "targets": targets})
        units = {"units": 3 if classes else 1}
        layers = (Part("Dense", {"units": 4}), Part("Tanh"), Part("Dense", units), *ends.get(kind, ()))
        yield f"loss-{kind}", Setup(data, layers, Part(kind), SGD, seed=2, batch_size=3)


def with_optimizers() -> Iterator[tuple[str, Setup]]:
    layers = (Part("Dense", {"units": 4}), Part("Tanh"), Part("Dense", {"units": 1}))
    for kind in registry.optimizers():
        for number, settings in enumerate(SHARED):
            optimizer = Part(kind, settings)
            yield (
                f"optimizer-{kind}-{number}",
                Setup("xor", layers, Part("MSE"), optimizer, seed=2, batch_size=3),
            )


FREEZINGS: dict[str, tuple[Frozen, ...]] = {
    "layer": (Frozen("dense_1"),),
    "parameter": (Frozen("dense_1", "B"), Frozen("dense_3", "B")),
    "cells": (Frozen("dense_1", "W", ((0, 1), (1, 3))), Frozen("dense_3", "B")),
    "all": (Frozen("dense_1"), Frozen("dense_3")),
}


def with_frozen() -> Iterator[tuple[str, Setup]]:
    layers = (Part("Dense", {"units": 4}), Part("Tanh"), Part("Dense", {"units": 1}))
    optimizers = Part("Momentum", {"clip_norm": 0.05, "weight_decay": 0.1}), Part("Adam", {"clip_norm": 0.02})
    for name, frozen in FREEZINGS.items():
        for each in optimizers:
            setup = Setup("xor", layers, Part("MSE"), each, seed=2, batch_size=3, frozen=frozen)
            yield f"frozen-{name}-{each.type}", setup


SAMPLES = dict([*on_images(), *on_vectors(), *with_losses(), *with_optimizers(), *with_frozen()])
"""Every setup by its name."""


def trained(setup: Setup, passes: int = 4) -> Run:
    """A run after some passes."""
    run = Run(setup)
    run.train(passes)
    assert not run.fault
    return run


def moment_of(name: str) -> Moment:
    """The moment of a sample after four passes."""
    return Moment.at_head(trained(SAMPLES[name]))


def write(files: dict[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
