"""The names of nodes and of inputs in the language of the window.

A node is called after its type and its number, of which only the type is translated, unless the lesson that
is open calls it otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from nnviz.nn import INPUT, NodeInfo
from nnviz.session.frame import InputInfo
from nnviz.session.lesson import spoken
from nnviz.ui.language import present_language, translate_nn

_given: dict[str, Mapping[str, str]] = {}


def give_names(names: Mapping[str, Mapping[str, str]]) -> None:
    """From now on calls nodes and inputs by other names, by their own names and by language."""
    _given.clear()
    _given.update(names)


def translated_title(node: NodeInfo) -> str:
    """What a node is called: as the lesson calls it, or else its title with the name of its type in the
    present language and its number kept."""
    if node.name in _given:
        return spoken(_given[node.name], present_language())
    kind = node.description.title
    return node.title.replace(kind, translate_nn(kind), 1)


def input_title(place: InputInfo) -> str:
    """What an input is called: as the lesson calls it, or else its own name where somebody gave it one."""
    if place.name in _given:
        return spoken(_given[place.name], present_language())
    return QCoreApplication.translate("Canvas", "Input") if place.name == INPUT else place.name
