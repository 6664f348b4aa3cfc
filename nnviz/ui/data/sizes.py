"""How sizes of files and arrays are written: in bytes, kilobytes and so on, as the language writes numbers.

A kilobyte has 1,024 bytes.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale


def memory(count: int) -> str:
    """So many bytes, such as 4.6 kB."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def dimensions(shape: tuple[int, ...]) -> str:
    """A shape, such as 28 × 28; an image of one channel without it."""
    plain = shape[:2] if len(shape) == 3 and shape[2] == 1 else shape
    return " × ".join(map(str, plain))
