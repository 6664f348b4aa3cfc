"""The settings dialog: everything acts at once, and goes back to its default."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnviz.ui.classroom import open_settings
from nnviz.ui.language import system_language
from nnviz.ui.preferences.dialog import SettingsDialog
from nnviz.ui.theme import POLES
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, press


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    return opened()


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    return open_settings(window)


def choose(dialog: SettingsDialog, key: str, value: object) -> None:
    box = dialog.boxes[key]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_each_setting_acts_at_once(window, dialog, qtbot):
    choose(dialog, "theme", "light")
    assert window.theme.name == "light"
    choose(dialog, "colours", "violet-yellow")
    assert (window.theme.positive, window.theme.negative) == POLES["violet-yellow"]["light"]
    assert window.canvas.picture.inks.fills[16].color().name() == POLES["violet-yellow"]["light"][0]
    choose(dialog, "text_size", 2)
    assert window.inspector.heading.font().pixelSize() == 19
    choose(dialog, "digits", 6)
    assert window.inspector.precision() == 6
    choose(dialog, "motion", False)
    assert not window.canvas.motion.on
    choose(dialog, "thumbnails", True)
    assert window.canvas.thumbnails.on
    choose(dialog, "frame_rate", 15)
    assert window._poll.interval() == 1000 // 15
    choose(dialog, "past_megabytes", 64)
    qtbot.waitUntil(lambda: window.status is not None and window.status.past_limit == 64 * 2**20)
    choose(dialog, "language", "zh_CN")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "设置")
    assert window.menus._menus["view"].title().startswith("视图")


def test_each_setting_goes_back_to_its_default(window, dialog):
    for key, choice in dialog.choices.items():
        other = next(value for value in choice.values if value != choice.default)
        choose(dialog, key, other)
        assert choice.get() == other
        assert dialog.resets[key].isEnabled()
        dialog.resets[key].click()
        assert choice.get() == choice.default
        assert not dialog.resets[key].isEnabled()


def test_all_go_back_at_once(window, dialog):
    choose(dialog, "theme", "light")
    choose(dialog, "digits", 7)
    choose(dialog, "text_size", 5)
    dialog.reset_all.click()
    settings = window.settings
    assert (settings.theme, settings.digits, settings.text_size) == ("system", 4, None)
    assert settings.language == system_language()
    assert not dialog.reset_all.isEnabled()


def test_the_menus_agree_with_the_dialog(window, dialog):
    choose(dialog, "theme", "light")
    choose(dialog, "past_megabytes", 1024)
    checked = [a.objectName() for g in window.menus.groups() for a in g.actions if a.isChecked()]
    assert "theme light" in checked
    assert "past 1024" in checked


def test_it_opens_by_its_key_and_leads_to_the_keys(window, qtbot: QtBot):
    press(qtbot, window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.keys_asked):
        dialog.keys.click()


def test_nothing_is_cut_off_in_the_largest_text_size(window, dialog, qtbot):
    window.resize(1280, 720)
    choose(dialog, "text_size", 6)
    for key in dialog.choices:
        for part in (dialog.boxes[key], dialog.resets[key], dialog._names[key]):
            assert part.width() >= part.minimumSizeHint().width(), key


def test_values_that_make_no_sense_give_the_defaults(settings):
    for key in ("text_size", "poles", "frame_rate", "pointer"):
        settings._store.setValue(key, "nonsense")
    assert (settings.text_size, settings.colours, settings.frame_rate) == (None, "blue-orange", 60)
    assert settings.pointer
