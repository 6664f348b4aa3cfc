"""What is evaluated beside the training: exact, at real epochs, seldom, and without touching a bit of it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from nnviz.nn import Graph
from nnviz.nn.program import parameter_values
from nnviz.nn.state import memories
from nnviz.session import commands
from nnviz.session.asking import Moment
from nnviz.session.cursor import Unit
from nnviz.session.data import Dataset
from nnviz.session.decisions import Decision, decision
from nnviz.session.driver import Driver
from nnviz.session.edits import Rate
from nnviz.session.evaluation import Evaluator
from nnviz.session.mailbox import Mailbox
from nnviz.session.records import EpochRecord, Evaluation, Record, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.session.watcher import CREDIT, SHARE, Allowance

MOONS = Part("moons", {"points": 60, "noise": 0.3, "seed": 1, "test_share": 0.5})
SETUP = Setup(
    MOONS,
    (Part("Dense", {"units": 5}), Part("ReLU"), Part("Dense", {"units": 1}), Part("Sigmoid")),
    Part("BinaryCrossEntropy"),
    Part("SGD", {"learning_rate": 0.2}),
    "he",
    seed=1,
    batch_size=10,
)
CHANCY = replace(
    SETUP,
    layers=(
        Part("Dense", {"units": 8}),
        Part("BatchNorm"),
        Part("ReLU"),
        Part("Dropout", {"rate": 0.5}),
        *SETUP.layers[2:],
    ),
    shuffle=True,
    optimizer=Part("Adam"),
)


@pytest.fixture
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is evaluated of itself."""
    monkeypatch.setattr(Allowance, "now", property(lambda _: False))


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every epoch is evaluated."""
    monkeypatch.setattr(Allowance, "now", property(lambda _: True))


def evaluations(records: tuple[Record, ...]) -> dict[int, Evaluation]:
    """By epoch; one that comes later stands in the place of the one before."""
    found: dict[int, Evaluation] = {}
    for record in records:
        if isinstance(record, Evaluation):
            found[record.epoch] = record
        elif isinstance(record, Rewound):
            found = {epoch: kept for epoch, kept in found.items() if epoch <= record.epochs}
    return found


def by_hand(run: Run, part: Dataset) -> tuple[float, int]:
    """The loss and the right answers of the network in the frame under the cursor, written out."""
    arrays = run.frame().arrays
    hidden = np.maximum(part.x @ arrays["dense_1"]["W"] + arrays["dense_1"]["B"], 0.0)
    yes = 1 / (1 + np.exp(-(hidden @ arrays["dense_3"]["W"] + arrays["dense_3"]["B"])))
    loss = -np.mean(part.t * np.log(yes) + (1 - part.t) * np.log(1 - yes))
    return float(loss), int(((yes > 0.5) == (part.t > 0.5)).sum())


def test_the_loss_and_the_right_answers_are_those_of_the_frame_at_the_end_of_the_epoch(always: None) -> None:
    run = Run(SETUP)
    assert run.data.held is not None
    run.train_epochs(5)
    found = evaluations(run.take_records())
    assert [*found] == [1, 2, 3, 4, 5]
    for epoch in (2, 5):
        run.go_to_epoch(epoch)
        for part, score in ((run.data, found[epoch].learned), (run.data.held, found[epoch].held)):
            loss, right = by_hand(run, part)
            assert score is not None
            assert score.loss == pytest.approx(loss, rel=1e-12)
            assert (score.right, score.count, score.total) == (right, 30, 30)
            assert score.percent == 100 * right / 30


def state(run: Run) -> tuple[object, ...]:
    """All that the next pass follows from, to the bit."""
    graph = run._programs.graph(run._trainer.kinds)
    numbers = {name: {k: str(v) for k, v in kept.items()} for name, kept in memories(graph).items()}
    frame = run.frame()
    arrays = {(n, k): a.tobytes() for n, found in frame.arrays.items() for k, a in found.items()}
    epochs = [record for record in run.take_records() if isinstance(record, EpochRecord)]
    moments = {k: v.tobytes() for k, v in run._trainer.program.optimizer.moments().items()}
    return graph.values.tobytes(), moments, numbers, arrays, epochs


def test_training_is_the_same_to_the_bit_whether_it_is_watched_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unwatched = Run(CHANCY)
    unwatched._watcher._active = False
    unwatched.train_epochs(30)
    expected = state(unwatched)
    monkeypatch.setattr(Allowance, "now", property(lambda _: True))
    for watched in (range(1, 31), (3, 10, 17, 24)):
        run = Run(CHANCY)
        for epoch in range(1, 31):
            run._watcher._active = epoch in watched
            run.train_epochs(1)
        assert run._watcher._known.tolist() == [*watched]
        run._watcher._active = True
        run.go_to_epoch(5)
        run.evaluate()
        run.go_to_epoch(30)
        assert state(run) == expected


def test_dropout_and_batch_norm_are_evaluated_as_when_nothing_is_trained(always: None) -> None:
    run = Run(CHANCY)
    assert run.data.held is not None
    run.train_epochs(3)
    score = evaluations(run.take_records())[3].held
    twin = run._programs.graph(run._trainer.kinds).twin()
    yes = twin.predict(run.data.held.x)
    t = run.data.held.t
    assert score is not None
    assert score.loss == pytest.approx(-np.mean(t * np.log(yes) + (1 - t) * np.log(1 - yes)), rel=1e-12)
    assert score.right == int(((yes > 0.5) == (t > 0.5)).sum())


def test_where_a_run_stops_or_steps_to_the_epoch_is_evaluated(seldom: None) -> None:
    run, straight = Run(SETUP), Run(SETUP)
    run.train_epochs(10)
    assert evaluations(run.take_records()) == {}
    run.evaluate()
    run.evaluate()
    (newest,) = (record for record in run.take_records() if isinstance(record, Evaluation))
    assert newest.epoch == 10
    run.go_to_epoch(4)
    run.evaluate()
    past = evaluations(run.take_records())
    assert [*past] == [4]
    straight.train_epochs(4)
    straight.evaluate()
    assert evaluations(straight.take_records()) == past
    run.go_to_epoch(10)
    run.step(Unit.EPOCH)
    run.evaluate()
    assert [*evaluations(run.take_records())] == [11]


def test_paused_within_an_epoch_the_one_before_is_evaluated(seldom: None) -> None:
    mailbox, straight = Mailbox(), Run(SETUP)
    run = Run(SETUP)
    driver = Driver(run, mailbox)
    run.train(2 * run.passes_per_epoch + 1)
    driver.handle(commands.Pause())
    mail = mailbox.take()
    assert mail is not None
    straight.train_epochs(2)
    straight.evaluate()
    assert evaluations(mail.records) == evaluations(straight.take_records())
    assert run.passes == 2 * run.passes_per_epoch + 1


def test_after_a_rewind_the_later_epochs_are_evaluated_anew(always: None) -> None:
    run = Run(SETUP)
    run.train_epochs(6)
    before = evaluations(run.take_records())
    run.go_to_epoch(3)
    run.rewind_here()
    run.set_learning_rate(1.5)
    run.train_epochs(3)
    records = run.take_records()
    assert records[0] == Rewound(3)
    after = evaluations(records)
    assert [*after] == [4, 5, 6]
    assert all(after[epoch] != before[epoch] for epoch in after)
    run.evaluate()
    assert run.take_records() == ()
    run.go_to_epoch(2)
    run.evaluate()
    assert run.take_records() == ()  # what came before the rewind still holds


def test_a_change_of_the_last_pass_of_an_epoch_is_evaluated_at_once(seldom: None) -> None:
    run = Run(SETUP)
    run.train_epochs(1)
    run.evaluate()
    before = evaluations(run.take_records())[1]
    run.step(Unit.OPERATION, forward=False)
    run.edit(Rate(3.0))  # E of the pass stays as it was, what its update makes does not
    after = evaluations(run.take_records())[1]
    assert after != before
    run.undo_edit()
    assert evaluations(run.take_records())[1] == before


def test_reset_begins_anew(always: None) -> None:
    run = Run(SETUP)
    run.train_epochs(2)
    first = evaluations(run.take_records())
    run.reset()
    run.train_epochs(2)
    records = run.take_records()
    assert records[0] == Rewound(0)
    assert evaluations(records) == first


def test_after_a_fault_only_what_was_finite_is_evaluated(seldom: None) -> None:
    run = Run(replace(SETUP, layers=SETUP.layers[:3], loss=Part("MSE"), batch_size=30))
    run.set_learning_rate(1e6)
    run.train_epochs(100)
    assert run.fault is not None
    run.evaluate()
    assert [*evaluations(run.take_records())] == [run.fault.pass_index]


class Clock:
    """Time that passes only where it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("cost", [0.0004, 0.02, 2.0])
