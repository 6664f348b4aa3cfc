"""One tensor in a window of its own: every figure of it, what its extremes are, and a way to take it along.

It shows the numbers of the moment at which it was asked for, and stays open beside the others.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from nnviz.ui import numbers
from nnviz.ui.inspector.look import Look
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_view import TensorView, tint
from nnviz.ui.text_size import factor
from nnviz.ui.theme import Theme, number_font, text_font

SIZE = QSize(860, 560)
ZOOMS = (1.6, 1.4, 1.2, 1.0)
SIGNIFICANT = 6


class TensorDialog(QDialog):
    """A tensor by itself.

    Args:
        tensor: what to show.
        place: where in the pass it was asked for, such as ``Dense 3 · backward``.
        digits: how many digits behind the point.

    Signals:
        weight_asked: the :class:`Weight` whose chain rule a person wants to see.
    """

    weight_asked = Signal(object)

    def __init__(self, tensor: Tensor, place: str, digits: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{tensor.title} {tensor.shape_text} · {place}")
        self.tensor = tensor
        self.figures = QLabel(self._figures(), self)
        self.figures.setFont(number_font(13))
        self.figures.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place = QLabel(place, self)
        self.place.setFont(text_font(15, bold=True))
        self.setStyleSheet(f"TensorDialog {{ background: {theme.panel}; }}")
        tint(self.place, theme.text)
        tint(self.figures, theme.muted)
        self._ground = _Ground(replace(tensor, origin=None), digits, theme, self)
        self.view = self._ground.view
        self.view.table.weight_asked.connect(self.weight_asked)
        layout = QVBoxLayout(self)
        layout.addWidget(self.place)
        layout.addWidget(self.figures)
        layout.addWidget(self._ground, 1)
        layout.addWidget(self._make_buttons())
        self.resize(SIZE.boundedTo(parent.window().size()))
        self.view.table.setFocus()

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        self.copy_all = buttons.addButton(self.tr("Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_all.setToolTip(self.tr("copies every number in full precision, cells parted by tabs"))
        self.copy_all.clicked.connect(lambda _checked=False: self.copy())
        buttons.rejected.connect(self.close)
        return buttons

    def _figures(self) -> str:
        """How large its numbers are."""
        array = np.asarray(self.tensor.array, float)
        known = [
            (self.tr("least"), array.min()),
            (self.tr("largest"), array.max()),
            (self.tr("mean"), array.mean()),
            ("‖·‖", np.linalg.norm(array.ravel())),
        ]
        said = [f"{name} {numbers.short(float(value), SIGNIFICANT)}" for name, value in known]
        return "    ".join([*said, self.tr("{0} numbers").format(array.size)])

    def copy(self) -> None:
        """Puts all of the tensor on the clipboard, of several planes each under its place."""
        QGuiApplication.clipboard().setText(as_text(self.tensor))


def as_text(tensor: Tensor) -> str:
    """All of a tensor in full precision: its table, or that of every plane with its entries, from 1."""
    if not tensor.hidden:
        return tensor.as_text()
    shape = [tensor.array.shape[axis] for axis in tensor.hidden]
    planes = (replace(tensor, plane=plane) for plane in np.ndindex(*shape))
    return "\n\n".join(f"{tensor.name}[{_entries(plane)}]\n{plane.as_text()}" for plane in planes)


def _entries(tensor: Tensor) -> str:
    """The place of a plane, with a colon for its rows and columns."""
    shown = dict(zip(tensor.hidden, tensor.shown, strict=True))
    return ", ".join(str(shown[axis] + 1) if axis in shown else ":" for axis in range(tensor.array.ndim))


class _Ground(QWidget):
    """The space for the table, which is written as large as it fits."""

    def __init__(self, tensor: Tensor, digits: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = TensorView(tensor, digits, theme, theme.text, self)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        rows = max(3, (self.height() - 90) // 30)
        for zoom in ZOOMS:
            self.view.set_look(Look(zoom, rows, text=factor()))
            size = self.view.fitted_size(self.width())
            if self.view.is_whole(self.width()) and size.height() <= self.height():
                break
        wide = self.view.fitted_size(self.width()).width()
        self.view.arrange(max(0, (self.width() - wide) // 2), 0, self.width())
