"""What takes long, in the words of the window.

They stand beside the bar of it and in the state of the run.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.session.progress import (
    CHECKING,
    LOADING,
    LOOKING_BACK,
    MAKING,
    OPENING,
    READING,
    SAVING,
    TRAINING,
    Progress,
)


def said(progress: Progress) -> str:
    """What is being done."""
    translate = QCoreApplication.translate
    words = {
        LOOKING_BACK: translate("Progress", "Looking back"),
        TRAINING: translate("Progress", "Training"),
        OPENING: translate("Progress", "Training for the lesson"),
        CHECKING: translate("Progress", "Checking the gradients"),
        READING: translate("Progress", "Opening the document"),
        SAVING: translate("Progress", "Saving the document"),
        LOADING: translate("Progress", "Reading the data"),
        MAKING: translate("Progress", "Making the network"),
    }
    return words[progress.kind]


def percent(progress: Progress) -> int:
    """How much of it is done; all of it only once it is."""
    return min(99, int(100 * progress.share))
