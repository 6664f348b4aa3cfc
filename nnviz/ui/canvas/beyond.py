"""Two signs over the canvas that say how many columns lie beyond its sides, and lead there.

A network that is wider than the canvas is seen in part, since its texts would be too small to be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsView, QHBoxLayout, QToolButton, QWidget

from nnviz.ui.canvas.layout import MARGIN
from nnviz.ui.canvas.view import CanvasView
from nnviz.ui.theme import Theme

_SLACK = 12.0
"""How many pixels of a column may be cut off without its being beyond."""

_STEP = 0.7
"""The share of the width by which a sign moves the picture where a single column is wider than the view."""


class Beyond(QObject):
    """The signs of one view.

    Args:
        row: where they stand, side by side; hidden while nothing lies beyond either side.

    Attributes:
        left, right: the signs, hidden while nothing lies beyond them.

    Signals:
        changed: they need more room, or less.
    """

    changed = Signal()

    def __init__(self, view: CanvasView, row: QWidget) -> None:
        super().__init__(view)
        self._view, self._row = view, row
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._places: Sequence[QRectF] = ()
        self.left, self.right = self._sign(-1), self._sign(1)
        for sign in (self.left, self.right):
            layout.addWidget(sign)
        row.hide()
        view.moved.connect(self._count)
        view.magnified.connect(self._count)
        view.installEventFilter(self)

    def _sign(self, way: int) -> QToolButton:
        sign = QToolButton(self._row)
        sign.setObjectName("beyond")
        sign.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        sign.clicked.connect(lambda: self._go(way))
        sign.hide()
        return sign

    def _go(self, way: int) -> None:
        seen, (before, after) = self._view.seen(), self._beyond()
        if way > 0:
            by = min((place.left() for place in after), default=0.0) - MARGIN - seen.left()
        else:
            by = max((place.right() for place in before), default=0.0) + MARGIN - seen.right()
        if by * way <= 0:
            by = way * _STEP * seen.width()
        self._view.go_sideways(round(by * self._view.magnification))

    def _beyond(self) -> tuple[list[QRectF], list[QRectF]]:
        """The columns that are not wholly seen at the left, and at the right."""
        seen = self._view.seen()
        before = [place for place in self._places if place.left() + _SLACK < seen.left()]
        return before, [place for place in self._places if place.right() - _SLACK > seen.right()]

    def show_places(self, places: Sequence[QRectF]) -> None:
        """Takes where the columns stand."""
        self._places = places
        self._count()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for sign in (self.left, self.right):
            sign.setStyleSheet(
                f"QToolButton {{ background: {theme.raised}; color: {theme.text};"
                f" border: 1px solid {theme.muted}; border-radius: 6px; padding: 2px 6px; }}"
                f"QToolButton:hover, QToolButton:focus {{ border-color: {theme.positive}; }}"
            )

    def _count(self) -> None:
        before, after = map(len, self._beyond())
        wide = self._row.sizeHint().width()
        for sign, text, count in ((self.left, "‹ {0}", before), (self.right, "{0} ›", after)):
            tip = self.tr("columns beyond this side: {0}").format(count)
            sign.setText(text.format(count))
            sign.setToolTip(tip)
            sign.setAccessibleName(tip)
            sign.setVisible(count > 0)
        was, shown = not self._row.isHidden(), before + after > 0
        self._row.setVisible(shown)
        if was != shown or (shown and wide != self._row.sizeHint().width()):
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps their places when the view changes its size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QGraphicsView):
            self._count()
        return super().eventFilter(watched, event)
