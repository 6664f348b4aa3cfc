"""Networks built by mouse and keyboard, in the panel and on the canvas; what does not fit is said."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from nnviz.nn import registry
from nnviz.session.building.checking import check
from nnviz.session.building.templates import TEMPLATES, fits, setup_of
from nnviz.session.data.choices import CHOICES
from nnviz.session.setup import Part, Setup
from nnviz.ui.building.carrying import NEW, PRESENT, carry
from nnviz.ui.building.new_network import NewNetworkDialog
from nnviz.ui.building.row import NAME, ROW, Row
from nnviz.ui.canvas.ports import place_of
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, press

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PIXELS = Setup(
    Part("digits", {"points": 20}),
    (Part("Flatten"), Part("Dense", {"units": 10})),
    Part("SoftmaxCrossEntropy"),
    Part("SGD", {"learning_rate": 0.05}),
    batch_size=10,
)


def layers(window: MainWindow) -> list[str]:
    assert window.shown is not None
    return [node.name for node in window.shown.stage.nodes]


def listed(window: MainWindow) -> list[str]:
    draft = window.build_panel.draft
    return [draft.item(row).data(NAME) for row in range(draft.count())]


def row(window: MainWindow, name: str) -> Row:
    found = window.build_panel.draft.item(listed(window).index(name)).data(ROW)
    assert isinstance(found, Row)
    return found


def build(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(window.build_panel.isVisible)


def click_row(qtbot: QtBot, window: MainWindow, name: str) -> None:
    draft = window.build_panel.draft
    item = draft.item(listed(window).index(name))
    draft.scrollToItem(item)
    where = draft.visualItemRect(item).center()
    qtbot.mouseClick(draft.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.builder.selected == name


def put(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Searches the palette for a layer, and puts the first one found after the selected row."""
    search = window.build_panel.layers.search
    search.clear()
    qtbot.keyClicks(search, words)
    qtbot.keyClick(search, Qt.Key.Key_Return)


def choose(qtbot: QtBot, window: MainWindow, key: str, text: str) -> None:
    box = window.build_panel.form.fields[key]
    assert isinstance(box, QComboBox)
    box.setFocus()
    place = box.findText(text)
    assert place >= 0, [box.itemText(each) for each in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)


def type_in(qtbot: QtBot, window: MainWindow, key: str, text: str) -> None:
    field = window.build_panel.form.fields[key]
    field.setFocus()
    (field.lineEdit() if isinstance(field, QSpinBox) else field).selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def runs(qtbot: QtBot, window: MainWindow, names: list[str]) -> None:
    qtbot.waitUntil(lambda: layers(window) == names, timeout=10_000)


def gives(qtbot: QtBot, window: MainWindow, name: str, shape: tuple[int, ...]) -> None:
    def there() -> bool:
        node = window.shown.stage.node(name) if window.shown else None
        return node is not None and node.output_shape == shape

    qtbot.waitUntil(there, timeout=10_000)


def drop(target: QWidget, data: QMimeData, where: QPoint) -> bool:
    """Carries something over a widget and lets it go there; gives whether it was taken."""
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    come = QDragEnterEvent(where, actions, *how)
    QApplication.sendEvent(target, come)
    if come.isAccepted():
        QApplication.sendEvent(target, QDragMoveEvent(where, actions, *how))
        QApplication.sendEvent(target, QDropEvent(QPointF(where), actions, *how))
    else:
        QApplication.sendEvent(target, QDragLeaveEvent())
    return come.isAccepted()


