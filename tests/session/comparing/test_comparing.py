"""Two networks side by side: each is bit for bit the run it would be alone, and both stand at one place.

Slices are called by hand, and the clock stands still.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnviz.nn import SettingError
from nnviz.session import commands, documents
from nnviz.session.answers import Saved
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.comparing import pair, variants
from nnviz.session.comparing.variants import Trait
from nnviz.session.cursor import Unit
from nnviz.session.draining import drained
from nnviz.session.driver import Driver
from nnviz.session.edits import Edit
from nnviz.session.frame import Frame
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.opening import Opening
from nnviz.session.records import EpochRecord, Opened, Record, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    "article",
    1,
)
SHUFFLED = replace(XOR, shuffle=True, batch_size=2, batch_seed=7)
RELU = variants.with_activation(XOR, "ReLU", ["tanh_2"])


class Compared:
    """A driver with a mailbox and a second network."""

    def __init__(self, first: Setup, second: Setup, epochs: int = 0) -> None:
        self.box, self.run = Mailbox(), Run(first)
        self.run.train_epochs(epochs)
        self.driver = Driver(self.run, self.box, lambda: 0.0, "xor")
        self.driver.handle(commands.Compare(second))

    def do(self, *wishes: object) -> Mail:
        for wish in wishes:
            self.driver.handle(wish)  # type: ignore[arg-type]
        return self.mail()

    def mail(self) -> Mail:
        mail = self.box.take()
        assert mail is not None
        return mail

    def settle(self) -> Mail:
        """Lets slices go on until nothing is left to do."""
        mail = self.do(commands.Pause())
        while self.driver.slice() is not None:
            pass
        return self.box.take() or mail


def frames(mail: Mail) -> tuple[Frame, Frame]:
    assert mail.beside is not None
    assert mail.frame is not None
    assert mail.beside.frame is not None
    return mail.frame, mail.beside.frame


def assert_same(frame: Frame, alone: Frame) -> None:
    assert (frame.pass_index, frame.position, frame.remaining) == (
        alone.pass_index,
        alone.position,
        alone.remaining,
    )
    assert frame.rows == alone.rows
    assert {node: set(found) for node, found in frame.arrays.items()} == {
        node: set(found) for node, found in alone.arrays.items()
    }
    for node, found in alone.arrays.items():
        for key, array in found.items():
            np.testing.assert_array_equal(frame.arrays[node][key], array, strict=True)


@pytest.mark.parametrize(
    "second",
    [
        variants.with_activation(SHUFFLED, "ReLU", ["tanh_2"]),
        replace(SHUFFLED, initializer="he"),
        variants.with_optimizer(SHUFFLED, "Adam"),
        variants.with_optimizer(SHUFFLED, "SGD", 1.0),
        variants.with_loss(SHUFFLED, "MAE"),
        replace(SHUFFLED, layers=(Part("Dense", {"units": 4}), Part("Tanh"), *SHUFFLED.layers)),
    ],
    ids=["activation", "initializer", "optimizer", "rate", "loss", "more layers"],
)
def test_each_of_the_two_is_the_run_it_would_be_alone(second: Setup) -> None:
    compared = Compared(SHUFFLED, second)
    compared.driver.handle(commands.TrainEpochs(50))
    while compared.driver.slice() is not None:
        pass
    here, there = frames(compared.settle())
    for frame, setup in ((here, SHUFFLED), (there, second)):
        alone = Run(setup)
        alone.train(100)
        assert_same(frame, alone.frame())
    assert here.rows == there.rows


def test_frames_of_a_running_pair_are_of_one_pass() -> None:
    compared = Compared(XOR, RELU)
    compared.mail()
    compared.driver.handle(commands.Play())
    for _ in range(3):
        assert compared.driver.slice() == 0.0
        mail = compared.box.take()
        assert mail is not None
        here, there = frames(mail)
        assert here.live
        assert there.live
        assert here.pass_index == there.pass_index == mail.status.passes - 1
        alone = Run(RELU)
        alone.train(mail.status.passes)
        assert_same(there, alone.live_frame())


def test_a_second_network_that_is_slow_holds_the_first_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair, "PATIENCE", 0.0)  # it runs one pass where the first runs many
    compared = Compared(XOR, RELU)
    compared.mail()
    compared.driver.handle(commands.Play())
    shown = behind = 0
    while shown < 2:
        assert compared.driver.slice() == 0.0
        mail = compared.mail()
        assert mail.status.running
        assert mail.beside is not None
        behind = max(behind, mail.beside.behind)
        if mail.beside.frame is not None:
            shown += 1
            here, there = frames(mail)
            assert here.live
            assert there.live
            assert here.pass_index == there.pass_index
    assert behind > 0
    compared.settle()
    here, there = frames(compared.do(commands.Step(Unit.PASS)))
    alone = Run(RELU)
    alone.train(here.pass_index + 1)
    assert_same(there, alone.frame())


def test_no_record_of_either_is_lost() -> None:
    compared = Compared(XOR, RELU)
    compared.driver.handle(commands.TrainEpochs(30))
    mail, found = compared.mail(), list[Record]()
    while compared.driver.slice() is not None:
        mail = compared.mail()
        assert mail.beside is not None
        found += mail.beside.records
    mail = compared.settle()
    assert mail.beside is not None
    epochs = [record for record in (*found, *mail.beside.records) if isinstance(record, EpochRecord)]
    alone = Run(RELU)
    alone.train_epochs(30)
    assert epochs == [record for record in alone.take_records() if isinstance(record, EpochRecord)]


@pytest.mark.parametrize("unit", list(Unit))
def test_a_step_of_any_unit_moves_both(unit: Unit) -> None:
    compared, alone = Compared(XOR, RELU), Run(RELU)
    for forward in (True, True, True, False, True):
        here, there = frames(compared.do(commands.Step(unit, forward)))
        alone.step(unit, forward)
        assert_same(there, alone.frame())
        assert (here.pass_index, here.position, here.remaining) == (
            there.pass_index,
            there.position,
            there.remaining,
        )


def test_both_go_to_an_epoch_and_rewind_there() -> None:
    compared = Compared(XOR, RELU, epochs=20)
    compared.settle()
    here, there = frames(compared.do(commands.GoToEpoch(5)))
    assert (here.epoch, there.epoch) == (5, 5)
    mail = compared.do(commands.RewindHere())
    assert mail.beside is not None
    assert (mail.status.passes, mail.beside.status.passes) == (20, 20)
    mail = compared.do(commands.Step(Unit.PASS))
    alone = Run(RELU)
    alone.train(21)
    assert_same(frames(mail)[1], alone.frame())


def test_a_second_network_beside_a_trained_one_catches_up() -> None:
    compared = Compared(XOR, RELU, epochs=205)
    mail = compared.settle()
    here, there = frames(mail)
    alone = Run(RELU)
    alone.train_epochs(205)
    assert_same(there, alone.frame())
    assert here.pass_index == there.pass_index == 819
    assert mail.beside is not None
    assert mail.beside.behind == 0


def test_the_first_goes_on_as_it_was_when_the_comparison_ends() -> None:
    compared, alone = Compared(XOR, RELU, epochs=3), Run(XOR)
    alone.train_epochs(3)
    mail = compared.do(commands.Choose(1), commands.EndComparison())
    assert mail.status.comparison is None
    assert mail.beside is None or mail.frame is not None
    assert compared.run.passes == 12
    mail = compared.do(commands.Step(Unit.PASS))
    alone.step(Unit.PASS)
    assert mail.frame is not None
    assert_same(mail.frame, alone.frame())


def test_an_edit_of_an_older_pass_rewinds_both_to_it() -> None:
    compared = Compared(XOR, RELU, epochs=5)
    compared.settle()
    edit = Edit("dense_1", "W", (0, 0), 0.5)
    mail = compared.do(commands.GoToEpoch(2), commands.MakeEdit(edit, rewind=True))
    assert mail.beside is not None
    assert (mail.status.passes, mail.beside.status.passes) == (8, 8)
    alone = Run(RELU)
    alone.train_epochs(2)
    assert_same(frames(mail)[1], alone.frame())


def test_a_document_is_of_the_first_network_whichever_is_chosen(tmp_path: Path) -> None:
    compared = Compared(XOR, RELU, epochs=5)
    compared.settle()
    saved = compared.do(commands.Choose(1), commands.Save(Opening(), "two")).answers[0]
    assert isinstance(saved, Saved)
    path = tmp_path / "two.nnviz"
    path.write_bytes(saved.data)
    _, run = drained(documents.loading(commands.OpenDocument("two", path), 2**26))
    assert run is not None
    alone = Run(XOR)
    alone.train_epochs(5)
    assert_same(run.frame(), alone.frame())


def test_an_edit_is_for_the_chosen_one_alone() -> None:
    compared = Compared(XOR, RELU)
    compared.do(commands.Step(Unit.PASS), commands.Choose(1))
    here, there = frames(compared.do(commands.MakeEdit(Edit("dense_1", "W", (0, 0), 0.5))))
    assert here.changes
    assert not there.changes
    alone = Run(XOR)
    alone.step(Unit.PASS)
    assert_same(there, alone.frame())


def test_choosing_tells_the_plots_all_that_has_come_of_both() -> None:
    compared = Compared(XOR, RELU, epochs=4)
    compared.settle()
    mail = compared.do(commands.Choose(1))
    assert mail.status.comparison is not None
    assert mail.status.comparison.chosen == 1
    assert mail.frame is not None
    assert mail.frame.stage.nodes[1].description.title == "ReLU"
    assert mail.records[0] == Opened("xor ⇄")
    assert mail.records[1] == Rewound(0)
    assert mail.beside is not None
    assert mail.beside.records[0] == Rewound(0)
    for found, setup in ((mail.records, RELU), (mail.beside.records, XOR)):
        alone = Run(setup)
        alone.train_epochs(4)
        losses = [record.loss for record in found if isinstance(record, EpochRecord)]
        records = [record for record in alone.take_records() if isinstance(record, EpochRecord)]
        assert losses == [record.loss for record in records]


def test_one_that_blows_up_stops_both_once_and_the_other_may_go_on() -> None:
    linear = replace(XOR, layers=(XOR.layers[0], XOR.layers[2]))
    wild = variants.with_optimizer(linear, "SGD", 1e200)
    compared = Compared(XOR, wild)
    compared.driver.handle(commands.Play())
    while compared.driver.slice() is not None:
        pass
    mail = compared.settle()
    assert mail.beside is not None
    assert mail.beside.status.fault is not None
    assert mail.status.fault is None
    here, there = frames(mail)
    assert here.pass_index == there.pass_index == mail.beside.status.fault.pass_index
    stopped = mail.status.passes
    compared.driver.handle(commands.Play())
    assert compared.driver.slice() == 0.0
    mail = compared.do(commands.Pause())
    assert mail.status.passes > stopped
    assert mail.beside is not None
    assert mail.beside.status.fault is not None


def test_starting_over_draws_the_same_seed_for_both_and_each_its_own_way() -> None:
    compared = Compared(XOR, replace(XOR, initializer="he"))
    mail = compared.do(commands.NewWeights(5, "article"))
    assert mail.beside is not None
    assert (mail.status.seed, mail.beside.status.seed) == (5, 5)
    assert (mail.status.initializer, mail.beside.status.initializer) == ("article", "he")


@pytest.mark.parametrize(
    "wish",
    [
        commands.SetFeatures(("x1",)),
        commands.Rebuild(XOR, Deed(Verb.DATA)),
        commands.SetWeights(()),
        commands.Compare(XOR),
    ],
)
def test_what_would_part_them_is_refused_with_what_to_do(wish: commands.Command) -> None:
    compared = Compared(XOR, RELU)
    with pytest.raises(SettingError, match="end the comparison first"):
        compared.driver.handle(wish)


def test_a_network_with_other_batches_is_refused_and_the_run_goes_on_alone() -> None:
    driver = Driver(Run(XOR), Mailbox(), lambda: 0.0, "xor")
    with pytest.raises(SettingError, match="same batches"):
        driver.handle(commands.Compare(replace(XOR, batch_size=2)))
    driver.handle(commands.Step(Unit.PASS))


def test_another_lesson_ends_the_comparison() -> None:
    compared = Compared(XOR, RELU)
    mail = compared.do(commands.Open("other", XOR, Opening()))
    assert mail.status.comparison is None
    compared.do(commands.Compare(RELU))


def test_the_words_follow_what_is_changed_under_way() -> None:
    compared = Compared(XOR, RELU)
    found = compared.do(commands.Pause()).status.comparison
    assert found is not None
    assert found.words == (((Trait.ACTIVATION, "Tanh"),), ((Trait.ACTIVATION, "ReLU"),))
    found = compared.do(commands.SetLearningRate(0.5)).status.comparison
    assert found is not None
    assert found.words[0][1] == (Trait.RATE, 0.5)
    assert found.words[1][1] == (Trait.RATE, 0.1)


def test_all_of_the_mail_but_its_answers_can_be_sent_to_another_process() -> None:
    mail = Compared(XOR, RELU).do(commands.Step(Unit.OPERATION))
    assert mail.beside is not None
    again = pickle.loads(pickle.dumps((mail.status, mail.beside.status, mail.beside.records)))
    assert again == (mail.status, mail.beside.status, mail.beside.records)
    assert pickle.loads(pickle.dumps(commands.Compare(RELU))) == commands.Compare(RELU)
