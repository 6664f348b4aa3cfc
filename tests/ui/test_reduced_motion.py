"""What systems say of movement, and that a system that says nothing lets things move."""

from __future__ import annotations

import plistlib
import subprocess

import pytest
from PySide6.QtCore import QSettings

from nnviz.ui import reduced_motion, settings
from nnviz.ui.settings import Settings


@pytest.mark.parametrize(("factor", "expected"), [("0", True), ("0.0", True), ("1", False), (None, False)])
def test_kde_is_asked_for_its_speed(tmp_path, factor, expected):
    file = tmp_path / "kdeglobals"
    file.write_text("[KDE]\n" + (f"AnimationDurationFactor={factor}\n" if factor else "LookAndFeel=50%\n"))
    assert reduced_motion._kde(file) is expected
    assert reduced_motion._kde(tmp_path / "none") is False


@pytest.mark.parametrize(("answer", "expected"), [("false\n", True), ("true\n", False)])
def test_gnome_is_asked_for_its_animations(monkeypatch, answer, expected):
    done = subprocess.CompletedProcess((), 0, answer, "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert reduced_motion._gnome("ubuntu:GNOME") is expected
    assert reduced_motion._gnome("sway") is False


@pytest.mark.parametrize("reduced", [True, False])
def test_a_mac_is_asked_for_its_preferences(tmp_path, reduced):
    file = tmp_path / "universalaccess.plist"
    file.write_bytes(plistlib.dumps({"reduceMotion": reduced}, fmt=plistlib.FMT_BINARY))
    assert reduced_motion._mac(file) is reduced


@pytest.mark.parametrize(
    "error",
    [FileNotFoundError("gsettings"), subprocess.TimeoutExpired("gsettings", 1.0), ValueError("no number")],
)
def test_a_system_that_cannot_be_asked_lets_things_move(monkeypatch, error):
    def fail(*_: object) -> bool:
        raise error

    monkeypatch.setattr(reduced_motion.sys, "platform", "linux")
    monkeypatch.setattr(reduced_motion, "_kde", fail)
    assert reduced_motion.is_motion_reduced() is False


@pytest.mark.parametrize("reduced", [True, False])
def test_the_settings_begin_as_the_system_has_it_and_then_remember(tmp_path, monkeypatch, reduced):
    monkeypatch.setattr(settings, "is_motion_reduced", lambda: reduced)
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    kept = Settings(store)
    assert kept.motion is not reduced
    kept.motion = reduced
    assert Settings(store).motion is reduced
