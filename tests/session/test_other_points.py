"""Other points for a run in training: they are exactly the data, and everything that was learned is kept."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import NnError
from nnviz.session.lesson import load
from nnviz.session.other_data import Points, with_points
from nnviz.session.run import Run

POINTS = Points(((0.25, -0.5), (0.125, 1.0)), (1.0, 0.0), (-1.0, 2.0))


def test_points_become_the_data_and_weights_are_kept_bit_for_bit() -> None:
    run = Run(load("xor").setup)
    run.train_epochs(5)
    made = with_points(run, POINTS)
    np.testing.assert_array_equal(made.data.x, POINTS.inputs)
    np.testing.assert_array_equal(made.data.t, [[1.0], [0.0]])
    np.testing.assert_array_equal(made.program.graph.values, run.program.graph.values)
    assert not np.array_equal(made.program.graph.values, Run(load("xor").setup).program.graph.values)
    assert made.passes == 0
    made.reset()
    np.testing.assert_array_equal(made.program.graph.values, Run(load("xor").setup).program.graph.values)


def test_no_points_are_refused() -> None:
    with pytest.raises(NnError):
        with_points(Run(load("xor").setup), Points((), (), (-1.0, 1.0)))
