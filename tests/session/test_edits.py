"""Numbers set by hand in a pass: what follows from them, what they leave alone, and taking them back."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from nnviz.nn import SettingError
from nnviz.session.cursor import Unit
from nnviz.session.edits import Edit
from nnviz.session.records import EpochRecord, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    initializer="article",
    seed=1,
)
WEIGHT = Edit("dense_1", "W", (1, 2), 0.75)
INPUT = Edit("input", "Y", (0, 1), 0.5)
TARGET = Edit("loss", "T", (0, 0), -1.0)
ACTIVATION = Edit("tanh_2", "Y", (0, 1), 0.9)
EACH = pytest.mark.parametrize("edit", [WEIGHT, INPUT, TARGET, ACTIVATION])


def stopped(setup: Setup = XOR, passes: int = 130) -> Run:
    """A run that stands at the end of its newest pass."""
    run = Run(setup)
    run.train(passes)
    return run


def bits(run: Run) -> dict[tuple[str, str], bytes]:
    arrays = run.frame().arrays
    return {(node, key): a.tobytes() for node, found in arrays.items() for key, a in found.items()}


@EACH
def test_an_edited_cell_has_its_value_and_all_that_follows_is_computed_from_it(edit: Edit) -> None:
    run = stopped()
    plain = run.frame()
    run.edit(edit)
    frame = run.frame()
    at_start = frame.before if edit.key == "W" else frame.arrays
    assert at_start[edit.node][edit.key][edit.index] == edit.value
    assert frame.arrays["loss"]["E"] != plain.arrays["loss"]["E"]
    y, t = frame.arrays["tanh_4"]["Y"], frame.arrays["loss"]["T"]
    assert frame.arrays["loss"]["E"] == pytest.approx(np.mean((t - y) ** 2), rel=1e-14)
    hidden = frame.arrays["tanh_2"]["Y"]
    before = frame.before["dense_3"]
    np.testing.assert_allclose(frame.arrays["dense_3"]["Y"], hidden @ before["W"] + before["B"], rtol=1e-14)


@EACH
def test_the_pass_starts_from_the_same_state_but_for_the_edit(edit: Edit) -> None:
    run, straight = stopped(), stopped()
    run.edit(edit)
    given, plain = run.frame().before["dense_3"], straight.frame().before["dense_3"]
    np.testing.assert_array_equal(given["W"], plain["W"])
    assert run.passes == straight.passes


@EACH
def test_the_frame_also_holds_the_pass_as_it_was(edit: Edit) -> None:
    run = stopped()
    plain = run.frame()
    assert plain.unedited == {}
    run.edit(edit)
    frame = run.frame()
    for node, found in plain.arrays.items():
        for key, array in found.items():
            np.testing.assert_array_equal(frame.unedited[node][key], array)


@EACH
def test_undo_brings_every_bit_back_and_redo_makes_it_again(edit: Edit) -> None:
    run = stopped()
    plain = bits(run)
    run.edit(edit)
    edited = bits(run)
    assert edited != plain
    assert (run.status().can_undo, run.status().can_redo) == (True, False)
    run.undo_edit()
    assert bits(run) == plain
    assert (run.status().can_undo, run.status().can_redo) == (False, True)
    run.redo_edit()
    assert bits(run) == edited
    run.undo_edit()
    run.train(40)
    straight = stopped(passes=170)
    assert run.outputs().tobytes() == straight.outputs().tobytes()


def test_edits_add_up_and_are_taken_back_one_by_one() -> None:
    run = stopped()
    seen = [bits(run)]
    for edit in (WEIGHT, INPUT, Edit("dense_1", "W", (1, 2), -0.25), ACTIVATION):
        run.edit(edit)
        seen.append(bits(run))
    assert len({frozenset(each.items()) for each in seen}) == 5
    for expected in reversed(seen[:-1]):
        run.undo_edit()
        assert bits(run) == expected
    run.undo_edit()  # nothing is left to be taken back
    assert bits(run) == seen[0]
    for expected in seen[1:]:
        run.redo_edit()
        assert bits(run) == expected


def test_a_new_edit_forgets_what_was_taken_back() -> None:
    run = stopped()
    run.edit(WEIGHT)
    run.undo_edit()
    run.edit(INPUT)
    expected = bits(run)
    run.redo_edit()
    assert bits(run) == expected


def test_training_goes_on_from_the_edited_pass_and_the_past_remembers_it() -> None:
    run = stopped()
    run.edit(ACTIVATION)
    edited = bits(run)
    run.train(300)
    end = bits(run)
    for _ in range(300):
        run.step(Unit.PASS, forward=False)
    assert bits(run) == edited
    for _ in range(300):
        run.step(Unit.PASS)
    assert bits(run) == end
    other = stopped()
    other.edit(ACTIVATION)
    other.train(300)
    assert bits(other) == end


def test_rewinding_before_an_edit_forgets_it() -> None:
    run, straight = stopped(), stopped()
    run.edit(WEIGHT)
    run.train(10)
    for _ in range(20):
        run.step(Unit.PASS, forward=False)
    run.rewind_here()
    run.train(20)
    straight.train(10)
    assert bits(run) == bits(straight)


def test_an_edit_before_the_first_pass_is_there_when_it_runs() -> None:
    run = Run(XOR)
    run.edit(WEIGHT)
    assert run.passes == 0
    run.step(Unit.OPERATION)
    arrays = run.frame().arrays
    assert arrays["dense_1"]["W"][1, 2] == 0.75
    expected = arrays["input"]["Y"] @ arrays["dense_1"]["W"] + arrays["dense_1"]["B"]
    np.testing.assert_allclose(arrays["dense_1"]["Y"], expected, rtol=1e-14)


def test_masks_fall_as_they_fell_when_a_pass_runs_again() -> None:
    layers = (Part("Dense", {"units": 8}), Part("Dropout", {"rate": 0.5}), Part("Dense", {"units": 1}))
    run = stopped(Setup("xor", layers, Part("MSE"), Part("Adam", {"learning_rate": 0.01}), seed=3))
    mask = run.frame().arrays["dropout_2"]["M"].copy()
    run.edit(Edit("dense_1", "W", (1, 1), 2.0))
    np.testing.assert_array_equal(run.frame().arrays["dropout_2"]["M"], mask)


REFUSED: list[tuple[Any, str]] = [
    (Edit("dense_1", "dW", (0, 0), 1.0), "dW of dense_1 cannot be set; what can: Y of input, W of dense_1"),
    (Edit("nobody", "W", (0, 0), 1.0), "W of nobody cannot be set; what can: "),
    (Edit("dense_1", "W", (0, 3), 1.0), "W of dense_1 has shape (2, 3), so there is no cell (0, 3)"),
    (Edit("dense_1", "W", (0,), 1.0), "W of dense_1 has shape (2, 3), so there is no cell (0,)"),
    (Edit("input", "Y", (1, 0), 1.0), "Y of input has shape (1, 2), so there is no cell (1, 0)"),
    (Edit("loss", "T", (0, 0), float("nan")), "T of loss must be a finite number, given nan"),
]


@pytest.mark.parametrize(("edit", "message"), REFUSED)
def test_what_cannot_be_set_is_refused_and_nothing_moves(edit: Edit, message: str) -> None:
    run = stopped()
    before = bits(run)
    with pytest.raises(SettingError, match=f"^{re.escape(message)}"):
        run.edit(edit)
    assert bits(run) == before
    assert not run.status().can_undo


def test_an_older_pass_is_not_changed() -> None:
    run = stopped()
    run.step(Unit.PASS, forward=False)
    with pytest.raises(SettingError, match=r"^only the newest pass can be changed; rewind the network to"):
        run.edit(WEIGHT)


def test_a_rate_chosen_for_what_comes_next_outlasts_an_edit() -> None:
    run = stopped()
    run.set_learning_rate(0.02)  # at the end of the pass: from the next one on
    run.edit(WEIGHT)
    assert run.status().learning_rate == 0.02
    assert run.frame().learning_rate == 0.1  # the pass itself ran, and runs again, with the old one
    run.train(1)
    assert run.frame().learning_rate == 0.02
    run.step(Unit.PASS, forward=False)
    run.step(Unit.PASS)
    assert run.frame().learning_rate == 0.02


def test_the_mean_of_a_closed_epoch_follows_an_edit_of_its_last_pass() -> None:
    run = stopped(passes=132)  # thirty-three epochs of four passes
    (*_, before) = run.take_records()
    error = run.frame().loss
    run.edit(TARGET)
    rewound, after = run.take_records()
    assert rewound == Rewound(32)
    assert isinstance(before, EpochRecord)
    assert isinstance(after, EpochRecord)
    assert run.frame().loss is not None
    assert error is not None
    assert after.loss == pytest.approx(before.loss + (run.frame().loss - error) / 4, rel=1e-12)  # type: ignore[operator]
    assert run.status().loss == after.loss
