"""A weight is examined in the pass under the cursor, by command, and the run goes on as if it were not."""

from __future__ import annotations

import pytest

from nnviz.nn import ParameterError
from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.driver import Driver
from nnviz.session.mailbox import Mailbox
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

W = Weight("dense_1", "W", (0, 2))


def make_run(*between: Part) -> Run:
    layers = (Part("Dense", {"units": 3}), *between, Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))
    return Run(Setup("xor", layers, Part("MSE"), Part("SGD", {"learning_rate": 0.1}), "article", seed=1))


def test_it_is_the_weight_of_the_pass_under_the_cursor() -> None:
    run = make_run()
    run.train_epochs(205)
    run.go_to(400 * run.ruler.length + 3)
    found, frame = run.examine(W), run.frame()
    assert found.pass_index == frame.pass_index == 400
    assert found.chain.value == frame.arrays["dense_1"]["W"][0, 2]
    assert found.check.agrees
    assert found.paths.sum == pytest.approx(found.chain.gradient, rel=1e-9, abs=1e-15)
    run.go_to(401 * run.ruler.length)
    assert run.examine(W).chain.gradient == run.frame().arrays["dense_1"]["dW"][0, 2]
    assert run.examine(W).update.before == run.frame().loss


def test_before_the_first_pass_it_is_the_pass_that_would_come() -> None:
    run = make_run()
    assert run.examine(W).pass_index == 0
    assert run.passes == 0


def test_it_can_be_asked_again_with_the_weight_moved() -> None:
    run = make_run()
    run.train(6)
    first, moved, other = run.examine(W), run.examine(W, 0.5), run.examine(Weight("dense_3", "B", (0,)), 0.5)
    assert moved.chain is first.chain
    assert first.nudge.measured == 0.0
    assert moved.nudge.predicted == 0.5 * first.chain.gradient
    assert other.chain.weight.key == "B"
    assert run.examine(W) == first


def test_the_run_goes_on_as_if_nobody_had_asked() -> None:
    asked, left = (make_run(Part("BatchNorm"), Part("Dropout", {"rate": 0.5})) for _ in range(2))
    for run in (asked, left):
        run.train(30)
    asked.examine(W, 0.7)
    asked.go_to(11 * asked.ruler.length)
    asked.examine(W)
    for run in (asked, left):
        run.train(30)
    assert asked.outputs().tobytes() == left.outputs().tobytes()


def test_a_changed_rate_changes_what_the_update_did() -> None:
    run = make_run()
    run.train(6)
    run.step(Unit.OPERATION, forward=False)
    before = run.examine(W)
    run.set_learning_rate(1.0)
    after = run.examine(W)
    assert after.chain.gradient == before.chain.gradient
    assert after.update.predicted == pytest.approx(10 * before.update.predicted)


def test_the_answer_comes_by_mail_and_no_frame_with_it() -> None:
    box = Mailbox()
    driver = Driver(make_run(), box)
    driver.handle(commands.Examine(W, 0.25))
    mail = box.take()
    assert mail is not None
    assert mail.frame is None
    assert mail.examination is not None
    assert mail.examination.nudge.delta == 0.25
    assert box.take() is None


def test_of_two_answers_the_newest_is_kept() -> None:
    box = Mailbox()
    driver = Driver(make_run(), box)
    for delta in (0.1, 0.2):
        driver.handle(commands.Examine(W, delta))
    driver.post()
    mail = box.take()
    assert mail is not None
    assert mail.frame is not None
    assert mail.examination is not None
    assert mail.examination.nudge.delta == 0.2


def test_while_it_runs_there_is_no_answer_and_it_goes_on_running() -> None:
    box = Mailbox()
    driver = Driver(make_run(), box)
    driver.handle(commands.Play())
    box.take()
    driver.handle(commands.Examine(W))
    assert box.take() is None
    assert driver.slice() is not None
    mail = box.take()
    assert mail is not None
    assert mail.status.running


def test_a_weight_that_is_not_there_is_refused_by_name() -> None:
    driver = Driver(make_run(), Mailbox())
    with pytest.raises(ParameterError, match=r"dense_1.W\[0, 3\] is outside dense_1.W; allowed"):
        driver.handle(commands.Examine(Weight("dense_1", "W", (0, 3))))


def test_a_layer_is_checked_weight_by_weight_the_worst_first() -> None:
    run = make_run()
    run.train(6)
    found = run.check_layer("dense_1", 60.0)
    assert (found.node, found.pass_index, found.count) == ("dense_1", 5, 9)
    errors = [each.relative_error for each in found.checks]
    assert errors == sorted(errors, reverse=True)
    expected = {Weight("dense_1", "W", (i, j)) for i in range(2) for j in range(3)}
    expected |= {Weight("dense_1", "B", (j,)) for j in range(3)}
    assert {each.weight for each in found.checks} == expected
    gradients = run.frame().arrays["dense_1"]["dW"]
    for each in found.checks:
        assert each.agrees
        if each.weight.key == "W":
            assert each.gradient == gradients[each.weight.index]


def test_a_check_without_time_gives_one_weight_at_least() -> None:
    run = make_run()
    run.train(6)
    found = run.check_layer("dense_1", 0.0)
    assert (len(found.checks), found.count) == (1, 9)


def test_a_layer_without_weights_is_refused_by_name() -> None:
    with pytest.raises(ParameterError, match=r"^'tanh_2' has no parameters; those that have: dense_1, "):
        make_run().check_layer("tanh_2", 1.0)


def test_a_layers_check_comes_by_mail() -> None:
    box = Mailbox()
    driver = Driver(make_run(), box)
    driver.handle(commands.CheckLayer("dense_1"))
    mail = box.take()
    assert mail is not None
    assert mail.layer_check is not None
    assert len(mail.layer_check.checks) == 9
    assert box.take() is None
