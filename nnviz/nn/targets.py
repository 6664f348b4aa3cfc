"""Targets of the losses over classes: the number of its class for each sample, or a row of shares.

A target that cannot be meant is refused by its value, since training on it would run and mislead.
"""

from __future__ import annotations

from typing import Any

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

    def targets(self, given: Array, prediction: Shape, dtype: Any = np.float64) -> Array:
        """Rows of shares (N, classes), from those or from class numbers (N,).

        Raises:
            DataError: a class number that is not whole or not one of the classes; a share below 0
                or above 1; a row that does not add up to 1.
            ShapeError: neither class numbers nor shares for every sample.
        """
        self.output_shape(prediction, given.shape[1:])
        if given.ndim == 1:
            self._check_labels(given, prediction[0])
            return shares({"T": given, "X": np.empty((len(given), *prediction), dtype)})
        self._check_shares(given)
        return np.asarray(given, dtype)

    def _check_shares(self, given: Array) -> None:
        check_cells(self._label(), "shares in the target", given, 0.0, 1.0)
        away = given.sum(axis=-1) - 1.0
        wrong = ~(np.abs(away) <= _ROUNDING)  # a row of what is no number is wrong, too
        if wrong.any():
            row = int(np.argmax(wrong))
            raise DataError(
                f"{self._label()}: shares in the target must add up to 1,"
                f" but those of sample {row} add up to {1.0 + away[row]:g}"
            )

    def _check_labels(self, labels: Array, classes: int) -> None:
        right = (labels >= 0) & (labels < classes) & (labels % 1 == 0)
        if not right.all():
            raise DataError(
                f"{self._label()}: class numbers must be whole and from 0 to {classes - 1},"
                f" given {labels[~right][0]:g}"
            )
