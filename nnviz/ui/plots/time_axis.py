"""The epochs that plots above one another have in sight: the same for all that share it.

It follows the run from its first epoch to its newest, until a person zooms or drags one of the plots.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

_LEAST = 5
_ASIDE = 0.02
"""What is in sight after the newest epoch, as a share, so that the marker there is whole."""
_BEFORE, _BEFORE_SHARE = 10, 0.5
"""How many epochs of what came before the run are in sight; or as a share of its own, if that is more:
what came before then takes a third of the width."""

Range = tuple[float, float]


class TimeAxis(QObject):
    """A range of epochs and the room left of it, agreed on by several plots.

    Signals:
        moved: another range was chosen by hand, or none any more; or the run has become shorter.
        margin_changed: the plots begin at another place.
    """

    moved = Signal()
    margin_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ends: dict[object, float] = {}
        self._before: dict[object, float] = {}
        self._margins: dict[object, float] = {}
        self._chosen: Range | None = None

    @property
    def by_hand(self) -> bool:
        """Whether the range was chosen by hand."""
        return self._chosen is not None

    @property
    def range(self) -> Range:
        """The first and the last epoch in sight."""
        end = max([_LEAST, *self._ends.values()]) * (1 + _ASIDE)
        before = min(max(self._before.values(), default=0.0), max(_BEFORE, _BEFORE_SHARE * end))
        return self._chosen or (0.0 - before, end)

    def reach(self, who: object, epoch: float, before: float = 0.0) -> None:
        """Takes in the last epoch that one of the plots has something at, and how many it has before epoch 0.

        Of plots that are drawn one after the other the last knows first how short a run has become.
        """
        end, others = self.range[1], self._before.get(who, 0.0)
        self._ends[who], self._before[who] = epoch, before
        if self.range[1] < end or before != others:
            self.moved.emit()

    def choose(self, low: float, high: float) -> None:
        """Stops following and shows a range."""
        self._chosen = (low, high)
        self.moved.emit()

    def follow(self) -> None:
        """Follows the run again."""
        self._chosen = None
        self.moved.emit()

    @property
    def margin(self) -> float:
        """The room that every plot leaves for labels at its left, in pixels."""
        return max(self._margins.values(), default=0.0)

    def need_margin(self, who: object, pixels: float) -> None:
        """Takes in the room that the labels of one of the plots need."""
        before = self.margin
        self._margins[who] = pixels
        if self.margin != before:
            self.margin_changed.emit()
