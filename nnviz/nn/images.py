"""What layers over images share: the shape of an image, and the windows that slide over it.

Images are (N, height, width, channels); passes lay them out with the batch innermost, because then
a row of a window is one long run of memory, and hand on views of that in the usual order of axes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnviz.nn.describe import Array
from nnviz.nn.errors import ShapeError
from nnviz.nn.node import Shape, written

_SMALL_BUFFER = 256
"""Numbers in numpy's buffers while working in place; less than a run that is worth it."""


def expect_image(label: str, shape: Shape, least: int = 1) -> tuple[int, int, int]:
    """Height, width and channels of an input, or a ShapeError that names the node.

    Args:
        least: the height and width that the node needs.
    """
    if len(shape) != 3 or min(shape) < 1:
        raise ShapeError(label, "(N, height, width, channels)", written(shape))
    height, width, channels = shape
    if min(height, width) < least:
        raise ShapeError(label, f"(N, height ≥ {least}, width ≥ {least}, channels)", written(shape))
    return height, width, channels


def window_count(length: int, size: int, stride: int) -> int:
    """How many windows fit along a side, each whole."""
    return (length - size) // stride + 1


def windows(images: Array, size: int, stride: int) -> Array:
    """Every window of (N, H, W, C) as a view (N, rows, columns, size, size, C)."""
    every = sliding_window_view(images, (size, size), axis=(1, 2))
    return every[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)


def scattered(patches: Array, stride: int, height: int, width: int) -> Array:
    """The sum of windows (N, rows, columns, size, size, C) put back into images (N, H, W, C)."""
    count, rows, columns, size, _, channels = patches.shape
    images = np.zeros((count, height, width, channels), patches.dtype)
    for i, j in np.ndindex(size, size):
        images[:, places(i, rows, stride), places(j, columns, stride)] += patches[:, :, :, i, j]
    return images


def add_in_place(pairs: Sequence[tuple[Array, Array]]) -> None:
    """Adds the second of each pair into the first, a view that is worked on where it lies.

    With its usual buffers numpy copies runs of a few hundred numbers together and back first, which
    takes twice as long as adding them; ``errstate`` puts the size of the buffers back.
    """
    with np.errstate():
        np.setbufsize(_SMALL_BUFFER)
        for place, part in pairs:
            np.add(place, part, place)


def places(first: int, count: int, stride: int) -> slice:
    """Where the cells at one place of ``count`` windows lie along a side."""
    return slice(first, first + stride * (count - 1) + 1, stride)
