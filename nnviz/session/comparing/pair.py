"""A pair of runs in step: one leads, as commands would have it, and the other is brought to the same place.

Neither knows of the other, so each is the run that it would be alone, number by number.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from nnviz.nn import SettingError
from nnviz.session import commands
from nnviz.session.comparing.beside import Beside, Comparison
from nnviz.session.comparing.places import same_place
from nnviz.session.comparing.variants import Words, told_apart, with_optimizer
from nnviz.session.frame import Frame
from nnviz.session.keeping import with_kinds
from nnviz.session.records import Record, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Setup

PATIENCE = 0.1
"""Seconds that the other run may take at a time to catch up; then commands are looked at."""

_APART = (commands.SetFeatures, commands.SetPoints, commands.SetWeights, commands.Rebuild)
"""What would make one of the two another network, or give it other data."""


class Pair:
    """Keeps two runs in step.

    Args:
        first: the run that was there.
        setup: what the second is made from; it begins at its first pass, with its own first weights.
        name: what the second is called where it is another network altogether.

    Raises:
        NnError: the second cannot be made.
        SettingError: it would have other passes than the first.

    Attributes:
        runs: the first and the second.
        chosen: which of them leads.
    """

    def __init__(self, first: Run, setup: Setup, name: str = "") -> None:
        second = first.another(replace(setup, start=None))
        if second.passes_per_epoch != first.passes_per_epoch:
            raise SettingError("both networks have to learn from the same batches")
        self.runs, self.chosen, self._name = (first, second), 0, name
        self._known_fault = second.fault
        self._retold: tuple[Record, ...] = ()
        self._told: tuple[object, tuple[Words, Words]] | None = None

    @property
    def lead(self) -> Run:
        """The one that commands are for."""
        return self.runs[self.chosen]

    @property
    def other(self) -> Run:
        """The one that follows."""
        return self.runs[1 - self.chosen]

    # -- commands -------------------------------------------------------------------------------

    def allow(self, command: object) -> None:
        """Lets through what can be done while two networks are compared.

        Raises:
            SettingError: it cannot be.
        """
        if isinstance(command, commands.Compare):
            raise SettingError("two networks are compared already; end the comparison first")
        if isinstance(command, _APART):
            raise SettingError(
                "while two networks are compared neither is built and the data stay; end the comparison first"
            )

    def choose(self, chosen: int) -> tuple[Record, ...]:
        """Lets one of the two lead from now on; gives all that it has left behind for the plots."""
        self.chosen = chosen
        self._known_fault = self.other.fault
        self._retold = self.history(self.other)
        return self.history(self.lead)

    def history(self, run: Run) -> tuple[Record, ...]:
        """All that a run has left behind so far."""
        run.take_records()
        return Rewound(0), *run.curves.until(run.epochs)

    def follow(self, command: commands.Command) -> None:
        """Does with the other what belongs to both, and brings it to where the leading one stands."""
        match command:
            case commands.Reset():
                self.other.reset()
            case commands.NewWeights(seed):
                self.other.new_weights(seed)
            case commands.SetHistoryBytes(value):
                self.other.set_history_bytes(value)
            case commands.Play() | commands.TrainEpochs():
                self._known_fault = self.other.fault
        self.catch_up()

    # -- keeping in step ------------------------------------------------------------------------

    @property
    def behind(self) -> int:
        """How many passes the other has still to catch up; none if it cannot go on."""
        return 0 if self.other.fault else max(0, self.lead.passes - self.other.passes)

    @property
    def stops(self) -> bool:
        """Whether the other has met a value that is not finite since the two began to play."""
        return self.other.fault is not None and self.other.fault != self._known_fault

    def catch_up(self) -> bool:
        """Trains the other as far as the leading one, and puts its cursor at the same place.

        Returns:
            Whether it came so far in the time it had.
        """
        lead, other = self.lead, self.other
        if other.passes > lead.passes and not lead.fault:
            other.go_to(lead.passes * other.ruler.length)
            other.rewind_here()
        if self.behind > 1:
            other.train(self.behind - 1, perf_counter() + PATIENCE)
        if self.behind == 1:
            other.train_recorded()
        if self.behind:
            return False
        self._go_there()
        return True

    def keep_up(self, shown: bool) -> Frame | None:
        """The same while passes go on by themselves; gives the newest pass if it is to be shown and the
        other has come so far."""
        other = self.other
        if other.fault:
            return other.frame() if shown else None
        other.train(self.behind - 1, perf_counter() + PATIENCE)
        if self.behind != 1:
            return None
        if shown:
            return other.train_shown() or other.frame()
        other.train(1)
        return None

    def stop(self) -> None:
        """Has both stand at one place when passes no longer go on by themselves: where the leading one is,
        or where the other has met a value that is not finite."""
        if self.stops:
            lead, other = self.lead, self.other
            place = same_place(other.place, other.stage.operations, lead.stage.operations, lead.ruler)
            lead.go_to(lead.ruler.number(place))
        elif not self.behind:
            self._go_there()

    def _go_there(self) -> None:
        lead, other = self.lead, self.other
        if lead.at_start:
            other.go_to(0)
            return
        place = same_place(lead.place, lead.stage.operations, other.stage.operations, other.ruler)
        if other.fault or place.pass_index < other.passes:
            other.go_to(other.ruler.number(place))

    # -- mail -----------------------------------------------------------------------------------

    def comparison(self) -> Comparison:
        """Which two networks there are, by what is so of them now."""
        key = [(run.setup, run.coming_kinds, run.status().learning_rate) for run in self.runs]
        if self._told is None or self._told[0] != key:
            self._told = key, told_apart(*(_as_now(run) for run in self.runs))
        return Comparison(self._told[1], self.chosen, self._name)

    def frame(self, live: bool = False) -> Frame | None:
        """How the other looks where the leading one stands, or at its newest pass while passes go on; None
        while it has not come so far."""
        if self.behind:
            return None
        if live and not self.other.fault:
            return self.other.live_frame()
        self.other.evaluate()
        return self.other.frame()

    def news(self, frame: Frame | None, running: bool) -> Beside:
        """News of the other; after another choice they begin with all that has come of it."""
        other, retold, self._retold = self.other, self._retold, ()
        return Beside(frame, (*retold, *other.take_records()), other.status(running), self.behind)


def _as_now(run: Run) -> Setup:
    """The setup of a run with the activations and the rate that its next pass has."""
    setup = replace(run.setup, layers=with_kinds(run.setup.layers, run.coming_kinds))
    return with_optimizer(setup, setup.optimizer.type, run.status().learning_rate)
