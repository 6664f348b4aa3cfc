"""The runs of one session: each lesson's own under its name, and those whose data were changed under way.

Going back from one to the one before takes a change of the data back, and finds that run just as it was left.
"""

from __future__ import annotations

from dataclasses import field

from nnviz.dataclass import dataclass
from nnviz.session.building.deeds import Deed, Reversal, Verb
from nnviz.session.formers import Formers, with_former
from nnviz.session.run import Run
from nnviz.session.spreads import SpreadLog

MOST = 30
"""How many runs back one can go."""

OTHER_DATA = Deed(Verb.DATA)
"""What is done where nothing else is said: the data are changed."""

_SMALL = 2**20
"""Bytes that the past of a run may take which was left for another version."""


@dataclass(frozen=True)
class Version:
    """A run, the name under which it is told of, what was seen of its layers, what it came of, and what came
    before that."""

    label: str
    run: Run
    log: SpreadLog
    deed: Deed
    before: Formers = ()

    @classmethod
    def of(cls, label: str, run: Run, deed: Deed = OTHER_DATA, before: Formers = ()) -> Version:
        """A run of which nothing has been seen."""
        return cls(label, run, SpreadLog(run), deed, before)


@dataclass
class _Row:
    """The versions of one lesson, with the place of the one in force."""

    versions: list[Version]
    made_from: object
    place: int = 0
    made: int = 0


@dataclass
class Versions:
    """Keeps the runs.

    Attributes:
        name: the lesson that is open.
    """

    name: str
    _rows: dict[str, _Row] = field(default_factory=dict)

    def knows(self, name: str, made_from: object) -> bool:
        """Whether the same was opened under that name before."""
        return name in self._rows and self._rows[name].made_from == made_from

    def add(self, name: str, run: Run, made_from: object, before: Formers = ()) -> None:
        """Takes in the first run of a lesson, what tells it from others of the name, and what came before."""
        self._rows[name] = _Row([Version.of(name, run, before=before)], made_from)

    def forget(self, name: str) -> None:
        """Lets the runs go that were opened under a name, which is not the one that is open."""
        self._rows.pop(name, None)

    @property
    def now(self) -> Version:
        """The version in force of the lesson that is open."""
        return self.left(self.name)

    def left(self, name: str) -> Version:
        """The version of a lesson that is in force when it is turned to."""
        row = self._rows[name]
        return row.versions[row.place]

    def open(self, name: str) -> Version:
        """Turns to another lesson, in the version in which it was left."""
        self.name = name
        return self.now

    def change(self, run: Run, deed: Deed = OTHER_DATA) -> Version:
        """Puts another version in force; those that had been gone back from are forgotten."""
        row = self._rows[self.name]
        row.made += 1
        kept = row.versions[: row.place + 1 - self._goes_on(deed)]
        before = with_former(kept[-1].before, kept[-1].run, deed)
        kept = [*kept, Version.of(f"{self.name} {row.made}", run, deed, before)][-MOST - 1 :]
        self.now.run.set_history_bytes(_SMALL)
        row.versions, row.place = kept, len(kept) - 1
        return self.now

    @property
    def can_go_back(self) -> bool:
        """Whether there is a version before this one."""
        return self._rows[self.name].place > 0

    @property
    def can_go_on(self) -> bool:
        """Whether one has been gone back from."""
        row = self._rows[self.name]
        return row.place + 1 < len(row.versions)

    def base(self, deed: Deed) -> Run:
        """The run that a deed starts from: the one in force, or where that has only come of the same setting
        being set and has not been trained, the one before, so that both are one step."""
        row = self._rows[self.name]
        return row.versions[row.place - self._goes_on(deed)].run

    def _goes_on(self, deed: Deed) -> bool:
        now, row = self.now, self._rows[self.name]
        same = bool(deed.setting) and now.deed == deed and row.place > 0
        return same and now.run.passes == 0 and not now.run.status().can_undo

    def reversal(self, places: int) -> Reversal | None:
        """What going one version on, 1, or back, −1, would do; None where there is none."""
        row = self._rows[self.name]
        there = row.place + places
        if not 0 <= there < len(row.versions):
            return None
        return Reversal(row.versions[max(row.place, there)].deed, row.versions[there].run.epochs)

    def move(self, places: int) -> Version:
        """Goes so many versions on, or back where negative; there must be as many."""
        row, budget = self._rows[self.name], self.now.run.status().past_limit
        self.now.run.set_history_bytes(_SMALL)
        row.place += places
        self.now.run.set_history_bytes(budget)
        return self.now