def test_a_residual_convolution_is_built_trained_and_stepped_through(qtbot: QtBot, opened: Opener) -> None:
    window = opened(PIXELS)
    build(qtbot, window)
    panel = window.build_panel
    click_row(qtbot, window, "input")
    put(qtbot, window, "conv2d")
    type_in(qtbot, window, "channels", "4")
    choose(qtbot, window, "padding", "same")
    runs(qtbot, window, ["conv2d_1", "flatten_1", "dense_2"])
    gives(qtbot, window, "conv2d_1", (8, 8, 4))
    first = window.shown.arrays["conv2d_1"]["W"].copy()  # type: ignore[union-attr]
    click_row(qtbot, window, "conv2d_1")
    put(qtbot, window, "relu")
    qtbot.keyClick(panel.draft, Qt.Key.Key_Up)
    click_row(qtbot, window, "relu_1")
    put(qtbot, window, "conv2d")
    type_in(qtbot, window, "channels", "4")
    choose(qtbot, window, "padding", "same")
    click_row(qtbot, window, "conv2d_2")
    put(qtbot, window, "add")
    assert row(window, "add_1").fault == "input 2 is not connected yet"
    assert panel.state.text() == "does not fit yet; the run stays as it was"
    choose(qtbot, window, "from 2", "ReLU 2")
    runs(qtbot, window, ["conv2d_1", "relu_1", "conv2d_2", "add_1", "flatten_1", "dense_2"])
    assert window.shown is not None
    assert window.shown.stage.node("add_1").sources == ("conv2d_2", "relu_1")  # type: ignore[union-attr]
    np.testing.assert_array_equal(window.shown.arrays["conv2d_1"]["W"], first)
    press(qtbot, window, Qt.Key.Key_Right, CTRL, SHIFT)
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 1, timeout=20_000)
    losses = {window.shown.arrays["loss"]["E"].item() if window.shown else None}
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Right, SHIFT)
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.position > 1, timeout=10_000)
    assert losses != {None}


def test_what_does_not_fit_says_so_where_it_is_and_can_be_taken_back(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    build(qtbot, window)
    click_row(qtbot, window, "dense_3")
    type_in(qtbot, window, "units", "2")
    assert row(window, "loss").fault == "takes (N, 2), is given (N, 1)"
    assert row(window, "dense_3") == Row(
        "Dense 3", "(N, 2)", "8 parameters", "", row(window, "dense_3").glyph
    )
    type_in(qtbot, window, "units", "5")
    assert window.actions_.undo.text() == "Undo in the Draft"
    window.actions_.undo.trigger()
    assert row(window, "dense_3").shape == "(N, 2)"
    type_in(qtbot, window, "units", "4")
    assert layers(window) == ["dense_1", "tanh_2", "dense_3", "tanh_4"]
    qtbot.mouseClick(window.build_panel.back, Qt.MouseButton.LeftButton)
    assert row(window, "dense_3").shape == "(N, 2)"
    qtbot.mouseClick(window.build_panel.discard, Qt.MouseButton.LeftButton)
    assert row(window, "loss").fault == ""
    assert not window.build_panel.discard.isVisible()
    assert not window.actions_.undo.isEnabled()


def test_keys_move_double_and_delete_a_layer_and_undo_says_what_it_does(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_Right, CTRL, SHIFT)
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 1, timeout=10_000)
    build(qtbot, window)
    draft = window.build_panel.draft
    click_row(qtbot, window, "tanh_2")
    qtbot.keyClick(draft, Qt.Key.Key_Down, ALT)
    runs(qtbot, window, ["dense_1", "dense_3", "tanh_2", "tanh_4"])
    qtbot.keyClick(draft, Qt.Key.Key_Up, ALT)
    runs(qtbot, window, ["dense_1", "tanh_2", "dense_3", "tanh_4"])
    qtbot.keyClick(draft, Qt.Key.Key_D, CTRL)
    runs(qtbot, window, ["dense_1", "tanh_2", "tanh_1", "dense_3", "tanh_4"])
    qtbot.keyClick(draft, Qt.Key.Key_Delete)
    runs(qtbot, window, ["dense_1", "tanh_2", "dense_3", "tanh_4"])
    undo = window.actions_.undo
    qtbot.waitUntil(lambda: undo.text() == "Undo: delete tanh 3 (goes back to epoch 0)")
    for _ in range(3):
        undo.trigger()
    qtbot.waitUntil(lambda: undo.text() == "Undo: move tanh 2 (goes back to epoch 1)")
    undo.trigger()
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 1)
    qtbot.waitUntil(lambda: window.actions_.redo.text() == "Redo: move tanh 2 (goes on to epoch 0)")
    assert listed(window) == ["input", "dense_1", "tanh_2", "dense_3", "tanh_4", "loss", "training"]


