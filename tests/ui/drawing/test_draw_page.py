"""What is drawn with the mouse is answered by the network of the frame on the screen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from nnviz.session.drawing import Manner
from nnviz.session.lesson import load
from nnviz.session.results import Answers
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.ui.drawing.draw_page import DrawPage
from nnviz.ui.plots.results_view import ResultsView
from tests.ui.person import Opener

SEVEN = ((40, 30), (160, 30), (90, 180))


@pytest.fixture(scope="module")
def run() -> Run:
    made = Run(load("digits").setup)
    made.train_epochs(1)
    return made


@pytest.fixture
def page(qtbot: QtBot, run: Run) -> DrawPage:
    made = DrawPage()
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    made.show_answers(answers(run))
    return made


def answers(run: Run) -> Answers:
    result = run.frame().result
    assert isinstance(result, Answers)
    return result


def draw(qtbot: QtBot, page: DrawPage, points: tuple[tuple[int, int], ...] = SEVEN) -> None:
    places = [QPoint(*point) for point in points]
    qtbot.mousePress(page.pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(page.pad, place)
    qtbot.mouseRelease(page.pad, Qt.MouseButton.LeftButton, pos=places[-1])


def answered(qtbot: QtBot, page: DrawPage, run: Run) -> None:
    """Waits until the bars show what the network says of the drawing."""
    image = Manner.of(run.data.x).image(page.pad.strokes)
    expected = run._programs.graph(run._trainer.kinds).twin().predict(image[None])[0]

    def told() -> bool:
        return page.bars.outputs is not None and bool(np.array_equal(page.bars.outputs, expected))

    qtbot.waitUntil(told, timeout=2_000)
    assert page.seen.image is not None
    np.testing.assert_array_equal(page.seen.image, image)
    assert page.bars.answer == str(int(expected.argmax()))
    assert f"{page.bars.answer} {expected.max():.3f}" in page.bars.accessibleDescription()


def test_the_bars_are_what_the_network_predicts(qtbot: QtBot, page: DrawPage, run: Run) -> None:
    draw(qtbot, page)
    assert [len(stroke) for stroke in page.pad.strokes] == [3]
    answered(qtbot, page, run)


def test_the_answer_follows_the_training(qtbot: QtBot, page: DrawPage, run: Run) -> None:
    draw(qtbot, page)
    answered(qtbot, page, run)
    before = page.bars.outputs
    run.train(5)
    page.show_answers(answers(run))
    assert not np.array_equal(before, page.bars.outputs)
    answered(qtbot, page, run)


def test_undo_takes_a_stroke_away_and_clear_all(qtbot: QtBot, page: DrawPage, run: Run) -> None:
    draw(qtbot, page)
    draw(qtbot, page, ((60, 100), (140, 100)))
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert len(page.pad.strokes) == 1
    answered(qtbot, page, run)
    qtbot.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.bars.outputs is None, timeout=2_000)
    assert page.bars.answer == ""
    assert not page.undo.isEnabled()
    assert not page.clear.isEnabled()


def test_a_stroke_that_leaves_the_pad_goes_along_its_edge(qtbot: QtBot, page: DrawPage) -> None:
    draw(qtbot, page, ((50, 50), (-80, 60), (50, 900)))
    assert page.pad.strokes[0][1:] == [(0.0, 60 / page.pad.height()), (50 / page.pad.width(), 1.0)]


def test_keys_draw_too(qtbot: QtBot, page: DrawPage) -> None:
    page.pad.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(page.pad, key)
    qtbot.keyClick(page.pad, Qt.Key.Key_Down)  # the pen is up
    x, y = 0.5 + 1 / 24, 0.25
    np.testing.assert_allclose(page.pad.strokes, [[(x, y), (x, y + 1 / 24), (x, y + 2 / 24)]])
    qtbot.keyClick(page.pad, Qt.Key.Key_Backspace)
    assert page.pad.strokes == []


@pytest.mark.parametrize("size", [(240, 120), (270, 150), (280, 230), (420, 300), (900, 700)])
def test_nothing_overlaps_in_any_size(qtbot: QtBot, page: DrawPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    parts = [page.pad, page.seen, page.caption, page.bars, page.undo, page.clear]
    for number, part in enumerate(parts):
        assert page.rect().contains(part.geometry()), part
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[:number]), part
    draw(qtbot, page)
    assert len(page.bars.shown()) >= 8


def test_the_menu_opens_the_pad_and_says_where_there_is_none(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    window.menus.pad_asked.emit()
    assert "one channel" in window.notice.text()
    window = opened(load("digits").setup)
    qtbot.waitUntil(lambda: window.results.page is not None, timeout=10_000)
    window.menus.pad_asked.emit()
    pad = window.results.page.drawing.pad
    assert pad.isVisible()
    assert pad.width() >= 120
    assert not window.results.page.score.isVisible()


def test_images_of_three_channels_are_not_drawn(qtbot: QtBot) -> None:
    rng = np.random.default_rng(0)
    inputs = {"input": rng.uniform(0, 1, (4, 3, 3, 3)).tolist()}
    layers = (Part("Flatten"), Part("Dense", {"units": 2}), Part("Softmax"))
    data = Part("values", {"inputs": inputs, "targets": [0, 1, 0, 1]})
    frame = Run(Setup(data, layers, Part("CrossEntropy"), Part("SGD", {"learning_rate": 0.1}))).frame()
    view = ResultsView()
    qtbot.addWidget(view)
    view.resize(380, 320)
    view.show()
    view.show_frame(frame)
    assert isinstance(frame.result, Answers)
    assert not frame.result.can_be_drawn
    assert not view.open_drawing()
