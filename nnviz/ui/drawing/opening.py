"""Opens what is drawn on, wherever it stands in a window.

Where a network has no use for it, that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nnviz.ui import docking

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def open_pad(window: MainWindow) -> None:
    """Shows the pad for a digit, with room for it and the keys on it."""
    window.complete()
    was_hidden = window.panels["surface"].isHidden()
    window.panels["surface"].show()
    if not window.results.open_drawing():
        window.panels["surface"].setHidden(was_hidden)
        window.notice.say(
            QCoreApplication.translate(
                "Drawing", "Only networks that name the class of an image of one channel can be drawn for"
            )
        )
        return
    docking.open_result(window, window.panels)


def open_features(window: MainWindow) -> None:
    """Shows the choice of features with the keys on it, or puts it away."""
    strip = window.desk.features
    if not strip.possible:
        window.notice.say(
            QCoreApplication.translate(
                "Drawing", "Features can be chosen where the samples are points with two coordinates"
            )
        )
        return
    strip.want(not strip.wanted)
    if strip.isVisible():
        next(iter(strip.buttons.values())).setFocus()


def open_points(window: MainWindow) -> None:
    """Begins to draw points on the picture of the result, or ends it."""
    window.complete()
    was_hidden = window.panels["surface"].isHidden()
    window.panels["surface"].show()
    if not window.results.draw_points():
        window.panels["surface"].setHidden(was_hidden)
        window.notice.say(
            QCoreApplication.translate(
                "Drawing", "Points can be drawn where the network has one output and one or two inputs"
            )
        )
