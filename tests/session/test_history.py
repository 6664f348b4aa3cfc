"""The past within its budget: which keyframes stay, and which one a pass is replayed from."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.nn import NetworkState
from nnviz.nn.batches import BatchState
from nnviz.nn.describe import readonly
from nnviz.session.history import History, Keyframe, Means


def frame(pass_index: int, numbers: int = 100) -> Keyframe:
    state = NetworkState(readonly(np.full(numbers, float(pass_index))), {})
    return Keyframe(pass_index, state, BatchState(0, None), Means(0.0, (0.0, 0.0), None))


SIZE = frame(0).nbytes


def kept(history: History, last: int) -> list[int]:
    """The passes that have a keyframe."""
    return sorted({history.before(index).pass_index for index in range(last + 1)})


def filled(budget: int, passes: int, spacing: int = 5) -> History:
    """What a run of so many passes leaves behind."""
    history = History(budget, spacing)
    for index in range(passes):
        if index >= history.due:
            history.add(frame(index))
    return history


def test_a_keyframe_weighs_its_arrays_and_a_little_more() -> None:
    assert 800 < SIZE < 2500
    assert frame(0, numbers=1100).nbytes - SIZE == 8000


def test_without_pressure_there_is_one_keyframe_every_spacing() -> None:
    assert kept(filled(10**9, 21), 20) == [0, 5, 10, 15, 20]


def test_a_pass_is_replayed_from_the_latest_keyframe_at_or_before_it() -> None:
    history = filled(10**9, 21)
    assert [history.before(index).pass_index for index in (0, 4, 5, 9, 10, 99)] == [0, 0, 5, 5, 10, 20]


def test_thinning_drops_every_second_keyframe_and_spaces_the_coming_ones_wider() -> None:
    history = filled(5 * SIZE, 26)
    assert kept(history, 25) == [0, 10, 20, 25]
    assert (history.nbytes, history.due) == (4 * SIZE, 35)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(budget=st.integers(1, 40), passes=st.integers(1, 600))
def test_the_first_and_the_last_stay_within_the_budget(budget: int, passes: int) -> None:
    history = History(budget * SIZE, 5)
    newest = 0
    for index in range(passes):
        if index >= history.due:
            history.add(frame(index))
            newest = index
    left = kept(history, passes)
    assert {0, newest} <= set(left)
    assert history.nbytes == len(left) * SIZE
    assert len(left) <= max(budget, 3)
    for index in range(passes):
        found = history.before(index)
        assert found.network.values[0] == found.pass_index == max(each for each in left if each <= index)


def test_a_keyframe_replaces_one_of_the_same_pass_and_all_later_ones() -> None:
    history, again = filled(10**9, 21), frame(10)
    history.add(again)
    assert kept(history, 30) == [0, 5, 10]
    assert history.before(10) is again
    assert (history.nbytes, history.due) == (3 * SIZE, 15)


def test_what_is_truncated_frees_its_bytes_and_is_due_again() -> None:
    history = filled(10**9, 21)
    history.truncate(12)
    assert kept(history, 30) == [0, 5, 10]
    assert (history.nbytes, history.due) == (3 * SIZE, 15)


def test_a_smaller_budget_thins_at_once_and_keeps_the_first_and_the_last() -> None:
    history = filled(10**9, 41)
    assert kept(history, 40) == [0, 5, 10, 15, 20, 25, 30, 35, 40]
    history.set_budget(5 * SIZE)
    assert kept(history, 40) == [0, 10, 20, 30, 40]
    assert history.nbytes == 5 * SIZE
    history.set_budget(1)
    assert kept(history, 40) == [0, 40]
    history.set_budget(10**9)  # what has been dropped stays dropped
    assert kept(history, 40) == [0, 40]
