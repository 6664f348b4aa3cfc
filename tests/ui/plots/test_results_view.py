"""Every kind of result has a view that fits it, and says in numbers what the network really answered."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from nnviz.nn import INPUT
from nnviz.session.frame import Frame
from nnviz.session.lesson import load
from nnviz.session.results import Answers, Classified, Curve, Outputs, Samples
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.ui.language import Language
from nnviz.ui.plots.answers_view import CONFUSION, AnswersView
from nnviz.ui.plots.curve_view import CurveView
from nnviz.ui.plots.outputs_view import OutputsView
from nnviz.ui.plots.results_view import INTERVAL, ResultsView
from nnviz.ui.plots.surface_view import SurfaceView
from nnviz.ui.theme import DARK, LIGHT


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made = ResultsView()
    qtbot.addWidget(made)
    made.resize(380, 320)
    made.show()
    return made


@pytest.fixture(scope="module")
def digits() -> Frame:
    run = Run(load("digits").setup)
    run.train_epochs(1)
    return run.frame()


def classified(answers: list[int], truths: list[int], shape: tuple[int, ...] = (2, 2, 1)) -> Classified:
    """Samples with three classes, of which each is answered with an output of 1."""
    count = len(answers)
    images = np.arange(count * np.prod(shape), dtype=float).reshape(count, *shape)
    outputs = np.eye(3)[answers]
    return Classified({INPUT: images}, np.array(truths), np.arange(count), count, lambda: outputs)


CLASSES = ("ant", "bee", "cow")


def answering(frame: Frame, shape: tuple[int, ...] = (2, 2, 1)) -> Frame:
    """A frame with four samples held apart, of which the second and the third are taken wrongly."""
    learned = classified([0, 1], [0, 1], shape)
    held = classified([0, 2, 1, 2], [0, 1, 0, 2], shape)
    return dataclasses.replace(frame, result=Answers(CLASSES, learned, held))


def curving(frame: Frame, values: np.ndarray) -> Frame:
    """A frame with a curve from 0 to 10 over two learned samples and one held apart."""
    held = samples([5.0], [0.0], [0.25])
    curve = Curve(
        np.linspace(0, 10, 101),
        lambda places: np.interp(places, np.linspace(0, 10, 101), values),
        samples([2.0, 8.0], [1.0, -1.0], [0.5, 0]),
        held,
        True,
    )
    stage = dataclasses.replace(frame.stage, inputs=(dataclasses.replace(frame.stage.inputs[0], labels=()),))
    return dataclasses.replace(frame, stage=stage, result=curve, rows=(1,), batches=2)


def samples(x: list[float], targets: list[float], outputs: list[float]) -> Samples:
    columns = [np.array(each)[:, None] for each in (x, targets, outputs)]
    return Samples({INPUT: columns[0]}, columns[1], np.arange(len(x)), len(x), lambda: columns[2])


# -- which view -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lesson", "kind", "title"),
    [
        ("xor", SurfaceView, "Output over the input plane"),
        ("too-fast", CurveView, "Output curve"),
        ("digits", AnswersView, "Answers"),
        ("softmax-two", AnswersView, "Answers"),
        ("apples", OutputsView, "Outputs of the samples"),
        ("convolution", OutputsView, "Outputs of the samples"),
        ("hiking", OutputsView, "Outputs of the samples"),
    ],
)
def test_the_view_is_the_one_that_fits_the_data(
    view: ResultsView, lesson: str, kind: type, title: str
) -> None:
    view.show_frame(Run(load(lesson).setup).frame())
    assert isinstance(view.page, kind)
    assert view.page.isVisible()
    assert view.page.header.isVisible()
    assert view.title == title


def test_another_network_brings_another_view(view: ResultsView, xor: SimpleNamespace, digits: Frame) -> None:
    view.show_frame(digits)
    answers = view.page
    assert isinstance(answers, AnswersView)
    assert answers.pages.isVisible()
    view.show_frame(xor.paused)
    assert isinstance(view.page, SurfaceView)
    assert not answers.header.isVisible()
    assert not answers.pages.isVisible()
    view.show_frame(digits)
    assert view.page is answers
    assert answers.pages.isVisible()


def test_a_running_network_is_drawn_five_times_a_second_at_most(
    view: ResultsView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(xor.paused)
    assert view.page is not None
    drawn: list[int] = []
    view.page.drawn.connect(lambda: drawn.append(1))
    for _ in range(50):
        view.show_frame(xor.live)
    assert drawn == []
    qtbot.waitUntil(lambda: drawn == [1], timeout=2000)
    view.show_frame(xor.live)
    qtbot.wait(INTERVAL // 4)
    assert drawn == [1]
    view.show_frame(xor.paused)
    assert drawn == [1, 1]


def test_a_hidden_view_works_nothing_out(view: ResultsView, xor: SimpleNamespace, qtbot: QtBot) -> None:
    asked: list[int] = []

    def find(points: np.ndarray) -> np.ndarray:
        asked.append(1)
        return np.zeros(len(points))

    view.hide()
    view.show_frame(dataclasses.replace(xor.paused, result=dataclasses.replace(xor.live.surface, find=find)))
    assert asked == []
    view.show()
    assert asked == [1]


def test_a_curve_is_probed_where_it_is_pressed_and_by_return(
    view: ResultsView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(curving(xor.paused, np.linspace(0, 1, 101)))
    wished: list[tuple[float, ...]] = []
    view.probe_wished.connect(wished.append)
    page = view.page
    assert isinstance(page, CurveView)
    x, y = page.map.places(np.array([5.0]), np.array([0.9]))
    qtbot.mousePress(page.map.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(x[0]), round(y[0])))
    assert wished == [(pytest.approx(5.0, abs=0.1),)]
    view.show_probe((5.0,))
    assert page.map._probe.isVisible()
    assert page.map._probe.pos().x() == pytest.approx(x[0])
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert wished[-1] == (pytest.approx(wished[0][0] + 0.5),)
    view.show_probe(None)
    assert not page.map._probe.isVisible()


# -- answers ----------------------------------------------------------------------------------------


def test_the_scores_are_those_of_the_frame(view: ResultsView, digits: Frame) -> None:
    view.show_frame(digits)
    page, result = view.page, digits.result
    assert isinstance(page, AnswersView)
    assert isinstance(result, Answers)
    assert result.held is not None
    held, learned = result.held, result.learned
    assert page.score.text().splitlines() == [
        f"held apart: {held.correct} of 297 right ({100 * held.correct / 297:.1f} %)",
        f"learned: {learned.correct} of 1500 right ({100 * learned.correct / 1500:.1f} %)",
    ]


def test_wrong_answers_stand_first_with_a_cross_and_right_ones_with_a_tick(
    view: ResultsView, xor: SimpleNamespace
) -> None:
    view.show_frame(answering(xor.paused))
    page = view.page
    assert isinstance(page, AnswersView)
    assert page.thumbnails.shown == [1, 2, 0, 3]
    assert page.thumbnails.texts == ["cow ✗", "bee ✗", "ant ✓", "cow ✓"]
    at = page.thumbnails.rect_of(0).center().toPoint()
    colour = page.thumbnails.grab().toImage().pixelColor(at.x(), int(page.thumbnails.rect_of(0).top()) - 2)
    assert colour.red() > 2 * colour.blue()


def test_pointing_at_a_sample_reads_its_outputs(
    view: ResultsView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(answering(xor.paused))
    page = view.page
    assert isinstance(page, AnswersView)
    qtbot.mouseMove(page.thumbnails.viewport(), page.thumbnails.rect_of(1).center().toPoint())
    assert page.readout_text.splitlines() == [
        "held apart: sample 3 of 4",
        "answer bee, true class ant",
        "output for bee: +1.0000",
        "output for ant: 0.0000",
    ]
    qtbot.mouseMove(page.thumbnails.viewport(), QPoint(1, page.thumbnails.height() - 1))
    assert page.readout_text == ""


def test_the_second_page_is_the_confusion_matrix(
    view: ResultsView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(answering(xor.paused))
    page = view.page
    assert isinstance(page, AnswersView)
    button = page.pages._group.button(2)
    assert button.text() == "Confusion"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.matrix.isVisible()
    assert page.matrix.texts == ["1", "1", "1", "1"]
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert page.readout_text == "true class ant, answer bee: 1 of 2"
    qtbot.keyClick(page, Qt.Key.Key_Down)
    assert page.readout_text == "true class bee, answer bee: 0 of 1"


def test_samples_that_are_no_images_have_the_matrix_alone(view: ResultsView, xor: SimpleNamespace) -> None:
    view.show_frame(answering(xor.paused, shape=(3,)))
    page = view.page
    assert isinstance(page, AnswersView)
    assert page.page == CONFUSION
    assert page.matrix.isVisible()
    assert not page.pages.isVisible()


def test_a_part_of_many_samples_says_of_how_many(view: ResultsView, xor: SimpleNamespace) -> None:
    part = dataclasses.replace(classified([0, 1], [0, 0]), total=60_000)
    view.show_frame(dataclasses.replace(xor.paused, result=Answers(CLASSES, part, None)))
    page = view.page
    assert isinstance(page, AnswersView)
    assert page.score.text() == "learned: 1 of 2 right (50.0 %), spread over 60000"


# -- curves -----------------------------------------------------------------------------------------


def test_pointing_at_a_curve_reads_the_line_or_the_sample(
    view: ResultsView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(curving(xor.paused, np.linspace(-1, 1, 101)))
    page = view.page
    assert isinstance(page, CurveView)
    assert page.legend.texts == ["output", "learned: 2", "held apart: 1"]
    for x, y, told in (
        (8.0, -1.0, ["sample 2 of 2", "x 8.000 → ŷ 0.0000", "target −1.0000"]),
        (5.0, 0.0, ["held apart: sample 1 of 1", "x 5.000 → ŷ +0.2500", "target 0.0000"]),
        (6.0, 1.1, ["x 6.000 → ŷ +0.2000"]),
    ):
        across, up = page.map.places(np.array([x]), np.array([y]))
        qtbot.mouseMove(page.map.viewport(), QPointF(across[0], up[0]).toPoint())
        assert page.readout_text.splitlines() == told


def test_the_keys_go_from_sample_to_sample_of_a_curve(
    view: ResultsView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(curving(xor.paused, np.linspace(-1, 1, 101)))
    page, read = view.page, []
    assert isinstance(page, CurveView)
    page.setFocus(Qt.FocusReason.TabFocusReason)
    for key in "UUUDDDR":
        qtbot.keyClick(page, {"U": Qt.Key.Key_Up, "D": Qt.Key.Key_Down, "R": Qt.Key.Key_Right}[key])
        read.append(page.readout_text.splitlines()[0])
    middle = "held apart: sample 1 of 1"
    assert read == [middle, "sample 2 of 2", "sample 2 of 2", middle, "sample 1 of 2", "sample 1 of 2",
                    "x 2.500 → ŷ −0.5000"]  # fmt: skip


def test_held_samples_are_hollow_squares_and_the_batch_is_ringed(
    view: ResultsView, xor: SimpleNamespace
) -> None:
    view.show_frame(curving(xor.paused, np.zeros(101)))
    page = view.page
    assert isinstance(page, CurveView)
    assert page.map._held.brush().style() is Qt.BrushStyle.NoBrush
    assert page.map._held.path().elementCount() == 5, "four sides"
    across, up = page.map.places(np.array([8.0]), np.array([-1.0]))
    ring = page.map._ring.path().boundingRect().center()
    assert (ring.x(), ring.y()) == pytest.approx((across[0], up[0]))


def test_a_line_that_runs_away_leaves_the_data_in_sight_and_says_so(
    view: ResultsView, xor: SimpleNamespace
) -> None:
    view.show_frame(curving(xor.paused, np.linspace(0, 1e12, 101)))
    page = view.page
    assert isinstance(page, CurveView)
    assert page.map.limits == (-1.25, 3.25)
    assert page.map.caption == "the output leaves the picture: 0 to 1e12"
    view.show_frame(curving(xor.paused, np.full(101, np.nan)))
    assert page.map.caption == "the output leaves the picture: NaN to NaN"
    view.show_frame(curving(xor.paused, np.zeros(101)))
    assert page.map.caption == ""


# -- outputs ----------------------------------------------------------------------------------------


def test_the_list_holds_inputs_output_and_target(view: ResultsView) -> None:
    gate = Setup("and", (Part("Dense", {"units": 2}),), Part("MSE"), Part("SGD", {"learning_rate": 0.1}))
    frame = Run(dataclasses.replace(gate, layers=(Part("Dense", {"units": 1}),))).frame()
    made = Samples(
        {INPUT: np.array([[1.0, 2.5], [0.0, -1.0]])}, np.array([[1.0], [0.0]]), np.array([0, 7]), 9,
        lambda: np.array([[0.12345], [-3.0]]),
    )  # fmt: skip
    view.show_frame(dataclasses.replace(frame, result=Outputs(made, {INPUT: ("size", "cost")}, True)))
    page = view.page
    assert isinstance(page, OutputsView)
    headers = [page.table.horizontalHeaderItem(k).text() for k in range(5)]
    assert headers == ["#", "size", "cost", "output", "target"]
    assert page.texts == [["1", "1", "2.5", "+0.1235", "1"], ["8", "0", "−1", "−3.0000", "0"]]
    assert page.subtitle == "2 of 9 samples"


def test_a_weighted_sum_has_no_target_to_be_compared_with(view: ResultsView) -> None:
    view.show_frame(Run(load("apples").setup).frame())
    page = view.page
    assert isinstance(page, OutputsView)
    assert page.texts == [["1", "100", "2", "1.1", "+220.0000"]]


# -- all of them ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lesson", ["xor", "too-fast", "digits", "softmax-two", "apples", "overfitting"])
def test_it_can_change_its_theme_and_language_at_any_time(
    view: ResultsView, qtbot: QtBot, lesson: str
) -> None:
    language = Language()
    view.set_theme(LIGHT)
    view.show_frame(Run(load(lesson).setup).frame())
    english = view.title
    view.set_theme(DARK)
    try:
        language.set("zh_CN")
        qtbot.waitUntil(lambda: view.title != english, timeout=2000)
    finally:
        language.set("en")
    qtbot.waitUntil(lambda: view.title == english, timeout=2000)
    for size in ((260, 120), (900, 600)):
        view.resize(*size)
        assert view.page is not None
        assert view.page.grab().size() == view.page.size()
