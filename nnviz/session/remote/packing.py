"""Packs what goes from one process to another: what was sent before goes as a number, arrays as plain memory.

It is pickle of protocol 5, with an eye for what :mod:`nnviz.session.crossing` tells apart. What is the same
thing in one process is the same in the other, so that what was worked out for it there is found again.
"""

from __future__ import annotations

import io
import pickle
import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.session.crossing import FIXTURE, MOMENTARY

_KNOWN: list[dict[int, Any]] = []
"""What the unpacking under way knows by its numbers; the innermost is the last."""


@dataclass(frozen=True)
class Pack:
    """Something packed.

    Attributes:
        body: the pickle.
        buffers: the memory of its arrays, in order.
        forgotten: numbers that nothing will be sent by any more.
    """

    body: bytes
    buffers: list[pickle.PickleBuffer]
    forgotten: tuple[int, ...]


class Packer:
    """Packs for one receiver, and knows what that has been sent."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[int, weakref.ref[Any]]] = {}
        self._forgotten: list[int] = []
        self._last = 0

    def pack(self, thing: object) -> Pack:
        """A thing and all that it consists of."""
        forgotten, self._forgotten = self._forgotten, []
        body, buffers = self.pickle(thing)
        return Pack(body, buffers, tuple(forgotten))

    def pickle(self, thing: object, fixed: bool = False) -> tuple[bytes, list[pickle.PickleBuffer]]:
        """The pickle of a thing and its buffers; of a fixture the arrays are to be known."""
        stream, buffers = io.BytesIO(), list[pickle.PickleBuffer]()
        _Pickler(stream, buffers, self, fixed).dump(thing)
        return stream.getvalue(), buffers

    def number(self, thing: object) -> int | None:
        """What a thing is known by, or None if it was never sent."""
        known = self._numbers.get(id(thing))
        return known[0] if known else None

    def learn(self, thing: object) -> int:
        """From now on knows a thing, by the number given, until it is no more."""
        self._last += 1
        key, number = id(thing), self._last

        def forget(_: object) -> None:
            del self._numbers[key]
            self._forgotten.append(number)

        self._numbers[key] = number, weakref.ref(thing, forget)
        return number


class _Plain:
    """Stands for a thing that is to be pickled as it is."""

    def __init__(self, thing: object) -> None:
        self.thing = thing


class _Pickler(pickle.Pickler):
    """Pickles known things as numbers."""

    def __init__(
        self, stream: io.BytesIO, buffers: list[pickle.PickleBuffer], packer: Packer, fixed: bool
    ) -> None:
        super().__init__(stream, protocol=5, buffer_callback=buffers.append)
        self._packer, self._fixed = packer, fixed

    def reducer_override(self, thing: Any) -> Any:
        """How a thing is to be made again; pickle's own way where nothing is known of it."""
        kind = type(thing)
        if kind is _Plain:
            return _parts(thing.thing)
        is_array = kind is np.ndarray
        crosses = None if is_array else getattr(kind, "crosses", None)
        if not (is_array or crosses):
            return NotImplemented
        number = self._packer.number(thing)
        if number is not None:
            return _known, (number,)
        if crosses == FIXTURE:
            parts = self._packer.pickle(_Plain(thing), fixed=True)
            return _learn_fixture, (self._packer.learn(thing), *parts)
        if crosses == MOMENTARY or (self._fixed and not thing.flags.writeable):
            return _learn, (self._packer.learn(thing), _Plain(thing))
        return _parts(thing) if is_array else NotImplemented


def _parts(thing: Any) -> Any:
    """How a thing is made again, whether it is known or not; of an array what numpy itself would need several
    calls for."""
    if type(thing) is np.ndarray and thing.flags.c_contiguous and not thing.dtype.hasobject:
        return np.ndarray, (thing.shape, thing.dtype, pickle.PickleBuffer(thing.data))
    make, given, *rest = thing.__reduce_ex__(5)
    return (_new if make.__name__ == "__newobj__" else make), given, *rest  # which wants its own class made


class Unpacker:
    """Unpacks what one packer has packed, in the same order."""

    def __init__(self) -> None:
        self._things: dict[int, Any] = {}

    def unpack(self, body: bytes | memoryview, buffers: Sequence[Any], forgotten: Sequence[int] = ()) -> Any:
        """The thing, with arrays made of the buffers without a copy."""
        _KNOWN.append(self._things)
        try:
            return pickle.loads(body, buffers=buffers)
        finally:
            _KNOWN.pop()
            for number in forgotten:
                del self._things[number]


def _new(kind: type[Any], *given: Any) -> Any:
    return kind.__new__(kind, *given)


def _known(number: int) -> Any:
    return _KNOWN[-1][number]


def _learn(number: int, thing: Any) -> Any:
    _KNOWN[-1][number] = thing
    return thing


def _learn_fixture(number: int, body: bytes, buffers: list[Any]) -> Any:
    return _learn(number, pickle.loads(body, buffers=buffers))
