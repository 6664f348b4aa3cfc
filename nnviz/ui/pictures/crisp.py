"""Lends the tensors of a picture the detail that a painter can show, and takes it back afterwards.

In lines and letters every cell becomes a square of many dots, since some viewers smooth what is small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil, inf, sqrt

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QTransform

from nnviz.ui.canvas.scale import Scales
from nnviz.ui.canvas.sheet import Sheet

FINE = 8
"""How many dots to a pixel of the picture the tensors have on paper, where that is not too many."""

MOST = 4_000_000
"""How many dots a tensor has on paper at most, unless it has more cells."""


@contextmanager
def detailed(sheets: Sequence[Sheet], scales: Scales, dots: float) -> Iterator[None]:
    """Within it tensors have the detail for so many dots to a pixel of the picture; 0 for paper."""
    shown = [sheet for sheet in sheets if sheet.item.isVisible()]
    before = [(sheet.item.pixmap(), sheet.item.transform(), sheet.dots) for sheet in shown]
    for sheet in shown:
        sheet.set_detail(dots or inf)
        sheet.show(scales)
        if not dots:
            _enlarge(sheet)
    try:
        yield
    finally:
        for sheet, (pixmap, transform, known) in zip(shown, before, strict=True):
            sheet.set_detail(known)
            sheet.item.setPixmap(pixmap)
            sheet.item.setTransform(transform)


def _enlarge(sheet: Sheet) -> None:
    """Gives every dot of a tensor's image many."""
    pixmap, transform = sheet.item.pixmap(), sheet.item.transform()
    factor = _factor(pixmap, max(transform.m11(), transform.m22()))
    size = pixmap.size() * factor
    fast = Qt.TransformationMode.FastTransformation
    sheet.item.setPixmap(pixmap.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, fast))
    sheet.item.setTransform(QTransform.fromScale(1 / factor, 1 / factor) * transform)


def _factor(pixmap: QPixmap, dot: float) -> int:
    """How many times as fine an image gets whose dots have a size in pixels of the picture."""
    most = int(sqrt(MOST / (pixmap.width() * pixmap.height())))
    return max(1, min(ceil(FINE * dot), most))
