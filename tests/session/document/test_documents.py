"""A run that is saved as a document and opened again goes on to the same numbers, whatever it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnviz.nn import DataError, NnError, registry
from nnviz.nn.derive import Weight
from nnviz.nn.freezing import Frozen
from nnviz.session import commands
from nnviz.session.answers import Loaded, Missing, Refused, Saved
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.cursor import Unit
from nnviz.session.curves import MOST, Curves
from nnviz.session.document import (
    Document,
    MissingFileError,
    as_bytes,
    document_of,
    from_bytes,
    migrations,
    opened,
    resumed,
)
from nnviz.session.document.steps import MOST_STEPS
from nnviz.session.driver import Driver
from nnviz.session.edits import Activation, Edit, Fill, Freeze, Rate
from nnviz.session.lesson import lesson_names, load
from nnviz.session.mailbox import Mailbox
from nnviz.session.opening import Opening
from nnviz.session.other_data import Points, with_points
from nnviz.session.records import EpochRecord, Opened, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup, Values
from nnviz.session.start import Start
from tests.session.test_lesson_writing import LINEAR, MOONS, normal, same

DEEP = Setup(
    Part("spiral", {"points": 60}),
    (
        Part("Dense", {"units": 6}, "front"),
        Part("BatchNorm"),
        Part("ReLU"),
        Part("Dropout"),
        Part("Dense", {"units": 6}, "side", ("front",)),
        Part("Add", {}, "sum", ("dropout_4", "side")),
        Part("Dense", {"units": 1}),
        Part("Sigmoid"),
    ),
    Part("BinaryCrossEntropy"),
    Part("Adam", {"learning_rate": 0.02}),
    seed=3,
    batch_size=7,
    shuffle=True,
    batch_seed=9,
    features=("x1", "x2", "x1*x2"),
)


def state(run: Run) -> Start:
    return Start.of(run._trainer)


def again(run: Run) -> Run:
    return resumed(from_bytes(as_bytes(document_of(run))))


def check_same(one: Run, other: Run) -> None:
    """Makes sure that two runs stand at the same place, and go on to the same numbers."""
    assert same(one.frame(), other.frame())
    assert state(one) == state(other)
    for run in (one, other):
        run.train_epochs(10)
    assert same(one.frame(), other.frame())
    assert state(one) == state(other)
    for run in (one, other):
        run.take_records()
    assert one.curves.epochs == other.curves.epochs


# -- round trips --------------------------------------------------------------------------------


@pytest.mark.parametrize("setup", [MOONS, DEEP], ids=["moons", "deep"])
@pytest.mark.parametrize("passes", [0, 1, 9, 14, 30])
def test_a_run_goes_on_bit_for_bit(setup: Setup, passes: int) -> None:
    run = Run(setup)
    run.train(passes)
    check_same(run, again(run))


@pytest.mark.parametrize("steps", [1, 4, 11])
def test_it_stands_within_the_newest_pass_where_it_stood(steps: int) -> None:
    run = Run(DEEP)
    run.train(10)
    for _ in range(steps):
        run.step(Unit.FORMULA)
    found = again(run)
    assert found.place == run.place
    check_same(run, found)


def test_whoever_looks_back_loses_none_of_the_passes_after() -> None:
    run = Run(MOONS)
    run.train(20)
    run.go_to(7 * run.ruler.length + 3)
    found = again(run)
    assert (found.passes, found.place.pass_index) == (20, 19)
    run.go_to(run.passes * run.ruler.length)
    check_same(run, found)


def test_changes_of_the_newest_pass_and_of_the_coming_one_are_kept() -> None:
    run = Run(MOONS)
    run.train(12)
    run.step(Unit.OPERATION)
    run.edit(Edit("dense_1", "W", (0, 1), 0.75))
    run.edit(Activation("tanh_2", "ReLU"))
    run.edit(Rate(0.03))
    run.go_to(3)
    run.set_learning_rate(0.5)  # for the pass to come, since an older one is looked at
    found = again(run)
    assert tuple(each.change for each in found.frame().changes) == (
        Edit("dense_1", "W", (0, 1), 0.75),
        Activation("tanh_2", "ReLU"),
        Rate(0.03),
    )
    assert found.status().learning_rate == 0.5
    run.go_to(run.passes * run.ruler.length)
    check_same(run, found)


def test_what_is_filled_and_frozen_is_kept() -> None:
    run = Run(MOONS)
    run.train(12)
    run.step(Unit.OPERATION)
    run.edit(Freeze(Frozen("dense_1", "W", ((0, 1),))))
    run.edit(Fill.of("dense_1", "B", [[0], [2]], [0.25, -0.5]))
    found = again(run)
    assert [type(each.change) for each in found.frame().changes] == [Freeze, Fill]
    check_same(run, found)
    later = again(run)
    assert later.coming_frozen == run.coming_frozen == (Frozen("dense_1", "W", ((0, 1),)),)
    check_same(run, later)


def test_a_run_whose_values_became_infinite_opens_at_its_fault() -> None:
    run = Run(LINEAR)
    run.set_learning_rate(1e200)
    run.train_epochs(20)
    assert run.fault is not None
    found = again(run)
    assert found.fault == run.fault
    assert same(run.frame(), found.frame())


def test_points_that_were_drawn_travel_inside_as_they_are() -> None:
    points = Points(tuple((x / 7, -x / 3) for x in range(40)), tuple(x % 2 for x in range(40)), (-6.0, 6.0))
    run = with_points(Run(MOONS), points)
    run.train(8)
    document = from_bytes(as_bytes(document_of(run)))
    assert document.setup.data == run.setup.data
    check_same(run, resumed(document))


def test_reset_begins_anew_as_the_run_that_was_saved_would() -> None:
    run = Run(replace(MOONS, values=(Values("dense_4", "B", np.array([0.3])),)))
    run.train(9)
    found = again(run)
    for each in (run, found):
        each.reset()
        assert each.passes == 0
    check_same(run, found)


@pytest.mark.parametrize("name", lesson_names())
def test_every_lesson_becomes_a_document(name: str) -> None:
    lesson = load(name)
    run = Run(lesson.setup)
    run.train(2)
    document = from_bytes(as_bytes(document_of(run, lesson.opening, lesson.title("en"))))
    shown = replace(lesson.opening, epochs=0, operation=0, formula=0, edits=(), rate=None)
    assert (document.title, document.opening) == (lesson.title("en"), shown)
    found = resumed(document)
    assert same(run.frame(), found.frame())
    run.train(2)
    found.train(2)
    assert state(run) == state(found)


LAYERS = [
    ("Dense", {"units": 3}),
    ("Dense", {"units": 2, "bias": False}),
    *((name, {}) for name in ("Tanh", "ReLU", "Sigmoid", "LeakyReLU", "ELU", "GELU", "Softplus")),
    *((name, {}) for name in ("BatchNorm", "LayerNorm", "Dropout", "Softmax")),
]
KNOWN = [
    (name, chosen)
    for name, chosen in LAYERS
    if name in registry.layers()
    and {*chosen} <= {item.name for item in registry.layers()[name].description.settings}
]


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    """Networks of the registry's layers, losses and optimizers."""
    layers = draw(st.lists(st.sampled_from(KNOWN), max_size=5))
    optimizer = draw(st.sampled_from(sorted(registry.optimizers())))
    parts = (*(Part(name, chosen) for name, chosen in layers), Part("Dense", {"units": 1}))
    return Setup(
        draw(st.sampled_from(["xor", Part("moons", {"points": 21}), Part("sine", {"points": 9})])),
        parts,
        Part("MSE"),
        Part(optimizer, {"learning_rate": draw(st.sampled_from([0.001, 0.1]))}),
        draw(st.sampled_from(["glorot", "he"])),
        draw(st.integers(0, 2**31)),
        draw(st.integers(1, 30)),
        draw(st.booleans()),
        draw(st.integers(0, 2**31)),
    )


