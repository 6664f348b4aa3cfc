"""The words for what is wrong with a layer: a short text for its badge, and a sentence that gives the reason.

Each ailment has a lesson that shows how it comes about and what helps.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.nn import NodeInfo
from nnviz.session.diagnosis import (
    EXPLODED,
    FLAT,
    LONG_STEP,
    SHORT_STEP,
    VANISHED,
    Ailment,
    Finding,
)
from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.canvas.river import norm_text

LESSONS = {
    Ailment.NOT_FINITE: "too-fast",
    Ailment.EXPLODING: "too-fast",
    Ailment.VANISHING: "vanishing",
    Ailment.DEAD: "dead-relus",
    Ailment.SATURATED: "unscaled",
    Ailment.LONG_STEP: "too-fast",
    Ailment.SHORT_STEP: "vanishing",
}
"""The name of the lesson on each ailment."""


def short_texts(finding: Finding) -> tuple[str, ...]:
    """What a badge says, in ever fewer words; the last is nothing, for the shape speaks alone."""
    translate, counts = QCoreApplication.translate, (finding.count, finding.total)
    times = "× " + norm_text(finding.ratio, 2)
    match finding.ailment:
        case Ailment.NOT_FINITE:
            return translate("Canvas", "not finite"), "∞", ""
        case Ailment.EXPLODING:
            return (
                translate("Canvas", "exploding {0}").format(times),
                translate("Canvas", "exploding"),
                times,
                "",
            )
        case Ailment.VANISHING:
            return (
                translate("Canvas", "vanishing {0}").format(times),
                translate("Canvas", "vanishing"),
                times,
                "",
            )
        case Ailment.DEAD:
            return translate("Canvas", "{0} of {1} dead").format(*counts), "{}/{}".format(*counts), ""
        case Ailment.SATURATED:
            return translate("Canvas", "{0} of {1} saturated").format(*counts), "{}/{}".format(*counts), ""
        case Ailment.LONG_STEP:
            return (
                translate("Canvas", "long step {0}").format(times),
                translate("Canvas", "long step"),
                times,
                "",
            )
        case Ailment.SHORT_STEP:
            return (
                translate("Canvas", "short step {0}").format(times),
                translate("Canvas", "short step"),
                times,
                "",
            )


def reason(finding: Finding, frame: Frame, node: NodeInfo) -> str:
    """What was measured, in a sentence with its numbers."""
    symbol, ratio = node.description.symbol(finding.key).text, norm_text(finding.ratio, 3)
    counts, sizes = (finding.count, finding.total), (numbers.short(finding.measured, 4), finding.reference)
    against = (sizes[0], ratio, numbers.short(sizes[1], 4))
    match finding.ailment:
        case Ailment.NOT_FINITE:
            text = QCoreApplication.translate(
                "Canvas", "{0} of {1} numbers of {2} are infinite or no numbers any more."
            )
            return text.format(*counts, symbol)
        case Ailment.EXPLODING:
            text = QCoreApplication.translate(
                "Canvas",
                "The gradient explodes: ‖∂E/∂Y‖ = {0} is {1} times that of the last layer, {2}. Beyond {3}"
                " times, a learning rate that suits the one throws the other far off.",
            )
            return text.format(*against, f"{EXPLODED:g}")
        case Ailment.VANISHING:
            text = QCoreApplication.translate(
                "Canvas",
                "The gradient vanishes: ‖∂E/∂Y‖ = {0} is {1} times that of the last layer, {2}. Below {3}"
                " times, this layer hardly learns while the last one does.",
            )
            return text.format(*against, f"{VANISHED:g}")
        case Ailment.DEAD:
            text = QCoreApplication.translate(
                "Canvas",
                "{0} of {1} units give 0 for every one of the {2} samples of the batch, and their ∂E/∂X is"
                " exactly 0: no error reaches their weights.",
            )
            return text.format(*counts, len(frame.rows))
        case Ailment.SATURATED:
            text = QCoreApplication.translate(
                "Canvas",
                "{0} of {1} units are where their curve is flat: for every one of the {2} samples of the"
                " batch the slope, ∂E/∂X over ∂E/∂Y, is below {3}.",
            )
            return text.format(*counts, len(frame.rows), f"{FLAT:g}")
        case Ailment.LONG_STEP | Ailment.SHORT_STEP:
            text = QCoreApplication.translate(
                "Canvas",
                "The update moved the weights by ‖ΔW‖ = {0}, which is {1} of ‖W‖ = {2}. Where learning goes"
                " well that is mostly from {3} to {4}.",
            )
            return text.format(*against, f"{SHORT_STEP:g}", f"{LONG_STEP:g}")
