"""Says that nothing of what is chosen can be remembered, where the file of settings cannot be written.

It is no reason not to start; but a person should know before all of it is as it was.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDir

from nnviz.ui.settings import Settings

translate = QCoreApplication.translate


def unkept(settings: Settings) -> str:
    """What is to be said, with what to do about it; empty where everything is remembered."""
    if settings.can_be_kept:
        return ""
    told = translate(
        "Settings",
        "What you choose will not be remembered: {0} cannot be written. "
        "Make room on the disk, or give yourself the right to write there.",
    )
    return told.format(QDir.toNativeSeparators(settings.place))
