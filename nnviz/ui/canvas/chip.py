"""The chip at the foot of a column: a small sign that names what was just computed there.

It lies above everything else, since it may be wider than its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import inf

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from nnviz.ui.canvas.label import Label
from nnviz.ui.canvas.layout import Layout
from nnviz.ui.theme import Theme, mixed

_LINES = 3
"""How many lines it has at most."""

_CLOSE = 0.82
"""How high its lines are at the least where the foot of the column is low, of what they should be."""

_BREAK = "\0"
"""Marks where a line may end: after a space, or after a sign of a product."""

_AIR, _PADDING = 2.0, 6.0
"""Between it and the edges of its column, and between its rim and its words, in pixels."""


class Chip:
    """A sign of up to three lines.

    Args:
        texts: what it may say, in ever fewer words: the most that its column has room for, or else the first.
        strip: the foot of its column, where it stands if it covers nothing there.
        others: what it had better not cover.

    Attributes:
        text: what it says, in one line.
        box: where it is.
        item: to be added to the scene.
    """

    def __init__(
        self,
        texts: Sequence[str],
        colour: str,
        strip: QRectF,
        layout: Layout,
        theme: Theme,
        others: Sequence[QRectF] = (),
    ) -> None:
        font = layout.fonts.chip
        self.box, lines, self.text = _place(texts, strip, layout, QFontMetricsF(font), others)
        path = QPainterPath()
        path.addRoundedRect(self.box, 6, 6)
        self.item = QGraphicsPathItem(path)
        self.item.setPen(QPen(QColor(colour), 1.2))
        self.item.setBrush(QBrush(mixed(theme.panel, colour, 0.22)))
        self.item.setZValue(9)
        for number, line in enumerate(lines):
            middle = self.box.top() + 2.5 + (self.box.height() - 5) * (number + 0.5) / len(lines)
            Label(self.item, font, self.box.center().x(), middle, QBrush(QColor(theme.text))).show(line)


def _place(
    texts: Sequence[str], strip: QRectF, layout: Layout, metrics: QFontMetricsF, others: Sequence[QRectF]
) -> tuple[QRectF, Sequence[str], str]:
    """Where it stands, and what it says, in lines and in one: in its column if it covers nothing there, or
    else in the freest place about it."""
    room = strip.width() - 2 * _AIR
    broken = [_broken(text, room, metrics) for text in texts]
    for text, lines in zip(texts, broken, strict=True):
        home = _box(lines, strip, layout, metrics)
        if home.width() <= room and not any(home.intersects(other) for other in others):
            return home, lines, text
    wordings = (broken[0], [texts[0]])
    homes = (_box(lines, strip, layout, metrics) for lines in wordings)
    found = [_freest(_boxes(home, strip, layout), others) for home in homes]
    best = found.index(min(found, key=lambda each: each[1]))
    return found[best][0], wordings[best], texts[0]


def _broken(text: str, room: float, metrics: QFontMetricsF) -> list[str]:
    """As few lines as fit, all about as wide; a single one where not even the most would."""
    words = text.replace(" ", f" {_BREAK}").replace("·", f"·{_BREAK}").split(_BREAK)
    for breaks in range(min(_LINES, len(words))):
        places = ((0, *found, len(words)) for found in combinations(range(1, len(words)), breaks))
        ways = (["".join(words[a:b]).strip() for a, b in pairwise(each)] for each in places)
        lines = min(ways, key=lambda way: _widest(way, metrics))
        if _widest(lines, metrics) <= room:
            return lines
    return [text]


def _widest(lines: list[str], metrics: QFontMetricsF) -> float:
    return 2 * _PADDING + max(map(metrics.horizontalAdvance, lines))


def _boxes(home: QRectF, strip: QRectF, layout: Layout) -> Iterator[QRectF]:
    """Where it may stand, the best first: at the foot of the column, on its border, below or beside it."""
    whole = QRectF(QPointF(0, 0), layout.size).adjusted(1, 1, -1, -1)
    foot, tall = strip.bottom(), home.height()
    heights = [home.top(), foot - 0.5 * tall, foot - 0.25 * tall, foot + 2]
    lefts = [home.left()]
    for over in (0.4, 0.33, 0.25):  # how much of it lies over its column
        lefts += [strip.left() - (1 - over) * home.width(), strip.right() - over * home.width()]
    lefts += [strip.left() - home.width() - 2, strip.right() + 2]
    for left in lefts:
        for top in heights:
            box = QRectF(QPointF(left, top), home.size())
            if whole.contains(box):
                yield box


def _freest(boxes: Iterator[QRectF], others: Sequence[QRectF]) -> tuple[QRectF, float]:
    """The first place where nothing is covered, else that where least is; and how much."""

    def covered(box: QRectF) -> float:
        found = (box.intersected(other) for other in others if box.intersects(other))
        return sum(each.width() * each.height() for each in found)

    best, least = QRectF(), inf
    for box in boxes:
        if (area := covered(box)) < least - 0.5:
            best, least = box, area
        if least <= 0:
            break
    return best, least


def _box(lines: list[str], strip: QRectF, layout: Layout, metrics: QFontMetricsF) -> QRectF:
    """At the foot of the strip, as wide as it must be, within the picture."""
    wide = _widest(lines, metrics)
    loose, close = (each * layout.line() * len(lines) + 5 for each in (1.0, _CLOSE))
    tall = max(close, min(loose, strip.height() - 2))
    left = min(max(2.0, strip.center().x() - wide / 2), layout.size.width() - wide - 2)
    rise = max(1.0, min(6.0, (strip.height() - tall) / 2))
    return QRectF(left, strip.bottom() - tall - rise, wide, tall)
