"""Widgets that are filled anew rather than made anew, which costs several times as much.

What is not needed for the moment is hidden and waits for the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")


class Pool(Generic[W]):
    """Widgets of one kind.

    Attributes:
        shown: those in use, in order.
    """

    def __init__(self) -> None:
        self.shown: list[W] = []
        self._spare: list[W] = []

    def fill(self, items: Sequence[T], make: Callable[[T], W], refill: Callable[[W, T], object]) -> None:
        """Shows one widget an item.

        Args:
            make: gives a new widget that shows an item.
            refill: lets a widget show another.
        """
        self._keep(len(items))
        for number, item in enumerate(items):
            if number == len(self.shown) and self._spare:
                self.shown.append(self._spare.pop())
            if number < len(self.shown):
                refill(self.shown[number], item)
            else:
                self.shown.append(make(item))

    def clear(self) -> None:
        """Shows none."""
        self._keep(0)

    def _keep(self, count: int) -> None:
        while len(self.shown) > count:
            self._spare.append(self.shown.pop())
            self._spare[-1].hide()
