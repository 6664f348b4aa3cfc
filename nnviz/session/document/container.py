"""The container of a document: the layout of a .safetensors file, read with every claim of it checked.

Eight bytes tell the length of a header of JSON, which tells where in the rest each tensor lies; what is no
tensor is text under ``__metadata__``. Tensors are views of the bytes, and take no more memory than those.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

import numpy as np

from nnviz.nn import DataError
from nnviz.nn.describe import Array, readonly

MOST_HEADER = 2**20
"""The most bytes of a header: JSON of that length takes less than 64 MB of memory, whatever it holds."""

MOST_DEPTH = 24
"""How deep lists and tables may lie in each other."""

MOST_DIGITS = 2**130
"""No whole number is larger; the state of a generator has 128 bits."""

MANIFEST, DIGEST = "nnviz", "digest"
"""What the metadata have: the manifest, and a digest of that and all tensors."""

_CODES = {"F64": "<f8", "F32": "<f4", "I64": "<i8", "U64": "<u8", "I32": "<i4", "U32": "<u4"}
_TYPES: dict[str, np.dtype[Any]] = {name: np.dtype(code) for name, code in _CODES.items()}

Tensors = Mapping[str, Array]


def packed(manifest: Mapping[str, Any], tensors: Tensors) -> bytes:
    """A manifest and tensors in one file.

    Raises:
        DataError: the manifest is too long.
    """
    from safetensors.numpy import save

    text = json.dumps(manifest, allow_nan=False)
    made = save(dict(tensors), {MANIFEST: text, DIGEST: _digest(text, tensors)})
    if (length := int.from_bytes(made[:8], "little")) > MOST_HEADER:
        raise DataError("it has {0} bytes beside its tensors, at most {1} are read", length, MOST_HEADER)
    return made


def manifest_of(data: bytes) -> dict[str, Any]:
    """The manifest alone, so that its version can be looked at before anything else.

    Raises:
        DataError: it cannot be read, or is none.
    """
    found = _json(_metadata(data)[MANIFEST])
    if not isinstance(found, dict):
        raise DataError("it was not saved by nnviz")
    return found


def tensors_of(data: bytes) -> dict[str, Array]:
    """The tensors by their names, read-only.

    Raises:
        DataError: they cannot be, or something is not as it was written.
    """
    header, start = _header(data)
    metadata = _metadata(data)
    entries = {name: entry for name, entry in header.items() if name != "__metadata__"}
    rest = memoryview(data)[start:]
    found = {name: _tensor(name, entry, rest) for name, entry in entries.items()}
    if sum(array.nbytes for array in found.values()) != len(rest):
        raise DataError("it is damaged: its tensors are {0} bytes of {1}", _bytes(found), len(rest))
    if _digest(metadata[MANIFEST], found) != metadata[DIGEST]:
        raise DataError("it is damaged: something in it is not as it was saved")
    return found


def _bytes(tensors: Tensors) -> int:
    return sum(array.nbytes for array in tensors.values())


def _digest(text: str, tensors: Tensors) -> str:
    """What tells whether anything is not as it was."""
    found = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
    for name in sorted(tensors):
        array = np.ascontiguousarray(tensors[name])
        found.update(json.dumps([name, array.dtype.str, array.shape]).encode())
        found.update(array.data if array.size else b"")
    return found.hexdigest()


# -- the header ---------------------------------------------------------------------------------


def _header(data: bytes) -> tuple[dict[str, Any], int]:
    """The header, and where the tensors begin."""
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > len(data) - 8:
        raise DataError("it is damaged: it ends too early")
    if length > MOST_HEADER:
        raise DataError("it has {0} bytes beside its tensors, at most {1} are read", length, MOST_HEADER)
    try:
        text = data[8 : 8 + length].decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError("it was not saved by nnviz") from error
    header = _json(text)
    if not isinstance(header, dict):
        raise DataError("it was not saved by nnviz")
    return header, 8 + length


def _metadata(data: bytes) -> dict[str, str]:
    metadata = _header(data)[0].get("__metadata__")
    if not isinstance(metadata, dict) or not all(
        isinstance(metadata.get(key), str) for key in (MANIFEST, DIGEST)
    ):
        raise DataError("it was not saved by nnviz")
    return metadata


def _json(text: str) -> Any:
    """What JSON says; of what is no number, too large or too deep, it says nothing."""
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise DataError("it is damaged, or was not saved by nnviz") from error
    for value, depth in _walk(found):
        large = isinstance(value, int) and abs(value) >= MOST_DIGITS
        if depth > MOST_DEPTH or large or (isinstance(value, float) and not math.isfinite(value)):
            raise DataError("it says something that nnviz does not write")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _walk(found: Any) -> Iterator[tuple[Any, int]]:
    """Everything in a value, with how deep it lies."""
    waiting = [(iter((found,)), 0)]
    while waiting:
        values, depth = waiting[-1]
        for value in values:
            yield value, depth
            if isinstance(value, (dict, list)) and depth <= MOST_DEPTH:
                waiting.append((iter(value.values() if isinstance(value, dict) else value), depth + 1))
                break
        else:
            waiting.pop()


def _tensor(name: str, entry: Any, rest: memoryview) -> Array:
    """A tensor where its entry says, as a view."""
    if not isinstance(entry, dict) or entry.keys() != {"dtype", "shape", "data_offsets"}:
        raise DataError("it is damaged: {0} is no tensor", name[:100])
    kind, shape, place = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(kind, str) or kind not in _TYPES or not _counts(shape) or not _counts(place):
        raise DataError("it is damaged: {0} is no tensor", name[:100])
    size = math.prod(shape) * _TYPES[kind].itemsize
    if len(shape) > 32 or len(place) != 2 or place[1] - place[0] != size or place[1] > len(rest):
        raise DataError("it is damaged: {0} is said to be where it cannot be", name[:100])
    if not size:
        return readonly(np.zeros(shape, _TYPES[kind]))
    found = np.frombuffer(rest[place[0] : place[1]], _TYPES[kind]).reshape(shape)
    return readonly(found) if found.flags.writeable else found


def _counts(given: Any) -> bool:
    return isinstance(given, list) and all(type(count) is int and 0 <= count <= 2**60 for count in given)
