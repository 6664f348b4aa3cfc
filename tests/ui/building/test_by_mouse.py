"""A residual convolutional network built from nothing by mouse, then trained, stepped, saved and opened.

Of the keyboard there is only what is typed: a number into a field, and the name of the file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from nnviz.session.choices import Unit
from nnviz.ui.building.new_network import NewNetworkDialog
from nnviz.ui.building.row import NAME
from nnviz.ui.canvas.ports import place_of
from nnviz.ui.window import MainWindow
from tests.ui.mouse import Mouse
from tests.ui.person import Opener, button

WAIT = 20_000

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def mouse(qtbot: QtBot) -> Mouse:
    return Mouse(qtbot)


def layers(window: MainWindow) -> list[str]:
    return [node.name for node in window.shown.stage.nodes] if window.shown else []


def runs(qtbot: QtBot, window: MainWindow, *names: str) -> None:
    qtbot.waitUntil(lambda: layers(window) == [*names], timeout=WAIT)
    qtbot.waitUntil(lambda: [*window.canvas.picture.columns][1:-1] == [*names], timeout=WAIT)  # type: ignore[union-attr]


def create(qtbot: QtBot, mouse: Mouse, window: MainWindow) -> None:
    from_file(mouse, window, made(window, "new_network"))
    dialog = window.findChild(NewNetworkDialog)
    assert dialog is not None
    mouse.pick(dialog.data, "digits")
    mouse.pick(dialog.template, "Output layer only")
    points = dialog.fields["points"]
    assert isinstance(points, QSpinBox)
    mouse.double_click(points, QPoint(12, points.height() // 2))
    points.lineEdit().selectAll()
    QTest.keyClicks(points, "60")
    mouse.click(dialog.create_button)
    runs(qtbot, window, "flatten_1", "dense_2")


def from_file(mouse: Mouse, window: MainWindow, action: QAction) -> None:
    """Clicks an entry of the File menu."""
    bar, menu = window.menus._bar, window.menus._menus["file"]
    mouse.click(bar, bar.actionGeometry(menu.menuAction()).center())
    mouse.entry(menu, action)


def made(window: MainWindow, name: str) -> QAction:
    groups = window.menus.groups()
    return next(each for group in groups for each in group.actions if each.objectName() == name)


def select(mouse: Mouse, window: MainWindow, name: str) -> None:
    draft = window.build_panel.draft
    place = next(row for row in range(draft.count()) if draft.item(row).data(NAME) == name)
    mouse.row(draft, draft.model().index(place, 0))
    assert window.builder.selected == name


def put(mouse: Mouse, window: MainWindow, title: str) -> None:
    listed = window.build_panel.layers.layers
    item = next(listed.item(row) for row in range(listed.count()) if listed.item(row).text() == title)
    mouse.row(listed, listed.indexFromItem(item), twice=True)


def choose(mouse: Mouse, window: MainWindow, key: str, text: str) -> None:
    box = window.build_panel.form.fields[key]
    assert isinstance(box, QComboBox)
    mouse.turn_to(window.build_panel.form, box)
    mouse.pick(box, text)


def turn_down(mouse: Mouse, window: MainWindow, key: str, to: int) -> None:
    box = window.build_panel.form.fields[key]
    assert isinstance(box, QSpinBox)
    mouse.turn_to(window.build_panel.form, box)
    mouse.turn_up(box, box.value() - to, down=True)
    assert box.value() == to


def pull(qtbot: QtBot, mouse: Mouse, window: MainWindow, source: str, target: str, way: str) -> None:
    view, picture = window.canvas.view, window.canvas.picture
    assert picture is not None
    end = picture.layout.places[target].panel.center()
    mouse.drag(view.viewport(), view.mapFromScene(place_of(picture, source)), view.mapFromScene(end))
    menu = window.layer_menu.branches.menu
    assert menu is not None
    mouse.entry(menu, next(action for action in menu.actions() if action.text() == way))


def name_file(mouse: Mouse, window: MainWindow, path: Path) -> None:
    """Types a name into the dialog for files, and clicks its button; a first click may only close the list of
    names that begin so."""
    dialog = window.documents.dialog
    assert dialog is not None
    field = dialog.findChild(QLineEdit)
    assert field is not None
    mouse.click(field)
    field.selectAll()
    QTest.keyClicks(field, str(path))
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    accept = next(
        each
        for each in box.buttons()
        if isinstance(each, QPushButton) and box.buttonRole(each) is QDialogButtonBox.ButtonRole.AcceptRole
    )
    mouse.click(accept)
    if window.documents.dialog is not None:
        mouse.click(accept)
    assert window.documents.dialog is None


def numbers(window: MainWindow) -> dict[str, bytes]:
    assert window.shown is not None
    arrays = window.shown.arrays
    return {f"{name}.{key}": a.tobytes() for name, found in arrays.items() for key, a in found.items()}


def test_a_residual_network_from_nothing_by_mouse(
    qtbot: QtBot, mouse: Mouse, opened: Opener, tmp_path: Path
) -> None:
    window = opened()
    create(qtbot, mouse, window)
    qtbot.waitUntil(window.build_panel.isVisible, timeout=WAIT)
    select(mouse, window, "input")
    put(mouse, window, "Conv2D")
    runs(qtbot, window, "conv2d_1", "flatten_1", "dense_2")
    turn_down(mouse, window, "channels", 4)
    choose(mouse, window, "padding", "same")
    put(mouse, window, "ReLU")
    put(mouse, window, "Conv2D")
    turn_down(mouse, window, "channels", 4)
    choose(mouse, window, "padding", "same")
    runs(qtbot, window, "conv2d_1", "relu_1", "conv2d_2", "flatten_1", "dense_2")
    pull(qtbot, mouse, window, "relu_1", "flatten_1", "Add")
    runs(qtbot, window, "conv2d_1", "relu_1", "conv2d_2", "add_1", "flatten_1", "dense_2")
    assert window.shown is not None
    node = window.shown.stage.node("add_1")
    assert node is not None
    assert (node.sources, node.output_shape) == (("conv2d_2", "relu_1"), (8, 8, 4))

    first = window.shown.arrays["conv2d_1"]["W"].copy()
    step(qtbot, mouse, window, Unit.EPOCH)
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 1, timeout=WAIT)
    step(qtbot, mouse, window, Unit.OPERATION)
    step(qtbot, mouse, window, Unit.OPERATION)
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.position == 2, timeout=WAIT)
    assert np.abs(window.shown.arrays["conv2d_1"]["W"] - first).max() > 0

    path, before = tmp_path / "residual.nnviz", numbers(window)
    from_file(mouse, window, window.document_menu.save_as)
    name_file(mouse, window, path)
    qtbot.waitUntil(lambda: window.documents.path == path and not window.isWindowModified(), timeout=WAIT)
    step(qtbot, mouse, window, Unit.EPOCH)
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 2, timeout=WAIT)
    after = numbers(window)

    again = opened()
    from_file(mouse, again, again.document_menu.open)
    name_file(mouse, again, path)
    runs(qtbot, again, "conv2d_1", "relu_1", "conv2d_2", "add_1", "flatten_1", "dense_2")
    assert numbers(again) == before
    step(qtbot, mouse, again, Unit.EPOCH)
    qtbot.waitUntil(lambda: again.status is not None and again.status.epochs == 2, timeout=WAIT)
    assert numbers(again) == after


def step(qtbot: QtBot, mouse: Mouse, window: MainWindow, unit: Unit) -> None:
    """Clicks the length of a step, and then the step."""
    mouse.click(window.transport.unit.findChildren(QToolButton)[[*Unit].index(unit)])
    mouse.click(button(window, window.actions_.forward))
