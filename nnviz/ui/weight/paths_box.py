"""The gradient as a sum over paths: each way from the weight to E, and what it adds.

Of many paths it names the strongest, and says which share of the gradient they are.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnviz.nn.derive import Path, Paths
from nnviz.nn.derive.paths import STRONGEST
from nnviz.ui import numbers
from nnviz.ui.weight.box import Box, show


class PathsBox(Box):
    """How many paths there are, and the strongest of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: Paths | None = None
        self.lines = [self.line(12, digits=False) for _ in range(STRONGEST)]
        self.summary = self.line(12, "muted", digits=False)
        self.inside.addStretch(1)
        self._retranslate()

    def show_paths(self, paths: Paths) -> None:
        """Shows paths, the strongest first."""
        self._paths = paths
        shown = paths.shown[:STRONGEST]
        for number, label in enumerate(self.lines):
            path = shown[number] if number < len(shown) else None
            show(label, self._written(path) if path else "", _factors(path) if path else "")
        show(self.summary, self._summary(paths))

    def _written(self, path: Path) -> str:
        return f"{numbers.signed(path.product, 4)}  {path.text}"

    def _summary(self, paths: Paths) -> str:
        if paths.count is None:
            return self.tr("Too many cells lie on the way to follow each path.")
        if not paths.count:
            return self.tr("No path passes anything on.")
        if paths.complete:
            text = self.tr("{0} in all; together {1}, the gradient")
            return text.format(paths.count, numbers.signed(paths.sum, 6))
        share = "–" if paths.share is None else f"{numbers.short(100 * paths.share)} %"
        text = self.tr("{0} paths in all; the {1} strongest are {2} of the gradient")
        return text.format(_count(paths.count), len(paths.shown), share)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("PATHS FROM IT TO E"))
        if self._paths:
            self.show_paths(self._paths)


def _count(count: int) -> str:
    return str(count) if count < 10**7 else numbers.short(float(count))


def _factors(path: Path) -> str:
    return " · ".join(map(repr, path.factors)) + f"\n= {path.product!r}"
