"""A rate, another activation and older passes: changed like any number, shown beside what was, taken back."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from nnviz import nn
from nnviz.nn import Arrays, SettingError, registry
from nnviz.nn.derive import Weight
from nnviz.nn.describe import Array
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.driver import Driver
from nnviz.session.edits import Activation, Change, Edit, Rate, activations
from nnviz.session.frame import Changed
from nnviz.session.mailbox import Mailbox
from nnviz.session.records import EpochRecord
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("Adam", {"learning_rate": 0.01}),
    initializer="article",
    seed=1,
)
WEIGHT = Edit("dense_1", "W", (1, 2), 0.75)
RATE = Rate(0.5)
RELU = Activation("tanh_2", "ReLU")
EACH = pytest.mark.parametrize("change", [WEIGHT, RATE, RELU])


def stopped(passes: int = 130) -> Run:
    """A run that stands at the end of its newest pass."""
    run = Run(XOR)
    run.train(passes)
    return run


def bits(run: Run) -> dict[tuple[str, str], bytes]:
    arrays = run.frame().arrays
    return {(node, key): a.tobytes() for node, found in arrays.items() for key, a in found.items()}


# -- the rate ------------------------------------------------------------------------------------


def test_the_update_of_the_pass_is_made_anew_with_the_rate_and_shown_beside_the_old() -> None:
    run = stopped()
    plain = run.frame()
    run.edit(RATE)
    frame = run.frame()
    assert frame.learning_rate == 0.5
    changed = {
        (node, key)
        for node, found in frame.arrays.items()
        for key, array in found.items()
        if not np.array_equal(array, frame.unedited[node][key])
    }
    weights = {(node, key) for node in ("dense_1", "dense_3") for key in "WB"}
    assert changed == {("update", "rate"), *weights}  # not the moments: no rate is in them
    for node, found in plain.arrays.items():
        for key, array in found.items():
            np.testing.assert_array_equal(frame.unedited[node][key], array)
    assert frame.changes == (Changed(RATE, 0.01, 0.5),)


def test_the_rate_holds_for_what_comes_and_its_undo_does_too() -> None:
    run, straight = stopped(), stopped()
    run.edit(RATE)
    run.train(20)
    assert run.frame().learning_rate == run.status().learning_rate == 0.5
    other = stopped(129)
    other.set_learning_rate(0.5)
    other.train(21)
    assert run.outputs().tobytes() == other.outputs().tobytes()
    run.go_to(130 * run.ruler.length)
    run.rewind_here()
    run.undo_edit()
    assert run.status().learning_rate == 0.01
    run.train(20)
    straight.train(20)
    assert run.outputs().tobytes() == straight.outputs().tobytes()


def test_undo_goes_through_all_kinds_of_changes_in_the_order_they_were_done() -> None:
    run = stopped()
    seen = [bits(run)]
    for change in (WEIGHT, RATE, Edit("tanh_2", "Y", (0, 1), 0.9), RELU, Rate(0.25)):
        run.edit(change)
        seen.append(bits(run))
    assert len({frozenset(each.items()) for each in seen}) == 6
    for expected in reversed(seen[:-1]):
        run.undo_edit()
        assert bits(run) == expected
    assert run.status().learning_rate == 0.01
    for expected in seen[1:]:
        run.redo_edit()
        assert bits(run) == expected
    assert run.status().learning_rate == 0.25


def test_a_rate_set_for_the_pass_to_come_is_taken_back_too() -> None:
    run = stopped()
    run.set_learning_rate(0.5)
    assert (run.frame().changes, run.status().can_undo) == ((), True)
    run.undo_edit()
    assert run.status().learning_rate == 0.01
    run.redo_edit()
    run.step(Unit.PASS)
    assert run.frame().changes == (Changed(RATE, 0.01, 0.5),)
    run.undo_edit()
    assert (run.frame().learning_rate, run.status().learning_rate) == (0.01, 0.01)


def test_a_rate_of_this_pass_goes_before_one_that_was_meant_for_the_next() -> None:
    run = stopped()
    run.set_learning_rate(0.5)
    run.edit(Rate(0.25))
    assert run.status().learning_rate == 0.25
    run.undo_edit()
    assert (run.status().learning_rate, run.frame().learning_rate) == (0.5, 0.01)


@pytest.mark.parametrize("running", [True, False])
def test_whoever_has_stopped_sees_the_update_change_and_a_run_takes_it_from_the_next(running: bool) -> None:
    run, box = stopped(), Mailbox()
    driver = Driver(run, box)
    if running:
        driver.handle(commands.Play())
    driver.handle(commands.SetLearningRate(0.5))
    frame = run.frame()
    assert frame.learning_rate == (0.01 if running else 0.5)
    assert run.status().learning_rate == 0.5


# -- another activation --------------------------------------------------------------------------


def flat(given: Arrays, prefix: str = "") -> Array:
    """What a pass starts from, of all parameters in one vector."""
    cells = [given[node][f"{prefix}{key}"].ravel() for node in ("dense_1", "dense_3") for key in "WB"]
    return np.concatenate(cells)


@pytest.mark.parametrize("kind", activations())
@pytest.mark.parametrize("place", [2, 4])
def test_a_pass_with_another_activation_is_that_of_a_network_that_has_it(kind: str, place: int) -> None:
    run, name = stopped(), f"tanh_{place}"
    given = run._past.recording(129).trace.given
    run.edit(Activation(name, kind))
    frame = run.frame()
    assert frame.stage.nodes[place - 1].title == f"{registry.layers()[kind].description.title} {place}"
    layers = list(XOR.layers)
    layers[place - 1] = Part(kind, name=name)
    graph = replace(XOR, layers=tuple(layers)).make_network(run.data)
    program = nn.Program(graph, nn.MSE(), nn.Adam(0.01))
    graph.values[...] = flat(given)
    moments = {key: flat(given, f"{key}.") for key in "MV"}
    program.optimizer.restore({"learning_rate": 0.01, "passes": 129, **moments})
    arrays = nn.record(program, given["input"]["Y"], given["loss"]["T"]).at(len(program.operations))
    for node, found in arrays.items():
        for key, array in found.items():
            assert array.tobytes() == frame.arrays[node][key].tobytes(), (node, key)


def test_the_network_stays_changed_and_the_past_stays_what_it_was() -> None:
    run, straight = stopped(), stopped()
    run.edit(RELU)
    run.train(100)
    here = bits(run)
    assert [node.title for node in run.frame().stage.nodes][1] == "ReLU 2"
    run.go_to(129 * run.ruler.length)
    straight.go_to(129 * run.ruler.length)
    assert bits(run) == bits(straight)
    assert [node.title for node in run.frame().stage.nodes][1] == "tanh 2"
    run.go_to(230 * run.ruler.length)
    assert bits(run) == here
    assert run.frame().stage is run.stage  # one picture as long as nothing changes
    found = run.examine(Weight("dense_1", "W", (1, 2)))
    assert found.check.agrees
    assert found.chain.gradient == run.frame().arrays["dense_1"]["dW"][1, 2]


def test_a_change_of_activation_says_what_it_was() -> None:
    run = stopped()
    run.edit(RELU)
    assert run.frame().changes == (Changed(RELU, "tanh", "ReLU"),)
    run.edit(Activation("tanh_2", "SiLU"))
    assert run.frame().changes == (Changed(Activation("tanh_2", "SiLU"), "tanh", "SiLU"),)


def test_starting_over_keeps_the_activation_and_the_rate() -> None:
    run = stopped()
    run.edit(RELU)
    run.edit(RATE)
    run.reset()
    layers = (XOR.layers[0], Part("ReLU", name="tanh_2"), *XOR.layers[2:])
    other = Run(replace(XOR, layers=layers, optimizer=Part("Adam", {"learning_rate": 0.5})))
    for each in (run, other):
        each.train(40)
    assert bits(run) == bits(other)
    assert run.frame().changes == ()
    run.new_weights(5)
    run.train(3)
    assert [node.title for node in run.frame().stage.nodes][1] == "ReLU 2"


def test_masks_and_running_means_go_over_to_the_other_network() -> None:
    layers = (Part("Dense", {"units": 4}), Part("BatchNorm"), Part("Tanh"), Part("Dropout", {"rate": 0.5}))
    layers += (Part("Dense", {"units": 1}),)
    run, straight = (Run(replace(XOR, layers=layers, batch_size=2)) for _ in range(2))
    for each in (run, straight):
        each.train(31)
    run.edit(Activation("tanh_3", "ReLU"))
    masks = [each.frame().arrays["dropout_4"]["M"] for each in (run, straight)]
    np.testing.assert_array_equal(*masks)
    run.undo_edit()
    assert bits(run) == bits(straight)


REFUSED: list[tuple[Change, str]] = [
    (Rate(-1.0), "learning rate must be a finite number of at least 0, given -1.0"),
    (Rate(float("nan")), "learning rate must be a finite number of at least 0, given nan"),
    (Activation("dense_1", "ReLU"), "dense_1 is no activation; there are: tanh_2, tanh_4"),
    (Activation("tanh_2", "Dense"), "'Dense' is no activation; allowed: "),
    (Activation("tanh_2", "Nothing"), "'Nothing' is no activation; allowed: "),
]


@pytest.mark.parametrize(("change", "message"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_moves(change: Change, message: str) -> None:
    run = stopped()
    before = bits(run)
    run.step(Unit.PASS, forward=False)
    for _ in range(2):
        with pytest.raises(SettingError, match=f"^{re.escape(message)}"):
            run.rewind_and_edit(change)
    assert run.passes == 130
    run.step(Unit.PASS)
    assert bits(run) == before
    assert not run.status().can_undo


# -- older passes --------------------------------------------------------------------------------


@EACH
def test_an_older_pass_is_changed_by_rewinding_to_it(change: Change) -> None:
    run, other = stopped(), stopped(101)
    run.go_to(100 * run.ruler.length + 5)
    assert (run.frame().changeable, run.frame().newest) == (True, False)
    run.rewind_and_edit(change)
    assert (run.passes, run.cursor) == (101, 100 * run.ruler.length + 5)
    other.edit(change)
    other.go_to(run.cursor)
    assert bits(run) == bits(other)
    assert run.frame().newest
    run.undo_edit()
    plain = stopped(101)
    assert run.outputs().tobytes() == plain.outputs().tobytes()
    run.redo_edit()
    assert run.outputs().tobytes() == other.outputs().tobytes()


def test_the_edits_that_an_older_pass_had_stay_and_its_epochs_are_told() -> None:
    run = stopped()
    run.edit(WEIGHT)
    run.train(30)
    run.go_to(130 * run.ruler.length)
    run.take_records()
    run.rewind_and_edit(RATE)
    assert [changed.change for changed in run.frame().changes] == [WEIGHT, RATE]
    assert not any(isinstance(record, EpochRecord) for record in run.take_records())


# -- taking back what one chooses ----------------------------------------------------------------


def test_any_change_of_the_pass_can_be_taken_back_whenever_it_was_made() -> None:
    run, other = stopped(), stopped()
    for change in (WEIGHT, RATE, RELU):
        run.edit(change)
    run.take_back(RATE)
    other.edit(WEIGHT)
    other.edit(RELU)
    assert bits(run) == bits(other)
    assert [changed.change for changed in run.frame().changes] == [WEIGHT, RELU]
    run.undo_edit()
    assert [changed.change for changed in run.frame().changes] == [WEIGHT, RATE, RELU]


def test_all_of_them_can_be_taken_back_at_once() -> None:
    run, plain = stopped(), stopped()
    for change in (WEIGHT, RATE, RELU):
        run.edit(change)
    run.take_back()
    assert bits(run) == bits(plain)
    assert run.frame().changes == ()
    run.undo_edit()
    assert len(run.frame().changes) == 3
    run.take_back(Rate(7.0))  # nobody has set that
    assert len(run.frame().changes) == 3


# -- what a change has led to --------------------------------------------------------------------


def test_a_number_that_breaks_the_pass_can_be_taken_back() -> None:
    run = stopped()
    plain = bits(run)
    run.edit(Edit("loss", "T", (0, 0), 1e200))
    assert run.fault is not None
    assert run.status().can_undo
    run.undo_edit()
    assert run.fault is None
    run.go_to(130 * run.ruler.length)
    assert bits(run) == plain


def test_the_value_before_an_update_stands_beside_what_it_would_be() -> None:
    run = stopped()
    old = run.frame().before["dense_1"]["W"][1, 2]
    run.edit(WEIGHT)
    frame = run.frame()
    assert frame.before["dense_1"]["W"][1, 2] == 0.75
    assert frame.unedited_before["dense_1"]["W"][1, 2] == old
    assert frame.changes == (Changed(WEIGHT, old, 0.75),)
