"""The covers over tables of the inspector: those of a question, and those that a person has put there.

A person's covers hold while the same place is shown; at another every table is bare again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from nnviz.session.cursor import Place
from nnviz.ui.inspector.tensor_view import TensorView


class Covers(QObject):
    """Remembers what is covered while the tables themselves are made anew.

    Signals:
        given_up: a person has taken the cover of a question off.
    """

    given_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._by_hand: set[int] = set()
        self._asked: list[tuple[int, TensorView]] = []

    def put_over(self, place: Place, views: Sequence[TensorView], asked: Sequence[TensorView]) -> None:
        """Covers the new tables of a place: those a question is about, and those covered there before."""
        if place != self._place:
            self._place, self._by_hand = place, set()
        self._asked = [(number, view) for number, view in enumerate(views) if view in asked]
        for number, view in enumerate(views):
            view.table.cover_asked.connect(partial(self._by_person, number))
            if view in asked or number in self._by_hand:
                view.cover(True)

    def lift(self) -> None:
        """Takes the covers of the question off."""
        lifted, self._asked = self._asked, []
        for number, view in lifted:
            view.cover(number in self._by_hand)

    def _by_person(self, number: int, covered: bool) -> None:
        (self._by_hand.add if covered else self._by_hand.discard)(number)
        if any(number == asked for asked, _ in self._asked):
            self.given_up.emit()
