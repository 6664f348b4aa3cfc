"""The camera: makes the frame of one place in a run from what was recorded there.

It runs nothing itself; a pass that is not at hand is brought back by the past.
"""

from __future__ import annotations

from dataclasses import replace

from nnviz.nn import Arrays
from nnviz.session.cursor import Place
from nnviz.session.frame import Frame, Stage
from nnviz.session.past import Past
from nnviz.session.surface import SurfaceMaker


class Camera:
    """Takes frames of one network in training.

    Args:
        stage: what never changes of it.
        passes_per_epoch: how many passes an epoch has.
        surface: draws the output over the input plane, where there is one.
    """

    def __init__(self, stage: Stage, passes_per_epoch: int, surface: SurfaceMaker | None) -> None:
        self._stage, self._per_epoch, self._surface = stage, passes_per_epoch, surface

    def paused(self, past: Past, place: Place, changeable: bool) -> Frame:
        """What the world looks like at a place, in an edited pass beside what it would be."""
        kept, plain = past.recording(place.pass_index), past.unedited(place.pass_index)
        here = place.position, place.remaining
        unedited = plain.trace.at(*here) if plain else {}
        trace = kept.trace
        frame = self._frame(kept.rows, place, trace.at(*here), trace.before(*here), unedited, live=False)
        return replace(frame, changeable=changeable)

    def live(self, past: Past, pass_index: int) -> Frame:
        """A pass that has just been run, whole."""
        kept = past.recording(pass_index)
        return self.whole(pass_index, kept.trace.at(len(self._stage.operations)), kept.rows)

    def whole(self, pass_index: int, arrays: Arrays, rows: tuple[int, ...]) -> Frame:
        """A pass as it stands at its end."""
        place = Place(pass_index, len(self._stage.operations))
        return self._frame(rows, place, arrays, {}, {}, live=True)

    def _frame(
        self,
        rows: tuple[int, ...],
        place: Place,
        arrays: Arrays,
        before: Arrays,
        unedited: Arrays,
        live: bool,
    ) -> Frame:
        epoch, number = divmod(place.pass_index, self._per_epoch)
        return Frame(
            self._stage,
            place.pass_index,
            place.position,
            epoch + 1,
            number + 1,
            self._per_epoch,
            rows,
            arrays,
            before,
            live,
            self._surface.surface(arrays) if self._surface else None,
            place.remaining,
            unedited,
        )