@given(setups(), st.integers(0, 25), st.integers(0, 6))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_networks_of_the_registry_go_on_bit_for_bit(setup: Setup, passes: int, steps: int) -> None:
    run = Run(setup)
    run.train(passes)
    for _ in range(steps):
        run.step(Unit.OPERATION)
    document = from_bytes(as_bytes(document_of(run)))
    assert normal(document.setup) == normal(run.setup)
    found = resumed(document)
    assert same(run.frame(), found.frame())
    for each in (run, found):
        each.train(15)
    assert state(run) == state(found)


# -- what is looked at --------------------------------------------------------------------------


def test_what_is_looked_at_is_kept() -> None:
    seen = Opening(
        sample=2,
        colour="activations",
        panels=("lesson", "loss"),
        hidden=("seed",),
        weight=Weight("dense_1", "W", (1, 2)),
        predict=True,
    )
    document = from_bytes(as_bytes(document_of(Run(MOONS), seen, "Mine", "/home/a.nnviz")))
    assert (document.opening, document.title, document.origin) == (seen, "Mine", "/home/a.nnviz")


def test_a_weight_that_there_is_not_is_refused() -> None:
    document = document_of(Run(MOONS), Opening(weight=Weight("dense_1", "W", (9, 9))))
    with pytest.raises(NnError):
        resumed(from_bytes(as_bytes(document)))


