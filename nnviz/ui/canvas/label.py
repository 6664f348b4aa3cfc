"""A piece of text on the canvas that stays centred, or held at one side, when its words change.

It does nothing when the text is the same as before, which is what makes it cheap to call at 60 Hz.
"""

from __future__ import annotations

from PySide6.QtGui import QBrush, QFont, QFontMetricsF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSimpleTextItem

from nnviz.ui.canvas.kept import keep

LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0


class Label:
    """One line of text.

    Args:
        parent: what it belongs to.
        font: its font; in one of fixed width all texts of a length are taken as equally wide.
        x: of its left side, middle or right side, as ``anchor`` says.
        middle: the y of its middle.
    """

    __slots__ = ("_anchor", "_fixed", "_metrics", "_width", "_x", "item", "text")

    def __init__(
        self,
        parent: QGraphicsItem,
        font: QFont,
        x: float,
        middle: float,
        brush: QBrush,
        anchor: float = CENTRE,
    ) -> None:
        self.item = keep(QGraphicsSimpleTextItem(parent))
        self._metrics = QFontMetricsF(font)
        self._fixed = _fixed_width(self._metrics)
        self.item.setFont(_unshaped(font) if self._fixed else font)
        self.item.setBrush(brush)
        self._anchor, self._x, self._width = anchor, x, -1.0
        self.text = ""
        self.item.setY(middle - self._metrics.height() / 2)

    def show(self, text: str) -> None:
        """Writes a text; an empty one leaves nothing."""
        if text == self.text:
            return
        self.text = text
        self.item.setText(text)
        wide = self._fixed * len(text) if self._fixed else self._metrics.horizontalAdvance(text)
        if wide != self._width:
            self._width = wide
            self.item.setX(self._x - wide * self._anchor)


def _fixed_width(metrics: QFontMetricsF) -> float:
    """The width of every character of a fixed-width font, or 0 for any other font.

    It is measured, because ``QFontInfo.fixedPitch`` says no of fonts that are.
    """
    wide, thin = metrics.horizontalAdvance("0−"), metrics.horizontalAdvance("‖i")
    return wide / 2 if abs(wide - thin) < 0.01 else 0.0


def _unshaped(font: QFont) -> QFont:
    """The font without ligatures and kerning, which digits have no use for: a third less to lay out."""
    plain = QFont(font)
    plain.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    return plain
