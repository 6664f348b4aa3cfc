"""Questions about a stop: made of recorded numbers, the same at the same place, and judged by the rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.session.cursor import Place, Unit
from nnviz.session.frame import Frame
from nnviz.session.predictions import Predictions
from nnviz.session.questions import Asks, Cell, Question, judge, question
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

LAYERS = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))


def xor(optimizer: str = "SGD", layers: tuple[Part, ...] = LAYERS) -> Run:
    rate = {"learning_rate": 0.1}
    return Run(Setup("xor", layers, Part("MSE"), Part(optimizer, rate), "article", seed=1, batch_size=4))


def frames(run: Run, passes: int = 3) -> list[Frame]:
    """Every stop of some passes."""
    found = []
    for number in range(1, passes * run.ruler.length + 1):
        run.go_to(number)
        found.append(run.frame())
    return found


@pytest.mark.parametrize("optimizer", ["SGD", "Adam", "Momentum"])
def test_every_number_of_a_question_is_the_recorded_one(optimizer: str) -> None:
    for frame in frames(xor(optimizer)):
        asked = question(frame)
        assert asked is not None
        assert frame.operation is not None
        for cell, value in zip(asked.cells, asked.values, strict=True):
            recorded = frame.arrays[cell.node][cell.key][cell.index]
            if asked.asks is Asks.MOST:
                recorded = recorded - frame.before[cell.node][cell.key][cell.index]
            assert value == recorded


def test_all_kinds_are_asked_each_at_its_place() -> None:
    kinds: dict[str, set[Asks]] = {}
    for frame in frames(xor(), 8):
        asked = question(frame)
        assert asked is not None
        assert frame.operation is not None
        kinds.setdefault(frame.operation.kind.value, set()).add(asked.asks)
    assert kinds == {
        "forward": {Asks.VALUE},
        "loss": {Asks.VALUE},
        "backward": {Asks.VALUE, Asks.SIGN},
        "update": {Asks.MOST},
    }


def test_the_same_place_asks_the_same_in_another_run() -> None:
    assert [question(f) for f in frames(xor())] == [question(f) for f in frames(xor())]


def test_a_cell_that_is_not_zero_is_preferred_but_signs_of_zeros_are_asked_for_too() -> None:
    layers = (Part("Dense", {"units": 8}), Part("ReLU"), Part("Dense", {"units": 1}))
    asked = [(f, question(f)) for f in frames(xor(layers=layers), 12)]
    for frame, each in asked:
        assert each is not None
        if each.asks is Asks.VALUE and each.values[0] == 0:
            assert not frame.arrays[each.cells[0].node][each.cells[0].key].any()
    signs = {each.answer for _, each in asked if each and each.asks is Asks.SIGN}
    assert signs == {-1.0, 0.0, 1.0}


def test_the_weights_compared_are_distinct_cells_of_one_parameter_and_moved_differently() -> None:
    for frame in frames(xor(), 6):
        asked = question(frame)
        if asked and asked.asks is Asks.MOST:
            assert 2 <= len(asked.cells) <= 4
            assert len(set(asked.cells)) == len(asked.cells)
            assert len({(cell.node, cell.key) for cell in asked.cells}) == 1
            moved = [abs(value) for value in asked.values]
            assert len(set(moved)) == len(moved)
            assert moved[int(asked.answer)] == max(moved)


def test_nothing_is_asked_before_the_first_formula_or_of_a_running_network() -> None:
    run = xor()
    assert question(run.frame()) is None
    run.train(1)
    assert question(run.live_frame()) is None


def test_cells_that_are_no_numbers_are_not_asked_for() -> None:
    run = xor()
    run.go_to(1)
    frame = run.frame()
    node = frame.stage.operations[0].node
    bad = np.full_like(frame.arrays[node]["Y"], np.nan)
    broken = replace(frame, arrays={**frame.arrays, node: {**frame.arrays[node], "Y": bad}})
    assert question(broken) is None
    bad[2, 1] = 0.5
    assert question(broken) == Question(Asks.VALUE, (Cell(node, "Y", (2, 1)),), (0.5,))


VALUE = Question(Asks.VALUE, (Cell("a", "Y", (0, 0)),), (-0.1449,))
SIGN = Question(Asks.SIGN, (Cell("a", "dW", (0, 0)),), (-0.02,))
MOST = Question(Asks.MOST, tuple(Cell("a", "W", (0, n)) for n in range(3)), (0.25, -0.75, 0.5))


@pytest.mark.parametrize(
    ("guess", "right"), [(-0.14, True), (-0.15, True), (-0.138, True), (-0.137, False), (0.1449, False)]
)
def test_a_value_is_right_within_five_per_cent(guess: float, right: bool) -> None:
    verdict = judge(VALUE, guess)
    assert (verdict.right, verdict.guess, verdict.answer) == (right, guess, -0.1449)
    assert verdict.off == abs(guess + 0.1449)


def test_any_value_rounded_to_two_significant_digits_is_right() -> None:
    for value in np.random.default_rng(0).lognormal(sigma=6, size=2000):
        asked = replace(VALUE, values=(float(value),))
        assert judge(asked, float(f"{value:.1e}")).right


def test_only_zero_is_right_for_zero() -> None:
    zero = replace(VALUE, values=(0.0,))
    assert judge(zero, 0.0).right
    assert not judge(zero, 1e-12).right


def test_a_sign_is_off_by_steps_and_a_weight_by_how_much_less_it_moved() -> None:
    assert [judge(SIGN, guess).off for guess in (1, 0, -1)] == [2, 1, 0]
    assert [judge(SIGN, guess).right for guess in (1, 0, -1)] == [False, False, True]
    assert [judge(MOST, guess).off for guess in (0, 1, 2)] == [0.5, 0, 0.25]
    assert [judge(MOST, guess).right for guess in (0, 1, 2)] == [False, True, False]


@pytest.mark.parametrize(("asked", "guess"), [(SIGN, 2), (MOST, 3), (MOST, 0.5)])
def test_a_guess_that_is_no_choice_is_refused_with_the_choices(asked: Question, guess: float) -> None:
    with pytest.raises(ValueError, match=rf"one of {', '.join(map(str, asked.choices))}, given {guess}"):
        judge(asked, guess)


@pytest.mark.parametrize("guess", [float("nan"), float("inf")])
def test_a_guess_that_is_no_finite_number_is_refused(guess: float) -> None:
    with pytest.raises(ValueError, match="finite number"):
        judge(VALUE, guess)


# -- what was answered on the way -----------------------------------------------------------------


def walk(run: Run, predictions: Predictions, *numbers: int) -> None:
    for number in numbers:
        run.go_to(number)
        predictions.arrive(run.frame())


def asking(run: Run) -> Predictions:
    predictions = Predictions()
    predictions.set_on(True)
    predictions.arrive(run.frame())
    return predictions


def test_nothing_is_asked_until_it_is_turned_on() -> None:
    run, predictions = xor(), Predictions()
    walk(run, predictions, 0, 1, 2)
    assert predictions.question is None


def test_a_stop_asks_when_it_is_reached_forward_and_not_when_gone_back_to() -> None:
    run = xor()
    predictions = asking(run)
    walk(run, predictions, 1, 2, 3)
    assert predictions.open
    walk(run, predictions, 2)
    assert not predictions.open
    assert predictions.question is None


def test_an_answered_stop_stays_answered_in_its_pass_and_asks_again_in_the_next() -> None:
    run = xor()
    predictions = asking(run)
    walk(run, predictions, 1)
    assert predictions.question is not None
    predictions.answer(predictions.question.answer)
    walk(run, predictions, 2, 1)
    assert predictions.verdict is not None
    assert predictions.verdict.right
    assert not predictions.open
    walk(run, predictions, 1 + run.ruler.length)
    assert predictions.open
    assert predictions.verdict is None


def test_other_weights_ask_anew_at_the_same_place() -> None:
    run = xor()
    predictions = asking(run)
    walk(run, predictions, 1)
    predictions.answer(None)
    run.new_weights(seed=9)
    predictions.arrive(run.frame())
    walk(run, predictions, 1)
    assert predictions.open


def test_the_same_place_drawn_again_still_asks_and_a_refused_guess_leaves_it_open() -> None:
    run = xor()
    predictions = asking(run)
    walk(run, predictions, 1, 1)
    assert predictions.open
    with pytest.raises(ValueError, match="finite"):
        predictions.answer(float("nan"))
    assert predictions.open
    predictions.answer(None)
    assert not predictions.open
    assert predictions.verdict is None


def test_what_was_reached_by_running_is_not_asked_about() -> None:
    run = xor()
    predictions = asking(run)
    run.train(2)
    predictions.arrive(run.live_frame())
    predictions.arrive(run.frame())
    assert predictions.question is None
    run.step(Unit.FORMULA)
    predictions.arrive(run.frame())
    assert predictions.open


def test_a_step_by_operation_asks_about_its_last_formula() -> None:
    run = xor()
    predictions = asking(run)
    run.go_to(run.ruler.number(Place(0, 8)))
    predictions.arrive(run.frame())
    frame = run.frame()
    assert predictions.question is not None
    assert frame.formula is not None
    assert predictions.question.cells[0].key == frame.formula.gives
