"""A dialog as high as what is in it, which grows when more is shown and never shrinks under the mouse.

Qt's own way, ``adjustSize``, ends at two thirds of the screen, and so may cut words off.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

SHARE = 0.6
"""The share of a window that a dialog with much in it takes at most, where its usual size is less."""


def roomy(usual: QSize, most: QSize, window: QSize) -> QSize:
    """The size of a dialog that scrolls: the usual one, or more where the window is large."""
    return (window * SHARE).boundedTo(most).expandedTo(usual)


def fit_height(dialog: QDialog) -> None:
    """Makes a dialog as high as its layout wants it to be, once it is shown only higher."""
    layout = dialog.layout()
    assert layout is not None
    layout.activate()
    shown = dialog.isVisible()
    width = dialog.width() if shown else max(dialog.minimumWidth(), layout.totalSizeHint().width())
    wraps = layout.hasHeightForWidth()
    height = layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()
    if not shown or height > dialog.height():
        dialog.resize(width, height)
