"""nnviz against PyTorch, to nine digits: every layer, loss and optimizer, and whole networks.

What PyTorch computed is in ``references``; ``make_references.py`` there made it, and is not needed here.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file

from nnviz.nn import Graph, Node, Optimizer, Program, Sequential, record, registry
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE

FOLDER = Path(__file__).resolve().parent / "references"
ROOT = FOLDER.parents[2]
MAKE = "run tests/nn/references/make_references.py with the torch extra"

LAYERS, LOSSES, OPTIMIZERS = registry.layers(), registry.losses(), registry.optimizers()
NETWORKS = ("perceptron", "residual", "convolutional")

Case = tuple[dict[str, Any], dict[str, np.ndarray]]


@cache
def about(name: str) -> dict[str, Any]:
    """What a file says of itself."""
    path = FOLDER / f"{name}.safetensors"
    assert path.exists(), f"no reference for {name}; write one, then {MAKE}"
    with safe_open(path, "numpy") as file:
        found: dict[str, Any] = json.loads(file.metadata()["about"])
    return found


def cases(name: str) -> Iterator[Case]:
    """The facts and the tensors of every case in a file, at least one."""
    found = about(name)["cases"]
    assert found
    tensors = load_file(FOLDER / f"{name}.safetensors")
    for number, facts in enumerate(found):
        start = f"{number}/"
        yield facts, {key.removeprefix(start): a for key, a in tensors.items() if key.startswith(start)}


def agree(ours: np.ndarray, theirs: np.ndarray, what: str) -> None:
    """To nine digits of each cell; where a cell is a difference that leaves next to nothing, of the
    largest cell."""
    assert ours.shape == theirs.shape, what
    least = 1e-14 * float(np.abs(theirs).max(initial=0.0))
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=least, err_msg=what)


# -- nodes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_agrees_with_pytorch(name: str) -> None:
    for facts, tensors in cases(name):
        node = built(LAYERS[name](**facts["settings"]), tensors)
        for number in range(facts.get("earlier", 0)):  # forwards that a running mean remembers
            node.forward(tensors[f"earlier{number}"], training=True)
        if "drawn" in tensors:
            vars(node)["_rng"] = Given(tensors["drawn"])
        output = node.forward(*inputs(node, tensors), training=facts.get("training", True))
        agree(output, tensors["Y"], f"{facts}: Y")
        for key, gradient in zip(input_keys(node), node.backward(tensors["dY"]), strict=True):
            agree(gradient, tensors[f"d{key}"], f"{facts}: d{key}")
        for parameter in node.parameters:
            agree(parameter.grad, tensors[f"d{parameter.key}"], f"{facts}: d{parameter.key}")


@pytest.mark.parametrize("name", LAYERS)
def test_the_cases_of_a_layer_use_every_setting(name: str) -> None:
    used = {key for facts, _ in cases(name) for key in facts["settings"]}
    assert used | {"seed"} == {item.name for item in LAYERS[name].description.settings} | {"seed"}


class Given:
    """Takes the place of a generator, and gives numbers that have been drawn before."""

    def __init__(self, numbers: np.ndarray) -> None:
        self._numbers = numbers

    def random(self, size: Any = None, dtype: Any = None, out: np.ndarray | None = None) -> np.ndarray:
        if out is None:
            return self._numbers
        np.copyto(out, self._numbers)
        return out


def built(node: Node, tensors: Mapping[str, np.ndarray]) -> Node:
    """The node, built for the inputs of a case and with its parameters."""
    node.build(*[array.shape[1:] for array in inputs(node, tensors)])
    for parameter in node.parameters:
        parameter.value[...] = tensors[parameter.key]
    return node


def input_keys(node: Node) -> list[str]:
    return ["X"] if node.inputs == 1 else [f"X{number}" for number in range(1, node.inputs + 1)]


def inputs(node: Node, tensors: Mapping[str, np.ndarray]) -> list[np.ndarray]:
    return [tensors[key] for key in input_keys(node)]


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_agrees_with_pytorch(name: str) -> None:
    for facts, tensors in cases(name):
        loss = LOSSES[name](**facts["settings"])
        agree(loss.forward(tensors["X"], tensors["T"], training=True), tensors["E"], f"{facts}: E")
        (gradient,) = loss.backward(tensors["dE"])
        agree(gradient, tensors["dX"], f"{facts}: dX")


# -- optimizers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_ten_steps_of_an_optimizer_agree_with_pytorch(name: str) -> None:
    for facts, tensors in cases(name):
        optimizer: Optimizer = OPTIMIZERS[name](**facts["settings"])
        values = tensors["start"].copy()
        assert len(tensors["gradients"]) == 10
        for number, gradients in enumerate(tensors["gradients"]):
            rate = optimizer.constants(number)["rate"]
            agree(np.asarray(rate), tensors["rates"][number], f"{facts}: rate of step {number}")
            optimizer.step(values, gradients)
            agree(values, tensors["values"][number], f"{facts}: values after step {number}")
            for key, moment in optimizer.moments().items():
                agree(moment, tensors[key][number], f"{facts}: {key} after step {number}")


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_cases_of_an_optimizer_use_every_setting(name: str) -> None:
    used = {key for facts, _ in cases(name) for key in facts["settings"]}
    assert used == {item.name for item in OPTIMIZERS[name].description.settings}


# -- networks ------------------------------------------------------------------------------------


def network(name: str) -> Graph:
    """nnviz's network of that name."""
    nn: Any = {**LAYERS, **LOSSES}
    if name == "perceptron":
        return Sequential([Dense(8), Tanh(), Dense(6), nn["ReLU"](), Dense(3)], (4,))
    if name == "residual":
        nodes = {
            "first": (Dense(5), ("input",)),
            "inner": (Dense(5), ("first",)),
            "bent": (Tanh(), ("inner",)),
            "sum": (nn["Add"](), ("first", "bent")),
            "last": (Dense(2), ("sum",)),
        }
        return Graph(nodes, {"input": (3,)}, "last")
    layers = [
        *(nn["Conv2D"](4, 3), nn["ReLU"](), nn["MaxPool2D"](2, 2)),
        *(nn["Conv2D"](3, 2), nn["Sigmoid"](), nn["Flatten"](), Dense(3)),
    ]
    return Sequential(layers, (8, 8, 1))


