"""The picture of a lesson in the gallery: its own network after one real pass, drawn by the canvas.

Nothing is stored, so that no picture can disagree with its lesson.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from nnviz.session.cursor import Unit
from nnviz.session.frame import Frame
from nnviz.session.lesson import Lesson
from nnviz.session.run import Run
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.theme import Theme

SIZE = QSize(248, 140)
"""The size of a picture in device-independent pixels."""

_DRAWN = QSize(640, 480)
"""The size at which the network is laid out before it is brought down."""


def lesson_picture(lesson: Lesson, theme: Theme, ratio: float) -> QPixmap:
    """The network of a lesson.

    Args:
        theme: whose colours it has.
        ratio: pixels per device-independent pixel.
    """
    canvas = Canvas()
    canvas.set_theme(theme)
    canvas.set_mode(ColourMode(lesson.opening.colour or "gradients"))
    canvas.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    canvas.resize(_DRAWN)
    canvas.show()  # so that it is laid out
    canvas.show_frame(_frame(lesson))
    pixmap = _drawn(canvas, theme, ratio)
    canvas.deleteLater()
    return pixmap


def _frame(lesson: Lesson) -> Frame:
    """The first pass of a lesson, whole."""
    run = Run(lesson.setup)
    run.step(Unit.PASS)
    return run.live_frame()


def _drawn(canvas: Canvas, theme: Theme, ratio: float) -> QPixmap:
    pixmap = QPixmap(SIZE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(theme.panel))
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    assert canvas.picture is not None
    layout = canvas.picture.layout
    source = QRectF(0.0, 0.0, layout.size.width(), layout.river.title)  # without the river
    target = QRectF(QPointF(), SIZE.toSizeF())
    canvas.picture.scene.render(painter, target, source, Qt.AspectRatioMode.KeepAspectRatio)
    painter.end()
    return pixmap
