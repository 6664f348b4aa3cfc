"""The picture of the network in words, for a screen reader.

While a run goes on only the layers are named; where it has stopped, the loss and every gradient as well.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.titles import translated_title


def described(titles: str, wrong: str, frame: Frame | None) -> str:
    """What is seen: the columns by their titles, the numbers of a pass that stands still, what is wrong."""
    told = "" if frame is None or frame.live else _told(frame)
    return ". ".join(part for part in (titles, told, wrong) if part)


def _told(frame: Frame) -> str:
    loss = frame.array(frame.stage.loss.name, "E")
    parts = [] if loss is None else [f"E = {numbers.plain(float(loss), 4)}"]
    for node in frame.stage.nodes:
        gradient = frame.array(node.name, "dY")
        if gradient is not None:
            norm = numbers.plain(float(np.linalg.norm(gradient)), 4)
            text = QCoreApplication.translate("Canvas", "gradient norm of {0}: {1}")
            parts.append(text.format(translated_title(node), norm))
    return "; ".join(parts)