# -- curves -------------------------------------------------------------------------------------


def test_curves_come_again_and_go_on() -> None:
    run = Run(MOONS)
    run.train_epochs(20)
    records = run.take_records()
    found = again(run)
    assert [r for r in found.take_records() if isinstance(r, EpochRecord)] == [
        r for r in records if isinstance(r, EpochRecord)
    ]


def test_of_very_many_epochs_the_extremes_are_kept() -> None:
    curves, epochs = Curves(), 5 * MOST
    losses = np.random.default_rng(0).random(epochs)
    losses[12_345] = 99.0
    curves.add(EpochRecord(epoch, loss, (loss,)) for epoch, loss in enumerate(losses.tolist(), 1))
    assert len(curves.epochs) <= 2 * MOST + 1
    assert max(curves.epochs, key=lambda record: record.loss) == EpochRecord(12_346, 99.0, (99.0,))
    assert curves.epochs[-1].epoch == epochs
    found = [record.epoch for record in curves.epochs]
    assert found == sorted(set(found))
    curves.add([Rewound(100)])
    assert curves.epochs[-1].epoch <= 100
    curves.add([Rewound(0)])
    assert curves.epochs == []


# -- what can be undone -------------------------------------------------------------------------


def edited() -> Run:
    """A run with three steps to undo and one to do again."""
    run = Run(MOONS)
    run.train(17)
    run.edit(Edit("dense_1", "W", (0, 0), 0.5))
    run.edit(Fill.of("dense_1", "W", [(row, column) for row in range(2) for column in range(6)], -0.25))
    run.edit(Freeze(Frozen("dense_1", "W", ((0, 1),))))
    run.set_learning_rate(0.5)
    run.edit(Edit("dense_1", "B", (2,), 1.5))
    run.undo_edit()
    return run


def test_every_step_can_be_undone_and_done_again_after_opening() -> None:
    one = edited()
    other = again(one)
    for move in (*[Run.redo_edit] * 2, *[Run.undo_edit] * 7, *[Run.redo_edit] * 3):
        for run in (one, other):
            move(run)
        assert (other.status().can_undo, other.status().can_redo) == (
            one.status().can_undo,
            one.status().can_redo,
        )
        assert state(one) == state(other)
        assert same(one.frame(), other.frame())
    assert other.status().can_undo
    assert other.status().can_redo
    check_same(one, other)


def test_a_change_that_led_to_infinity_is_undone_after_opening() -> None:
    run = Run(LINEAR)
    run.train(17)
    run.edit(Edit("dense_1", "W", (0, 0), 0.5))
    run.set_learning_rate(0.001)
    run.edit(Edit("dense_1", "B", (0,), 1e200))
    assert run.fault is not None
    back = again(run)
    assert back.fault == run.fault
    for each in (run, back):
        each.undo_edit()
        assert each.fault is None
        assert each.status().learning_rate == 0.001
        each.go_to(each.passes * each.ruler.length)
    check_same(run, back)


def test_of_very_many_steps_the_latest_can_be_undone() -> None:
    run = Run(MOONS)
    run.train(17)
    for number in range(100):
        run.edit(Edit("dense_1", "W", (number % 2, number % 6), float(number)))
    cells = [(row, column) for row in range(2) for column in range(6)]
    for number in range(120):
        run.edit(Fill.of("dense_1", "W", cells, [float(number + place) for place in range(12)]))
    data = as_bytes(document_of(run))
    back = resumed(from_bytes(data))
    undone = 0
    while back.status().can_undo:
        back.undo_edit()
        run.undo_edit()
        undone += 1
        assert state(run) == state(back)
    assert 100 <= undone <= MOST_STEPS


def test_large_fills_are_kept_as_tensors() -> None:
    run = Run(replace(MOONS, layers=(Part("Dense", {"units": 3000}), *MOONS.layers)))
    run.train(3)
    cells = [(row, column) for row in range(2) for column in range(3000)]
    run.edit(Fill.of("dense_1", "W", cells, np.arange(6000.0) / 1e5))
    data = as_bytes(document_of(run))
    assert int.from_bytes(data[:8], "little") < 40_000
    check_same(run, resumed(from_bytes(data)))


