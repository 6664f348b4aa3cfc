"""The past of a run: a keyframe of its state every so many passes, within a budget of bytes.

A pass between two keyframes is brought back by replaying from the earlier one, which is
deterministic; when the budget is used up every second keyframe is dropped.
"""

from __future__ import annotations

from bisect import bisect_right

from nnviz.dataclass import dataclass
from nnviz.nn import NetworkState, SettingError
from nnviz.nn.batches import BatchState
from nnviz.session.programs import FIRST, Kinds

DEFAULT_BYTES = 256 * 2**20
"""How much memory the past may take unless told otherwise."""

LEAST_BYTES = 2**20
"""The least memory that the past can be told to do with."""


def valid_budget(value: int) -> int:
    """The value as a budget.

    Raises:
        SettingError: not a whole number of bytes of at least a megabyte.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < LEAST_BYTES:
        raise SettingError("memory for the past must be at least {0} bytes, given {1!r}", LEAST_BYTES, value)
    return value


@dataclass(frozen=True)
class Means:
    """The sums so far of an unfinished epoch, of E and of each layer's gradient norm, and the mean
    E of the epoch before it."""

    loss: float
    norms: tuple[float, ...]
    last_epoch: float | None


@dataclass(frozen=True)
class Keyframe:
    """Everything a pass starts from; ``kinds`` are the activations of the pass before it, whose program
    the state is of."""

    pass_index: int
    network: NetworkState
    batches: BatchState
    means: Means
    kinds: Kinds = FIRST

    @property
    def nbytes(self) -> int:
        """About how much memory the keyframe takes, in bytes."""
        return self.network.nbytes + 400 + 32 * len(self.means.norms)


class History:
    """Keyframes in order of time.

    Attributes:
        due: the pass before which the next keyframe is wanted.
        nbytes: about how much memory the keyframes take.
    """

    def __init__(self, budget: int = DEFAULT_BYTES, spacing: int = 50) -> None:
        self._budget, self._spacing = budget, spacing
        self._frames: list[Keyframe] = []
        self.nbytes = 0
        self.due = 0

    def __len__(self) -> int:
        return len(self._frames)

    def add(self, frame: Keyframe) -> None:
        """Keeps a keyframe; one of the same pass is replaced, and those after it are forgotten."""
        self.truncate(frame.pass_index - 1)
        self._frames.append(frame)
        self.nbytes += frame.nbytes
        if self.nbytes > self._budget:
            self._thin()
        self.due = frame.pass_index + self._spacing

    def set_budget(self, budget: int) -> None:
        """Takes another budget; what no longer fits into it is thinned at once."""
        self._budget = budget
        count = len(self._frames) + 1
        while self.nbytes > budget and len(self._frames) < count:
            count = len(self._frames)
            self._thin()

    def _thin(self) -> None:
        """Drops every second keyframe but the first and the last, and spaces the coming ones wider."""
        last = len(self._frames) - 1
        self._frames = [f for place, f in enumerate(self._frames) if place % 2 == 0 or place == last]
        self._spacing *= 2
        self.nbytes = sum(frame.nbytes for frame in self._frames)

    def before(self, pass_index: int) -> Keyframe:
        """The latest keyframe at or before a pass; the first pass always has one."""
        place = bisect_right(self._frames, pass_index, key=lambda frame: frame.pass_index)
        return self._frames[place - 1]

    @property
    def passes(self) -> list[int]:
        """The passes that keyframes stand before."""
        return [frame.pass_index for frame in self._frames]

    def truncate(self, pass_index: int) -> None:
        """Forgets every keyframe after a pass."""
        while self._frames and self._frames[-1].pass_index > pass_index:
            self.nbytes -= self._frames.pop().nbytes
        if self._frames:
            self.due = self._frames[-1].pass_index + self._spacing
