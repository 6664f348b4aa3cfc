"""What a network can be given of a point of the plane beside its coordinates: squares, product, sines.

They are worked out before the network, which has no part in them; nothing of them is ever trained.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import SettingError
from nnviz.nn.describe import Array, readonly
from nnviz.session.data.dataset import Dataset


@dataclass(frozen=True)
class Feature:
    """A number that follows from a point of the plane.

    Attributes:
        label: how it is written, with {0} and {1} for the names of the coordinates.
        find: gives it (n,) for the coordinates x₁ (n,) and x₂ (n,).
    """

    label: str
    find: Callable[[Array, Array], Array]


FEATURES: Mapping[str, Feature] = MappingProxyType(
    {
        "x1": Feature("{0}", lambda a, b: a),
        "x2": Feature("{1}", lambda a, b: b),
        "x1*x1": Feature("{0}²", lambda a, b: a * a),
        "x2*x2": Feature("{1}²", lambda a, b: b * b),
        "x1*x2": Feature("{0}·{1}", lambda a, b: a * b),
        "sin x1": Feature("sin {0}", lambda a, b: np.sin(a)),
        "sin x2": Feature("sin {1}", lambda a, b: np.sin(b)),
    }
)
"""What can be chosen, by the name in a setup, in the order in which the network is given it."""

PLAIN = ("x1", "x2")
"""The coordinates themselves."""


def are_of_plane(data: Dataset) -> bool:
    """Whether the samples of a dataset are points of a plane, and nothing else."""
    return len(data.inputs) == 1 and data.points.ndim == 2 and data.points.shape[1] == 2


def check_features(names: Sequence[str]) -> None:
    """Makes sure that features can be chosen.

    Raises:
        SettingError: none, an unknown one, or one twice.
    """
    for name in names:
        if name not in FEATURES:
            raise SettingError("feature {0!r} is unknown; allowed: {1}", name, ", ".join(FEATURES))
    if not names:
        raise SettingError("a network needs at least one feature, given none")
    if len(set(names)) < len(names):
        raise SettingError("a feature can be given once only")


def features_of(points: Array, names: Sequence[str]) -> Array:
    """Features (n, len(names)) of points (n, 2)."""
    return np.column_stack([FEATURES[name].find(points[:, 0], points[:, 1]) for name in names])


def inputs_of(data: Dataset, points: Array) -> Array:
    """What a network that learns from a dataset of points of the plane is given of points (n, 2)."""
    return features_of(points, data.features) if data.features else points


def with_features(data: Dataset, names: Sequence[str]) -> Dataset:
    """A dataset of points of the plane, of which a network is given these features.

    Raises:
        SettingError: the samples are no points of a plane, or these features cannot be chosen.
    """
    check_features(names)
    if not are_of_plane(data):
        raise SettingError("features can be chosen of data with two inputs only")
    axes = axes_of(data)
    labels = tuple(FEATURES[name].label.format(*axes) for name in names)
    return _with(data, tuple(names), axes, labels)


def axes_of(data: Dataset) -> tuple[str, str]:
    """What the two coordinates are called."""
    own = data.axes or data.labels.get(next(iter(data.inputs)), ())
    return (own[0], own[1]) if len(own) == 2 else ("x₁", "x₂")


def _with(data: Dataset, names: tuple[str, ...], axes: tuple[str, str], labels: tuple[str, ...]) -> Dataset:
    (key,) = data.inputs
    return replace(
        data,
        inputs={key: readonly(features_of(data.points, names))},
        labels={**data.labels, key: labels},
        features=names,
        axes=axes,
        plane=data.points,
        held=_with(data.held, names, axes, labels) if data.held else None,
    )
