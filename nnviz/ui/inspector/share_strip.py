"""The windows that a cell was seen through, each beside what it met there and with what that adds.

They stand in a row with plus signs between them, and the sum at its end; of many the weightiest are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnviz.nn.describe import Array
from nnviz.ui import numbers
from nnviz.ui.inspector.cell_paint import coloured, edges
from nnviz.ui.inspector.look import digit_width, text_width
from nnviz.ui.inspector.shares import Share, strongest
from nnviz.ui.text_size import grown, stretched
from nnviz.ui.theme import Theme, mixed, number_font, text_font

NAME_HEIGHT, VALUE_HEIGHT = 16, 20
THUMBNAIL = 56
"""The most pixels that a plane takes."""

STRIP_HEIGHT = NAME_HEIGHT + THUMBNAIL + VALUE_HEIGHT + 6
SIGN, NAME_FONT, VALUE_FONT = 24, 11, 13


class ShareStrip(QWidget):
    """What each channel or kernel adds to one cell."""

    def __init__(self, theme: Theme, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._shares: Sequence[Share] = ()
        self._how, self._digits = "+", 4
        self.set_colours(theme, accent)
        self.hide()

    def set_colours(self, theme: Theme, accent: str) -> None:
        """Takes new colours."""
        self._theme, self._accent = theme, QColor(accent)

    def show_shares(self, found: Sequence[Share], largest: bool, digits: int) -> None:
        """Shows shares, of which the largest counts or else the sum; hides itself without any."""
        self._shares, self._how, self._digits = found, "," if largest else "+", digits
        self.setAccessibleName(self.summary())
        self.setVisible(bool(found))
        self.update()

    def summary(self) -> str:
        """What they come to, and which of several adds most to it."""
        if len(self._shares) < 2:
            return ""
        values = [share.value for share in self._shares]
        top = self._shares[int(np.argmax(np.abs(values)))]
        total = numbers.bare(sum(values), self._digits)
        name = top.met_name or top.window.name
        said = self.tr("sum {0}, most of it through {1} ({2})")
        return said.format(total, name, numbers.bare(top.value, self._digits))

    def values(self) -> list[str]:
        """What stands under each of the shares that are shown."""
        return [self._write(self._shares[place].value) for place in self._chosen()]

    def _write(self, value: float) -> str:
        return numbers.signed(value, self._digits)

    # -- sizes ----------------------------------------------------------------------------------

    def _pixel(self) -> int:
        return max(2, min(12, THUMBNAIL // int(max(self._shares[0].window.plane.shape))))

    def _width(self, share: Share) -> int:
        """The width of a share: the window, what it met, and the words with them."""
        wide = self._plane_width(share.window.plane, share.window.name)
        if share.met is not None:
            wide += stretched(SIGN) // 2 + self._plane_width(share.met, share.met_name)
        return max(wide, digit_width(grown(VALUE_FONT)) * (1 + len(self._write(share.value))))

    def _plane_width(self, plane: Array, name: str) -> int:
        return max(int(plane.shape[1]) * self._pixel(), text_width(name, grown(NAME_FONT)))

    def _tail(self) -> int:
        """The width of the summary, on two lines."""
        return text_width(self.summary(), grown(VALUE_FONT)) * 3 // 5 + stretched(SIGN)

    def _chosen(self) -> list[int]:
        """Which shares there is room for."""
        if not self._shares:
            return []
        each = max(self._width(share) for share in self._shares) + stretched(SIGN)
        room = self.width() - (self._tail() if len(self._shares) > 1 else 0)
        most = max(1, room // each)
        if most < len(self._shares):
            most = max(1, (room - 3 * stretched(SIGN)) // each)
        return strongest(list(self._shares), most)

    def sizeHint(self) -> QSize:
        return QSize(200, stretched(STRIP_HEIGHT))

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self._chosen()
        top = max((abs(self._shares[place].value) for place in chosen), default=0.0)
        left = 2
        for number, place in enumerate(chosen):
            if number:
                self._sign(painter, left, self._how)
                left += stretched(SIGN)
            left += self._paint_share(painter, left, self._shares[place], top)
        if len(chosen) < len(self._shares):
            self._sign(painter, left, f"{self._how} …")
            left += 2 * stretched(SIGN)
        if len(self._shares) > 1:
            painter.setFont(text_font(VALUE_FONT))
            painter.setPen(QColor(self._theme.text))
            beside = QRect(
                left + stretched(SIGN),
                stretched(NAME_HEIGHT),
                self.width() - left - stretched(SIGN),
                THUMBNAIL,
            )
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.summary())
        painter.end()

    def _sign(self, painter: QPainter, left: int, text: str) -> None:
        painter.setFont(text_font(15))
        painter.setPen(QColor(self._theme.muted))
        wide = stretched(SIGN) * (2 if len(text) > 1 else 1)
        painter.drawText(
            QRect(left, stretched(NAME_HEIGHT), wide, THUMBNAIL), Qt.AlignmentFlag.AlignCenter, text
        )

    def _paint_share(self, painter: QPainter, left: int, share: Share, top: float) -> int:
        """Paints one share, and gives its width."""
        pixel, window = self._pixel(), share.window
        wide = self._paint_plane(painter, left, window.plane, window.limit, window.name, pixel)
        origin = self._origin(left, window.plane, wide, pixel)

        def rect_of(row: int, column: int) -> QRect:
            at = origin + QPointF(column * pixel, row * pixel)
            return QRect(at.toPoint(), QSize(pixel, pixel))

        painter.setPen(QPen(QColor(self._theme.text), 2.0))
        painter.drawLines(edges(window.cells, window.cells, rect_of))
        if share.met is not None:
            self._sign_small(painter, left + wide)
            wide += stretched(SIGN) // 2
            wide += self._paint_plane(painter, left + wide, share.met, share.met_limit, share.met_name, pixel)
        painter.setFont(number_font(VALUE_FONT, bold=abs(share.value) == top > 0))
        painter.setPen(QColor(self._theme.text))
        whole = max(wide, self._width(share))
        below = QRect(left - 4, stretched(NAME_HEIGHT) + THUMBNAIL + 2, whole + 8, stretched(VALUE_HEIGHT))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._write(share.value))
        return whole

    def _sign_small(self, painter: QPainter, left: int) -> None:
        painter.setFont(text_font(15))
        painter.setPen(QColor(self._theme.muted))
        place = QRect(left, stretched(NAME_HEIGHT), stretched(SIGN) // 2, THUMBNAIL)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "·")

    def _origin(self, left: int, plane: Array, wide: int, pixel: int) -> QPointF:
        rows, columns = plane.shape
        return QPointF(
            left + (wide - columns * pixel) // 2, stretched(NAME_HEIGHT) + (THUMBNAIL - rows * pixel) // 2
        )

    def _paint_plane(
        self, painter: QPainter, left: int, plane: Array, limit: float, name: str, pixel: int
    ) -> int:
        """Paints a plane with its name above, and gives its width."""
        rows, columns = plane.shape
        wide = self._plane_width(plane, name)
        painter.setFont(text_font(NAME_FONT))
        painter.setPen(self._accent)
        painter.drawText(QRect(left, 0, wide, stretched(NAME_HEIGHT)), Qt.AlignmentFlag.AlignCenter, name)
        at = QRectF(self._origin(left, plane, wide, pixel), QSize(columns * pixel, rows * pixel))
        known = np.isfinite(plane)
        painter.drawImage(at, coloured(np.where(known, plane, 0.0), limit, self._theme))
        painter.setPen(QPen(mixed(self._theme.line, self._theme.muted, 0.4), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(at.adjusted(-0.5, -0.5, 0.5, 0.5))
        return wide
