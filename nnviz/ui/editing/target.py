"""A target: cells of a tensor that a person wants to change, and the changes that can be made of them.

Every change is of plain numbers, worked out once, so that a pass with it can be replayed to the bit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Initializer
from nnviz.nn.derive import Weight
from nnviz.nn.describe import Array
from nnviz.nn.freezing import Frozen
from nnviz.nn.initializers import drawn
from nnviz.nn.optimizer import FROZEN
from nnviz.session.edits import Change, Edit, Fill, Freeze
from nnviz.session.frame import Frame


@dataclass(frozen=True, eq=False)
class Target:
    """Some cells, or all, of one tensor.

    Attributes:
        node, key: the tensor, as an edit names it.
        array: its numbers now.
        cells: the places, (cells, axes).
        mask: of a parameter, 1 where it is frozen and else 0; None where nothing of it is.
        is_parameter: whether training moves it.
    """

    node: str
    key: str
    array: Array
    cells: Array
    mask: Array | None = None
    is_parameter: bool = False

    @classmethod
    def whole(
        cls, node: str, key: str, array: Array, mask: Array | None = None, is_parameter: bool = False
    ) -> Target:
        """All cells of a tensor."""
        return cls(node, key, array, np.argwhere(np.ones(array.shape, bool)), mask, is_parameter)

    @property
    def is_whole(self) -> bool:
        """Whether it is every cell of the tensor."""
        return len(self.cells) == self.array.size

    @property
    def now(self) -> Array:
        """The numbers of its cells."""
        return np.asarray(self.array[self._places], float)

    @property
    def _places(self) -> tuple[Array, ...]:
        return tuple(self.cells.T)

    def filled(self, values: object) -> Change:
        """Sets its cells: to a number each, or all to one.

        Raises:
            SettingError: not as many numbers as cells.
        """
        made = Fill.of(self.node, self.key, self.cells, values)
        if len(self.cells) > 1:
            return made
        return Edit(self.node, self.key, tuple(map(int, self.cells[0])), float(made.values[0]))

    def drawn(self, how: Initializer, seed: int) -> Change:
        """Sets its cells to what they are where all of the tensor is drawn anew.

        Raises:
            SettingError: the seed is none.
        """
        return self.filled(drawn(how, seed, self.array.shape, bias=self.key == "B")[self._places])

    @property
    def is_frozen(self) -> bool:
        """Whether no update moves any of its cells."""
        return self.mask is not None and bool(self.mask[self._places].all())

    def frozen(self, on: bool) -> Change:
        """Freezes its cells, or lets them move again."""
        cells = () if self.is_whole else tuple(tuple(map(int, cell)) for cell in self.cells)
        return Freeze(Frozen(self.node, self.key, cells), on)


def mask_of(frame: Frame, node: str, key: str) -> Array | None:
    """Where a parameter is frozen in the pass of a frame, 1 there and 0 elsewhere; None where nowhere."""
    mask = frame.array(node, f"{FROZEN}.{key}")
    return mask if mask is not None and mask.any() else None


def started_with(frame: Frame, node: str, key: str) -> Array | None:
    """A parameter as the pass of a frame has started with it, which is what a person sets."""
    return frame.before.get(node, {}).get(key, frame.array(node, key))


def of_weight(frame: Frame, weight: Weight) -> Target | None:
    """One weight; None where there is no such, or nothing can be changed."""
    array = started_with(frame, weight.node, weight.key) if frame.changeable else None
    info = frame.stage.node(weight.node)
    if array is None or info is None or weight.key not in info.parameters:
        return None
    mask = mask_of(frame, weight.node, weight.key)
    return Target(weight.node, weight.key, array, np.array([weight.index]), mask, is_parameter=True)


def parameters_of(frame: Frame, node: str) -> Sequence[Target]:
    """Each parameter of a layer, whole."""
    info = frame.stage.node(node)
    return [
        Target.whole(node, key, array, mask_of(frame, node, key), is_parameter=True)
        for key in (info.parameters if info else ())
        if (array := started_with(frame, node, key)) is not None
    ]
