"""Data of one's own from a pair of IDX files, as MNIST is distributed: images in one, labels in the other.

The format (Y. LeCun et al., the MNIST database): two zeros, a type, the number of axes, their lengths with
the largest byte first, then the numbers. Both files may be compressed (.gz).
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import INPUT, DataError
from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.session.data.dataset import Dataset, Scale
from nnviz.session.data.preparing import MOST_BYTES, as_images, divided, preparing
from nnviz.session.data.ranges import check_number
from nnviz.session.data.watching import CHUNK, Steps, between, followed

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
"""The numpy type of each type byte."""

POINTS = 10_000
"""How many samples are taken unless told otherwise; MNIST has 60,000 to learn from."""

_IMAGES, _LABELS, _PIXELS = 0.3, 0.35, 0.5
"""The shares of a reading that are done once the images are there, the labels, and the pixels as numbers."""

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Head:
    """What the head of a file says: the lengths of its axes, the first of which counts samples, and the
    numpy type."""

    shape: tuple[int, ...]
    dtype: np.dtype

    @property
    def each(self) -> int:
        """How many bytes a sample has."""
        return math.prod(self.shape[1:]) * self.dtype.itemsize


def peek(path: Path) -> Head:
    """The head of a file; nothing more is read.

    Raises:
        DataError: it cannot be read, or is no IDX file.
    """
    with _opened(path) as file:
        return _head(path, file)


def first(path: Path, count: int) -> Array:
    """The first samples of a file (count, ...), or all if there are fewer.

    Raises:
        DataError: it cannot be read, is no IDX file or ends too soon.
    """
    return followed(_array(path, count, MOST_BYTES))


def read(
    images: Path,
    labels: Path,
    *,
    points: int = POINTS,
    test_share: float = 0.0,
    seed: int = 0,
    most: int = MOST_BYTES,
) -> Dataset:
    """The dataset of a pair of files: images (N, H, W, 1), of bytes from 0 to 1, and class numbers (N,).

    Args:
        images, labels: the files.
        points: the most samples that are taken, from the first on.
        test_share, seed: the share of them that is held apart, and what it is drawn from.
        most: the most bytes that are read of a file.

    Raises:
        DataError: a file cannot be read or ends too soon, they are not a pair, or a file is too large.
        SettingError: a number out of its range.
    """
    return followed(reading(images, labels, points=points, test_share=test_share, seed=seed, most=most))


def reading(
    images: Path,
    labels: Path,
    *,
    points: int = POINTS,
    test_share: float = 0.0,
    seed: int = 0,
    most: int = MOST_BYTES,
) -> Steps[Dataset]:
    """The same, step by step."""
    check_number("points", points, 1, 10_000_000)
    x = yield from between(0.0, _IMAGES, _array(images, points, most))
    t = yield from between(_IMAGES, _LABELS, _array(labels, points, most))
    if x.ndim < 2:
        raise DataError("{0} holds {1}, expected images; are the two files exchanged?", images.name, x.shape)
    if t.ndim != 1 or t.dtype.kind == "f":
        raise DataError(
            "{0} holds {1} of {2}, expected one whole number a sample", labels.name, t.shape, t.dtype
        )
    counts = peek(images).shape[0], peek(labels).shape[0]
    if counts[0] != counts[1]:
        raise DataError(
            "{0} has {1} samples, but {2} has {3}", images.name, counts[0], labels.name, counts[1]
        )
    names, numbers = np.unique(t, return_inverse=True)
    bytes_ = x.dtype == np.uint8
    classes = tuple(map(str, names.tolist()))
    left = counts[0] - len(t)
    notes = [Phrase("the first {0} of {1} samples are taken", len(t), counts[0])] if left else []
    pixels = (yield from between(_LABELS, _PIXELS, divided(x, 255.0))) if bytes_ else x
    steps = preparing(
        images.name,
        as_images(pixels),
        numbers,
        classes=classes,
        test_share=test_share,
        seed=seed,
        notes=notes,
    )
    made = yield from between(_PIXELS, 1.0, steps)
    return replace(made, scales={INPUT: (Scale("fixed", 0.0, 255.0),)}) if bytes_ else made


def dataset(file: str, labels: str, **settings: Any) -> Steps[Dataset]:
    """The same, from the plain words of a lesson.

    Raises:
        NnError: as :func:`read` does.
    """
    return reading(Path(file), Path(labels), **settings)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == _GZIP
            plain.seek(0)
            if packed:
                with gzip.GzipFile(fileobj=plain) as file:
                    yield file  # type: ignore[misc]
            else:
                yield plain
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError("{0} is damaged or ends too soon: {1}; get it again", path.name, error) from error
    except OSError as error:
        raise DataError("{0} cannot be read: {1}", path.name, error.strerror or error) from error


def _head(path: Path, file: IO[bytes]) -> Head:
    magic = file.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in TYPES or not magic[3]:
        raise DataError(
            "{0} is no IDX file: it begins with {1}, expected two zeros, a type ({2}) and a number of axes",
            path.name,
            magic.hex(" ") or "nothing",
            ", ".join(f"{key:02x}" for key in TYPES),
        )
    lengths = file.read(4 * magic[3])
    if len(lengths) < 4 * magic[3]:
        raise DataError("{0} ends within its head of {1} axes", path.name, magic[3])
    return Head(struct.unpack(f">{magic[3]}I", lengths), np.dtype(TYPES[magic[2]]))


def _array(path: Path, points: int, most: int) -> Steps[Array]:
    """The first samples of a file."""
    with _opened(path) as file:
        head = _head(path, file)
        count = min(points, head.shape[0])
        if count * head.each > most:
            raise DataError(
                "{0}: {1} samples of {2} bytes are more than {3}; take fewer, or raise the limit",
                path.name,
                count,
                head.each,
                most,
            )
        found = yield from _reading(file, count * head.each)
        if count == head.shape[0] and file.read(1):
            raise DataError(
                "{0} has more bytes than its head says for {1} samples; get it again", path.name, count
            )
    if len(found) < count * head.each:
        raise DataError(
            "{0} ends too soon: expected {1} bytes for {2} samples of {3}, found {4}; get it again",
            path.name,
            count * head.each,
            count,
            head.each,
            len(found),
        )
    return np.frombuffer(found, head.dtype).reshape(count, *head.shape[1:])


def _reading(file: IO[bytes], most: int) -> Steps[memoryview]:
    """So many bytes, or those that there are."""
    found = bytearray()
    while len(found) < most and (chunk := file.read(min(CHUNK, most - len(found)))):
        found += chunk
        yield len(found) / most
    return memoryview(found).toreadonly()
