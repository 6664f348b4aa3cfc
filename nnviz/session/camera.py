"""The camera: makes the frame of one place in a run from what was recorded there.

It runs nothing itself; a pass that is not at hand is brought back by the past.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from nnviz.dataclass import dataclass
from nnviz.nn import Arrays, Graph, Loss
from nnviz.nn.describe import Array
from nnviz.nn.freezing import any_frozen
from nnviz.nn.state import Memories
from nnviz.session.asking import Asked, Asker, Moment
from nnviz.session.cursor import Place
from nnviz.session.data import Dataset
from nnviz.session.data.features import PLAIN, are_of_plane
from nnviz.session.edits import Changes
from nnviz.session.frame import Changed, Frame, Stage
from nnviz.session.keeping import with_kinds
from nnviz.session.past import Past
from nnviz.session.plane import Plane, PlaneMaker
from nnviz.session.programs import Kinds, Programs
from nnviz.session.result_makers import maker
from nnviz.session.results import Result
from nnviz.session.setup import Setup


@dataclass(frozen=True, eq=False)
class _Answers:
    """What can be asked of a network at a moment; nothing of it is worked out before somebody does."""

    result: Result
    plane: Plane | None
    network: Asked


class _Answering:
    """Makes the answers of one network."""

    def __init__(self, graph: Graph, loss: Loss, data: Dataset) -> None:
        self._results, self._planes = maker(graph, loss, data), PlaneMaker.suited(graph, data)
        self._asker = Asker(graph)

    def at(self, now: Moment) -> _Answers:
        plane = self._planes.make(now) if self._planes else None
        return _Answers(self._results.make(now), plane, Asked(self._asker, now))


class Camera:
    """Takes frames of the networks of one run.

    Args:
        programs: what is run.
        setup: what they were made from.
        data: what it learns from.
        passes_per_epoch: how many passes an epoch has.
    """

    def __init__(self, programs: Programs, setup: Setup, data: Dataset, passes_per_epoch: int) -> None:
        self._programs, self._setup, self._data = programs, setup, data
        self._per_epoch = passes_per_epoch
        self._made: tuple[Kinds, list[Array], Memories, _Answers] | None = None
        self._stages: dict[tuple[Kinds, bool], Stage] = {}
        self._answerings: dict[Kinds, _Answering] = {}

    def stage(self, kinds: Kinds, frozen: bool = False) -> Stage:
        """What never changes while the run has these activations, and something is frozen or nothing is."""
        if (kinds, frozen) not in self._stages:
            data, program = self._data, self._programs.of(kinds)
            chosen = (data.features or PLAIN) if are_of_plane(data) else ()
            made = Stage.of(program, data.labels, data.classes, data.scales, chosen, frozen)
            made_of = replace(self._setup, layers=with_kinds(self._setup.layers, kinds), start=None)
            self._stages[kinds, frozen] = replace(made, made_of=(made_of, data))
        return self._stages[kinds, frozen]

    def _answering(self, kinds: Kinds) -> _Answering:
        if kinds not in self._answerings:
            graph, loss = self._programs.graph(kinds), self._programs.of(kinds).loss
            self._answerings[kinds] = _Answering(graph, loss, self._data)
        return self._answerings[kinds]

    def paused(self, past: Past, place: Place, changes: Changes) -> Frame:
        """What the world looks like at a place, in a changed pass beside what it would be."""
        kept, plain = past.recording(place.pass_index), past.unedited(place.pass_index)
        here = place.position, place.remaining
        trace = kept.trace
        now = Moment(trace.at(*here), trace.memories)
        frame = self._frame(kept.kinds, kept.rows, place, now, trace.before(*here), live=False)
        if plain is None:
            return frame
        return replace(
            frame,
            unedited=plain.trace.at(*here),
            unedited_before=plain.trace.before(*here),
            changes=tuple(Changed.of(change, plain.trace, self.stage(plain.kinds)) for change in changes),
        )

    def live(self, past: Past, pass_index: int) -> Frame:
        """A pass that has just been run, whole."""
        kept = past.recording(pass_index)
        now = Moment(kept.trace.at(len(kept.trace.operations)), kept.trace.memories)
        return self.whole(kept.kinds, pass_index, now, kept.rows)

    def whole(self, kinds: Kinds, pass_index: int, now: Moment, rows: tuple[int, ...]) -> Frame:
        """A pass as it stands at its end."""
        place = Place(pass_index, len(self.stage(kinds).operations))
        return self._frame(kinds, rows, place, now, {}, live=True)

    def glimpse(
        self, kinds: Kinds, frozen: bool, pass_index: int, arrays: Arrays, rows: tuple[int, ...]
    ) -> Frame:
        """Some of a pass as it stands at its end, of which nothing can be asked."""
        epoch, number = divmod(pass_index, self._per_epoch)
        stage = self.stage(kinds, frozen)
        count = len(stage.operations)
        place = pass_index, count, epoch + 1, number + 1, self._per_epoch
        return Frame(stage, *place, rows, arrays, live=True, partial=True)

    def _frame(
        self, kinds: Kinds, rows: tuple[int, ...], place: Place, now: Moment, before: Arrays, live: bool
    ) -> Frame:
        epoch, number = divmod(place.pass_index, self._per_epoch)
        stage = self.stage(kinds, any_frozen(now.arrays))
        answers = self._answers(kinds, now)
        return Frame(
            stage,
            place.pass_index,
            place.position,
            epoch + 1,
            number + 1,
            self._per_epoch,
            rows,
            now.arrays,
            before,
            live,
            answers.result,
            place.remaining,
            network=answers.network,
            plane=answers.plane,
        )

    def _answers(self, kinds: Kinds, now: Moment) -> _Answers:
        """The answers of a moment: the last ones again while no parameter has moved, so that what it took to
        work out is there for every stop of a pass."""
        held = [now.arrays[node.name][key] for node in self.stage(kinds).nodes for key in node.parameters]
        if self._made is not None:
            before_kinds, before, memories, made = self._made
            same = len(before) == len(held) and all(map(operator.is_, before, held))
            if same and kinds == before_kinds and memories is now.memories:
                return made
        self._made = kinds, held, now.memories, self._answering(kinds).at(now)
        return self._made[-1]
