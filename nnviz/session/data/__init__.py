"""What a network learns from: the shipped datasets by name, each made by a function with settings.

:data:`DATASETS` is the list; a lesson names an entry and sets what that function takes. :data:`FILES` makes
datasets of one's own from files.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nnviz.session.data.curves import sine
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.digits import digits
from nnviz.session.data.files import FILE_SETTINGS, FILES
from nnviz.session.data.logic import GATES, gate
from nnviz.session.data.planes import DRAWS, plane
from nnviz.session.data.values import values

DATASETS: dict[str, Callable[..., Dataset]] = {
    **{name: partial(gate, name) for name in GATES},
    **{kind: partial(plane, kind) for kind in DRAWS},
    "sine": sine,
    "digits": digits,
    "values": values,
}
"""Each dataset's maker by its name."""

__all__ = ["DATASETS", "FILES", "FILE_SETTINGS", "Dataset"]
