"""A tensor with its name and shape above, brackets at its sides and its colour scale below.

It places its parts itself, so that an equation can line up several of them on one axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.nn.describe import Array
from nnviz.ui import numbers
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.inspector.plane_box import BOX_HEIGHT, PlaneBox
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.theme import Theme, mixed, text_font

NAME_HEIGHT = 22
NOTE_HEIGHT = 18
FOOT_GAP = 8
BRACKET = 11
"""Pixels that a bracket takes on either side."""


def tint(label: QLabel, colour: str) -> None:
    """Colours the text of a label, for good: Qt forgets a palette when the label moves to another
    window while a style sheet is in force."""
    label.setStyleSheet(f"color: {colour};")


class TensorView(QWidget):
    """One tensor.

    Args:
        tensor: what to show.
        digits: how many digits behind the point.
        accent: the colour of its name.
    """

    def __init__(self, tensor: Tensor, digits: int, theme: Theme, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.tensor, self._theme, self._accent = tensor, theme, accent
        self.name, self.note = self._label(13), self._label(11)
        self.name.setTextFormat(Qt.TextFormat.RichText)
        tint(self.note, theme.muted)
        self.table = MatrixTable(self)
        self.table.show_tensor(tensor, digits, theme)
        self.table.focus_changed.connect(self.update)
        self.table.cover_asked.connect(self.cover)
        several = any(tensor.array.shape[axis] > 1 for axis in tensor.hidden)
        self.planes = PlaneBox(tensor, self) if several else None
        if self.planes:
            self.planes.changed.connect(self._choose)
        self._retranslate()

    def _label(self, pixels: int) -> QLabel:
        label = QLabel(self)
        label.setFont(text_font(pixels))
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _retranslate(self) -> None:
        pattern = {
            "before": self.tr("{0} before"),
            "after": self.tr("{0} after"),
        }.get(self.tensor.when, "{0}")
        name, muted = pattern.format(self.tensor.name), self._theme.muted
        shape = f'<span style="color:{muted}">{self.tensor.shape_text}</span>'
        self.name.setText(f'<span style="color:{self._accent}">{name}</span> {shape}')
        self.note.setText(self._note())
        self.note.setToolTip(self.tr("where the colours of this tensor are strongest"))
        self.table.retranslate()
        self._label_width = max(self.name.sizeHint().width(), self._foot_width())

    def _foot_width(self) -> int:
        planes = self.planes.sizeHint().width() + FOOT_GAP if self.planes else 0
        return self.note.sizeHint().width() + planes

    def _note(self) -> str:
        return "" if self.tensor.constant else f"±{numbers.short(self.tensor.limit)}"

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # -- what is shown of it --------------------------------------------------------------------

    def show_plane(self, plane: tuple[int, ...]) -> None:
        """Shows other entries along the axes that a table has no room for."""
        if plane != self.tensor.shown:
            self.tensor = replace(self.tensor, plane=plane)
            self.table.show_plane(self.tensor)
            if self.planes:
                self.planes.set_plane(plane)

    def cover(self, covered: bool) -> None:
        """Hides its numbers, and how large they are, or shows them again."""
        self.table.cover(covered)
        self.note.setVisible(not covered)

    def _choose(self, plane: tuple[int, ...]) -> None:
        self.table.pin(None)
        self.show_plane(plane)

    def light(self, places: Array, foremost: Sequence[int] | None, colour: QColor) -> None:
        """Lights cells (cells, axes) of the array and dims the others. If none of them is in view it
        scrolls, and if none is on the plane that is shown it turns to the foremost."""
        cells = self.tensor.cells(places)
        if foremost is not None and not cells:
            self.show_plane(self.tensor.plane_of(foremost))
            cells = self.tensor.cells(places)
        if cells and not self.table.sees_any(cells):
            best = self.tensor.cells(np.array([foremost], int)) if foremost else set()
            self.table.bring_into_view(min(best or cells))
        self.table.light(cells, colour)

    def darken(self) -> None:
        """Lights nothing."""
        self.table.light(None, QColor())

    # -- sizes ----------------------------------------------------------------------------------

    def fitted_size(self, width: int) -> QSize:
        """The size it takes where no more than a width is free."""
        table = self.table.fitted_size(width - 2 * BRACKET)
        across = max(table.width() + 2 * BRACKET, self._label_width)
        return QSize(across, NAME_HEIGHT + table.height() + self._foot_height())

    def _foot_height(self) -> int:
        return BOX_HEIGHT if self.planes else NOTE_HEIGHT

    def arrange(self, width: int) -> None:
        """Takes that size and puts the parts in their places."""
        size = self.fitted_size(width)
        table = self.table.fitted_size(width - 2 * BRACKET)
        self.resize(size)
        self.name.setGeometry(0, 0, size.width(), NAME_HEIGHT)
        left = (size.width() - table.width()) // 2
        self.table.setGeometry(left, NAME_HEIGHT, table.width(), table.height())
        foot = QRect(0, NAME_HEIGHT + table.height(), size.width(), self._foot_height())
        self.note.setGeometry(foot)
        if self.planes:
            left = (size.width() - self._foot_width()) // 2
            self.note.setGeometry(left, foot.top(), self.note.sizeHint().width(), BOX_HEIGHT)
            left += self.note.width() + FOOT_GAP
            self.planes.setGeometry(left, foot.top(), self.planes.sizeHint().width(), BOX_HEIGHT)

    @property
    def axis(self) -> int:
        """The height at which the word "from" stands, from the top."""
        return self.table.geometry().center().y()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.table.hasFocus()
        colour = QColor(self._theme.positive) if focused else mixed(self._theme.muted, self._theme.panel, 0.2)
        painter.setPen(QPen(colour, 2.0 if focused else 1.5))
        if not self.tensor.constant or focused:
            for bracket in _brackets(self.table.geometry()):
                painter.drawPolyline(bracket)
        painter.end()


def _brackets(table: QRect) -> tuple[QPolygonF, QPolygonF]:
    """The two brackets around a table."""
    top, bottom = table.top() - 0.5, table.bottom() + 1.5
    return tuple(  # type: ignore[return-value]
        QPolygonF([QPointF(x + out, top), QPointF(x, top), QPointF(x, bottom), QPointF(x + out, bottom)])
        for x, out in ((table.left() - 5.5, 5.0), (table.right() + 6.5, -5.0))
    )
