"""Keys in the real window: whatever has the focus, the step keys step, and a control keeps what it needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSlider, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.commands import GoToEnd, GoToFormula, Step
from nnviz.session.cursor import Unit
from nnviz.ui.inspector.digits_box import DigitsBox
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.keys.dialog import KeyDialog
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, button, press

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

STEPS = {
    (KEY.Key_Right, NONE): Step(Unit.FORMULA),
    (KEY.Key_Space, NONE): Step(Unit.FORMULA),
    (KEY.Key_PageDown, NONE): Step(Unit.FORMULA),
    (KEY.Key_Left, NONE): Step(Unit.FORMULA, forward=False),
    (KEY.Key_PageUp, NONE): Step(Unit.FORMULA, forward=False),
    (KEY.Key_Backspace, NONE): Step(Unit.FORMULA, forward=False),
    (KEY.Key_Right, SHIFT): Step(Unit.LAYER),
    (KEY.Key_Space, SHIFT): Step(Unit.LAYER),
    (KEY.Key_Left, SHIFT): Step(Unit.LAYER, forward=False),
    (KEY.Key_Right, CONTROL): Step(Unit.PASS),
    (KEY.Key_Space, CONTROL): Step(Unit.PASS),
    (KEY.Key_Left, CONTROL): Step(Unit.PASS, forward=False),
    (KEY.Key_Right, CONTROL | SHIFT): Step(Unit.EPOCH),
    (KEY.Key_Left, CONTROL | SHIFT): Step(Unit.EPOCH, forward=False),
    (KEY.Key_Home, NONE): GoToFormula(1, 1),
    (KEY.Key_End, NONE): GoToEnd(),
}
PLAIN_ARROWS = {(KEY.Key_Left, NONE), (KEY.Key_Right, NONE)}
CHOOSING_ARROWS = {(KEY.Key_Left, SHIFT), (KEY.Key_Right, SHIFT)}
"""Those that choose more cells of a table than one."""

SPACE = {(KEY.Key_Space, NONE)}
STEP_IN_TEXT = {(KEY.Key_PageDown, NONE), (KEY.Key_PageUp, NONE), (KEY.Key_Space, CONTROL)}
"""All but these write in a field, take away, or move about in what is written."""


@pytest.fixture
def window(opened: Opener, qtbot: QtBot) -> MainWindow:
    """A window that stands in a formula, with the card of a weight open."""
    found = opened()
    found.open_weight(Weight("dense_1", "W", (0, 0)))
    found.activateWindow()
    found.asked.emit(Step(Unit.PASS))
    found.asked.emit(GoToFormula(8, 2))
    at(qtbot, found, 0, 8, 1)
    return found


def table(window: MainWindow) -> MatrixTable:
    return window.inspector.equations.rows[0].result.table


def digits(window: MainWindow) -> QWidget:
    found = window.findChild(DigitsBox)
    assert isinstance(found, DigitsBox)
    return found.box


def tab_bar(window: MainWindow) -> QWidget:
    return next(bar for bar in window.findChildren(QTabBar) if bar.isVisible())


def segment(window: MainWindow) -> QWidget:
    return next(b for b in window.transport.unit.findChildren(QToolButton) if b.isChecked())


def asked_by(qtbot: QtBot, window: MainWindow, focus: QWidget) -> dict[tuple[Qt.Key, object], object]:
    """What each step key asks of the run while a widget has the focus; keys that ask nothing are left out."""
    asked: list[object] = []
    window.asked.disconnect()  # what is asked is noted, and not done
    window.asked.connect(asked.append)
    for action in window.actions_.steps.values():
        action.setEnabled(True)
    window.actions_.back.setEnabled(True)
    found = {}
    for key, held in STEPS:
        focus.setFocus(Qt.FocusReason.TabFocusReason)
        assert focus.hasFocus()
        asked.clear()
        qtbot.keyClick(focus, key, held)
        stepped = [c for c in asked if isinstance(c, Step | GoToFormula | GoToEnd)]
        if stepped:
            (found[key, held],) = stepped
    return found


@pytest.mark.parametrize(
    ("where", "keeps"),
    [
        (lambda w: w.canvas.view, set()),
        (table, set()),
        (lambda w: w.player.text, set()),
        (lambda w: w.network, set()),
        (lambda w: w.weight_card, set()),
        (lambda w: w.transport.pace, set()),
        (lambda w: w.loss_plot, PLAIN_ARROWS),
        (lambda w: w.norm_plot, PLAIN_ARROWS),
        (lambda w: w.results.page, PLAIN_ARROWS),
        (lambda w: w.weight_card.findChild(QSlider), PLAIN_ARROWS),
        (tab_bar, PLAIN_ARROWS),
        (segment, PLAIN_ARROWS | SPACE),
        (lambda w: button(w, w.actions_.run), SPACE),
        (digits, set()),
    ],
    ids=[
        "canvas", "table", "lesson", "layers", "card", "list", "loss plot", "norm plot", "map",
        "slider", "tabs", "segments", "button", "digits",
    ],
)  # fmt: skip
def test_step_keys_step_but_for_those_that_the_focus_needs(
    window: MainWindow, qtbot: QtBot, where: Callable[[MainWindow], QWidget], keeps: set[object]
) -> None:
    assert asked_by(qtbot, window, where(window)) == {k: v for k, v in STEPS.items() if k not in keeps}


@pytest.mark.parametrize("field", ["rate", "seed"])
def test_a_field_keeps_what_is_typed_into_it_and_a_clicker_steps_all_the_same(
    window: MainWindow, qtbot: QtBot, field: str
) -> None:
    asked = asked_by(qtbot, window, getattr(window.transport, field))
    assert asked == {k: v for k, v in STEPS.items() if k in STEP_IN_TEXT}


def test_the_timeline_takes_no_key_even_after_a_click(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.setFocus()
    qtbot.mouseClick(window.timeline.chips[3], Qt.MouseButton.LeftButton)
    at(qtbot, window, 0, 4)
    focused = window.focusWidget()
    assert focused is window.canvas
    qtbot.keyClick(focused, KEY.Key_PageDown)
    at(qtbot, window, 0, 5)


def test_a_cell_that_is_kept_takes_the_arrows_and_leaves_the_clicker(
    window: MainWindow, qtbot: QtBot
) -> None:
    kept = table(window)
    kept.setFocus()
    qtbot.keyClick(kept, KEY.Key_Return)
    assert kept.pinned == (0, 0)
    asked = asked_by(qtbot, window, kept)
    assert asked == {k: v for k, v in STEPS.items() if k not in PLAIN_ARROWS | CHOOSING_ARROWS}


def test_space_presses_the_button_that_tab_has_come_to(window: MainWindow, qtbot: QtBot) -> None:
    run = button(window, window.actions_.run)
    run.setFocus(Qt.FocusReason.TabFocusReason)
    asked: list[object] = []
    window.asked.connect(asked.append)
    qtbot.keyClick(run, KEY.Key_Space)
    assert asked == [commands.Play()]
    qtbot.waitUntil(lambda: window.status is not None and window.status.running)
    qtbot.keyClick(run, KEY.Key_Space)
    qtbot.waitUntil(lambda: window.status is not None and not window.status.running)


def test_the_arrows_move_the_slider_of_a_weight(window: MainWindow, qtbot: QtBot) -> None:
    slider = window.weight_card.findChild(QSlider)
    assert isinstance(slider, QSlider)
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(slider, KEY.Key_Right)
    qtbot.keyClick(slider, KEY.Key_Up)
    assert slider.value() == 2


def test_a_changed_key_steps_at_once_and_is_written_everywhere(
    opened: Opener, qtbot: QtBot, settings: Settings
) -> None:
    window = opened()
    keymap = window.keyboard.keymap
    keymap.set_keys({**keymap.keys, "next": ("N", "PgDown"), "end": ("Space",)})
    press(qtbot, window, KEY.Key_N)
    at(qtbot, window, 0, 1)
    press(qtbot, window, KEY.Key_Right)  # no longer anybody's
    press(qtbot, window, KEY.Key_PageDown)
    at(qtbot, window, 0, 2)
    press(qtbot, window, KEY.Key_Space)
    at(qtbot, window, 0, 11)
    forward = button(window, window.actions_.forward)
    assert forward.toolTip().splitlines()[0] == "Next Formula (N, PgDown)"
    assert window.actions_.forward.shortcut() == QKeySequence("N")
    window.close()
    again = opened()
    assert button(again, again.actions_.forward).toolTip().splitlines()[0] == "Next Formula (N, PgDown)"
    press(qtbot, again, KEY.Key_N)
    at(qtbot, again, 0, 1)


def test_an_action_without_a_key_has_a_tooltip_without_brackets(opened: Opener) -> None:
    window = opened()
    keymap = window.keyboard.keymap
    keymap.set_keys({**keymap.keys, "reset": ()})
    assert window.actions_.reset.toolTip() == "Reset\nStart over from the same first weights"


def test_ctrl_f1_opens_the_dialog_with_every_action_of_the_menus(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, KEY.Key_F1, CONTROL)
    dialog = window.findChild(KeyDialog)
    assert isinstance(dialog, KeyDialog)
    listed = dialog.list.as_text().splitlines()
    titles = [line for line in listed if not line.startswith("\t")]
    assert titles[:4] == ["File", "File ▸ Export", "Edit", "Run"]
    assert titles[4].startswith("Run ▸ History Memory (")
    assert "\tNext Pass\tCtrl+Right, Ctrl+Space" in listed
    assert "\tGradients\tCtrl+3" in listed
    assert "\tKeyboard Shortcuts…\tCtrl+F1" in listed
    assert "\tLesson" in listed  # the panel
    every = [a for group in window.menus.groups() for a in group.actions]
    assert len(listed) == len(titles) + len(every)
    assert len({a.objectName() for a in every}) == len(every)
    assert dialog.isModal()
    dialog.reject()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_nothing_in_the_dialog_is_cut_off(opened: Opener, qtbot: QtBot, theme: str, language: str) -> None:
    window = opened()
    try:
        window.set_theme_name(theme)
        window.set_language(language)
        window.resize(1280, 720)
        qtbot.waitUntil(lambda: window.height() == 720, timeout=5000)
        dialog = window.keyboard.open_dialog()
        dialog.list.choose("next")
        qtbot.waitUntil(dialog.isVisible)
        assert dialog.height() <= 700
        for part in (dialog.note, dialog.editor.message, dialog.editor.default_note):
            qtbot.waitUntil(lambda label=part: label.height() >= label.heightForWidth(label.width()))
        for button_ in (dialog.apply, dialog.reset_all, dialog.copy, dialog.editor.add):
            assert button_.width() >= button_.sizeHint().width()
        column = dialog.list.sizeHintForColumn(0)
        assert dialog.list.columnWidth(0) >= column
        room = dialog.list.viewport().width() - dialog.list.columnWidth(0)
        assert room >= dialog.list.sizeHintForColumn(1)
        dialog.reject()
    finally:
        window.set_language("en")
