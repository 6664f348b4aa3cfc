"""The dialogs that ask for a file, where they are Qt's own: what is set right in them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nnviz.ui.file_dialog import file_dialog
from nnviz.ui.language import Language


def test_saving_asks_where_to_save_beside_a_sidebar_wide_enough_for_names(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = file_dialog(window, "Save", str(tmp_path), saves=True)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == "Save in:"
    dialog.show()
    sidebar, label = dialog.findChild(QWidget, "sidebar"), dialog.findChild(QLabel, "lookInLabel")
    assert sidebar.width() >= 130
    assert label.text() == "Save in:"


def test_opening_asks_for_a_file_that_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = file_dialog(window, "Open", str(tmp_path))
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == "Look in:"


def test_texts_of_qt_can_be_told_in_the_words_of_the_window(qtbot: QtBot) -> None:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QKeySequence

    language = Language()
    language.set("zh_CN")
    try:
        told = QKeySequence("Shift+Left").toString(QKeySequence.SequenceFormat.NativeText)
        assert told == "Shift+←"
        assert QCoreApplication.translate("QFileSystemModel", "Size") == "大小"
    finally:
        language.set("en")
