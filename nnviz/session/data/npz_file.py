"""Data of one's own from a file of numpy arrays (.npz): arrays are chosen by their names.

Nothing in it is ever executed: arrays of Python objects are refused, and sizes are checked before reading.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy

from nnviz.dataclass import dataclass
from nnviz.nn import DataError, SettingError
from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.preparing import MOST_BYTES, as_images, as_targets, preparing
from nnviz.session.data.watching import CHUNK, Steps, between, followed

MOST_ARRAYS = 1000
"""The most arrays in a file."""

_INPUTS, _ARRAYS = 0.4, 0.5
"""The shares of a reading that are done once the inputs are there, and once the targets are."""

_LONGEST_HEADER = 10_000
_ENDING = ".npy"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Stored:
    """An array in a file, without its content.

    Attributes:
        name: what it is called.
        shape, dtype: as its header says; the dtype as numpy writes it.
        nbytes: how much memory it takes.
        problem: why it cannot be used, or None.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    nbytes: int
    problem: Phrase | None = None


def peek(path: Path, most: int = MOST_BYTES) -> tuple[Stored, ...]:
    """The arrays in a file, in its order; none of them is read.

    Args:
        path: the file.
        most: the most bytes that an array may have.

    Raises:
        DataError: it cannot be read, or is no such file.
    """
    with _archive(path) as file:
        names = [item.filename for item in file.infolist() if item.filename.endswith(_ENDING)]
        if not names:
            raise DataError("{0} holds no numpy arrays; expected a file made by numpy.savez", path.name)
        if len(names) > MOST_ARRAYS:
            raise DataError(
                "{0} holds {1} arrays, at most {2} are looked at", path.name, len(names), MOST_ARRAYS
            )
        return tuple(_stored(path, file, name, most) for name in names)


def read(
    path: Path,
    inputs: str,
    targets: str,
    *,
    scaling: str = "none",
    target_scaling: str = "none",
    test_share: float = 0.0,
    seed: int = 0,
    most: int = MOST_BYTES,
) -> Dataset:
    """The dataset of two arrays of a file.

    Args:
        path: the file.
        inputs, targets: the names of the arrays; inputs (N, ...), of which (N,) becomes (N, 1) and
            (N, H, W) becomes (N, H, W, 1); targets (N, ...), or (N,) of whole numbers or texts, which
            are classes.
        scaling, target_scaling, test_share, seed: see :func:`~nnviz.session.data.preparing.prepared`.
        most: the most bytes that an array may have.

    Raises:
        DataError: the file cannot be read, or an array of it cannot be used.
        SettingError: there is no such array.
    """
    chosen = {"scaling": scaling, "target_scaling": target_scaling, "test_share": test_share, "seed": seed}
    return followed(reading(path, inputs, targets, most=most, **chosen))


def reading(
    path: Path, inputs: str, targets: str, *, most: int = MOST_BYTES, **chosen: Any
) -> Steps[Dataset]:
    """The same, step by step."""
    x = yield from between(0.0, _INPUTS, _array(path, inputs, most))
    t = yield from between(_INPUTS, _ARRAYS, _array(path, targets, most))
    if x.dtype.kind not in "biuf":
        raise DataError("{0}: array “{1}” holds {2}, expected numbers", path.name, inputs, x.dtype)
    if x.ndim == 0 or t.ndim == 0:
        raise DataError("{0}: “{1}” and “{2}” must have one entry a sample", path.name, inputs, targets)
    t, classes = as_targets(t)
    x = x[:, np.newaxis] if x.ndim == 1 else as_images(x)
    return (yield from between(_ARRAYS, 1.0, preparing(path.name, x, t, classes=classes, **chosen)))


def dataset(file: str, inputs: str = "x", targets: str = "y", **settings: Any) -> Steps[Dataset]:
    """The same, from the plain words of a lesson.

    Raises:
        NnError: as :func:`read` does.
    """
    return reading(Path(file), inputs, targets, **settings)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as file:
            yield file
    except _BROKEN as error:
        raise DataError(
            "{0} cannot be read as .npz: {1}", path.name, error or type(error).__name__
        ) from error


def _stored(path: Path, file: zipfile.ZipFile, name: str, most: int) -> Stored:
    plain = name.removesuffix(_ENDING)
    with file.open(name) as entry:
        try:
            shape, _, dtype = _header(entry)
        except (ValueError, EOFError) as error:
            return Stored(plain, (), "", 0, Phrase("is no numpy array: {0}", error))
    nbytes = math.prod(shape) * dtype.itemsize
    return Stored(plain, shape, str(dtype), nbytes, _problem(shape, dtype, nbytes, most))


def _header(entry: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype]:
    """Shape, whether the first axis runs fastest, and dtype, as the head of an array says; nothing more is
    read."""
    version = npy.read_magic(entry)
    readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    if version not in readers:
        raise ValueError(f"version {version} of the format is unknown")
    shape, fortran, dtype = readers[version](entry, max_header_size=_LONGEST_HEADER)
    return tuple(map(int, shape)), fortran, dtype


def _problem(shape: tuple[int, ...], dtype: np.dtype, nbytes: int, most: int) -> Phrase | None:
    if dtype.hasobject:
        return Phrase("holds Python objects, which are never read; save it as numbers or texts")
    if dtype.kind not in "biufUS":
        return Phrase("holds {0}, expected numbers or texts", dtype)
    if any(side < 0 for side in shape):
        return Phrase("has the shape {0}, which is none", shape)
    if nbytes > most:
        return Phrase("has {0} bytes, at most {1} are read; raise the limit or store less", nbytes, most)
    return None


def _array(path: Path, name: str, most: int) -> Steps[Array]:
    known = {item.name: item for item in peek(path, most)}
    if name not in known:
        raise SettingError("{0} has no array “{1}”; it has: {2}", path.name, name, ", ".join(known))
    if known[name].problem:
        raise DataError("{0}: array “{1}” {2}", path.name, name, known[name].problem)
    expected = known[name].nbytes
    with _archive(path) as file, file.open(name + _ENDING) as entry:
        shape, fortran, dtype = _header(entry)
        found = yield from _reading(entry, expected + 1)
    if len(found) != expected:
        has = Phrase("more than {0}", expected) if len(found) > expected else len(found)
        raise DataError(
            "{0}: array “{1}” of {2} should have {3} bytes, but has {4}",
            path.name,
            name,
            shape,
            expected,
            has,
        )
    return np.frombuffer(found, dtype).reshape(shape, order="F" if fortran else "C")


def _reading(entry: IO[bytes], most: int) -> Steps[memoryview]:
    """So many bytes, or those that there are."""
    found = bytearray()
    while len(found) < most and (chunk := entry.read(min(CHUNK, most - len(found)))):
        found += chunk
        yield len(found) / most
    return memoryview(found).toreadonly()
