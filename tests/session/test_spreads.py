"""How the numbers of a layer lay over a run: percentiles of real passes, true after a rewind."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.driver import Driver
from nnviz.session.edits import Edit
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.opening import Opening
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.session.spreads import KEPT, PERCENTILES, SpreadLog, percentiles, tensors

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    "article",
    1,
)


class Played:
    """A driver with its mailbox and a clock that goes on when told."""

    def __init__(self) -> None:
        self.now, self.box, self.run = 0.0, Mailbox(), Run(XOR)
        self.driver = Driver(self.run, self.box, lambda: self.now, "first")

    def do(self, *wishes: object) -> Mail:
        for wish in wishes:
            self.driver.handle(wish)  # type: ignore[arg-type]
        mail = self.box.take()
        assert mail is not None
        return mail

    def slice(self, later: float) -> Mail:
        self.now += later
        self.driver.slice()
        mail = self.box.take()
        assert mail is not None
        return mail


def test_what_is_posted_are_numpys_percentiles_of_the_frames_own_arrays() -> None:
    played = Played()
    mail = played.do(commands.Watch("dense_1"), commands.Step(Unit.PASS))
    assert mail.frame is not None
    assert mail.spreads is not None
    assert list(mail.spreads.percentiles) == ["W", "Y", "dW"]
    assert mail.spreads.epochs.tolist() == [0.25]
    for key, rows in mail.spreads.percentiles.items():
        wanted = np.percentile(mail.frame.arrays["dense_1"][key], [0, 5, 25, 50, 75, 95, 100])
        assert rows.tolist() == [wanted.tolist()]


def test_a_layer_without_weights_is_followed_by_what_it_gives_and_its_gradient() -> None:
    nodes = {node.name: tensors(node) for node in Run(XOR).stage.nodes}
    assert nodes["dense_1"] == ("W", "Y", "dW")
    assert nodes["tanh_2"] == ("Y", "dY")


def test_nothing_is_measured_unless_it_is_watched_nor_in_the_middle_of_a_pass() -> None:
    played = Played()
    assert played.do(commands.Step(Unit.PASS)).spreads is None
    mail = played.do(commands.Watch("tanh_2"), commands.Step(Unit.OPERATION))
    assert mail.spreads is not None
    assert mail.spreads.epochs.tolist() == [0.25]  # the pass before, brought back
    assert played.do(commands.Watch(""), commands.Step(Unit.PASS)).spreads is None
    assert played.do(commands.Watch("no such layer"), commands.Step(Unit.PASS)).spreads is None


def test_the_past_is_brought_back_pass_by_pass_and_the_run_goes_on_as_it_would() -> None:
    played, other = Played(), Run(XOR)
    played.run.train_epochs(205)
    other.train_epochs(205)
    mail = played.do(commands.Watch("dense_3"))
    assert mail.frame is None  # whoever looks goes on looking at what is on the screen
    spreads = mail.spreads
    assert spreads is not None
    assert spreads.passes == 820
    assert len(spreads.epochs) >= 10
    assert (np.diff(spreads.epochs) > 0).all()
    for place in (0, len(spreads.epochs) // 2):
        again = Run(XOR)
        again.train(round(spreads.epochs[place] * 4))
        arrays = again.frame().arrays["dense_3"]
        for key, rows in spreads.percentiles.items():
            assert rows[place].tolist() == np.percentile(arrays[key], PERCENTILES).tolist()
    played.run.train_epochs(3)
    other.train_epochs(3)
    assert np.array_equal(played.run.frame().arrays["dense_1"]["W"], other.frame().arrays["dense_1"]["W"])


def test_a_run_that_goes_on_is_measured_ten_times_a_second_at_most() -> None:
    played = Played()
    played.do(commands.Watch("dense_1"))
    played.driver.handle(commands.Play())
    found = [played.slice(later).spreads for later in (0.2, 0.016, 0.016, 0.016, 0.1)]
    assert [spreads is not None for spreads in found] == [True, False, False, False, True]
    first, last = found[0], found[-1]
    assert first is not None
    assert last is not None
    assert len(last.epochs) == len(first.epochs) + 1


def test_passes_that_are_run_anew_are_forgotten() -> None:
    played = Played()
    played.run.train_epochs(100)
    before = played.do(commands.Watch("dense_1")).spreads
    assert before is not None
    assert before.epochs[-1] > 60
    spreads = played.do(commands.GoToEpoch(60), commands.RewindHere()).spreads
    assert spreads is not None
    assert 0 < spreads.epochs[-1] <= 60
    spreads = played.do(commands.NewWeights(2)).spreads
    assert spreads is not None
    assert spreads.epochs.tolist() == []


def test_what_was_seen_before_a_reset_is_gone_though_nobody_watched_it() -> None:
    played = Played()
    played.run.train_epochs(100)
    played.do(commands.Watch("dense_1"))
    played.do(commands.Watch(""), commands.Reset())
    played.run.train_epochs(100)
    played.run.set_learning_rate(0.5)
    spreads = played.do(commands.Watch("dense_1")).spreads
    assert spreads is not None
    again = Run(XOR)
    again.train(round(spreads.epochs[0] * 4))
    rows = spreads.percentiles["W"]
    assert rows[0].tolist() == np.percentile(again.frame().arrays["dense_1"]["W"], PERCENTILES).tolist()


def test_another_run_has_its_own_and_is_not_watched_unasked() -> None:
    played = Played()
    played.run.train_epochs(100)
    kept = played.do(commands.Watch("dense_1")).spreads
    assert played.do(commands.Open("second", XOR, Opening())).spreads is None
    fresh = played.do(commands.Watch("dense_1")).spreads
    assert fresh is not None
    assert fresh.epochs.tolist() == []
    back = played.do(commands.Open("first", XOR, Opening()), commands.Watch("dense_1")).spreads
    assert kept is not None
    assert back is not None
    assert set(kept.epochs[:-1]) <= set(back.epochs)


def test_of_many_passes_every_second_is_kept_and_the_newest() -> None:
    run = Run(XOR)
    log = SpreadLog(run)
    for _ in range(KEPT + 1):
        run.step(Unit.PASS)
        assert log.add("tanh_4", run.frame())
    spreads = log.spreads("tanh_4")
    assert spreads is not None
    assert len(spreads.epochs) == KEPT // 2 + 1
    assert spreads.epochs[-1] == (KEPT + 1) / 4


@pytest.mark.parametrize(
    ("values", "wanted"),
    [([1.0, np.inf, np.nan, 3.0], [1, 1.1, 1.5, 2, 2.5, 2.9, 3]), ([np.nan], [np.nan] * 7)],
)
def test_what_is_no_number_is_left_out(values: list[float], wanted: list[float]) -> None:
    np.testing.assert_allclose(percentiles(np.array(values)), wanted)


def test_the_newest_pass_is_measured_again_where_it_was_changed_by_hand() -> None:
    played = Played()
    played.do(commands.Watch("dense_1"), commands.Step(Unit.PASS))
    change = commands.MakeEdit(Edit("dense_1", "W", (0, 0), 2.5))
    mail = played.do(change)
    assert mail.frame is not None
    assert mail.spreads is not None
    wanted = np.percentile(mail.frame.arrays["dense_1"]["Y"], PERCENTILES)
    assert mail.spreads.percentiles["Y"].tolist() == [wanted.tolist()]
    mail = played.do(commands.Step(Unit.OPERATION, forward=False), commands.UndoEdit())
    assert mail.spreads is not None
    assert mail.spreads.epochs.tolist() == []  # the pass as it is now has not been seen whole