def test_evaluating_takes_no_more_than_its_share_of_the_time(cost: float) -> None:
    clock = Clock()
    allowance, spent, epochs = Allowance(clock), 0.0, 0
    result = Evaluation(1, None, None)

    def evaluate() -> Evaluation:
        clock.now += cost
        return result

    while clock.now < 1000:
        clock.now += 0.01
        if allowance.now:
            assert allowance.spend(evaluate) is result
            spent, epochs = spent + cost, epochs + 1
    assert epochs > 1
    assert SHARE < 0.03
    assert spent <= CREDIT + SHARE * clock.now + 2 * cost


def test_an_evaluation_that_was_interrupted_does_not_hold_the_next_one_up_for_long() -> None:
    clock = Clock()
    allowance = Allowance(clock)

    def evaluate(cost: float) -> Evaluation:
        clock.now += cost
        return Evaluation(1, None, None)

    for cost in (*[0.001] * 200, 0.401):  # the last was interrupted
        clock.now += 100
        assert allowance.now
        allowance.spend(partial(evaluate, cost))
    clock.now += 0.101 / SHARE - 1e-6
    assert not allowance.now
    clock.now += 2e-6
    assert allowance.now


def test_the_first_epochs_of_a_small_network_are_all_evaluated() -> None:
    clock = Clock()
    allowance = Allowance(clock)
    assert allowance.now
    clock.now += 1e-4
    allowance.spend(lambda: Evaluation(1, None, None))
    assert allowance.now


