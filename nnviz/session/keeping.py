"""What of a run is kept to be opened again: its setup, begun at the pass under the cursor, and the place.

Whoever opens it sees the same numbers, and trains on to the same numbers.
"""

from __future__ import annotations

from dataclasses import replace

from nnviz.dataclass import dataclass
from nnviz.nn import registry
from nnviz.nn.freezing import named
from nnviz.session.opening import Opening
from nnviz.session.programs import Kinds
from nnviz.session.setup import Part, Setup
from nnviz.session.start import Start
from nnviz.session.trainer import Trainer


@dataclass(frozen=True)
class Kept:
    """A moment of a run: what it is made from, and where in its first pass it stands."""

    setup: Setup
    opening: Opening


def kept_setup(setup: Setup, trainer: Trainer) -> Setup:
    """The setup of a run that begins where a trainer stands."""
    return replace(as_now(setup, trainer), start=Start.of(trainer))


def as_now(setup: Setup, trainer: Trainer) -> Setup:
    """The setup of a run with the activations that a trainer has, and with what is frozen there."""
    program, layers = trainer.program, with_kinds(setup.layers, trainer.kinds)
    return replace(setup, layers=layers, frozen=named(program.graph, program.optimizer.frozen))


def with_kinds(layers: tuple[Part, ...], kinds: Kinds) -> tuple[Part, ...]:
    """The layers with the activations that stand there now, under the same names."""
    now = dict(kinds)
    return tuple(
        _activation(now[name], name, part) if (name := part.name_at(number)) in now else part
        for number, part in enumerate(layers, 1)
    )


def _activation(kind: str, name: str, part: Part) -> Part:
    settings = registry.layers()[kind].description.settings
    return Part(kind, {item.name: item.default for item in settings}, name, part.sources)
