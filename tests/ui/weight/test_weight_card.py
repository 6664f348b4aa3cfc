"""The card of a weight shows the numbers of the examination, says when it cannot, and asks anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nnviz import nn
from nnviz.nn.derive import Weight, check
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.edits import Activation
from nnviz.session.examination import LayerCheck
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup, Values
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.numbers import plain, short, signed
from nnviz.ui.theme import LIGHT
from nnviz.ui.weight.card import WeightCard
from nnviz.ui.weight.check_box import CheckBox
from nnviz.ui.weight.layer_box import LayerBox
from tests.nn.derive.networks import article_rerun, rerun_of

W = Weight("dense_1", "W", (0, 2))
LAYERS = (("Dense", 2), ("Sigmoid", 0), ("Dense", 1), ("Sigmoid", 0))

ARTICLE_B = Setup(
    Part("values", {"inputs": {"input": [[-2.0, -1.0]]}, "targets": [[1.0]]}),
    tuple(Part(kind, {"units": units} if units else {}) for kind, units in LAYERS),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    values=(
        Values("dense_1", "W", np.ones((2, 2))),
        Values("dense_1", "B", np.zeros(2)),
        Values("dense_3", "W", np.ones((2, 1))),
        Values("dense_3", "B", np.zeros(1)),
    ),
)
"""Article B's network over Alice, every weight 1 and every bias 0."""


def dense(units: int) -> Part:
    return Part("Dense", {"units": units})


def make_run(*layers: Part) -> Run:
    """XOR after 205 epochs and three samples of the next, of which the third is (1, 0)."""
    layers = layers or (dense(3), Part("Tanh"), dense(1), Part("Tanh"))
    optimizer = Part("SGD", {"learning_rate": 0.1})
    run = Run(Setup("xor", layers, Part("MSE"), optimizer, "article", seed=1))
    run.train(823)
    return run


class Answered:
    """A card whose questions are answered at once, by a run."""

    def __init__(self, run: Run) -> None:
        self.run, self.asked = run, []
        self.card = WeightCard()
        self.card.asked.connect(self.answer)

    def answer(self, command: commands.Examine | commands.CheckLayer) -> None:
        self.asked.append(command)
        if isinstance(command, commands.CheckLayer):
            self.card.show_layer_check(self.run.check_layer(command.node, 60.0))
            return
        self.card.show_examination(self.run.examine(command.weight, command.delta))

    def begin(self) -> None:
        self.card.show_status(self.run.status())
        self.card.show_frame(self.run.frame())


@pytest.fixture
def answered(qtbot: QtBot) -> Answered:
    made = Answered(make_run())
    qtbot.addWidget(made.card)
    qtbot.addWidget(made.card.header)
    made.card.resize(900, 360)
    made.card.show()
    made.begin()
    return made


def test_before_a_weight_is_chosen_it_shows_the_one_in_its_boxes(answered: Answered) -> None:
    assert answered.card.weight == answered.card.chooser.weight == Weight("dense_1", "W", (0, 0))
    assert answered.card.strip.isVisible()
    assert not answered.card.hint.isVisible()
    assert answered.asked == [commands.Examine(Weight("dense_1", "W", (0, 0)), answered.card.nudge.delta)]


def test_the_numbers_are_those_of_the_pass(answered: Answered) -> None:
    card, frame = answered.card, answered.run.frame()
    card.choose(W)
    gradient = float(frame.arrays["dense_1"]["dW"][0, 2])
    value = float(answered.run.examine(W).chain.value)
    assert card.value.text() == f"w₅ = {signed(value, 4)}   ∂E/∂w₅ = {signed(gradient, 4)}"
    texts = [label.text() for label in card.strip.numbers]
    factors = [factor.value or 0.0 for factor in answered.run.examine(W).chain.layers]
    assert texts == [signed(number, 4) for number in (gradient, *factors)]
    assert factors[0] * factors[1] * factors[2] == pytest.approx(gradient, rel=1e-12)
    found = answered.run.examine(W)
    assert card.check.slope.text() == short(found.check.slope, 6)
    assert card.check.verdict.text().endswith("✓")
    assert card.update_.error.text() == f"E {plain(found.update.before)} → {plain(found.update.after)}"
    assert card.paths.lines[0].text() == f"{signed(gradient, 4)}  w₅ → z₃⁽¹⁾ → h₃ → z⁽²⁾ → ŷ → E"
    assert card.paths.summary.text().startswith("1 in all")


