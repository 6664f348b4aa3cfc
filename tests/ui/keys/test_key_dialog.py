"""The dialog of the keys, used as a person uses it: searched, keys pressed, taken over, reset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nnviz.ui.keys.defaults import give_default_keys
from nnviz.ui.keys.dialog import KeyDialog
from nnviz.ui.keys.keymap import Keymap
from nnviz.ui.menus import Group
from nnviz.ui.settings import Settings

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NAMES = {"next": "Next Formula", "previous": "Previous Formula", "previous_layer": "Previous Layer"}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget, settings: Settings) -> KeyDialog:
    actions = {name: QAction(text, window) for name, text in (*NAMES.items(), ("about", "&About nnviz"))}
    for name, action in actions.items():
        give_default_keys(action, name)
    groups = [
        Group("Step", tuple(actions[name] for name in NAMES)),
        Group("Help", (actions["about"],)),
    ]
    keymap = Keymap(actions.values(), settings, window)
    made = KeyDialog(groups, keymap, {"Alt+F": "File"}, window)
    made.open()
    made.activateWindow()
    return made


def tap(qtbot: QtBot, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Presses a key where the focus is."""
    qtbot.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)


def record(qtbot: QtBot, dialog: KeyDialog, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    dialog.editor.field.setFocus()
    tap(qtbot, dialog.editor.field, key, held)


def shown(dialog: KeyDialog) -> list[str]:
    return [chip.text().removesuffix("  ✕") for chip in dialog.editor.chips.chips]


def ok(dialog: KeyDialog) -> None:
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()


def test_every_action_is_listed_in_its_group_with_its_keys(dialog: KeyDialog) -> None:
    assert dialog.list.as_text() == (
        "Step\n"
        "\tNext Formula\tRight, Space, PgDown\n"
        "\tPrevious Formula\tLeft, PgUp, Backspace\n"
        "\tPrevious Layer\tShift+Left\n"
        "Help\n"
        "\tAbout nnviz"
    )
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.list.as_text()


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("", ["next", "previous", "previous_layer", "about"]),
        ("formula", ["next", "previous"]),
        ("PREVIOUS  step", ["previous", "previous_layer"]),
        ("shift", ["previous_layer"]),
        ("backsp", ["previous"]),
        ("help", ["about"]),
        ("xyz", []),
    ],
)
def test_the_search_narrows_the_list(dialog: KeyDialog, wanted: str, names: list[str]) -> None:
    dialog.search.setText(wanted)
    assert dialog.list.shown_names() == names
    assert dialog.editor.isEnabled() == bool(names)


@pytest.mark.parametrize(
    ("key", "held", "written"),
    [
        (Qt.Key.Key_N, None, "N"),
        (Qt.Key.Key_Up, SHIFT | CONTROL, "Ctrl+Shift+Up"),
        (Qt.Key.Key_Return, None, "Return"),
        (Qt.Key.Key_F9, None, "F9"),
        (Qt.Key.Key_Left, CONTROL | Qt.KeyboardModifier.KeypadModifier, "Ctrl+Left"),
    ],
)
def test_a_free_key_is_added_and_in_force_after_ok(
    dialog: KeyDialog, qtbot: QtBot, settings: Settings, key: Qt.Key, held: Qt.KeyboardModifier, written: str
) -> None:
    record(qtbot, dialog, key, held)
    assert dialog.editor.message.text() == f"{written} is free."
    tap(qtbot, dialog.editor.field, Qt.Key.Key_Return)
    assert shown(dialog) == ["Right", "Space", "PgDown", written]
    assert settings.keys == {}
    ok(dialog)
    assert not dialog.isVisible()
    assert settings.keys == {"next": ("Right", "Space", "PgDown", written)}


@pytest.mark.parametrize(
    ("key", "held", "written", "loser"),
    [
        (Qt.Key.Key_Backspace, None, "Backspace", "Previous Formula"),
        (Qt.Key.Key_PageUp, None, "PgUp", "Previous Formula"),
        (Qt.Key.Key_Left, None, "Left", "Previous Formula"),
        (Qt.Key.Key_Left, SHIFT, "Shift+Left", "Previous Layer"),
    ],
)
def test_a_key_that_is_taken_is_said_with_who_has_it_and_can_be_taken_over_or_left(
    dialog: KeyDialog, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, written: str, loser: str
) -> None:
    record(qtbot, dialog, key, held)
    assert dialog.editor.message.text() == f"{written} belongs to “{loser}”, which would lose it."
    assert dialog.editor.add.text() == "Take It Over"
    tap(qtbot, dialog.editor.field, Qt.Key.Key_Escape)  # left
    assert dialog.isVisible()
    assert not dialog.editor.add.isEnabled()
    assert not dialog.apply.isEnabled()
    record(qtbot, dialog, key, held)
    dialog.editor.add.click()
    assert shown(dialog) == ["Right", "Space", "PgDown", written]
    name = next(name for name, text in NAMES.items() if text == loser)
    assert written not in dialog.draft.keys[name]


