"""The company of a run: the pair that it is one of while two networks are compared, or nobody.

The driver asks it at every turn, and need not know whether there is anybody.
"""

from __future__ import annotations

from nnviz.session.commands import Command
from nnviz.session.comparing.beside import Beside, Comparison
from nnviz.session.comparing.pair import Pair
from nnviz.session.frame import Frame
from nnviz.session.records import Record
from nnviz.session.run import Run
from nnviz.session.setup import Setup
from nnviz.session.versions import Version, Versions


class Company:
    """Keeps the pair, and a place for its second run among the versions.

    Args:
        versions: where the runs of the session are kept.
    """

    def __init__(self, versions: Versions) -> None:
        self._versions, self._names = versions, ("", "")
        self._pair: Pair | None = None

    def __bool__(self) -> bool:
        """Whether there is anybody."""
        return self._pair is not None

    def begin(self, run: Run, setup: Setup, name: str) -> None:
        """Puts another run beside one; it raises what :class:`Pair` does."""
        pair, own = Pair(run, setup, name), self._versions.name
        self._pair, self._names = pair, (own, f"{own} ⇄")
        self._versions.add(self._names[1], pair.runs[1], pair)

    def choose(self, which: int) -> tuple[Version, tuple[Record, ...]] | None:
        """Lets the first or the second lead; gives its version and all that has come of it for the plots, or
        None where it leads already."""
        if self._pair is None or which == self._pair.chosen:
            return None
        told = self._pair.choose(which)
        return self._versions.open(self._names[which]), told

    def end(self) -> None:
        """Lets the second go; the first has to lead by then."""
        if self._pair is not None:
            self._pair = None
            self._versions.forget(self._names[1])

    def allow(self, command: Command) -> None:
        """Lets a command through, or raises what :meth:`Pair.allow` does."""
        if self._pair is not None:
            self._pair.allow(command)

    def follow(self, command: Command) -> None:
        """Has the other do what the one that leads has just done."""
        if self._pair is not None:
            self._pair.follow(command)

    @property
    def first(self) -> Version:
        """The run that there was before the other came, or the only one; it is the one that is saved."""
        return self._versions.left(self._names[0]) if self._pair else self._versions.now

    @property
    def lags(self) -> bool:
        """Whether the other has still to catch up."""
        return self._pair is not None and self._pair.behind > 0

    @property
    def stops(self) -> bool:
        """Whether the other has met a value that is not finite since it was last told to go on."""
        return self._pair is not None and self._pair.stops

    def stop(self) -> None:
        """Has both stand at one place, now that passes no longer go on by themselves."""
        if self._pair is not None:
            self._pair.stop()

    def catch_up(self) -> bool:
        """Brings the other to where the leading one stands; gives whether it has come there."""
        return self._pair is None or self._pair.catch_up()

    def keep_up(self, shown: bool) -> Frame | None:
        """Has the other run the passes that have just been run; gives the last if it is to be shown."""
        return self._pair.keep_up(shown) if self._pair else None

    def frame(self, live: bool = False) -> Frame | None:
        """How the other looks at the same place, or at its newest pass, if it has come there."""
        return self._pair.frame(live) if self._pair else None

    def news(self, frame: Frame | None, running: bool) -> Beside | None:
        """News of the other."""
        return self._pair.news(frame, running) if self._pair else None

    @property
    def comparison(self) -> Comparison | None:
        """Which two there are."""
        return self._pair.comparison() if self._pair else None
