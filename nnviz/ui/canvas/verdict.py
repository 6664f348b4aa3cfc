"""The face of the loss: the letter E in a circle, and under it the value, the target and the verdict.

Where the targets are classes it says which was right and which the network chose.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPen
from PySide6.QtWidgets import QGraphicsItem

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.canvas.label import Label
from nnviz.ui.canvas.layout import Layout, Place
from nnviz.ui.canvas.scale import Inks, Scales
from nnviz.ui.canvas.units import Circles
from nnviz.ui.text_size import grown
from nnviz.ui.theme import Theme, number_font, text_font

TARGET = "T"
"""How a loss writes what a prediction is judged by; one that only weighs the output writes it otherwise."""

LONGEST = "E = 1.83e−4"
"""What has to fit into a line, or the value takes one of its own."""

TARGETS = 4
"""How many targets are written under the loss; the others are in the tooltip."""


class Verdict(Circles):
    """The circle of the loss, which is not on the scale.

    Attributes:
        facts: the lines under it.
    """

    def __init__(self, place: Place, layout: Layout, inks: Inks, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(place, layout, inks, theme, parent)
        centre, colour = place.units[0], QColor(theme.loss)
        self.circle = self.shapes.pop()
        self.circle.setPen(QPen(colour, 2.0))
        font = text_font(max(grown(11), round(0.75 * place.ry)), bold=True, exact=True)
        Label(self.front, font, centre.x(), centre.y(), QBrush(colour)).show("E")
        self._narrow, self._breaks = layout.narrow, self._is_broken()
        self.facts = self._labels_below()

    def _is_broken(self) -> bool:
        """Whether the column is too narrow for the value beside its name."""
        font = number_font(self._layout.fonts.formula.pixelSize(), bold=True, exact=True)
        return QFontMetricsF(font).horizontalAdvance(LONGEST) > self.place.panel.width() - 4

    def _labels_below(self) -> list[Label]:
        place, line = self.place, self._layout.line()
        top = place.units[0].y() + place.ry + (1 if self._narrow else 4)
        error = self._lines(2 if self._breaks else 1, top, self._theme.text, bold=True)
        room = place.strip.bottom() - top - line * len(error)
        if self._narrow:  # where lines are many, a chip of two must not cover them
            room -= 2 * line + 10
        count = min(TARGETS + 1, int(room / line))
        count = 0 if self._narrow and count < 2 else count
        return error + self._lines(count, top + line * len(error) + 3, self._theme.muted)

    def _lines(self, count: int, top: float, colour: str, bold: bool = False) -> list[Label]:
        """Empty lines of numbers, one under the other, centred on the column."""
        font, line = (
            number_font(self._layout.fonts.formula.pixelSize(), bold, exact=True),
            self._layout.line(),
        )
        brush = QBrush(QColor(colour))
        return [
            Label(self.front, font, self.place.centre, top + line * (n + 0.5), brush) for n in range(count)
        ]

    def outline(self, colour: QColor | None) -> None:
        """It has a ring of its own, which stays."""

    def show(self, frame: Frame, scales: Scales) -> None:
        name = self.place.column.name
        error, target = frame.array(name, "E"), frame.array(name, "T")
        value = "" if error is None else numbers.plain(float(error))
        parts = ("E =", value) if value else ("", "")
        first = [*parts] if self._breaks else [" ".join(parts).strip()]
        wanted = None if target is None else frame.of_sample(target)
        rest = len(self.facts) - len(first)
        symbol = frame.stage.loss.description.symbol("T").text
        judged = class_lines(wanted, frame, self._narrow, rest) if symbol == TARGET else []
        texts = first + (judged or target_lines(wanted, self._narrow, rest, symbol))
        texts += [""] * (len(self.facts) - len(texts))
        for label, text in zip(self.facts, texts, strict=True):
            label.show(text)


def true_class(target: Array | None) -> int | None:
    """The class that a target of one sample names, counted from 0; None where it names none."""
    if target is None or target.size < 2 or not np.isin(target, (0.0, 1.0)).all() or target.sum() != 1:
        return None
    return int(np.argmax(target))


def answer_of(frame: Frame) -> int | None:
    """The class that the network finds likeliest for the sample looked at, None before it has, or where
    several are as likely."""
    name = frame.stage.loss.name
    found = frame.array(name, "X")
    values = None if found is None or frame.array(name, "E") is None else frame.of_sample(found)
    if values is None or not np.isfinite(values).all() or (values == values.max()).sum() > 1:
        return None
    return int(np.argmax(values))


def class_lines(target: Array | None, frame: Frame, narrow: bool, room: int) -> list[str]:
    """The true class and the network's, with a sign whether they agree; nothing where there are none."""
    truth, answer, name = true_class(target), answer_of(frame), frame.stage.class_name
    if truth is None or room < 1:
        return []
    words = [(QCoreApplication.translate("Canvas", "truth"), name(truth))]
    if answer is not None:
        sign = "✓" if answer == truth else "✗"
        words.append((QCoreApplication.translate("Canvas", "answer"), f"{name(answer)} {sign}"))
    if narrow:
        return [f"T = {name(truth)}", *(f"Ŷ = {pair[1]}" for pair in words[1:])][:room]
    return [" ".join(pair) for pair in words][:room]


def target_lines(target: Array | None, narrow: bool, room: int, symbol: str) -> list[str]:
    """The target of a sample, a line per value; where there are too many, how many."""
    if target is None or room < 1:
        return []
    values = [numbers.signed(value) for value in target.tolist()]
    if len(values) == 1:
        return [f"{symbol} =", values[0]] if narrow else [f"{symbol} = {values[0]}"]
    if len(values) < room:
        return [f"{symbol} =", *values]
    count = QCoreApplication.translate("Canvas", "{0} values").format(len(values))
    rest = "…" if narrow else f"… {count}"
    return [f"{symbol} =", *values[: max(0, room - 2)], rest][-room:]
