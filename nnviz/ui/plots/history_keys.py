"""The history strip by keys: from the curve above ↓ and ↑ go over the layers, ← and → over the epochs.

The keys stay on the plot, which moves its own crosshair; here the same epoch is read for a layer.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from nnviz.ui.plots.curve_plot import CurvePlot
from nnviz.ui.plots.history_strip import HistoryStrip

_ROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ALONG = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class HistoryKeys(QObject):
    """Watches the keys of a plot for the strip under it."""

    def __init__(self, plot: CurvePlot, strip: HistoryStrip) -> None:
        super().__init__(plot)
        self._plot, self._strip = plot, strip
        plot.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what is for the strip and leaves all else to the plot."""
        if event.type() is QEvent.Type.FocusOut:
            self._strip.leave_row()
        if not isinstance(event, QKeyEvent) or self._strip.isHidden() or event.modifiers() & ~_KEYPAD:
            return False
        if event.type() is QEvent.Type.ShortcutOverride and event.key() in _ROWS:
            event.accept()
            return True
        return event.type() is QEvent.Type.KeyPress and self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _ROWS:
            self._strip.go_row(_ROWS[key])
        elif key in _ALONG and self._strip.row is not None:
            self._plot.keyPressEvent(event)
        else:
            return False
        if self._plot.probed is None:  # it comes in where the curve ends
            self._plot.keyPressEvent(QKeyEvent(event.type(), Qt.Key.Key_Left, _KEYPAD))
        told = self._strip.read_row(self._plot.probed)
        self._plot.setAccessibleDescription(told or self._plot.readout_text)
        return True
