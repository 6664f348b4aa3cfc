"""Pictures of every kind of stop in the inspector: run as a module it makes them anew, to be looked at.

``tests/ui/inspector/test_stop_pictures.py`` compares what is drawn today with those that are kept.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from nnviz.session.frame import Frame
from nnviz.ui.appearance import dress
from nnviz.ui.inspector import Inspector
from nnviz.ui.theme import THEMES
from tests.networks import Recorded, alone, cnn, xor

FOLDER = Path(__file__).resolve().parent / "ui" / "inspector" / "stops"
DRAWN, KEPT = QSize(1000, 420), QSize(250, 105)


def kinds() -> dict[str, tuple[Recorded, int]]:
    """A network and a stop of it, counted from 0, by the name of the picture."""
    found: dict[str, tuple[Recorded, int]] = {}
    networks = {"xor": xor(), "cnn": cnn(), "dropout": alone("Dropout"), "mul": alone("Mul")}
    networks |= {"batchnorm": alone("BatchNorm")}
    for name, network in networks.items():
        for number, frame in enumerate(network.stops()):
            operation = frame.operation
            assert operation is not None
            if frame.formula is not None:
                gives = frame.formula.gives.replace("/", "_")
                key = f"{name}-{number + 1:02}-{operation.kind.value}-{operation.node}-{gives}"
                found[key] = network, number
    return found


def drawn(inspector: Inspector, frame: Frame) -> QImage:
    """A stop as the inspector draws it, brought down to a quarter."""
    inspector.show_frame(frame)
    QApplication.processEvents()
    whole = inspector.grab().toImage()
    ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = whole.scaled(KEPT, ignore, smooth)
    return small.convertToFormat(QImage.Format.Format_RGB888)


def ready(theme: str = "dark") -> Inspector:
    """An inspector on the (offscreen) screen that shows formulas alone."""
    dress(THEMES[theme])
    inspector = Inspector()
    inspector.setAutoFillBackground(True)
    inspector.set_alone(True)
    inspector.set_theme(THEMES[theme])
    inspector.resize(DRAWN)
    inspector.show()
    QApplication.processEvents()
    return inspector


def main() -> int:
    """Makes all pictures anew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv)
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.png"):
        file.unlink()
    inspector = ready()
    for name, (network, number) in kinds().items():
        frame = list(network.stops())[number]
        drawn(inspector, frame).save(str(FOLDER / f"{name}.png"))
    inspector.close()
    del app
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
