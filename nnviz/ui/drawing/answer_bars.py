"""A network's outputs for one sample as bars, one for each class, the largest marked as the answer.

Where there is no room for all, the largest are shown, in the order of the classes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.nn.describe import Array
from nnviz.ui.numbers import plain, signed
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, mixed, number_font, text_font

_ROW, _MOST_ROW, _GAP = 14, 22, 6.0
"""The least and the most height of a bar, and what lies between its parts, in pixels."""

_WIDEST_NAME = 0.4


class AnswerBars(QWidget):
    """Bars from the left, each with its class and its number.

    Attributes:
        outputs: what is shown (classes,), or None where nothing is asked.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._classes: tuple[str, ...] = ()
        self.outputs: Array | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("The network's answer"))
        self.setToolTip(self.tr("The network's output for each class; the largest is its answer"))
        self._describe()

    def show_outputs(self, classes: Sequence[str], outputs: Array | None) -> None:
        """Shows the outputs (classes,), or the classes alone."""
        self._classes, self.outputs = tuple(classes), outputs
        self._describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    @property
    def answer(self) -> str:
        """What the class with the largest output is called; empty where there is none."""
        known = self.outputs is not None and np.isfinite(self.outputs).all()
        return self._classes[int(np.argmax(self.outputs))] if known else ""  # type: ignore[arg-type]

    @property
    def needed(self) -> int:
        """The height at which every class has a bar that can be read."""
        return stretched(_ROW) * len(self._classes)

    def texts(self) -> list[str]:
        """The numbers, as they are written."""
        if self.outputs is None:
            return [""] * len(self._classes)
        write = plain if float(np.min(self.outputs)) >= 0 else signed
        return [write(float(value), 3) for value in self.outputs]

    def _describe(self) -> None:
        told = ", ".join(f"{name} {text}" for name, text in zip(self._classes, self.texts(), strict=True))
        self.setAccessibleDescription(told if self.outputs is not None else "")

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- painting -------------------------------------------------------------------------------

    def shown(self) -> list[int]:
        """The numbers of the classes that there is room for, in order."""
        room = max(1, self.height() // stretched(_ROW))
        every = list(range(len(self._classes)))
        if len(every) <= room:
            return every
        outputs = np.zeros(len(every)) if self.outputs is None else self.outputs
        return sorted(sorted(every, key=lambda number: -float(outputs[number]))[:room])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the bars."""
        shown, texts = self.shown(), self.texts()
        if not shown:
            return
        painter = QPainter(self)
        row = min(_MOST_ROW, self.height() / len(shown))
        figures, words = number_font(11), text_font(12 if row >= stretched(16) else 11)
        name = min(
            max(QFontMetricsF(words).horizontalAdvance(self._classes[k]) for k in shown) + 1,
            _WIDEST_NAME * self.width(),
        )
        number = max([0.0, *(QFontMetricsF(figures).horizontalAdvance(texts[k]) + 1 for k in shown)])
        track = QRectF(name + _GAP, 0, max(4.0, self.width() - name - number - 2 * _GAP), row - 4)
        for place, k in enumerate(shown):
            top = place * row
            chosen = self._classes[k] == self.answer
            painter.setPen(QColor(self._theme.text if chosen else self._theme.muted))
            self._write(painter, QRectF(0, top, name, row), words, self._classes[k])
            self._paint_bar(painter, track.translated(0, top + 2), k, chosen)
            painter.setPen(QColor(self._theme.text if chosen else self._theme.muted))
            self._write(painter, QRectF(self.width() - number, top, number, row), figures, texts[k])

    @staticmethod
    def _write(painter: QPainter, where: QRectF, font: object, text: str) -> None:
        painter.setFont(font)  # type: ignore[arg-type]
        kept = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(where.width()) + 1)
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, kept)

    def _paint_bar(self, painter: QPainter, track: QRectF, number: int, chosen: bool) -> None:
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRect(track)
        if self.outputs is None or not np.isfinite(self.outputs).all():
            return
        low, high = min(0.0, float(self.outputs.min())), max(1.0, float(self.outputs.max()))
        value = float(self.outputs[number])
        ends = sorted(track.left() + (v - low) / (high - low) * track.width() for v in (0.0, value))
        colour = QColor(theme.positive if value >= 0 else theme.negative)
        painter.setBrush(colour if chosen else mixed(colour, theme.panel, 0.45))
        painter.drawRect(QRectF(ends[0], track.top(), max(1.0, ends[1] - ends[0]), track.height()))
