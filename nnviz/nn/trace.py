"""A trace: one recorded pass, with what every operation wrote and the state it started from.

Stepping back and forth is an index into it, so nothing is ever recomputed or inverted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, readonly
from nnviz.nn.program import APART, LOSS, Operation, Program, Written, input_keys
from nnviz.nn.state import Memories, memories

_LARGE = 2**14
"""Bytes from which on an array is copied into a block; a small one is copied faster by itself."""

GLIMPSED = 2**16
"""Bytes up to which an array is in every glimpse."""

Arrays = Mapping[str, Mapping[str, Array]]
"""Read-only arrays by node and key."""


@dataclass(frozen=True)
class Trace:
    """One pass, recorded.

    Attributes:
        operations: the program that was run.
        sources: the names of the nodes each node is fed by.
        given: the batch, the target and the parameters before the pass.
        writes: for each operation, copies of what it wrote.
        memories: what the nodes remembered before the pass, so that it can be run again with the same
            masks and running means.
    """

    operations: tuple[Operation, ...]
    sources: Mapping[str, tuple[str, ...]]
    given: Arrays
    writes: tuple[Arrays, ...]
    memories: Memories

    @property
    def loss(self) -> float:
        """E of the pass."""
        return next(float(found[LOSS]["E"]) for found in self.writes if "E" in found.get(LOSS, {}))

    def at(self, position: int, remaining: int = 0) -> Arrays:
        """Every array as it stands when ``position`` operations have run, the last of them but for
        so many of its formulas."""
        arrays: Written = {name: dict(found) for name, found in self.given.items()}
        for operation in self.operations[:position]:
            last = operation.index == position - 1
            for name, found in self._written(operation, remaining if last else 0).items():
                arrays.setdefault(name, {}).update(found)
            _name_inputs(arrays, operation.node, self.sources.get(operation.node, ()))
        return arrays

    def _written(self, operation: Operation, remaining: int) -> Arrays:
        """What an operation wrote, but for what its last formulas give, as many as remain."""
        written, pending = self.writes[operation.index], operation.pending(remaining)
        return {
            name: {key: array for key, array in found.items() if key not in pending}
            for name, found in written.items()
        }

    def before(self, position: int, remaining: int = 0) -> Arrays:
        """The values that the operation before ``position`` has overwritten so far."""
        if not position:
            return {}
        earlier = self.at(position - 1)
        written = self._written(self.operations[position - 1], remaining)
        return {
            name: {key: earlier[name][key] for key in found if key in earlier.get(name, {})}
            for name, found in written.items()
        }


def _name_inputs(arrays: Written, node: str, sources: tuple[str, ...]) -> None:
    """Names what a node read: its X is the Y of its source."""
    for key, source in zip(input_keys(len(sources)), sources, strict=False):
        if "Y" in arrays.get(source, {}):
            arrays[node][key] = arrays[source]["Y"]


def record(
    program: Program, *batch: Array, interventions: Mapping[int, Callable[[], None]] | None = None
) -> Trace:
    """Runs one pass, parameters and optimizer moving as in training, and records it.

    Args:
        batch: an array for each input of the network and the targets, as ``Program.load`` takes them.
        interventions: by the index of an operation, what is to be done as soon as it has run; what it
            writes over is recorded as if the operation had written it.
    """
    program.load(*batch)
    block = _Block(program.recording_size)
    given, remembered = block.copies(program.given()), memories(program.graph)
    writes = []
    for operation in program.operations:
        written = program.step(operation.index)
        if interventions and operation.index in interventions:
            interventions[operation.index]()
        writes.append(block.copies(written))
    return Trace(program.operations, sources_of(program), given, tuple(writes), remembered)


def snapshot(program: Program, *batch: Array) -> Arrays:
    """Runs one pass, parameters and optimizer moving as in training, and copies how things stand at its end.

    That is what :func:`record` gives at the last position, in half the time: nothing is kept of what the
    pass has overwritten.

    Args:
        batch: an array for each input of the network and the targets, as ``Program.load`` takes them.
    """
    program.load(*batch)
    standing = program.given()  # views: a parameter and what is remembered of it move on with the pass
    for operation in program.operations:
        for name, found in program.step(operation.index).items():
            standing.setdefault(name, {}).update(found)
    return _copied(program, standing)


def glimpse(program: Program, *batch: Array, turn: int) -> Arrays:
    """Runs one pass as training does, and copies some of how things stand at its end.

    That is of the arrays of :func:`snapshot`, without the gradients by the data and what is the optimizer's,
    all small ones, and of those of more than ``GLIMPSED`` bytes the one whose turn it is.

    Args:
        turn: any number; one after the other brings every large array in its turn.
    """
    program.run(*batch)
    standing = program.standing()
    large = [(name, key) for name, found in standing.items() for key in found if _is_large(found[key])]
    due = large[turn % len(large)] if large else None
    kept = {
        name: {key: array for key, array in found.items() if not _is_large(array) or (name, key) == due}
        for name, found in standing.items()
    }
    return _copied(program, kept)


def _is_large(array: Array) -> bool:
    return array.nbytes > GLIMPSED


def _copied(program: Program, standing: Written) -> Arrays:
    size = sum(array.nbytes + APART for found in standing.values() for array in found.values())
    copies = _Block(size).copies(standing)
    arrays: Written = {name: dict(found) for name, found in copies.items()}
    for name, sources in sources_of(program).items():
        _name_inputs(arrays, name, sources)
    return arrays


class _Block:
    """One block of memory for the large copies of a recording.

    Blocks of one size are given back and taken again at once; single arrays would be handed to the
    system and back in every pass, which takes longer than the pass.

    Args:
        size: bytes of all arrays together, with up to ``APART`` more for each.
    """

    def __init__(self, size: int) -> None:
        self._bytes: Array = np.empty(size, np.uint8)
        self._start = 0

    def copies(self, written: Written) -> Arrays:
        """Read-only copies of all arrays, in the order in which they lie in memory."""
        return {
            name: {key: self._copy(array) for key, array in found.items()} for name, found in written.items()
        }

    def _copy(self, array: Array) -> Array:
        if array.nbytes < _LARGE:
            return readonly(array)
        end = self._start + array.nbytes
        room = self._bytes[self._start : end].view(array.dtype)
        self._start = end + -end % APART
        turned = array.flags.f_contiguous and array.ndim > 1
        copy: Array = room.reshape(array.shape[::-1]).T if turned else room.reshape(array.shape)
        copy[...] = array
        copy.flags.writeable = False
        return copy


def sources_of(program: Program) -> dict[str, tuple[str, ...]]:
    """Who feeds whom in a program, the loss included."""
    return {**program.graph.sources, LOSS: (program.graph.output,)}
