"""The watcher: evaluates the network at the ends of epochs, now and then or where somebody looks.

How often follows from the clock, and nothing else follows from that: what is trained is the same, bit for
bit, whichever epochs are evaluated.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from time import thread_time

from nnviz.nn.program import parameter_values
from nnviz.nn.state import memories
from nnviz.session.asking import Moment
from nnviz.session.data.dataset import Dataset
from nnviz.session.evaluation import Evaluator
from nnviz.session.past import Past
from nnviz.session.programs import Kinds, Programs
from nnviz.session.records import Evaluation
from nnviz.session.trainer import Trainer

SHARE = 0.02
"""How much of the time of training may go into evaluating."""

CREDIT = 0.1
"""Seconds that may go into it at once: the first epochs, in which most happens, are all evaluated."""


AVERAGED = 4
"""Over about how many times the cost of one is averaged."""


class Allowance:
    """Says when something may be done again that must take no more than a share of the time.

    Args:
        clock: gives seconds; another one than the processor time of this thread is for tests.
    """

    def __init__(self, clock: Callable[[], float] = thread_time) -> None:
        self._clock, self._credit, self._next = clock, CREDIT, 0.0
        self._cost: float | None = None

    @property
    def now(self) -> bool:
        """Whether it may be done now."""
        return self._credit > 0 or self._clock() >= self._next

    def spend(self, task: Callable[[], Evaluation]) -> Evaluation:
        """Does it, and takes note of how long it took: of a mean over the last few times, since one that
        was interrupted by something else looks far dearer than it is."""
        began = self._clock()
        made = task()
        ended = self._clock()
        took = ended - began
        self._cost = took if self._cost is None else self._cost + (took - self._cost) / AVERAGED
        self._credit -= took
        self._next = ended + self._cost / SHARE
        return made


class Watcher:
    """Evaluates what one trainer trains.

    Args:
        programs, data: what is trained, and what is known.
        trainer, past: what runs it, and what brings the end of an epoch back.
        allowance: how often that may be while nobody looks.
    """

    def __init__(
        self,
        programs: Programs,
        data: Dataset,
        trainer: Trainer,
        past: Past,
        allowance: Allowance | None = None,
    ) -> None:
        self._programs, self._data, self._trainer, self._past = programs, data, trainer, past
        self._allowance = allowance or Allowance()
        self._evaluators: dict[Kinds, Evaluator] = {}
        self._known = array("q")
        self._active = self._evaluator().has_something

    def _evaluator(self) -> Evaluator:
        kinds = self._trainer.kinds
        if kinds not in self._evaluators:
            graph, loss = self._programs.graph(kinds), self._programs.of(kinds).loss
            self._evaluators[kinds] = Evaluator(graph, loss, self._data)
        return self._evaluators[kinds]

    def follow(self, epoch: int) -> tuple[Evaluation, ...]:
        """To be called at the end of every epoch: evaluates it if it is time to."""
        return (self._evaluate(epoch),) if self._active and self._allowance.now else ()

    def look_at(self, epoch: int) -> tuple[Evaluation, ...]:
        """Evaluates an epoch that has been completed, unless that has been done."""
        if not self._active or epoch < 1 or self._knows(epoch):
            return ()
        passes = epoch * self._trainer.batches.per_epoch
        if self._trainer.passes == passes:
            return (self._evaluate(epoch),)
        with self._past.at_start_of(passes):
            return (self._evaluate(epoch),)

    def forget_after(self, epoch: int) -> None:
        """Later epochs will be trained anew."""
        del self._known[bisect_right(self._known, epoch) :]

    def _knows(self, epoch: int) -> bool:
        place = bisect_left(self._known, epoch)
        return place < len(self._known) and self._known[place] == epoch

    def _evaluate(self, epoch: int) -> Evaluation:
        self._known.insert(bisect_left(self._known, epoch), epoch)
        graph = self._programs.graph(self._trainer.kinds)
        moment = Moment(parameter_values(graph), memories(graph))
        return self._allowance.spend(lambda: self._evaluator().evaluate(epoch, moment))
