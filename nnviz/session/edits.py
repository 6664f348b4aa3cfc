"""Edits: what a person has changed in a pass, and what the pass makes of it.

A weight is set before the pass, an input or a target in its batch, an activation's number as soon as it is
there; a learning rate, another function for an activation, or what is frozen, holds from the pass on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Kind, Optimizer, Program, SettingError, registry
from nnviz.nn.batches import Batch
from nnviz.nn.describe import Array, readonly
from nnviz.nn.errors import Phrase
from nnviz.nn.freezing import Frozen, marked
from nnviz.nn.program import LOSS, UPDATE


@dataclass(frozen=True)
class Edit:
    """One cell of a tensor of a pass, and the value it is given.

    Attributes:
        node, key: the tensor, as frames name it: a parameter such as ``("dense_1", "W")``, an output
            ``("tanh_2", "Y")``, the batch ``("input", "Y")`` or the targets ``("loss", "T")``.
        index: the cell, by its place along every axis.
        value: the number, in the tensor's own units.
    """

    node: str
    key: str
    index: tuple[int, ...]
    value: float

    @property
    def place(self) -> tuple[object, ...]:
        """What it changes; of two edits of the same place only the later holds."""
        return self.node, self.key, self.index


@dataclass(frozen=True, eq=False)
class Fill:
    """Many cells of a tensor of a pass, and the values they are given at once.

    Attributes:
        node, key: the tensor, as for :class:`Edit`.
        cells: the places, (cells, axes) whole numbers.
        values: a number for each, (cells,).
    """

    node: str
    key: str
    cells: Array
    values: Array

    @classmethod
    def of(cls, node: str, key: str, cells: object, values: object) -> Fill:
        """From anything that numpy takes; one value may stand for all cells. It keeps copies.

        Raises:
            SettingError: there are no cells, or not as many numbers as cells.
        """
        places, numbers = np.array(cells), np.array(values, float)
        if places.ndim != 2 or not places.size or places.dtype.kind not in "iu":
            raise SettingError("no cells are named, or they have no places")
        if numbers.shape not in ((), (len(places),)):
            raise SettingError("{0} cells cannot be given {1} numbers", len(places), numbers.size)
        return cls(node, key, readonly(places), readonly(np.broadcast_to(numbers, (len(places),))))

    @property
    def place(self) -> tuple[object, ...]:
        """As for :class:`Edit`: another one of the same cells takes its place."""
        return self.node, self.key, self.cells.shape, self.cells.tobytes()

    def __eq__(self, other: object) -> bool:
        """Whether another one sets the same cells to the same numbers."""
        if not isinstance(other, Fill):
            return NotImplemented
        return self.place == other.place and self.values.tobytes() == other.values.tobytes()

    def __hash__(self) -> int:
        return hash(self.place)

    @property
    def one(self) -> float | None:
        """The number, if all cells are given the same."""
        return float(self.values[0]) if (self.values == self.values[0]).all() else None


@dataclass(frozen=True)
class Freeze:
    """Parameters that no update moves from a pass on, or that move again.

    Attributes:
        what: which.
        on: whether they are frozen.
    """

    what: Frozen
    on: bool = True

    @property
    def place(self) -> tuple[object, ...]:
        """As for :class:`Edit`."""
        return (self.what,)


@dataclass(frozen=True)
class Rate:
    """The learning rate, from the update of a pass on."""

    value: float

    @property
    def place(self) -> tuple[object, ...]:
        """As for :class:`Edit`."""
        return (UPDATE,)


@dataclass(frozen=True)
class Activation:
    """The function of an activation layer, from a pass on: the name of a registered type."""

    node: str
    type: str

    @property
    def place(self) -> tuple[object, ...]:
        """As for :class:`Edit`."""
        return (self.node,)


Numbers = Edit | Fill
"""What sets numbers of a pass, and holds in it alone."""

Change = Edit | Fill | Rate | Activation | Freeze
"""Anything that can be changed in a pass."""

Changes = tuple[Change, ...]
"""What was changed in one pass, in the order in which it was done."""

Stand = Mapping[int, Changes]
"""The changes of the passes that one step of a person concerns, by pass."""


@dataclass(frozen=True)
class Steps:
    """What can be undone, and what can be done again: the changes that each step brings back, the one that
    comes first last."""

    done: tuple[Stand, ...] = ()
    undone: tuple[Stand, ...] = ()


def with_change(changes: Iterable[Change], wanted: Change) -> Changes:
    """The changes with one more, which takes the place of an earlier one of the same."""
    return (*(change for change in changes if change.place != wanted.place), wanted)


def lasting(changes: Iterable[Change]) -> Changes:
    """Those of the changes that hold from the pass on, and not in it alone."""
    return tuple(change for change in changes if not isinstance(change, Numbers))


# -- what is allowed ----------------------------------------------------------------------------


def check(program: Program, batch: Batch, wanted: Change) -> None:
    """Makes sure that a change can be made in a pass over a batch.

    Raises:
        SettingError: there is no such tensor, cell or function, it follows from others, or the value is
            not a finite number; the message says what is allowed.
    """
    match wanted:
        case Edit():
            _check_cell(program, batch, wanted)
        case Fill():
            _check_cells(program, batch, wanted)
        case Freeze(what, on):
            marked(program.graph, None, what, on)
        case Rate(value):
            Optimizer.valid_rate(value)
        case Activation():
            _check_activation(program, wanted)


def _shape(program: Program, batch: Batch, edit: Numbers) -> tuple[Phrase, tuple[int, ...]]:
    """What a tensor that is to be set is called, and its shape."""
    shapes = editable(program, batch)
    name = Phrase("{0} of {1}", edit.key, edit.node)
    if (edit.node, edit.key) not in shapes:
        allowed = [Phrase("{0} of {1}", key, node) for node, key in shapes]
        raise SettingError("{0} cannot be set; what can: {1}", name, allowed)
    return name, shapes[edit.node, edit.key]


def _check_cells(program: Program, batch: Batch, fill: Fill) -> None:
    name, shape = _shape(program, batch, fill)
    sides = np.array(shape, int)
    known = fill.cells.shape[1] == len(shape)
    outside = ~((fill.cells >= 0) & (fill.cells < sides)).all(axis=1) if known else np.array([True])
    if outside.any():
        cell = tuple(map(int, fill.cells[np.argmax(outside)]))
        raise SettingError("{0} has shape {1}, so there is no cell {2}", name, shape, cell)
    if not (finite := np.isfinite(fill.values)).all():
        value = float(fill.values[np.argmin(finite)])
        raise SettingError("{0} must be a finite number, given {1!r}", name, value)


def _check_cell(program: Program, batch: Batch, edit: Edit) -> None:
    name, shape = _shape(program, batch, edit)
    inside = len(edit.index) == len(shape) and all(
        0 <= place < side for place, side in zip(edit.index, shape, strict=True)
    )
    if not inside:
        raise SettingError("{0} has shape {1}, so there is no cell {2}", name, shape, edit.index)
    value: object = edit.value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not np.isfinite(value):
        raise SettingError("{0} must be a finite number, given {1!r}", name, edit.value)


def _check_activation(program: Program, wanted: Activation) -> None:
    layers = [name for name, node in program.graph.nodes.items() if node.description.family == ACTIVATION]
    if wanted.node not in layers:
        raise SettingError("{0} is no activation; there are: {1}", wanted.node, ", ".join(layers) or "–")
    if wanted.type not in activations():
        raise SettingError("{0!r} is no activation; allowed: {1}", wanted.type, ", ".join(activations()))


ACTIVATION = "activation"
"""The family of layers that one can be put in the place of another of."""


def activations() -> tuple[str, ...]:
    """The types of layers that can stand in for each other: of one shape in and out, without weights."""
    return tuple(name for name, kind in registry.layers().items() if kind.description.family == ACTIVATION)


def editable(program: Program, batch: Batch) -> dict[tuple[str, str], tuple[int, ...]]:
    """The shape of every tensor that can be set, by node and key."""
    graph, count = program.graph, len(batch.rows)
    found = {(name, "Y"): array.shape for name, array in zip(graph.input_shapes, batch.arrays, strict=False)}
    for name, node in graph.nodes.items():
        found |= {(name, parameter.key): parameter.value.shape for parameter in node.parameters}
        found[name, "Y"] = (count, *graph.shapes[name])
    return found | {(LOSS, "T"): batch.arrays[-1].shape}


# -- what a pass makes of it --------------------------------------------------------------------


def edited(program: Program, batch: Batch, edits: Sequence[Numbers]) -> Batch:
    """Sets the weights among the edits, and gives the batch with those of its own cells set."""
    places = {(name, "Y"): place for place, name in enumerate(program.graph.input_shapes)}
    places[LOSS, "T"] = len(batch.arrays) - 1
    arrays = [array.copy() for array in batch.arrays]
    for edit in edits:
        if (edit.node, edit.key) in places:
            put(arrays[places[edit.node, edit.key]], edit)
        elif edit.key != "Y":
            put(_parameter(program, edit), edit)
    return Batch(tuple(arrays), batch.rows)


def interventions(program: Program, edits: Sequence[Numbers]) -> dict[int, Callable[[], None]]:
    """For each forward operation whose output is edited, what is to be done as soon as it has run."""
    forward = {op.node: op.index for op in program.operations if op.kind is Kind.FORWARD}
    found: dict[int, list[Numbers]] = {}
    for edit in edits:
        if edit.key == "Y" and edit.node in forward:
            found.setdefault(forward[edit.node], []).append(edit)
    return {index: partial(_intervene, program, index, chosen) for index, chosen in found.items()}


def _intervene(program: Program, index: int, edits: Sequence[Numbers]) -> None:
    for edit in edits:
        put(program.written(index)[edit.node]["Y"], edit)


def put(array: Array, edit: Numbers) -> None:
    """Writes the numbers of an edit into the tensor that it names."""
    if isinstance(edit, Edit):
        array[edit.index] = edit.value
    else:
        array[tuple(edit.cells.T)] = edit.values


def frozen_after(program: Program, changes: Iterable[Change]) -> Array | None:
    """The mask of what is frozen, with what the changes freeze and free."""
    mask = program.optimizer.frozen
    for change in changes:
        if isinstance(change, Freeze):
            mask = marked(program.graph, mask, change.what, change.on)
    return mask


def _parameter(program: Program, edit: Numbers) -> Array:
    return next(p.value for p in program.graph.nodes[edit.node].parameters if p.key == edit.key)
