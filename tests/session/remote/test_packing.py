"""Packing: what arrives is what was sent, to the bit; what was sent before is the same thing again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from nnviz.nn.describe import Array, readonly
from nnviz.nn.errors import DataError, NnError, Phrase, ShapeError
from nnviz.session.arriving import go_to_opening
from nnviz.session.cursor import Unit
from nnviz.session.frame import Frame
from nnviz.session.lesson import lesson_names, load
from nnviz.session.probing import can_probe, probe
from nnviz.session.remote.packing import Packer, Unpacker
from nnviz.session.results import Answers, Curve, Outputs, Surface
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup


class Way:
    """From one process to another, without the processes."""

    def __init__(self) -> None:
        self.packer, self.unpacker = Packer(), Unpacker()
        self.body = b""
        self.sizes: list[int] = []

    def send(self, thing: Any) -> Any:
        pack = self.packer.pack(thing)
        raw = [buffer.raw() for buffer in pack.buffers]
        self.body, self.sizes = pack.body, [each.nbytes for each in raw]
        copies = [bytes(each) if each.readonly else bytearray(each) for each in raw]
        return self.unpacker.unpack(pack.body, copies, pack.forgotten)


def arrays_of(frame: Frame) -> Iterator[tuple[str, Array]]:
    groups = (frame.arrays, frame.before, frame.unedited, frame.unedited_before)
    for number, group in enumerate(groups):
        for node, own in group.items():
            for key, array in own.items():
                yield f"{number} {node} {key}", array


def found_by(result: object) -> list[Array]:
    """Everything that a result works out."""
    match result:
        case Surface() | Curve():
            return [result.values]
        case Answers(learned=learned, held=held, surfaces=surfaces):
            more = [] if held is None else [held.outputs]
            return [learned.outputs, *more, *(surface.values for surface in surfaces)]
        case Outputs(samples=samples):
            return [samples.outputs]
    raise AssertionError(result)


def assert_same(sent: Frame, found: Frame) -> None:
    ours, theirs = dict(arrays_of(sent)), dict(arrays_of(found))
    assert list(ours) == list(theirs)
    for key, array in ours.items():
        assert theirs[key].dtype == array.dtype, key
        assert theirs[key].shape == array.shape, key
        assert theirs[key].tobytes() == array.tobytes(), key
        assert theirs[key].flags.writeable == array.flags.writeable, key
    assert found.stage == sent.stage
    assert (found.pass_index, found.position, found.rows) == (sent.pass_index, sent.position, sent.rows)
    assert found.changes == sent.changes
    for one, other in zip(found_by(sent.result), found_by(found.result), strict=True):
        assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("name", lesson_names())
def test_a_frame_of_every_lesson_arrives_as_it_was(name: str) -> None:
    lesson = load(name)
    run, way = Run(lesson.setup), Way()
    go_to_opening(run, lesson.opening)
    assert_same(run.frame(), way.send(run.frame()))
    if not run.fault:
        run.cursor = run.passes * run.ruler.length
        run.train(1)
        shown = run.train_shown()
        if shown is not None:
            assert_same(shown, way.send(shown))


def xor(*layers: Part, **more: object) -> Run:
    parts = layers or (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}))
    return Run(Setup("xor", parts, Part("MSE"), Part("SGD", {"learning_rate": 0.1}), seed=1, **more))


def test_a_stage_is_sent_once_and_is_the_same_thing_from_frame_to_frame() -> None:
    run, way = xor(), Way()
    first = way.send(run.frame())
    size = len(way.body)
    run.train(3)
    second = way.send(run.frame())
    assert second.stage is first.stage
    assert len(way.body) < size / 3


def test_the_result_is_the_same_thing_at_every_stop_of_a_pass_and_another_after_an_update() -> None:
    run, way = xor(), Way()
    run.train(2)
    run.step(Unit.OPERATION, forward=False)
    first = way.send(run.frame())
    run.step(Unit.OPERATION, forward=False)
    second = way.send(run.frame())
    assert second.result is first.result
    assert second.plane is first.plane
    run.train(1)
    assert way.send(run.frame()).result is not first.result


def test_the_samples_go_over_once() -> None:
    lesson = load("digits")
    run, way = Run(lesson.setup), Way()
    samples = run.stage.made_of[1].x.nbytes  # type: ignore[index]
    run.train(1)
    way.send(run.train_shown())
    assert sum(way.sizes) > samples
    first = way.send(run.train_shown())
    second = way.send(run.train_shown())
    assert sum(way.sizes) < samples
    assert isinstance(first.result, Answers)
    assert isinstance(second.result, Answers)
    assert second.result.learned.x is first.result.learned.x


def test_what_is_no_more_is_forgotten_on_both_sides() -> None:
    run, way = xor(), Way()
    for _ in range(20):
        run.train(1)
        way.send(run.train_shown())
    gc.collect()
    way.send(run.train_shown())
    way.send(None)
    known = len(way.unpacker._things)
    for _ in range(50):
        run.train(1)
        way.send(run.train_shown())
    gc.collect()
    way.send(run.train_shown())
    way.send(None)
    assert len(way.unpacker._things) == known


def test_a_probe_is_answered_on_the_other_side_as_on_this() -> None:
    run, way = xor(), Way()
    run.train(7)
    sent = run.frame()
    found = way.send(sent)
    assert can_probe(found, (0.3, -0.2))
    ours, theirs = probe(sent, (0.3, -0.2)), probe(found, (0.3, -0.2))
    for node, own in ours.arrays.items():
        for key, array in own.items():
            assert theirs.arrays[node][key].tobytes() == array.tobytes()


def test_an_answer_on_the_other_side_disturbs_nothing_on_this() -> None:
    run, alone, way = xor(), xor(), Way()
    for _ in range(3):
        run.train(5)
        assert found_by(way.send(run.frame()).result)[0].shape == (41, 41)
        alone.train(5)
    ours, theirs = dict(arrays_of(run.frame())), dict(arrays_of(alone.frame()))
    assert all(ours[key].tobytes() == theirs[key].tobytes() for key in theirs)


def test_an_array_that_may_change_is_never_taken_for_known() -> None:
    way, array = Way(), np.arange(4.0)
    first = way.send([array])
    array[0] = 9.0
    second = way.send([array])
    assert (first[0][0], second[0][0]) == (0.0, 9.0)
    assert second[0].flags.writeable


def test_arrays_in_any_order_of_memory_arrive() -> None:
    way = Way()
    for array in (
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(12.0)[::3],
        np.float64(2.5),
        np.zeros(0),
    ):
        found = way.send([readonly(np.asarray(array))])[0]
        assert np.array_equal(found, array)


@pytest.mark.parametrize(
    "error",
    [
        ShapeError("Dense 3", (4,), (3,)),
        DataError("{0}: no samples, {1}", "xor", Phrase("given {0}", 3)),
        NnError("a {0}", ShapeError("b", "c", "d")),
    ],
)
def test_an_error_of_the_engine_arrives_with_its_phrase(error: NnError) -> None:
    found = Way().send(error)
    assert type(found) is type(error)
    assert str(found) == str(error)
    assert found.phrase.told(str.upper) == error.phrase.told(str.upper)
