"""What fits in a draft and what does not, layer by layer: shapes and sizes as far as they can be known.

It makes no network and raises nothing, so that a person can go on with what is not finished.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import GraphError, NnError, Node, SettingError, ShapeError, SizeError
from nnviz.nn.errors import Phrase
from nnviz.nn.initializers import initializer
from nnviz.nn.limits import check_count, check_size
from nnviz.nn.node import written
from nnviz.nn.program import LOSS
from nnviz.nn.room import Shape
from nnviz.session.building.draft import OPEN, spell_out
from nnviz.session.data import Dataset
from nnviz.session.setup import Part, Setup, made_layer


@dataclass(frozen=True)
class Fit:
    """How one layer, or the loss, stands in a draft.

    Attributes:
        name: its name; the loss has that of the loss.
        number: its place in the forward pass, from 1.
        shape: what it gives, without the batch axis; None while that cannot be known.
        size: how many numbers it would learn; None likewise.
        fault: why it does not fit, or None; what only waits for others has none.
        expected, given: both shapes, where they are what does not fit.
    """

    name: str
    number: int
    shape: Shape | None = None
    size: int | None = None
    fault: Phrase | None = None
    expected: str = ""
    given: str = ""


@dataclass(frozen=True)
class Check:
    """How a draft stands.

    Attributes:
        layers: one for each, in the order of the draft.
        loss: the last.
        rest: what is wrong with all else: the optimizer, the batch, the inputs.
    """

    layers: tuple[Fit, ...]
    loss: Fit
    rest: tuple[Phrase, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether a network can be made of it."""
        known = all(fit.fault is None and fit.shape is not None for fit in (*self.layers, self.loss))
        return bool(self.layers) and known and not self.rest

    @property
    def size(self) -> int:
        """How many numbers it would learn, as far as that is known."""
        return sum(fit.size or 0 for fit in self.layers)

    @property
    def faults(self) -> tuple[Phrase, ...]:
        """Everything that is wrong, from the first layer on."""
        found = (fit.fault for fit in (*self.layers, self.loss) if fit.fault is not None)
        return (*found, *self.rest)

    def of(self, name: str) -> Fit:
        """How the layer of a name stands, or the loss."""
        return next(fit for fit in (*self.layers, self.loss) if fit.name == name)


def check(setup: Setup, data: Dataset) -> Check:
    """How a draft would stand with a dataset."""
    names = tuple(data.inputs)
    draft = spell_out(setup, names)
    shapes = {name: array.shape[1:] for name, array in data.inputs.items()}
    looked = _Look(draft.layers, shapes)
    loss = _judge(draft, data, looked)
    rest = [*_unused_inputs(draft, names), *_rest(draft, len(data))]
    if not draft.layers:
        rest.insert(0, GraphError("a network needs at least one layer, given none").phrase)
    return Check(tuple(looked.fits), loss, tuple(rest))


