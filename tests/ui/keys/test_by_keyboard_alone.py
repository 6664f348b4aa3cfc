"""The whole window by the keyboard alone: every control, every action, a mark that is seen, words to hear."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLineEdit,
    QMenu,
    QScrollBar,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nnviz.nn.derive import Weight
from nnviz.session.commands import GoToPosition, Play, Step
from nnviz.session.cursor import Unit
from nnviz.ui.neuron import Neuron
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at

KEY = Qt.Key
WORKED = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit)
LEAST_CONTRAST = 3.0


def in_a_pass(qtbot: QtBot, window: MainWindow) -> None:
    window.asked.emit(Step(Unit.PASS))
    window.asked.emit(GoToPosition(8))
    at(qtbot, window, 0, 8)


def running(qtbot: QtBot, window: MainWindow) -> None:
    window.asked.emit(Play())
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs > 5)


def with_a_weight(qtbot: QtBot, window: MainWindow) -> None:
    in_a_pass(qtbot, window)
    window.open_weight(Weight("dense_1", "W", (0, 0)))
    qtbot.wait(300)


def with_a_neuron(qtbot: QtBot, window: MainWindow) -> None:
    in_a_pass(qtbot, window)
    press(window, KEY.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(200)


def with_a_layer(qtbot: QtBot, window: MainWindow) -> None:
    in_a_pass(qtbot, window)
    press(window, KEY.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(200)


def building(qtbot: QtBot, window: MainWindow) -> None:
    press(window, KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.build_panel.isVisible)
    qtbot.wait(200)


def presented(qtbot: QtBot, window: MainWindow) -> None:
    in_a_pass(qtbot, window)
    press(window, KEY.Key_F11)
    qtbot.waitUntil(lambda: window.presentation.on)
    beyond = window.canvas.beyond  # a screen of 800 pixels has no room for all columns
    qtbot.waitUntil(lambda: beyond.left.isVisible() or beyond.right.isVisible())
    qtbot.wait(300)


STATES = (in_a_pass, running, with_a_weight, with_a_neuron, with_a_layer, building, presented)
State = Callable[[QtBot, MainWindow], None]


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    made = opened()
    made.activateWindow()
    made.canvas.setFocus()
    return made


def press(window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, held)


def walked(window: MainWindow, key: Qt.Key = KEY.Key_Tab) -> list[QWidget]:
    """What the Tab key comes to from the canvas until it is at the first again, each once."""
    window.canvas.setFocus()
    press(window, key)
    first = window.focusWidget()
    found = [first]
    for _ in range(400):
        press(window, key)
        if window.focusWidget() is first:
            return found
        if window.focusWidget() is not found[-1]:  # the links of a text follow each other
            found.append(window.focusWidget())
    raise AssertionError(f"Tab does not come back; it ends at {told(found[-1])}")


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"


def to_be_worked(window: MainWindow) -> Iterator[QWidget]:
    """Every control that can be seen and worked now, and whatever else takes the keys."""
    for widget in window.findChildren(QWidget):
        seen = widget.isVisible() and not widget.visibleRegion().isEmpty() and widget.window() is window
        takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        inner = widget.focusProxy() is not None or isinstance(widget, QScrollBar)
        if seen and widget.isEnabled() and not inner and (takes or isinstance(widget, WORKED)):
            yield widget


def not_heard(window: MainWindow) -> tuple[list[str], list[str]]:
    """What has no name, and what shows signs without a word and explains them nowhere."""
    nameless, dark = [], []
    for widget in to_be_worked(window):
        signs = isinstance(widget, QAbstractButton) and not any(c.isalpha() for c in widget.text())
        if signs and not (widget.toolTip() or widget.accessibleDescription()):
            dark.append(told(widget))
        heard = QAccessible.queryAccessibleInterface(widget)
        name = heard.text(QAccessible.Text.Name) if heard is not None else ""
        if not name.strip() and not isinstance(widget.parentWidget(), QAbstractSpinBox):
            nameless.append(f"{told(widget)} in {told(widget.parentWidget())}")
    return nameless, dark


def beside_another(widget: QWidget) -> bool:
    """Whether the arrows come to it from its neighbour, or two keys do what it does."""
    alike = [each for each in widget.parentWidget().children() if isinstance(each, QAbstractButton)]
    by_arrows = len(alike) > 1 and any(each.focusPolicy() is Qt.FocusPolicy.TabFocus for each in alike)
    of_number = widget.objectName() == "qt_spinbox_lineedit" or isinstance(
        widget.parentWidget(), QAbstractSpinBox
    )
    return by_arrows or of_number


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_tab_comes_to_everything_and_back_again_and_all_of_it_has_a_name(
    window: MainWindow, qtbot: QtBot, state: State
) -> None:
    state(qtbot, window)
    assert not_heard(window) == ([], [])
    found = walked(window)
    assert len(found) == len(set(found))
    missed = [w for w in to_be_worked(window) if w not in found and not beside_another(w)]
    stepper = {"one digit fewer", "one digit more"}  # ↑ and ↓ in the field between them
    assert [told(w) for w in missed if w.accessibleName() not in stepper] == []
    back = walked(window, KEY.Key_Backtab)
    assert set(back) == set(found)
    start = found.index(back[0])
    assert back == [*found[start::-1], *found[:start:-1]]


def test_tab_goes_through_the_places_from_left_to_right_and_top_to_bottom(
    window: MainWindow, qtbot: QtBot
) -> None:
    in_a_pass(qtbot, window)
    order = []
    for widget in walked(window):
        place = widget
        while not isinstance(place, QDockWidget | QToolBar) and place is not window.centralWidget():
            place = place.parentWidget()
        name = place.objectName() or "canvas"
        if not order or order[-1] != name:
            order.append(name)
    start = order.index("transport")
    around = [*order[start:], *order[:start]]
    assert [name for n, name in enumerate(around) if name not in around[:n]] == [
        "transport", "lesson", "network", "canvas", "pass", "inspector", "loss", "norms", "surface",
    ]  # fmt: skip


def test_f6_goes_from_place_to_place_and_into_what_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    in_a_pass(qtbot, window)
    window.transport.rate.setFocus()
    at_each = []
    for _ in range(9):
        press(window, KEY.Key_F6)
        at_each.append(window.focusWidget())
    assert at_each[0] is window.player.text
    assert at_each[1] is window.network
    assert at_each[2] is window.canvas.view
    assert at_each[3] is window.timeline.chips[7]
    assert window.inspector.isAncestorOf(at_each[4])
    assert at_each[5:8] == [window.loss_plot, window.norm_plot, window.results.page]
    assert window.transport.isAncestorOf(at_each[8])
    press(window, KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is window.results.page


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_f6_goes_into_a_panel_that_is_detached_and_out_again(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.panels["loss"]
    panel.setFloating(True)
    qtbot.waitUntil(panel.isVisible)
    window.results.page.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, KEY.Key_F6)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.loss_plot)
    panel.setFloating(False)


# -- every action ------------------------------------------------------------------------------


def in_menu(menu: QMenu) -> set[QAction]:
    """Every entry that the arrow keys come to in a menu that is open, and in those inside it."""
    found: set[QAction] = set()
    for _ in range(60):
        QTest.keyClick(menu, KEY.Key_Down)
        action = menu.activeAction()
        if action is None or action in found:
            break
        found.add(action)
        inner = next((m for m in menu.parent().findChildren(QMenu) if m.menuAction() is action), None)
        if inner is not None and action.isEnabled():
            QTest.keyClick(menu, KEY.Key_Right)
            assert inner.isVisible(), action.text()
            found |= in_menu(inner)
            if inner.isVisible():
                QTest.keyClick(inner, KEY.Key_Escape)
    return found


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_keys_come_to_every_action(window: MainWindow, qtbot: QtBot) -> None:
    in_a_pass(qtbot, window)
    found: set[QAction] = set()
    for keys in window.menus.access_keys():
        letter = getattr(KEY, f"Key_{keys[-1]}")
        window.canvas.setFocus()
        QTest.keyClick(window, letter, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        found |= in_menu(menu)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
    every = {a for group in window.menus.groups() for a in group.actions if a.isEnabled() and a.isVisible()}
    assert len(every) > 60
    assert sorted(a.text() for a in every - found) == []


def menu_by_key(qtbot: QtBot, window: MainWindow) -> list[str]:
    """The entries of the menu that Shift+F10 opens."""
    press(window, KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    texts = [action.text() for action in menu.actions()]
    menu.close()
    return texts


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menus_of_layers_and_tables_open_by_key(window: MainWindow, qtbot: QtBot) -> None:
    in_a_pass(qtbot, window)
    window.network.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.network.accessibleDescription().startswith("Dense 3")  # where the cursor stands
    press(window, KEY.Key_Up)
    press(window, KEY.Key_Up)
    assert window.network.accessibleDescription().startswith("Dense 1")
    of_layer = menu_by_key(qtbot, window)
    assert len(of_layer) > 3
    press(window, KEY.Key_Return)
    assert window.layer_view.isVisible()
    window.canvas.view.setFocus()
    assert len(menu_by_key(qtbot, window)) > len(window.menus.picture_entries())  # of the layer that is lit


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_the_mouse_clicks_in_the_picture_is_come_to_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    in_a_pass(qtbot, window)
    cursor = window.canvas.key_cursor
    press(window, KEY.Key_Down)  # comes in at the layer under the cursor of the run
    assert cursor.stop is not None
    assert cursor.stop.name.node == "dense_3"
    assert window.focusWidget() is window.canvas.view
    press(window, KEY.Key_Return)
    assert window.canvas.neuron == Neuron("dense_3", 0)
    assert window.panels["neuron"].isVisible()
    window.canvas.view.setFocus()
    for key in (KEY.Key_Return, KEY.Key_Left, KEY.Key_Left):
        press(window, key)  # from the unit over its bias to the weights
    assert cursor.stop.weight == Weight("dense_3", "W", (1, 0))
    of_weight = menu_by_key(qtbot, window)
    assert len(of_weight) > len(window.menus.picture_entries())
    press(window, KEY.Key_Return)
    assert window.panels["weight"].isVisible()
    assert window.weight_card.weight == Weight("dense_3", "W", (1, 0))
    window.canvas.view.setFocus()
    press(window, KEY.Key_Escape)
    press(window, KEY.Key_Escape)
    assert cursor.stop is None
    press(window, KEY.Key_Right)
    at(qtbot, window, 0, 9)


def test_the_arrows_go_along_the_timeline_and_return_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    in_a_pass(qtbot, window)
    window.timeline.chips[7].setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(3):
        press(window, KEY.Key_Left)
    assert window.focusWidget() is window.timeline.chips[4]
    assert window.shown is not None
    assert window.shown.position == 8  # so far it has only been pointed at
    press(window, KEY.Key_Return)
    at(qtbot, window, 0, 5)
    press(window, KEY.Key_Right)
    press(window, KEY.Key_Space)
    at(qtbot, window, 0, 6)


# -- what is seen ------------------------------------------------------------------------------


def luminance(window: QWidget, place: QRect) -> np.ndarray:
    QApplication.processEvents()
    image = window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    cells = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    share = cells[:, : image.width(), 2::-1] / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrasts(window: MainWindow, widget: QWidget) -> np.ndarray:
    """What the keys change about a widget, as the contrast of every pixel of it and around it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()  # it may have been scrolled to
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)
    place = place.intersected(window.rect())
    a = luminance(window, place)
    window.canvas.setFocus()
    b = luminance(window, place)
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


