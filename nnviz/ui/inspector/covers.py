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
    """Remembers what is covered while the same tables show other numbers.

    Signals:
        given_up: a person has taken the cover of a question off.
    """

    given_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._by_hand: set[int] = set()
        self._asked: list[int] = []
        self._views: list[TensorView] = []
        self._joined: set[TensorView] = set()

    def put_over(self, place: Place, views: Sequence[TensorView], asked: Sequence[TensorView]) -> None:
        """Covers tables at a place: those a question is about, and those covered there before."""
        if place != self._place:
            self._place, self._by_hand = place, set()
        self._views = list(views)
        self._asked = [number for number, view in enumerate(views) if view in asked]
        for number, view in enumerate(views):
            if view not in self._joined:
                self._joined.add(view)
                view.table.cover_asked.connect(partial(self._by_person, view))
            if number in self._asked or number in self._by_hand:
                view.cover(True)

    def lift(self) -> None:
        """Takes the covers of the question off."""
        lifted, self._asked = self._asked, []
        for number in lifted:
            self._views[number].cover(number in self._by_hand)

    def _by_person(self, view: TensorView, covered: bool) -> None:
        number = self._views.index(view)
        (self._by_hand.add if covered else self._by_hand.discard)(number)
        if number in self._asked:
            self.given_up.emit()
