"""Two networks that learn in another process: what is shown of both is what each would be alone."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from nnviz import app
from nnviz.inside import join_process
from nnviz.session import commands
from nnviz.session.comparing import variants
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.ui.settings import Settings
from tests import apart

XOR = load("xor").setup
RELU = variants.with_activation(XOR, "ReLU", ["tanh_2"])


def test_both_come_over_from_the_other_process(qtbot: QtBot, settings: Settings) -> None:
    window = app.make_empty_window(settings)
    worker, parts = join_process(window, load("xor"), apart.start(XOR, "xor"), lambda: apart.start(XOR))
    for _ in parts:
        pass
    qtbot.addWidget(window)
    worker.start()
    window.start()
    window.show()
    qtbot.waitUntil(lambda: window.shown is not None and window.is_complete, timeout=30_000)
    window.asked.emit(commands.Compare(RELU))
    qtbot.waitUntil(lambda: window.comparing.arena is not None, timeout=10_000)
    arena = window.comparing.arena
    assert arena is not None
    window.asked.emit(commands.TrainEpochs(40))
    qtbot.waitUntil(
        lambda: window.status is not None and window.status.epochs == 40 and not window.status.running,
        timeout=30_000,
    )
    for which, setups in ((0, (XOR, RELU)), (1, (RELU, XOR))):
        window.asked.emit(commands.Choose(which))
        alone = [Run(setup) for setup in setups]
        for run in alone:
            run.train_epochs(40)
        qtbot.waitUntil(
            lambda which=which: arena.sides[which].name.isChecked() and window.shown is not None,
            timeout=10_000,
        )
        canvases = window.canvas, arena.other
        for canvas, run in zip(canvases, alone, strict=True):
            stage = run.stage.nodes
            qtbot.waitUntil(
                lambda canvas=canvas, stage=stage: (
                    canvas.picture is not None and canvas.picture.stage.nodes == stage
                ),
                timeout=10_000,
            )
            found = canvas._frame
            assert found is not None
            for node, arrays in run.frame().arrays.items():
                for key, array in arrays.items():
                    np.testing.assert_array_equal(found.arrays[node][key], array, strict=True)
    assert worker.stop()
