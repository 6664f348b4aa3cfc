"""The sliders of a lesson: weights that a student moves beside its text, each within a range.

A slider only names a weight; what moving it does is an edit like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass
from nnviz.nn.derive.weight import cell_of
from nnviz.session.lesson.opening import read_weight

if TYPE_CHECKING:
    from nnviz.nn.derive import Weight
    from nnviz.nn.topology import Topology
    from nnviz.session.lesson.table import Table

MOST_STEPS = 10_000
"""The most places that a slider may stop at."""


@dataclass(frozen=True)
class Slider:
    """A weight that can be moved.

    Attributes:
        weight: which.
        least, most: its range.
        step: how far apart the places are at which it stops, beginning at ``least``.
        names: what it is called, by language; empty to be called by its symbol.
    """

    weight: Weight
    least: float
    most: float
    step: float
    names: Mapping[str, str] = field(default_factory=dict)


def read_sliders(tables: list[Table]) -> tuple[Slider, ...]:
    """The sliders in some tables of a lesson's file.

    Raises:
        LessonError: a key is missing or of another type, or there is no such range.
    """
    return tuple(map(_slider, tables))


def check_sliders(table: Table, sliders: tuple[Slider, ...], graph: Topology) -> None:
    """Makes sure that a network has the weights.

    Raises:
        LessonError: it has not.
    """
    for place, slider in enumerate(sliders, 1):
        table.attempt(f"sliders[{place}]", partial(cell_of, graph, slider.weight))


def _slider(table: Table) -> Slider:
    least, most = table.take("least", float), table.take("most", float)
    step = table.take("step", float) if table.has("step") else (most - least) / 100
    names = table.spoken("name") if table.has("name") else {}
    if not least < most < float("inf") or not (most - least) / MOST_STEPS <= step <= most - least:
        raise table.fault("", f"expected least < most and a step between, given {least}, {most}, {step}")
    return Slider(read_weight(table, ("least", "most", "step", "name")), least, most, step, names)