def test_layers_are_dropped_on_the_list_and_between_columns(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    build(qtbot, window)
    draft = window.build_panel.draft
    draft.scrollToTop()
    below = draft.visualItemRect(draft.item(1)).bottomLeft() + QPoint(20, -2)
    drop(draft.viewport(), carry(NEW, "ReLU"), below)
    runs(qtbot, window, ["dense_1", "relu_1", "tanh_2", "dense_3", "tanh_4"])
    draft.scrollToTop()
    above = draft.visualItemRect(draft.item(1)).topLeft() + QPoint(20, 2)
    drop(draft.viewport(), carry(PRESENT, "relu_1"), above)
    runs(qtbot, window, ["relu_1", "dense_1", "tanh_2", "dense_3", "tanh_4"])
    view = window.canvas.view
    places = window.canvas.picture.layout.places  # type: ignore[union-attr]
    between = (places["tanh_2"].panel.right() + places["dense_3"].panel.left()) / 2
    where = view.mapFromScene(QPointF(between, places["dense_3"].panel.center().y()))
    drop(view.viewport(), carry(NEW, "Sigmoid"), where)
    runs(qtbot, window, ["relu_1", "dense_1", "tanh_2", "sigmoid_1", "dense_3", "tanh_4"])
    assert not drop(view.viewport(), carry("text/plain", "Sigmoid"), where)
    assert not drop(draft.viewport(), carry(NEW, "Nonsense"), below)
    assert len(listed(window)) == 9
    assert window.canvas_building.lit is None


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_a_column_is_dragged_by_its_head_and_an_edge_is_pulled(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    assert window.canvas_building.lit is None
    view = window.canvas.view
    places = window.canvas.picture.layout.places  # type: ignore[union-attr]
    head = view.mapFromScene(QPointF(places["tanh_2"].centre, places["tanh_2"].panel.top() + 8))
    end = (places["dense_3"].panel.right() + places["tanh_4"].panel.left()) / 2
    there = view.mapFromScene(QPointF(end, places["tanh_4"].panel.center().y()))
    drag(qtbot, view.viewport(), head, there)
    runs(qtbot, window, ["dense_1", "dense_3", "tanh_2", "tanh_4"])
    places = window.canvas.picture.layout.places  # type: ignore[union-attr]
    one = view.mapFromScene(places["dense_3"].panel.center())
    other = view.mapFromScene(places["tanh_4"].panel.center())
    drag(qtbot, view.viewport(), one, other, SHIFT)
    pick(qtbot, window, "Add")
    runs(qtbot, window, ["dense_1", "dense_3", "tanh_2", "add_1", "tanh_4"])
    assert window.shown is not None
    assert window.shown.stage.node("add_1").sources == ("tanh_2", "dense_3")  # type: ignore[union-attr]


def pick(qtbot: QtBot, window: MainWindow, title: str) -> None:
    """Clicks an entry of the menu that asks how a branch is brought together."""
    menu = window.layer_menu.branches.menu
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    entry = next(action for action in menu.actions() if action.text() == title)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_an_edge_is_pulled_from_a_port_and_multiplied_by_key(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    view, picture = window.canvas.view, window.canvas.picture
    assert picture is not None
    assert window.canvas_building  # which comes late
    port = view.mapFromScene(place_of(picture, "dense_1"))
    target = view.mapFromScene(picture.layout.places["tanh_4"].panel.center())
    drag(qtbot, view.viewport(), port, port + QPoint(1, 1))
    assert window.layer_menu.branches.menu is None
    drag(qtbot, view.viewport(), port, target)
    menu = window.layer_menu.branches.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Join With", "Add", "Mul"]
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert layers(window) == ["dense_1", "tanh_2", "dense_3", "tanh_4"]
    drag(qtbot, view.viewport(), view.mapFromScene(place_of(picture, "dense_3")), target)
    menu = window.layer_menu.branches.menu
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    runs(qtbot, window, ["dense_1", "tanh_2", "dense_3", "mul_1", "tanh_4"])
    window.actions_.undo.trigger()
    runs(qtbot, window, ["dense_1", "tanh_2", "dense_3", "tanh_4"])


def test_the_menu_of_a_layer_takes_a_branch_to_whatever_comes_later(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    branch = next(a for a in window.layer_menu.entries("dense_1") if a.text() == "Branch To")
    menu = window.layer_menu._branch
    assert branch is menu.menuAction()
    assert [action.text() for action in menu.actions()] == ["tanh 2", "Dense 3", "tanh 4", "MSE"]
    inner = menu.findChildren(QMenu)[0]
    assert [action.text() for action in inner.actions()] == ["Add", "Mul"]
    inner.actions()[1].trigger()
    runs(qtbot, window, ["dense_1", "mul_1", "tanh_2", "dense_3", "tanh_4"])
    assert window.shown is not None
    assert window.shown.stage.node("mul_1").sources == ("dense_1", "dense_1")  # type: ignore[union-attr]
    window.actions_.undo.trigger()
    runs(qtbot, window, ["dense_1", "tanh_2", "dense_3", "tanh_4"])


def drag(
    qtbot: QtBot,
    widget: QWidget,
    start: QPoint,
    end: QPoint,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    from PySide6.QtTest import QTest

    QTest.mousePress(widget, Qt.MouseButton.LeftButton, held, start)
    for share in (0.3, 0.6, 1.0):
        point = start + (end - start) * share
        qtbot.mouseMove(widget, point)
        move(widget, point, held)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, held, end)


def move(widget: QWidget, point: QPoint, held: Qt.KeyboardModifier) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    where = QPointF(point)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, QPointF(widget.mapToGlobal(point)), Qt.MouseButton.NoButton, left, held
    )
    QApplication.sendEvent(widget, event)


def test_the_menu_of_a_column_replaces_inserts_and_deletes(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    texts = [action.text() for action in window.layer_menu.entries("tanh_2")]
    assert texts == ["Insert After", "Branch To", "Replace by", "Duplicate", "Delete"]
    assert [action.text() for action in window.layer_menu.entries("input")] == ["Insert After", "Branch To"]
    assert window.layer_menu.entries("loss") == []
    kinds = {a.text() for a in window.layer_menu._replace.actions() if not a.isSeparator()}
    assert kinds == {kind.description.title for kind in registry.layers().values()}
    next(a for a in window.layer_menu._replace.actions() if a.text() == "GELU").trigger()
    runs(qtbot, window, ["dense_1", "gelu_1", "dense_3", "tanh_4"])
    next(a for a in window.layer_menu.entries("gelu_1") if a.text() == "Delete").trigger()
    runs(qtbot, window, ["dense_1", "dense_3", "tanh_4"])


def test_the_training_is_set_and_follows_the_tool_bar(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    build(qtbot, window)
    click_row(qtbot, window, "training")
    choose(qtbot, window, "type", "Adam")
    assert window.build_panel.form.fields["beta1"].text() == "0.9"  # type: ignore[attr-defined]
    type_in(qtbot, window, "beta1", "2")
    assert "beta1 must be" in row(window, "training").fault
    type_in(qtbot, window, "beta1", "0.5")
    type_in(qtbot, window, "learning_rate", "0,02")
    qtbot.waitUntil(lambda: window.status is not None and window.status.learning_rate == 0.02)
    type_in(qtbot, window, "learning_rate", "fast")
    assert window.build_panel.form.fields["learning_rate"].property("bad")
    assert row(window, "training").fault == ""
    type_in(qtbot, window, "batch_size", "4")
    qtbot.waitUntil(lambda: window.shown is not None and len(window.shown.rows) == 4)
    click_row(qtbot, window, "loss")
    choose(qtbot, window, "type", "binary cross-entropy")
    qtbot.waitUntil(lambda: "predictions must be from 0 to 1" in window.notice.text(), timeout=5_000)
    qtbot.waitUntil(lambda: row(window, "loss").title == "MSE", timeout=5_000)


@pytest.mark.parametrize("words", ["grow wild", "zzz"])
def test_what_the_palette_does_not_have_is_not_put(qtbot: QtBot, opened: Opener, words: str) -> None:
    window = opened()
    build(qtbot, window)
    put(qtbot, window, words)
    assert listed(window) == ["input", "dense_1", "tanh_2", "dense_3", "tanh_4", "loss", "training"]


def test_a_new_network_begins_as_a_template(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_N, CTRL)
    dialog = window.findChild(NewNetworkDialog)
    dialog.data.setCurrentIndex(dialog.data.findText("XOR"))
    dialog.template.setCurrentIndex(2)
    assert dialog.fault.text() == "A convolution needs images"
    assert not dialog.create_button.isEnabled()
    dialog.data.setCurrentIndex(dialog.data.findText("digits"))
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() >= layout.totalHeightForWidth(dialog.width())  # and no button will move later
    field = dialog.fields["points"]
    assert isinstance(field, QSpinBox)
    field.setValue(50)
    assert dialog.words.text() == "50 samples of 8 × 8 × 1 numbers"
    qtbot.mouseClick(dialog.create_button, Qt.MouseButton.LeftButton)
    runs(qtbot, window, ["conv2d_1", "relu_2", "maxpool2d_3", "flatten_4", "dense_5"])
    qtbot.waitUntil(window.build_panel.isVisible)
    assert window.windowTitle() == "Untitled · nnviz"
    assert listed(window)[1] == "conv2d_1"
    window.builder.delete("relu_2")
    runs(qtbot, window, ["conv2d_1", "maxpool2d_3", "flatten_4", "dense_5"])


@pytest.mark.parametrize("template", list(TEMPLATES))
@pytest.mark.parametrize("name", list(CHOICES))
def test_every_template_fits_every_dataset_it_can_be_had_for(name: str, template: str) -> None:
    part = Part(name, {setting.name: setting.default for setting in CHOICES[name]})
    data = Setup(part, (), Part(""), Part("")).make_data()
    assert fits(template, data) == (template != "convolution" or name == "digits")
    if fits(template, data):
        assert check(setup_of(template, part, data), data).faults == ()


def test_a_pass_that_cannot_be_run_stops_the_run_and_says_why(qtbot: QtBot, opened: Opener) -> None:
    dense = Part("Dense", {"units": 1})
    judged = Part("BinaryCrossEntropy")
    window = opened(Setup("xor", (dense,), judged, Part("SGD", {"learning_rate": 5.0}), "zeros"))
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: "predictions must be from 0 to 1" in window.notice.text(), timeout=5_000)
    qtbot.waitUntil(lambda: window.status is not None and not window.status.running, timeout=5_000)
    window.builder.insert("Sigmoid", "dense_1")
    runs(qtbot, window, ["dense_1", "sigmoid_1"])


def test_the_training_has_a_picture_of_its_own_as_loss_and_layers_have(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    build(qtbot, window)
    pictures = [row(window, name).glyph for name in listed(window)[1:]]
    assert None not in pictures
    assert pictures[-1] not in pictures[:-1]
