"""Which plane of a tensor of many axes is shown: a sample and a channel, each to be leafed through.

Clicking does not take the keyboard from the window; Tab reaches each number, and ↑ and ↓ change it there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QSpinBox, QToolButton, QWidget

from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.theme import text_font

BOX_HEIGHT = 24


class PlaneBox(QWidget):
    """A choice along each hidden axis of a tensor that has more than one entry.

    Signals:
        changed: the entries along all hidden axes, when a person has changed one.
    """

    changed = Signal(object)

    def __init__(self, tensor: Tensor, parent: QWidget) -> None:
        super().__init__(parent)
        self._tensor = tensor
        self.boxes: dict[int, QSpinBox] = {}
        self._buttons: list[tuple[int, QToolButton, QToolButton]] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, axis in enumerate(tensor.hidden):
            if tensor.array.shape[axis] > 1:
                self._add(layout, number, axis)
        self._retranslate()

    def _add(self, layout: QHBoxLayout, number: int, axis: int) -> None:
        box = self.boxes[number] = QSpinBox(self)
        box.setRange(1, self._tensor.array.shape[axis])
        box.setValue(self._tensor.shown[number] + 1)
        box.setFont(text_font(11))
        box.setFrame(False)
        box.setWrapping(True)
        box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.lineEdit().setReadOnly(True)  # then it claims none of the window's keys
        box.lineEdit().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.valueChanged.connect(lambda: self.changed.emit(self.plane()))
        fewer, more = self._button("‹", box.stepDown), self._button("›", box.stepUp)
        self._buttons.append((number, fewer, more))
        if layout.count():
            layout.addSpacing(8)
        for part in (fewer, box, more):
            layout.addWidget(part)

    def _button(self, text: str, step: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("panelButton")
        button.setText(text)
        button.setFont(text_font(13))
        button.setFixedSize(20, 20)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(step)
        return button

    def plane(self) -> tuple[int, ...]:
        """The chosen entries, from 0."""
        return tuple(
            self.boxes[number].value() - 1 if number in self.boxes else 0
            for number in range(len(self._tensor.hidden))
        )

    def set_plane(self, plane: tuple[int, ...]) -> None:
        """Shows other entries, without a signal."""
        for number, box in self.boxes.items():
            box.blockSignals(True)
            box.setValue(plane[number] + 1)
            box.blockSignals(False)

    # -- words ----------------------------------------------------------------------------------

    def _axis_name(self, axis: int) -> str:
        """What the entries along an axis are."""
        last = axis == self._tensor.array.ndim - 1
        if self._tensor.batch_first:
            if axis == 0:
                return self.tr("sample")
            return self.tr("channel") if last else self.tr("axis {0}").format(axis + 1)
        if self._tensor.array.ndim == 4:
            return self.tr("kernel") if last else self.tr("input")
        return self.tr("axis {0}").format(axis + 1)

    def _retranslate(self) -> None:
        for number, fewer, more in self._buttons:
            axis, box = self._tensor.hidden[number], self.boxes[number]
            name = self._axis_name(axis)
            box.setPrefix(f"{name} ")
            box.setSuffix(f" / {box.maximum()}")
            for part, tip in (
                (box, self.tr("which {0} is shown").format(name)),
                (fewer, self.tr("the {0} before").format(name)),
                (more, self.tr("the next {0}").format(name)),
            ):
                part.setToolTip(tip)
                part.setAccessibleName(tip)
            widest = f"{name} {box.maximum()} / {box.maximum()}"
            box.setFixedSize(box.fontMetrics().horizontalAdvance(widest) + 14, 20)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
