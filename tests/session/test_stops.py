"""Every formula is a stop: what a frame holds there, in networks of every form, bit for bit.

What is expected is worked out from the descriptions and from what each operation wrote, and not from
the cursor's own arithmetic.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnviz.nn import Graph, Kind, Program, Sequential, Trace, record
from nnviz.nn.layers.add import Add
from nnviz.nn.layers.batch_norm import BatchNorm
from nnviz.nn.layers.conv2d import Conv2D
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.dropout import Dropout
from nnviz.nn.layers.flatten import Flatten
from nnviz.nn.layers.max_pool_2d import MaxPool2D
from nnviz.nn.layers.relu import ReLU
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.losses.softmax_cross_entropy import SoftmaxCrossEntropy
from nnviz.nn.optimizers.adam import Adam
from nnviz.nn.optimizers.momentum import Momentum
from nnviz.nn.optimizers.sgd import SGD
from nnviz.session import commands
from nnviz.session.cursor import Place, Ruler, Unit
from nnviz.session.driver import Driver
from nnviz.session.frame import Frame
from nnviz.session.mailbox import Mailbox
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

LAYERS = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))
OPTIMIZERS = {
    "sgd": Part("SGD", {"learning_rate": 0.1}),
    "adam": Part("Adam", {"learning_rate": 0.01}),
    "momentum, clipped and decayed": Part(
        "Momentum", {"clip_value": 0.2, "clip_norm": 0.1, "weight_decay": 0.01}
    ),
}
each_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=list(OPTIMIZERS))

Bits = dict[tuple[str, str], bytes]


def xor(optimizer: Part) -> Run:
    return Run(Setup("xor", LAYERS, Part("MSE"), optimizer, "article", seed=1))


def bits(arrays: Any) -> Bits:
    return {(node, key): array.tobytes() for node, found in arrays.items() for key, array in found.items()}


# -- networks ------------------------------------------------------------------------------------


def chain(layers: list[Any], shape: tuple[int, ...], loss: Any, optimizer: Any) -> Program:
    network = Sequential(layers, shape)
    network.initialize("uniform", 5)
    return Program(network, loss, optimizer)


def stack(optimizer: Any) -> Program:
    return chain([Dense(3), Tanh(), Dense(2), Tanh()], (2,), MSE(), optimizer)


def small_cnn() -> Program:
    layers = [Conv2D(2, 3), ReLU(), MaxPool2D(2), Flatten(), Dropout(0.5), Dense(3)]
    return chain(layers, (6, 6, 2), SoftmaxCrossEntropy(), Adam(0.01))


def residual() -> Program:
    nodes = {
        "first": (Dense(3), ("input",)),
        "norm": (BatchNorm(), ("first",)),
        "curve": (Tanh(), ("norm",)),
        "sum": (Add(), ("curve", "first")),
        "last": (Dense(2), ("sum",)),
    }
    network = Graph(nodes, {"input": (2,)}, "last")
    network.initialize("uniform", 5)
    return Program(network, MSE(), Momentum(0.1, clip_norm=0.1))


PROGRAMS = {
    "sgd": lambda: stack(SGD(0.1)),
    "adam": lambda: stack(Adam(0.01)),
    "momentum with guards": lambda: stack(Momentum(0.1, clip_value=0.2, clip_norm=0.1, weight_decay=0.01)),
    "cnn": small_cnn,
    "residual": residual,
}
each_program = pytest.mark.parametrize("make", PROGRAMS.values(), ids=list(PROGRAMS))


def recorded(program: Program) -> Trace:
    """The second pass over three samples, so that the optimizer has something to remember."""
    draw = np.random.default_rng(3)
    shape = next(iter(program.graph.input_shapes.values()))
    x = draw.normal(size=(3, *shape))
    t = np.eye(program.graph.shapes[program.graph.output][0])[[0, 1, 1]]
    program.run(x, t)
    return record(program, x, t)


def given_by(program: Program, operation: Any) -> list[set[tuple[str, str]]]:
    """By formula, node and key of everything that an operation computes."""
    if operation.kind is not Kind.UPDATE:
        node = program.loss if operation.node == "loss" else program.graph.nodes[operation.node]
        return [{(operation.node, f.gives)} for f in node.description.formulas(operation.phase)]
    return [
        {
            (name, formula.gives.removesuffix("W") + parameter.key)
            for name, node in program.graph.nodes.items()
            for parameter in node.parameters
        }
        for formula in program.optimizer.description.update
    ]


@each_program
def test_a_stop_holds_what_the_formulas_reached_have_given_and_nothing_more(make: Any) -> None:
    program = make()
    trace = recorded(program)
    ruler, number = Ruler(trace.operations, 1), 0
    for operation in trace.operations:
        before, after = bits(trace.at(operation.index)), bits(trace.at(operation.index + 1))
        formulas = given_by(program, operation)
        computed = set().union(*formulas)
        known = {key: value for key, value in after.items() if key not in computed}
        known |= {key: before[key] for key in computed if key in before}
        overwritten: set[tuple[str, str]] = set()
        for formula, keys in enumerate(formulas, 1):
            number = ruler.next(number, Unit.FORMULA)
            place = ruler.place(number)
            assert place == Place(0, operation.index + 1, len(formulas) - formula)
            known |= {key: after[key] for key in keys}
            assert bits(trace.at(place.position, place.remaining)) == known
            overwritten |= {key for key in keys if key in before}
            expected = {key: before[key] for key in overwritten}
            assert bits(trace.before(place.position, place.remaining)) == expected
    assert number == ruler.length
    assert ruler.length > len(trace.operations)


@each_program
def test_a_formula_runs_on_what_is_there_when_its_turn_comes(make: Any) -> None:
    program = make()
    trace = recorded(program)
    update = trace.operations[-1]
    formulas = program.optimizer.description.update
    for name, node in program.graph.nodes.items():
        for parameter in node.parameters:
            for number, formula in enumerate(formulas):
                earlier = trace.at(update.index + 1, len(formulas) - number)
                later = trace.at(update.index + 1, len(formulas) - number - 1)
                tensors = {key: earlier["update"].get(key, later["update"].get(key)) for key in formula.takes}
                for key in formula.takes:
                    if key.endswith("W"):
                        tensors[key] = earlier[name][key[:-1] + parameter.key]
                value = later[name][formula.gives[:-1] + parameter.key]
                np.testing.assert_allclose(value, formula.evaluate(tensors), rtol=1e-9, atol=1e-14)


# -- runs ----------------------------------------------------------------------------------------


def shown(frame: Frame) -> tuple[Any, ...]:
    assert frame.surface is not None
    place = frame.pass_index, frame.position, frame.remaining, frame.done, frame.formula
    return (place, bits(frame.arrays), bits(frame.before), frame.surface.values.tobytes())


@each_optimizer
def test_the_way_back_shows_what_the_way_there_showed(optimizer: Part) -> None:
    run = xor(optimizer)
    there = [shown(run.frame())]
    for _ in range(3 * run.ruler.length):
        run.step(Unit.FORMULA)
        there.append(shown(run.frame()))
    for expected in reversed(there[:-1]):
        run.step(Unit.FORMULA, forward=False)
        assert shown(run.frame()) == expected
    assert run.status().at_start


@each_optimizer
def test_stepping_by_formula_trains_as_running_does(optimizer: Part) -> None:
    run, straight = xor(optimizer), xor(optimizer)
    for _ in range(4 * run.ruler.length):
        run.step(Unit.FORMULA)
    straight.train(4)
    assert run.passes == 4
    assert run.outputs().tobytes() == straight.outputs().tobytes()
    assert run.take_records() == straight.take_records()


def test_a_dense_backward_gives_one_gradient_after_the_other() -> None:
    run = xor(OPTIMIZERS["sgd"])
    run.go_to(run.ruler.number(Place(0, 7)))
    found = []
    for _ in range(3):
        run.step(Unit.FORMULA)
        frame = run.frame()
        assert frame.formula is not None
        gradients = sorted(key for key in frame.arrays["dense_3"] if key.startswith("d"))
        found.append((frame.formula.gives, frame.done, len(frame.formulas), gradients))
    assert found == [
        ("dX", 1, 3, ["dX", "dY"]),
        ("dW", 2, 3, ["dW", "dX", "dY"]),
        ("dB", 3, 3, ["dB", "dW", "dX", "dY"]),
    ]


def test_a_weight_is_the_old_one_until_its_formula_has_run() -> None:
    run = xor(OPTIMIZERS["adam"])
    run.train(3)
    run.go_to(run.ruler.number(Place(3, 10)))
    old = run.frame()
    values = []
    for key in ("M.W", "V.W", "W"):
        run.step(Unit.FORMULA)
        frame = run.frame()
        assert frame.formula is not None
        assert frame.formula.gives == key
        values.append(frame.arrays["dense_1"]["W"].tobytes())
        assert (
            set(frame.before["dense_1"])
            == {
                "M.W": {"M.W", "M.B"},
                "V.W": {"M.W", "M.B", "V.W", "V.B"},
                "W": {"M.W", "M.B", "V.W", "V.B", "W", "B"},
            }[key]
        )
        assert frame.surface is not None
        assert old.surface is not None
        assert (frame.surface.values.tobytes() == old.surface.values.tobytes()) == (key != "W")
    assert values[0] == values[1] == old.arrays["dense_1"]["W"].tobytes() != values[2]


def test_before_anything_there_is_no_formula() -> None:
    frame = xor(OPTIMIZERS["sgd"]).frame()
    assert (frame.formula, frame.formulas, frame.done, frame.remaining) == (None, (), 0, 0)


@pytest.mark.parametrize("remaining", [1, 2])
def test_a_rate_changed_within_an_update_holds_for_it(remaining: int) -> None:
    run, other = xor(OPTIMIZERS["adam"]), xor(OPTIMIZERS["adam"])
    run.train(5)
    run.go_to(run.ruler.number(Place(4, 11, remaining)))
    run.set_learning_rate(0.5)
    assert (run.place, run.frame().learning_rate) == (Place(4, 11, remaining), 0.5)
    other.train(4)
    other.set_learning_rate(0.5)
    other.train(1)
    assert run.outputs().tobytes() == other.outputs().tobytes()


@pytest.mark.parametrize("remaining", [1, 2])
def test_rewinding_within_an_update_goes_to_the_start_of_its_pass(remaining: int) -> None:
    run, other = xor(OPTIMIZERS["adam"]), xor(OPTIMIZERS["adam"])
    run.train(9)
    run.go_to(run.ruler.number(Place(4, 11, remaining)))
    run.rewind_here()
    other.train(4)
    assert (run.passes, run.cursor) == (4, 4 * run.ruler.length)
    assert run.outputs().tobytes() == other.outputs().tobytes()


@pytest.mark.parametrize(
    ("position", "formula", "place"),
    [(8, 1, Place(0, 8, 2)), (8, 3, Place(0, 8)), (8, 9, Place(0, 8)), (1, 1, Place(0, 1))],
)
def test_a_formula_can_be_gone_to(position: int, formula: int, place: Place) -> None:
    run, box = xor(OPTIMIZERS["sgd"]), Mailbox()
    driver = Driver(run, box)
    driver.handle(commands.Step(Unit.PASS))
    driver.handle(commands.GoToFormula(position, formula))
    mail = box.take()
    assert mail is not None
    assert mail.frame is not None
    assert run.place == place == Place(mail.frame.pass_index, mail.frame.position, mail.frame.remaining)
