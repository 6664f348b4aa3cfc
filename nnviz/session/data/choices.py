"""What can be set of each shipped dataset, with its range and one line of help, for whoever asks a person.

The makers check what they are given; this says beforehand what they take.
"""

from __future__ import annotations

from collections.abc import Mapping

from nnviz.nn.describe import Setting
from nnviz.session.data.digits import LEARNED
from nnviz.session.data.logic import GATES
from nnviz.session.data.planes import DRAWS, MOST
from nnviz.session.data.ranges import MOST_HELD

_NOISE = Setting("noise", float, 0.0, 0.0, 10.0, "how far the points are scattered")
_SEED = Setting("seed", int, 0, 0, 2**31 - 1, "what the points are drawn from")
_HELD = Setting("test_share", float, 0.0, 0.0, MOST_HELD, "the share of points held apart for tests")


def _drawn(points: int) -> tuple[Setting, ...]:
    return (Setting("points", int, points, 2, MOST, "how many points there are in all"), _NOISE, _SEED, _HELD)


CHOICES: Mapping[str, tuple[Setting, ...]] = {
    **dict.fromkeys(GATES, ()),
    **{kind: _drawn(200) for kind in DRAWS},
    "sine": _drawn(40),
    "digits": (Setting("points", int, LEARNED, 10, LEARNED, "how many images are learned from"),),
}
"""The settings of every shipped dataset that needs nothing else, by its name."""
