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


class _Part(QWidget):
    """One of the controls, which may be out of sight of its own accord, or for want of room."""

    def __init__(self, control: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._control = control
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(control)

    def wide(self) -> int:
        """The width that it takes, 0 where its control is out of sight of its own accord."""
        return 0 if self._control.isHidden() else self._control.sizeHint().width() + _GAP


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
        self._parts = [_Part(each, self) for each in (self.switch, self.sample, self.modes)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        switch, sample, modes = self._parts
        for each in (self._caption, modes, switch, sample):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.legend)
        self.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out as many words as it must."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leaves out the caption, the names of the tensors, and then one control after the other, where
        there is no room for them; all that they do is in the menus, too. The names come back where a
        control has left room enough."""
        free = self.width() - self.legend.whole_width() - sum(part.wide() for part in self._parts)
        self._caption.setVisible(free >= self._caption.sizeHint().width() + _GAP)
        saved = self.legend.least_saving()
        free += saved
        for part in self._parts:
            part.setVisible(part.wide() > 0 and free >= 0)
            free += 0 if free >= 0 else part.wide()
        self.legend.tensors.setVisible(free >= saved)

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
