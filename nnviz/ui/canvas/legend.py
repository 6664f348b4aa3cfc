"""The legend: which tensors the colours stand for at the moment, and where the scale ends.

The bar tapers towards zero as the edges do, since width is part of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPicture
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnviz.ui import diverging, numbers
from nnviz.ui.canvas.modes import TENSORS, ColourMode, Measure
from nnviz.ui.canvas.scale import width
from nnviz.ui.text_size import stretched, thickened
from nnviz.ui.theme import Theme, number_font

_WIDE, _HIGH = 99, 12
_GAP = 5


class Legend(QWidget):
    """A colour bar between its two ends.

    Attributes:
        tensors, low, high: the three texts.
        others: where the scales of the other kinds of tensors end, and that of data in grey.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tensors, self.low, self.high = QLabel(self), QLabel(self), QLabel(self)
        self.others = QLabel(self)
        self._bar = QLabel(self)
        self._mode = ColourMode.WEIGHTS
        self._limit = 0.0
        self._reserve()
        self.others.setVisible(False)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addStretch(1)
        for label in (self.tensors, self.low, self._bar, self.high):
            row.addWidget(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.others)

    def _reserve(self) -> None:
        """Room for the longest texts there can be, so that nothing moves while the scale does."""
        font = number_font(12)
        self._bar.setFixedSize(_size_of_bar())
        self.others.setFont(number_font(11))
        metrics = QFontMetricsF(font)
        for label, text in ((self.low, "−0.005"), (self.high, "+0.005")):
            label.setFont(font)
            label.setMinimumWidth(ceil(metrics.horizontalAdvance(text)) + 2)
        self.tensors.setFont(font)
        self._reserve_tensors(max(TENSORS.values(), key=len))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.others.setAlignment(right)
        self.tensors.setAlignment(right)
        self.low.setAlignment(right)

    def _reserve_tensors(self, text: str) -> None:
        """Room for the longest name there can be; for the present one where other scales need theirs."""
        metrics = QFontMetricsF(number_font(12))
        self.tensors.setMinimumWidth(ceil(metrics.horizontalAdvance(text)) + 2)

    def whole_width(self) -> int:
        """The width at which nothing need be left out."""
        labels = (self.tensors, self.low, self.high)
        scale = sum(label.minimumWidth() for label in labels) + self._bar.width() + 3 * _GAP
        return max(scale, self.others.sizeHint().width() if self.others.text() else 0)

    def least_saving(self) -> int:
        """How much narrower it can be where the names of the tensors are left out."""
        bare = self.low.minimumWidth() + self.high.minimumWidth() + self._bar.width() + 2 * _GAP
        others = self.others.sizeHint().width() if self.others.text() else 0
        return self.whole_width() - max(bare, others)

    def set_theme(self, theme: Theme) -> None:
        """Paints the bar anew, and reserves room for texts of the present size."""
        self._reserve()
        self._bar.setPicture(_bar(theme))
        self.others.setStyleSheet(f"color: {theme.muted}")
        for label, colour in ((self.tensors, theme.text), (self.low, theme.muted), (self.high, theme.muted)):
            label.setStyleSheet(f"color: {colour}")

    def show_scale(
        self,
        mode: ColourMode,
        limit: float,
        others: Sequence[tuple[Measure, float]] = (),
        data: float | None = None,
        note: str = "",
    ) -> None:
        """Says what a mode shows and that the scale ends at ±limit.

        Args:
            others: the limits of other kinds of tensors that are in colour, too.
            data: where the scale of data in grey ends, if there are any.
            note: what is not drawn.
        """
        self._show_others(others, data, note)
        # Where the two kinds of gradients have scales of their own the bar is that of the outputs.
        apart = mode is ColourMode.GRADIENTS and Measure.WEIGHT_GRADIENT in dict(others)
        tensors = Measure.OUTPUT_GRADIENT.value if apart else TENSORS[mode]
        if (mode, limit, tensors) == (self._mode, self._limit, self.tensors.text()):
            return
        self._mode, self._limit = mode, limit
        self._reserve_tensors(tensors if others else max(TENSORS.values(), key=len))
        self.tensors.setText(tensors)
        text = numbers.short(limit)
        self.low.setText("−" + text)
        self.high.setText("+" + text)
        self._retranslate()

    def _show_others(self, others: Sequence[tuple[Measure, float]], data: float | None, note: str) -> None:
        texts = [f"{kind.value} ±{numbers.short(limit)}" for kind, limit in others]
        texts += [] if data is None else [f"X 0…{numbers.short(data)}"]
        text = "   ".join([*texts, *([note] if note else [])])
        if text != self.others.text():
            self.others.setText(text)
            self.others.setVisible(bool(text))

    def _retranslate(self) -> None:
        ends = (self.tensors.text(), self.low.text(), self.high.text())
        self.setAccessibleName(self.tr("Colour scale: {0} from {1} to {2}").format(*ends))
        self.setToolTip(
            self.tr(
                "The right end is positive, the left end negative, grey zero; an edge is the wider the\n"
                "further from zero it is.\n"
                "The short line into a neuron from its lower left is its bias, on the scale of the weights.\n"
                "The scale ends at the largest value shown, rounded up.\n"
                "Where tensors are shown cell by cell each kind has a scale, which ends where half of its\n"
                "tensors do; a cell beyond has the last colour. With thumbnails, so does the scale of Y."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def _size_of_bar() -> QSize:
    """It grows with the texts at its ends."""
    return QSize(round(thickened(_WIDE)), stretched(_HIGH))


def _bar(theme: Theme) -> QPicture:
    """The 33 colours of the scale side by side, each as tall in proportion as its edges are wide."""
    picture, size = QPicture(), _size_of_bar()
    painter = QPainter(picture)
    step = size.width() / (2 * diverging.LEVELS + 1)
    for number, (level, colour) in enumerate(diverging.level_colours(theme).items()):
        tall = size.height() * width(level) / width(diverging.LEVELS)
        painter.fillRect(QRectF(number * step, (size.height() - tall) / 2, step + 0.5, tall), colour)
    painter.end()
    return picture
