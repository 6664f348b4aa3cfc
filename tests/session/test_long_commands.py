"""What takes long goes on in slices: it says how far it is, can be stopped, and then has changed nothing."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.session import commands, lengthy, long_commands
from nnviz.session.cursor import Unit
from nnviz.session.driver import Driver
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.opening import Opening
from nnviz.session.progress import CHECKING, LOOKING_BACK, OPENING, TRAINING
from nnviz.session.records import Opened
from nnviz.session.run import Run
from tests.session.test_driver import XOR


class Patient:
    """A driver for which everything takes long, with its mail."""

    def __init__(self, epochs: int = 0) -> None:
        self.run, self.box = Run(XOR), Mailbox()
        self.run.train_epochs(epochs)
        self.driver = Driver(self.run, self.box, name="first")
        self.driver.post()
        self.mail()

    def mail(self) -> Mail:
        mail = self.box.take()
        assert mail is not None
        return mail

    def begin(self, command: object) -> Mail:
        self.driver.handle(command)  # type: ignore[arg-type]
        return self.mail()

    def go_on(self) -> tuple[list[float], Mail]:
        """Slices until there is nothing left to do: the shares that were told, and the last mail."""
        shares, last = [], None
        while self.driver.slice() is not None:
            mail = self.box.take()
            if mail is not None and mail.status.progress is not None:
                shares.append(mail.status.progress.share)
            last = mail or last
        last = self.box.take() or last
        assert last is not None
        return shares, last


@pytest.fixture(autouse=True)
def everything_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_commands, "PATIENCE", 0.0)
    monkeypatch.setattr(long_commands, "SLICE", 0.0)
    monkeypatch.setattr(long_commands, "TELLING", 0.0)
    monkeypatch.setattr(lengthy, "_MOST_AT_ONCE", 3)


def test_going_far_back_tells_how_far_it_is_and_arrives_where_it_would_at_once() -> None:
    patient, plain = Patient(200), Run(XOR)
    plain.train_epochs(200)
    plain.go_to_epoch(12)
    first = patient.begin(commands.GoToEpoch(12))
    assert first.status.progress is not None
    assert first.status.progress.kind == LOOKING_BACK
    assert first.status.passes == 800  # though the trainer is somewhere else just now
    shares, last = patient.go_on()
    assert shares == sorted(shares)
    assert len(shares) > 5
    assert last.status.progress is None
    assert last.frame is not None
    wanted = plain.frame()
    assert (last.frame.epoch, last.frame.pass_index) == (12, 47)
    for node, tensors in wanted.arrays.items():
        for key, array in tensors.items():
            assert np.array_equal(last.frame.arrays[node][key], array)


def test_stopped_on_the_way_back_everything_is_as_it_was() -> None:
    patient, plain = Patient(200), Run(XOR)
    plain.train_epochs(200)
    patient.begin(commands.GoToEpoch(12))
    for _ in range(4):
        patient.driver.slice()
    mail = patient.begin(commands.Cancel())
    assert mail.status.progress is None
    assert mail.frame is not None
    assert (mail.frame.epoch, mail.status.passes) == (200, 800)
    assert patient.driver.slice() is None
    patient.run.train_epochs(3)
    plain.train_epochs(3)
    assert np.array_equal(patient.run.program.graph.values, plain.program.graph.values)


def test_what_is_asked_for_meanwhile_waits_its_turn() -> None:
    patient = Patient(200)
    patient.begin(commands.GoToEpoch(12))
    patient.driver.handle(commands.Step(Unit.PASS, forward=False))
    patient.driver.handle(commands.SetHistoryBytes(2**21))
    _, last = patient.go_on()
    assert last.frame is not None
    assert last.frame.pass_index == 46
    assert last.status.past_limit == 2**21


@pytest.mark.parametrize("command", [commands.Pause(), commands.Reset()])
def test_some_wishes_stop_it(command: object) -> None:
    patient = Patient(200)
    patient.begin(commands.GoToEpoch(12))
    mail = patient.begin(command)
    assert mail.status.progress is None
    assert patient.driver.slice() is None
    assert mail.status.epochs == (0 if isinstance(command, commands.Reset) else 200)


def test_an_epoch_is_trained_in_slices_and_looked_at_meanwhile() -> None:
    patient, plain = Patient(), Run(XOR)
    plain.step(Unit.EPOCH)
    first = patient.begin(commands.Step(Unit.EPOCH))
    assert first.status.progress is not None
    assert first.status.progress.kind == TRAINING
    _, last = patient.go_on()
    assert last.frame is not None
    assert last.frame.pass_index == plain.frame().pass_index == 3
    assert np.array_equal(patient.run.program.graph.values, plain.program.graph.values)


def test_a_lesson_that_trains_while_it_opens_is_there_at_once() -> None:
    patient = Patient(5)
    opened = patient.begin(commands.Open("second", XOR, Opening(epochs=50, operation=3)))
    assert Opened("second") in opened.records
    assert opened.status.progress is not None
    assert opened.status.progress.kind == OPENING
    assert opened.status.epochs < 50
    _, last = patient.go_on()
    assert last.frame is not None
    assert (last.status.epochs, last.frame.pass_index, last.frame.position) == (50, 200, 3)


@pytest.mark.parametrize("by", [commands.Cancel(), commands.Open("first", XOR, Opening())])
def test_a_lesson_that_is_not_waited_for_is_forgotten(by: commands.Command) -> None:
    patient, second = Patient(5), commands.Open("second", XOR, Opening(epochs=50))
    patient.driver = Driver(patient.run, patient.box, name="first", made_from=(XOR, Opening()))
    patient.begin(second)
    patient.driver.slice()
    back = patient.begin(by)
    assert back.status.progress is None
    assert back.records[-1] == Opened("first") or Opened("first") in back.records
    assert back.status.epochs == 5
    patient.begin(second)
    assert patient.go_on()[1].status.epochs == 50  # from its beginning, not from where it was left


def test_the_check_of_a_layer_can_be_stopped_and_then_there_is_no_answer() -> None:
    patient = Patient(20)
    before = patient.run.program.graph.values.copy()
    first = patient.begin(commands.CheckLayer("dense_1"))
    assert first.status.progress is not None
    assert first.status.progress.kind == CHECKING
    mail = patient.begin(commands.Cancel())
    assert mail.layer_check is None
    assert np.array_equal(patient.run.program.graph.values, before)
    patient.begin(commands.CheckLayer("dense_1"))
    check = patient.go_on()[1].layer_check
    assert check is not None
    assert len(check.checks) == check.count == 9
