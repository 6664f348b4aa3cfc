"""Which picture a column gets: a table from what a node says of itself, and from how large it is.

The canvas has one class for each form; which one paints which is told in ``faces.py`` alone.
"""

from __future__ import annotations

import re
from enum import Enum
from math import prod

from nnviz.nn import Glyph, NodeInfo
from nnviz.nn.describe import Dependence

MOST_UNITS = 64
"""Up to how many units a column draws a circle each; more become a strip of cells."""

MOST_BARS = 24
"""Up to how many units a column of shares draws a bar each."""


class Form(Enum):
    """The pictures there are."""

    CIRCLES = "circles"  # a circle per unit
    STRIPS = "strips"  # a cell per unit, all in one strip
    MAPS = "maps"  # a thumbnail per channel
    BARS = "bars"  # a bar per unit
    LOSS = "loss"  # one circle that holds E


_FORMS = {
    None: Form.CIRCLES,  # an input
    Glyph.UNITS: Form.CIRCLES,
    Glyph.ELEMENTWISE: Form.CIRCLES,
    Glyph.IMAGES: Form.MAPS,
    Glyph.BARS: Form.BARS,
    Glyph.DISTRIBUTION: Form.CIRCLES,
    Glyph.MERGE: Form.CIRCLES,
    Glyph.LOSS: Form.LOSS,
}


def form_of(glyph: Glyph | None, shape: tuple[int, ...], unrolled: bool = False) -> Form:
    """The form of a column by its glyph, which its shape can overrule.

    Args:
        shape: of one sample's output; images are (height, width, channels).
        unrolled: whether it is an image put in one row.
    """
    form, units = _FORMS[glyph], prod(shape)
    if form is Form.LOSS or (form is Form.BARS and units <= MOST_BARS and len(shape) == 1):
        return form
    if len(shape) == 3:
        return Form.MAPS
    return Form.STRIPS if unrolled or units > MOST_UNITS else Form.CIRCLES


def depends(info: NodeInfo | None, dependence: Dependence) -> bool:
    """Whether the output of a node depends on its input in a certain way."""
    return info is not None and any(f.dependence is dependence for f in info.description.forward)


def mixes(info: NodeInfo) -> bool:
    """Whether each unit of the output of a node depends on all units of its input of the same sample."""
    groups = (f.cell for f in info.description.forward if f.dependence is Dependence.JACOBIAN)
    return any(re.search(r"\bsample\b", cell) for cell in groups)


def mask_key(info: NodeInfo | None) -> str | None:
    """The tensor whose zeros switch units off, or None where there is none."""
    if info is None:
        return None
    masks = (f for f in info.description.forward if f.dependence is Dependence.MASK)
    return next((formula.takes[-1] for formula in masks), None)


def chooses(info: NodeInfo | None) -> bool:
    """Whether of each window of the input only one cell goes on."""
    return depends(info, Dependence.ROUTE_TO_MAXIMUM)
