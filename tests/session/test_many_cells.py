"""Many cells set at once, and parameters frozen, in a run: one step to take back, saved and opened again."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tomli_w

from nnviz.nn import SettingError
from nnviz.nn.freezing import Frozen
from nnviz.session.edits import Activation, Change, Edit, Fill, Freeze, Rate
from nnviz.session.lesson import LessonError, read_lesson
from nnviz.session.other_data import Points, with_features, with_points
from nnviz.session.run import Run
from nnviz.session.setup import Setup
from tests.session.test_changes import XOR, bits, stopped
from tests.session.test_lesson_writing import MOONS, normal, opened, saved

CELLS = [(0, 0), (1, 2)]
FILL = Fill.of("dense_1", "W", CELLS, [0.75, -2.0])
HOLD = Freeze(Frozen("dense_1"))
ONE = Frozen("dense_3", "W", ((1, 0),))
EACH = pytest.mark.parametrize("change", [FILL, HOLD, Freeze(ONE)])


def test_a_fill_is_as_many_edits_but_one_step() -> None:
    filled, edited = stopped(), stopped()
    filled.edit(FILL)
    for cell, value in zip(CELLS, (0.75, -2.0), strict=True):
        edited.edit(Edit("dense_1", "W", cell, value))
    assert bits(filled) == bits(edited)
    plain = bits(stopped())
    filled.undo_edit()
    assert bits(filled) == plain
    assert not filled.status().can_undo
    edited.undo_edit()
    assert bits(edited) != plain


@pytest.mark.parametrize(
    ("node", "key", "cells"),
    [("input", "Y", [(0, 0), (0, 1)]), ("loss", "T", [(0, 0)]), ("tanh_2", "Y", [(0, 2), (0, 0)])],
)
def test_inputs_targets_and_outputs_are_filled_too(node: str, key: str, cells: list[tuple[int, int]]) -> None:
    filled, edited = stopped(), stopped()
    filled.edit(Fill.of(node, key, cells, 0.25))
    for cell in cells:
        edited.edit(Edit(node, key, cell, 0.25))
    assert bits(filled) == bits(edited) != bits(stopped())


@EACH
def test_undo_brings_every_bit_back_and_redo_makes_it_again(change: Change) -> None:
    run = stopped()
    plain = bits(run)
    run.edit(change)
    changed = bits(run)
    assert changed != plain
    run.undo_edit()
    assert bits(run) == plain
    run.redo_edit()
    assert bits(run) == changed
    run.take_back(change)
    assert bits(run) == plain


@EACH
def test_training_goes_on_from_it_and_a_replay_is_the_same_to_the_bit(change: Change) -> None:
    run, other = stopped(), stopped()
    run.edit(change)
    other.edit(change)
    run.train(40)
    seen = []
    for _ in range(40):
        other.train(1)
        seen.append(bits(other))
    run.go_to(run.ruler.length * 141)
    assert bits(run) == seen[10]
    run.go_to(run.ruler.length * 170)
    assert bits(run) == seen[-1]


def test_a_drag_over_many_cells_is_one_step() -> None:
    run = stopped()
    plain = bits(run)
    for value in (0.1, 0.2, 0.3):
        run.edit(Fill.of("dense_1", "W", CELLS, value), goes_on=True)
    assert run.frame().changes[0].now == 0.3
    assert len(run.frame().changes) == 1
    run.undo_edit()
    assert bits(run) == plain


def test_the_later_of_two_holds_where_both_set_a_cell() -> None:
    run = stopped()
    run.edit(Edit("dense_1", "W", (0, 0), 5.0))
    run.edit(FILL)
    run.edit(Edit("dense_1", "W", (1, 2), 6.0))
    frame = run.frame()
    w = frame.before["dense_1"]["W"]
    assert (w[0, 0], w[1, 2]) == (0.75, 6.0)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Fill.of("dense_1", "dW", CELLS, 1.0), "dW of dense_1 cannot be set; what can: "),
        (
            Fill.of("dense_1", "W", [(0, 0), (0, 3)], 1.0),
            r"shape \(2, 3\), .* no cell \(0, 3\)",
        ),
        (Fill.of("dense_1", "W", [(0, 0), (-1, 0)], 1.0), r"no cell \(-1, 0\)"),
        (Fill.of("dense_1", "W", [(1,)], 1.0), r"no cell \(1,\)"),
        (Fill.of("dense_1", "W", CELLS, [1.0, np.inf]), "must be a finite number, given inf"),
        (Freeze(Frozen("tanh_2")), "tanh_2 cannot be frozen; what can: dense_1.W"),
        (Freeze(Frozen("dense_1", "W", ((0, 9),))), r"no cell \(0, 9\)"),
        (Freeze(Frozen("dense_9"), on=False), "dense_9 cannot be frozen"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_moves(change: Change, reason: str) -> None:
    run = stopped()
    plain = bits(run)
    with pytest.raises(SettingError, match=reason):
        run.edit(change)
    assert bits(run) == plain
    assert not run.status().can_undo


@pytest.mark.parametrize(("cells", "values"), [([], 1.0), ([(0.5, 1.0)], 1.0), ([(0, 0)], [1.0, 2.0])])
def test_a_fill_needs_cells_and_as_many_numbers(cells: list[tuple[float, float]], values: object) -> None:
    with pytest.raises(SettingError):
        Fill.of("dense_1", "W", cells, values)


# -- freezing ------------------------------------------------------------------------------------


def weights(run: Run) -> dict[str, bytes]:
    return {name: p[0].value.tobytes() for name, p in _parameters(run).items()}


def _parameters(run: Run) -> dict[str, tuple[object, ...]]:
    return {name: node.parameters for name, node in run.program.graph.nodes.items() if node.parameters}


def test_a_frozen_layer_stays_from_its_pass_on_and_moves_again_when_it_is_freed() -> None:
    run = stopped()
    run.edit(HOLD)
    held = run.frame().before["dense_1"]["W"]
    assert run.frame().arrays["dense_1"]["W"].tobytes() == held.tobytes()
    assert (run.frame().arrays["dense_1"]["dW"][1] != 0.0).all()
    assert run.frame().unedited["dense_1"]["W"].tobytes() != held.tobytes()
    run.train(20)
    assert run.frame().arrays["dense_1"]["W"].tobytes() == held.tobytes()
    assert (run.frame().arrays["dense_1"]["F.W"] == 1.0).all()
    assert run.frame().stage is run.stage
    run.edit(replace(HOLD, on=False))
    assert run.frame().arrays["dense_1"]["W"].tobytes() != held.tobytes()
    assert "F.W" not in run.frame().arrays["dense_1"]
    assert run.frame().stage is run.stage


def test_a_run_that_never_froze_is_the_run_it_was() -> None:
    """What the same numbers gave before anything could be frozen, and what freezing and freeing leaves."""
    run, other = stopped(), stopped()
    run.edit(HOLD)
    run.edit(replace(HOLD, on=False))
    assert bits(run) == bits(other)
    run.train(5)
    other.train(5)
    assert bits(run) == bits(other)


def test_what_is_frozen_outlasts_reset_and_new_weights() -> None:
    run = stopped()
    run.edit(Freeze(ONE))
    run.reset()
    assert run.coming_frozen == (ONE,)
    run.new_weights(9)
    assert run.coming_frozen == (ONE,)
    first = run.program.graph.nodes["dense_3"].parameters[0].value.copy()
    run.train(3)
    now = run.program.graph.nodes["dense_3"].parameters[0].value
    assert now[1, 0] == first[1, 0]
    assert (now != first).sum() == 2


def test_another_activation_does_not_free_anything() -> None:
    run = stopped()
    run.edit(HOLD)
    run.edit(Activation("tanh_2", "ReLU"))
    held = run.frame().before["dense_1"]["W"]
    run.train(3)
    assert run.frame().arrays["dense_1"]["W"].tobytes() == held.tobytes()


def test_a_setup_freezes_from_the_first_pass_on() -> None:
    setup = replace(XOR, frozen=(Frozen("dense_1", "B"), ONE))
    run = Run(setup)
    first = run.program.graph.values.copy()
    run.train(10)
    mask = run.program.optimizer.frozen
    assert mask is not None
    assert mask.sum() == 4
    assert run.program.graph.values[mask].tobytes() == first[mask].tobytes()
    assert (run.program.graph.values[~mask] != first[~mask]).all()
    with pytest.raises(SettingError, match="dense_7 cannot be frozen"):
        Run(replace(XOR, frozen=(Frozen("dense_7"),)))


def test_other_points_and_other_features_keep_what_is_frozen() -> None:
    run = stopped()
    run.edit(HOLD)
    run.edit(Freeze(ONE))
    drawn = Points(((0.0, 0.5), (1.0, 0.25)), (1.0, -1.0), (-1.0, 1.0))
    assert with_points(run, drawn).coming_frozen == (HOLD.what, ONE)
    other = with_features(run, ("x1", "x2", "x1*x1"))
    assert other.coming_frozen == (HOLD.what, ONE)
    run.edit(replace(HOLD, on=False))
    run.edit(Freeze(Frozen("dense_1", "W", ((0, 1),))))
    assert with_features(run, ("x1",)).coming_frozen == (ONE,)


# -- in a lesson ----------------------------------------------------------------------------------


def in_training(setup: Setup = MOONS) -> Run:
    run = Run(normal(setup))
    run.train(20)
    return run


@pytest.mark.parametrize(
    "changes",
    [
        (Freeze(Frozen("dense_1")),),
        (Freeze(Frozen("dense_4", "W", ((1, 0), (5, 0)))), Rate(0.02)),
        (Fill.of("dense_1", "W", [(0, 0), (1, 5)], [0.1, -1e-300]), Freeze(Frozen("dense_4", "B"), False)),
        (Fill.of("loss", "T", [(0, 0), (1, 0)], 1.0),),
    ],
)
def test_a_saved_run_keeps_what_was_filled_and_frozen(changes: tuple[Change, ...], tmp_path: Path) -> None:
    run = in_training()
    for change in changes:
        run.edit(change)
    lesson = saved(run, tmp_path / "mine")
    assert lesson.opening.edits == changes
    again = opened(lesson)
    run.train(11)
    again.train(11)
    assert bits(again) == bits(run)


def test_what_was_frozen_earlier_is_plain_data_of_the_lesson(tmp_path: Path) -> None:
    run = in_training()
    run.edit(Freeze(Frozen("dense_1")))
    run.edit(Freeze(Frozen("dense_4", "W", ((1, 0),))))
    run.train(7)
    lesson = saved(run, tmp_path / "mine")
    assert lesson.setup.frozen == (Frozen("dense_1"), Frozen("dense_4", "W", ((1, 0),)))
    text = (tmp_path / "mine" / "lesson.toml").read_text(encoding="utf-8")
    assert '[[frozen]]\nlayer = "dense_1"\n' in text
    again = opened(lesson)
    run.train(30)
    again.train(30)
    assert bits(again) == bits(run)
    assert again.frame().arrays["dense_1"]["F.W"].all()


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"layer": "dense_7"}, "frozen: dense_7 cannot be frozen"),
        (
            {"layer": "dense_1", "key": "W", "cells": [[0, 1]]},
            r"frozen\[1\].cells: expected a list of places",
        ),
        ({"layer": "dense_1", "key": "W", "cells": []}, r"frozen\[1\].cells: expected a list of places"),
        ({"layer": "dense_1", "key": "W", "cells": [[9, 1]]}, r"frozen: .*no cell \(8, 0\)"),
        ({"layer": "dense_1", "colour": "red"}, r"frozen\[1\].colour: is unknown"),
        ({"key": "W"}, r"frozen\[1\].layer: is missing"),
    ],
)
def test_a_fault_in_the_file_is_named(entry: dict[str, object], reason: str, tmp_path: Path) -> None:
    saved(in_training(replace(MOONS, frozen=(Frozen("dense_1"),))), tmp_path / "mine")
    file = tmp_path / "mine" / "lesson.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    assert table["frozen"] == [{"layer": "dense_1"}]
    file.write_text(tomli_w.dumps(table | {"frozen": [entry]}), encoding="utf-8")
    with pytest.raises(LessonError, match=reason):
        read_lesson(tmp_path / "mine")
