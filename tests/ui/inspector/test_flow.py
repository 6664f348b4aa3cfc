"""Things wrap like words."""

from nnviz.ui.inspector.flow import lines


def test_things_wrap_where_the_next_one_no_longer_fits():
    assert lines([40, 40, 40], 90, 10) == [range(0, 2), range(2, 3)]
    assert lines([40, 40, 40], 89, 10) == [range(0, 1), range(1, 2), range(2, 3)]
    assert lines([40, 40, 40], 140, 10) == [range(0, 3)]


def test_a_thing_wider_than_the_line_has_a_line_of_its_own():
    assert lines([10, 500, 10], 100, 5) == [range(0, 1), range(1, 2), range(2, 3)]


def test_nothing_takes_no_line():
    assert lines([], 100, 5) == []
