"""What the tooltip of the loss plot says of its curves: what was evaluated, when, and on how many samples.

The words are the plot's own, hence in its context.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.session.records import Evaluation, Score


def evaluated_words(known: Evaluation, of_accuracy: bool) -> list[str]:
    """The sentences on the curves of one page, line by line."""
    translate = QCoreApplication.translate
    learned, held = (_amount(score) for score in (known.learned, known.held))
    if of_accuracy:
        says = [translate("LossPlot", "Right answers at the end of an epoch.")]
        text = translate("LossPlot", "learned: {0} samples that are learned from, not those of a batch")
        says.append(text.format(learned))
    else:
        text = translate("LossPlot", "learned: the mean of E over the passes of an epoch, while they trained")
        says = [text]
    if known.held:
        text = translate(
            "LossPlot", "held apart: at the end of an epoch, {0} samples that are never learned from"
        )
        says.append(text.format(held))
    says.append(
        translate(
            "LossPlot",
            "Evaluated as when nothing is trained (no dropout, running means). "
            "While training runs fast,\nonly some epochs are; straight lines join them.",
        )
    )
    return says


def _amount(score: Score | None) -> str:
    """How many samples were evaluated."""
    if score is None:
        return ""
    if score.count == score.total:
        return QCoreApplication.translate("LossPlot", "all {0}").format(score.total)
    return QCoreApplication.translate("LossPlot", "{0} of {1}").format(score.count, score.total)
