"""Long rows of numbers in plain data: they stand in a file as tensors, in whose place the data name them.

So a header stays short, and the numbers stay what they are, bit for bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnviz.nn import DataError
from nnviz.nn.describe import Array

LONG = 32
"""How many numbers are written out."""

MOST = 2**20
"""The most numbers of all such rows together."""

_NAME = "tensor"


def pack(plain: Any, tensors: dict[str, Array], path: str = "values") -> Any:
    """Plain data with a name in the place of every long row, whose tensor is added to the others."""
    if isinstance(plain, Mapping):
        return {key: pack(value, tensors, f"{path}/{key}") for key, value in plain.items()}
    if not isinstance(plain, list):
        return plain
    found = _numbers(plain)
    if found is None or found.size <= LONG:
        return [pack(value, tensors, f"{path}/{place}") for place, value in enumerate(plain)]
    tensors[path] = found
    return {_NAME: path}


def _numbers(plain: list[Any]) -> Array | None:
    """A list as an array, if it is one of whole numbers, or one of others."""
    try:
        found = np.array(plain)
    except (ValueError, OverflowError):
        return None
    return (
        found if found.dtype in (np.int64, np.float64) and found.tolist() == plain and _alike(plain) else None
    )


def _alike(plain: list[Any]) -> bool:
    """Whether whole numbers are not mixed with others."""
    while plain and isinstance(plain[0], list):
        plain = [value for row in plain for value in row]
    return len({type(value) for value in plain}) == 1


def unpack(plain: Any, tensors: Mapping[str, Array]) -> Any:
    """The data as they were.

    Raises:
        DataError: a tensor is missing, or there are too many numbers.
    """
    return _Unpacking(tensors).unpack(plain)


class _Unpacking:
    def __init__(self, tensors: Mapping[str, Array]) -> None:
        self._tensors, self._left = tensors, MOST

    def unpack(self, plain: Any) -> Any:
        if isinstance(plain, list):
            return [self.unpack(value) for value in plain]
        if not isinstance(plain, dict):
            return plain
        if plain.keys() == {_NAME}:
            return self._numbers(plain[_NAME])
        return {key: self.unpack(value) for key, value in plain.items()}

    def _numbers(self, name: object) -> Any:
        if not isinstance(name, str) or name not in self._tensors:
            raise DataError("it is damaged: a row of numbers is missing")
        self._left -= max(self._tensors[name].size, len(self._tensors[name].shape))
        if self._left < 0 or self._tensors[name].size == 0:
            raise DataError("it has more than {0} numbers written out", MOST)
        return self._tensors[name].tolist()
