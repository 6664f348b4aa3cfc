"""File ▸ Import Weights… as a person uses it: a file, a table of what fits, and one change that is undone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from nnviz.ui.exporting.import_dialog import ImportDialog
from nnviz.ui.window import MainWindow
from tests.ui.exporting.test_exporting import WAIT, choose, entry
from tests.ui.person import Opener


def offered(qtbot: QtBot, window: MainWindow, path: Path) -> ImportDialog:
    """Chooses a file in the menu's dialog, and gives the table of what fits."""
    entry(window, "import_weights")
    assert window.imports.asking is not None
    choose(qtbot, window.imports.asking, path)
    qtbot.waitUntil(lambda: window.imports.dialog is not None, timeout=WAIT)
    assert window.imports.dialog is not None
    return window.imports.dialog


def cells(dialog: ImportDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def bias(window: MainWindow) -> float:
    assert window.shown is not None
    return float(window.shown.arrays["dense_3"]["B"][0])


def test_weights_are_previewed_taken_and_undone(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    window, path = opened(), tmp_path / "w.safetensors"
    before = bias(window)
    save_file({"dense_1.weight": np.ones((3, 2)), "dense_3.bias": np.array([2.5]), "x": np.ones(2)}, path)
    dialog = offered(qtbot, window, path)
    assert dialog.windowTitle() == "Import Weights from w.safetensors"
    assert cells(dialog) == [
        ["dense_1.W", "2 × 3", "dense_1.weight", "3 × 2", "matched, its axes turned round"],
        ["dense_1.B", "3", "", "", "missing in the file"],
        ["dense_3.W", "3 × 1", "", "", "missing in the file"],
        ["dense_3.B", "1", "dense_3.bias", "1", "matched"],
        ["", "", "x", "2", "not in the network"],
    ]
    assert dialog.summary.text().startswith("2 of the 4 tensors of the network match. The others stay")
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bias(window) == 2.5, timeout=WAIT)
    window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: bias(window) == before, timeout=WAIT)


def test_a_file_of_which_nothing_fits_cannot_be_taken(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    window, path = opened(), tmp_path / "w.safetensors"
    save_file({"x": np.ones(2)}, path)
    dialog = offered(qtbot, window, path)
    assert not dialog.take.isEnabled()
    assert "There is nothing to import" in dialog.summary.text()
    dialog.reject()
    assert window.imports.dialog is None


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "cannot be read as .safetensors"), (None, "No such file")]
)
def test_a_bad_file_is_refused_with_the_reason(
    qtbot: QtBot, opened: Opener, tmp_path: Path, content: bytes | None, said: str
) -> None:
    window, path = opened(), tmp_path / "w.safetensors"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(window.imports.refused, timeout=WAIT):
        window.imports.read(path)
    assert said in window.notice.text()
    assert window.imports.dialog is None
    qtbot.waitUntil(lambda: window.imports.waiting is None, timeout=WAIT)
