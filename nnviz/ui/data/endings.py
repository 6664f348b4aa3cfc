"""Which files are taken for data by their names.

What they really are is looked at when they are opened.
"""

from __future__ import annotations

from pathlib import Path

ENDINGS = (".csv", ".tsv", ".txt", ".npz", ".idx", ".gz")
"""The endings of files of data."""


def is_data(path: Path) -> bool:
    """Whether a path leads to a file that is called as data are; those of MNIST end in ``ubyte``."""
    called = path.suffix.lower() in ENDINGS or path.name.lower().endswith("ubyte")
    return called and path.is_file()
