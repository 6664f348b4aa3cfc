"""The inspector under the canvas: formulas and numbers of one operation.

Its one public face is :class:`Inspector`; the rest of the package are its parts.
"""

from nnviz.ui.inspector.inspector import Inspector

__all__ = ["Inspector"]
