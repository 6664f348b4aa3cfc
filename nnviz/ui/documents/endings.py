"""Which files are taken for documents by their names.

What they really are is looked at when they are opened.
"""

from __future__ import annotations

from pathlib import Path

ENDING = ".nnviz"
"""The ending of documents."""


def is_document(path: Path) -> bool:
    """Whether a path leads to a file that is called as documents are."""
    return path.suffix.lower() == ENDING and path.is_file()
