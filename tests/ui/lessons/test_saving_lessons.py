"""What is on the screen is saved as a lesson, found among one's own, and opens as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nnviz.session.choices import COLOURS
from nnviz.session.lesson import OWN, load, read_lesson
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.lessons.save_dialog import SaveDialog, named_after
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(opened: Opener, tmp_path: Path) -> MainWindow:
    """A window with the XOR lesson open and an empty folder for a person's own lessons."""
    made = opened()
    made.director.look_in(tmp_path / "lessons")
    return made


def asked(qtbot: QtBot, window: MainWindow) -> SaveDialog:
    """The dialog that comes up."""
    if window.isActiveWindow():
        press(qtbot, window, Qt.Key.Key_S, CTRL, Qt.KeyboardModifier.AltModifier)
    else:
        window.menus.save_asked.emit()
    qtbot.waitUntil(lambda: window.director.keeper.dialog is not None)
    dialog = window.director.keeper.dialog
    assert dialog is not None
    return dialog


def save(qtbot: QtBot, dialog: SaveDialog) -> None:
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)


def test_what_is_on_the_screen_is_found_among_ones_own_and_opens_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Right, CTRL)
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 3, 1)
    window.canvas.set_mode(ColourMode.ACTIVATIONS)
    window.panels["norms"].hide()
    frame = window.shown
    assert frame is not None
    dialog = asked(qtbot, window)
    dialog.words["en"].title.setText("After three")
    dialog.words["en"].text.setPlainText("Press [Run](nnviz:run).")
    assert Path(dialog.folder.text()) == tmp_path / "lessons" / "after-three"
    save(qtbot, dialog)
    assert window.director.keeper.dialog is None
    assert "after-three" in window.notice.text()
    mine = [entry.lesson for entry in window.director.catalogue.entries if entry.chapter == OWN]
    assert [lesson.title("zh_CN") for lesson in mine] == ["After three"]
    assert mine[0].opening.colour == COLOURS[1]
    assert "norms" not in mine[0].opening.panels
    assert "loss" in mine[0].opening.panels

    press(qtbot, window, Qt.Key.Key_Right, CTRL)
    window.panels["norms"].show()
    window.director.open(mine[0])
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.stage is not frame.stage)
    at(qtbot, window, 3, 1)
    again = window.shown
    assert again is not None
    for key in ("W", "B"):
        assert np.array_equal(again.arrays["dense_1"][key], frame.arrays["dense_1"][key])
    assert not window.panels["norms"].isVisible()


def test_words_in_both_languages_and_the_questions_go_with_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = asked(qtbot, window)
    assert not dialog.questions.isChecked()
    dialog.questions.setChecked(True)
    dialog.words["zh_CN"].title.setText("我的异或")
    save(qtbot, dialog)
    lesson = read_lesson(tmp_path / "lessons" / "我的异或")
    assert (lesson.title("en"), lesson.text("en")) == ("我的异或", "### 我的异或")
    assert lesson.questions == load("xor").questions


def test_a_lesson_that_is_there_is_replaced_only_when_asked_twice(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = asked(qtbot, window)
    dialog.words["en"].title.setText("Mine")
    save(qtbot, dialog)
    window.director.open(read_lesson(tmp_path / "lessons" / "mine"))
    dialog = asked(qtbot, window)
    assert dialog.words["en"].title.text() == "Mine"  # the words of a lesson of one's own are offered
    dialog.words["en"].text.setPlainText("Other words.")
    save(qtbot, dialog)
    assert dialog.note.text() == "There is a lesson in this folder already."
    assert read_lesson(tmp_path / "lessons" / "mine").text("en") == "### Mine"
    save(qtbot, dialog)
    assert read_lesson(tmp_path / "lessons" / "mine").text("en") == "Other words."


@pytest.mark.parametrize(
    ("title", "folder", "text", "said"),
    [
        ("", None, "", "Give the lesson a title."),
        ("Mine", "", "", "Give the whole path of a folder."),
        ("Mine", "mine", "", "Give the whole path of a folder."),
        ("XOR", "{own}/xor", "", "A shipped lesson has this name; choose another for the folder."),
        ("Mine", "{own}/mine", "[x](nnviz:fly)", "en.md: link 'nnviz:fly': 'fly' is unknown"),
        ("Mine", "{own}", "", "is there already, and is no lesson; choose another name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    qtbot: QtBot, window: MainWindow, title: str, folder: str | None, text: str, said: str
) -> None:
    own = window.director.own
    own.mkdir()
    dialog = asked(qtbot, window)
    dialog.words["en"].title.setText(title)
    dialog.words["en"].text.setPlainText(text)
    if folder is not None:
        dialog.folder.setText(folder.format(own=own))
    save(qtbot, dialog)
    assert said in dialog.note.text()
    assert dialog.note.isVisible()
    assert not list(own.iterdir())
    dialog.words["en"].title.setText("Another")
    assert not dialog.note.isVisible()


def test_the_folder_above_can_be_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "else"))
    dialog = asked(qtbot, window)
    dialog.words["en"].title.setText("Mine")
    qtbot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    assert Path(dialog.folder.text()) == tmp_path / "else" / "mine"
    dialog.words["en"].title.setText("Mine, too")
    assert Path(dialog.folder.text()) == tmp_path / "else" / "mine"


def test_a_folder_is_named_after_its_title() -> None:
    assert named_after("Why? 3 × ReLU!") == "why-3-relu"
    assert named_after("…") == "lesson"
