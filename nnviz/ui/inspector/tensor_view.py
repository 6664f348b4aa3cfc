"""A tensor with its name and shape above, brackets at its sides and its colour scale below.

It places its parts itself, so that an equation can line up several of them on one axis, and takes another
tensor at any time, since making one anew costs more than filling it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from nnviz.nn.describe import Array
from nnviz.ui import numbers
from nnviz.ui.inspector.edit_table import EditTable
from nnviz.ui.inspector.look import Look, text_width
from nnviz.ui.inspector.plane_box import BOX_HEIGHT, PlaneBox
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme, mixed, text_font

NAME_FONT, NOTE_FONT = 13, 11
NAME_HEIGHT = 22
NOTE_HEIGHT = 18
FOOT_GAP = 8
BRACKET = 11
"""Pixels that a bracket takes on either side."""

FEW = 4
"""Numbers that are written even where there are pictures."""

FLASH = 700
"""Milliseconds for which a tensor is marked that a person has asked for."""


def tint(label: QLabel, colour: str) -> None:
    """Colours the text of a label, for good: Qt forgets a palette when the label moves to another
    window while a style sheet is in force."""
    wanted = f"color: {colour};"
    if label.styleSheet() != wanted:
        label.setStyleSheet(wanted)


class TensorView(QWidget):
    """One tensor.

    Args:
        tensor: what to show.
        digits: how many digits behind the point.
        accent: the colour of its name.

    Signals:
        large_asked: a click on its name, to see it by itself.
    """

    large_asked = Signal(object)

    def __init__(self, tensor: Tensor, digits: int, theme: Theme, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = EditTable(self)
        self.table.cover_asked.connect(self.cover)
        self._large = QAction(self.table)  # in its menu, for the keys come to no name
        self._large.triggered.connect(lambda _checked=False: self.large_asked.emit(self))
        self.table.addAction(self._large)
        self.planes: PlaneBox | None = None
        self._boxes: dict[object, PlaneBox] = {}
        self._look, self._marked = Look(), False
        self._entries: dict[int, int] = {}
        """Which entry along an axis was shown last, since a picture forgets it."""
        self._sizes: dict[tuple[Look, int], tuple[QSize, QSize]] = {}
        """What was worked out already, by look and by the width that is free."""
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH)
        self._flash.timeout.connect(lambda: self.mark(False))
        self.setMouseTracking(True)
        self.show_tensor(tensor, digits, theme, accent)

    def show_tensor(self, tensor: Tensor, digits: int, theme: Theme, accent: str) -> None:
        """Shows another tensor, bare and unlit, in the look that it has."""
        self._theme, self._accent = theme, accent
        self._flash.stop()
        self._marked = False
        if self.table.covered:
            self.table.cover(False)
        self._entries = {}
        self.tensor = self._tiled(tensor)
        self.table.show_tensor(self.tensor, digits, theme)
        self._find_planes()
        self._retranslate()
        self.table.viewport().update()
        self.update()

    def _tiled(self, tensor: Tensor) -> Tensor:
        """The same as a picture, or as numbers."""
        tiled = self._look.pixel > 0 and tensor.array.size > FEW and not tensor.constant
        if tensor.tiled == tiled:
            return tensor
        self._entries |= zip(tensor.hidden, tensor.shown, strict=True)
        other = replace(tensor, tiled=tiled, plane=())
        return replace(other, plane=tuple(self._entries.get(axis, 0) for axis in other.hidden))

    def in_numbers(self) -> Tensor:
        """What it shows as a table of numbers: of a picture the sample, and the first of the channels."""
        entries = self._entries | dict(zip(self.tensor.hidden, self.tensor.shown, strict=True))
        plain = replace(self.tensor, tiled=False, plane=())
        return replace(plain, plane=tuple(entries.get(axis, 0) for axis in plain.hidden))

    def set_look(self, look: Look) -> None:
        """Writes it larger or smaller, or as a picture."""
        self._look = look
        tensor = self._tiled(self.tensor)
        if tensor is not self.tensor:
            self.tensor = tensor
            self.table.show_plane(tensor)
            self._find_planes()
        self.table.set_look(look)

    def _find_planes(self) -> None:
        """Takes the boxes for the axes that are hidden now; those of other tensors wait for their return."""
        tensor = self.tensor
        sides = tuple((axis, tensor.array.shape[axis]) for axis in tensor.hidden)
        box = None
        if any(side > 1 for _, side in sides):
            key = (tensor.batch_first, tensor.array.ndim, sides)
            box = self._boxes.get(key) or self._make_box(key)
            box.set_plane(tensor.shown)
        for other in self._boxes.values():
            other.setVisible(other is box)
        self.planes = box

    def _make_box(self, key: object) -> PlaneBox:
        box = self._boxes[key] = PlaneBox(self.tensor, self)
        box.changed.connect(self._choose)
        return box

    # -- words ----------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        pattern = {
            "before": self.tr("{0} before"),
            "after": self.tr("{0} after"),
        }.get(self.tensor.when, "{0}")
        self._name = pattern.format(self.tensor.title)
        self._sizes = {}
        self._title = f"{self._name} {self.tensor.shape_text}".strip()
        self._note = "" if self.tensor.constant else f"±{numbers.short(self.tensor.limit)}"
        self.setAccessibleName(self._title)
        self._large.setText(self.tr("Show by itself…"))
        self.table.retranslate()

    def title(self) -> str:
        """Its name and its shape, as they stand above it."""
        return self._title

    def note(self) -> str:
        """How large a number is where the colours are strongest, as it stands below it."""
        return "" if self.table.covered else self._note

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.update()
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
        self.update()

    def mark(self, on: bool, for_a_moment: bool = False) -> None:
        """Draws its brackets in the colour of the pointer."""
        self._marked = on
        if for_a_moment:
            self._flash.start()
        self.update()

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

    def is_whole(self, width: int) -> bool:
        """Whether every cell of what is shown is seen where no more than a width is free."""
        return self.table_size(width) == self.table.natural_size()

    def fitted_size(self, width: int) -> QSize:
        """The size it takes where no more than a width is free."""
        return self._fitted(width)[0]

    def table_size(self, width: int) -> QSize:
        """The size of the cells alone, likewise."""
        return self._fitted(width)[1]

    def _fitted(self, width: int) -> tuple[QSize, QSize]:
        key = (self._look, width)
        if key not in self._sizes:
            table = self.table.fitted_size(width - 2 * self._bracket())
            across = max(table.width() + 2 * self._bracket(), self._title_width(), self._foot_width())
            height = self._name_height() + table.height() + self._foot_height()
            self._sizes[key] = QSize(across, height), table
        return self._sizes[key]

    def _title_width(self) -> int:
        return text_width(self.title(), self._look.font(NAME_FONT)) + 4

    def _foot_width(self) -> int:
        planes = self.planes.sizeHint().width() + FOOT_GAP if self.planes else 0
        return text_width(self._note, self._look.font(NOTE_FONT)) + planes

    def _bracket(self) -> int:
        return self._look.padding(BRACKET)

    def _name_height(self) -> int:
        return self._look.size(NAME_HEIGHT)

    def _foot_height(self) -> int:
        return max(BOX_HEIGHT if self.planes else 0, self._look.size(NOTE_HEIGHT))

    def axis(self, width: int) -> int:
        """The height of the middle of its cells, from the top, where no more than a width is free."""
        return self._name_height() + self.table_size(width).height() // 2

    def arrange(self, left: int, top: int, width: int) -> None:
        """Takes its size at a place, and puts the parts in their places."""
        size, table = self._fitted(width)
        self.table.apply_look()
        self.setGeometry(left, top, size.width(), size.height())
        inside = (size.width() - table.width()) // 2
        self.table.setGeometry(inside, self._name_height(), table.width(), table.height())
        if self.planes:
            at = (
                (size.width() - self._foot_width()) // 2 + self._foot_width() - self.planes.sizeHint().width()
            )
            top = size.height() - self._foot_height()
            self.planes.setGeometry(at, top, self.planes.sizeHint().width(), stretched(BOX_HEIGHT))

    # -- the pointer ----------------------------------------------------------------------------

    def _on_name(self, event: QMouseEvent) -> bool:
        return event.position().y() < self._name_height()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        shape = Qt.CursorShape.PointingHandCursor if self._on_name(event) else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._on_name(event) and event.button() == Qt.MouseButton.LeftButton:
            self.large_asked.emit(self)
        else:
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Says at the name and at the note what they are for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = ""
            if event.pos().y() < self._name_height():
                text = self.tr("a click shows this tensor by itself, with all its figures")
            elif event.pos().y() > self.table.geometry().bottom():
                text = self.tr("where the colours of this tensor are strongest")
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_title(painter)
        self._paint_note(painter)
        strong = self._marked  # the ring of the keys lies inside of the brackets
        colour = QColor(self._theme.positive) if strong else mixed(self._theme.muted, self._theme.panel, 0.2)
        painter.setPen(QPen(colour, 2.0 if strong else 1.5))
        if not self.tensor.constant or strong:
            for bracket in _brackets(self.table.geometry(), self._bracket()):
                painter.drawPolyline(bracket)
        painter.end()

    def _paint_title(self, painter: QPainter) -> None:
        pixels = self._look.font(NAME_FONT)
        painter.setFont(text_font(pixels, exact=True))
        gap = text_width(" ", pixels)
        name, shape = text_width(self._name, pixels), text_width(self.tensor.shape_text, pixels)
        left = (self.width() - name - gap - shape) // 2 if shape else (self.width() - name) // 2
        rect = QRect(left, 0, self.width(), self._name_height())
        painter.setPen(QColor(self._accent))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(
            rect.translated(name + gap, 0), Qt.AlignmentFlag.AlignVCenter, self.tensor.shape_text
        )

    def _paint_note(self, painter: QPainter) -> None:
        painter.setFont(text_font(self._look.font(NOTE_FONT), exact=True))
        painter.setPen(QColor(self._theme.muted))
        left = (self.width() - self._foot_width()) / 2
        place = QRectF(left, self.table.geometry().bottom() + 1, self._foot_width() + 2, self._foot_height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.note())


def _brackets(table: QRect, room: int) -> tuple[QPolygonF, QPolygonF]:
    """The two brackets around a table, each in the middle of its room."""
    half = room / 2
    top, bottom = table.top() - 0.5, table.bottom() + 1.5
    return tuple(  # type: ignore[return-value]
        QPolygonF([QPointF(x + out, top), QPointF(x, top), QPointF(x, bottom), QPointF(x + out, bottom)])
        for x, out in ((table.left() - half, half - 0.5), (table.right() + 1 + half, 0.5 - half))
    )