@dataclass
class _Look:
    """Goes through the layers in the order of the forward pass."""

    layers: tuple[Part, ...]
    shapes: dict[str, Shape | None] | Mapping[str, Shape]
    fits: list[Fit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known: dict[str, Shape | None] = dict(self.shapes)
        self._count = 0
        order, circle = _order(self.layers)
        names = [part.name for part in self.layers]
        found: dict[int, Fit] = {}
        for number, place in enumerate(order, start=1):
            part = self.layers[place]
            blank = Fit(part.name, number)
            if part.name in names[:place] or part.name in self.shapes:
                twice = GraphError("two layers are called “{0}”", part.name)
                found[place] = replace(blank, fault=twice.phrase)
                continue
            found[place] = self._circled(blank, circle) if part.name in circle else self._fit(blank, part)
            self.known[part.name] = found[place].shape
        self.fits = [found[place] for place in range(len(self.layers))]
        self._mark_unused()

    def _circled(self, fit: Fit, circle: Sequence[str]) -> Fit:
        return replace(fit, fault=Phrase("the layers go round in a circle: {0}", " → ".join(circle)))

    def _fit(self, fit: Fit, part: Part) -> Fit:
        try:
            return self._shaped(fit, part, made_layer(part))
        except ShapeError as error:
            return replace(fit, fault=error.phrase, expected=str(error.expected), given=str(error.given))
        except NnError as error:
            return replace(fit, fault=error.phrase)

    def _shaped(self, fit: Fit, part: Part, node: Node) -> Fit:
        node.name = part.name
        for number, source in enumerate(part.sources, start=1):
            if source == OPEN:
                raise GraphError("input {0} is not connected yet", number)
            if source not in self.known and all(each.name != source for each in self.layers):
                raise GraphError("there is no layer “{0}”", source)
        given = [self.known.get(source) for source in part.sources]
        shapes = [shape for shape in given if shape is not None]
        if len(shapes) < len(given):
            return fit
        shape = node.output_shape(*shapes)
        check_size(part.name, shape)
        return replace(fit, shape=shape, size=self._size(part.name, node, shapes))

    def _size(self, name: str, node: Node, shapes: Sequence[Shape]) -> int:
        try:
            node.build(*shapes, dtype=np.int8)  # the smallest there is: nothing is computed with it
        except SizeError as error:
            raise SizeError("{0}.{1}", name, error) from error
        size = sum(parameter.value.size for parameter in node.parameters)
        self._count += size
        check_count(f"the network up to {name}", self._count)
        return size

    def _mark_unused(self) -> None:
        """What a layer gives must be taken by others, down to the last."""
        used = used_by_last(self.layers)
        for place, fit in enumerate(self.fits):
            if fit.name not in used and fit.fault is None:
                fault = Phrase("nothing takes what it gives; the last layer gives the output")
                self.fits[place] = replace(fit, fault=fault)


def used_by_last(layers: Sequence[Part]) -> set[str]:
    """The last layer, and all layers and inputs that lead to it."""
    return leading_to(layers, layers[-1].name) if layers else set()


def leading_to(layers: Sequence[Part], last: str) -> set[str]:
    """A layer, and all layers and inputs that lead to it."""
    by_name = {part.name: part for part in layers}
    used: set[str] = set()
    waiting = [last]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += by_name[name].sources if name in by_name else ()
    return used


def _order(layers: Sequence[Part]) -> tuple[list[int], tuple[str, ...]]:
    """The places of the layers in the order of the forward pass, and those that go round in a circle."""
    sources = {part.name: part.sources for part in layers}
    places = {part.name: place for place, part in reversed([*enumerate(layers)])}
    try:
        names = [name for name in TopologicalSorter(sources).static_order() if name in places]
    except CycleError as error:
        return [*range(len(layers))], tuple(error.args[1])
    order = [places[name] for name in names]
    return [*order, *(place for place in range(len(layers)) if place not in order)], ()


def _judge(draft: Setup, data: Dataset, looked: _Look) -> Fit:
    fit = Fit(LOSS, len(draft.layers) + 1)
    prediction = looked.known.get(draft.layers[-1].name) if draft.layers else None
    try:
        loss = draft.make_loss()
        if prediction is None:
            return fit
        loss.name = loss.description.title
        loss.targets(data.t, prediction)
    except ShapeError as error:
        return replace(fit, fault=error.phrase, expected=str(error.expected), given=str(error.given))
    except NnError as error:
        return replace(fit, fault=error.phrase)
    return replace(fit, shape=(), size=0)


def _unused_inputs(draft: Setup, names: Sequence[str]) -> list[Phrase]:
    used = used_by_last(draft.layers)
    unused = [name for name in names if name not in used]
    return [Phrase("nothing takes the input “{0}”", name) for name in unused] if draft.layers else []


def _rest(draft: Setup, count: int) -> list[Phrase]:
    """What is wrong with the optimizer, the initializer and the batch size."""
    found: list[Phrase] = []
    for make in (draft.make_optimizer, lambda: initializer(draft.initializer)):
        try:
            make()
        except NnError as error:
            found.append(error.phrase)
    size: Any = draft.batch_size
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        found.append(
            SettingError("batch size must be a whole number of at least 1, given {0!r}", size).phrase
        )
    return found


def shape_text(fit: Fit) -> str:
    """What a layer gives, as a reader writes it, or a question mark."""
    return written(fit.shape) if fit.shape is not None else "?"
