"""A run that is saved as a lesson and opened again is the same run, and trains on to the same numbers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnviz.nn import SettingError
from nnviz.session import commands
from nnviz.session.arriving import go_to_opening
from nnviz.session.cursor import Place, Unit
from nnviz.session.driver import Driver
from nnviz.session.edits import Activation, Edit, Rate
from nnviz.session.frame import Frame
from nnviz.session.lesson import Lesson, LessonError, lesson_names, load, read_lesson, write_lesson
from nnviz.session.mailbox import Mailbox
from nnviz.session.opening import Opening
from nnviz.session.other_data import Points, with_features, with_points
from nnviz.session.records import EpochRecord
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

MOONS = Setup(
    Part("moons", {"points": 50}),
    (
        Part("Dense", {"units": 6}),
        Part("Tanh"),
        Part("Dropout"),
        Part("Dense", {"units": 1}),
        Part("Sigmoid"),
    ),
    Part("BinaryCrossEntropy"),
    Part("Adam", {"learning_rate": 0.01}),
    seed=4,
    batch_size=8,
    shuffle=True,
    batch_seed=5,
)
LINEAR = Setup("xor", (Part("Dense", {"units": 1}),), Part("MSE"), Part("SGD", {"learning_rate": 0.1}))
"""A network whose E grows beyond all bounds if its rate is too high."""


def normal(setup: Setup) -> Setup:
    """A setup as a lesson gives it, with every setting written out."""
    from nnviz.nn import registry

    known = registry.layers() | registry.losses() | registry.optimizers()

    def filled(part: Part) -> Part:
        default = {item.name: item.default for item in known[part.type].description.settings}
        return replace(part, settings=default | dict(part.settings))

    layers = tuple(map(filled, setup.layers))
    return replace(setup, layers=layers, loss=filled(setup.loss), optimizer=filled(setup.optimizer))


def saved(run: Run, folder: Path, over: bool = False) -> Lesson:
    """What is read of a run that has been saved."""
    kept = run.kept()
    texts = {"en": "### Mine\n\nText.", "zh_CN": "### 我的\n\n文字。"}
    made = Lesson("mine", kept.setup, {"en": "Mine", "zh_CN": "我的"}, texts, opening=kept.opening)
    write_lesson(made, folder, over)
    return read_lesson(folder)


def opened(lesson: Lesson) -> Run:
    run = Run(lesson.setup)
    go_to_opening(run, lesson.opening)
    return run


def same(one: Frame, other: Frame) -> bool:
    """Whether two frames show the same place with the same bits."""
    for name, arrays in one.arrays.items():
        for key, array in arrays.items():
            assert array.tobytes() == other.arrays[name][key].tobytes(), (name, key)
    places = [(f.pass_index, f.position, f.remaining, f.epoch, f.rows) for f in (one, other)]
    return places[0] == places[1] and one.arrays.keys() == other.arrays.keys()


def records(run: Run, epochs: int) -> list[EpochRecord]:
    """The records of so many epochs more."""
    run.take_records()
    run.train((run.epochs + epochs) * run.passes_per_epoch - run.passes)
    return [record for record in run.take_records() if isinstance(record, EpochRecord)]


def test_a_run_in_the_middle_of_an_epoch_trains_on_to_the_same_numbers(tmp_path: Path) -> None:
    run = Run(normal(MOONS))
    run.train(7 * 3 + 4)
    run.step(Unit.OPERATION)
    run.step(Unit.OPERATION)
    run.step(Unit.FORMULA)
    again = opened(saved(run, tmp_path / "mine"))
    assert same(run.frame(), again.frame())
    assert again.status().epochs == 3
    for _ in range(5):
        run.step(Unit.FORMULA)
        again.step(Unit.FORMULA)
    assert same(run.frame(), again.frame())
    assert records(run, 10) == records(again, 10)
    assert np.array_equal(run.outputs(), again.outputs())


def test_a_run_at_the_end_of_a_pass_stands_there_again(tmp_path: Path) -> None:
    run = Run(normal(MOONS))
    run.train_epochs(2)
    again = opened(saved(run, tmp_path / "mine"))
    assert (again.passes, again.cursor) == (run.passes, run.cursor)
    assert same(run.frame(), again.frame())
    assert records(run, 10) == records(again, 10)


def test_a_run_that_has_not_begun_is_saved_too(tmp_path: Path) -> None:
    run = Run(normal(MOONS))
    again = opened(saved(run, tmp_path / "mine"))
    assert again.status().at_start
    assert same(run.frame(), again.frame())
    assert records(run, 2) == records(again, 2)


def test_what_was_changed_is_changed_there_too(tmp_path: Path) -> None:
    run = Run(normal(MOONS))
    run.train_epochs(1)
    run.edit(Activation("tanh_2", "ReLU"))
    run.train(2)
    run.step(Unit.OPERATION)
    run.edit(Edit("dense_1", "W", (0, 1), 0.3))
    run.edit(Edit("input", "Y", (1, 0), -2.0))
    run.edit(Rate(0.125))
    again = opened(saved(run, tmp_path / "mine"))
    assert again.stage.node("tanh_2").description.title == "ReLU"  # type: ignore[union-attr]
    assert same(run.frame(), again.frame())
    assert [change.change for change in again.frame().changes] == [
        change.change for change in run.frame().changes
    ]
    assert records(run, 10) == records(again, 10)
    assert again.status().learning_rate == 0.125


def test_a_rate_chosen_for_the_next_pass_holds_there_too(tmp_path: Path) -> None:
    run = Run(normal(MOONS))
    run.train_epochs(1)
    run.set_learning_rate(0.25)
    again = opened(saved(run, tmp_path / "mine"))
    assert again.status().learning_rate == 0.25
    assert records(run, 3) == records(again, 3)


def test_the_run_that_is_opened_goes_back_to_where_it_begins_and_no_farther(tmp_path: Path) -> None:
    run = Run(normal(MOONS))
    run.train_epochs(3)
    run.step(Unit.OPERATION)
    lesson = saved(run, tmp_path / "mine")
    again = opened(lesson)
    first = again.frame().arrays["dense_1"]["W"].copy()
    again.train_epochs(2)
    for unit in (Unit.EPOCH, Unit.EPOCH, Unit.EPOCH, Unit.PASS, Unit.OPERATION):
        again.step(unit, forward=False)
        assert np.isfinite(again.frame().arrays["dense_1"]["W"]).all()
    assert again.status().at_start
    assert again.place == Place(21, 0)
    assert np.array_equal(again.frame().arrays["dense_1"]["W"], first)
    again.rewind_here()
    assert again.epochs == 3
    again.train_epochs(1)
    again.reset()
    assert (again.epochs, again.status().at_start) == (3, True)
    again.new_weights(9)
    assert (again.epochs, again.passes, again.status().at_start) == (0, 0, True)
    assert np.array_equal(again.outputs(), Run(replace(normal(MOONS), seed=9)).outputs())


def test_a_fault_after_a_saved_start_is_found_in_its_pass(tmp_path: Path) -> None:
    run = Run(normal(LINEAR))
    run.train_epochs(3)
    again = opened(saved(run, tmp_path / "mine"))
    for each in (run, again):
        each.set_learning_rate(10.0)
        each.train_epochs(100)
    assert again.fault == run.fault
    assert again.fault is not None
    again.rewind_to_finite()
    assert again.fault is None


@pytest.mark.parametrize("name", lesson_names())
def test_every_shipped_lesson_can_be_saved_as_ones_own(name: str, tmp_path: Path) -> None:
    lesson = load(name)
    run = Run(lesson.setup)
    go_to_opening(run, replace(lesson.opening, epochs=min(lesson.opening.epochs, 2)))
    kept = run.kept()
    write_lesson(replace(lesson, setup=kept.setup, opening=kept.opening), tmp_path / "own" / name)
    found = read_lesson(tmp_path / "own" / name)
    assert (found.titles, found.questions, found.texts) == (lesson.titles, lesson.questions, lesson.texts)
    again = opened(found)
    assert same(run.frame(), again.frame())
    run.step(Unit.PASS)
    again.step(Unit.PASS)
    assert same(run.frame(), again.frame())


def test_features_and_drawn_points_go_with_the_lesson(tmp_path: Path) -> None:
    run = Run(LINEAR)
    run.train_epochs(3)
    run = with_features(run, ("x1", "x2", "x1*x2"))
    run = with_points(run, Points(((0.0, 1.0), (1.0, 0.5), (0.25, 0.0)), (1.0, 0.0, 1.0), (0.0, 1.0)))
    run.train_epochs(2)
    again = opened(saved(run, tmp_path / "mine"))
    assert again.setup.features == ("x1", "x2", "x1*x2")
    run.train_epochs(5)
    again.train_epochs(5)
    assert same(run.frame(), again.frame())


def test_data_from_a_file_goes_with_the_lesson(tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    table.write_text("a,b,y\n1,2,0\n3,4,1\n5,6,1\n", encoding="utf-8")
    data = Part("csv", {"file": str(table), "targets": ["y"]})
    run = Run(normal(replace(MOONS, data=data, batch_size=2)))
    run.train_epochs(1)
    lesson = saved(run, tmp_path / "mine")
    table.unlink()
    assert same(run.frame(), opened(lesson).frame())


# -- files --------------------------------------------------------------------------------------


def test_a_folder_that_is_there_is_replaced_only_if_asked_for(tmp_path: Path) -> None:
    run = Run(load("xor").setup)
    saved(run, tmp_path / "mine")
    (tmp_path / "mine" / "mark").touch()
    with pytest.raises(LessonError, match="is there already"):
        saved(run, tmp_path / "mine")
    assert (tmp_path / "mine" / "mark").exists()
    saved(run, tmp_path / "mine", over=True)
    assert not (tmp_path / "mine" / "mark").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_what_cannot_be_read_again_is_not_written(tmp_path: Path) -> None:
    kept = Run(load("xor").setup).kept()
    texts = {"en": "Go [there](nnviz:nowhere/5)."}
    lesson = Lesson("mine", kept.setup, {"en": "Mine"}, texts, opening=kept.opening)
    with pytest.raises(LessonError, match=r"^en.md: link 'nnviz:nowhere/5': 'nowhere' is unknown"):
        write_lesson(lesson, tmp_path / "mine")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LessonError, match="cannot be written"):
        saved(Run(load("xor").setup), tmp_path / "file" / "mine")


def test_what_was_there_is_put_back_if_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(load("xor").setup)
    saved(run, tmp_path / "mine")
    rename = Path.rename

    def fails_for_the_new(path: Path, target: Path) -> Path:
        if path.parent.name == "made":
            raise OSError(28, os.strerror(28))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails_for_the_new)
    run.train_epochs(1)
    with pytest.raises(LessonError, match="No space left"):
        saved(run, tmp_path / "mine", over=True)
    assert opened(read_lesson(tmp_path / "mine")).passes == 0


def test_a_run_that_met_a_fault_meets_it_again(tmp_path: Path) -> None:
    run = Run(normal(LINEAR))
    run.set_learning_rate(10.0)
    run.train_epochs(200)
    assert run.fault is not None
    again = opened(saved(run, tmp_path / "mine"))
    assert (again.fault, again.cursor) == (run.fault, run.cursor)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dense_1.W": None}, "lacks dense_1.W"),
        ({"dense_1.W": np.zeros((3, 3))}, r"dense_1.W of the saved state is float64 \(3, 3\), expected"),
        (
            {"dense_1.W": np.full((2, 3), np.nan)},
            "dense_1.W of the saved state has a value that is not finite",
        ),
        ({"more": 1}, "has more, which this network has not"),
        ({"passes": -1}, "passes of the saved state cannot be -1"),
        ({"passes": 3}, "is at sample batch 4 after 3 passes"),
        ({"batches/cursor": 1.5}, "batches/cursor of the saved state cannot be 1.5"),
        ({"optimizer/learning_rate": float("inf")}, "learning_rate of the saved state cannot be inf"),
        ({"optimizer/learning_rate": True}, "learning_rate of the saved state cannot be True"),
    ],
)
def test_a_state_that_does_not_fit_is_refused(change: dict[str, object], message: str) -> None:
    setup = Run(load("xor").setup).kept().setup
    assert setup.start is not None
    leaves = dict(setup.start.leaves)
    leaves |= {"passes": 4, "batches/cursor": 4}
    leaves = {key: value for key, value in (leaves | change).items() if value is not None or "/" in key}
    bad = replace(setup, start=type(setup.start)(leaves))
    with pytest.raises(SettingError, match=message):
        Run(bad)


@pytest.mark.parametrize("content", [b"", b"no tensors", b"\xff" * 100, b"\x08\0\0\0\0\0\0\0{}      "])
def test_a_state_that_is_no_such_file_is_named(content: bytes, tmp_path: Path) -> None:
    saved(Run(load("xor").setup), tmp_path / "mine")
    (tmp_path / "mine" / "start.safetensors").write_bytes(content)
    with pytest.raises(LessonError, match=r"lesson.toml: start: start.safetensors"):
        read_lesson(tmp_path / "mine")


def test_a_driver_pauses_and_gives_what_is_to_be_saved() -> None:
    run, box = Run(load("xor").setup), Mailbox()
    driver = Driver(run, box)
    driver.handle(commands.Play())
    driver.slice()
    driver.handle(commands.Keep())
    mail = box.take()
    assert mail is not None
    assert mail.kept is not None
    assert not mail.status.running
    assert mail.kept.opening == Opening(operation=len(run.stage.operations))
