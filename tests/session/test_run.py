"""A run in training: its passes, its records, its frames, starting over, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest

from nnviz.nn import INITIALIZERS, SettingError
from nnviz.session.cursor import Unit
from nnviz.session.data.logic import gate
from nnviz.session.edits import Edit
from nnviz.session.frame import Frame, InputInfo
from nnviz.session.records import EpochRecord, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from tests.session.places import after

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    "article",
    1,
)
LENGTH = 15
"""How many stops a pass has: one for each formula."""


def by_hand(epochs: int, seed: int = 1, rate: float = 0.1) -> tuple[list[float], np.ndarray, np.ndarray]:
    """XOR in plain numpy: mean E an epoch, mean ‖∂E/∂Y‖ of the four layers an epoch, the outputs."""
    draw = np.random.RandomState(seed)
    w1, b1 = draw.rand(2, 3) - 0.5, draw.rand(3) - 0.5
    w2, b2 = draw.rand(3, 1) - 0.5, draw.rand(1) - 0.5
    data, errors, norms = gate("xor"), [], []
    for _ in range(epochs):
        error, sums = 0.0, np.zeros(4)
        for row in range(4):
            x, t = data.x[row : row + 1], data.t[row : row + 1]
            h = np.tanh(x @ w1 + b1)
            y = np.tanh(h @ w2 + b2)
            error += float(np.mean((t - y) ** 2))
            dy = 2 * (y - t)
            dz = dy * (1 - y * y)
            dh = dz @ w2.T
            da = dh * (1 - h * h)
            sums += [np.linalg.norm(gradient) for gradient in (da, dh, dz, dy)]
            w2, b2 = w2 - rate * h.T @ dz, b2 - rate * dz[0]
            w1, b1 = w1 - rate * x.T @ da, b1 - rate * da[0]
        errors.append(error / 4)
        norms.append(sums / 4)
    outputs = np.tanh(np.tanh(data.x @ w1 + b1) @ w2 + b2)
    return errors, np.array(norms), outputs


# -- training ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "epoch"), [(3, 3), (1, 1), (7, 7), (99, 7), (0, 1)])
def test_going_to_an_epoch_shows_the_end_of_its_last_pass(asked: int, epoch: int) -> None:
    run = Run(XOR)
    run.train(30)  # seven epochs of four passes, and two passes more
    run.go_to_epoch(asked)
    frame = run.frame()
    assert (frame.epoch, frame.batch_number, frame.position) == (epoch, 4, 11)
    straight = Run(XOR)
    straight.train(4 * epoch)
    np.testing.assert_array_equal(frame.arrays["dense_1"]["W"], straight.live_frame().arrays["dense_1"]["W"])
    assert run.passes == 30


def test_before_the_first_epoch_there_is_none_to_go_to() -> None:
    run = Run(XOR)
    run.train(3)
    run.go_to_epoch(1)
    assert run.frame().pass_index == 2


def test_training_gives_the_losses_norms_and_outputs_of_the_loop_by_hand() -> None:
    run = Run(XOR)
    run.train_epochs(60)
    first, *records = run.take_records()
    losses, norms, outputs = by_hand(60)
    assert first == Rewound(0)
    assert [record.epoch for record in records] == list(range(1, 61))  # type: ignore[union-attr]
    np.testing.assert_allclose([r.loss for r in records], losses, rtol=1e-12)  # type: ignore[union-attr]
    np.testing.assert_allclose([r.norms for r in records], norms, rtol=1e-11)  # type: ignore[union-attr]
    np.testing.assert_allclose(run.outputs(), outputs, rtol=1e-11)
    assert run.status().loss == records[-1].loss  # type: ignore[union-attr]


def test_an_epoch_is_recorded_when_its_last_pass_is_done() -> None:
    run = Run(XOR)
    assert run.take_records() == (Rewound(0),)
    run.train(3)
    assert (run.take_records(), run.epochs, run.status().loss) == ((), 0, None)
    run.train(1)
    (record,) = run.take_records()
    assert isinstance(record, EpochRecord)
    assert (record.epoch, run.epochs, run.status().loss) == (1, 1, record.loss)
    assert run.take_records() == ()


def test_the_mean_of_an_epoch_is_that_of_its_passes() -> None:
    run, stepped = Run(XOR), Run(XOR)
    run.train_epochs(2)
    errors, norms = [], []
    for _ in range(8):
        stepped.step(Unit.PASS)
        frame = stepped.frame()
        errors.append(frame.loss)
        norms.append([frame.norm(node.name, "dY") for node in frame.stage.nodes])
    records = run.take_records()[1:]
    assert stepped.take_records()[1:] == records
    for place, record in enumerate(records):
        passes = slice(4 * place, 4 * place + 4)
        assert record.loss == sum(errors[passes]) / 4  # type: ignore[arg-type,union-attr]
        np.testing.assert_allclose(record.norms, np.mean(norms[passes], axis=0), rtol=1e-14)  # type: ignore[union-attr]


@pytest.mark.parametrize(("size", "per_epoch"), [(1, 4), (3, 2), (4, 1), (9, 1)])
def test_an_epoch_has_as_many_passes_as_batches(size: int, per_epoch: int) -> None:
    run = Run(replace(XOR, batch_size=size))
    run.train(per_epoch)
    assert (run.epochs, run.passes) == (1, per_epoch)
    assert run.live_frame().batches == per_epoch
    run.train_epochs(2)
    assert (run.epochs, run.passes) == (3, 3 * per_epoch)


def test_training_in_pieces_is_training_at_once() -> None:
    run, pieces = Run(XOR), Run(XOR)
    run.train(41)
    for count in (1, 0, 2, 30, 7, 1):
        assert pieces.train(count) == count
    assert pieces.take_records() == run.take_records()
    assert pieces.outputs().tobytes() == run.outputs().tobytes()


def test_a_deadline_that_has_passed_lets_one_pass_through() -> None:
    run = Run(XOR)
    assert run.train(1000, deadline=perf_counter() - 1.0) == 1
    assert (run.passes, run.cursor) == (1, LENGTH)


def test_shuffled_runs_depend_on_their_own_seed() -> None:
    def rows(batch_seed: int) -> list[tuple[int, ...]]:
        run = Run(replace(XOR, shuffle=True, batch_seed=batch_seed))
        found = []
        for _ in range(8):
            run.train(1)
            found.append(run.live_frame().rows)
        return found

    assert rows(3) == rows(3)
    assert rows(3) != rows(4)
    assert sorted(rows(3)[:4]) == sorted(rows(3)[4:]) == [(0,), (1,), (2,), (3,)]


# -- frames --------------------------------------------------------------------------------------


def test_a_new_run_shows_its_first_sample_and_nothing_computed() -> None:
    frame = Run(XOR).frame()
    assert (frame.pass_index, frame.position, frame.epoch, frame.batch_number) == (0, 0, 1, 1)
    assert (frame.operation, frame.loss, frame.live, frame.rows) == (None, None, False, (0,))
    assert {name: set(found) for name, found in frame.arrays.items()} == {
        "input": {"Y"}, "dense_1": {"W", "B"}, "dense_3": {"W", "B"}, "loss": {"T"}, "update": {"rate"},
    }  # fmt: skip
    assert frame.learning_rate == 0.1
    assert frame.array("tanh_2", "Y") is None
    assert frame.norm("tanh_2", "dY") is None


def test_a_look_at_a_new_run_trains_nothing() -> None:
    run = Run(XOR)
    before = run.outputs().tobytes()
    run.frame()
    assert (run.passes, run.cursor, run.outputs().tobytes()) == (0, 0, before)
    assert run.status().at_start


@pytest.mark.parametrize("optimizer", ["SGD", "Adam", "Momentum"])
def test_a_pass_that_is_shown_as_it_runs_is_the_recorded_one_to_the_bit(optimizer: str) -> None:
    setup = replace(XOR, optimizer=Part(optimizer, {"learning_rate": 0.05}), batch_size=3)
    shown, recorded = Run(setup), Run(setup)
    for run in (shown, recorded):
        run.train(20)  # the next is the first batch of an epoch, of three samples; then one of a single
    for _ in range(2):
        frame = shown.train_shown()
        recorded.train_recorded()
        expected = recorded.live_frame()
        assert frame is not None
        assert (frame.pass_index, frame.rows, frame.live) == (expected.pass_index, expected.rows, True)
        assert bits(frame) == bits(expected)
        assert not any(array.flags.writeable for found in frame.arrays.values() for array in found.values())
    assert shown.cursor == recorded.cursor
    assert bits(shown.frame()) == bits(recorded.frame())  # brought back by a replay
    assert shown.take_records() == recorded.take_records()


def bits(frame: Frame) -> dict[tuple[str, str], bytes]:
    return {(name, key): a.tobytes() for name, found in frame.arrays.items() for key, a in found.items()}


def test_a_pass_that_was_edited_before_it_ran_is_shown_edited() -> None:
    shown, recorded = Run(XOR), Run(XOR)
    for run in (shown, recorded):
        run.edit(Edit("dense_1", "W", (0, 0), 2.0))
    frame = shown.train_shown()
    recorded.train_recorded()
    assert frame is not None
    assert bits(frame) == bits(recorded.live_frame())
    plain = Run(XOR).train_shown()
    assert plain is not None
    assert bits(frame) != bits(plain)


def test_a_live_frame_is_the_end_of_the_newest_pass() -> None:
    run = Run(XOR)
    run.train(6)
    live, paused = run.live_frame(), run.frame()
    assert live.live
    assert not paused.live
    assert (live.pass_index, live.position, live.rows) == (5, 11, (1,))
    assert (live.epoch, live.batch_number, live.batches) == (2, 2, 4)
    assert (paused.pass_index, paused.position, paused.rows) == (5, 11, (1,))
    for name, found in paused.arrays.items():
        assert set(live.arrays[name]) == set(found)
        for key, array in found.items():
            assert live.arrays[name][key].tobytes() == array.tobytes(), (name, key)


def test_frames_of_a_training_run_stay_as_they_were() -> None:
    run = Run(XOR)
    run.train(1)
    frame = run.live_frame()
    kept = {key: array.copy() for key, array in frame.arrays["dense_1"].items()}
    run.train(9)
    for key, array in frame.arrays["dense_1"].items():
        np.testing.assert_array_equal(array, kept[key])
        assert not array.flags.writeable


def test_the_stage_names_what_a_view_draws() -> None:
    stage = Run(XOR).stage
    assert [node.title for node in stage.nodes] == ["Dense 1", "tanh 2", "Dense 3", "tanh 4"]
    assert [stage.title(operation) for operation in stage.operations] == [
        "Dense 1", "tanh 2", "Dense 3", "tanh 4", "MSE",
        "MSE", "tanh 4", "Dense 3", "tanh 2", "Dense 1", "SGD",
    ]  # fmt: skip
    assert stage.inputs == (InputInfo("input", (2,), ("x₁", "x₂")),)
    assert (stage.loss.depth, stage.loss.sources, stage.loss.output_shape) == (5, ("tanh_4",), ())
    assert stage.node("loss") is stage.loss
    assert stage.node("input") is None


def test_the_outputs_are_a_copy() -> None:
    run = Run(XOR)
    outputs = run.outputs()
    assert not outputs.flags.writeable
    kept = outputs.copy()
    run.train(10)
    np.testing.assert_array_equal(outputs, kept)


# -- starting over -------------------------------------------------------------------------------


@pytest.mark.parametrize("shuffle", [False, True])
def test_reset_starts_over_from_the_same_weights_and_batches(shuffle: bool) -> None:
    run = Run(replace(XOR, shuffle=shuffle))
    run.train(30)
    first, outputs = run.take_records(), run.outputs().tobytes()
    run.reset()
    assert (run.passes, run.cursor, run.epochs, run.status().loss) == (0, 0, 0, None)
    assert run.take_records() == (Rewound(0),)
    run.train(30)
    assert run.take_records() == first[1:]
    assert run.outputs().tobytes() == outputs


def test_reset_keeps_the_learning_rate_that_is_set() -> None:
    run, other = Run(XOR), Run(replace(XOR, optimizer=Part("SGD", {"learning_rate": 0.2})))
    run.train(5)
    run.set_learning_rate(0.2)
    run.reset()
    assert run.status().learning_rate == 0.2
    run.train(9)
    other.train(9)
    assert run.outputs().tobytes() == other.outputs().tobytes()


@pytest.mark.parametrize("name", INITIALIZERS)
def test_new_weights_are_those_of_a_new_run(name: str) -> None:
    run, other = Run(XOR), Run(replace(XOR, seed=5, initializer=name))
    run.train(7)
    run.new_weights(5, name)
    assert (run.passes, run.cursor) == (0, 0)
    assert (run.status().seed, run.status().initializer) == (5, name)
    for _ in range(2):
        run.train(9)
        other.train(9)
        assert run.outputs().tobytes() == other.outputs().tobytes()
        run.reset()
        other.reset()


def test_new_weights_keep_the_initializer_unless_told() -> None:
    run = Run(XOR)
    run.new_weights(4)
    assert run.outputs().tobytes() == Run(replace(XOR, seed=4)).outputs().tobytes()
    assert run.status().initializer == "article"


@pytest.mark.parametrize(("seed", "initializer"), [(-1, None), (2**32, None), (1, "xavier")])
def test_refused_weights_change_nothing(seed: int, initializer: str | None) -> None:
    run = Run(XOR)
    run.train(5)
    before = (run.outputs().tobytes(), run.status(), run.cursor)
    with pytest.raises(SettingError):
        run.new_weights(seed, initializer)
    assert (run.outputs().tobytes(), run.status(), run.cursor) == before


# -- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [-1.0, float("nan"), float("inf")])
@pytest.mark.parametrize("position", [0, 4, 11])
def test_a_refused_learning_rate_changes_nothing(rate: float, position: int) -> None:
    run = Run(XOR)
    run.train(5)
    run.go_to(after(run, 4, position))
    before = (run.outputs().tobytes(), run.status(), run.cursor)
    with pytest.raises(SettingError, match=f"given {rate!r}"):
        run.set_learning_rate(rate)
    assert (run.outputs().tobytes(), run.status(), run.cursor) == before


def wide(units: int = 96) -> Run:
    """A run whose weights are large: 64 inputs of the digits, and as many units."""
    hidden = Part("Flatten"), Part("Dense", {"units": units}), Part("Tanh")
    parts = (*hidden, Part("Dense", {"units": 10}), Part("Softmax"))
    rule = Part("Momentum", {"learning_rate": 0.05})
    return Run(Setup("digits", parts, Part("CrossEntropy"), rule, seed=1, batch_size=16))


def test_a_glimpse_is_some_of_the_pass_and_every_large_array_has_its_turn() -> None:
    glimpsed, whole = wide(160), wide(160)
    never = {("flatten_1", "dX"), *(("update", key) for key in ("rate", "momentum"))}
    seen: set[tuple[str, str]] = set()
    for turn in range(5):
        frame, expected = glimpsed.train_shown(turn), whole.train_shown()
        assert frame is not None
        assert expected is not None
        found, all_there = bits(frame), bits(expected)
        assert found.items() <= all_there.items()
        never |= {place for place in all_there if place[1].startswith("V.")}
        large = {place for place, array in all_there.items() if len(array) > 2**16} - never
        assert set(all_there) - set(found) - never <= large
        assert len(large & set(found)) == 1
        seen |= large & set(found)
        assert (frame.partial, frame.stage, frame.rows) == (True, glimpsed.stage, expected.rows)
        assert (frame.result, frame.network, frame.plane) == (None, None, None)
        assert (frame.pass_index, frame.batch_number) == (expected.pass_index, expected.batch_number)
    assert seen == large == {("dense_2", "W"), ("dense_2", "dW")}
    assert glimpsed.outputs().tobytes() == whole.outputs().tobytes()


def test_a_pass_is_heavy_by_the_bytes_of_its_recording() -> None:
    assert not wide(96).is_heavy
    assert wide(400).is_heavy
