"""Finds what covers what on a canvas: texts, chips, badges and units, by the rectangles that are painted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSimpleTextItem

from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.scene import Picture

SLACK = 1.5
"""Pixels by which two things may reach into each other, as the rectangles of texts have some air."""


class Painted(NamedTuple):
    """One thing: what it is or says, where it is, and what it belongs to."""

    name: str
    box: QRectF
    owner: object


def texts(picture: Picture) -> list[QGraphicsSimpleTextItem]:
    """The texts that can be seen."""
    found = (item for item in picture.scene.items() if isinstance(item, QGraphicsSimpleTextItem))
    return [item for item in found if item.text() and item.isVisible() and item.opacity() > 0]


def _ink(item: QGraphicsSimpleTextItem) -> QRectF:
    """The rectangle of the letters alone."""
    metrics = QFontMetricsF(item.font())
    tight = metrics.tightBoundingRect(item.text())
    box = item.sceneBoundingRect()
    top = box.top() + metrics.ascent() + tight.top()
    return QRectF(box.left() + max(0.0, tight.left()), top, tight.width(), tight.height())


def painted(picture: Picture) -> Iterator[Painted]:
    """Everything that may not cover anything else."""
    signs: dict[QGraphicsItem, str] = {chip.item: "chip" for chip in picture.chips}
    signs |= {badge.item: "badge" for badge in picture.badges.shown.values()}
    for item in texts(picture):
        owner = next((sign for sign in signs if sign.isAncestorOf(item)), None)
        yield Painted(item.text(), _ink(item), owner)
    for chip in picture.chips:
        yield Painted("chip", chip.box, chip.item)
    for badge in picture.badges.shown.values():
        yield Painted("badge", badge.box, badge.item)
    for name, column in picture.columns.items():
        for shape in column.units.shapes:
            yield Painted(f"unit of {name}", shape.mapRectToScene(shape.path().boundingRect()), None)


def overlaps(canvas: Canvas) -> list[tuple[str, str]]:
    """The pairs of things of which one covers the other."""
    assert canvas.picture is not None
    found = list(painted(canvas.picture))
    boxes = [_core(each.box) for each in found]
    pairs = combinations(range(len(found)), 2)
    return [
        (found[a].name, found[b].name)
        for a, b in pairs
        if boxes[a].intersects(boxes[b]) and not _belongs(found[a], found[b])
    ]


def _core(box: QRectF) -> QRectF:
    """A rectangle without the pixels that do not count."""
    x, y = (min(SLACK, 0.4 * side) for side in (box.width(), box.height()))
    return box.adjusted(x, y, -x, -y)


def _belongs(a: Painted, b: Painted) -> bool:
    """Whether one is written in the other: a text in its chip, a number in its unit."""
    if a.owner is not None and a.owner is b.owner:
        return True
    unit = next((each for each in (a, b) if each.name.startswith("unit of")), None)
    if unit is None or (a.name.startswith("unit of") and b.name.startswith("unit of")):
        return False
    other = b if unit is a else a
    return other.owner is None and unit.box.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(other.box)


def cut_off(canvas: Canvas) -> list[str]:
    """What reaches beyond the picture."""
    assert canvas.picture is not None
    whole = QRectF(0, 0, canvas.picture.layout.size.width(), canvas.picture.layout.size.height())
    whole.adjust(-1, -1, 1, 1)
    return [each.name for each in painted(canvas.picture) if not whole.contains(each.box)]
