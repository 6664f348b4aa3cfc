"""The keys that every action has to begin with, in the one place that knows them.

Actions go by their object names; one that is not listed begins without a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QAction, QKeySequence

DEFAULTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "new_network": ("Ctrl+N",),
        "open_document": ("Ctrl+O",),
        "save_document": ("Ctrl+S",),
        "save_document_as": ("Ctrl+Shift+S",),
        "open_data": ("Ctrl+Shift+O",),
        "save_lesson": ("Ctrl+Alt+S",),
        "network_picture": ("Ctrl+Shift+P",),
        "picture": ("Ctrl+Alt+P",),
        "copy_picture": ("Ctrl+Shift+C",),
        "quit": ("Ctrl+Q",),
        "undo": ("Ctrl+Z",),
        "redo": ("Ctrl+Shift+Z", "Ctrl+Y"),
        "run": ("F5",),
        "reset": ("Ctrl+R",),
        "new_weights": ("Ctrl+Shift+R",),
        "rewind": ("Ctrl+Backspace",),
        "compare": ("Ctrl+M",),
        "other_network": ("Ctrl+Shift+M",),
        "next": ("Right", "Space", "PgDown"),
        "previous": ("Left", "PgUp", "Backspace"),
        "next_layer": ("Shift+Right", "Shift+Space"),
        "previous_layer": ("Shift+Left",),
        "next_pass": ("Ctrl+Right", "Ctrl+Space"),
        "previous_pass": ("Ctrl+Left",),
        "next_epoch": ("Ctrl+Shift+Right", "Ctrl+Shift+Space"),
        "previous_epoch": ("Ctrl+Shift+Left",),
        "start": ("Home",),
        "end": ("End",),
        "colour weights": ("Ctrl+1",),
        "colour activations": ("Ctrl+2",),
        "colour gradients": ("Ctrl+3",),
        "presentation": ("F11",),
        "next_place": ("F6",),
        "previous_place": ("Shift+F6",),
        "context_menu": ("Shift+F10",),
        "settings": ("Ctrl+,",),
        "text_larger": ("Ctrl++", "Ctrl+="),
        "text_smaller": ("Ctrl+-",),
        "text_least": ("Ctrl+0",),
        "zoom_in": ("+", "="),
        "zoom_out": ("-",),
        "fit": ("0",),
        "weight": ("Ctrl+E",),
        "pad": ("Ctrl+D",),
        "features": ("Ctrl+F",),
        "points": ("Ctrl+P",),
        "neuron": ("Ctrl+U",),
        "layer": ("Ctrl+H",),
        "build": ("Ctrl+B",),
        "guide": ("F1",),
        "shortcuts": ("Ctrl+F1",),
        "lessons": ("Ctrl+L",),
        "next_lesson": ("Ctrl+PgDown",),
        "previous_lesson": ("Ctrl+PgUp",),
    }
)
"""The keys of each action as Qt writes them on every platform; the first stands in menus. A presenter's
clicker sends PgDown and PgUp."""


def give_default_keys(action: QAction, name: str) -> None:
    """Names an action, and gives it the keys of that name."""
    action.setObjectName(name)
    action.setShortcuts([QKeySequence(key) for key in DEFAULTS.get(name, ())])
