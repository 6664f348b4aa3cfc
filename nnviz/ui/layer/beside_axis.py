"""The epochs in sight of plots elsewhere, for a plot that stands beside them and not below.

It has the same range, whoever chooses it, and room for labels of its own.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from nnviz.ui.plots.time_axis import Range, TimeAxis


class BesideAxis(TimeAxis):
    """The range of another axis.

    Args:
        shared: that axis.
    """

    def __init__(self, shared: TimeAxis, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shared = shared
        shared.moved.connect(self.moved)

    @property
    def by_hand(self) -> bool:
        """Whether the range was chosen by hand."""
        return self._shared.by_hand

    @property
    def range(self) -> Range:
        """The first and the last epoch in sight."""
        return self._shared.range

    def reach(self, who: object, epoch: float, before: float = 0.0) -> None:
        """Takes in the last epoch that one of the plots has something at, and how many before epoch 0."""
        self._shared.reach(who, epoch, before)

    def choose(self, low: float, high: float) -> None:
        """Stops following and shows a range."""
        self._shared.choose(low, high)

    def follow(self) -> None:
        """Follows the run again."""
        self._shared.follow()