@pytest.mark.parametrize("state", [in_a_pass, with_a_weight, building], ids=lambda state: state.__name__)
def test_whatever_has_the_keys_has_a_mark_of_enough_contrast(
    window: MainWindow, qtbot: QtBot, state: State
) -> None:
    state(qtbot, window)
    weak = []
    for theme in ("dark", "light"):
        window.set_theme_name(theme)
        for widget in walked(window):
            contrast = contrasts(window, widget)
            if (contrast >= LEAST_CONTRAST).sum() < 30:
                weak.append((theme, told(widget), float(contrast.max())))
    assert weak == []


def test_a_click_draws_no_ring(window: MainWindow, qtbot: QtBot) -> None:
    window.transport.rate.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.keyboard.ring.widget is window.transport.rate
    window.canvas.setFocus()
    assert window.keyboard.ring.widget is None


# -- what is heard -----------------------------------------------------------------------------


def test_plots_and_the_picture_say_their_numbers_and_follow_the_run(window: MainWindow, qtbot: QtBot) -> None:
    views = (window.loss_plot, window.norm_plot, window.results.page, window.canvas.view)
    assert window.loss_plot.accessibleDescription() == "no epoch yet"
    heard = []
    for _ in range(2):
        window.asked.emit(Step(Unit.EPOCH))
        epoch = len(heard) + 1
        qtbot.waitUntil(lambda epoch=epoch: window.shown is not None and window.shown.epoch == epoch)
        qtbot.waitUntil(
            lambda epoch=epoch: f"epoch {epoch}:" in window.loss_plot.accessibleDescription(), timeout=3000
        )
        qtbot.wait(250)
        heard.append([view.accessibleDescription() for view in views])
    assert all(before != after for before, after in zip(*heard, strict=True))
    loss, norms, result, picture = heard[1]
    newest = window.loss_plot.curves[0].series.last
    assert newest is not None
    assert loss.startswith("epoch 2: ")
    assert loss.endswith((", falling", ", rising", ", level"))
    assert f"{newest.value:.4f}"[:5] in loss
    assert norms.startswith("epoch 2: Dense 1 ")
    assert result.startswith("outputs from ")
    assert picture.startswith("Input → Dense 1 → tanh 2 → Dense 3 → tanh 4 → MSE. E = ")
    assert "gradient norm of Dense 1: " in picture
