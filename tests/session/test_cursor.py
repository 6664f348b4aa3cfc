"""The cursor's arithmetic: where each unit stops, and that forwards and back meet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.nn import Program, Sequential
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.relu import ReLU
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.optimizers.adam import Adam
from nnviz.nn.optimizers.sgd import SGD
from nnviz.session.cursor import Place, Ruler, Unit, layer_stops

STACKS = {
    "xor": [Dense, Tanh, Dense, Tanh],
    "dense": [Dense],
    "curve first": [ReLU, Dense, Dense],
    "deep": [Dense, Tanh, Dense, Dense, ReLU, Tanh, Dense],
}


def operations(stack: str) -> tuple:  # type: ignore[type-arg]
    layers = [kind(2) if kind is Dense else kind() for kind in STACKS[stack]]
    optimizer = Adam(clip_norm=1.0) if stack == "deep" else SGD()
    return Program(Sequential(layers, (2,)), MSE(), optimizer).operations


XOR = operations("xor")


def stops(stack: str, unit: Unit, per_epoch: int, last: int) -> list[int]:
    """Every stop of a unit up to a number, found by looking at each number."""
    found = [0]
    ops = [operation for operation in operations(stack) for _ in range(operation.stops)]
    for number in range(1, last + 1):
        within = (number - 1) % len(ops)
        here, after = ops[within], ops[(within + 1) % len(ops)]
        ends_pass = number % len(ops) == 0
        ends_operation = here is not after or ends_pass
        ends_layer = (here.phase, here.group) != (after.phase, after.group)
        ends_epoch = number % (len(ops) * per_epoch) == 0
        stop = {
            Unit.FORMULA: True,
            Unit.OPERATION: ends_operation,
            Unit.LAYER: ends_layer or ends_pass,
            Unit.PASS: ends_pass,
            Unit.EPOCH: ends_epoch,
        }[unit]
        found += [number] * stop
    return found


places = given(
    stack=st.sampled_from(list(STACKS)),
    per_epoch=st.integers(1, 4),
    unit=st.sampled_from(Unit),
    number=st.integers(0, 100),
)
thorough = settings(max_examples=150, deadline=None, derandomize=True)


@thorough
@places
def test_next_and_previous_are_the_nearest_stops(stack: str, per_epoch: int, unit: Unit, number: int) -> None:
    ruler = Ruler(operations(stack), per_epoch)
    found = stops(stack, unit, per_epoch, 100 + 4 * ruler.length)
    assert ruler.next(number, unit) == min(stop for stop in found if stop > number)
    assert ruler.previous(number, unit) == max([stop for stop in found if stop < number], default=0)


@thorough
@places
def test_back_and_forth_between_stops_ends_where_it_began(
    stack: str, per_epoch: int, unit: Unit, number: int
) -> None:
    ruler = Ruler(operations(stack), per_epoch)
    stop = ruler.next(number, unit)
    assert ruler.previous(ruler.next(stop, unit), unit) == stop
    assert ruler.next(ruler.previous(stop, unit), unit) == stop


@thorough
@places
def test_a_longer_unit_never_stops_earlier(stack: str, per_epoch: int, unit: Unit, number: int) -> None:
    ruler = Ruler(operations(stack), per_epoch)
    reached = [ruler.next(number, each) for each in Unit]
    assert reached == sorted(reached)
    left = [ruler.previous(number, each) for each in Unit]
    assert left == sorted(left, reverse=True)


@thorough
@places
def test_every_stop_of_a_unit_is_one_of_all_finer_units(
    stack: str, per_epoch: int, unit: Unit, number: int
) -> None:
    ruler = Ruler(operations(stack), per_epoch)
    units = list(Unit)
    stop = ruler.next(number, unit)
    for finer in units[: units.index(unit)]:
        assert ruler.next(stop - 1, finer) == stop
        assert ruler.previous(stop + 1, finer) == stop


@thorough
@given(st.integers(0, 500))
def test_a_number_and_its_place_say_the_same(number: int) -> None:
    ruler = Ruler(XOR, 4)
    place = ruler.place(number)
    assert ruler.number(place) == number
    if number:
        assert place.remaining in range(XOR[place.position - 1].stops)
    else:
        assert place == Place(0, 0)


def test_the_end_of_a_pass_is_the_start_of_the_next() -> None:
    ruler = Ruler(XOR, 4)
    assert ruler.length == 15
    assert ruler.place(15) == Place(0, 11)
    assert ruler.place(16) == Place(1, 1)
    assert ruler.number(Place(1, 0)) == ruler.number(Place(0, 11)) == 15


def test_the_formulas_of_an_operation_are_counted_from_one() -> None:
    ruler = Ruler(XOR, 4)
    assert [ruler.formula(2, 8, formula) for formula in (1, 2, 3)] == [
        Place(2, 8, 2), Place(2, 8, 1), Place(2, 8),
    ]  # fmt: skip
    assert [ruler.number(ruler.formula(2, 8, formula)) for formula in (1, 2, 3)] == [38, 39, 40]
    assert ruler.formula(2, 8, 99) == ruler.formula(2, 8, 3)
    assert ruler.formula(2, 1, 1) == Place(2, 1)


def test_a_layer_of_xor_is_done_with_its_activation() -> None:
    assert layer_stops(XOR) == (2, 4, 5, 6, 8, 10, 11)


@pytest.mark.parametrize(
    ("unit", "forwards"),
    [
        (Unit.FORMULA, list(range(1, 32))),
        (Unit.OPERATION, [1, 2, 3, 4, 5, 6, 7, 10, 11, 14, 15, 16]),
        (Unit.LAYER, [2, 4, 5, 6, 10, 14, 15, 17]),
        (Unit.PASS, [15, 30, 45, 60, 75]),
        (Unit.EPOCH, [60, 120, 180]),
    ],
)
def test_the_stops_of_xor(unit: Unit, forwards: list[int]) -> None:
    ruler, number = Ruler(XOR, 4), 0
    for stop in forwards:
        number = ruler.next(number, unit)
        assert number == stop
    for stop in [*reversed(forwards[:-1]), 0, 0]:
        number = ruler.previous(number, unit)
        assert number == stop
