"""A drawing becomes the few numbers that the digits were made of, dot by dot."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn.describe import Array
from nnviz.session.data.digits import digits
from nnviz.session.drawing import Manner, counts, distances


@pytest.fixture(scope="module")
def manner() -> Manner:
    return Manner.of(digits().x)


def test_dots_are_counted_in_blocks_of_four_by_four() -> None:
    bitmap = np.zeros((32, 32), bool)
    bitmap[0:4, 0:4] = True  # a whole block
    bitmap[3:5, 10] = True  # a dot in each of two blocks
    bitmap[30, 28:32] = True
    expected = np.zeros((8, 8), int)
    expected[0, 0], expected[0, 2], expected[1, 2], expected[7, 7] = 16, 1, 1, 4
    np.testing.assert_array_equal(counts(bitmap), expected)


def test_the_digits_fill_a_box_of_about_20_by_32_with_about_312_dots_of_ink(manner: Manner) -> None:
    assert (manner.rows, manner.columns, manner.low, manner.high) == (8, 8, 0.0, 1.0)
    assert round(manner.ink * 1024, 1) == 312.4
    assert (4 * manner.top, 4 * manner.bottom, 4 * manner.left, 4 * manner.right) == (0.25, 32, 6.5, 26)


def test_distances_are_those_to_a_segment_and_to_its_ends() -> None:
    apart = distances([np.array([[2.5, 0.5], [2.5, 4.5]])], (6, 6))
    np.testing.assert_array_equal(apart[2], [2, 1, 0, 1, 2, 3])
    np.testing.assert_array_equal(apart[:, 2], [0, 0, 0, 0, 0, 1])


def test_a_level_bar_stands_upright_in_the_middle_with_the_usual_ink(manner: Manner) -> None:
    bitmap = manner.bitmap([[(0.3, 0.1), (0.3, 0.9)]])
    assert abs(int(bitmap.sum()) - 312) <= 16  # a pen has the same thickness at both sides
    assert bitmap.any(axis=1).sum() >= 31  # as high as the box
    held = np.flatnonzero(bitmap.any(axis=0))
    assert abs((held[0] + held[-1] + 1) / 2 - 16.25) <= 0.5  # in the middle of the box from 6.5 to 26
    assert 9 <= len(held) <= 11  # 312 dots of 32 rows


@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (0.2, 0.7), (300.0, -40.0)])
def test_size_and_place_of_a_drawing_do_not_matter(manner: Manner, scale: float, shift: float) -> None:
    corner = [(0.2, 0.1), (0.8, 0.15), (0.4, 0.9)]
    moved = [(scale * x + shift, scale * y + shift) for x, y in corner]
    np.testing.assert_array_equal(manner.counts([moved]), manner.counts([corner]))


def test_an_image_is_the_counts_scaled_as_the_dataset_is(manner: Manner) -> None:
    strokes = [[(0.2, 0.1), (0.8, 0.15), (0.4, 0.9)]]
    np.testing.assert_array_equal(manner.image(strokes)[..., 0], manner.counts(strokes) / 16)
    other = Manner.of(2 * digits().x - 1)
    np.testing.assert_array_equal(other.counts(strokes), manner.counts(strokes))
    np.testing.assert_array_equal(other.image(strokes)[..., 0], manner.counts(strokes) / 8 - 1)


def test_nothing_drawn_is_paper(manner: Manner) -> None:
    for nothing in ([], [[]]):
        np.testing.assert_array_equal(manner.image(nothing), np.zeros((8, 8, 1)))


@pytest.mark.parametrize("strokes", [[[(0.5, 0.5)]], [[(0.1, 0.5), (0.9, 0.5)]], [[(0.5, 0.5)] * 9]])
def test_a_dot_and_a_level_line_are_drawn_with_the_usual_ink(manner: Manner, strokes: list[Array]) -> None:
    assert abs(int(manner.bitmap(strokes).sum()) - 312) <= 32


@pytest.mark.parametrize("fill", [0.0, 7.0])
def test_images_that_are_all_alike_have_a_manner(fill: float) -> None:
    made = Manner.of(np.full((3, 4, 5, 1), fill))
    assert (made.rows, made.columns, made.top, made.bottom, made.left, made.right) == (4, 5, 0, 4, 0, 5)
    assert made.image([[(0, 0), (1, 1)]]).shape == (4, 5, 1)
