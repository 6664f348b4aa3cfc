"""What pooling layers share: a square window that moves over every channel of an image by itself.

Only whole windows count ('valid'); cells that no window reaches get no gradient.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from nnviz.nn.describe import Array, Setting
from nnviz.nn.images import expect_image, places, window_count
from nnviz.nn.node import Node, Shape, positive_int


class Pooling(Node):
    """Y (N, rows, columns, channels) from X (N, height, width, channels), a cell for each window.

    rows = (height − window) // stride + 1. Windows are brought together side by side first, then one
    below the other, so a pass costs 2·window operations instead of window².
    """

    settings_of_a_window: ClassVar[tuple[Setting, ...]] = (
        Setting("window", int, 2, 1, None, "height and width of a window in pixels"),
        Setting("stride", int, 2, 1, None, "by how many pixels the window moves on"),
    )

    def __init__(self, window: int = 2, stride: int = 2) -> None:
        super().__init__()
        owner = type(self).__name__
        self.window = positive_int(owner, "window", window)
        self.stride = positive_int(owner, "stride", stride)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        height, width, channels = expect_image(self._label(), input_shapes[0], self.window)
        return (*(window_count(side, self.window, self.stride) for side in (height, width)), channels)

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over inputs of this shape write into.

        ``_row`` holds what is found along the rows, (N, height, columns, channels); arrays take over
        the order in which the input lies in memory.
        """
        self._room = like.shape
        rows, columns, _ = self.output_shape(like.shape[1:])
        self._row, self._d_row = (np.zeros_like(like[:, :, :columns]) for _ in range(2))
        self._y, self._dx = np.empty_like(like[:, :rows, :columns]), np.zeros_like(like)
        self._window, self._stride = np.asarray(self.window, like.dtype), np.asarray(self.stride, like.dtype)

    def _along_row(self, images: Array) -> list[Array]:
        """For each place in a window from left to right, the cells that stand there."""
        columns = self._y.shape[2]
        return [images[:, :, places(j, columns, self.stride)] for j in range(self.window)]

    def _along_column(self, images: Array) -> list[Array]:
        """For each place in a window from top to bottom, the cells that stand there."""
        rows = self._y.shape[1]
        return [images[:, places(i, rows, self.stride)] for i in range(self.window)]

    @property
    def _overlap(self) -> bool:
        """Whether a cell can be in two windows."""
        return self.stride < self.window

    def extras(self) -> dict[str, Array]:
        """The size of a window and the stride, () each."""
        return {"K": self._window, "S": self._stride}

    def example_shapes(self) -> tuple[Shape, ...]:
        side = self.window + self.stride
        return (side, side + 1, 1), (side + 1, side, 2)
