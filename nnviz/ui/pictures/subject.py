"""What can be pictured: the network as the canvas shows it, or the whole window.

A subject paints itself with any painter, so that it becomes dots or lines and letters as that has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from PySide6.QtCore import QMargins, QPoint, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from nnviz.dataclass import dataclass
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.kept import painted_anew
from nnviz.ui.pictures.crisp import detailed

MARGIN = 10
"""Pixels around the picture of a network."""


@dataclass(frozen=True)
class Subject:
    """Something to be pictured.

    Attributes:
        size: in pixels of the screen at scale 1.
        paint: paints it at the origin; takes the painter, and how many dots it has to a pixel, 0 if it
            paints lines and letters that are as fine as the paper.
    """

    size: QSize
    paint: Callable[[QPainter, float], None]


def of_window(window: QWidget, *canvases: Canvas) -> Subject:
    """A window, or a part of one, with all that is in it, among which are canvases."""

    def paint(painter: QPainter, dots: float) -> None:
        with ExitStack() as stack:
            for canvas in canvases:
                stack.enter_context(_detailed(canvas, dots))
            window.render(painter, QPoint())

    return Subject(window.size(), paint)


def of_network(canvas: Canvas) -> Subject:
    """The part of the network that is in view, with the scale of its colours and without the buttons."""
    size = canvas.size().grownBy(_margins())
    return Subject(size, lambda painter, dots: _paint_network(canvas, painter, dots))


def canvas_size(picture: QSize) -> QSize:
    """The size that a canvas must have for the picture of its network to have another."""
    return picture.shrunkBy(_margins())


def _margins() -> QMargins:
    return QMargins(MARGIN, MARGIN, MARGIN, MARGIN)


@contextmanager
def _detailed(canvas: Canvas, dots: float) -> Iterator[None]:
    """Within it the network has the detail for so many dots to a pixel; 0 for paper."""
    picture = canvas.picture
    if picture is None:
        yield
        return
    with (
        painted_anew(picture.scene),
        detailed(picture.sheets, canvas.scales, dots * canvas.view.magnification),
    ):
        yield


def _paint_network(canvas: Canvas, painter: QPainter, dots: float) -> None:
    view, legend, back = canvas.view, canvas.legend, canvas.view.backgroundBrush()
    whole = QRectF(QPoint(), canvas.size().grownBy(_margins()))
    seen = QRectF(view.geometry().translated(MARGIN, MARGIN))
    painter.fillRect(whole, back)
    if canvas.picture is not None:
        with _detailed(canvas, dots):
            canvas.picture.scene.render(painter, seen, view.seen())
    # What is magnified may reach beyond the view, and SVG as Qt writes it does not clip.
    above, below = QRectF(whole), QRectF(whole)
    above.setBottom(seen.top())
    below.setTop(seen.bottom())
    left, right = QRectF(whole), QRectF(whole)
    left.setRight(seen.left())
    right.setLeft(seen.right())
    for side in (above, below, left, right):
        painter.fillRect(side, back)
    if not canvas.probe_label.isHidden():
        canvas.probe_label.write(painter, view.pos() + QPoint(MARGIN, MARGIN))
    legend.render(painter, legend.pos() + QPoint(MARGIN, MARGIN), renderFlags=QWidget.RenderFlag.DrawChildren)
