"""Items that Qt keeps the dots of, because they change rarely and are painted again whenever an edge changes.

On paper and in the detail of another screen they are painted as lines and letters again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

MOST_KILOBYTES = 32 * 1024
"""How much memory the dots may take; what was not seen for longest gives way."""

_KEPT, _PLAIN = QGraphicsItem.CacheMode.DeviceCoordinateCache, QGraphicsItem.CacheMode.NoCache
Item = TypeVar("Item", bound=QGraphicsItem)


def keep(item: Item) -> Item:
    """Has Qt keep the dots of an item, and gives it back."""
    if QPixmapCache.cacheLimit() < MOST_KILOBYTES:
        QPixmapCache.setCacheLimit(MOST_KILOBYTES)
    item.setCacheMode(_KEPT)
    return item


@contextmanager
def painted_anew(scene: QGraphicsScene) -> Iterator[None]:
    """Within it every item of a scene is painted by itself."""
    kept = _kept(scene)
    for item in kept:
        item.setCacheMode(_PLAIN)
    try:
        yield
    finally:
        for item in kept:
            item.setCacheMode(_KEPT)


def paint_again(scene: QGraphicsScene) -> None:
    """Lets go of the dots of all items of a scene: they were painted another way than is wanted now."""
    for item in _kept(scene):
        item.update()


def _kept(scene: QGraphicsScene) -> list[QGraphicsItem]:
    return [item for item in scene.items() if item.cacheMode() is _KEPT]
