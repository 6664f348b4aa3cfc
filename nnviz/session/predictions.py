"""What a person has guessed on the way through a pass: the question that is open, and those answered.

A stop asks when it is reached going forward; once answered it is open for the rest of the pass.
"""

from __future__ import annotations

from nnviz.session.cursor import Place
from nnviz.session.frame import Frame
from nnviz.session.questions import Question, Verdict, judge, question


class Predictions:
    """Follows the frames that are shown.

    Attributes:
        question: what the stop asks, answered or not; None where nothing is asked.
        verdict: what the guess was worth; None without one.
        open: whether the question waits for an answer.
    """

    def __init__(self) -> None:
        self._on = False
        self._last: Frame | None = None
        self._answered: dict[Place, tuple[Question, float | None]] = {}
        self._forget()

    def _forget(self) -> None:
        self.question: Question | None = None
        self.verdict: Verdict | None = None
        self.open = False

    def set_on(self, on: bool) -> None:
        """Asks from the next stop on, or no more."""
        self._on = on
        self._answered.clear()
        self._forget()

    def arrive(self, frame: Frame) -> None:
        """Comes to a frame."""
        last, self._last = self._last, frame
        same = last is not None and not last.live and place(last) == place(frame)
        waits = self.open and same
        self._forget()
        if last is None or last.pass_index != frame.pass_index or not frame.position:
            self._answered.clear()
        if not self._on or frame.live:
            return
        asked = question(frame)
        known = self._answered.get(place(frame))
        if known and known[0] == asked:
            self._take_up(*known)
        elif asked and (waits or _is_ahead(frame, last)):
            self.question, self.open = asked, True

    def _take_up(self, asked: Question, guess: float | None) -> None:
        self.verdict = None if guess is None else judge(asked, guess)
        self.question, self.open = asked, False

    def answer(self, guess: float | None) -> None:
        """Answers the open question; None shows the answer without a guess.

        Raises:
            ValueError: as :func:`judge`; the question stays open.
        """
        if self.open and self.question and self._last:
            self._take_up(self.question, guess)
            self._answered[place(self._last)] = self.question, guess


def place(frame: Frame) -> Place:
    """Where a frame stands."""
    return Place(frame.pass_index, frame.position, frame.remaining)


def _is_ahead(frame: Frame, last: Frame | None) -> bool:
    """Whether it was reached by stepping forward, not by running."""
    if last is None or last.live:
        return False
    now, then = place(frame), place(last)
    return (now.pass_index, now.position, -now.remaining) > (then.pass_index, then.position, -then.remaining)
