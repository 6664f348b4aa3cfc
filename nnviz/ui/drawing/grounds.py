"""Where points are drawn: what a place in pixels of a picture of results means in its coordinates, and back.

It asks the pictures where they would put a point and knows nothing else of them.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsView

from nnviz.ui.drawing.sketch import Point, Sketch
from nnviz.ui.plots.curve_map import CurveMap
from nnviz.ui.plots.surface_map import SurfaceMap


class Ground(Protocol):
    """A picture that can be drawn on."""

    @property
    def view(self) -> QGraphicsView:
        """The widget."""
        ...

    @property
    def area(self) -> QRectF:
        """Where points can be, in pixels of the view."""
        ...

    def pixel(self, point: Point) -> QPointF:
        """Where a point lies."""
        ...

    def point(self, at: QPointF, target: float, sketch: Sketch) -> Point:
        """The point at a place; on a line its height is its target."""
        ...

    def show_samples(self, shown: bool) -> None:
        """Shows the picture's own samples, or leaves them to whoever draws."""
        ...


class PlaneGround:
    """The plane of two inputs."""

    def __init__(self, view: SurfaceMap) -> None:
        self.view = view

    @property
    def area(self) -> QRectF:
        """The square of the map."""
        return self.view.square

    def pixel(self, point: Point) -> QPointF:
        """By its inputs."""
        return self.view.place(np.array(point.inputs))

    def point(self, at: QPointF, target: float, sketch: Sketch) -> Point:
        """With the target that is chosen."""
        origin, one = self.view.place(np.zeros(2)), self.view.place(np.ones(2))
        x = (at.x() - origin.x()) / (one.x() - origin.x())
        y = (at.y() - origin.y()) / (one.y() - origin.y())
        return Point((sketch.rounded(x), sketch.rounded(y)), target)

    def show_samples(self, shown: bool) -> None:
        """All of them."""
        self.view.show_samples(shown)


class CurveGround:
    """The picture of targets over one input."""

    def __init__(self, view: CurveMap) -> None:
        self.view = view

    @property
    def area(self) -> QRectF:
        """Between the axes."""
        return self.view.picture

    def pixel(self, point: Point) -> QPointF:
        """By its input and its target."""
        x, y = self.view.places(np.array(point.inputs), np.array([point.target]))
        return QPointF(float(x[0]), float(y[0]))

    def point(self, at: QPointF, target: float, sketch: Sketch) -> Point:
        """With its height as its target."""
        x, y = self.view.places(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
        across = (at.x() - float(x[0])) / float(x[1] - x[0])
        height = (at.y() - float(y[0])) / float(y[1] - y[0])
        return Point((sketch.rounded(across),), sketch.rounded(height))

    def show_samples(self, shown: bool) -> None:
        """All of them."""
        self.view.show_samples(shown)
