"""What came before a network was changed stays known as it was, whatever is done to the run that was left."""

from __future__ import annotations

import pickle
from dataclasses import replace

from nnviz.session import commands
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.driver import Driver
from nnviz.session.formers import MOST, MOST_EPOCHS, Formers, with_former
from nnviz.session.mailbox import Mailbox
from nnviz.session.opening import Opening
from nnviz.session.records import EpochRecord, Former, Opened
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
DEEPER = replace(XOR, layers=(*XOR.layers[:2], Part("Dense", {"units": 2}), *XOR.layers[2:]))
INSERT, ADAM = Deed(Verb.INSERT, "Dense", 2), Deed(Verb.OPTIMIZER, "Adam")


class Session:
    """A driver, and what it has told of former runs last."""

    def __init__(self, epochs: int) -> None:
        self.mailbox = Mailbox()
        self.driver = Driver(Run(XOR), self.mailbox, name="xor")
        self.train(epochs)

    def train(self, epochs: int) -> None:
        self.driver.handle(commands.GoToEnd())
        self.driver._run.train_epochs(epochs)

    def ask(self, command: commands.Command) -> Formers:
        self.driver.post()
        self.mailbox.take()
        self.driver.handle(command)
        mail = self.mailbox.take()
        assert mail is not None
        (opened,) = [record for record in mail.records if isinstance(record, Opened)]
        return opened.before


def losses(former: Former) -> list[float]:
    return [record.loss for record in former.records if isinstance(record, EpochRecord)]


def trained(epochs: int) -> list[float]:
    run = Run(XOR)
    run.train_epochs(epochs)
    return [record.loss for record in run.take_records() if isinstance(record, EpochRecord)]


def test_a_changed_network_comes_with_every_epoch_of_the_one_before() -> None:
    (former,) = Session(30).ask(commands.Rebuild(DEEPER, INSERT))
    assert (former.deed, former.epochs) == (INSERT, 30)
    assert losses(former) == trained(30)
    assert pickle.loads(pickle.dumps(former)) == former


def test_undo_and_redo_tell_of_what_was_before_each_version() -> None:
    session = Session(20)
    first = session.ask(commands.Rebuild(DEEPER, INSERT))
    session.train(5)
    both = session.ask(commands.Rebuild(replace(DEEPER, optimizer=Part("Adam")), ADAM))
    assert both[:1] == first
    assert [(former.deed, former.epochs, len(losses(former))) for former in both] == [
        (INSERT, 20, 20),
        (ADAM, 5, 5),
    ]
    assert session.ask(commands.UndoEdit()) == first
    assert session.ask(commands.UndoEdit()) == ()
    session.train(10)  # the run that was left goes on, and what it was then is not touched by that
    assert session.ask(commands.RedoEdit()) == first
    assert session.ask(commands.RedoEdit()) == both


def test_changes_without_an_epoch_between_them_are_one() -> None:
    session = Session(4)
    session.ask(commands.Rebuild(DEEPER, INSERT))
    (former,) = session.ask(commands.Rebuild(replace(DEEPER, optimizer=Part("Adam")), ADAM))
    assert (former.deed, former.epochs) == (Deed(Verb.SEVERAL, number=2), 4)
    (former,) = session.ask(commands.Rebuild(DEEPER, Deed(Verb.OPTIMIZER, "SGD")))
    assert (former.deed, former.epochs) == (Deed(Verb.SEVERAL, number=3), 4)


def test_before_anything_is_trained_there_is_nothing() -> None:
    assert Session(0).ask(commands.Rebuild(DEEPER, INSERT)) == ()


def test_a_lesson_that_is_come_back_to_still_has_what_came_before() -> None:
    session = Session(6)
    before = session.ask(commands.Rebuild(DEEPER, INSERT))
    assert session.ask(commands.Open("other", XOR, Opening(epochs=1))) == ()
    assert session.ask(commands.Open("xor", XOR, Opening())) == before


def test_a_long_run_is_kept_in_outline_with_its_extremes() -> None:
    run = Run(XOR)
    run.curves.add(EpochRecord(epoch, 1.0 + (epoch == 7777) * 9.0, (1.0,)) for epoch in range(1, 20_001))
    kept = run.curves.outline(20_000, MOST_EPOCHS)
    assert len(kept) <= MOST_EPOCHS + 1
    assert EpochRecord(7777, 10.0, ()) in kept
    assert kept[-1] == EpochRecord(20_000, 1.0, ())


def test_of_very_many_changes_the_latest_are_kept() -> None:
    run, before = Run(XOR), ()
    run.train_epochs(2)
    for number in range(MOST + 3):
        before = with_former(before, run, Deed(Verb.INSERT, "Dense", number))
    assert [former.deed.number for former in before] == list(range(3, MOST + 3))
