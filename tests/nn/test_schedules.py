"""How the learning rate goes in time: the share of it that each pass gets."""

from __future__ import annotations

import math

import pytest

from nnviz.nn import SettingError
from nnviz.nn.schedules import SCHEDULES, Schedule


def shares(schedule: Schedule, count: int) -> list[float]:
    return [schedule.share(done) for done in range(count)]


def test_a_constant_rate_stays() -> None:
    assert shares(Schedule(), 5) == [1.0] * 5
    assert Schedule().steady


def test_steps_multiply_by_the_factor_every_so_many_passes() -> None:
    assert shares(Schedule("step", 3, 0.5), 8) == [1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25]


def test_a_cosine_goes_down_to_the_factor_and_stays_there() -> None:
    found = shares(Schedule("cosine", 4, 0.2), 7)
    half = math.sqrt(0.5)
    expected = [1.0, 0.6 + 0.4 * half, 0.6, 0.6 - 0.4 * half, 0.2, 0.2, 0.2]
    assert found == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_warm_up_grows_in_equal_parts_and_the_schedule_starts_after_it(name: str) -> None:
    warm = Schedule(name, 3, 0.5, warm_up=4)
    assert shares(warm, 4) == [0.25, 0.5, 0.75, 1.0]
    assert shares(warm, 12)[4:] == shares(Schedule(name, 3, 0.5), 8)
    assert not warm.steady


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_rate_depends_on_the_pass_alone(name: str) -> None:
    schedule = Schedule(name, 10, 0.3, 5)
    assert [schedule.share(done) for done in (30, 3, 17)] == [
        Schedule(name, 10, 0.3, 5).share(done) for done in (30, 3, 17)
    ]


def test_an_unknown_schedule_is_refused_with_those_there_are() -> None:
    with pytest.raises(SettingError, match=r"^schedule must be one of constant, step, cosine, given 'sine'$"):
        Schedule("sine")
