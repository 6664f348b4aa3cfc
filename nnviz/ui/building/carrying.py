"""What is carried by the mouse while a network is built: a new layer of a type, or one that is there.

Both are told apart by the kind of their data; nothing that comes from another program is taken.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from nnviz.nn import registry

NEW = "application/x-nnviz-new-layer"
"""The kind of data of a layer from the palette: the name of its type."""

PRESENT = "application/x-nnviz-layer"
"""The kind of data of a layer of the draft: its name."""


def carry(kind: str, name: str) -> QMimeData:
    """What is carried, as Qt wants it."""
    data = QMimeData()
    data.setData(kind, name.encode())
    return data


def new_layer(data: QMimeData) -> str:
    """The type of the new layer that is carried; empty if none is."""
    found = bytes(data.data(NEW).data()).decode(errors="replace") if data.hasFormat(NEW) else ""
    return found if found in registry.layers() else ""


def present_layer(data: QMimeData) -> str:
    """The name of the layer of the draft that is carried; empty if none is."""
    return bytes(data.data(PRESENT).data()).decode(errors="replace") if data.hasFormat(PRESENT) else ""
