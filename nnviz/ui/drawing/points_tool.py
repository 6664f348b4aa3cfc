"""Draws points on a picture of results with the mouse or the keys, and gives them to the run to learn from.

A stroke is drawn here and sent when the button is released; until the run has it, its points are shown here.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QToolButton, QVBoxLayout

from nnviz.session import commands
from nnviz.session.results import Curve, Result, Surface
from nnviz.ui.diverging import colour
from nnviz.ui.drawing.grounds import CurveGround, Ground, PlaneGround
from nnviz.ui.drawing.points_keys import PointsKeys
from nnviz.ui.drawing.points_strip import ERASER, FIRST, SECOND, PointsStrip
from nnviz.ui.drawing.sketch import Point, Sketch
from nnviz.ui.plots.curve_view import CurveView
from nnviz.ui.plots.result_page import ResultPage
from nnviz.ui.plots.surface_view import SurfaceView
from nnviz.ui.text_size import grown
from nnviz.ui.theme import DARK, Theme

_RADIUS, _REACH = 5.0, 9.0
"""The radius of a point, and how far the eraser reaches, in pixels."""

_APART, _SPRAYED_APART, _SPREAD = 14.0, 5.0, 9.0
"""How far the mouse goes between two points, the same while it sprays, and the spread of those, in pixels."""

_PATIENCE = 700
"""Milliseconds after which the points on the screen count, whatever was sent."""


class PointsTool(QObject):
    """Belongs to one page of results.

    Attributes:
        button: turns drawing on and off; it lies in a corner of the picture.
        keys: draws by the keys.
        strip: the tools, shown while drawing.
        sketch: the points as they are drawn.

    Signals:
        asked: a command for the run.
        room_wished: drawing begins, for which there should be room.
    """

    asked = Signal(object)
    room_wished = Signal()

    def __init__(self, page: ResultPage, ground: Ground) -> None:
        super().__init__(page)
        self._ground, self._theme = ground, DARK
        self._viewport = ground.view.viewport()  # a view that is being destroyed must not be asked for it
        self._result: Surface | Curve | None = None
        self._points_shown: object = None
        self._waiting, self._stroke, self._changed = QElapsedTimer(), False, False
        self._tool, self._last = "", QPointF()
        self.sketch = Sketch()
        self.button, self.strip = QToolButton(ground.view), PointsStrip(page)
        self.keys = PointsKeys(page, ground)
        self._items = [QGraphicsPathItem() for _ in range(2)]
        self._build(page)
        self._retranslate()

    @cached_property
    def _rng(self) -> np.random.Generator:
        """What scatters points; numpy imports its dice only for whoever needs some."""
        return np.random.default_rng(0)

    @classmethod
    def of(cls, page: ResultPage) -> PointsTool | None:
        """The tool of a page, if it has a picture that points can be drawn on."""
        if isinstance(page, SurfaceView):
            return cls(page, PlaneGround(page.map))
        return cls(page, CurveGround(page.map)) if isinstance(page, CurveView) else None

    def _build(self, page: ResultPage) -> None:
        self.button.setText("✎")
        self.button.setCheckable(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._place_button()
        self.button.toggled.connect(self._turn)
        rows = page.layout()
        assert isinstance(rows, QVBoxLayout)
        rows.insertWidget(0, self.strip)
        self.strip.hide()
        self.strip.clear_asked.connect(self._clear)
        self.strip.closed.connect(lambda: self.button.setChecked(False))
        for item in self._items:
            item.setZValue(8)
            self._ground.view.scene().addItem(item)
        self.keys.put.connect(self._put_by_key)
        self.keys.taken.connect(self._take_nearest)
        self.keys.ended.connect(lambda: self.button.setChecked(False))
        self.keys.moved.connect(self._comment)
        self._viewport.installEventFilter(self)
        page.installEventFilter(self)

    def _place_button(self) -> None:
        """In the corner between the axes, where nothing is written."""
        hint = self.button.sizeHint()  # which follows the text size
        side = max(22, hint.width(), hint.height())
        self.button.setGeometry(0, max(0, self._viewport.height() - side), side, side)

    def _retranslate(self) -> None:
        text = self.tr("Draw points for the network to learn from")
        keys = self.tr(
            "By keys: the arrows move a cross, with Shift by less; 1 and 2 put a point of a class there, "
            "Space does what the chosen tool does, Delete takes the nearest point away, Esc ends it."
        )
        self.button.setToolTip(f"{text}\n{keys}")
        self.button.setAccessibleDescription(keys)
        self.button.setAccessibleName(text)
        self._comment()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.strip.set_theme(theme)
        self.keys.set_theme(theme)
        self.button.setStyleSheet(
            f"QToolButton {{ color: {theme.muted}; background: transparent; border: 1px solid transparent;"
            f" border-radius: 5px; font-size: {grown(14)}px; padding: 0; }}"
            f" QToolButton:checked {{ background: {theme.selected}; color: {theme.selected_text}; }}"
            f" QToolButton:hover, QToolButton:focus {{ border-color: {theme.positive}; }}"
        )
        self._place_button()
        self._draw()

    # -- what is shown --------------------------------------------------------------------------

    @property
    def on(self) -> bool:
        """Whether the mouse draws."""
        return self.button.isChecked()

    def show_result(self, result: Result | None) -> None:
        """Takes in the result that the page shows; its points count, unless others are on their way."""
        if not isinstance(result, (Surface, Curve)):
            return
        self._result = result
        self.button.setVisible(not isinstance(result, Curve) or result.judged)
        points = result.points if isinstance(result, Surface) else result.learned.x
        if points is self._points_shown:
            self._draw()
            return
        arrived = Sketch.of(result)
        late = not self._waiting.isValid() or self._waiting.elapsed() > _PATIENCE
        if not self._stroke and (late or arrived.points == self.sketch.points):
            self._points_shown = points
            self._take(arrived)

    def _take(self, arrived: Sketch) -> None:
        same_picture = arrived.extent == self.sketch.extent
        if same_picture and len({point.target for point in arrived.points}) == 1:
            arrived.classes = self.sketch.classes or arrived.classes
        self.sketch, self._changed = arrived, False
        self._waiting.invalidate()
        self.strip.set_classes(arrived.classes)
        self._comment()
        self._draw()

    def _turn(self, on: bool) -> None:
        self.strip.setVisible(on)
        if on and self._result is not None:
            self._take(Sketch.of(self._result))
            self.room_wished.emit()
        self._viewport.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self._changed = False
        self.keys.turn(on)
        if on and self.button.hasFocus():  # which no click of the mouse gives it
            self.keys.take_keys()
        self._draw()

    def _comment(self) -> None:
        """Says what is wrong with the points, if anything is."""
        if not self.sketch.points and self._result is not None:
            self.strip.say(self.tr("No points yet: the network keeps the data it has"))
        elif self.sketch.one_class:
            self.strip.say(self.tr("Only one class so far"))
        else:
            self.strip.say(self._about_keys() if self.keys.active and self.keys.used else "", muted=True)

    def _about_keys(self) -> str:
        """Which keys draw, as long as they do."""
        if self.sketch.classes:
            return self.tr("Arrows · 1 or 2: point · Delete · Esc: done")
        return self.tr("Arrows · Space: point · Delete · Esc: done")

    def _draw(self) -> None:
        """Draws the points here as long as the picture has others."""
        pending = self.on and self._changed
        self._ground.show_samples(not pending)
        paths = [QPainterPath(), QPainterPath()]
        if pending:
            first = self.sketch.classes[0] if self.sketch.classes else None
            for point in self.sketch.points:
                at = self._ground.pixel(point)
                paths[0 if first is None or point.target == first else 1].addEllipse(at, _RADIUS, _RADIUS)
        for number, (item, path) in enumerate(zip(self._items, paths, strict=True)):
            path.setFillRule(Qt.FillRule.WindingFill)
            item.setPath(path)
            item.setBrush(self._fill(number))
            item.setPen(QPen(QColor(self._theme.text), 1.5))

    def _fill(self, number: int) -> QColor:
        if not self.sketch.classes:
            return QColor(self._theme.loss)
        most = max(abs(value) for value in self.sketch.classes) or 1.0
        return colour(self.sketch.classes[number] / most, self._theme)

    # -- strokes --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draws with the mouse while it is to; what has no button down goes on to the picture."""
        if event.type() == QEvent.Type.LanguageChange and watched is self.parent():
            self._retranslate()
        if event.type() == QEvent.Type.Resize and watched is self._viewport:
            self._place_button()
            self.keys.draw()
        if not self.on:
            return False
        if watched is self._viewport and isinstance(event, QMouseEvent):
            return self._follow(event)
        return event.type() == QEvent.Type.ContextMenu

    def _follow(self, event: QMouseEvent) -> bool:
        at, kind = event.position(), event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._press(at, event)
            return True
        if kind == QEvent.Type.MouseMove and self._stroke:
            self._drag(at)
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._stroke:
            self._release()
            return True
        return False

    def _press(self, at: QPointF, event: QMouseEvent) -> None:
        if self._stroke or not self._ground.area.contains(at):
            return
        second = event.button() == Qt.MouseButton.RightButton
        second = second or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._tool = self.strip.tool()
        if second and self._tool != ERASER:
            other = FIRST if self._tool == SECOND else SECOND
            self._tool = other if self.sketch.classes else ERASER
        self._stroke, self._last = True, at
        self._touch(at)

    def _drag(self, at: QPointF) -> None:
        """Draws on along the way of the mouse, however far it has jumped."""
        sprays = self.strip.spray.isChecked() and self._tool != ERASER
        apart = _REACH / 2 if self._tool == ERASER else _SPRAYED_APART if sprays else _APART
        way = at - self._last
        far = float(np.hypot(way.x(), way.y()))
        for step in range(1, int(far / apart) + 1):
            spot = self._last + way * (apart * step / far)
            if sprays:
                spot += QPointF(*(float(v) for v in self._rng.normal(0, _SPREAD, 2)))
            self._touch(spot)
        if far >= apart:
            self._last += way * (int(far / apart) * apart / far)

    def _touch(self, at: QPointF) -> None:
        """Puts a point at a place, or takes away those that are near it."""
        if self._tool == ERASER:
            changed = self.sketch.erase(lambda point: self._near(point, at))
        elif not self._ground.area.contains(at):
            return
        else:
            changed = self.sketch.add(self._ground.point(at, self._target(), self.sketch))
        if changed:
            self._changed = True
            self._comment()
            self._draw()

    def _near(self, point: Point, at: QPointF) -> bool:
        return self._far(point, at) <= _REACH

    def _far(self, point: Point, at: QPointF) -> float:
        apart = self._ground.pixel(point) - at
        return float(np.hypot(apart.x(), apart.y()))

    def _target(self) -> float:
        classes = self.sketch.classes
        return (classes[1] if self._tool == SECOND else classes[0]) if classes else 0.0

    def _put_by_key(self, at: QPointF, which: int) -> None:
        """Puts a point of a class where the cross is, or does what the chosen tool does."""
        tools = (FIRST, SECOND)
        self._tool = self.strip.tool() if which < 0 else tools[which] if self.sketch.classes else FIRST
        self._touch(at)
        self._send()

    def _take_nearest(self, at: QPointF) -> None:
        """Takes the point away that is nearest to a place."""
        far = {id(point): self._far(point, at) for point in self.sketch.points}
        nearest = min(far, key=far.__getitem__, default=None)
        if self.sketch.erase(lambda point: id(point) == nearest):
            self._changed = True
            self._comment()
            self._draw()
            self._send()

    def _release(self) -> None:
        self._stroke = False
        self._send()

    def _clear(self) -> None:
        if self.sketch.points:
            self.sketch.points, self._changed = [], True
            self.asked.emit(commands.Pause())
            self._comment()
            self._draw()

    def _send(self) -> None:
        """Gives the points to the run; of none it could learn nothing."""
        if self._changed and self.sketch.points:
            self._waiting.start()
            self.asked.emit(commands.SetPoints(self.sketch.plain()))
