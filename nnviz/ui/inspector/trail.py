"""The names of what the formulas of one operation give, with the one under the cursor marked.

It takes what room there is beside a heading, and is left out where that is not enough.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class Trail(QLabel):
    """Names in the order of computation; those that are done have a tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self._whole = ""

    def show_names(self, names: Sequence[str], here: int, accent: str) -> None:
        """Shows names, with the one at the place ``here`` in a colour of its own; none of no names."""
        done = [f"✓ {name}" for name in names[:here]]
        current = [f'<b style="color:{accent}">{name}</b>' for name in names[here : here + 1]]
        self._whole = " · ".join([*done, *current, *names[here + 1 :]])
        self._fit()

    def _fit(self) -> None:
        self.setText(self._whole)
        if super().sizeHint().width() > self.width():
            self.clear()

    def sizeHint(self) -> QSize:
        return QSize(1, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
