"""Motion and badges in the whole window: the menu, what is remembered, and where a badge leads."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction

from nnviz.session import commands
from nnviz.ui import settings as settings_file


def entry(window) -> QAction:
    """View ▸ Motion."""
    return next(action for action in window.menus.findChildren(QAction) if action.objectName() == "motion")


@pytest.mark.parametrize("reduced", [False, True])
def test_motion_begins_as_the_system_has_it(opened, qtbot, monkeypatch, reduced):
    monkeypatch.setattr(settings_file, "is_motion_reduced", lambda: reduced)
    window = opened()
    qtbot.waitUntil(lambda: window.is_prepared)
    assert window.canvas.motion.on is not reduced
    assert entry(window).isChecked() is not reduced


def test_what_was_chosen_is_remembered_and_done_at_once(opened, qtbot, settings):
    settings.motion = True
    window = opened()
    qtbot.waitUntil(lambda: window.canvas.motion.on)
    window.asked.emit(commands.Play())
    qtbot.waitUntil(lambda: window.canvas.motion.moving)
    entry(window).trigger()
    assert not window.canvas.motion.moving
    assert settings.motion is False


def test_a_badge_leads_to_its_lesson(opened, qtbot):
    window = opened()
    window.canvas.badge_clicked.emit("dead-relus")
    assert window.director.lesson.name == "dead-relus"
    qtbot.waitUntil(lambda: window.shown.stage.nodes[1].title == "ReLU 2", timeout=10_000)
