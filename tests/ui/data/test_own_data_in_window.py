"""Data of one's own in the window: from a file to a run that learns from it, and back to it later."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from nnviz.session import commands
from nnviz.session.results import Answers
from nnviz.session.setup import Part
from nnviz.ui.canvas.tips import unit_tip
from nnviz.ui.data.arrays_page import ArraysPage
from nnviz.ui.data.columns_model import ROLE
from nnviz.ui.data.csv_page import CsvPage
from nnviz.ui.data.dialog import DataDialog
from nnviz.ui.data.images_page import ImagesPage
from nnviz.ui.data.own_lesson import OwnLesson
from nnviz.ui.window import MainWindow
from tests.ui.data.files import FLOWERS, digit_pair, flowers, written
from tests.ui.person import Opener, click, press


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    return opened()


def ready(qtbot: QtBot, window: MainWindow) -> DataDialog:
    """The dialog, once the file has been looked at."""
    dialog = window.data.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=10_000)
    return dialog


def dialog_of(qtbot: QtBot, window: MainWindow, path: Path) -> DataDialog:
    window.data.open(path)
    return ready(qtbot, window)


def confirm(qtbot: QtBot, window: MainWindow, dialog: DataDialog) -> OwnLesson:
    """Opens what is chosen, and waits until its network is on the screen."""
    before = window.shown.stage if window.shown else None
    click(qtbot, dialog.ok)
    return arrived(qtbot, window, before)


def arrived(qtbot: QtBot, window: MainWindow, before: object) -> OwnLesson:
    def there() -> bool:
        return window.data.dialog is None and window.shown is not None and window.shown.stage is not before

    qtbot.waitUntil(there, timeout=10_000)
    lesson = window.director.lesson
    assert isinstance(lesson, OwnLesson)
    return lesson


def trained(qtbot: QtBot, window: MainWindow, epochs: int) -> None:
    window.asked.emit(commands.TrainEpochs(epochs))
    qtbot.waitUntil(
        lambda: window.status is not None and window.status.epochs == epochs and not window.status.running,
        timeout=30_000,
    )
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.epoch == epochs, timeout=10_000)


def recent(window: MainWindow) -> list[QAction]:
    return window.menus.recent_entries()


# -- a table ------------------------------------------------------------------------------------


def test_a_table_becomes_a_run_that_tells_its_classes_by_name(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, window, flowers(tmp_path))
    assert dialog.facts.text().startswith("150 rows, 5 columns · ")
    assert dialog.network_box.words.text() == "4 → 8 → 3, softmax, cross-entropy, Adam"
    assert dialog.network_box.task.text() == "Classification: 3 classes"
    lesson = confirm(qtbot, window, dialog)
    assert window.windowTitle() == "flowers.csv · nnviz"
    frame = window.shown
    assert frame is not None
    assert frame.stage.inputs[0].labels == ("sepal length", "sepal width", "petal length", "petal width")
    assert frame.stage.classes == FLOWERS
    assert isinstance(frame.result, Answers)
    assert frame.result.classes == FLOWERS
    assert (len(frame.result.learned), len(frame.result.held or ())) == (120, 30)
    trained(qtbot, window, 15)
    assert isinstance(window.shown.result, Answers)
    assert window.shown.result.judged.accuracy > 0.9
    text = lesson.text("en")
    assert "120 samples are learned from, 30 are held apart" in text
    assert "- sepal length: scaled: mean " in text
    assert "To be learned: species" in text


def test_the_file_is_chosen_with_a_key(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = flowers(tmp_path)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    press(qtbot, window, Qt.Key.Key_O, control, shift)
    asking = window.data.asking
    assert isinstance(asking, QFileDialog)
    asking.fileSelected.emit(str(path))
    asking.reject()
    dialog = ready(qtbot, window)
    assert dialog.name.text() == "flowers.csv"
    assert dialog.ok.hasFocus()
    before = window.shown.stage if window.shown else None
    qtbot.keyClick(dialog.ok, Qt.Key.Key_Return)
    assert arrived(qtbot, window, before).own.path == path


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_a_column_is_left_out_and_another_becomes_the_target_by_mouse_and_keys(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, window, flowers(tmp_path))
    page = dialog.page
    assert isinstance(page, CsvPage)
    table = page.columns
    where = table.visualRect(page.model.index(4, ROLE)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    box = table.findChild(QComboBox)
    assert box is not None
    assert [box.itemText(k) for k in range(3)] == ["input", "target", "leave out"]
    qtbot.waitUntil(box.view().isVisible)
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert page.model.rows[4].role == "out"
    assert not dialog.ok.isEnabled()  # nothing is left to be learned
    table.setFocus()
    table.setCurrentIndex(page.model.index(3, ROLE))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(b.view().isVisible() for b in table.findChildren(QComboBox)))
    box = next(b for b in table.findChildren(QComboBox) if b.view().isVisible())
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert page.model.names("target") == ["petal width"]
    assert dialog.network_box.words.text() == "3 → 8 → 1, MSE, Adam"
    lesson = confirm(qtbot, window, dialog)
    assert lesson.setup.data.settings["inputs"] == ["sepal length", "sepal width", "petal length"]
    assert lesson.setup.loss == Part("MSE")
    assert "To be learned: petal width\n\n- scaled: mean " in lesson.text("en")


def test_hidden_layers_batch_and_rate_are_as_was_typed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, window, flowers(tmp_path))
    box = dialog.network_box
    box.hidden.selectAll()
    qtbot.keyClicks(box.hidden, "6, 5")
    assert box.words.text() == "4 → 6 → 5 → 3, softmax, cross-entropy, Adam"
    box.batch.setValue(30)
    box.optimizer.setCurrentText("SGD")
    box.optimizer.activated.emit(box.optimizer.currentIndex())
    assert box.rate.value() == 0.1
    setup = confirm(qtbot, window, dialog).setup
    sizes = [part.settings["units"] for part in setup.layers if part.type == "Dense"]
    assert (sizes, setup.batch_size) == ([6, 5, 3], 30)
    assert setup.optimizer == Part("SGD", {"learning_rate": 0.1})


def test_sizes_that_are_none_are_told_and_nothing_can_be_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, window, flowers(tmp_path))
    for typed, told in (
        ("many", "sizes of hidden layers are whole numbers, such as 16, 8; given “many”"),
        ("0", "hidden units must be a whole number from 1 to 1024, given 0"),
    ):
        dialog.network_box.hidden.selectAll()
        qtbot.keyClicks(dialog.network_box.hidden, typed)
        assert dialog.complaint.text() == told
        assert not dialog.ok.isEnabled()
    dialog.reject()


def test_a_tooltip_leads_back_to_what_stands_in_the_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    lesson = confirm(qtbot, window, dialog_of(qtbot, window, flowers(tmp_path)))
    press(qtbot, window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.shown is not None and bool(window.shown.rows))
    frame, plan = window.shown, window.canvas.picture.plan
    tip = unit_tip(frame, plan.column(frame.stage.inputs[0].name), 0, plan)
    scale = lesson.data.scales[frame.stage.inputs[0].name][0]
    value = scale.undone(lesson.data.x[frame.rows[frame.sample], 0])
    assert f"sepal length in the file: {round(value, 4):g}" in tip
    assert f"scaled: mean {scale.middle:.3g}, sd {scale.width:.3g}" in tip


# -- arrays and images --------------------------------------------------------------------------


def test_arrays_are_chosen_and_learned_from(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.npz"
    rng = np.random.default_rng(0)
    things = np.array([{}], object)
    np.savez(path, other=rng.random((40, 2)), x=rng.random((40, 3)), y=np.arange(40) % 4, things=things)
    dialog = dialog_of(qtbot, window, path)
    page = dialog.page
    assert isinstance(page, ArraysPage)
    assert (page.inputs.currentText(), page.targets.currentText()) == ("x", "y")
    assert [page.inputs.itemText(k) for k in range(page.inputs.count())] == ["other", "x", "y"]
    note = page.list.model().index(3, 4).data()
    assert note == "holds Python objects, which are never read; save it as numbers or texts"
    page.inputs.setCurrentText("other")
    page.inputs.activated.emit(0)
    assert dialog.network_box.words.text() == "2 → 8 → ?, softmax, cross-entropy, Adam"
    confirm(qtbot, window, dialog)
    assert window.shown.stage.classes == ("0", "1", "2", "3")
    assert window.shown.stage.inputs[0].shape == (2,)


def test_images_find_their_labels_and_are_learned_from(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    images, labels = digit_pair(tmp_path)
    dialog = dialog_of(qtbot, window, labels)  # either of the two leads to both
    page = dialog.page
    assert isinstance(page, ImagesPage)
    assert (page.path, page.labels) == (images, labels)
    assert [page.preview.item(k).text() for k in range(3)] == ["0", "1", "0"]
    assert dialog.network_box.words.text() == "6 × 6 → 6 kernels → 2, softmax, cross-entropy, Adam"
    lesson = confirm(qtbot, window, dialog)
    assert lesson.setup.data.settings["labels"] == str(labels)
    assert window.shown.stage.inputs[0].shape == (6, 6, 1)
    assert "Inputs: 6 × 6 (scaled: divided by 255)" in lesson.text("en")
    trained(qtbot, window, 5)
    assert window.shown.result.judged.accuracy == 1.0


def test_images_without_labels_wait_for_them(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    images, labels = digit_pair(tmp_path)
    elsewhere = labels.rename(tmp_path / "answers")
    dialog = dialog_of(qtbot, window, images)
    assert not dialog.ok.isEnabled()
    dialog.page.labels = elsewhere
    dialog.page.look_asked.emit()
    ready(qtbot, window)
    assert dialog.ok.isEnabled()
    click(qtbot, dialog.page.exchange)
    ready(qtbot, window)
    click(qtbot, dialog.ok)
    ready(qtbot, window)
    assert dialog.complaint.text() == "answers holds (60,), expected images; are the two files exchanged?"
    dialog.reject()


# -- dropping -----------------------------------------------------------------------------------


def dropped(window: MainWindow, path: Path) -> QDropEvent:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.setAccepted(False)
    window.dropEvent(event)
    return event


def test_a_file_dropped_on_the_window_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert dropped(window, flowers(tmp_path)).isAccepted()
    assert ready(qtbot, window).name.text() == "flowers.csv"
    window.data.dialog.reject()
    assert not dropped(window, written(tmp_path, "letter.docx", b"PK")).isAccepted()
    assert window.data.dialog is None


# -- coming back --------------------------------------------------------------------------------


def test_a_run_is_found_again_as_it_was_left(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    lesson = confirm(qtbot, window, dialog_of(qtbot, window, flowers(tmp_path)))
    trained(qtbot, window, 3)
    window.director.open(window.director.catalogue.lesson("xor"))
    qtbot.waitUntil(lambda: window.shown.stage.inputs[0].labels == ("x₁", "x₂"))
    (entry,) = recent(window)
    assert (entry.text(), entry.toolTip()) == ("flowers.csv", str(tmp_path / "flowers.csv"))
    entry.trigger()
    qtbot.waitUntil(lambda: window.status.epochs == 3 and window.shown.stage.classes == FLOWERS)
    assert window.director.lesson is lesson


def test_what_was_opened_is_remembered_to_the_next_start(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    first = opened()
    dialog = dialog_of(qtbot, first, flowers(tmp_path))
    dialog.network_box.hidden.setText("5")
    dialog.network_box.hidden.textEdited.emit("5")
    dialog.data_box.test_share.setValue(10)
    setup = confirm(qtbot, first, dialog).setup
    first.close()
    second = opened()
    before = second.shown.stage
    recent(second)[0].trigger()
    again = arrived(qtbot, second, before)
    assert again.setup == setup
    assert len(again.data) == 135
    assert again.setup.layers[0].settings["units"] == 5


def test_a_file_that_is_gone_is_told_plainly(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    first = opened()
    path = flowers(tmp_path)
    confirm(qtbot, first, dialog_of(qtbot, first, path))
    first.close()
    second = opened()
    path.unlink()
    recent(second)[0].trigger()
    assert second.notice.text() == f"{path} is not there any more; nothing has changed"
    assert second.data.dialog is None
    assert second.director.lesson.name == "xor"


def test_a_file_that_has_changed_is_told_before_it_is_read(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    first = opened()
    path = flowers(tmp_path)
    confirm(qtbot, first, dialog_of(qtbot, first, path))
    first.close()
    second = opened()
    path.write_text(path.read_text() + "\n1.0,1.0,1.0,1.0,setosa\n")
    recent(second)[0].trigger()
    dialog = ready(qtbot, second)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(lambda: not dialog.is_busy)
    expected = "flowers.csv has changed since it was opened last; look at the choices, then open it"
    assert dialog.complaint.text() == expected
    assert second.director.lesson.name == "xor"
    lesson = confirm(qtbot, second, dialog)
    assert len(lesson.data) + len(lesson.data.held) == 151


def test_what_is_remembered_wrongly_is_passed_over(window: MainWindow) -> None:
    window.settings.recent_data = [{"kind": "csv"}, {"kind": "no", "settings": {}, "network": {}}]
    window.data.tell_recent()
    assert recent(window) == []


def test_every_text_follows_the_language(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.set_language("zh_CN")
    dialog = dialog_of(qtbot, window, flowers(tmp_path))
    assert dialog.facts.text().startswith("150 行，5 列")
    lesson = confirm(qtbot, window, dialog)
    assert "用 120 个样本学习" in lesson.text("zh_CN")
    window.set_language("en")
    qtbot.waitUntil(lambda: "120 samples are learned from" in window.player.text.toPlainText())
