"""How a run is played, paused and stepped, without a thread: slices are called by hand.

The clock is a plain number, so a second passes when the test says so.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import Kind, SettingError
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.driver import Driver
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.opening import Opening
from nnviz.session.pace import FLAT_OUT, Pace
from nnviz.session.records import EpochRecord, Opened
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


class Played:
    """A driver with its mailbox and a clock that stands still."""

    def __init__(self) -> None:
        self.now = 0.0
        self.box = Mailbox()
        self.run = Run(XOR)
        self.driver = Driver(self.run, self.box, lambda: self.now, "first")

    def mail(self) -> Mail:
        mail = self.box.take()
        assert mail is not None
        return mail

    def do(self, *wishes: object) -> Mail:
        for wish in wishes:
            self.driver.handle(wish)  # type: ignore[arg-type]
        return self.mail()


@pytest.fixture
def played() -> Played:
    return Played()


def test_a_paused_driver_asks_for_no_slice(played: Played) -> None:
    assert played.driver.slice() is None


def test_stepping_shows_one_operation_after_another(played: Played) -> None:
    kinds = []
    for _ in range(11):
        frame = played.do(commands.Step(Unit.OPERATION)).frame
        assert frame is not None
        assert frame.operation is not None
        kinds.append(frame.operation.kind)
    assert kinds == [Kind.FORWARD] * 4 + [Kind.LOSS] + [Kind.BACKWARD] * 5 + [Kind.UPDATE]
    assert played.run.passes == 1


def test_flat_out_trains_until_paused_and_loses_no_record(played: Played) -> None:
    played.driver.handle(commands.Play())
    records = []
    for _ in range(5):
        assert played.driver.slice() == 0.0
        mail = played.mail()
        assert mail.status.running
        assert mail.frame is not None
        assert mail.frame.live
        records += mail.records
    mail = played.do(commands.Pause())
    records += mail.records
    assert not mail.status.running
    assert mail.frame is not None
    assert not mail.frame.live
    epochs = [record.epoch for record in records if isinstance(record, EpochRecord)]
    assert epochs == list(range(1, mail.status.epochs + 1))
    assert played.driver.slice() is None


def test_a_live_frame_is_made_only_after_the_last_was_taken(played: Played) -> None:
    played.driver.handle(commands.Play())
    played.driver.slice()
    first = played.run.passes
    played.driver.slice()
    mail = played.mail()
    assert mail.frame is not None
    assert mail.frame.pass_index == first - 1
    assert mail.status.passes == played.run.passes > first


def test_a_slow_pace_runs_so_many_passes_a_second(played: Played) -> None:
    played.driver.handle(commands.SetPace(Pace(Unit.PASS, 10)))
    played.driver.handle(commands.Play())
    assert played.driver.slice() == pytest.approx(0.1)
    assert played.run.passes == 1
    played.now += 0.05
    assert played.driver.slice() == pytest.approx(0.05)
    assert played.run.passes == 1
    played.now += 0.05
    played.driver.slice()
    assert played.run.passes == 2


def test_operations_a_second_walk_the_cursor(played: Played) -> None:
    played.driver.handle(commands.SetPace(Pace(Unit.OPERATION, 4)))
    played.driver.handle(commands.Play())
    places = []
    for _ in range(13):
        wait = played.driver.slice()
        assert wait == pytest.approx(0.25)
        frame = played.mail().frame
        assert frame is not None
        places.append((frame.pass_index, frame.position))
        played.now += wait
    assert places == [(0, k) for k in range(1, 12)] + [(1, 1), (1, 2)]


def test_a_step_while_it_runs_pauses_it(played: Played) -> None:
    played.driver.handle(commands.Play())
    played.driver.slice()
    played.box.take()
    head = played.run.passes
    mail = played.do(commands.Step(Unit.OPERATION, forward=False))
    assert not mail.status.running
    assert mail.frame is not None
    assert (mail.frame.pass_index, mail.frame.position) == (head - 1, 10)


def test_start_and_end_of_the_pass(played: Played) -> None:
    frame = played.do(commands.Step(Unit.PASS), commands.GoToPosition(1)).frame
    assert frame is not None
    assert (frame.pass_index, frame.position) == (0, 1)
    frame = played.do(commands.GoToEnd()).frame
    assert frame is not None
    assert (frame.pass_index, frame.position) == (0, 11)


def test_reset_brings_the_first_weights_back(played: Played) -> None:
    first = played.do(commands.Step(Unit.OPERATION)).frame
    again = played.do(commands.Step(Unit.EPOCH), commands.Reset(), commands.Step(Unit.OPERATION)).frame
    assert first is not None
    assert again is not None
    assert np.array_equal(first.arrays["dense_1"]["W"], again.arrays["dense_1"]["W"])
    assert again.pass_index == 0


def test_new_weights_come_from_the_seed(played: Played) -> None:
    mail = played.do(commands.NewWeights(3))
    assert mail.status.seed == 3
    assert mail.frame is not None
    expected = np.random.RandomState(3).rand(2, 3) - 0.5
    assert np.array_equal(mail.frame.arrays["dense_1"]["W"], expected)


def test_a_rate_that_is_no_rate_is_refused_and_nothing_changes(played: Played) -> None:
    with pytest.raises(SettingError, match="at least 0"):
        played.driver.handle(commands.SetLearningRate(float("nan")))
    assert played.do(commands.Step(Unit.OPERATION)).status.learning_rate == 0.1


def test_a_rate_set_while_it_runs_holds_from_the_next_pass(played: Played) -> None:
    played.driver.handle(commands.Play())
    played.driver.slice()
    played.driver.handle(commands.SetLearningRate(0.5))
    played.driver.slice()
    frame = played.do(commands.Pause()).frame
    assert frame is not None
    assert frame.learning_rate == 0.5


def test_a_number_that_is_not_finite_ends_the_play() -> None:
    setup = Setup(
        "xor",
        (Part("Dense", {"units": 3}), Part("Dense", {"units": 1})),
        Part("MSE"),
        Part("SGD", {"learning_rate": 1e6}),
        "article",
        1,
    )
    box = Mailbox()
    driver = Driver(Run(setup), box)
    driver.handle(commands.SetPace(FLAT_OUT))
    driver.handle(commands.Play())
    while driver.slice() is not None:
        pass
    mail = box.take()
    assert mail is not None
    assert mail.status.fault is not None
    assert not mail.status.running
    assert mail.frame is not None
    assert mail.frame.position == mail.status.fault.position
    driver.handle(commands.Play())
    assert driver.slice() is None
    driver.handle(commands.RewindToFinite())
    mail = box.take()
    assert mail is not None
    assert mail.status.fault is None
    assert mail.frame is not None
    assert all(np.isfinite(a).all() for found in mail.frame.arrays.values() for a in found.values())


# -- so many epochs, and other runs -------------------------------------------------------------

AND = Setup("and", (Part("Dense", {"units": 1}), Part("Sigmoid")), Part("MSE"), Part("SGD"), seed=3)


def test_so_many_epochs_are_trained_and_no_pass_more(played: Played) -> None:
    played.do(commands.Step(Unit.PASS))
    played.driver.handle(commands.TrainEpochs(3))
    while played.driver.slice() is not None:
        pass
    mail = played.mail()
    assert (mail.status.running, mail.status.passes, mail.status.epochs) == (False, 12, 3)
    assert mail.frame is not None
    assert not mail.frame.live
    # what is played after them has no end
    played.driver.handle(commands.Play())
    assert played.driver.slice() == 0.0
    assert played.run.passes > 12


def test_a_pause_ends_the_epochs_that_were_asked_for(played: Played) -> None:
    played.do(commands.SetPace(Pace(Unit.PASS, 1.0)))
    played.driver.handle(commands.TrainEpochs(3))
    played.driver.slice()
    assert not played.do(commands.Pause()).status.running
    assert played.driver.slice() is None


def test_another_run_opens_where_it_is_asked_to_and_the_first_is_found_as_it_was_left(played: Played) -> None:
    played.driver.handle(commands.TrainEpochs(2))
    while played.driver.slice() is not None:
        pass
    left = played.do(commands.Step(Unit.OPERATION, forward=False))
    before = played.run.frame()
    mail = played.do(commands.Open("and", AND, Opening(epochs=5, operation=4)))
    assert mail.records[0] == Opened("and")
    assert [r.epoch for r in mail.records if isinstance(r, EpochRecord)] == [1, 2, 3, 4, 5]
    assert (mail.status.passes, mail.status.running) == (21, False)
    assert mail.frame is not None
    assert (mail.frame.pass_index, mail.frame.position) == (20, 4)
    assert [node.name for node in mail.frame.stage.nodes] == ["dense_1", "sigmoid_2"]
    assert mail.status.past_limit == left.status.past_limit

    mail = played.do(commands.Open("first", XOR, Opening()))
    assert mail.records == (Opened("first"),)
    assert mail.frame is not None
    assert (mail.status.passes, mail.frame.position) == (8, before.position)
    for name, arrays in before.arrays.items():
        for key, array in arrays.items():
            np.testing.assert_array_equal(mail.frame.arrays[name][key], array)

    again = played.do(commands.Open("and", AND, Opening(epochs=5, operation=4)))
    assert (again.status.passes, again.records) == (21, (Opened("and"),))


def test_records_of_the_run_that_is_left_come_before_the_word_that_it_was(played: Played) -> None:
    played.driver.handle(commands.Play())
    played.driver.slice()
    epochs = played.run.epochs
    mail = played.do(commands.Open("and", AND, Opening()))
    place = mail.records.index(Opened("and"))
    assert len([r for r in mail.records[:place] if isinstance(r, EpochRecord)]) == epochs
    assert mail.frame is not None
    assert mail.frame.stage.nodes[0].output_shape == (1,)


def test_a_run_that_cannot_be_made_leaves_the_one_that_is_there(played: Played) -> None:
    with pytest.raises(SettingError, match="dataset 'moon' is unknown"):
        played.driver.handle(commands.Open("moon", replace(AND, data="moon"), Opening()))
    assert played.do(commands.Step(Unit.OPERATION)).status.seed == XOR.seed


def test_a_run_is_not_opened_again_once_its_setup_or_opening_is_another(played: Played) -> None:
    played.do(commands.Open("mine", AND, Opening(epochs=5)))
    changed = replace(AND, seed=AND.seed + 1)
    weights = Run(changed).frame().arrays["dense_1"]["W"]
    mail = played.do(commands.Open("mine", changed, Opening()))
    assert mail.status.passes == 0
    assert mail.frame is not None
    assert np.array_equal(mail.frame.arrays["dense_1"]["W"], weights)
    assert played.do(commands.Open("mine", changed, Opening(epochs=2))).status.epochs == 2
    played.do(commands.Open("first", XOR, Opening()), commands.Step(Unit.PASS))
    played.do(commands.Open("mine", changed, Opening(epochs=2)))
    assert played.do(commands.Open("first", XOR, Opening())).status.passes == 1


def test_a_first_run_that_was_changed_from_outside_is_still_that_of_its_lesson() -> None:
    box, other = Mailbox(), replace(XOR, seed=7)
    driver = Driver(Run(other), box, name="first", made_from=(XOR, Opening(epochs=3)))
    driver.handle(commands.Open("and", AND, Opening()))
    driver.handle(commands.Open("first", XOR, Opening(epochs=3)))
    mail = box.take()
    assert mail is not None
    assert mail.status.seed == 7


def test_heavy_passes_are_shown_whole_five_times_a_second_and_glimpsed_in_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Run, "is_heavy", True)
    played = Played()
    played.driver.handle(commands.Play())
    whole = []
    for _ in range(60):
        played.driver.slice()
        mail = played.mail()
        assert (mail.frame is None) is (mail.glimpse is not None)
        newest = mail.frame or mail.glimpse
        assert newest is not None
        assert newest.partial is (mail.frame is None)
        assert newest.pass_index == mail.status.passes - 1
        whole.append(mail.frame is not None)
        played.now += 0.03
    assert [place for place, is_whole in enumerate(whole) if is_whole] == list(range(0, 60, 8))


def test_a_light_pass_is_always_shown_whole(played: Played) -> None:
    played.driver.handle(commands.Play())
    for _ in range(3):
        played.driver.slice()
        mail = played.mail()
        assert mail.frame is not None
        assert mail.glimpse is None
