"""What was done to a feature before anything was learned from it, in a few words.

The numbers on the screen are those that are learned from; these words lead back to what was measured.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.session.data.dataset import Scale
from nnviz.ui.numbers import short

translate = QCoreApplication.translate


def scale_words(scale: Scale) -> str:
    """What was done to a feature, such as ``scaled: mean 5.84, sd 0.83``."""
    middle, width = short(scale.middle), short(scale.width)
    if scale.kind == "standard":
        return translate("OwnData", "scaled: mean {0}, sd {1}").format(middle, width)
    if scale.kind == "min-max":
        return translate("OwnData", "scaled: from {0} to {1}").format(
            middle, short(scale.middle + scale.width)
        )
    return translate("OwnData", "scaled: divided by {0}").format(width)
