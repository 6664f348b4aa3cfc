"""The legend: which tensors the colours stand for at the moment, and where the scale ends.

The bar tapers towards zero as the edges do, since width is part of the scale.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nnviz.ui import diverging, numbers
from nnviz.ui.canvas.modes import TENSORS, ColourMode
from nnviz.ui.canvas.scale import width
from nnviz.ui.theme import Theme, number_font

BAR_WIDTH, BAR_HEIGHT = 99, 12
_GAP = 5


class Legend(QWidget):
    """A colour bar between its two ends.

    Attributes:
        tensors, low, high: the three texts.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tensors, self.low, self.high = QLabel(self), QLabel(self), QLabel(self)
        self._bar = QLabel(self)
        self._mode = ColourMode.WEIGHTS
        self._limit = 0.0
        self._bar.setFixedSize(BAR_WIDTH, BAR_HEIGHT)
        self._reserve()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for label in (self.tensors, self.low, self._bar, self.high):
            layout.addWidget(label)

    def _reserve(self) -> None:
        """Room for the longest texts there can be, so that nothing moves while the scale does."""
        font = number_font(12)
        metrics = QFontMetricsF(font)
        longest = max(TENSORS.values(), key=len)
        for label, text in ((self.tensors, longest), (self.low, "−0.005"), (self.high, "+0.005")):
            label.setFont(font)
            label.setMinimumWidth(ceil(metrics.horizontalAdvance(text)) + 2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.tensors.setAlignment(right)
        self.low.setAlignment(right)

    def whole_width(self) -> int:
        """The width at which nothing need be left out."""
        labels = (self.tensors, self.low, self.high)
        return sum(label.minimumWidth() for label in labels) + BAR_WIDTH + 3 * _GAP

    def set_theme(self, theme: Theme) -> None:
        """Paints the bar anew."""
        self._bar.setPixmap(_bar(theme, self.devicePixelRatioF()))
        for label, colour in ((self.tensors, theme.text), (self.low, theme.muted), (self.high, theme.muted)):
            label.setStyleSheet(f"color: {colour}")

    def show_scale(self, mode: ColourMode, limit: float) -> None:
        """Says what a mode shows and that the scale ends at ±limit."""
        if (mode, limit) == (self._mode, self._limit):
            return
        self._mode, self._limit = mode, limit
        self.tensors.setText(TENSORS[mode])
        text = numbers.short(limit)
        self.low.setText("−" + text)
        self.high.setText("+" + text)
        self._retranslate()

    def _retranslate(self) -> None:
        ends = (TENSORS[self._mode], self.low.text(), self.high.text())
        self.setAccessibleName(self.tr("Colour scale: {0} from {1} to {2}").format(*ends))
        self.setToolTip(
            self.tr(
                "Blue is positive, orange negative, grey zero; the further from zero, the wider the edge.\n"
                "The scale ends at the largest value shown, rounded up."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def _bar(theme: Theme, ratio: float) -> QPixmap:
    """The 33 colours of the scale side by side, each as tall in proportion as its edges are wide."""
    pixmap = QPixmap(round(BAR_WIDTH * ratio), round(BAR_HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    step = BAR_WIDTH / (2 * diverging.LEVELS + 1)
    for number, (level, colour) in enumerate(diverging.level_colours(theme).items()):
        tall = BAR_HEIGHT * width(level) / width(diverging.LEVELS)
        painter.fillRect(QRectF(number * step, (BAR_HEIGHT - tall) / 2, step + 0.5, tall), colour)
    painter.end()
    return pixmap
