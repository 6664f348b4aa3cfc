"""The order in which the Tab key goes through a window: place by place, from left to right and top to bottom.

A place is the tool bar, the canvas, or a panel that can be seen; F6 goes from one place to the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QDockWidget, QMainWindow, QTabBar, QToolBar, QWidget

_BY_TAB = Qt.FocusPolicy.TabFocus.value
_SAME_ROW, _SAME_COLUMN = 14, 40
"""Pixels that two things may differ by in height, or to the side, and still stand in a row, or a column."""

_FORWARD, _BACKWARD = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason


class TabOrder:
    """The places of one window, as they stand now, and the way through them."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window

    # -- the places -----------------------------------------------------------------------------

    def places(self) -> list[QWidget]:
        """The tool bar, then columns of what is seen from left to right, and at last what is detached."""
        return [place for place in self._seen() if self.stops(place)]

    def _seen(self) -> list[QWidget]:
        """Every place that is seen, whether Tab has anything to come to in it or not."""
        window = self._window
        panels = [panel for panel in window.findChildren(QDockWidget) if _is_seen(panel)]
        docked = [panel for panel in panels if not panel.isFloating()]
        tabs = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and _is_seen(bar)]
        middle = [window.centralWidget()]
        bars = [bar for bar in window.findChildren(QToolBar) if _is_seen(bar)]
        columns = sorted([*middle, *docked, *tabs], key=self._corner)
        above = [window.menuWidget()] if _is_seen(window.menuWidget()) else []
        floating = [panel for panel in panels if panel.isFloating()]
        return [*above, *bars, *columns, *floating]

    def _corner(self, place: QWidget) -> tuple[int, int]:
        """Where a place begins; a little to the left or right is the same column."""
        at = place.mapTo(self._window, QPoint(0, 0))
        return at.x() // _SAME_COLUMN, at.y()

    def stops(self, place: QWidget) -> list[QWidget]:
        """What can be reached by the Tab key within a place, row by row, and from left to right in each."""
        return _in_rows(_reached(place.window()), place)

    # -- going ----------------------------------------------------------------------------------

    def go(self, on: bool) -> bool:
        """Gives the focus to the next stop, or to the one before; after the last place comes the first."""
        reached = _reached(self._window)  # once: there are hundreds of widgets to ask
        places = [place for place in self._seen() if place.window() is self._window]
        inside = {place: found for place in places if (found := _in_rows(reached, place))}
        stops = [stop for found in inside.values() for stop in found]
        focused = self._window.focusWidget()
        if not stops:
            return False
        if focused in stops:
            at = stops.index(focused) + (1 if on else -1)
        else:  # something that Tab does not come to, such as the canvas around its picture
            around = (inside[place] for place in inside if focused and _is_in(focused, place))
            inner = next(around, stops)
            at = stops.index(inner[0 if on else -1])
        _focus(stops[at % len(stops)], on)
        return True

    def go_to_place(self, on: bool) -> None:
        """Gives the focus to the next place, or to the one before: to what it shows rather than its title."""
        places, focused = self.places(), _focused(self._window)
        here = next((n for n, place in enumerate(places) if focused and _is_in(focused, place)), -1)
        place = places[(here + (1 if on else -1)) % len(places)] if here >= 0 else places[0 if on else -1]
        stops = self.stops(place)
        if place.isWindow():
            place.activateWindow()
        _focus(next((stop for stop in stops if _is_shown_in(stop, place)), stops[0]), on)


def _focus(stop: QWidget, on: bool) -> None:
    stop.setFocus(_FORWARD if on else _BACKWARD)


def _focused(window: QMainWindow) -> QWidget | None:
    """What has the focus, in the window or in a panel that is detached from it."""
    floating = [panel for panel in window.findChildren(QDockWidget) if panel.isFloating()]
    active = next((panel for panel in floating if panel.isActiveWindow()), None)
    return (active or window).focusWidget()


def _is_shown_in(stop: QWidget, place: QWidget) -> bool:
    """Whether a stop is part of what a place shows, and not of the row above it."""
    if isinstance(place, QDockWidget):
        return place.widget().isAncestorOf(stop)
    return isinstance(stop, QAbstractScrollArea)


def _top(stop: QWidget, place: QWidget) -> int:
    return stop.mapTo(place, QPoint(0, 0)).y() if stop is not place else 0


def _left(stop: QWidget, place: QWidget) -> int:
    return stop.mapTo(place, QPoint(0, 0)).x() if stop is not place else 0


def _is_seen(widget: QWidget | None) -> bool:
    return widget is not None and widget.isVisible() and not widget.visibleRegion().isEmpty()


def _chain(window: QWidget) -> Iterator[QWidget]:
    """Everything in a window, in the order in which Qt would go."""
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()


def _reached(window: QWidget) -> list[QWidget]:
    """What the Tab key can come to in a window, in the order of Qt."""
    return [widget for widget in _chain(window) if _is_stop(widget)]


def _in_rows(reached: list[QWidget], place: QWidget) -> list[QWidget]:
    """Those that are within a place, row by row, and from left to right in each."""
    found = [widget for widget in reached if _is_in(widget, place)]
    found.sort(key=lambda stop: _top(stop, place))  # what begins at the same height stays as it was
    rows: list[list[QWidget]] = []
    for stop in found:
        if not rows or _top(stop, place) - _top(rows[-1][0], place) > _SAME_ROW:
            rows.append([])
        rows[-1].append(stop)
    return [stop for row in rows for stop in sorted(row, key=lambda each: _left(each, place))]


def _is_stop(widget: QWidget) -> bool:
    if not widget.isVisible() or not widget.focusPolicy().value & _BY_TAB:
        return False
    return widget.focusProxy() is None and widget.isEnabled() and not QRect(widget.rect()).isEmpty()


def _is_in(widget: QWidget, place: QWidget) -> bool:
    """Whether a widget belongs to a place; a panel that is detached is a place of its own."""
    return (widget is place or place.isAncestorOf(widget)) and widget.window() is place.window()
