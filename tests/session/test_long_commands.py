"""What takes long goes on in slices: it says how far it is, can be stopped, and then has changed nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnviz.nn import SettingError
from nnviz.session import commands, lengthy, long_commands
from nnviz.session.answers import GivenUp, Loaded, Refused, Saved
from nnviz.session.cursor import Unit
from nnviz.session.document import as_bytes, document_of
from nnviz.session.driver import Driver
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.opening import Opening
from nnviz.session.other_data import Points
from nnviz.session.progress import CHECKING, LOADING, LOOKING_BACK, MAKING, OPENING, READING, SAVING, TRAINING
from nnviz.session.records import Opened
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup, Values
from nnviz.session.versions import OTHER_DATA
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


def test_passes_that_go_on_are_seen_without_being_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise AssertionError("a pass is run again")

    monkeypatch.setattr(Run, "live_frame", fail)
    patient, plain = Patient(), Run(XOR)
    plain.train_epochs(50)
    patient.begin(commands.Open("second", XOR, Opening(epochs=50)))
    frames = []
    while patient.driver.slice() is not None:
        mail = patient.mail()
        if mail.frame is not None:
            frames.append(mail.frame)
            assert mail.frame.pass_index == mail.status.passes - 1
    assert len(frames) > 20
    last = patient.driver._run
    assert last.passes == 200
    assert np.array_equal(last.program.graph.values, plain.program.graph.values)


def test_that_many_numbers_are_being_saved_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lengthy, "_MANY", 1)
    patient = Patient(5)
    patient.driver.handle(commands.Save(Opening(), "title"))
    kinds, answers = [], []
    while True:
        mail = patient.box.take()
        if mail is not None:
            kinds += [mail.status.progress.kind] if mail.status.progress else []
            answers += mail.answers
        if patient.driver.slice() is None:
            break
    assert kinds[-1] == SAVING
    assert [type(answer) for answer in answers] == [Saved]


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


# -- documents, and runs that are made from others ------------------------------------------------


def a_document(folder: Path, epochs: int = 7) -> commands.OpenDocument:
    """One whose run has still to go on through most of an epoch."""
    run = Run(replace(XOR, batch_size=1))
    run.train_epochs(epochs)
    for _ in range(3):
        run.step(Unit.PASS)
    path = folder / "a.nnviz"
    path.write_bytes(as_bytes(document_of(run)))
    return commands.OpenDocument("document", path)


def test_a_document_is_opened_in_steps_and_is_then_what_was_saved(tmp_path: Path) -> None:
    patient, command = Patient(5), a_document(tmp_path)
    first = patient.begin(command)
    assert first.status.progress is not None
    assert first.status.progress.kind == READING
    assert (first.status.epochs, first.answers) == (5, ())  # the run before stays until it is there
    answers = []
    while patient.driver.slice() is not None:
        mail = patient.box.take()
        answers += mail.answers if mail else ()
    last = patient.box.take()
    answers += last.answers if last else ()
    (answer,) = answers
    assert isinstance(answer, Loaded)
    assert answer.passes == 31
    assert patient.driver.slice() is None


@pytest.mark.parametrize("by", [commands.Cancel(), commands.Reset(), None])
def test_a_document_that_is_not_waited_for_is_answered_once_and_the_run_goes_on(
    tmp_path: Path, by: commands.Command | None
) -> None:
    patient, command = Patient(5), a_document(tmp_path)
    patient.begin(command)
    patient.driver.slice()
    mail = patient.begin(by or replace(command, path=tmp_path / "none.nnviz"))
    assert [type(answer) for answer in mail.answers] == [GivenUp, *([] if by else [Refused])]
    assert mail.status.progress is None
    assert mail.status.epochs == (0 if by == commands.Reset() else 5)
    assert patient.driver.slice() is None


def test_whatever_goes_wrong_with_a_document_it_is_answered_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient, command = Patient(5), a_document(tmp_path)

    def fail(*_: object) -> None:
        raise ZeroDivisionError("nobody thought of it")
        yield

    monkeypatch.setattr(long_commands, "loading", fail)
    with pytest.raises(ZeroDivisionError):
        patient.driver.handle(command)
    (answer,) = patient.mail().answers
    assert isinstance(answer, Refused)
    assert str(answer.reason) == "nnviz met an error of its own: ZeroDivisionError: nobody thought of it"
    assert patient.begin(commands.Step(Unit.PASS)).status.passes == 21


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "there is not enough memory"),
        (KeyError("W"), "nnviz met an error of its own: KeyError: 'W'"),
        (AssertionError(), "nnviz met an error of its own: AssertionError"),
        (SettingError("{0} is odd", 3), "3 is odd"),
    ],
)
def test_whatever_goes_wrong_with_saving_it_is_answered_in_the_words_of_the_error(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("nnviz.session.document.as_bytes", fail)
    patient = Patient(5)
    with suppress(KeyError, AssertionError):  # which the window shows and writes down
        patient.driver.handle(commands.Save(Opening(), "title"))
    (answer,) = patient.mail().answers
    assert isinstance(answer, Refused)
    assert str(answer.reason) == said
    assert patient.begin(commands.Step(Unit.PASS)).status.passes == 21


def test_saving_is_answered_whatever_is_stopped(tmp_path: Path) -> None:
    save = commands.Save(Opening(), "title")
    patient = Patient(200)
    patient.begin(commands.GoToEpoch(12))
    patient.driver.handle(save)
    patient.driver.handle(commands.Cancel())
    answers = [*patient.mail().answers, *patient.go_on()[1].answers]
    assert [type(answer) for answer in answers] == [Saved]  # the run that was to be saved is still there
    patient.begin(commands.GoToEpoch(12))
    patient.driver.handle(save)
    assert patient.begin(commands.Reset()).answers == (GivenUp(),)
    patient.run.train_epochs(200)
    patient.begin(save)
    assert patient.driver.is_busy
    assert patient.begin(commands.Cancel()).answers == (GivenUp(),)
    assert not patient.driver.is_busy


def test_a_refused_command_does_not_take_those_with_it_that_wait_after_it() -> None:
    patient = Patient(200)
    patient.begin(commands.GoToEpoch(12))
    patient.driver.handle(commands.SetLearningRate(-1.0))
    for _ in range(5000):
        patient.driver.handle(commands.SetHistoryBytes(2**21))
    patient.driver.handle(commands.GoToEpoch(13))
    refused = 0
    while patient.driver.is_busy:
        try:
            patient.driver.slice()
        except SettingError:
            refused += 1
    mail = patient.mail()
    assert refused == 1
    assert mail.status.past_limit == 2**21
    assert mail.frame is not None
    assert mail.frame.epoch == 13


REBUILD = commands.Rebuild(replace(XOR, layers=(Part("Dense", {"units": 5}), *XOR.layers[1:])), OTHER_DATA)
MADE = [
    REBUILD,
    commands.SetFeatures(("x1", "x2", "x1*x2")),
    commands.SetPoints(Points(((0.0, 1.0), (1.0, 1.0)), (1.0, 0.0), (-1.0, 1.0))),
    commands.SetWeights((Values("dense_1", "B", np.ones(3)),)),
]


@pytest.mark.parametrize("command", MADE)
def test_another_run_of_many_numbers_is_told_of_before_it_is_made_and_can_be_left(
    command: commands.Command,
) -> None:
    patient = Patient(5)
    for stop_after in (0, 1, 2):
        first = patient.begin(command)
        assert first.status.progress is not None
        assert first.status.progress.kind == MAKING
        for _ in range(stop_after):
            assert patient.driver.slice() == 0.0
        back = patient.begin(commands.Cancel())
        assert (back.status.epochs, back.status.can_undo, back.status.progress) == (5, False, None)
    patient.begin(command)
    shares, mail = patient.go_on()
    assert shares == sorted(shares)
    assert len(shares) > 1
    assert (mail.status.epochs, mail.status.progress, mail.status.can_undo) == (0, None, True)


def test_another_run_on_the_same_data_does_not_make_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    patient = Patient(5)
    monkeypatch.setattr(Setup, "make_data", lambda _: pytest.fail("they are there already"))
    patient.begin(REBUILD)
    patient.go_on()
    assert patient.begin(commands.Compare(XOR)).status.comparison is not None


@pytest.mark.parametrize("by", [None, commands.Cancel()])
def test_a_lesson_with_data_from_a_file_is_told_of_before_they_are_read(
    tmp_path: Path, by: commands.Command | None
) -> None:
    file = tmp_path / "data.csv"
    file.write_text("a,b,t\n" + "0,1,1\n1,1,0\n" * 4000)
    own = replace(XOR, data=Part("csv", {"file": str(file), "targets": "t"}))
    patient = Patient(5)
    first = patient.begin(commands.Open("own", own, Opening(epochs=3)))
    assert first.status.progress is not None
    assert first.status.progress.kind == LOADING
    assert (first.status.epochs, Opened("own") in first.records) == (5, False)
    shares = [first.status.progress.share]
    while True:
        patient.driver.slice()
        mail = patient.mail()
        assert mail.status.progress is not None
        if mail.status.progress.kind == OPENING:
            break
        shares.append(mail.status.progress.share)
        if by is not None and len(shares) == 9:
            back = patient.begin(by)
            assert (back.status.epochs, back.status.progress) == (5, None)
            assert not any(isinstance(record, Opened) for record in back.records)
            return
    assert shares == sorted(shares)
    assert len(shares) > 9
    assert Opened("own") in mail.records
    assert mail.status.progress.share < 0.5
    assert patient.go_on()[1].status.epochs == 3
