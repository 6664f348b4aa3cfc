"""The keys on the canvas: whatever the mouse can click is come to by arrows, read, and clicked by Return."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from nnviz.nn.derive import Weight
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.stops import Kind, Name, Stops
from nnviz.ui.canvas.tips import exact
from nnviz.ui.neuron import Neuron
from nnviz.ui.theme import DARK, LIGHT
from tests.networks import NETWORKS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")

KEY = Qt.Key
ARROWS = {"u": KEY.Key_Up, "d": KEY.Key_Down, "l": KEY.Key_Left, "r": KEY.Key_Right}
WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1))


@pytest.fixture
def xor(canvas, at):
    canvas.resize(1000, 460)
    canvas.show_frame(at(8))
    canvas.view.setFocus()
    return canvas


def press(canvas: Canvas, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(canvas.view, key)


def go(canvas: Canvas, way: str) -> Name:
    """Brings the cursor in if it is not there yet, and follows a way of arrows."""
    if canvas.key_cursor.stop is None:
        press(canvas, KEY.Key_Return)
    press(canvas, *(ARROWS[letter] for letter in way))
    return canvas.key_cursor.stop.name


def clicked(canvas: Canvas) -> list[object]:
    heard: list[object] = []
    for signal in (canvas.weight_clicked, canvas.head_clicked, canvas.focused, canvas.badge_clicked):
        signal.connect(heard.append)
    return heard


@pytest.mark.parametrize("key", [KEY.Key_Up, KEY.Key_Down, KEY.Key_Return])
def test_it_comes_in_at_the_layer_that_stepping_has_lit_and_esc_takes_it_away(xor, key):
    press(xor, KEY.Key_Left)
    assert xor.key_cursor.stop is None  # so far the arrows step
    press(xor, key)
    (lit,) = xor.picture._light.lit
    assert xor.key_cursor.stop.name == Name(Kind.UNIT, lit, (0,))
    press(xor, KEY.Key_Escape)
    assert xor.key_cursor.stop is None
    assert xor.view.accessibleDescription().startswith("Input → Dense 1")


def test_the_arrows_go_over_heads_units_biases_and_weights(xor):
    xor.key_cursor._last = Name(Kind.UNIT, "dense_1", (1,))
    assert go(xor, "u") == Name(Kind.UNIT, "dense_1", (0,))
    assert go(xor, "u") == Name(Kind.HEAD, "dense_1")
    assert go(xor, "r") == Name(Kind.HEAD, "tanh_2")
    assert go(xor, "ld") == Name(Kind.UNIT, "dense_1", (0,))
    assert go(xor, "l") == Name(Kind.BIAS, "dense_1", (0,))
    assert go(xor, "d") == Name(Kind.BIAS, "dense_1", (1,))
    assert go(xor, "r") == Name(Kind.UNIT, "dense_1", (1,))
    assert go(xor, "ll") == Name(Kind.EDGE, "dense_1", (0, 1))
    assert go(xor, "d") == Name(Kind.EDGE, "dense_1", (1, 1))
    assert go(xor, "d") == Name(Kind.EDGE, "dense_1", (0, 2))
    assert go(xor, "l") == Name(Kind.UNIT, "input", (0,))
    assert go(xor, "l") == Name(Kind.UNIT, "input", (0,))  # there is nothing before
    assert go(xor, "rr") == Name(Kind.UNIT, "dense_1", (0,))


def test_return_does_what_a_click_does(xor):
    heard, nodes = clicked(xor), []
    xor.node_clicked.connect(nodes.append)
    xor.key_cursor._last = Name(Kind.UNIT, "dense_1", (0,))
    go(xor, "")
    press(xor, KEY.Key_Return)
    assert heard.pop() == Neuron("dense_1", 0)
    press(xor, KEY.Key_Return)
    assert heard.pop() is None
    go(xor, "l")
    press(xor, KEY.Key_Return)
    assert heard.pop() == Weight("dense_1", "B", (0,))
    go(xor, "l")
    press(xor, KEY.Key_Return)
    assert heard.pop() == Weight("dense_1", "W", (0, 0))
    go(xor, "ruu")
    press(xor, KEY.Key_Return)
    assert heard.pop() == "dense_1"
    assert nodes == ["dense_1"] * 5


def test_every_weight_unit_bias_and_head_can_be_come_to(xor):
    stops = Stops(xor.picture)
    found, waiting = set(), [stops.first()]
    while waiting:
        stop = waiting.pop()
        if stop.name not in found:
            found.add(stop.name)
            waiting += [each for each in (stops.beside(stop, *way) for way in WAYS) if each is not None]
    columns = ("input", "dense_1", "tanh_2", "dense_3", "tanh_4", "loss")
    units = [2, 3, 3, 1, 1, 1]
    wanted = {Name(Kind.HEAD, name) for name in columns}
    wanted |= {
        Name(Kind.UNIT, name, (n,)) for name, count in zip(columns, units, strict=True) for n in range(count)
    }
    wanted |= {Name(Kind.BIAS, "dense_1", (n,)) for n in range(3)} | {Name(Kind.BIAS, "dense_3", (0,))}
    wanted |= {Name(Kind.EDGE, "dense_1", (i, j)) for i in range(2) for j in range(3)}
    wanted |= {Name(Kind.EDGE, "dense_3", (i, 0)) for i in range(3)}
    assert found == wanted


def test_what_it_comes_to_is_read_out_with_the_keys_and_follows_the_run(xor, at):
    xor.key_cursor._last = Name(Kind.EDGE, "dense_1", (1, 2))
    go(xor, "")
    frame = at(8)
    told = xor.view.accessibleDescription().splitlines()
    assert told[:2] == ["Input → Dense 1", f"W[x₂→3] = {exact(frame.array('dense_1', 'W')[1, 2])}"]
    assert told[-1] == "Return: click · Shift+F10: menu · arrows: go on · Esc: leave"
    assert QToolTip.text() == "\n".join(told)
    xor.show_frame(at(3))
    assert "∂E/∂W[x₂→3] = not computed yet in this pass" in xor.view.accessibleDescription()


def test_the_menu_is_that_of_what_it_has_come_to(xor):
    heard = []
    xor.menu_asked.connect(lambda node, where, weight: heard.append((node, weight)))
    xor.key_cursor._last = Name(Kind.EDGE, "dense_3", (2, 0))
    go(xor, "")
    middle = xor.view.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, xor.view.mapToGlobal(middle))
    xor.view.contextMenuEvent(event)
    go(xor, "l")
    xor.view.contextMenuEvent(event)
    assert heard == [("dense_3", Weight("dense_3", "W", (2, 0))), ("tanh_2", None)]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_its_mark_is_seen_and_stays_through_themes_and_sizes(xor, theme, qapp):
    xor.set_theme(theme)
    xor.key_cursor._last = Name(Kind.UNIT, "dense_1", (1,))
    before = xor.view.grab().toImage()
    go(xor, "")
    after = xor.view.grab().toImage()
    box = xor.view.mapFromScene(xor.key_cursor.stop.outline).boundingRect().toRect()
    changed = sum(
        before.pixel(x, y) != after.pixel(x, y)
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )
    assert changed > 150
    xor.resize(800, 400)
    qapp.processEvents()
    assert xor.key_cursor.stop.name == Name(Kind.UNIT, "dense_1", (1,))
    assert xor.key_cursor.stop.at == xor.picture.columns["dense_1"].place.units[1]


def test_the_mouse_and_a_loss_of_focus_give_the_arrows_back_and_it_returns_where_it_was(xor, qtbot):
    name = go(xor, "d")
    qtbot.mouseClick(xor.view.viewport(), Qt.MouseButton.LeftButton, pos=xor.view.rect().bottomRight() / 2)
    assert xor.key_cursor.stop is None
    assert go(xor, "") == name
    xor.legend.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    xor.legend.setFocus(Qt.FocusReason.TabFocusReason)
    assert xor.key_cursor.stop is None


def test_cells_of_kernels_and_images_are_gone_over_one_by_one(canvas, qapp):
    canvas.resize(1600, 900)
    qapp.processEvents()
    frame = NETWORKS["cnn"]().frame()
    canvas.show_frame(frame)
    canvas.view.setFocus()
    heard = clicked(canvas)
    column = canvas.picture.columns["conv2d_1"]
    number = next(n for n, sheet in enumerate(column.sheets) if sheet.spot.key == "W")
    canvas.key_cursor._last = Name(Kind.CELL, "conv2d_1", (number, 0))
    go(canvas, "")
    shape = frame.array("conv2d_1", "W").shape
    for way, cell in (("", (0, 0, 0, 0)), ("r", (0, 1, 0, 0)), ("d", (1, 1, 0, 0)), ("d", (2, 1, 0, 0))):
        assert go(canvas, way).place[1] == np.ravel_multi_index(cell, shape)
        press(canvas, KEY.Key_Return)
        assert heard.pop() == Weight("conv2d_1", "W", cell)
    assert canvas.view.accessibleDescription().startswith(
        "Conv2D 1, kernel 1, input channel 1, row 3, column 2"
    )


def test_columns_of_cells_are_entered_from_their_heads_and_left_to_the_sides(canvas, qapp):
    canvas.resize(1600, 900)
    qapp.processEvents()
    canvas.show_frame(NETWORKS["cnn"]().frame())
    canvas.view.setFocus()
    names = list(canvas.picture.columns)
    for name in names:
        canvas.key_cursor._last = Name(Kind.HEAD, name)
        press(canvas, KEY.Key_Escape)
        assert go(canvas, "d").node == name
        assert canvas.key_cursor.stop.name.kind in (Kind.UNIT, Kind.CELL)
    for before, after in itertools.pairwise(names):
        canvas.key_cursor._last = Name(Kind.HEAD, before)
        press(canvas, KEY.Key_Escape)
        for _ in range(200):
            if go(canvas, "r" if canvas.key_cursor.stop else "d").node != before:
                break
        assert canvas.key_cursor.stop.name.node == after
