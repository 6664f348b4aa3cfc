"""File ▸ Import ONNX Model… as a person uses it: a file, a table of what it has become, a run."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnviz.session import commands
from nnviz.session.onnx_import import model as reading
from nnviz.ui.exporting.model_dialog import ModelDialog
from nnviz.ui.window import MainWindow
from tests.ui.exporting.test_exporting import WAIT, choose, entry, export
from tests.ui.person import Opener

MODELS = Path(__file__).parents[2] / "session" / "onnx_import" / "models"

needs_onnx = pytest.mark.skipif(importlib.util.find_spec("onnx") is None, reason="needs the onnx extra")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def offered(qtbot: QtBot, window: MainWindow, path: Path) -> ModelDialog:
    """Chooses a file in the menu's dialog, and gives the table of what it has become."""
    desk = window.imports.models
    entry(window, "import_onnx")
    assert desk.asking is not None
    choose(qtbot, desk.asking, path)
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=WAIT)
    assert desk.dialog is not None
    return desk.dialog


def cells(dialog: ModelDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def take(qtbot: QtBot, window: MainWindow, dialog: ModelDialog) -> None:
    """Opens what is offered, and waits until it is on the screen."""
    before = window.shown.stage if window.shown else None
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.stage is not before, timeout=WAIT)
    qtbot.waitUntil(lambda: window.imports.models.waiting is None, timeout=WAIT)


def types(window: MainWindow) -> list[str]:
    assert window.shown is not None
    return [node.name for node in window.shown.stage.nodes]


@needs_onnx
def test_a_network_of_pytorch_is_previewed_opened_and_trained(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    dialog = offered(qtbot, window, MODELS / "images_17.onnx")
    assert dialog.windowTitle() == "Import ONNX Model from images_17.onnx"
    assert cells(dialog)[:2] == [
        ["Conv2D 1", "(N, 16, 18, 4)", "76", "Conv (/0/Conv)"],
        ["ReLU 2", "(N, 16, 18, 4)", "", "Relu (/2/Relu)"],
    ]
    assert dialog.summary.text() == (
        "10 layers with 287 parameters were read, and 8 running means and variances."
    )
    told = "The current data do not fit: numbers per sample: 2; the network needs 16 × 18 × 2."
    assert dialog.remarks.text().startswith(told)
    assert [dialog.data.itemText(place) for place in range(dialog.data.count())] == [
        "Made-up numbers that mean nothing (8 samples)"
    ]
    take(qtbot, window, dialog)
    assert window.windowTitle().startswith("images_17")
    assert "made-up numbers" in window.player.text.toPlainText()
    assert window.shown is not None
    first = window.shown.arrays["conv2d_1"]["W"].copy()
    window.asked.emit(commands.TrainEpochs(1))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 1, timeout=WAIT)
    window.actions_.reset.trigger()
    qtbot.waitUntil(lambda: window.status is not None and window.status.at_start, timeout=WAIT)
    np.testing.assert_array_equal(window.shown.arrays["conv2d_1"]["W"], first)


@needs_onnx
def test_the_present_data_are_offered_first_and_the_present_run_stays(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    window, path = opened(), tmp_path / "xor.onnx"
    window.asked.emit(commands.TrainEpochs(1))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 1, timeout=WAIT)
    export(qtbot, window, "onnx", path)
    assert window.shown is not None
    weights = window.shown.arrays["dense_3"]["W"].copy()
    dialog = offered(qtbot, window, path)
    assert dialog.data.itemText(0) == "Data of the present run: xor (4 samples)"
    assert "do not fit" not in dialog.remarks.text()
    take(qtbot, window, dialog)
    np.testing.assert_array_equal(window.shown.arrays["dense_3"]["W"], weights)
    assert types(window) == ["dense_1", "tanh_2", "dense_3", "tanh_4"]


@needs_onnx
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("logarithms_17", "/1/LogSoftmax (LogSoftmax): nnviz has no layer that does this"),
        ("none", "none.onnx cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_had_is_refused_and_nothing_has_changed(
    qtbot: QtBot, opened: Opener, name: str, said: str
) -> None:
    window = opened()
    before = types(window)
    with qtbot.waitSignal(window.imports.models.refused, timeout=WAIT):
        window.imports.models.read(MODELS / f"{name}.onnx")
    assert window.notice.text() == said
    qtbot.waitUntil(lambda: window.imports.models.waiting is None, timeout=WAIT)
    assert window.imports.models.dialog is None
    assert types(window) == before


def test_without_the_package_the_entry_says_what_to_install(
    qtbot: QtBot, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    monkeypatch.setattr(reading, "find_spec", lambda name: None)
    entry(window, "import_onnx")
    assert window.imports.models.asking is None
    assert window.notice.text().endswith("install it with: pip install onnx")
