"""Features of the points of a plane: numpy's own numbers, and weights that stay when others come and go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import SettingError
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.data.features import FEATURES, PLAIN
from nnviz.session.driver import Driver
from nnviz.session.lesson import load
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.other_data import with_features
from nnviz.session.records import EpochRecord, Opened
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup, Values

LAYERS = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))
SGD = Part("SGD", {"learning_rate": 0.1})
CIRCLE = Setup(
    Part("circle", {"test_share": 0.25, "seed": 3}), LAYERS, Part("MSE"), SGD, seed=4, batch_size=8
)


def weights(run: Run, layer: str = "dense_1") -> np.ndarray:
    return run.program.graph.nodes[layer].parameters[0].value.copy()


def test_features_are_numpys_numbers_of_the_points() -> None:
    plain, data = CIRCLE.make_data(), replace(CIRCLE, features=tuple(FEATURES)).make_data()
    for part, same in ((data, plain), (data.held, plain.held)):
        assert part is not None
        assert same is not None
        a, b = same.x.T
        expected = np.column_stack([a, b, a * a, b * b, a * b, np.sin(a), np.sin(b)])
        np.testing.assert_array_equal(part.x, expected)
        np.testing.assert_array_equal(part.points, same.x)
        np.testing.assert_array_equal(part.t, same.t)
    assert data.labels == {"input": ("x₁", "x₂", "x₁²", "x₂²", "x₁·x₂", "sin x₁", "sin x₂")}


@pytest.mark.parametrize(
    ("features", "said"),
    [(("x3",), "unknown"), (("x1", "x1"), "once"), (("x1", "sin x1", "cos x1"), "cos x1")],
)
def test_what_is_no_feature_is_refused(features: tuple[str, ...], said: str) -> None:
    with pytest.raises(SettingError, match=said):
        Run(replace(CIRCLE, features=features))


def test_only_points_of_a_plane_have_features() -> None:
    with pytest.raises(SettingError, match="two inputs"):
        replace(CIRCLE, data="sine", features=("x1",)).make_data()
    with pytest.raises(SettingError, match="two inputs"):
        with_features(Run(replace(CIRCLE, data="sine")), ("x1",))
    with pytest.raises(SettingError, match="at least one"):
        with_features(Run(CIRCLE), ())


def test_the_plane_is_shown_over_the_points_and_not_over_the_features() -> None:
    run = Run(replace(CIRCLE, features=("x1*x1", "x2*x2")))
    run.train_epochs(2)
    surface, plain = run.frame().surface, Run(CIRCLE).frame().surface
    assert surface is not None
    assert plain is not None
    assert (surface.low, surface.high, surface.axes) == (plain.low, plain.high, ("x₁", "x₂"))
    np.testing.assert_array_equal(surface.points, plain.points)
    axis = np.linspace(surface.low, surface.high, 41)
    x = np.array([[axis[7] ** 2, axis[30] ** 2]])
    np.testing.assert_allclose(surface.values[30, 7], run.program.graph.twin().predict(x)[0, 0], rtol=1e-12)


def test_weights_of_features_that_stay_are_kept_bit_for_bit() -> None:
    run = Run(CIRCLE)
    run.train_epochs(3)
    more = with_features(run, ("x1", "x1*x2", "sin x2"))
    np.testing.assert_array_equal(weights(more)[0], weights(run)[0])
    np.testing.assert_array_equal(weights(more, "dense_3"), weights(run, "dense_3"))
    biases = more.program.graph.nodes["dense_1"].parameters[1].value
    np.testing.assert_array_equal(biases, run.program.graph.nodes["dense_1"].parameters[1].value)
    fewer = with_features(more, ("sin x2",))
    np.testing.assert_array_equal(weights(fewer), weights(more)[2:])


def test_weights_of_new_features_are_drawn_as_the_first_ones_are() -> None:
    run = Run(CIRCLE)
    run.train_epochs(3)
    chosen = (*PLAIN, "x1*x2")
    made = with_features(run, chosen)
    np.testing.assert_array_equal(weights(made)[2], weights(Run(replace(CIRCLE, features=chosen)))[2])
    made.reset()
    np.testing.assert_array_equal(weights(made), weights(Run(replace(CIRCLE, features=chosen))))


def test_as_many_other_features_keep_those_in_both() -> None:
    run = Run(CIRCLE)
    run.train_epochs(1)
    other = with_features(run, ("x2", "x1*x2"))
    np.testing.assert_array_equal(weights(other)[0], weights(run)[1])
    assert not np.array_equal(weights(other)[1], weights(run)[0])


def test_given_values_that_no_longer_fit_are_left_out() -> None:
    given = Values("dense_1", "W", np.ones((2, 3))), Values("dense_3", "W", np.full((3, 1), 2.0))
    made = with_features(Run(replace(CIRCLE, values=given)), (*PLAIN, "x1*x1"))
    assert made.setup.values == given[1:]
    np.testing.assert_array_equal(weights(made)[:2], np.ones((2, 3)))
    assert with_features(made, PLAIN).setup.features == ()


def test_the_rate_and_the_activations_of_now_are_kept() -> None:
    run = Run(CIRCLE)
    run.set_learning_rate(0.03)
    run.train_epochs(1)
    assert with_features(run, ("x1",)).status().learning_rate == 0.03


class TestDriver:
    @pytest.fixture
    def mailbox(self) -> Mailbox:
        return Mailbox()

    @pytest.fixture
    def driver(self, mailbox: Mailbox) -> Driver:
        run = Run(load("xor").setup)
        run.train_epochs(2)
        return Driver(run, mailbox, name="xor")

    @staticmethod
    def mail(mailbox: Mailbox) -> Mail:
        found = mailbox.take()
        assert found is not None
        return found

    def test_undo_finds_the_run_as_it_was_left_and_redo_the_changed_one(
        self, driver: Driver, mailbox: Mailbox
    ) -> None:
        driver.handle(commands.Step(Unit.OPERATION, forward=False))
        before = self.mail(mailbox)
        assert not before.status.can_undo
        driver.handle(commands.SetFeatures(("x1", "x2", "x1*x1")))
        changed = self.mail(mailbox)
        assert changed.frame is not None
        assert before.frame is not None
        assert changed.frame.stage.features == ("x1", "x2", "x1*x1")
        assert (changed.frame.position, changed.frame.pass_index) == (before.frame.position, 0)
        assert changed.status.can_undo
        driver.handle(commands.UndoEdit())
        back = self.mail(mailbox)
        assert back.frame is not None
        assert back.frame.stage is before.frame.stage
        assert (back.status.passes, back.frame.position) == (8, before.frame.position)
        assert (back.status.can_undo, back.status.can_redo) == (False, True)
        driver.handle(commands.RedoEdit())
        again = self.mail(mailbox)
        assert again.frame is not None
        assert again.frame.stage is changed.frame.stage

    def test_plots_are_told_of_another_run_and_of_the_first_again(
        self, driver: Driver, mailbox: Mailbox
    ) -> None:
        driver.post()
        self.mail(mailbox)
        driver.handle(commands.SetFeatures(("x1",)))
        driver.handle(commands.TrainEpochs(1))
        while driver.slice() is not None:
            pass
        records = self.mail(mailbox).records
        assert [r.name for r in records if isinstance(r, Opened)] == ["xor 1"]
        assert [r.epoch for r in records if isinstance(r, EpochRecord)] == [1]
        driver.handle(commands.UndoEdit())
        assert Opened("xor") in self.mail(mailbox).records

    def test_a_lesson_is_come_back_to_with_its_features(self, driver: Driver, mailbox: Mailbox) -> None:
        driver.handle(commands.SetFeatures(("x1",)))
        slope = load("slope")
        driver.handle(commands.Open("slope", slope.setup, slope.opening))
        driver.post()
        assert not self.mail(mailbox).status.can_undo
        xor = load("xor")
        driver.handle(commands.Open("xor", xor.setup, xor.opening))
        found = self.mail(mailbox)
        assert found.frame is not None
        assert found.frame.stage.features == ("x1",)
        assert found.status.can_undo

    def test_passes_go_on_by_themselves_after_a_change(self, driver: Driver, mailbox: Mailbox) -> None:
        driver.handle(commands.Play())
        driver.handle(commands.SetFeatures(("x2",)))
        assert driver.slice() is not None
        driver.handle(commands.Pause())
        assert self.mail(mailbox).status.passes > 0

    def test_what_is_refused_changes_nothing(self, driver: Driver, mailbox: Mailbox) -> None:
        with pytest.raises(SettingError):
            driver.handle(commands.SetFeatures(()))
        driver.post()
        found = self.mail(mailbox)
        assert found.frame is not None
        assert found.frame.stage.features == PLAIN
        assert not found.status.can_undo
