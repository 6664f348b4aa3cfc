"""Two signs at the feet of the sides of the canvas that say how many columns lie beyond them, and lead there.

A network that is wider than the canvas is seen in part, since its texts would be too small to be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsView, QToolButton

from nnviz.ui.canvas.layout import MARGIN
from nnviz.ui.canvas.view import CanvasView
from nnviz.ui.theme import Theme

_SLACK = 12.0
"""How many pixels of a column may be cut off without its being beyond."""

_ABOVE_FOOT = 3
"""Pixels between a sign and the foot of the columns."""

_STEP = 0.7
"""The share of the width by which a sign moves the picture where a column is wider than the view."""


class Beyond(QObject):
    """The signs over one view.

    Attributes:
        left, right: the signs, hidden while nothing lies beyond them.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._places: Sequence[QRectF] = ()
        self.left, self.right = self._sign(-1), self._sign(1)
        view.moved.connect(self._count)
        view.magnified.connect(self._count)
        view.installEventFilter(self)

    def _sign(self, way: int) -> QToolButton:
        sign = QToolButton(self._view)
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
        for sign, text, count in ((self.left, "‹ {0}", before), (self.right, "{0} ›", after)):
            tip = self.tr("columns beyond this side: {0}").format(count)
            sign.setText(text.format(count))
            sign.setToolTip(tip)
            sign.setAccessibleName(tip)
            sign.setVisible(count > 0)
        self._arrange()

    def _arrange(self) -> None:
        for sign in (self.left, self.right):
            sign.adjustSize()
        top = self._top(self.left.height())
        self.left.move(0, top)
        self.right.move(self._view.width() - self.right.width(), top)

    def _top(self, tall: int) -> int:
        """The height at which they hide no number: at the foot of the columns, which is kept free."""
        foot = max((place.bottom() for place in self._places), default=0.0)
        foot = self._view.mapFromScene(QPointF(0.0, foot)).y()
        return max(0, min(foot, self._view.height()) - tall - _ABOVE_FOOT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps their places when the view changes its size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QGraphicsView):
            self._count()
        return super().eventFilter(watched, event)
