"""The names of nodes and of inputs in the language of the window.

A node is called after its type and its number; only the type is translated.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.nn import INPUT, NodeInfo
from nnviz.session.frame import InputInfo
from nnviz.ui.language import translate_nn


def translated_title(node: NodeInfo) -> str:
    """A node's title with the name of its type in the present language and its number kept."""
    kind = node.description.title
    return node.title.replace(kind, translate_nn(kind), 1)


def input_title(place: InputInfo) -> str:
    """What an input is called: its own name where somebody gave it one."""
    return QCoreApplication.translate("Canvas", "Input") if place.name == INPUT else place.name
