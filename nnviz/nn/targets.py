"""Targets of the losses over classes: the number of its class for each sample, or a row of shares.

A target that cannot be meant is refused by its value, since training on it would run and mislead.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Tensors
from nnviz.nn.errors import DataError, ShapeError
from nnviz.nn.node import Loss, Shape, written
from nnviz.nn.ranges import check_cells

_ROUNDING = 1e-5
"""How far from 1 a row of shares may add up to, so that thirds in single precision are taken."""


def shares(t: Tensors) -> Array:
    """T as rows of shares (N, classes), with as many classes as X has, whatever form T came in."""
    target, like = t["T"], t["X"]
    if target.ndim == like.ndim:
        return target
    found: Array = np.eye(like.shape[-1], dtype=like.dtype)[target.astype(np.intp)]
    return found


class Categorical(Loss):
    """Base of the losses for a prediction (N, classes) and one true class a sample.

    The target is either the class numbers, from 0, of shape (N,), or rows of shares (N, classes)
    that are at least 0 and add up to 1: a one-hot row where the class is certain.
    """

    def output_shape(self, *input_shapes: Shape) -> Shape:
        prediction, target = input_shapes
        if len(prediction) != 1 or prediction[0] < 1:
            raise ShapeError(self._label(), "(N, classes)", written(prediction))
        if target not in (prediction, ()):
            raise ShapeError(self._label(), f"{written(prediction)} or (N,)", written(target))
        return ()

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over predictions of this shape write into."""
        self._room = like.shape
        # in the order of their cells, whatever the prediction's is: a view of all of them in a row
        # exists of no other
        self._logs, self._t, self._dx = (np.empty(like.shape, like.dtype) for _ in range(3))
        self._flat_logs, self._flat_t = self._logs.ravel(), self._t.ravel()
        self._rows, self._away = np.arange(len(like)), np.empty(len(like), like.dtype)
        self._ones = np.ones(like.shape[-1], like.dtype)
        self._share = like.dtype.type(1.0 / len(like))

    def _take(self, target: Array) -> None:
        """Notes the target as rows of shares.

        Raises:
            DataError: a class number that is not whole or not one of the classes; a share below 0
                or above 1; a row that does not add up to 1.
            ShapeError: neither class numbers nor shares for every sample.
        """
        if target.shape == self._room:
            np.copyto(self._t, target)
            self._check_shares()
        elif target.shape == self._room[:1]:
            self._check_labels(target)
            self._t.fill(0.0)
            self._t[self._rows, target.astype(np.intp)] = 1.0
        else:
            expected = f"{self._room} or {self._room[:1]}"
            raise ShapeError(self._label(), expected, target.shape)

    def _check_shares(self) -> None:
        """Looks closer only if a share is below 0 or the sums are off by more than rounding."""
        away = self._t.dot(self._ones, self._away)
        np.subtract(away, 1.0, away)
        if np.minimum.reduce(self._flat_t) >= 0.0 and away.dot(away) <= _ROUNDING**2:
            return
        check_cells(self._label(), "shares in the target", self._t, 0.0, 1.0)
        fits = np.abs(away) <= _ROUNDING
        if not fits.all():
            row = int(np.argmin(fits))
            raise DataError(
                f"{self._label()}: shares in the target must add up to 1,"
                f" but those of sample {row} add up to {1.0 + away[row]:g}"
            )

    def _check_labels(self, labels: Array) -> None:
        classes = self._room[-1]
        inside = np.minimum.reduce(labels) >= 0 and np.maximum.reduce(labels) < classes
        if inside and (labels.dtype.kind != "f" or not (labels % 1).any()):
            return
        bad = labels[~((labels >= 0) & (labels < classes) & (labels % 1 == 0))][0]
        raise DataError(
            f"{self._label()}: class numbers must be whole and from 0 to {classes - 1}, given {bad:g}"
        )
