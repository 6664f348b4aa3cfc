"""A start: everything that the next pass of a run depends on, as numbers under names, kept in a file.

The file is a .safetensors: tensors under the names of their parameters, and what is no tensor as JSON beside
them. Nothing in it is ever executed, and what does not fit the network is refused before anything is set.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import DataError, NetworkState, SettingError
from nnviz.nn.batches import BatchState
from nnviz.nn.describe import Array, readonly
from nnviz.session.history import Keyframe, Means

if TYPE_CHECKING:
    from nnviz.session.trainer import Trainer

MOST_BYTES = 1 << 30
"""The most bytes that a file may have."""

_PLAIN = "nnviz"
"""The key under which what is no tensor stands in the file."""

Leaf = Array | int | float | str | None


@dataclass(frozen=True, eq=False)
class Start:
    """Where a run begins, if not with fresh weights at its first pass.

    Attributes:
        leaves: every number, by its name: parameters as ``dense_1.W``, and beside them what the optimizer
            (``optimizer/…``), nodes (``nodes/…``), the order of samples (``batches/…``) and the means of
            the unfinished epoch (``means/…``) remember.
    """

    leaves: Mapping[str, Leaf]

    @classmethod
    def of(cls, trainer: Trainer) -> Start:
        """Where a trainer stands now."""
        return cls({**_parameters(trainer), **_flat(_rest(trainer.keyframe()))})

    def __eq__(self, other: object) -> bool:
        """Whether another one is the same, bit for bit."""
        if not isinstance(other, Start) or self.leaves.keys() != other.leaves.keys():
            return NotImplemented if not isinstance(other, Start) else False
        return all(_same(leaf, other.leaves[name]) for name, leaf in self.leaves.items())

    def put(self, trainer: Trainer) -> None:
        """Brings a trainer of the same network to where this one stood.

        Raises:
            SettingError: it does not fit; the trainer may be left anywhere then.
        """
        frame = trainer.keyframe()
        self._check(Start.of(trainer))
        found = _filled(_rest(frame), self.leaves)
        self._check_place(found, trainer.batches.per_epoch)
        parameters = {name: value for name, value in self.leaves.items() if isinstance(value, np.ndarray)}
        for name, node in trainer.program.graph.nodes.items():
            for parameter in node.parameters:
                parameter.value[...] = parameters[f"{name}.{parameter.key}"]
        means = found["means"]
        optimizer = {**frame.network.optimizer, **found["optimizer"]}  # what is frozen, the setup says
        state = NetworkState(readonly(trainer.program.graph.values), optimizer, found["nodes"])
        batches = BatchState(**found["batches"])
        kept = Means(means["loss"], tuple(means["norms"].tolist()), means["last_epoch"])
        try:
            trainer.restore(Keyframe(found["passes"], state, batches, kept, frame.kinds))
        except (ValueError, TypeError, OverflowError, KeyError) as error:
            raise SettingError("the saved state cannot be used: {0}", error) from error

    def check_finite(self) -> None:
        """Makes sure that every number is finite.

        Raises:
            SettingError: one is not; it could not be put anywhere.
        """
        for name, leaf in self.leaves.items():
            if isinstance(leaf, (float, np.ndarray)) and not np.isfinite(leaf).all():
                raise SettingError("{0} has a value that is not finite and cannot be saved", name)

    # -- what is allowed ------------------------------------------------------------------------

    def _check(self, fresh: Start) -> None:
        """Makes sure that there is just what a fresh network of the same kind has, of the same kinds."""
        for name, leaf in fresh.leaves.items():
            if name not in self.leaves:
                raise SettingError("the saved state lacks {0}", name)
            _check_leaf(name, self.leaves[name], leaf)
        for name in self.leaves:
            if name not in fresh.leaves:
                raise SettingError("the saved state has {0}, which this network has not", name)

    def _check_place(self, found: Mapping[str, Any], per_epoch: int) -> None:
        """Makes sure that the place in the epoch is the one that so many passes lead to."""
        passes, cursor = found["passes"], found["batches"]["cursor"]
        expected = {passes % per_epoch} if passes % per_epoch or not passes else {0, per_epoch}
        if passes < 0 or passes > 2**53 or cursor not in expected:
            raise SettingError("the saved state is at sample batch {0} after {1} passes", cursor, passes)


def _check_leaf(name: str, given: Leaf, fresh: Leaf) -> None:
    if isinstance(fresh, np.ndarray):
        if not isinstance(given, np.ndarray):
            raise SettingError("{0} of the saved state must be a tensor", name)
        if (given.shape, given.dtype) != (fresh.shape, fresh.dtype):
            has, wants = f"{given.dtype} {given.shape}", f"{fresh.dtype} {fresh.shape}"
            raise SettingError("{0} of the saved state is {1}, expected {2}", name, has, wants)
        if not np.isfinite(given).all():
            raise SettingError("{0} of the saved state has a value that is not finite", name)
        return
    allowed: tuple[type, ...] = (type(fresh),)
    if name == "means/last_epoch":
        allowed = (float, type(None))
    elif isinstance(fresh, float):
        allowed = (float, int)
    bad = type(given) not in allowed or (isinstance(given, float) and not math.isfinite(given))
    if bad or (type(fresh) is int and isinstance(given, int) and given < 0):
        raise SettingError("{0} of the saved state cannot be {1!r}", name, given)


# -- names and numbers --------------------------------------------------------------------------


def _parameters(trainer: Trainer) -> dict[str, Leaf]:
    nodes = trainer.program.graph.nodes.items()
    return {f"{name}.{each.key}": each.value.copy() for name, node in nodes for each in node.parameters}


def _rest(frame: Keyframe) -> dict[str, Any]:
    """All of a keyframe but the parameters, as tables within tables."""
    means = frame.means
    return {
        "passes": frame.pass_index,
        "optimizer": {key: kept for key, kept in frame.network.optimizer.items() if key != "frozen"},
        "nodes": {name: dict(found) for name, found in frame.network.nodes.items()},
        "batches": {"cursor": frame.batches.cursor, "deal": frame.batches.deal},
        "means": {"loss": means.loss, "norms": np.array(means.norms), "last_epoch": means.last_epoch},
    }


def _flat(tables: Mapping[str, Any], path: str = "") -> dict[str, Leaf]:
    found: dict[str, Leaf] = {}
    for key, value in tables.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{path}{key}/")
        else:
            found[path + key] = value
    return found


def _filled(like: Mapping[str, Any], leaves: Mapping[str, Leaf], path: str = "") -> dict[str, Any]:
    """Tables like others, with the numbers of their names in them."""
    return {
        key: _filled(value, leaves, f"{path}{key}/") if isinstance(value, Mapping) else leaves[path + key]
        for key, value in like.items()
    }


def _same(one: Leaf, other: Leaf) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    return type(one) is type(other) and one == other


# -- files --------------------------------------------------------------------------------------


def parts(start: Start) -> tuple[dict[str, Array], dict[str, Leaf]]:
    """The numbers of a start that are tensors, and those that are plain."""
    tensors = {name: np.ascontiguousarray(x) for name, x in start.leaves.items() if isinstance(x, np.ndarray)}
    return tensors, {name: leaf for name, leaf in start.leaves.items() if name not in tensors}


def are_plain(found: object) -> bool:
    """Whether something can be the plain numbers of a start."""
    kinds = (int, float, str, type(None))
    return isinstance(found, dict) and all(isinstance(leaf, kinds) for leaf in found.values())


def as_bytes(start: Start) -> bytes:
    """What a file of a start holds."""
    from safetensors.numpy import save

    tensors, plain = parts(start)
    return save(tensors, {_PLAIN: json.dumps(plain)})


def read(path: Path) -> Start:
    """The start in a file.

    Raises:
        DataError: it cannot be read, or is no such file.
    """
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise DataError("{0} has {1} bytes, at most {2} are read", path.name, size, MOST_BYTES)
    except OSError as error:
        raise DataError("{0} cannot be read: {1}", path.name, error.strerror) from error
    return Start({**_plain(path), **_tensors(path)})


def _tensors(path: Path) -> dict[str, Leaf]:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(path), framework="numpy") as file:
            return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
    except (SafetensorError, OSError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise DataError("{0} cannot be read as .safetensors: {1}", path.name, error) from error


def _plain(path: Path) -> dict[str, Leaf]:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(path), framework="numpy") as file:
            found = json.loads((file.metadata() or {}).get(_PLAIN, "null"))
    except (SafetensorError, OSError, ValueError, RecursionError) as error:
        raise DataError("{0} cannot be read as .safetensors: {1}", path.name, error) from error
    if not are_plain(found):
        raise DataError("{0} was not saved by nnviz: it says nothing of the run", path.name)
    plain: dict[str, Leaf] = found
    return plain
