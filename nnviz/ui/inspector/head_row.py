"""The row over the formulas: which operation it is, where in it the cursor stands, and how many digits.

It never makes its panel wider than the heading: where there is no room, first the word beside the digits is
left out and then all of them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nnviz.ui.inspector.digits_box import DigitsBox
from nnviz.ui.inspector.trail import Trail
from nnviz.ui.theme import text_font

_SPACING, _AFTER_HEADING = 8, 10


class HeadRow(QWidget):
    """The heading and what stands beside it.

    Attributes:
        heading: the operation.
        sentence: what is to be said where there is no formula.
        trail: the formulas of the operation.
        digits: how many stand behind the point.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading, self.sentence = QLabel(self), QLabel(self)
        self.trail, self.digits = Trail(self), DigitsBox(self)
        self._wanted = True
        self.heading.setFont(text_font(17, bold=True))
        self.heading.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setFont(text_font(13))
        self.sentence.setWordWrap(True)
        self.trail.setFont(text_font(13))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_SPACING)
        line.addWidget(self.heading)
        line.addSpacing(_AFTER_HEADING)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.trail, 1)
        line.addWidget(self.digits)

    def write(self, heading: str, sentence: str) -> None:
        """Takes the heading, and a sentence in the place of the trail, which is cleared."""
        self.sentence.setVisible(bool(sentence))
        self.trail.setVisible(not sentence)
        self.trail.show_names((), 0, "")
        for label, text in ((self.heading, heading), (self.sentence, sentence)):
            if label.text() != text:
                label.setText(text)

    def show_digits(self, on: bool) -> None:
        """Shows the choice of digits where there is room for it, or none at all."""
        self._wanted = on
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.heading.sizeHint().width(), super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Shows as much of the choice of digits as there is room for."""
        room = self.width() - self.heading.sizeHint().width() - _AFTER_HEADING - 3 * _SPACING
        bare = self.digits.bare_width()
        self.digits.label.setVisible(self.digits.label.sizeHint().width() + _SPACING + bare <= room)
        self.digits.setVisible(self._wanted and bare <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # another heading, language or text size
            self._fit()
        return done
