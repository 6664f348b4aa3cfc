"""Reads a model operator by operator, and keeps the layers that come of it.

What an operator means is said by tables from its type; one that is in none of them is refused by its name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import DataError, NnError
from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.nn.room import Shape
from nnviz.session.building.draft import slots
from nnviz.session.data.watching import tell
from nnviz.session.onnx_import.model import FAULTS, Door, Model, Operator, short
from nnviz.session.onnx_import.values import CHANNELS_FIRST, Constant, Signal, Term, Value
from nnviz.session.setup import Part, made_layer

MOST_CELLS = 1 << 22
"""The most cells that one sample may have anywhere in the network."""


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer that has been understood.

    Attributes:
        type, settings: which it is.
        sources: the numbers of the layers that it takes; 0 is the input.
        arrays: what it has learned, and what it remembers, by key and as nnviz has it.
        shape: what it gives.
        made_of: the places of the operators that it is made of.
        called: what the model calls what it gives.
    """

    type: str
    settings: Mapping[str, Any]
    sources: tuple[int, ...]
    arrays: Mapping[str, Array]
    shape: Shape
    made_of: frozenset[int]
    called: str


@dataclass
class Reader:
    """Goes through one model.

    Attributes:
        model: which.
        layers: those that have been understood, by their numbers from 1; not all of them are needed.
        values: what each name stands for.
    """

    model: Model
    tables: tuple[Mapping[str, Callable[[Step], Value]], ...]
    layers: list[Layer] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)

    def read(self) -> Signal:
        """What the model gives.

        Raises:
            DataError: it is no network of nnviz's layers; the operator in the way is named.
        """
        self.values = {name: Constant(array) for name, array in self.model.constants.items()}
        self.input = self._input()
        for place, operator in enumerate(self.model.operators):
            tell(place, len(self.model.operators))
            step = Step(self, operator, place)
            if not operator.gives or operator.gives[0] in self.values:
                raise step.refusal(Phrase("what it gives has no name of its own"))
            self.values[operator.gives[0]] = step.value()
        return self._output()

    def _input(self) -> Door:
        name, doors = self.model.name, self.model.inputs
        if len(doors) != 1:
            raise DataError("{0} has {1} inputs ({2}); models with one are read", name, *_listed(doors))
        (door,) = doors
        shape = door.shape[1:]
        if not shape or any(side is None for side in shape):
            raise DataError(
                "{0}: the input “{1}” is ({2}); all axes but the first must be of a fixed length",
                *(name, short(door.name), ", ".join("?" if s is None else str(s) for s in door.shape)),
            )
        sides = tuple(side for side in shape if side is not None)
        if min(sides) < 1 or math.prod(sides) > MOST_CELLS:
            raise DataError(
                "{0}: the input “{1}” has {2} numbers a sample; from 1 to {3} are taken",
                *(name, short(door.name), math.prod(sides), MOST_CELLS),
            )
        images_first = len(sides) == 3 and not self._is_turned(door.name)
        ours = (*sides[1:], sides[0]) if images_first else sides
        axes = CHANNELS_FIRST if images_first else (*range(len(sides) + 1),)
        self.values[door.name] = Signal(0, ours, axes)
        return door

    def _is_turned(self, name: str) -> bool:
        """Whether the input has its channels last, and all that takes it begins by turning that round."""
        takers = [each for each in self.model.operators if name in each.takes]
        perms = [each.attributes.get("perm") for each in takers if each.type == "Transpose"]
        return bool(takers) and len(perms) == len(takers) and set(perms) == {CHANNELS_FIRST}

    def _output(self) -> Signal:
        name, doors = self.model.name, self.model.outputs
        if len(doors) != 1:
            raise DataError("{0} has {1} outputs ({2}); models with one are read", name, *_listed(doors))
        found = self.values.get(doors[0].name)
        if isinstance(found, Term):
            raise refused(found)
        if not isinstance(found, Signal) or found.source == 0:
            raise DataError(
                "{0}: nothing that can be read gives the output “{1}”", name, short(doors[0].name)
            )
        straight = found.axes == (*range(len(found.axes)),) or found.axes == CHANNELS_FIRST
        if found.cells is not None or not straight:
            raise DataError(
                "{0}: the output “{1}” is turned in a way that no layer of nnviz is",
                *(name, short(doors[0].name)),
            )
        return found

    def is_known_later(self, name: str) -> bool:
        """Whether an operator anywhere gives this."""
        return any(name in operator.gives for operator in self.model.operators)


