"""What operators mean that compute nothing: they turn axes round, put cells in rows, or ask for a shape.

They need no layer, except for the one that makes rows of images.
"""

from __future__ import annotations

import math

import numpy as np

from nnviz.nn.errors import Phrase
from nnviz.session.onnx_import.layers import Meaning, flattened
from nnviz.session.onnx_import.reader import Step
from nnviz.session.onnx_import.values import Constant, Signal, Sizes, Value


def _same(step: Step) -> Value:
    return step.taken()


def _cast(step: Step) -> Value:
    """Numbers stay what they are: all of them are of double precision here."""
    found = step.taken()
    if isinstance(found, Signal):
        from onnx import TensorProto as Kinds

        step.expect("to", Kinds.FLOAT, Kinds.DOUBLE, Kinds.FLOAT16)
    return found


def _transpose(step: Step) -> Value:
    found = step.taken()
    if isinstance(found, Constant):
        perm = step.attribute("perm", None)
        return Constant(found.array.transpose(perm))
    x = step.signal()
    perm = tuple(step.attribute("perm", (*reversed(range(len(x.axes))),)))
    if sorted(perm) != [*range(len(x.axes))]:
        raise step.refusal(Phrase("{0} must be {1}, given {2}", "perm", [*range(len(x.axes))], perm))
    return Signal(x.source, x.shape, tuple(x.axes[axis] for axis in perm), x.cells)


def _reshape(step: Step) -> Value:
    found, target = step.taken(), _sizes(step, 1)
    if isinstance(found, Constant):
        return Constant(found.array.reshape([-1 if size is None else size for size in target]))
    x = step.signal()
    batch, cells = (step.reader.input.shape[0], None, -1, 0), math.prod(x.shape)
    if len(target) == 2 and target[0] in batch and target[1] in (-1, cells) and target != (-1, -1):
        return flattened(step, x)
    if target[1:] == x.sides[1:] and target[0] in batch:
        return x
    raise step.refusal(
        Phrase(
            "it makes ({0}) of ({1}); nnviz has rows of cells only",
            *(", ".join("N" if size is None else str(size) for size in sizes) for sizes in (target, x.sides)),
        )
    )


def _squeeze(step: Step) -> Value:
    found, axes = step.taken(), step.whole_numbers("axes", 1)
    if not isinstance(found, Signal):
        return found if isinstance(found, Sizes) else Constant(step.constant(0).squeeze(axes))
    x = step.signal()
    gone = [axis % len(x.axes) for axis in axes or ()]
    if len(x.axes) - len(set(gone)) == 2 and all(x.sides[axis] == 1 for axis in gone):
        return flattened(step, x)
    raise step.unknown()


def _unsqueeze(step: Step) -> Value:
    found, axes = step.taken(), step.whole_numbers("axes", 1)
    if isinstance(found, Sizes):
        return found
    return Constant(np.expand_dims(step.constant(0), axes or ()))


# -- shapes ---------------------------------------------------------------------------------------


def _sizes(step: Step, place: int) -> tuple[int | None, ...]:
    found = step.taken(place)
    if isinstance(found, Sizes):
        return found.sizes
    return tuple(int(size) for size in step.constant(place).ravel()[:16])


def _shape(step: Step) -> Value:
    found = step.taken()
    if isinstance(found, Constant):
        return Constant(np.array(found.array.shape))
    return Sizes(step.signal().sides[step.attribute("start", 0) : step.attribute("end", None)])


def _gather(step: Step) -> Value:
    found = step.taken()
    if not isinstance(found, Sizes):
        raise step.unknown()
    return Sizes(tuple(found.sizes[int(place)] for place in step.constant(1).ravel()[:16]))


def _slice(step: Step) -> Value:
    found = step.taken()
    if not isinstance(found, Sizes):
        raise step.unknown()
    ends = [step.whole_numbers(key, place) for place, key in enumerate(("starts", "ends"), start=1)]
    ((start,), (end,)) = (each or () for each in ends)
    return Sizes(found.sizes[start:end])


def _concat(step: Step) -> Value:
    parts = [step.taken(place) for place in range(len(step.operator.takes))]
    if any(isinstance(part, Signal) for part in parts):
        raise step.unknown()
    return Sizes(tuple(size for place in range(len(parts)) for size in _sizes(step, place)))


def _expand(step: Step) -> Value:
    number, sizes = step.constant(0), _sizes(step, 1)
    if number.size != 1 or len(sizes) != 2 or sizes[0] is not None or sizes[1] is None:
        raise step.unknown()
    return step.layer("Constant", (), {"value": float(number.ravel()[0]), "units": sizes[1]})


MOVING: dict[str, Meaning] = {
    "Cast": _cast,
    "Concat": _concat,
    "Expand": _expand,
    "Gather": _gather,
    "Identity": _same,
    "Reshape": _reshape,
    "Shape": _shape,
    "Slice": _slice,
    "Squeeze": _squeeze,
    "Transpose": _transpose,
    "Unsqueeze": _unsqueeze,
}
"""What an operator means, by its type."""
