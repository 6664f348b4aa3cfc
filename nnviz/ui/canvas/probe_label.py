"""The label over the canvas while it shows a probe instead of a pass of the training, and how to end that.

It says which input went forward; it keeps to the foot of the picture, where gradients would be.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from nnviz.session.probing import Point
from nnviz.ui.numbers import plain
from nnviz.ui.theme import Theme, mixed

_MARGIN = 8


def point_text(point: Point) -> str:
    """The numbers of a point as they are written everywhere, such as ``(0.31, −0.72)``."""
    return f"({', '.join(_shortest(value) for value in point)})"


def _shortest(value: float) -> str:
    return plain(value, next((d for d in range(2, 9) if round(value, d) == value), 8))


class ProbeLabel(QFrame):
    """A pill with a text and a button.

    Args:
        over: what it lies on.

    Signals:
        ended: the probe shall end.
    """

    ended = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("probe")
        self._over = over
        self._point: Point = ()
        self._name, self._told, self.button = QLabel(self), QLabel(self), QToolButton(self)
        self.button.setText("✕")
        self.button.setAutoRaise(True)
        self.button.clicked.connect(self.ended)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 2)
        row.setSpacing(8)
        for each in (self._name, self._told, self.button):
            row.addWidget(each)
        self.hide()
        self._retranslate()

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else f"{self._name.text()} {self._told.text()}".strip()

    def show_point(self, point: Point | None) -> None:
        """Says which input is probed; hides for None."""
        if point is not None and point != self._point:
            self._point = point
            self._retranslate()
        self.setVisible(point is not None)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        back = mixed(theme.panel, theme.forward, 0.16).name()
        self.setStyleSheet(
            f"QFrame#probe {{ background: {back}; border: 1px solid {theme.forward}; border-radius: 9px; }}"
            f"QLabel {{ color: {theme.text}; }}"
            f"QToolButton {{ color: {theme.text}; border: none; padding: 2px 6px; }}"
            f"QToolButton:hover {{ background: {theme.raised}; border-radius: 5px; }}"
        )

    def write(self, painter: QPainter, origin: QPoint) -> None:
        """Writes its texts into a picture, in which what it lies on has its corner at the origin."""
        for label in (self._name, self._told):
            if not label.isHidden():
                at = origin + self.pos() + label.pos()
                label.render(painter, at, renderFlags=QWidget.RenderFlag.DrawChildren)

    def _retranslate(self) -> None:
        name = self.tr("Probe {0}").format(point_text(self._point))
        self._name.setText(f"<b>{name}</b>")
        self._told.setText(self.tr("forward pass of this input: no target, no gradients"))
        self.button.setToolTip(self.tr("End the probe (Esc)"))
        self.button.setAccessibleName(self.tr("End the probe"))
        self.setToolTip(
            self.tr(
                "The canvas shows the forward pass of this input, by the weights of now.\n"
                "Everything beside the canvas stays with the pass of the training."
            )
        )
        self.arrange()

    def arrange(self) -> None:
        """Puts it at the foot, and leaves out the explanation where it does not fit."""
        room = self._over.width() - 2 * _MARGIN
        self._told.setVisible(True)
        if self.sizeHint().width() > room:
            self._told.setVisible(False)
        self.adjustSize()
        x = (self._over.width() - self.width()) // 2
        self.move(max(0, x), self._over.height() - self.height() - _MARGIN)

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
