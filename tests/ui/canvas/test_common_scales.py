"""Scales that two canvases have in common end where either of them would."""

from __future__ import annotations

from nnviz.ui.canvas.modes import Measure
from nnviz.ui.canvas.scale import Scales


def made(peak: float) -> Scales:
    scales = Scales()
    scales.update({Measure.WEIGHT: [peak]}, (), live=False)
    return scales


def test_the_larger_counts_for_both_until_they_part() -> None:
    small, large = made(0.4), made(7.0)
    small.share(large)
    assert (small.limit(Measure.WEIGHT), large.limit(Measure.WEIGHT)) == (10.0, 10.0)
    small.share(None)
    assert (small.limit(Measure.WEIGHT), large.limit(Measure.WEIGHT)) == (0.5, 10.0)


def test_one_that_shows_nothing_does_not_count() -> None:
    small, zeros = made(0.04), made(0.0)
    small.share(zeros)
    assert small.limit(Measure.WEIGHT) == zeros.limit(Measure.WEIGHT) == 0.05
    small.share(Scales())
    assert small.limit(Measure.WEIGHT) == 0.05


def test_nothing_in_either_leaves_the_scale_as_it_would_be() -> None:
    one, other = made(0.0), made(0.0)
    one.share(other)
    assert one.limit(Measure.WEIGHT) == 1.0
