"""What a picture shows at a glance, in words for a screen reader.

Every number in them is one that the picture shows as well.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.session.results import Answers, Outputs, Result
from nnviz.session.series import Series
from nnviz.ui.numbers import signed

_CHANGE = 0.001
"""The share by which a curve must have changed to be called rising or falling."""


def way(series: Series) -> str:
    """Whether a curve rises or falls, over the newest tenth of its epochs."""
    newest = series.last
    before = series.nearest(newest.epoch - max(1, newest.epoch // 10)) if newest else None
    if newest is None or before is None or before.epoch == newest.epoch:
        return _words("first")
    apart, least = newest.value - before.value, _CHANGE * abs(before.value)
    return _words("rising" if apart > least else "falling" if apart < -least else "level")


def told_result(result: Result) -> str:
    """What a result comes to: over which range its outputs lie, or how many answers are right."""
    if isinstance(result, Answers):
        judged = result.judged
        text = QCoreApplication.translate("told", "{0} of {1} right")
        return text.format(judged.correct, len(judged))
    if isinstance(result, Outputs):
        outputs = result.samples.outputs
        return _range(outputs.min(), outputs.max()) if outputs.size else ""
    return _range(result.values.min(), result.values.max())


def _range(low: float, high: float) -> str:
    text = QCoreApplication.translate("told", "outputs from {0} to {1}")
    return text.format(signed(float(low), 4), signed(float(high), 4))


def _words(key: str) -> str:
    translate = QCoreApplication.translate
    return {
        "first": translate("told", "its first value"),
        "rising": translate("told", "rising"),
        "falling": translate("told", "falling"),
        "level": translate("told", "level"),
    }[key]
