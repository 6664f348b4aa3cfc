"""Settings that cannot be written: it is said which file and what to do; otherwise nothing is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from nnviz.ui.settings import Settings
from nnviz.ui.unkept import unkept


def settings_at(path: Path) -> Settings:
    return Settings(QSettings(str(path), QSettings.Format.IniFormat))


def test_a_file_that_cannot_be_made_is_named_with_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    path = tmp_path / "file" / "settings.ini"
    assert unkept(settings_at(path)) == (
        f"What you choose will not be remembered: {path} cannot be written. "
        "Make room on the disk, or give yourself the right to write there."
    )


def test_where_all_is_remembered_nothing_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    settings = settings_at(tmp_path / "new folder" / "settings.ini")
    assert unkept(settings) == ""
    settings.theme = "light"
    assert settings_at(tmp_path / "new folder" / "settings.ini").theme == "light"


def test_a_file_of_noise_gives_the_defaults(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_bytes(bytes(range(256)) * 8)
    settings = settings_at(path)
    assert (settings.theme, settings.digits, settings.layout()) == ("system", 4, None)
    assert (settings.keys, settings.recent_data, settings.recent_documents) == ({}, [], [])