@dataclass(frozen=True, eq=False)
class Step:
    """One operator while it is read, with all that its meaning is put together from."""

    reader: Reader
    operator: Operator
    place: int

    # -- what it takes --------------------------------------------------------------------------

    def value(self) -> Value:
        """What it gives.

        Raises:
            DataError: it cannot be had.
        """
        kind = self.operator.type
        act = next((table[kind] for table in self.reader.tables if kind in table), None)
        if act is None:
            raise self.unknown()
        try:
            return act(self)
        except NnError as error:
            if isinstance(error, RefusalError):
                raise
            raise self.refusal(error.phrase) from error
        except FAULTS as error:
            raise self.refusal(Phrase("it cannot be read: {0}", short(str(error)))) from error

    def has(self, place: int) -> bool:
        """Whether it takes something at a place."""
        return place < len(self.operator.takes) and self.operator.takes[place] != ""

    def taken(self, place: int = 0) -> Value:
        """What it takes at a place, whatever that is."""
        if not self.has(place):
            raise self.refusal(Phrase("input {0} is missing", place + 1))
        name = self.operator.takes[place]
        found = self.reader.values.get(name)
        if found is None:
            later = self.reader.is_known_later(name)
            if later:
                raise self.refusal(Phrase("it takes “{0}” before that is there, in a circle", short(name)))
            raise self.refusal(Phrase("it takes “{0}”, which nothing gives", short(name)))
        return found

    def signal(self, place: int = 0) -> Signal:
        """What a layer gives, at a place."""
        found = self.taken(place)
        if isinstance(found, Term):
            raise refused(found)
        if not isinstance(found, Signal):
            raise self.refusal(Phrase("input {0} must come from a layer, and is a constant", place + 1))
        return found

    def constant(self, place: int) -> Array:
        """An array of the model, at a place."""
        found = self.taken(place)
        if not isinstance(found, Constant):
            raise self.refusal(Phrase("input {0} must be a constant", place + 1))
        return found.array

    def attribute(self, name: str, otherwise: Any) -> Any:
        """An attribute, or what it is unless told."""
        found = self.operator.attributes.get(name)
        return otherwise if found is None else found

    def expect(self, name: str, *allowed: Any) -> None:
        """Makes sure that an attribute, if there is one, has one of some values."""
        found = self.attribute(name, allowed[0])
        if found not in allowed:
            raise self.refusal(Phrase("{0} must be {1}, given {2}", name, allowed[0], found))

    def whole_numbers(self, name: str, place: int) -> tuple[int, ...] | None:
        """Whole numbers that are an attribute in older models and an input in newer ones; None if neither."""
        if self.has(place):
            return tuple(int(each) for each in self.constant(place).ravel()[:16])
        found = self.attribute(name, None)
        return tuple(found) if found is not None else None

    # -- what comes of it -----------------------------------------------------------------------

    def layer(
        self,
        kind: str,
        sources: tuple[Signal, ...],
        settings: Mapping[str, Any] | None = None,
        arrays: Mapping[str, Array] | None = None,
        made_of: frozenset[int] = frozenset(),
    ) -> Signal:
        """Adds a layer; what it gives stands as what it takes, unless its shape says otherwise.

        Args:
            made_of: the places of other operators that it is made of.
        """
        settings = dict(settings or {})
        node = made_layer(Part(kind, settings))
        assert len(sources) == slots(kind)
        shape = node.output_shape(*(each.shape for each in sources))
        if math.prod(shape) > MOST_CELLS:
            raise self.refusal(
                Phrase("it gives {0} numbers a sample, at most {1} are taken", math.prod(shape), MOST_CELLS)
            )
        called, number = self.operator.gives[0], len(self.reader.layers) + 1
        given = {key: np.asarray(array, np.float64) for key, array in (arrays or {}).items()}
        numbers = tuple(each.source for each in sources)
        made = Layer(kind, settings, numbers, given, shape, made_of | {self.place}, called)
        self.reader.layers.append(made)
        if sources and sources[0].shape == shape:
            return Signal(number, shape, sources[0].axes, sources[0].cells)
        axes = sources[0].axes if sources else ()
        return Signal(number, shape, axes if len(axes) == len(shape) + 1 else (*range(len(shape) + 1),))

    def again(self, signal: Signal, arrays: Mapping[str, Array]) -> Signal:
        """The layer that gives this with other arrays, made of this operator, too."""
        old = self.reader.layers[signal.source - 1]
        new = Layer(
            old.type,
            old.settings,
            old.sources,
            {**old.arrays, **arrays},
            old.shape,
            old.made_of | {self.place},
            self.operator.gives[0],
        )
        self.reader.layers.append(new)
        return Signal(len(self.reader.layers), signal.shape, signal.axes, signal.cells)

    def layer_of(self, signal: Signal) -> Layer | None:
        """The layer that gives this; None of the input."""
        return self.reader.layers[signal.source - 1] if signal.source else None

    def term(self, kind: str, *of: Signal | Term, number: float = 0.0, after: tuple[Value, ...] = ()) -> Term:
        """A part of a formula.

        Args:
            after: what the operator takes beside that.
        """
        made = frozenset({self.place}).union(*(e.made_of for e in (*of, *after) if isinstance(e, Term)))
        return Term(kind, of, number, (self.operator.name, self.operator.type), made)

    def unknown(self) -> RefusalError:
        """That no layer does this, to be raised."""
        return self.refusal(_unknown())

    def refusal(self, reason: Phrase) -> RefusalError:
        """Why it cannot be had, to be raised."""
        return RefusalError("{0} ({1}): {2}", self.operator.name, self.operator.type, reason)


class RefusalError(DataError):
    """An operator that cannot be had, with its name and type."""


def refused(term: Term) -> RefusalError:
    """That a formula is none of a layer, to be raised."""
    return RefusalError("{0} ({1}): {2}", *term.operator, _unknown())


def _unknown() -> Phrase:
    return Phrase("nnviz has no layer that does this")


def _listed(doors: tuple[Door, ...]) -> tuple[int, str]:
    return len(doors), ", ".join(short(door.name) for door in doors[:8])