def made(setup: Setup) -> tuple[Graph, Dataset]:
    data = setup.make_data()
    return setup.make_network(data), data


def test_what_gives_amounts_and_holds_nothing_apart_is_not_evaluated(always: None) -> None:
    setup = replace(SETUP, data="xor", loss=Part("MSE"), layers=(Part("Dense", {"units": 1}), Part("Tanh")))
    run = Run(setup)
    run.train_epochs(3)
    run.evaluate()
    assert evaluations(run.take_records()) == {}


def test_amounts_have_a_loss_and_no_right_answers(always: None) -> None:
    setup = replace(SETUP, loss=Part("MSE"))
    run = Run(setup)
    run.train_epochs(1)
    found = evaluations(run.take_records())[1]
    assert found.learned is None
    assert found.held is not None
    assert found.held.right is None
    assert found.held.percent is None


@pytest.mark.parametrize(
    ("borders", "outputs", "answers"),
    [
        (None, [[0.1, 0.9], [2.0, -1.0], [np.nan, 1.0]], [1, 0, -1]),
        ((0.5, 0.5), [[0.6], [0.4], [0.5], [np.inf]], [1, 0, 0, -1]),
        ((0.0, 0.0), [[0.4], [-0.1]], [1, 0]),
    ],
)
def test_answers(borders: tuple[float, float] | None, outputs: list[list[float]], answers: list[int]) -> None:
    assert Decision(borders).answers(np.array(outputs)).tolist() == answers


def test_truths_are_numbers_of_classes_shares_or_yes_and_no() -> None:
    assert Decision().truths(np.array([2.0, 0.0])).tolist() == [2, 0]
    assert Decision().truths(np.array([[0.0, 1.0], [1.0, 0.0]])).tolist() == [1, 0]
    assert Decision((0.0, 0.0)).truths(np.array([[1.0], [-1.0]])).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("loss", "borders"),
    [("BinaryCrossEntropy", (0.5, 0.5)), ("SigmoidCrossEntropy", (0.0, 0.5)), ("MSE", None)],
)
def test_the_loss_says_where_yes_begins(loss: str, borders: tuple[float, float] | None) -> None:
    graph, data = made(SETUP)
    found = decision(graph, replace(SETUP, loss=Part(loss)).make_loss(), data)
    assert (found.borders if found else None) == borders


def test_targets_between_yes_and_no_have_no_right_answer() -> None:
    graph, data = made(SETUP)
    doubtful = replace(data, t=np.where(data.t > 0.5, 0.7, data.t * 0.1 + np.linspace(0, 0.2, 30)[:, None]))
    assert decision(graph, SETUP.make_loss(), doubtful) is None


def test_of_very_many_samples_some_are_taken_spread_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.session.evaluation.MOST_WORK", 1)
    setup = replace(SETUP, data=Part("moons", {"points": 6000, "noise": 0.3, "seed": 1, "test_share": 0.5}))
    run = Run(setup)
    assert run.data.held is not None
    run.train_epochs(1)
    run.evaluate()
    score = evaluations(run.take_records())[1].held
    assert score is not None
    assert (score.count, score.total) == (1000, 3000)
    part = replace(run.data.held, inputs={"input": run.data.held.x[::3]}, t=run.data.held.t[::3])
    run.go_to_epoch(1)
    assert (score.loss, score.right) == (pytest.approx(by_hand(run, part)[0]), by_hand(run, part)[1])


def test_outputs_that_cannot_be_judged_have_no_loss(always: None) -> None:
    graph, data = made(SETUP)
    evaluator = Evaluator(graph, SETUP.make_loss(), data)
    graph.values[...] = np.nan
    found = evaluator.evaluate(1, Moment(parameter_values(graph)))
    assert found.held is not None
    assert math.isnan(found.held.loss)
    assert found.held.right == 0
