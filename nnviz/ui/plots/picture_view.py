"""What pictures of items in pixels have in common: no frame, no scroll bars, a readout, a mouse followed.

They are scenes as large as their view, so that a pixel of the one is a pixel of the other.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView, QWidget

from nnviz.ui.plots.readout import Readout
from nnviz.ui.theme import DARK, Theme

Item = TypeVar("Item", bound=QGraphicsItem)


class PictureView(QGraphicsView):
    """A view of a scene of its own size.

    Signals:
        pointed: the place in pixels under the mouse.
        held: the place in pixels where the left button is down, each time it is another.
        left: the mouse is over the picture no more.
    """

    pointed = Signal(QPointF)
    held = Signal(QPointF)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.readout = self._add(Readout())

    def _add(self, item: Item) -> Item:
        self.scene().addItem(item)
        return item

    @property
    def area(self) -> QRectF:
        """Where readouts may be."""
        return QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.setBackgroundBrush(QColor(theme.panel))
        self.readout.set_theme(theme)

    def _arrange(self) -> None:
        """Puts everything in its place in the size of now."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the picture into the new size."""
        super().resizeEvent(event)
        self.scene().setSceneRect(QRectF(self.viewport().rect()))
        self._arrange()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tells where the mouse points."""
        super().mouseMoveEvent(event)
        self.pointed.emit(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.held.emit(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tells where the left button goes down."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.held.emit(event.position())
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Tells that the mouse has gone."""
        super().leaveEvent(event)
        self.left.emit()