def test_the_smallest_factor_is_marked_and_zero_is_where_it_vanishes(answered: Answered) -> None:
    answered.card.choose(W)
    assert answered.card.strip.mark is not None
    assert answered.card.strip.mark.text() == "the smallest factor"
    answered.card.choose(Weight("dense_1", "W", (1, 2)))  # x₂ is 0
    assert answered.card.strip.mark.text() == "here it vanishes"
    assert answered.card.paths.summary.text() == "No path passes anything on."


def test_the_slider_measures_and_predicts(answered: Answered) -> None:
    card = answered.card
    card.choose(W)
    reach = abs(answered.run.examine(W).chain.value)
    card.nudge.slider.setValue(25)
    assert answered.asked[-1] == commands.Examine(W, 0.25 * reach)
    found = answered.run.examine(W, 0.25 * reach).nudge
    assert card.nudge.measured.text() == f"ΔE measured {signed(found.measured, 6)}"
    assert card.nudge.predicted.text() == f"gradient · Δw {signed(found.predicted, 6)}"
    assert float(card.nudge.measured.toolTip()) == found.measured
    card.choose(Weight("dense_3", "B", (0,)))
    assert card.nudge.slider.value() == 0
    assert card.nudge.measured.text() == "ΔE measured 0.000000"


def test_while_training_runs_it_says_so_and_asks_nothing(answered: Answered) -> None:
    card = answered.card
    card.choose(W)
    count = len(answered.asked)
    card.show_status(answered.run.status(running=True))
    card.show_frame(answered.run.live_frame())
    assert card.hint.text().startswith("Training is running. Pause")
    assert not card.strip.isVisible()
    assert len(answered.asked) == count
    card.show_status(answered.run.status())
    assert card.strip.isVisible()


def test_another_pass_is_asked_about_anew(answered: Answered) -> None:
    card, run = answered.card, answered.run
    card.choose(W)
    before = card.value.text()
    run.train(2)
    card.show_frame(run.frame())
    assert card.value.text() != before
    assert card.value.toolTip().endswith(repr(float(run.frame().arrays["dense_1"]["dW"][0, 2])))


def test_what_nobody_sees_is_not_worked_out(answered: Answered) -> None:
    card = answered.card
    card.choose(W)
    card.hide()
    count = len(answered.asked)
    card.show_frame(answered.run.frame())
    assert len(answered.asked) == count
    card.show()
    assert len(answered.asked) == count + 1


def test_an_answer_about_another_weight_is_not_shown(answered: Answered) -> None:
    card = answered.card
    card.choose(W)
    before = card.value.text()
    card.show_examination(answered.run.examine(Weight("dense_3", "W", (0, 0))))
    assert card.value.text() == before


def test_a_weight_can_be_chosen_by_the_keyboard(answered: Answered) -> None:
    chooser = answered.card.chooser
    texts = [chooser.parameter.itemText(place) for place in range(chooser.parameter.count())]
    assert texts == ["Dense 1 · W", "Dense 1 · B", "Dense 3 · W", "Dense 3 · B"]
    chooser.parameter.setCurrentIndex(2)
    chooser.axes[0].setValue(2)
    assert answered.card.weight == Weight("dense_3", "W", (1, 0))
    assert [axis.maximum() for axis in chooser.axes[:2]] == [3, 1]
    assert [axis.isVisibleTo(chooser) for axis in chooser.axes] == [True, True, False, False]


def test_article_b_reads_on_the_card_as_in_the_article(qtbot: QtBot) -> None:
    made = Answered(Run(ARTICLE_B))
    for widget in (made.card, made.card.header):
        qtbot.addWidget(widget)
    made.card.show()
    made.begin()
    made.card.choose(Weight("dense_1", "W", (0, 0)))
    names = [label.accessibleName() for label in made.card.strip.findChildren(FormulaLabel)]
    assert names == ["∂E/∂ŷ · ∂ŷ/∂h₁ · ∂h₁/∂w₁", "∂E/∂ŷ", "∂ŷ/∂h₁", "∂h₁/∂w₁"]
    texts = [label.text() for label in made.card.strip.numbers]
    assert texts == ["+0.0215", "−0.9526", "+0.2494", "−0.0904"]
    assert made.card.value.text() == "w₁ = +1.0000   ∂E/∂w₁ = +0.0215"
    assert made.card.check.verdict.text().endswith("✓")


