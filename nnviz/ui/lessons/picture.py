"""The picture of a lesson in the gallery: its own network after one real pass, drawn by the canvas.

Nothing is stored, so that no picture can disagree with its lesson; what is too small to be read is left out.
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
from nnviz.ui.canvas.scene import Picture
from nnviz.ui.theme import Theme

SIZE = QSize(248, 140)
"""The size of a picture in device-independent pixels."""

_DRAWN = QSize(640, 480)
"""The size at which the network is laid out before it is brought down."""

_EDGE = 3.0
"""What is shown around the columns, in pixels of the layout."""


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
    source, target = _shown(canvas.picture), QRectF(QPointF(), SIZE.toSizeF())
    share = min(target.width() / source.width(), target.height() / source.height())
    canvas.picture.show_texts(share)
    for badge in canvas.picture.badges.shown.values():  # a badge without its words says little
        badge.item.setVisible(False)
    canvas.picture.scene.render(painter, target, source, Qt.AspectRatioMode.KeepAspectRatio)
    painter.end()
    return pixmap


def _shown(picture: Picture) -> QRectF:
    """The columns, without the river and the numbers under them."""
    found = QRectF()
    for place in picture.layout.places.values():
        found = found.united(place.panel)
    return found.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)


def blank_picture(theme: Theme) -> QPixmap:
    """What stands for a picture that is not drawn yet: three columns in the colour of lines."""
    pixmap = QPixmap(SIZE)
    pixmap.fill(QColor(theme.panel))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.line))
    wide, tall = SIZE.width() / 7, 0.8 * SIZE.height()
    for number in (1, 3, 5):
        painter.drawRoundedRect(QRectF(number * wide, 0.1 * SIZE.height(), wide, tall), 4, 4)
    painter.end()
    return pixmap
