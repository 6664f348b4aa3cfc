"""One tensor in a window of its own: every figure of it, what its extremes are, and a way to take it along.

It stays open beside the others. What can be set follows the pass at which it was asked for, and is set here,
many cells at once; everything else shows the numbers of that moment.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from nnviz.session import commands
from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.editing.target import mask_of, started_with
from nnviz.ui.inspector.look import Look
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_view import TensorView, tint
from nnviz.ui.text_size import factor
from nnviz.ui.theme import Theme, number_font, text_font

SIZE = QSize(860, 560)
ZOOMS = (1.6, 1.4, 1.2, 1.0)


class TensorDialog(QDialog):
    """A tensor by itself.

    Args:
        tensor: what to show.
        place: where in the pass it was asked for, such as ``Dense 3 · backward``.
        digits: how many digits behind the point.

    Signals:
        weight_asked: the :class:`Weight` whose chain rule a person wants to see.
        number_set: the :class:`Change` that a person has made.
        slid: the same while cells are dragged, and whether it goes on with the change before.
        asked: a command for the run.
    """

    weight_asked = Signal(object)
    number_set = Signal(object)
    slid = Signal(object, bool)
    asked = Signal(object)

    def __init__(self, tensor: Tensor, place: str, digits: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{tensor.title} {tensor.shape_text} · {place}")
        self.tensor, self._digits, self._theme = tensor, digits, theme
        self._pass: int | None = None
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
        self.table = self.view.table
        self.table.lets_go = False
        self.table.weight_asked.connect(self.weight_asked)
        self.table.number_set.connect(self.number_set)
        self.table.slid.connect(self.slid)
        layout = QVBoxLayout(self)
        layout.addWidget(self.place)
        layout.addWidget(self.figures)
        layout.addWidget(self._ground, 1)
        layout.addWidget(self._make_buttons())
        around = self.sizeHint() - self._ground.minimumSizeHint()
        self.resize((self._ground.wanted(SIZE) + around).boundedTo(SIZE).boundedTo(parent.window().size()))
        self.view.table.setFocus()

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        self.fill = QPushButton(self.table.fill.title(), buttons)
        self.fill.setMenu(self.table.fill)
        self.fill.setToolTip(self.tr("sets the selected cells, or all if none is selected"))
        self.freeze = QPushButton(buttons)
        self.freeze.clicked.connect(lambda _checked=False: self.table.freeze())
        self.paste = QPushButton(self.tr("Paste"), buttons)
        tip = self.tr("sets cells to the numbers on the clipboard, from the selected cell on")
        self.paste.setToolTip(tip)
        self.paste.clicked.connect(lambda _checked=False: self.table.paste())
        for button in (self.fill, self.freeze, self.paste):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.setAutoDefault(False)
            button.hide()
        self.copy_all = buttons.addButton(self.tr("Copy All"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_all.setToolTip(self.tr("copies every number in full precision, cells parted by tabs"))
        self.copy_all.clicked.connect(lambda _checked=False: self.copy())
        buttons.rejected.connect(self.close)
        return buttons

    # -- following ------------------------------------------------------------------------------

    def follow(self, frame: Frame) -> None:
        """Shows what has become of the numbers, and lets them be set, while their pass is on the screen."""
        if self.tensor.origin is None or frame.live:
            return
        if self._pass is None:
            self._pass = frame.pass_index
        found = now(frame, self.tensor) if frame.pass_index == self._pass else None
        shown = replace(self.tensor, origin=None) if found is None else found
        if found is not None:
            self.tensor = found
            self.figures.setText(self._figures())
        self._ground.show_tensor(replace(shown, plane=self.view.tensor.plane), self._digits, self._theme)
        self._offer()

    def _offer(self) -> None:
        """Shows the buttons for what can be done now."""
        for button in (self.fill, self.paste):
            button.setVisible(self.table.can_set)
        self.freeze.setVisible(self.table.can_freeze)
        self.freeze.setText(self.table.freeze_action.text())
        self.freeze.setToolTip(self.table.freeze_action.toolTip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo are the run's, as in the main window."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.asked.emit(commands.UndoEdit())
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.asked.emit(commands.RedoEdit())
        else:
            super().keyPressEvent(event)

    def _figures(self) -> str:
        """How large its numbers are."""
        array = np.asarray(self.tensor.array, float)
        known = [
            (self.tr("smallest"), array.min()),
            (self.tr("largest"), array.max()),
            (self.tr("mean"), array.mean()),
        ]
        said = [f"{name} {numbers.signed(float(value), self._digits)}" for name, value in known]
        norm = numbers.plain(float(np.linalg.norm(array.ravel())), self._digits)
        count = self.tr("{0} numbers").format(numbers.grouped(array.size))
        return "    ".join([*said, f"‖·‖ {norm}", count])

    def copy(self) -> None:
        """Puts all of the tensor on the clipboard, of several planes each under its place."""
        QGuiApplication.clipboard().setText(as_text(self.tensor))


def now(frame: Frame, tensor: Tensor) -> Tensor | None:
    """A tensor that can be set, as it is in a frame; None if it cannot be set there."""
    assert tensor.origin is not None
    node, key = tensor.origin
    array = started_with(frame, node, key) if tensor.origin == tensor.parameter else frame.array(node, key)
    if array is None or array.shape != tensor.array.shape or not frame.changeable:
        return None
    plain = frame.unedited_before.get(node, {}).get(key, frame.unedited.get(node, {}).get(key))
    mask = mask_of(frame, node, key) if tensor.origin == tensor.parameter else None
    return replace(tensor, array=array, unedited=plain, frozen=mask)


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

    def show_tensor(self, tensor: Tensor, digits: int, theme: Theme) -> None:
        """Shows another state of it."""
        self.view.show_tensor(tensor, digits, theme, theme.text)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def wanted(self, most: QSize) -> QSize:
        """What the table takes where it is written largest and has this much room at most."""
        self.view.set_look(Look(ZOOMS[0], _rows(most.height()), text=factor()))
        return self.view.fitted_size(most.width()).expandedTo(self.minimumSizeHint())

    def _arrange(self) -> None:
        rows = _rows(self.height())
        for zoom in ZOOMS:
            self.view.set_look(Look(zoom, rows, text=factor()))
            size = self.view.fitted_size(self.width())
            if self.view.is_whole(self.width()) and size.height() <= self.height():
                break
        wide = self.view.fitted_size(self.width()).width()
        self.view.arrange(max(0, (self.width() - wide) // 2), 0, self.width())


def _rows(height: int) -> int:
    """How many rows a table may have in a height."""
    return max(3, (height - 90) // 30)