def program(name: str) -> Program:
    optimizer: Any = {
        "perceptron": lambda: OPTIMIZERS["Adam"](0.01),
        "residual": lambda: OPTIMIZERS["Nesterov"](0.05),
        "convolutional": lambda: OPTIMIZERS["AdamW"](0.01, weight_decay=0.1),
    }[name]()
    loss: Any = MSE() if name == "residual" else LOSSES["SoftmaxCrossEntropy"]()
    return Program(network(name), loss, optimizer)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_in_training_agrees_with_pytorch(name: str) -> None:
    ((facts, tensors),) = cases(name)
    trained = program(name)
    graph = trained.graph
    for parameter in graph.parameters():
        parameter.value[...] = tensors[f"start/{parameter.name}"]
    trace = record(trained, tensors["X"], tensors["T"])
    arrays = trace.at(len(trace.operations) - 1)
    agree(arrays[graph.output]["Y"], tensors["Y"], "Y")
    for name_, node in graph.nodes.items():
        for parameter in node.parameters:
            key = f"{name_}.{parameter.key}"
            agree(arrays[name_][f"d{parameter.key}"], tensors[f"gradient/{key}"], f"gradient of {key}")
    errors = [trace.loss]
    errors += [trained.run(tensors["X"], tensors["T"]) for _ in range(1, facts["passes"])]
    agree(np.asarray(errors), tensors["errors"], "E of every pass")
    for parameter in graph.parameters():
        agree(parameter.value, tensors[f"end/{parameter.name}"], f"{parameter.name} at the end")


@pytest.mark.parametrize("name", NETWORKS)
def test_the_gradient_by_the_input_of_a_network_agrees_with_pytorch(name: str) -> None:
    ((_, tensors),) = cases(name)
    judged = program(name)
    graph, loss = judged.graph, judged.loss
    for parameter in graph.parameters():
        parameter.value[...] = tensors[f"start/{parameter.name}"]
    loss.forward(graph.forward(tensors["X"], training=True), tensors["T"])
    (d_output,) = loss.backward(np.ones(()))
    back = graph.backward(d_output)
    assert isinstance(back, np.ndarray)
    agree(back, tensors["dX"], "dX")


# -- the files -----------------------------------------------------------------------------------


def test_there_is_a_reference_for_everything_and_nothing_else() -> None:
    assert {path.stem for path in FOLDER.glob("*.safetensors")} == {
        *LAYERS,
        *LOSSES,
        *OPTIMIZERS,
        *NETWORKS,
    }


def test_the_references_are_in_double_precision_and_of_the_version_in_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (named,) = project["optional-dependencies"]["torch"]
    for path in FOLDER.glob("*.safetensors"):
        assert named == f"torch=={about(path.stem)['torch']}"
        dtypes = {array.dtype for array in load_file(path).values()}
        assert dtypes <= {np.dtype(np.float64), np.dtype(np.int64)}
