"""Pictures of the canvas with networks of every kind, to be looked at: ``python -m tests.gallery FOLDER``.

Each is taken in both themes; ``--size``, ``--language`` and ``--only`` choose what else.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from nnviz.session.frame import Frame
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.language import Language
from nnviz.ui.style import style_sheet
from nnviz.ui.theme import THEMES, Theme, palette
from tests.networks import NETWORKS

MOMENTS = {
    "smallest": (None, ColourMode.WEIGHTS),
    "cnn": (3, ColourMode.ACTIVATIONS),
    "cnn-backward": ("conv2d_1", ColourMode.GRADIENTS),
    "residual": ("second", ColourMode.GRADIENTS),
    "deep-cnn": (None, ColourMode.ACTIVATIONS),
}
"""Where a picture is not taken of the whole pass by gradients: the position, or the node whose backward
has just run, and the mode."""


def main(arguments: Sequence[str]) -> int:
    """Takes the pictures."""
    parser = argparse.ArgumentParser(description="Pictures of the canvas with networks of every kind.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1000x460")
    parser.add_argument("--language", default="en")
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    language = Language()
    language.set(options.language)
    size = tuple(map(int, options.size.split("x")))
    for name in dict.fromkeys([*NETWORKS, *MOMENTS]):
        if options.only in name:
            frame, mode = moment(name)
            for theme in THEMES.values():
                path = options.folder / f"{name}-{theme.name}.png"
                take(app, frame, mode, theme, size, path)
                print(path)
    return 0


def moment(name: str) -> tuple[Frame, ColourMode]:
    """The frame of a picture, and its mode."""
    network = NETWORKS.get(name, NETWORKS["cnn"])()
    where, mode = MOMENTS.get(name, (None, ColourMode.GRADIENTS))
    return network.frame(network.backward_of(where) if isinstance(where, str) else where), mode


def take(
    app: QApplication, frame: Frame, mode: ColourMode, theme: Theme, size: tuple[int, ...], path: Path
) -> None:
    """Takes one picture."""
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    canvas = Canvas()
    canvas.set_theme(theme)
    canvas.resize(*size)
    canvas.set_mode(mode)
    canvas.show()
    canvas.show_frame(frame)
    app.processEvents()
    canvas.grab().save(str(path))
    canvas.close()
    canvas.deleteLater()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