def test_a_key_of_its_own_or_of_a_menu_cannot_be_added(dialog: KeyDialog, qtbot: QtBot) -> None:
    record(qtbot, dialog, Qt.Key.Key_Space)
    assert dialog.editor.message.text() == "Space is a key of this action already."
    assert not dialog.editor.add.isEnabled()
    record(qtbot, dialog, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert dialog.editor.message.text() == "Alt+F opens the menu “File”; choose another key."
    tap(qtbot, dialog.editor.field, Qt.Key.Key_Return)
    assert shown(dialog) == ["Right", "Space", "PgDown"]


def test_a_key_is_taken_away_by_its_button_from_the_keyboard(dialog: KeyDialog, qtbot: QtBot) -> None:
    dialog.editor.chips.chips[1].setFocus()
    tap(qtbot, dialog.editor.chips.chips[1], Qt.Key.Key_Space)
    assert shown(dialog) == ["Right", "PgDown"]
    assert dialog.editor.chips.chips[1].hasFocus()
    tap(qtbot, dialog.editor.chips.chips[1], Qt.Key.Key_Return)
    tap(qtbot, dialog.editor.chips.chips[0], Qt.Key.Key_Return)
    assert shown(dialog) == []
    assert dialog.editor.chips.findChildren(QWidget)[0].isVisible()  # "no key"
    assert dialog.editor.field.hasFocus()


def test_one_action_is_reset_and_takes_its_keys_back(dialog: KeyDialog, qtbot: QtBot) -> None:
    assert not dialog.editor.reset_button.isEnabled()
    dialog.list.choose("about")
    record(qtbot, dialog, Qt.Key.Key_Space)
    dialog.editor.add.click()
    dialog.list.choose("next")
    assert shown(dialog) == ["Right", "PgDown"]
    dialog.editor.reset_button.click()
    assert shown(dialog) == ["Right", "Space", "PgDown"]
    assert dialog.editor.message.text() == "Taken back from “About nnviz”."
    assert dialog.draft.keys["about"] == ()


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_all_are_reset_only_after_asking(
    dialog: KeyDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "question", lambda *given: asked.append(given[2]) or answer)
    assert not dialog.reset_all.isEnabled()
    record(qtbot, dialog, Qt.Key.Key_N)
    dialog.editor.add.click()
    dialog.reset_all.click()
    assert asked == ["Give every action its default keys again?"]
    kept = answer == QMessageBox.StandardButton.No
    assert ("N" in dialog.draft.keys["next"]) == kept
    assert dialog.reset_all.isEnabled() == kept


def test_cancel_and_escape_leave_everything_as_it_was(
    dialog: KeyDialog, qtbot: QtBot, settings: Settings
) -> None:
    record(qtbot, dialog, Qt.Key.Key_N)
    dialog.editor.add.click()
    record(qtbot, dialog, Qt.Key.Key_Escape)  # the field is empty: it closes the dialog
    assert not dialog.isVisible()
    assert settings.keys == {}


def test_apply_stays_open(dialog: KeyDialog, qtbot: QtBot, settings: Settings) -> None:
    record(qtbot, dialog, Qt.Key.Key_N)
    dialog.editor.add.click()
    dialog.apply.click()
    assert dialog.isVisible()
    assert not dialog.apply.isEnabled()
    assert settings.keys == {"next": ("Right", "Space", "PgDown", "N")}


def test_the_whole_way_by_keyboard(dialog: KeyDialog, qtbot: QtBot, settings: Settings) -> None:
    assert dialog.search.hasFocus()
    qtbot.keyClicks(dialog.search, "about")
    tap(qtbot, dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.list.hasFocus()
    tap(qtbot, dialog.list, Qt.Key.Key_Return)
    assert dialog.editor.field.hasFocus()
    tap(qtbot, dialog.editor.field, Qt.Key.Key_F12)
    tap(qtbot, dialog.editor.field, Qt.Key.Key_Return)
    tap(qtbot, dialog.editor.field, Qt.Key.Key_F, CONTROL)
    tap(qtbot, dialog.editor.field, Qt.Key.Key_Tab)  # leaves the field, and records nothing
    focused = QApplication.focusWidget()
    assert focused is dialog.editor.add
    tap(qtbot, focused, Qt.Key.Key_Space)
    assert shown(dialog) == ["F12", "Ctrl+F"]
    tap(qtbot, dialog, Qt.Key.Key_Return)
    assert settings.keys == {"about": ("F12", "Ctrl+F")}


def test_an_empty_field_says_what_it_wants_also_after_it_was_left(dialog: KeyDialog, qtbot: QtBot) -> None:
    inner = dialog.editor.field.findChild(QLineEdit)
    assert isinstance(inner, QLineEdit)
    record(qtbot, dialog, Qt.Key.Key_N)
    tap(qtbot, dialog.editor.field, Qt.Key.Key_Escape)
    dialog.search.setFocus()
    assert (inner.text(), inner.placeholderText()) == ("", "Press a key")


def test_nothing_moves_while_a_key_is_recorded(dialog: KeyDialog, qtbot: QtBot) -> None:
    dialog.resize(760, 640)
    QApplication.processEvents()
    parts = (dialog.editor, dialog.editor.field, dialog.editor.add, dialog.list, dialog.buttons)
    places = [part.geometry() for part in parts]
    record(qtbot, dialog, Qt.Key.Key_Left, SHIFT)
    QApplication.processEvents()
    assert [part.geometry() for part in parts] == places
