"""Items that only hold others: what is done to one, such as fading, is done to all that it holds.

Nothing is drawn for the item itself, not even the empty path that some readers of PDF stumble over.
"""

from __future__ import annotations

from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem


def group(parent: QGraphicsItem | None = None) -> QGraphicsPathItem:
    """An empty item for others to stand in; unlike Qt's own groups it leaves events to them."""
    item = QGraphicsPathItem(parent)
    item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
    return item
