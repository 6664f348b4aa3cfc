"""What pooling layers share: a square window that moves over every channel of an image by itself.

Only whole windows count ('valid'); cells that no window reaches get no gradient.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from nnviz.nn.describe import Array, Setting
from nnviz.nn.images import expect_image, places, window_count
from nnviz.nn.node import Node, Shape, positive_int
from nnviz.nn.plan import Calls, Plan


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

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        plan.extras |= {"K": plan.number(self.window), "S": plan.number(self.stride)}
        channels, height, _, count = x.shape
        row, d_row = (np.zeros((channels, height, y.shape[2], count), y.dtype) for _ in range(2))
        found_in_row = self.gather(plan.forward, self._parts(x, 2, y), row)
        found = self.gather(plan.forward, self._parts(row, 1, y), y)
        if self.overlap:
            plan.input_gradients(d_row.fill, 0.0)
            plan.input_gradients(dx.fill, 0.0)
        self.hand_out(plan, found, dy, self._parts(d_row, 1, y))
        self.hand_out(plan, found_in_row, d_row, self._parts(dx, 2, y))

    @property
    def overlap(self) -> bool:
        """Whether a cell can be in two windows, and gets a share from each."""
        return self.stride < self.window

    def _parts(self, images: Array, axis: int, windows: Array) -> list[Array]:
        """For each place along a side of a window, the cells that stand there."""
        before = (slice(None),) * axis
        count = windows.shape[axis]
        return [images[(*before, places(i, count, self.stride))] for i in range(self.window)]

    def gather(self, calls: Calls, parts: list[Array], whole: Array) -> list[Array]:
        """Adds the calls that make one array of several, cell by cell.

        Gives what :meth:`hand_out` needs to know of how it went.
        """
        raise NotImplementedError

    def hand_out(self, plan: Plan, found: list[Array], whole: Array, places: list[Array]) -> None:
        """Adds the calls that share an array out to several places."""
        raise NotImplementedError

    def pay(self, calls: Calls, share: Array, place: Array) -> None:
        """Adds the call that puts a share in its place, which is cleared where places overlap."""
        if self.overlap:
            calls(np.add, place, share, place)
        else:
            calls.copy(share, place)

    def example_shapes(self) -> tuple[Shape, ...]:
        side = self.window + self.stride
        return (side, side + 1, 1), (side + 1, side, 2)
