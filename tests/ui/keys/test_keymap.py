"""Which keys actions have: by default, changed, and as they were remembered, also where that is nonsense."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from nnviz.ui.keys.defaults import DEFAULTS
from nnviz.ui.keys.draft import Draft
from nnviz.ui.keys.keymap import Keymap, readable, resolved
from nnviz.ui.settings import Settings


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def made(owner: QObject, names: tuple[str, ...] = ("next", "previous", "start")) -> list[QAction]:
    actions = [QAction(owner) for _ in names]
    for action, name in zip(actions, names, strict=True):
        action.setObjectName(name)
    return actions


def keys_of(action: QAction) -> list[str]:
    return [key.toString() for key in action.shortcuts()]


def test_default_keys_are_keys_and_no_two_actions_share_one() -> None:
    every = [key for keys in DEFAULTS.values() for key in keys]
    assert [readable(key) for key in every] == every
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("text", ["", "Blah", "Ctrl", "Shift+", "Ctrl+K, Ctrl+C"])
def test_what_is_no_single_key_is_not_readable(text: str) -> None:
    assert readable(text) is None


def test_own_keys_go_before_default_ones_of_others() -> None:
    defaults = {"next": ("Right", "Space"), "previous": ("Left",), "start": ("Home",)}
    found = resolved(defaults, {"previous": ("Space", "space", "P"), "start": ()})
    assert found == {"next": ("Right",), "previous": ("Space", "P"), "start": ()}


def test_of_two_remembered_actions_the_first_keeps_a_key() -> None:
    defaults = {"next": ("Right",), "previous": ("Left",)}
    found = resolved(defaults, {"next": ("N",), "previous": ("N", "P")})
    assert found == {"next": ("N",), "previous": ("P",)}


def test_what_cannot_be_read_is_ignored_and_the_rest_kept() -> None:
    defaults = {"next": ("Right",), "previous": ("Left",)}
    found = resolved(defaults, {"next": ("Blah", ""), "previous": ("Blah", "P"), "gone": ("X",)})
    assert found == {"next": ("Right",), "previous": ("P",)}


def test_changed_keys_are_in_force_at_once_and_remembered(owner: QObject, settings: Settings) -> None:
    actions = made(owner)
    keymap = Keymap(actions, settings, owner)
    told: list[bool] = []
    keymap.changed.connect(lambda: told.append(True))
    keymap.set_keys({**keymap.keys, "next": ("N", "Right"), "start": ()})
    assert keys_of(actions[0]) == ["N", "Right"]
    assert keys_of(actions[2]) == []
    assert told == [True]
    assert settings.keys == {"next": ("N", "Right"), "start": ()}  # and nothing of previous
    again = made(owner)
    Keymap(again, settings, owner)
    assert [keys_of(action) for action in again] == [["N", "Right"], ["Left", "PgUp", "Backspace"], []]


def test_default_keys_again_leave_nothing_to_remember(owner: QObject, settings: Settings) -> None:
    keymap = Keymap(made(owner), settings, owner)
    keymap.set_keys({**keymap.keys, "next": ("N",)})
    keymap.set_keys(keymap.defaults)
    assert settings.keys == {}


@pytest.mark.parametrize(
    "stored",
    ["", "{", "7", "null", "[1]", '{"next": "N"}', '{"next": [1]}', '{"next": ["Blah"]}', '{"next": null}'],
)
def test_nonsense_among_what_is_remembered_gives_the_default_keys(
    owner: QObject, settings: Settings, stored: str
) -> None:
    settings._store.setValue("keys", stored)
    (action,) = made(owner, ("next",))
    Keymap([action], settings, owner)
    assert keys_of(action) == ["Right", "Space", "PgDown"]


def test_keys_that_are_no_text_at_all_are_ignored(owner: QObject, settings: Settings) -> None:
    settings._store.setValue("keys", QSettings.Format.IniFormat.value)
    assert settings.keys == {}


def test_an_action_without_default_keys_can_have_some(owner: QObject, settings: Settings) -> None:
    (action,) = made(owner, ("about",))
    keymap = Keymap([action], settings, owner)
    assert keymap.keys == {"about": ()}
    keymap.set_keys({"about": ("F12",)})
    assert action.shortcut() == QKeySequence("F12")


def draft() -> Draft:
    keys = {"next": ("Right", "Space"), "previous": ("Left",), "start": ()}
    return Draft(keys, keys)


def test_a_key_that_is_added_is_lost_by_who_had_it() -> None:
    changed = draft()
    changed.add("start", "Space")
    changed.add("start", "Space")
    assert changed.keys == {"next": ("Right",), "previous": ("Left",), "start": ("Space",)}
    assert changed.holder("Space") == "start"
    assert [name for name in changed.keys if changed.is_changed(name)] == ["next", "start"]


def test_resetting_one_takes_its_keys_back_and_says_from_whom() -> None:
    changed = draft()
    changed.add("start", "Space")
    changed.add("previous", "Right")
    assert changed.reset("next") == ["previous", "start"]
    assert changed.keys == {"next": ("Right", "Space"), "previous": ("Left",), "start": ()}
    assert changed.reset("next") == []


def test_resetting_all_gives_every_default() -> None:
    changed = draft()
    changed.add("start", "Left")
    changed.remove("next", "Right")
    changed.reset_all()
    assert changed.keys == draft().keys
