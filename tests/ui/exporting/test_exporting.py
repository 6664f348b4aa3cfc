"""Exports as a person asks for them: every entry of File ▸ Export writes its file, or says why it cannot.

What the files hold is judged in ``tests/session/export``; here it is that they are there, and whole.
"""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file

from nnviz.session import commands
from nnviz.session.export import files
from nnviz.ui.exporting import order
from nnviz.ui.exporting.order import KINDS, Kind
from nnviz.ui.menus import EXPORTS
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at

WAIT = 20_000


def entry(window: MainWindow, name: str) -> None:
    """Chooses an entry of the menus by its name."""
    action = next(
        each for group in window.menus.groups() for each in group.actions if each.objectName() == name
    )
    action.trigger()


def choose(qtbot: QtBot, dialog: QFileDialog, path: Path) -> None:
    """Answers a dialog for a file; Qt's own, which the tests have, is asked no question about replacing."""
    dialog.fileSelected.emit(str(path))
    dialog.done(0)


def ask(qtbot: QtBot, window: MainWindow, kind: str, path: Path) -> None:
    """Asks for an export and names the file."""
    entry(window, f"export_{kind}")
    qtbot.waitUntil(lambda: window.exports.dialog is not None, timeout=WAIT)
    assert window.exports.dialog is not None
    choose(qtbot, window.exports.dialog, path)


def export(qtbot: QtBot, window: MainWindow, kind: str, path: Path) -> None:
    """The same, and waits until it has been written."""
    with qtbot.waitSignal(window.exports.done, timeout=WAIT):
        ask(qtbot, window, kind, path)
    qtbot.waitUntil(lambda: window.exports.waiting is None, timeout=WAIT)


@pytest.fixture
def trained(qtbot: QtBot, opened: Opener) -> MainWindow:
    """The XOR network at the end of its second epoch."""
    window = opened()
    window.asked.emit(commands.TrainEpochs(2))
    at(qtbot, window, 7, 11)
    return window


def test_the_menu_has_every_kind_of_export() -> None:
    assert tuple(KINDS) == EXPORTS


