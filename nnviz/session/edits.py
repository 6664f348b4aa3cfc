"""Edits: single numbers of a pass that a person has set, and what the pass makes of them.

A weight is set before the pass, an input or a target in its batch, an activation as soon as it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from nnviz.nn import Kind, Program, SettingError
from nnviz.nn.batches import Batch
from nnviz.nn.describe import Array
from nnviz.nn.program import LOSS


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


def check(program: Program, batch: Batch, edit: Edit) -> None:
    """Makes sure that an edit can be made in a pass over a batch.

    Raises:
        SettingError: there is no such tensor or cell, it follows from others, or the value is not a
            finite number; the message says what is allowed.
    """
    shapes = editable(program, batch)
    name = f"{edit.key} of {edit.node}"
    if (edit.node, edit.key) not in shapes:
        allowed = ", ".join(f"{key} of {node}" for node, key in shapes)
        raise SettingError(f"{name} cannot be set; what can: {allowed}")
    shape = shapes[edit.node, edit.key]
    inside = len(edit.index) == len(shape) and all(
        0 <= place < side for place, side in zip(edit.index, shape, strict=True)
    )
    if not inside:
        raise SettingError(f"{name} has shape {shape}, so there is no cell {edit.index}")
    value: object = edit.value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not np.isfinite(value):
        raise SettingError(f"{name} must be a finite number, given {edit.value!r}")


def editable(program: Program, batch: Batch) -> dict[tuple[str, str], tuple[int, ...]]:
    """The shape of every tensor that can be set, by node and key."""
    graph, count = program.graph, len(batch.rows)
    found = {(name, "Y"): array.shape for name, array in zip(graph.input_shapes, batch.arrays, strict=False)}
    for name, node in graph.nodes.items():
        found |= {(name, parameter.key): parameter.value.shape for parameter in node.parameters}
        found[name, "Y"] = (count, *graph.shapes[name])
    return found | {(LOSS, "T"): batch.arrays[-1].shape}


def edited(program: Program, batch: Batch, edits: Sequence[Edit]) -> Batch:
    """Sets the weights among the edits, and gives the batch with those of its own cells set."""
    places = {(name, "Y"): place for place, name in enumerate(program.graph.input_shapes)}
    places[LOSS, "T"] = len(batch.arrays) - 1
    arrays = [array.copy() for array in batch.arrays]
    for edit in edits:
        if (edit.node, edit.key) in places:
            arrays[places[edit.node, edit.key]][edit.index] = edit.value
        elif edit.key != "Y":
            _parameter(program, edit)[edit.index] = edit.value
    return Batch(tuple(arrays), batch.rows)


def interventions(program: Program, edits: Sequence[Edit]) -> dict[int, Callable[[], None]]:
    """For each forward operation whose output is edited, what is to be done as soon as it has run."""
    forward = {op.node: op.index for op in program.operations if op.kind is Kind.FORWARD}
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        if edit.key == "Y" and edit.node in forward:
            found.setdefault(forward[edit.node], []).append(edit)
    return {index: partial(_intervene, program, index, chosen) for index, chosen in found.items()}


def _intervene(program: Program, index: int, edits: Sequence[Edit]) -> None:
    for edit in edits:
        program.written(index)[edit.node]["Y"][edit.index] = edit.value


def _parameter(program: Program, edit: Edit) -> Array:
    return next(p.value for p in program.graph.nodes[edit.node].parameters if p.key == edit.key)
