"""Names of inputs and classes as people give them: long ones are shortened, and none lies over a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from nnviz.session.cursor import Unit
from nnviz.session.own import Own
from nnviz.session.proposal import Proposal
from nnviz.session.run import Run
from nnviz.session.setup import Part
from nnviz.ui.canvas.bars import Bars
from nnviz.ui.canvas.canvas import Canvas

INPUTS = ("sepal length (cm)", "w", "温度（摄氏度）", "a very long name of a column that says all there is")
CLASSES = ("setosa", "Iris versicolor of the northern rivers", "弗吉尼亚鸢尾")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    rows = [",".join((*INPUTS, "kind"))]
    rows += [f"{k},{k * k},{-k},{k % 5},{CLASSES[k % 3]}" for k in range(30)]
    path = tmp_path / "mine.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    own = Own(Part("csv", {"file": str(path), "targets": ["kind"], "scaling": "standard"}), Proposal((6,)))
    made = Run(own.setup(own.data()))
    made.step(Unit.PASS)
    return made


@pytest.mark.parametrize("size", [(1000, 420), (700, 230), (1900, 900)])
def test_long_names_stay_in_their_panel_and_beside_their_numbers(
    qtbot: QtBot, run: Run, size: tuple[int, int]
) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(*size)
    canvas.show()
    canvas.show_frame(run.frame())
    picture = canvas.picture
    assert picture is not None
    inputs, bars = picture.columns["input"].units, picture.columns["softmax_4"].units
    assert isinstance(bars, Bars)
    panel = inputs.place.panel
    boxes = [label.item.sceneBoundingRect() for label in inputs.names]
    rx, ry = inputs.place.rx, inputs.place.ry
    units = [QRectF(p.x() - rx, p.y() - ry, 2 * rx, 2 * ry) for p in inputs.place.units]
    assert len(boxes) == 4
    assert all(panel.left() <= box.left() and box.right() <= panel.right() for box in boxes)
    assert not any(box.intersects(unit) for box in boxes for unit in units)
    shown = [label.item.sceneBoundingRect() for label in getattr(bars, "names", [])]
    assert all(bars.place.panel.left() <= box.left() for box in shown)
    tracks = [track.sceneBoundingRect() for track in bars._tracks]
    assert not any(box.intersects(track.adjusted(1, 0, 0, 0)) for box in shown for track in tracks)
