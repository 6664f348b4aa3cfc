"""Where two networks are drawn side by side, or one above the other where that leaves them more room.

The canvas that all the window knows is always that of the chosen one: choosing another exchanges the two.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnviz.session.comparing.beside import Beside, Comparison
from nnviz.session.status import Status
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.comparing.side import Side
from nnviz.ui.comparing.words import names
from nnviz.ui.text_size import factor
from nnviz.ui.theme import Theme

_COLUMN, _ROW = 75, 200
"""The width that a column needs, and the height of a network that leaves it readable, in pixels."""

_LEAST = 130
"""The height that each canvas has at least, without the controls above it."""


class Arena(QWidget):
    """Holds two canvases and the controls that are for both.

    Args:
        canvas: that of the chosen network; it is lent.

    Attributes:
        sides: the first network and the second.
        canvas, other: the canvas of the chosen one, and that of the other.

    Signals:
        chosen: which network a person has chosen, 0 or 1.
        ended: the comparison shall end.
    """

    chosen = Signal(int)
    ended = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.canvas, self.other = canvas, Canvas()
        self.sides = (Side(0), Side(1))
        self._which = 0
        self._close = QToolButton(self)
        self._close.setObjectName("way")
        self._close.setText("✕")
        self._close.clicked.connect(self.ended)
        top = QHBoxLayout()
        top.addWidget(canvas.head, 1)
        top.addWidget(self._close)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(6)
        for number, side in enumerate(self.sides):
            self._both.addWidget(side, 1)
            side.chosen.connect(lambda number=number: self.chosen.emit(number))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(self._both, 1)
        self.other.head.hide()
        self._least = canvas.minimumSize()
        for each in (canvas, self.other):
            each.setMinimumSize(1, _LEAST)
        self._link()
        self._put_in_place()
        self._retranslate()

    def _link(self) -> None:
        """Lets the other canvas look at what the first does, on the same scales of colour."""
        canvas, other = self.canvas, self.other
        canvas.scales.share(other.scales)
        other.set_mode(canvas.mode)
        other.set_thumbnails(canvas.thumbnails.on)
        other.focus_on(canvas.neuron)
        other.set_probe(canvas.probe)
        canvas.mode_changed.connect(other.set_mode)
        canvas.focused.connect(other.focus_on)
        canvas.sample.changed.connect(other.sample.box.setValue)
        canvas.mode_changed.connect(self.look_again)
        canvas.sample.changed.connect(self.look_again)

    def look_again(self) -> None:
        """Draws both by their common scales, after each has been told to show something else."""
        for canvas in (self.canvas, self.other):
            canvas.look_again()

    def release(self) -> Canvas:
        """Gives the canvas back as it was."""
        self.canvas.scales.share(None)
        self.canvas.setMinimumSize(self._least)
        layout = self.canvas.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.canvas.head)
        for side in self.sides:
            self._unwatch(side)
        return self.canvas

    # -- what comes in --------------------------------------------------------------------------

    def show_comparison(self, comparison: Comparison, status: Status, beside: Beside | None) -> None:
        """Says which networks there are and how they stand, with the chosen one marked."""
        if comparison.chosen != self._which:
            self._which = comparison.chosen
            self._put_in_place()
        for side, name in zip(self.sides, names(comparison), strict=True):
            side.set_title(name)
        self.sides[self._which].show_status(status)
        if beside is not None:
            self.sides[1 - self._which].show_status(beside.status, beside.behind)

    def _put_in_place(self) -> None:
        for canvas, number in ((self.canvas, self._which), (self.other, 1 - self._which)):
            side = self.sides[number]
            self._unwatch(side)
            side.hold(canvas)
        other = self.sides[1 - self._which]
        self.other.view.viewport().installEventFilter(other)
        for number, side in enumerate(self.sides):
            side.set_chosen(number == self._which)

    def _unwatch(self, side: Side) -> None:
        for canvas in (self.canvas, self.other):
            canvas.view.viewport().removeEventFilter(side)

    def limits(self) -> tuple[float, ...]:
        """Where the scales end that the two have in common."""
        return self.canvas.scales.limits()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme; the canvas that is lent is given them by its owner."""
        self.other.set_theme(theme)
        for side in self.sides:
            side.set_theme(theme)

    # -- Qt's calls -----------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.choose_way()

    def choose_way(self) -> None:
        """One above the other where both are high enough that way, and too narrow side by side."""
        pictures = [each.picture for each in (self.canvas, self.other) if each.picture is not None]
        columns = max((picture.plan.depths for picture in pictures), default=1)
        narrow = self.width() / 2 < columns * _COLUMN * factor()
        high = self.height() / 2 >= _ROW * factor()
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.TopToBottom if narrow and high else ways.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._close.setToolTip(self.tr("End the comparison (Esc); the first network goes on as it was"))
        self._close.setAccessibleName(self.tr("End the comparison"))
