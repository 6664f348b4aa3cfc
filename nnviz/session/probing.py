"""A probe: the forward pass of an input of somebody's own choice, by the parameters of a frame.

It answers a question and trains nothing: there is no target, hence no error and no gradient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nnviz.nn import Kind
from nnviz.nn.program import LOSS, input_keys
from nnviz.session.data.features import features_of
from nnviz.session.frame import Frame

Point = tuple[float, ...]
"""An input: a number per feature."""


def can_probe(frame: Frame, point: Sequence[float]) -> bool:
    """Whether the network of a frame has one input: as many numbers as a point has, or features of it."""
    features, shapes = frame.stage.features, [each.shape for each in frame.stage.inputs]
    fits = len(point) == 2 if features else shapes == [(len(point),)]
    return frame.network is not None and len(shapes) == 1 and fits


def probe(frame: Frame, point: Point) -> Frame:
    """A frame of the forward pass of one point, a batch of one; nothing of the frame's own pass is left
    in it but the parameters as they stand there.

    Dropout and running means are as in a prediction.
    """
    assert frame.network is not None
    given, features = np.array([point]), frame.stage.features
    found = frame.network.record([features_of(given, features) if features else given])
    arrays = {name: dict(own) for name, own in found.items()}
    for node in frame.stage.nodes:
        arrays[node.name] |= {key: frame.arrays[node.name][key] for key in node.parameters}
    (output,) = frame.stage.loss.sources
    arrays[LOSS] = {input_keys(1)[0]: arrays[output]["Y"]}
    return replace(
        frame,
        position=sum(operation.kind is Kind.FORWARD for operation in frame.stage.operations),
        rows=(),
        arrays=arrays,
        before={},
        remaining=0,
        unedited={},
        unedited_before={},
        changes=(),
        changeable=False,
        sample=0,
        probe=point,
    )
