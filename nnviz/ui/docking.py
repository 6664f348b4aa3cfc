"""Where the panels stand at first, and how the window is shared out among them.

Text and layers at the left, the pass and its operation below the canvas, plots at the right.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QTabWidget

from nnviz.ui.panel import Panel
from nnviz.ui.text_size import SMALLEST, grown

_NEEDED_ABOVE = 500
"""Pixels that bars, canvas and timeline take before the inspector gets more than its least."""

_TWO_ROWS = 61
"""Pixels that two rows of chips take, which are counted in that; what one row saves goes to the inspector."""

CARDS = ("weight", "neuron", "layer", "build")
"""The panels that share the inspector's place and are hidden until they are asked for."""

_CARD_HEIGHTS = {"weight": 360, "neuron": 220, "layer": 250, "build": 330}
"""Pixels that each card takes where they are to be had."""

_NEEDED_ABOVE_CARD = 430
"""Pixels that are left to bars, canvas and timeline when a card is opened."""

_TO_DRAW_IN = 320
"""Pixels that a panel takes in which something is drawn."""

_MOST_FOR_LAYERS = 0.58
_MOST_FOR_PLOTS = 0.35
"""Shares of the height: of the list of layers, and of the width of the plots, three of which stand one above
another and shall be about as wide as they are high where there is room."""

_AROUND_A_VIEW = 33
"""Pixels that a panel's title bar and margins take above and below its view, without the title itself."""

_AREAS = Qt.DockWidgetArea
_COLUMNS = {
    _AREAS.LeftDockWidgetArea: ("lesson", "network"),
    _AREAS.BottomDockWidgetArea: ("pass", "inspector"),
    _AREAS.RightDockWidgetArea: ("loss", "norms", "surface"),
}
_CORNERS = {
    Qt.Corner.TopLeftCorner: _AREAS.LeftDockWidgetArea,
    Qt.Corner.BottomLeftCorner: _AREAS.LeftDockWidgetArea,
    Qt.Corner.TopRightCorner: _AREAS.RightDockWidgetArea,
    Qt.Corner.BottomRightCorner: _AREAS.RightDockWidgetArea,
}

_SIDEWAYS, _UPRIGHT = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def put_in_place(window: QMainWindow, panels: Mapping[str, Panel]) -> None:
    """Shows every panel in its first place."""
    for corner, area in _CORNERS.items():
        window.setCorner(corner, area)
    for area, keys in _COLUMNS.items():
        for key in keys:
            panels[key].setFloating(False)
            window.addDockWidget(area, panels[key])
            panels[key].show()
        for above, below in pairwise(keys):
            window.splitDockWidget(panels[above], panels[below], _UPRIGHT)
    _put_cards_away(window, panels)


def _put_cards_away(window: QMainWindow, panels: Mapping[str, Panel]) -> None:
    """The cards share the inspector's place, and are hidden until they are asked for."""
    window.setTabPosition(_AREAS.BottomDockWidgetArea, QTabWidget.TabPosition.North)
    for key in CARDS:
        panels[key].setFloating(False)
        window.tabifyDockWidget(panels["inspector"], panels[key])
        panels[key].hide()


def restore(window: QMainWindow, panels: Mapping[str, Panel], state: QByteArray) -> bool:
    """Puts every panel where it was when a state was saved; gives whether the state could be read.

    Qt makes new tabs for it and leaves those that are seen just then on the screen, so none may be.
    """
    for key in CARDS:
        panels[key].hide()
    layout = window.layout()
    assert layout is not None
    layout.activate()
    return window.restoreState(state)


def open_card(window: QMainWindow, panels: Mapping[str, Panel], key: str) -> None:
    """Brings a card to the front, and makes it high enough where it is too low to read."""
    card = panels[key]
    card.show()
    card.raise_()
    wanted = min(_CARD_HEIGHTS[key], window.height() - _NEEDED_ABOVE_CARD + _saved(panels))
    if not card.isFloating() and panels["inspector"].height() < wanted:
        window.resizeDocks([panels["inspector"]], [wanted], _UPRIGHT)


def open_result(window: QMainWindow, panels: Mapping[str, Panel]) -> None:
    """Brings the panel of results to the front, and makes it high enough to draw in where it is too low."""
    result = panels["surface"]
    result.show()
    result.raise_()
    if not result.isFloating() and result.height() < _TO_DRAW_IN:
        window.resizeDocks([result], [min(_TO_DRAW_IN, window.height() // 2)], _UPRIGHT)


def share_out(window: QMainWindow, panels: Mapping[str, Panel]) -> None:
    """Gives the panels their first sizes, as shares of the window."""
    width, height = window.width(), window.height()
    beside = min(width // 5, int(_MOST_FOR_PLOTS * height))
    right = max(250, min(300, int(0.26 * width)), min(420, width // 4 - 20), beside)
    left = max(200, width // 7, min(280, width // 5 - 10))
    window.resizeDocks([panels["lesson"], panels["loss"]], [left, right], _SIDEWAYS)
    share_out_below(window, panels)
    plots = [panels[key] for key in _COLUMNS[_AREAS.RightDockWidgetArea]]
    window.resizeDocks(plots, [height // 3] * 3, _UPRIGHT)


def share_out_below(window: QMainWindow, panels: Mapping[str, Panel]) -> None:
    """Gives the timeline what its chips take, and the operation below it its share of the height.

    What is left of a low window goes to the canvas first, which needs it most.
    """
    low = max(130, min(int(window.height() * 0.33), window.height() - _NEEDED_ABOVE + _saved(panels)))
    window.resizeDocks([panels["pass"], panels["inspector"]], [70, low], _UPRIGHT)


def _saved(panels: Mapping[str, Panel]) -> int:
    """The pixels that the timeline takes less than with two rows of chips."""
    return max(0, _TWO_ROWS - panels["pass"].view.sizeHint().height())


def share_out_left(window: QMainWindow, panels: Mapping[str, Panel], needed: int) -> None:
    """Gives the list of layers the height it needs, up to a share, and the rest to the text.

    Args:
        needed: the height of the whole list in pixels, 0 while that is unknown.
    """
    left = [panels["lesson"], panels["network"]]
    whole = sum(panel.height() for panel in left) if window.isVisible() else window.height()
    listed = (
        min(round(_MOST_FOR_LAYERS * whole), needed + _AROUND_A_VIEW + grown(SMALLEST))
        if needed
        else whole // 2
    )
    window.resizeDocks(left, [whole - listed, listed], _UPRIGHT)
