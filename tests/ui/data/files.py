"""Files of data as people have them, written where a test wants them."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

FLOWERS = ("setosa", "versicolor", "virginica")
MIDDLES = ((5.0, 3.4, 1.5, 0.2), (5.9, 2.8, 4.3, 1.3), (6.6, 3.0, 5.6, 2.0))


def flowers(folder: Path) -> Path:
    """A table of 150 flowers with four measures each and their species."""
    rng = np.random.default_rng(3)
    rows = ["sepal length,sepal width,petal length,petal width,species"]
    for number in range(150):
        values = np.round(rng.normal(MIDDLES[number % 3], 0.2), 1)
        rows.append(",".join([*map(str, values.tolist()), FLOWERS[number % 3]]))
    return written(folder, "flowers.csv", "\n".join(rows))


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of text or bytes."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def idx(path: Path, values: np.ndarray) -> Path:
    """An IDX file of bytes."""
    head = struct.pack(f">BBBB{values.ndim}I", 0, 0, 8, values.ndim, *values.shape)
    path.write_bytes(head + values.astype(np.uint8).tobytes())
    return path


def digit_pair(folder: Path) -> tuple[Path, Path]:
    """Images of 6 × 6 with a bright half, and which half it is."""
    labels = np.arange(60) % 2
    images = np.zeros((60, 6, 6))
    images[labels == 0, :, :3] = 200
    images[labels == 1, :, 3:] = 200
    made = idx(folder / "my-images-idx3-ubyte", images)
    return made, idx(folder / "my-labels-idx1-ubyte", labels)
