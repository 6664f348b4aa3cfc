"""The input plane of a network that tells classes apart: its output for one of them, which can be chosen.

A circle in full colour is a sample of that class, an empty one a sample of another.
"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from nnviz.session.frame import Frame
from nnviz.session.plane import Unit
from nnviz.session.results import Answers, Surface
from nnviz.ui.plots.surface_view import SurfaceView
from nnviz.ui.theme import text_font

_WIDEST = 130
"""Pixels that the choice takes at the most."""

_HIGH = 190
"""Pixels of height from which there is room for a legend."""


class ClassPlane(SurfaceView):
    """The heat map of one class.

    Attributes:
        choice: the list of classes, for a place beside the scores.
        switch: the choice, or in its place the name of the unit that is shown instead of a class.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self.switch = QWidget(parent)
        self.choice, self._whose = QComboBox(self.switch), QLabel(self.switch)
        super().__init__(parent)
        self.header.hide()
        row = QHBoxLayout(self.switch)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.choice, self._whose):
            widget.setFont(text_font(12))
            row.addWidget(widget)
        self.choice.setMaximumWidth(_WIDEST)
        self.choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.choice.currentIndexChanged.connect(self._turn)
        self._whose.hide()

    def _retranslate(self) -> None:
        super()._retranslate()
        text = self.tr("Class whose output the plane shows")
        self.choice.setToolTip(text)
        self.choice.setAccessibleName(text)
        self.setToolTip(self.header.toolTip())

    def _symbol(self) -> str:
        return f"ŷ {self.choice.currentText()}" if self._unit is None else super()._symbol()

    def show_unit(self, unit: Unit | None) -> None:
        """Shows what a unit gives all over the plane; None shows the class again."""
        super().show_unit(unit)
        self._whose.setText(self._title())
        self.choice.setVisible(unit is None)
        self._whose.setVisible(unit is not None)

    def show_classes(self, classes: tuple[str, ...]) -> None:
        """Offers the classes; where there are only two, the second is the one that is asked about."""
        if classes != tuple(self.choice.itemText(place) for place in range(self.choice.count())):
            self.choice.blockSignals(True)
            self.choice.clear()
            self.choice.addItems(classes)
            self.choice.setCurrentIndex(1 if len(classes) == 2 else 0)
            self.choice.blockSignals(False)

    def _of_output(self, frame: Frame) -> Surface | None:
        result = frame.result
        if not isinstance(result, Answers) or not result.surfaces:
            return None
        return result.surfaces[max(0, self.choice.currentIndex())]

    def _explain(self, surface: Surface) -> None:
        """Leaves the legend out where the map needs its room."""
        super()._explain(surface)
        if self.height() < _HIGH:
            self.legend.show_entries(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Writes the legend as the height allows."""
        super().resizeEvent(event)
        if (surface := self._surface()) is not None:
            self._explain(surface)

    def _turn(self) -> None:
        self._of_unit = None
        self._draw_kept()
