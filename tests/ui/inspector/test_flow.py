"""Things wrap like words."""

from nnviz.ui.inspector.flow import grid, lines


def test_things_wrap_where_the_next_one_no_longer_fits():
    assert lines([40, 40, 40], 90, 10) == [range(0, 2), range(2, 3)]
    assert lines([40, 40, 40], 89, 10) == [range(0, 1), range(1, 2), range(2, 3)]
    assert lines([40, 40, 40], 140, 10) == [range(0, 3)]


def test_a_thing_wider_than_the_line_has_a_line_of_its_own():
    assert lines([10, 500, 10], 100, 5) == [range(0, 1), range(1, 2), range(2, 3)]


def test_nothing_takes_no_line():
    assert lines([], 100, 5) == []


def test_layers_begin_lines_of_their_own_with_columns_below_one_another():
    assert grid([100, 60, 50, 70], [2, 2], 200, 10) == ([110, 80, 110, 80], [range(0, 2), range(2, 4)])
    assert grid([100, 60, 50], [2, 1], 200, 10) == ([115, 75, 115], [range(0, 2), range(2, 3)])


def test_where_a_layer_has_no_room_for_a_line_all_columns_are_equally_wide():
    assert grid([100, 60, 50, 70], [2, 2], 160, 10) == ([160] * 4, [range(n, n + 1) for n in range(4)])
    wide, found = grid([100, 60, 50, 70], [3, 1], 210, 10)
    assert (wide, found) == ([100] * 4, [range(0, 2), range(2, 3), range(3, 4)])