# -- networks before ----------------------------------------------------------------------------


def test_what_came_before_the_network_was_changed_is_kept(tmp_path: Path) -> None:
    box = Mailbox()
    driver = Driver(Run(MOONS), box, name="moons")
    driver.handle(commands.TrainEpochs(3))
    while driver.slice() is not None:
        pass
    changed = replace(MOONS, optimizer=Part("Adam"))
    driver.handle(commands.Rebuild(changed, Deed(Verb.OPTIMIZER, "Adam")))
    driver.handle(commands.Save(Opening(), "Mine", tmp_path))
    mail = box.take()
    assert mail is not None
    (before,) = [record.before for record in mail.records if isinstance(record, Opened) and record.before]
    assert [(former.deed, former.epochs) for former in before] == [(Deed(Verb.OPTIMIZER, "Adam"), 3)]
    (saved,) = mail.answers
    assert isinstance(saved, Saved)
    path = tmp_path / "a.nnviz"
    path.write_bytes(saved.data)
    driver.handle(commands.OpenDocument("a", path))
    mail = box.take()
    assert mail is not None
    assert mail.records[0] == Opened("a", before)


# -- versions -----------------------------------------------------------------------------------


def with_manifest(document: Document, **changed: Any) -> bytes:
    """The bytes of a document whose manifest says something else, with a right digest."""
    from nnviz.session.document.container import manifest_of, packed, tensors_of

    data = as_bytes(document)
    return packed(manifest_of(data) | changed, tensors_of(data))


def test_a_newer_version_says_so() -> None:
    data = with_manifest(document_of(Run(MOONS)), version=3, setup="anything")
    with pytest.raises(DataError, match="saved by a newer nnviz: its form is 3, this one reads up to 2"):
        from_bytes(data)


def test_a_version_that_nobody_knows_is_refused() -> None:
    for version in (0, -1):
        data = with_manifest(document_of(Run(MOONS)), version=version)
        with pytest.raises(DataError, match="cannot be read any more"):
            from_bytes(data)


