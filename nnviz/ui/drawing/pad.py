"""A pad to draw on with the mouse, a pen or the keys; it keeps every stroke as the points it went through.

The strokes are kept as shares of the pad, so that they stay what they are when it becomes another size.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.ui.theme import DARK, Theme, mixed, text_font

PEN = 0.09
"""The width of the pen as a share of the pad."""

_STEP = 1 / 24
"""How far an arrow key moves the pen, as a share of the pad."""

_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}
_OTHERS = (Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)

Point = tuple[float, float]


class DrawingPad(QWidget):
    """A square ground.

    Attributes:
        strokes: the points of each, (x, y) from 0 to 1, y down.

    Signals:
        changed: something was drawn or taken away.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self.strokes: list[list[Point]] = []
        self._place: Point = (0.5, 0.25)
        self._drawing = self._pen_down = self._by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._retranslate()

    def _retranslate(self) -> None:
        self._hint = self.tr("Draw here")
        self.setAccessibleName(self.tr("Drawing pad"))
        self.setToolTip(
            self.tr(
                "Draw with the mouse or a pen. With the keys: the arrows move the pen, Space puts it down "
                "and lifts it, Backspace takes the last stroke away, Delete all of them."
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """A size at which a digit is drawn well."""
        return QSize(200, 200)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    # -- strokes --------------------------------------------------------------------------------

    def undo(self) -> None:
        """Takes the last stroke away."""
        if self.strokes:
            self.strokes.pop()
            self._lift()

    def clear(self) -> None:
        """Takes all strokes away."""
        if self.strokes:
            self.strokes = []
            self._lift()

    def _lift(self) -> None:
        self._drawing = self._pen_down = False
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    def _share(self, at: QPointF) -> Point:
        """A place in pixels as shares of the pad, within it."""
        return tuple(min(1.0, max(0.0, v)) for v in (at.x() / self.width(), at.y() / self.height()))  # type: ignore[return-value]

    # -- Qt's calls -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a stroke, which is a dot for now."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing, self._pen_down, self._by_key = True, False, False
            self._place = self._share(event.position())
            self.strokes.append([self._place])
            self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws on, also where the mouse has left the pad: along its edge."""
        if self._drawing and event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(self._share(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = False

    def _go_to(self, place: Point) -> None:
        if place != self._place:
            self._place = place
            self.strokes[-1].append(place)
            self._tell()

    def event(self, event: QEvent) -> bool:
        """Claims its keys, while focused, from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and self._claims(event):
            event.accept()
            return True
        return super().event(event)

    @staticmethod
    def _claims(event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and (event.key() in _ARROWS or event.key() in _OTHERS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draws by the keys, and leaves every other one to the window."""
        if not self._claims(event):
            event.ignore()
            return
        self._by_key, key = True, Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self._pen_down = not self._pen_down
            if self._pen_down:
                self.strokes.append([self._place])
            self._tell()
        elif key == Qt.Key.Key_Backspace:
            self.undo()
        elif key == Qt.Key.Key_Delete:
            self.clear()
        else:
            self._move(*_ARROWS[key])

    def _move(self, right: float, down: float) -> None:
        x, y = self._place
        place = min(1.0, max(0.0, x + right)), min(1.0, max(0.0, y + down))
        if self._pen_down:
            self._go_to(place)
        self._place = place
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows where the keys draw, unless the mouse has come."""
        super().focusInEvent(event)
        self._by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lifts the pen of the keys."""
        super().focusOutEvent(event)
        self._pen_down = False
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground and the strokes, or a word where there are none."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.positive if self.hasFocus() else theme.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(theme.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if not self.strokes:
            painter.setPen(QColor(theme.muted))
            painter.setFont(text_font(12))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._hint)
        self._paint_strokes(painter)
        if self.hasFocus() and self._by_key:
            self._paint_place(painter)

    def _paint_strokes(self, painter: QPainter) -> None:
        pen = QPen(QColor(self._theme.text), PEN * self.width())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self.strokes:
            points = [QPointF(x * self.width(), y * self.height()) for x, y in stroke]
            if len(points) == 1:
                painter.drawPoint(points[0])
                continue
            path = QPainterPath(points[0])
            for point in points[1:]:
                path.lineTo(point)
            painter.drawPath(path)

    def _paint_place(self, painter: QPainter) -> None:
        colour = self._theme.positive if self._pen_down else mixed(self._theme.muted, self._theme.window, 0.3)
        painter.setPen(QPen(QColor(colour), 1.5))
        at = QPointF(self._place[0] * self.width(), self._place[1] * self.height())
        for across, down in ((7, 0), (0, 7)):
            painter.drawLine(at - QPointF(across, down), at + QPointF(across, down))
