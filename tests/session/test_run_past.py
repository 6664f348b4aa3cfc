"""A run looked back on: every bit returns, and what is done differently there goes on from there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import Arrays, Program, SettingError, record
from nnviz.session.cursor import Place, Unit
from nnviz.session.frame import Frame
from nnviz.session.past import KEPT_RECORDINGS
from nnviz.session.records import Rewound
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
SHUFFLED = replace(XOR, batch_size=3, shuffle=True, batch_seed=7)
LENGTH = 15
"""How many stops a pass has: one for each formula."""

each_setup = pytest.mark.parametrize("setup", [XOR, SHUFFLED], ids=["xor", "shuffled"])


def bits(arrays: Arrays) -> dict[tuple[str, str], bytes]:
    return {(name, key): array.tobytes() for name, found in arrays.items() for key, array in found.items()}


def same(one: Frame, two: Frame) -> bool:
    """Whether two frames show the same, to the bit."""
    assert one.surface is not None
    assert two.surface is not None
    return (
        (one.pass_index, one.position, one.epoch, one.batch_number, one.rows)
        == (two.pass_index, two.position, two.epoch, two.batch_number, two.rows)
        and bits(one.arrays) == bits(two.arrays)
        and bits(one.before) == bits(two.before)
        and one.surface.values.tobytes() == two.surface.values.tobytes()
    )


def trained(setup: Setup, passes: int) -> Run:
    run = Run(setup)
    run.train(passes)
    return run


@each_setup
def test_any_place_looks_as_it_did_and_the_head_stays(setup: Setup) -> None:
    run = trained(setup, 130)
    outputs, records, status = run.outputs().tobytes(), run.take_records(), run.status()
    for number in (
        130 * LENGTH,
        0,
        1,
        57 * LENGTH + 5,
        49 * LENGTH + 15,
        49 * LENGTH + 12,
        50 * LENGTH + 1,
        7,
        129 * LENGTH + 14,
    ):
        run.go_to(number)
        place = run.ruler.place(number)
        fresh = trained(setup, place.pass_index)
        fresh.go_to(number)
        assert same(run.frame(), fresh.frame()), number
    assert (run.outputs().tobytes(), run.take_records()) == (outputs, ())
    assert replace(run.status(), at_start=status.at_start) == status
    assert records[0] == Rewound(0)


@each_setup
def test_training_goes_on_at_the_head_after_looking_back(setup: Setup) -> None:
    run, straight = trained(setup, 60), trained(setup, 100)
    run.go_to(13 * LENGTH + 4)
    run.frame()
    run.train(40)
    assert run.cursor == 100 * LENGTH
    assert run.outputs().tobytes() == straight.outputs().tobytes()
    assert run.take_records() == straight.take_records()


def test_stepping_back_across_an_update_restores_every_bit() -> None:
    run = trained(XOR, 3)
    run.step(Unit.OPERATION, forward=False)  # pass 2, before its update
    before = run.frame()
    run.step(Unit.OPERATION)
    after = run.frame()
    moved = {key for key in bits(before.arrays) if bits(before.arrays)[key] != bits(after.arrays)[key]}
    assert moved == {(node, key) for node in ("dense_1", "dense_3") for key in "WB"}
    assert bits(after.before) == {key: bits(before.arrays)[key] for key in moved}
    for _ in range(3):
        run.step(Unit.OPERATION, forward=False)
        assert same(run.frame(), before)
        run.step(Unit.OPERATION)
        assert same(run.frame(), after)


def test_the_weights_before_a_pass_are_those_after_the_one_before() -> None:
    run = trained(XOR, 9)
    for pass_index in (3, 8, 1):
        run.go_to(pass_index * LENGTH)
        end = run.frame()
        run.step(Unit.OPERATION)
        start = run.frame()
        assert (end.pass_index, start.pass_index) == (pass_index - 1, pass_index)
        for node in ("dense_1", "dense_3"):
            for key in "WB":
                assert end.arrays[node][key].tobytes() == start.arrays[node][key].tobytes()


def test_a_frame_is_what_a_recording_of_that_pass_shows() -> None:
    run = trained(XOR, 20)
    data = XOR.make_data()
    program = Program(XOR.make_network(data), XOR.make_loss(), XOR.make_optimizer())
    for pass_index in range(18):
        row = pass_index % 4
        program.run(data.x[row : row + 1], data.t[row : row + 1])
    trace = record(program, data.x[2:3], data.t[2:3])
    for position in range(1, 12):
        run.go_to(after(run, 18, position))
        frame = run.frame()
        assert bits(frame.arrays) == bits(trace.at(position))
        assert bits(frame.before) == bits(trace.before(position))
        assert (frame.rows, frame.epoch, frame.batch_number) == ((2,), 5, 3)


def test_stepping_by_operation_trains_as_running_does() -> None:
    run, straight = Run(SHUFFLED), trained(SHUFFLED, 6)
    for pass_index in range(6):
        for position in range(1, 12):
            run.step(Unit.OPERATION)
            assert run.place == Place(pass_index, position)
            assert run.frame().position == position
    assert run.outputs().tobytes() == straight.outputs().tobytes()
    assert run.take_records() == straight.take_records()


@pytest.mark.parametrize(
    ("unit", "cursor", "passes"),
    [(Unit.OPERATION, 1, 1), (Unit.LAYER, 2, 1), (Unit.PASS, 15, 1), (Unit.EPOCH, 60, 4)],
)
def test_a_step_runs_just_the_passes_it_needs(unit: Unit, cursor: int, passes: int) -> None:
    run = Run(XOR)
    run.step(unit)
    assert (run.cursor, run.passes) == (cursor, passes)
    run.step(unit, forward=False)
    assert (run.cursor, run.passes) == (0, passes)
    assert run.status().at_start
    run.step(unit, forward=False)
    assert run.cursor == 0


def test_more_recordings_than_are_kept_change_nothing() -> None:
    run = trained(XOR, 40)
    run.go_to(5 * LENGTH + 3)
    first = run.frame()
    for pass_index in range(KEPT_RECORDINGS + 3):
        run.go_to((20 + pass_index) * LENGTH + 3)
        run.frame()
    run.go_to(5 * LENGTH + 3)
    assert same(run.frame(), first)


def test_a_small_budget_keeps_the_past_exact() -> None:
    plain, tight = trained(XOR, 3000), Run(XOR, history_bytes=5_000)
    tight.train(3000)
    for number in (0, 700 * LENGTH + 6, 1999 * LENGTH + 15):
        plain.go_to(number)
        tight.go_to(number)
        assert same(plain.frame(), tight.frame())
    assert tight._past._history.nbytes < 6_000
    assert plain._past._history.nbytes > 50_000


# -- rewinding -----------------------------------------------------------------------------------


@each_setup
@pytest.mark.parametrize("position", [0, 6, 11])
def test_rewinding_and_training_again_gives_the_same_run(setup: Setup, position: int) -> None:
    run, straight = trained(setup, 130), trained(setup, 130)
    run.go_to(after(run, 71, position))
    run.rewind_here()
    passes = 72 if position == 11 else 71
    assert (run.passes, run.cursor) == (passes, passes * LENGTH)
    assert run.outputs().tobytes() == trained(setup, passes).outputs().tobytes()
    *kept, mark = run.take_records()
    per_epoch = 4 if setup is XOR else 2
    assert mark == Rewound(passes // per_epoch)
    run.train(130 - passes)
    again = run.take_records()
    assert [*kept[: 1 + passes // per_epoch], *again] == list(straight.take_records())
    assert run.outputs().tobytes() == straight.outputs().tobytes()
    assert run.status() == straight.status()


def test_rewinding_to_the_middle_of_an_epoch_keeps_its_mean_right() -> None:
    run, straight = trained(XOR, 50), trained(XOR, 60)
    run.go_to(43 * LENGTH)
    run.rewind_here()
    assert run.status().loss == trained(XOR, 40).status().loss
    run.take_records()
    run.train(17)
    assert run.take_records() == straight.take_records()[11:]


def test_rewinding_at_the_head_or_at_the_start_of_a_new_run_forgets_nothing() -> None:
    run = trained(XOR, 10)
    outputs = run.outputs().tobytes()
    run.rewind_here()
    assert (run.passes, run.cursor, run.outputs().tobytes()) == (10, 10 * LENGTH, outputs)
    new = Run(XOR)
    new.rewind_here()
    assert (new.passes, new.cursor) == (0, 0)
    new.train(10)
    assert new.outputs().tobytes() == outputs


def test_rewinding_to_the_start_is_a_reset() -> None:
    run = trained(XOR, 30)
    run.take_records()
    run.go_to(0)
    run.rewind_here()
    assert run.take_records() == (Rewound(0),)
    assert (run.passes, run.status().loss, run.status().at_start) == (0, None, True)
    run.train(12)
    assert run.take_records() == trained(XOR, 12).take_records()[1:]


def test_what_was_rewound_is_forgotten_for_good() -> None:
    run, other = trained(XOR, 30), trained(XOR, 20)
    for number in (25 * LENGTH + 3, 29 * LENGTH + 3):  # these passes are at hand when they are forgotten
        run.go_to(number)
        run.frame()
    run.go_to(20 * LENGTH)
    run.rewind_here()
    for each in (run, other):
        each.set_learning_rate(0.7)
        each.train(10)
        each.go_to(25 * LENGTH + 3)
    assert same(run.frame(), other.frame())


def test_a_rate_that_was_rewound_does_not_come_back() -> None:
    run, straight = trained(XOR, 30), trained(XOR, 60)
    run.set_learning_rate(0.7)
    run.train(30)
    run.go_to(10 * LENGTH)
    run.rewind_here()
    assert run.status().learning_rate == 0.1
    run.train(50)
    for each in (run, straight):
        each.go_to(40 * LENGTH + 7)
    assert same(run.frame(), straight.frame())


@pytest.mark.parametrize("value", [0, 2**20 - 1, 1e9, True])
def test_too_little_memory_for_the_past_is_refused(value: object) -> None:
    run = Run(XOR)
    with pytest.raises(SettingError, match=r"^memory for the past must be at least 1048576 bytes, given"):
        run.set_history_bytes(value)  # type: ignore[arg-type]
    assert run.status().past_limit == 256 * 2**20


def test_with_less_memory_every_pass_is_still_there() -> None:
    run, plain = Run(XOR), Run(XOR)
    for each in (run, plain):
        each.train(80_000)
    taken = run.status().past_bytes
    assert taken > 2**20
    run.set_history_bytes(2**20)
    assert run.status().past_bytes <= 2**20 < taken
    for each in (run, plain):
        each.go_to_epoch(3)
    np.testing.assert_array_equal(run.frame().arrays["dense_1"]["W"], plain.frame().arrays["dense_1"]["W"])