def test_stepping_to_another_pass_puts_the_slider_back_and_says_so(answered: Answered) -> None:
    card, run = answered.card, answered.run
    card.choose(W)
    card.nudge.slider.setValue(25)
    assert card.nudge.note.isHidden()
    run.step(Unit.PASS, forward=False)
    run.step(Unit.PASS, forward=False)
    card.show_frame(run.frame())
    assert card.nudge.slider.value() == 0
    assert answered.asked[-1] == commands.Examine(W, 0.0)
    assert card.nudge.measured.text() == "ΔE measured 0.000000"
    assert card.nudge.note.text() == "Another pass: the slider is back in the middle."
    reach = max(1.0, abs(run.examine(W).chain.value))
    card.nudge.slider.setValue(50)
    assert card.nudge.note.isHidden()
    assert answered.asked[-1] == commands.Examine(W, 0.5 * reach)


def test_within_a_pass_the_slider_stays(answered: Answered) -> None:
    answered.card.choose(W)
    answered.card.nudge.slider.setValue(25)
    answered.run.step(Unit.OPERATION, forward=False)
    answered.card.show_frame(answered.run.frame())
    assert answered.card.nudge.slider.value() == 25
    assert answered.card.nudge.note.isHidden()


def test_a_whole_layer_is_checked_the_worst_first(answered: Answered, qtbot: QtBot) -> None:
    card = answered.card
    card.choose(W)
    assert not card.layer.isVisible()
    qtbot.mouseClick(card.check.all, Qt.MouseButton.LeftButton)
    found = answered.run.check_layer("dense_1", 60.0)
    assert card.layer.isVisible()
    assert card.layer.title.text() == "ALL OF Dense 1"
    assert card.layer.summary.text() == "9 of 9 weights checked · 9 agree"
    table = card.layer.table
    errors = [float(table.item(row, 3).toolTip()) for row in range(table.rowCount())]
    assert errors == sorted(errors, reverse=True) == [check.relative_error for check in found.checks]
    worst = found.checks[0]
    place = ", ".join(str(number + 1) for number in worst.weight.index)
    texts = [table.item(0, column).text() for column in range(5)]
    assert texts[0] == f"{worst.weight.key}[{place}]"
    assert texts[1:3] == [signed(worst.gradient, 6), signed(worst.slope, 6)]
    assert texts[4] == "✓"
    answered.run.train(1)
    card.show_frame(answered.run.frame())
    assert not card.layer.isVisible()


def test_the_table_says_which_weights_stand_beside_a_kink(qtbot: QtBot) -> None:
    graph = nn.Sequential([nn.Dense(1), nn.ReLU(), nn.Dense(1)], (1,))
    graph.values[...] = (0.0, 0.0, 1.0, 0.0)
    rerun = rerun_of(graph, [[1.0]], [[1.0]])
    checks = tuple(check(rerun, Weight("dense_1", key, index)) for key, index in (("W", (0, 0)), ("B", (0,))))
    wrong = replace(checks[0], kink=False, kink_at="")
    box = LayerBox(lambda name: {"dense_1": "Dense 1", "relu_2": "ReLU 2"}[name])
    qtbot.addWidget(box)
    box.show_check(LayerCheck("dense_1", 0, (*checks, wrong), 1000))
    expected = "3 of 1000 weights checked · 0 agree · 2 beside a kink · 1 do not agree"
    expected += " · for the others there was no time"
    assert box.summary.text() == expected
    assert box.table.item(0, 4).text() == "ReLU 2 has a kink here: 0 on the left, −2 on the right"
    assert box.table.item(2, 4).text() == "✗"


def test_another_activation_leaves_the_weight_chosen(answered: Answered) -> None:
    card, run = answered.card, answered.run
    card.choose(W)
    run.edit(Activation("tanh_2", "ReLU"))
    card.show_frame(run.frame())
    assert card.weight == W
    assert card.chooser.weight == W
    assert card.strip.isVisible()
    assert float(card.value.toolTip().split()[-1]) == run.frame().arrays["dense_1"]["dW"][0, 2]


def test_a_kink_is_named_by_its_layer(qtbot: QtBot) -> None:
    graph = nn.Sequential([nn.Dense(1), nn.ReLU(), nn.Dense(1)], (1,))
    graph.values[...] = (0.0, 0.0, 1.0, 0.0)
    found = check(rerun_of(graph, [[1.0]], [[1.0]]), Weight("dense_1", "W", (0, 0)))
    box = CheckBox()
    qtbot.addWidget(box)
    box.show()
    box.show_check(found, "ReLU 2")
    text = "ReLU 2 has a kink here: the slope is 0 on the left, −2 on the right."
    assert box.warning.text() == text
    assert box.warning.isVisible()


