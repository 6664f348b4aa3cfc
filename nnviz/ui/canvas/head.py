"""The row over the picture of the network: what the colours stand for, thumbnails, the sample, the legend.

Where there is little room it leaves out words, first the caption and then the names of the tensors.
"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nnviz.ui.canvas.legend import Legend
from nnviz.ui.canvas.modes import ColourMode, mode_name, mode_tip
from nnviz.ui.canvas.sample_box import SampleBox
from nnviz.ui.canvas.switch import ThumbnailSwitch
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import Theme

_GAP = 8


class CanvasHead(QWidget):
    """Controls side by side.

    Attributes:
        modes: the choice of a :class:`ColourMode`.
        switch: switches thumbnails.
        sample: the sample that is looked at.
        legend: the colour bar.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption, self.modes = QLabel(self), Segmented(tuple(ColourMode), self)
        self.switch, self.sample, self.legend = ThumbnailSwitch(self), SampleBox(self), Legend(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for each in (self._caption, self.modes, self.switch):
            row.addWidget(each)
        row.addSpacing(_GAP)
        row.addWidget(self.sample)
        row.addStretch(1)
        row.addWidget(self.legend)
        self.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out as many words as it must."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leaves out the caption, and then the names of the tensors, where there is no room for them."""
        taken = self.modes.sizeHint().width() + self.legend.whole_width() + _GAP
        if not self.switch.isHidden():
            taken += self.switch.sizeHint().width() + _GAP
        if not self.sample.isHidden():
            taken += self.sample.sizeHint().width() + 2 * _GAP
        free = self.width() - taken
        self._caption.setVisible(free >= self._caption.sizeHint().width() + _GAP)
        self.legend.tensors.setVisible(free >= 0)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for each in (self.legend, self.sample, self.switch):
            each.set_theme(theme)
        self._caption.setStyleSheet(f"color: {theme.muted}")

    def retranslate(self) -> None:
        """Writes every text in the language of now."""
        self._caption.setText(self.tr("colour"))
        modes = tuple(ColourMode)
        self.modes.set_texts([mode_name(mode) for mode in modes], [mode_tip(mode) for mode in modes])
        self.modes.setAccessibleName(self.tr("What the colours stand for"))
        self.fit()
