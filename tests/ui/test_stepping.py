"""The real window walked through formula by formula, with keys, buttons and the menu.

What it shows is compared with the recording of an engine of its own.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from nnviz.session.cursor import Place, Unit
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.ui.inspector.equations import equations
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, button, click, press

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ADAM = Setup(
    "xor",
    (Part("Dense", {"units": 2}), Part("BatchNorm"), Part("Tanh"), Part("Dense", {"units": 1})),
    Part("MSE"),
    Part("Adam", {"clip_norm": 0.5}),
    "article",
    1,
    batch_size=4,
)


def plain(markup: str) -> str:
    return QTextDocumentFragment.fromHtml(markup).toPlainText()


def segments(window: MainWindow) -> list[QToolButton]:
    return window.transport.unit.findChildren(QToolButton)


def chosen(window: MainWindow) -> list[str]:
    return [segment.text() for segment in segments(window) if segment.isChecked()]


def entry(window: MainWindow, text: str) -> QAction:
    return next(action for action in window.menus._made.values() if action.text() == text)


def go(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    """Goes to a place by the timeline and the key for the next formula."""
    click(qtbot, window.timeline.chips[place.position - 2])
    at(qtbot, window, place.pass_index, place.position - 1)
    count = window.shown.stage.operations[place.position - 1].stops  # type: ignore[union-attr]
    for remaining in range(count - 1, place.remaining - 1, -1):
        press(qtbot, window, Qt.Key.Key_Right)
        at(qtbot, window, place.pass_index, place.position, remaining)


def test_the_window_shows_one_formula_after_the_other(opened: Opener, qtbot: QtBot) -> None:
    window, engine = opened(), Run(load("xor").setup)
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 1)
    seen = []
    for remaining in (2, 1, 0):
        go(qtbot, window, Place(0, 8, remaining))
        engine.go_to(engine.ruler.number(Place(0, 8, remaining)))
        page, expected = window.inspector.equations, equations(engine.frame(), alone=True)
        shown = [
            (row.equation.tex, *(view.tensor.array.tobytes() for view in (row.result, *row.operands)))
            for row in page.rows
        ]
        assert shown == [
            (each.tex, *(tensor.array.tobytes() for tensor in (each.result, *each.operands)))
            for each in expected
        ]
        others = [(row.outline.tex.partition("=")[0].strip()[-2], row.outline.done) for row in page.outlines]
        seen.append((
            window.state.text().split("  ·  ")[0],
            [row.result.tensor.name for row in page.rows],
            others,
            plain(window.inspector.trail.text()),
            window.timeline.progress.text(),
        ))  # fmt: skip
    assert seen == [
        (
            "Dense 3 backward · ∂E/∂X (1 of 3)", ["∂E/∂X"], [("W", False), ("B", False)],
            "∂E/∂X · ∂E/∂W · ∂E/∂B", "operation 8 of 11 · formula 1 of 3",
        ),
        (
            "Dense 3 backward · ∂E/∂W (2 of 3)", ["∂E/∂W"], [("X", True), ("B", False)],
            "✓ ∂E/∂X · ∂E/∂W · ∂E/∂B", "operation 8 of 11 · formula 2 of 3",
        ),
        (
            "Dense 3 backward · ∂E/∂B (3 of 3)", ["∂E/∂B"], [("X", True), ("W", True)],
            "✓ ∂E/∂X · ✓ ∂E/∂W · ∂E/∂B", "operation 8 of 11",
        ),
    ]  # fmt: skip


def test_an_update_shows_one_formula_for_all_parameters(opened: Opener, qtbot: QtBot) -> None:
    window = opened(ADAM)
    press(qtbot, window, Qt.Key.Key_End)
    at(qtbot, window, 0, 11)
    old = window.shown.before["dense_1"]["W"]  # type: ignore[union-attr]
    texts = [window.state.text().split("  ·  ")[0]]
    for remaining in (1, 2, 3):
        press(qtbot, window, Qt.Key.Key_Left)
        at(qtbot, window, 0, 11, remaining)
        texts.append(window.state.text().split("  ·  ")[0])
        assert window.shown is not None
        assert window.shown.arrays["dense_1"]["W"].tobytes() == old.tobytes()
        captions = [row.caption.text() for row in window.inspector.equations.rows]
        layers = ("Dense 1", "BatchNorm 2", "Dense 4")
        assert captions == [f"{layer} · {key}" for layer in layers for key in "WB"]
        assert len(window.inspector.equations.outlines) == 3
    assert texts == [
        "Adam update · W (4 of 4)",
        "Adam update · V (3 of 4)",
        "Adam update · M (2 of 4)",
        "Adam update · N (1 of 4)",
    ]
    assert window.canvas.picture is not None
    assert {chip.text for chip in window.canvas.picture.chips} == {"N"}


def test_the_canvas_names_what_has_been_computed_so_far(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 1)
    go(qtbot, window, Place(0, 8, 1))
    assert window.canvas.picture is not None
    assert [chip.text for chip in window.canvas.picture.chips] == ["∂E/∂Y → ∂E/∂X, ∂E/∂W"]


def test_the_line_on_a_chip_grows_with_the_formulas(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 1)
    line, chip = window.timeline._strip.progress, window.timeline.chips[7]
    assert not line.isVisible()
    widths = []
    for remaining in (2, 1):
        go(qtbot, window, Place(0, 8, remaining))
        assert line.isVisible()
        assert chip.geometry().contains(line.geometry())
        widths.append(line.width())
    assert widths[1] == pytest.approx(2 * widths[0], abs=1)
    place = chip.geometry()
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 8)
    assert not line.isVisible()
    assert chip.geometry() == place


@pytest.mark.parametrize(
    ("there", "back", "modifiers", "unit"),
    [
        (Qt.Key.Key_Space, Qt.Key.Key_Backspace, (), Unit.FORMULA),
        (Qt.Key.Key_Right, Qt.Key.Key_Left, (), Unit.FORMULA),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, (), Unit.FORMULA),
        (Qt.Key.Key_Right, Qt.Key.Key_Left, (SHIFT,), Unit.LAYER),
        (Qt.Key.Key_Space, Qt.Key.Key_Left, (SHIFT,), Unit.LAYER),
        (Qt.Key.Key_Right, Qt.Key.Key_Left, (CONTROL,), Unit.PASS),
        (Qt.Key.Key_Space, Qt.Key.Key_Left, (CONTROL,), Unit.PASS),
        (Qt.Key.Key_Right, Qt.Key.Key_Left, (CONTROL, SHIFT), Unit.EPOCH),
        (Qt.Key.Key_Space, Qt.Key.Key_Left, (CONTROL, SHIFT), Unit.EPOCH),
    ],
)
def test_every_unit_has_keys_for_there_and_back(
    opened: Opener,
    qtbot: QtBot,
    there: Qt.Key,
    back: Qt.Key,
    modifiers: tuple[Qt.KeyboardModifier, ...],
    unit: Unit,
) -> None:
    window, ruler = opened(), Run(load("xor").setup).ruler
    numbers = [0]
    for _ in range(10 if unit is Unit.FORMULA else 3):
        numbers.append(ruler.next(numbers[-1], unit))
        press(qtbot, window, there, *modifiers)
        place = ruler.place(numbers[-1])
        at(qtbot, window, place.pass_index, place.position, place.remaining)
    for number in reversed(numbers[:-1]):
        press(qtbot, window, back, *modifiers)
        place = ruler.place(number)
        at(qtbot, window, place.pass_index, place.position, place.remaining)


def test_home_and_end_stay_in_the_pass(opened: Opener, qtbot: QtBot) -> None:
    window = opened(ADAM)
    press(qtbot, window, Qt.Key.Key_Right, CONTROL)
    at(qtbot, window, 0, 11)
    press(qtbot, window, Qt.Key.Key_Right)
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 1, 2, 3)
    press(qtbot, window, Qt.Key.Key_End)
    at(qtbot, window, 1, 11)
    press(qtbot, window, Qt.Key.Key_Home)
    at(qtbot, window, 1, 1)


def test_a_step_can_go_by_operation(opened: Opener, qtbot: QtBot, settings: Settings) -> None:
    window = opened()
    assert chosen(window) == ["formula"]
    click(qtbot, segments(window)[1])
    assert chosen(window) == ["op"]
    assert entry(window, "Operation").isChecked()
    assert window.actions_.forward.text() == "Next Operation"
    for position in range(1, 10):
        press(qtbot, window, Qt.Key.Key_Space)
        at(qtbot, window, 0, position)
    click(qtbot, button(window, window.actions_.back))
    at(qtbot, window, 0, 8)
    entry(window, "Formula").trigger()
    assert chosen(window) == ["formula"]
    press(qtbot, window, Qt.Key.Key_Left)
    at(qtbot, window, 0, 8, 1)
    assert settings.unit is Unit.FORMULA


def test_what_a_step_goes_by_is_remembered_and_outlives_theme_and_language(
    opened: Opener, qtbot: QtBot, settings: Settings
) -> None:
    window = opened()
    entry(window, "Operation").trigger()
    try:
        window.set_theme_name("light")
        window.set_language("zh_CN")
        qtbot.waitUntil(lambda: chosen(window) == ["运算"], timeout=5000)
        assert window.actions_.forward.text() == "下一个运算"
        assert window.actions_.unit is settings.unit is Unit.OPERATION
    finally:
        window.set_language("en")
    window.close()
    again = opened()
    assert chosen(again) == ["op"]
    assert entry(again, "Operation").isChecked()
    assert again.actions_.unit is Unit.OPERATION


def test_the_list_of_keys_names_every_step(opened: Opener) -> None:
    (group,) = (group for group in opened().menus.groups() if group.title == "Step")
    keys = {a.text(): ", ".join(k.toString() for k in a.shortcuts()) for a in group.actions}
    assert keys.pop("Predict First") == ""
    assert keys == {
        "Next Formula": "Right, Space, PgDown",
        "Previous Formula": "Left, PgUp, Backspace",
        "Next Layer": "Shift+Right, Shift+Space",
        "Previous Layer": "Shift+Left",
        "Next Pass": "Ctrl+Right, Ctrl+Space",
        "Previous Pass": "Ctrl+Left",
        "Next Epoch": "Ctrl+Shift+Right, Ctrl+Shift+Space",
        "Previous Epoch": "Ctrl+Shift+Left",
        "Start of the Pass": "Home",
        "End of the Pass": "End",
    }


@pytest.mark.parametrize("size", [(960, 600), (1280, 720), (1600, 1000)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_stop_finds_its_place_in_the_window(
    opened: Opener, qtbot: QtBot, size: tuple[int, int], language: str
) -> None:
    window, engine = opened(ADAM), Run(ADAM)
    try:
        window.set_language(language)
        window.resize(*size)
        window.restore_default_layout()
        qtbot.waitUntil(lambda: (window.width(), window.height()) == size, timeout=5000)
        for _ in range(engine.ruler.length):
            engine.step(Unit.FORMULA)
            press(qtbot, window, Qt.Key.Key_Right)
            at(qtbot, window, 0, engine.place.position, engine.place.remaining)
            page = window.inspector.equations
            places = [entry.geometry() for entry in page._entries]
            assert all(page.widget().rect().contains(place) for place in places)
            assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
            first = page.rows[0]
            top = first.mapTo(page.viewport(), first.rect().topLeft()).y()
            bar = page.verticalScrollBar()
            assert top == 0 or (top > 0 and bar.value() == bar.maximum())
            qtbot.waitUntil(lambda: window.state.width() >= window.state.sizeHint().width(), timeout=5000)
            assert (window.width(), window.height()) == size
    finally:
        window.set_language("en")