def test_an_older_version_is_made_the_present_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A made-up version 0 had called the title a name."""

    def from_0(manifest: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in manifest.items() if key != "name"} | {"title": manifest["name"]}

    document = document_of(Run(MOONS))
    data = with_manifest(document, version=0, name="Old")
    monkeypatch.setattr(migrations, "MIGRATIONS", {0: from_0, **migrations.MIGRATIONS})
    assert from_bytes(data).title == "Old"


def test_what_the_first_version_wrote_is_opened() -> None:
    """It knew of nothing to undo, and of no network before."""
    from nnviz.session.document.container import manifest_of, packed, tensors_of

    run = edited()
    data = as_bytes(document_of(run))
    manifest = manifest_of(data) | {"version": 1}
    old = {key: value for key, value in manifest.items() if key not in ("done", "undone", "before")}
    document = from_bytes(packed(old, tensors_of(data)))
    assert document.before == ()
    back = resumed(document)
    assert not back.status().can_undo
    check_same(run, back)


# -- files of one's own -------------------------------------------------------------------------


def table(folder: Path, name: str = "data.csv") -> Setup:
    rows = "\n".join(f"{x},{x * x}" for x in range(20))
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"x,y\n{rows}\n")
    settings = {"file": str(folder / name), "inputs": ["x"], "targets": ["y"]}
    rate = {"learning_rate": 0.01}
    return Setup(Part("csv", settings), (Part("Dense", {"units": 1}),), Part("MSE"), Part("SGD", rate))


def written(setup: Setup, path: Path) -> Path:
    path.write_bytes(as_bytes(document_of(Run(setup)), path.parent))
    return path


def test_a_file_beside_the_document_may_move_with_it(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    written(table(here), here / "a.nnviz")
    here.rename(there)
    document, run = opened(there / "a.nnviz")
    assert isinstance(document.setup.data, Part)
    assert document.setup.data.settings["file"] == str(there / "data.csv")
    assert len(run.data) > 0


def test_what_was_filled_in_is_filled_in_again(tmp_path: Path) -> None:
    setup = table(tmp_path)
    path = tmp_path / "data.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:2], "," + lines[2].split(",", 1)[1], *lines[3:]]) + "\n")
    assert isinstance(setup.data, Part)
    part = replace(setup.data, settings={**setup.data.settings, "fill": True})
    setup = replace(setup, data=part)
    document, run = opened(written(setup, tmp_path / "mine.nnviz"))
    assert isinstance(document.setup.data, Part)
    assert document.setup.data.settings["fill"] is True
    assert [note.values for note in run.data.notes][-1:] == [(1,)]


def test_a_file_elsewhere_is_named_in_full(tmp_path: Path) -> None:
    setup = table(tmp_path / "data")
    (tmp_path / "docs").mkdir()
    path = written(setup, tmp_path / "docs" / "a.nnviz")
    moved = path.rename(tmp_path / "a.nnviz")
    assert len(opened(moved)[1].data) > 0


def test_a_file_that_is_missing_is_named_and_can_be_shown(tmp_path: Path) -> None:
    path = written(table(tmp_path), tmp_path / "a.nnviz")
    (tmp_path / "data.csv").rename(tmp_path / "other.csv")
    with pytest.raises(MissingFileError) as caught:
        opened(path)
    assert caught.value.named == "data.csv"
    opened(path, {"data.csv": tmp_path / "other.csv"})
    (tmp_path / "other.csv").write_text("x,y\n1,2\n3,4\n")
    with pytest.raises(DataError, match="has changed"):
        opened(path, {"data.csv": tmp_path / "other.csv"})


@pytest.mark.parametrize(
    "named",
    ["../secret.csv", "a/../../secret.csv", "a\\..\\..\\secret.csv", "C:secret.csv", "link/secret.csv"],
)
def test_a_name_that_climbs_out_of_the_folder_is_refused(tmp_path: Path, named: str) -> None:
    folder = tmp_path / "docs"
    setup = table(tmp_path, "secret.csv")
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    document = document_of(Run(setup))
    from nnviz.session.document.container import manifest_of

    data = manifest_of(as_bytes(document))["setup"]
    data["data"]["file"] = named
    (folder / "a.nnviz").write_bytes(with_manifest(document, setup=data))
    with pytest.raises(DataError, match="lies outside of its folder"):
        opened(folder / "a.nnviz")


def test_nothing_is_looked_for_on_another_machine(tmp_path: Path) -> None:
    from nnviz.session.document.container import manifest_of

    document = document_of(Run(table(tmp_path)))
    for named in ("//server/share/data.csv", "\\\\server\\share\\data.csv"):
        data = manifest_of(as_bytes(document))["setup"]
        data["data"]["file"] = named
        with pytest.raises(MissingFileError):
            from_bytes(with_manifest(document, setup=data), tmp_path)


# -- the driver ---------------------------------------------------------------------------------


def test_a_driver_saves_while_it_trains_and_opens_what_it_saved(tmp_path: Path) -> None:
    box = Mailbox()
    driver = Driver(Run(MOONS), box, name="moons")
    driver.handle(commands.TrainEpochs(3))
    while driver.slice() is not None:
        pass
    driver.handle(commands.Play())
    driver.handle(commands.Save(Opening(), "Mine", tmp_path))
    mail = box.take()
    assert mail is not None
    assert mail.status.running
    (saved,) = mail.answers
    assert isinstance(saved, Saved)
    assert saved.passes == 21
    path = tmp_path / "a.nnviz"
    path.write_bytes(saved.data)
    driver.handle(commands.OpenDocument("a", path))
    mail = box.take()
    assert mail is not None
    assert [type(answer) for answer in mail.answers] == [Loaded]
    assert mail.records[0] == Opened("a")
    assert [r.epoch for r in mail.records if isinstance(r, EpochRecord)] == [1, 2, 3]
    assert mail.status.passes == 21
    assert not mail.status.running


def test_what_cannot_be_opened_leaves_the_run_as_it_is(tmp_path: Path) -> None:
    box = Mailbox()
    driver = Driver(Run(MOONS), box, name="moons")
    driver.handle(commands.Play())
    (tmp_path / "a.nnviz").write_bytes(b"nothing")
    driver.handle(commands.OpenDocument("a", tmp_path / "a.nnviz"))
    driver.handle(commands.OpenDocument("b", tmp_path / "b.nnviz"))
    path = written(table(tmp_path), tmp_path / "c.nnviz")
    (tmp_path / "data.csv").unlink()
    driver.handle(commands.OpenDocument("c", path))
    mail = box.take()
    assert mail is not None
    assert [type(answer) for answer in mail.answers] == [Refused, Refused, Missing]
    assert mail.status.running
    assert not any(isinstance(record, Opened) and record.name != "moons" for record in mail.records)
