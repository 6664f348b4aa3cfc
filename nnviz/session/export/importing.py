"""Weights from a .safetensors file, matched to a network by name and shape before anything is changed.

Files of nnviz and of PyTorch are read; what PyTorch has turned is turned back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import DataError, registry
from nnviz.nn.describe import Array
from nnviz.session.export.names import identifiers
from nnviz.session.export.tensors import MEMORIES, PARAMETERS, REMEMBERS, TURNED, from_torch
from nnviz.session.frame import Stage
from nnviz.session.setup import Values
from nnviz.session.start import MOST_BYTES

PREFIXES = ("module.", "_orig_mod.", "model.", "network.")
"""What other programs put before the name of a tensor."""

UNREAD = "num_batches_tracked"
"""What PyTorch counts and nobody needs."""


class Fit(Enum):
    """How a tensor of the file and one of the network stand to each other."""

    MATCHED = "matched"
    SHAPE = "shape differs"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, eq=False)
class Match:
    """One tensor.

    Attributes:
        fit: how it fits.
        name: what it is called in the network, such as ``dense_1.W``; empty if it has none of it.
        found: what it is called in the file; empty if it is not there.
        wanted: the shape in the network; given: that in the file, as it stands there. () where there is none.
        turned: whether its axes have to be turned round.
        values: what the network is given, where it fits.
    """

    fit: Fit
    name: str
    found: str
    wanted: tuple[int, ...] = ()
    given: tuple[int, ...] = ()
    turned: bool = False
    values: Values | None = None


def read_tensors(path: Path) -> dict[str, Array]:
    """The tensors in a file by their names.

    Raises:
        DataError: it cannot be read, is too large, has none, or one has a value that is not finite.
    """
    from safetensors import SafetensorError, safe_open

    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise DataError("{0} has {1} bytes, at most {2} are read", path.name, size, MOST_BYTES)
        with safe_open(str(path), framework="numpy") as file:
            found = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
    except DataError:
        raise
    except OSError as error:
        raise DataError("{0} cannot be read: {1}", path.name, error.strerror or error) from error
    except (SafetensorError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise DataError("{0} cannot be read as .safetensors: {1}", path.name, error) from error
    if not found:
        raise DataError("{0} has no tensors", path.name)
    for name, array in found.items():
        if not np.isfinite(array).all():
            raise DataError("{0}: {1} has a value that is not finite", path.name, name)
    return found


def matches(stage: Stage, tensors: Mapping[str, Array]) -> tuple[Match, ...]:
    """Every tensor of the network in its order, then those of the file that it has no place for."""
    left = {_plain(name): name for name in tensors if not name.endswith(UNREAD)}
    found = [_match(place, left, tensors) for place in _places(stage)]
    extra = [Match(Fit.EXTRA, "", name, given=tensors[name].shape) for name in left.values()]
    return (*found, *extra)


@dataclass(frozen=True)
class _Place:
    """A tensor that the network has, with the names that it may go by: nnviz's own, then PyTorch's."""

    layer: str
    kind: str
    key: str
    shape: tuple[int, ...]
    own: tuple[str, ...]
    theirs: str


def _places(stage: Stage) -> Iterator[_Place]:
    kinds = {id(layer.description): name for name, layer in registry.layers().items()}
    called = identifiers((*(each.name for each in stage.inputs), *(node.name for node in stage.nodes)))
    for node in stage.nodes:
        kind, name, code = kinds.get(id(node.description), ""), node.name, called[node.name]
        for key, shape in node.parameters.items():
            yield _Place(name, kind, key, shape, (f"{name}.{key}",), f"{code}.{PARAMETERS.get(key, key)}")
        for key in REMEMBERS.get(kind, ()):
            own = (f"{name}.{key}", f"nodes/{name}/{key}")
            yield _Place(name, kind, key, node.parameters["B"], own, f"{code}.{MEMORIES[key]}")


def _match(place: _Place, left: dict[str, str], tensors: Mapping[str, Array]) -> Match:
    name = f"{place.layer}.{place.key}"
    used = next((each for each in (*place.own, place.theirs) if each in left), None)
    if used is None:
        return Match(Fit.MISSING, name, "", wanted=place.shape)
    found = left.pop(used)
    given = tensors[found]
    turned = used == place.theirs and (place.kind, place.key) in TURNED
    array = from_torch(place.kind, place.key, given) if turned else given
    if array.shape != place.shape:
        return Match(Fit.SHAPE, name, found, place.shape, given.shape, turned)
    values = Values(place.layer, place.key, np.asarray(array, np.float64))
    return Match(Fit.MATCHED, name, found, place.shape, given.shape, turned, values)


def _plain(name: str) -> str:
    """A name without what other programs put before it."""
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name