def test_a_wrong_gradient_is_called_wrong(qtbot: QtBot) -> None:
    found = check(article_rerun(), Weight("dense_1", "W", (0, 0)))
    box = CheckBox()
    qtbot.addWidget(box)
    box.show_check(replace(found, gradient=2 * found.gradient), "")
    assert box.verdict.text() == "relative error 0.5 ✗"
    assert not box.warning.isVisibleTo(box)


def test_many_paths_are_summed_up(qtbot: QtBot) -> None:
    run = make_run(dense(5), Part("Tanh"), dense(4), Part("Tanh"), dense(4), Part("Tanh"), dense(1))
    made = Answered(run)
    qtbot.addWidget(made.card)
    qtbot.addWidget(made.card.header)
    made.card.show()
    made.begin()
    made.card.choose(Weight("dense_1", "W", (0, 0)))
    assert made.card.paths.summary.text().startswith("16 paths in all; the 8 strongest are ")
    assert [label.isVisibleTo(made.card.paths) for label in made.card.paths.lines] == [True] * 8
    texts = [label.text() for label in made.card.strip.numbers]
    chain = run.examine(Weight("dense_1", "W", (0, 0))).chain
    assert not chain.exact
    assert texts == [f"|{signed(chain.gradient, 4)}|", *(f"×{plain(f.gain)}" for f in chain.layers)]


def test_a_number_in_the_title_is_whole_or_not_there(answered: Answered) -> None:
    value = answered.card.value
    assert value.text() == value.text().strip() != ""
    first, second = value.text().split("   ")
    for text, written in ((value.text(), value.text()), (second, first), (first, first), ("w", "")):
        value.resize(value.fontMetrics().horizontalAdvance(text) + 2, 20)
        assert value.written == written
    assert value.minimumSizeHint().width() == 0


@pytest.mark.parametrize("width", [380, 560, 1000])
def test_nothing_on_it_is_cut_off(answered: Answered, qtbot: QtBot, width: int) -> None:
    card = answered.card
    card.resize(width, 400)
    card.choose(W)
    card.set_theme(LIGHT)
    qtbot.wait(20)
    for label in card.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.width() >= label.minimumSizeHint().width(), label.text()
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
    assert card.horizontalScrollBar().maximum() == 0


def test_the_check_stands_beside_the_chain_where_that_saves_height(answered: Answered, qtbot: QtBot) -> None:
    card = answered.card
    card.choose(W)
    for width, beside in ((380, False), (700, True), (1000, False)):
        card.resize(width, 400)
        qtbot.wait(20)
        assert (card.check.y() == card.strip.y()) is beside
        if beside:
            assert card.check.x() >= card.strip.x() + card.strip.wanted_width
            assert card.update_.y() == card.nudge.y() > card.check.geometry().bottom()


def test_a_click_on_an_edge_or_on_the_line_of_a_bias_names_its_weight(qtbot: QtBot) -> None:
    canvas, run = Canvas(), make_run()
    qtbot.addWidget(canvas)
    canvas.resize(900, 500)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.show_frame(run.frame())
    picture = canvas.picture
    assert picture is not None
    clicked: list[Weight] = []
    canvas.weight_clicked.connect(clicked.append)
    bundle = next(each for each in picture.bundles if each.link.node.name == "dense_1")
    edge = next(k for k in range(6) if (bundle.link.starts[k], bundle.link.ends[k]) == (0, 2))
    bias = picture.columns["dense_3"].biases.lines[0].center()
    middle = bundle.course.path(edge).pointAtPercent(0.9)
    for point in (middle, bias, picture.layout.places["tanh_2"].units[0]):
        where = canvas.view.mapFromScene(point)
        qtbot.mouseClick(canvas.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert clicked == [W, Weight("dense_3", "B", (0,))]


def test_the_chain_rule_grows_into_the_room_that_the_boxes_leave(answered: Answered) -> None:
    card = answered.card
    for size, pixels in (((900, 240), 15), ((1700, 700), 30)):
        card.resize(*size)
        QApplication.processEvents()
        assert card.strip.numbers[0].font().pixelSize() == pixels
