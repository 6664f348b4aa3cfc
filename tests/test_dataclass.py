"""Dataclasses whose methods come with the first instance behave like those of the standard library."""

from __future__ import annotations

import copy
import pickle
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, field, fields, replace
from pathlib import Path

import pytest

from nnviz.dataclass import dataclass


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Deep(Point):
    z: int = 3


class Shown(Deep):
    """Inherits from a dataclass without being one."""


@dataclass(frozen=True)
class Nothing:
    pass


@dataclass(frozen=True)
class NothingElse:
    pass


def fresh(**options: bool) -> type:
    @dataclass(**options)
    class Fresh:
        x: int
        y: int = 2

    return Fresh


def test_nothing_is_written_before_there_is_an_instance() -> None:
    kind = fresh(frozen=True)
    assert "__init__" not in vars(kind)
    assert kind.y == 2  # type: ignore[attr-defined]
    kind(1)
    assert "__init__" in vars(kind)


def test_an_instance_has_its_fields_and_cannot_be_changed() -> None:
    point = Point(1, names=["a"])
    assert (point.x, point.y, point.names) == (1, 2, ["a"])
    assert repr(point) == "Point(x=1, y=2, names=['a'])"
    with pytest.raises(FrozenInstanceError):
        point.x = 3  # type: ignore[misc]
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]


def test_what_inherits_has_all_fields_in_order() -> None:
    assert [each.name for each in fields(Deep(1))] == ["x", "y", "names", "z"]
    shown = Shown(1, z=5)
    assert (shown.x, shown.z) == (1, 5)
    assert replace(shown, y=4) == Shown(1, 4, z=5)
    assert type(replace(shown, y=4)) is Shown


def test_classes_without_fields_are_told_apart() -> None:
    assert Nothing() == Nothing()
    assert Nothing() != NothingElse()
    assert hash(Nothing()) == hash(Nothing())


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])
def test_a_copy_is_equal(again: Callable[[Point], Point]) -> None:
    assert again(Deep(1, names=["a"])) == Deep(1, names=["a"])


def test_an_instance_that_was_only_unpickled_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = fresh()
    monkeypatch.setattr(sys.modules[__name__], "Fresh", kind, raising=False)
    kind.__qualname__ = "Fresh"
    bytes_of_one = b"".join(
        (b"c", __name__.encode(), b"\nFresh\n", b")\x81", b"}(X\x01\x00\x00\x00xK\x07ub.")
    )  # the class, made without arguments, and then given x = 7
    one, other = pickle.loads(bytes_of_one), pickle.loads(bytes_of_one)
    assert one == other
    assert repr(one).endswith("(x=7, y=2)")


def test_what_is_not_compared_counts_neither_for_equality_nor_for_the_hash() -> None:
    @dataclass(frozen=True)
    class Noted:
        x: float
        note: str = field(default="", compare=False)

    nan = float("nan")
    assert Noted(nan, "a") == Noted(nan, "b")  # the same number, if not an equal one, as in a tuple
    assert hash(Noted(1, "a")) == hash(Noted(1, "b"))
    assert Noted(1) != Noted(2)


def test_what_a_class_has_itself_stays_and_what_may_change_has_no_hash() -> None:
    @dataclass(frozen=True)
    class Loose:
        x: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loose)

        def __repr__(self) -> str:
            return "loose"

    assert Loose(1) == Loose(2)
    assert hash(Loose(1)) != hash(Loose(2))
    assert repr(Loose(1)) == "loose"
    with pytest.raises(TypeError, match="unhashable"):
        hash(fresh()(1))
    alike = fresh(frozen=True, eq=False)
    assert alike(1) != alike(1)
    with pytest.raises(FrozenInstanceError):
        del alike(1).x


def test_threads_that_make_the_first_instances_at_once_all_get_whole_ones() -> None:
    for _ in range(50):
        kind = fresh(frozen=True)
        with ThreadPoolExecutor(4) as threads:
            made = list(threads.map(kind, range(8)))
        assert [each.x for each in made] == list(range(8))


def test_every_module_has_this_one() -> None:
    modules = sorted((Path(__file__).parents[1] / "nnviz").rglob("*.py"))
    others = [
        path.name
        for path in modules
        if re.search(r"^from dataclasses import .*\bdataclass\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert others == ["preflight.py"]  # which is to run where nothing else does
