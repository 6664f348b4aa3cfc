"""The names of nodes in the language of the window.

A node is called after its type and its number; only the type is translated.
"""

from __future__ import annotations

from nnviz.nn import NodeInfo
from nnviz.ui.language import translate_nn


def translated_title(node: NodeInfo) -> str:
    """A node's title with the name of its type in the present language and its number kept."""
    kind = node.description.title
    return node.title.replace(kind, translate_nn(kind), 1)