@pytest.mark.parametrize(
    ("kind", "ending", "beside"),
    [
        ("script", "py", ["out.py", "out.safetensors"]),
        ("notebook", "ipynb", ["out.ipynb", "out.safetensors"]),
        ("weights", "safetensors", ["out.safetensors"]),
        ("weights", "npz", ["out.npz"]),
        ("weights", "csv", ["out.csv"]),
        ("course", "csv", ["out.csv"]),
        ("worksheet", "pdf", ["out-answers.pdf", "out.pdf"]),
        ("worksheet", "md", ["out-answers.md", "out.md"]),
    ],
)
def test_every_entry_writes_its_files_and_leaves_nothing_else(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path, kind: str, ending: str, beside: list[str]
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    export(qtbot, trained, kind, folder / f"out.{ending}")
    assert sorted(each.name for each in folder.iterdir()) == beside
    assert all(each.stat().st_size > 100 for each in folder.iterdir())
    assert str(folder / f"out.{ending}") in trained.notice.text()
    assert trained.settings.export_folder == str(folder)


def test_onnx_is_written_or_the_package_is_asked_for(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnviz.session.export.onnx_model.find_spec", lambda name: None)
    ask(qtbot, trained, "onnx", tmp_path / "net.onnx")
    qtbot.waitUntil(lambda: trained.exports.box is not None, timeout=WAIT)
    assert trained.exports.box is not None
    assert trained.exports.box.text() == (
        "Writing ONNX needs the package onnx; install it with: pip install onnx"
    )
    assert not (tmp_path / "net.onnx").exists()


def test_the_weights_are_those_on_the_screen(qtbot: QtBot, trained: MainWindow, tmp_path: Path) -> None:
    export(qtbot, trained, "weights", tmp_path / "w.safetensors")
    found = load_file(tmp_path / "w.safetensors")
    assert trained.shown is not None
    for name in ("dense_1", "dense_3"):
        for key in "WB":
            np.testing.assert_array_equal(found[f"{name}.{key}"], trained.shown.arrays[name][key])


def test_the_course_has_a_row_for_every_epoch(qtbot: QtBot, trained: MainWindow, tmp_path: Path) -> None:
    export(qtbot, trained, "course", tmp_path / "c.csv")
    lines = (tmp_path / "c.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("epoch,loss,gradient norm dense_1,gradient norm tanh_2,")
    assert [line.split(",")[0] for line in lines[1:]] == ["1", "2"]
    assert trained.status is not None
    assert float(lines[2].split(",")[1]) == trained.status.loss


def test_a_worksheet_is_in_the_language_of_the_window(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path
) -> None:
    trained.set_language("zh_CN")
    try:
        export(qtbot, trained, "worksheet", tmp_path / "w.md")
        text = (tmp_path / "w.md").read_text("utf-8")
        assert "## 前向" in text
        assert "## Forward" not in text
        export(qtbot, trained, "notebook", tmp_path / "n.ipynb")
        cells = json.loads((tmp_path / "n.ipynb").read_text("utf-8"))["cells"]
        assert any("训练" in cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    finally:
        trained.set_language("en")


def complaint(qtbot: QtBot, window: MainWindow) -> str:
    qtbot.waitUntil(lambda: window.exports.box is not None, timeout=WAIT)
    assert window.exports.box is not None
    text = window.exports.box.text()
    window.exports.box.close()
    return text


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, trained: MainWindow, tmp_path: Path) -> None:
    ask(qtbot, trained, "weights", tmp_path / "gone" / "w.npz")
    said = complaint(qtbot, trained)
    assert said.endswith("w.npz could not be written: No such file or directory")


def test_a_full_disk_is_told_and_leaves_what_was_there(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.py").write_text("old")

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", full)
    ask(qtbot, trained, "script", tmp_path / "out.py")
    assert complaint(qtbot, trained).endswith("out.py could not be written: No space left on device")
    assert [each.name for each in tmp_path.iterdir() if each.is_file() and each.suffix != ".ini"] == [
        "out.py"
    ]
    assert (tmp_path / "out.py").read_text() == "old"


def test_an_ending_that_says_nothing_is_refused(qtbot: QtBot, trained: MainWindow, tmp_path: Path) -> None:
    ask(qtbot, trained, "worksheet", tmp_path / "sheet.docx")
    assert complaint(qtbot, trained) == "The name must end in .pdf or .md, but sheet.docx does not."


def test_files_beside_are_replaced_only_after_a_question(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "out.safetensors").write_text("mine")
    ask(qtbot, trained, "script", tmp_path / "out.py")
    box = trained.exports.box
    assert box is not None
    assert box.text() == "These files are there already and may be replaced: out.safetensors"
    assert (tmp_path / "out.safetensors").read_text() == "mine"
    replace = next(each for each in box.findChildren(QPushButton) if each.text() == "Replace")
    with qtbot.waitSignal(trained.exports.done, timeout=WAIT):
        qtbot.mouseClick(replace, Qt.MouseButton.LeftButton)
    assert load_file(tmp_path / "out.safetensors")["dense_1.weight"].shape == (3, 2)


def test_what_takes_long_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_: order.Order) -> dict[str, bytes]:
        while True:
            order.tell(1, 2)

    monkeypatch.setitem(KINDS, "weights", Kind(("npz",), endless))  # type: ignore[misc]
    ask(qtbot, trained, "weights", tmp_path / "w.npz")
    waiting = trained.exports.waiting
    assert waiting is not None
    assert not waiting.dialog.isVisible()
    qtbot.waitUntil(waiting.dialog.isVisible, timeout=WAIT)
    assert waiting.dialog.labelText() == "Writing w.npz…"
    assert waiting.dialog.value() == 50
    qtbot.mouseClick(waiting.dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: trained.exports.waiting is None, timeout=WAIT)
    assert not (tmp_path / "w.npz").exists()
    assert trained.exports.box is None
