"""Documents that were damaged, or written to do harm: each is refused in words, and takes little memory.

``HOSTILE_EXAMPLES`` sets how many are tried in each way; a few hundred unless told.
"""

from __future__ import annotations

import copy
import json
import math
import os
import tracemalloc
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnviz.nn import DataError, NnError, SettingError
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.document import as_bytes, document_of, from_bytes, guarded, resumed
from nnviz.session.document.container import MOST_HEADER, manifest_of, packed, tensors_of
from nnviz.session.edits import Edit
from nnviz.session.records import EpochRecord, Evaluation, Former, Score
from nnviz.session.run import Run
from tests.session.test_lesson_writing import MOONS

EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "200"))
LITTLE = 64 * 2**20

many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def made() -> bytes:
    run = Run(MOONS)
    run.train(17)
    run.edit(Edit("dense_1", "W", (0, 0), 0.5))
    run.edit(Edit("dense_1", "B", (1,), 0.25))
    run.set_learning_rate(0.125)
    run.undo_edit()
    judged = Evaluation(2, Score(0.4, 15, 20, 20), Score(0.5, 3, 4, 4))
    old = (EpochRecord(1, 0.75, ()), EpochRecord(2, 0.5, ()), judged)
    return as_bytes(document_of(run, before=(Former(Deed(Verb.INSERT, "Dense", 2), 2, old),)))


GOOD = made()
MANIFEST, TENSORS = manifest_of(GOOD), tensors_of(GOOD)


def attempt(data: bytes) -> bool:
    """Whether a file is opened; whatever else happens than a refusal fails the test."""
    tracemalloc.start()
    try:
        run = guarded("a.nnviz", lambda: resumed(from_bytes(data)))
        if run.at_newest:
            for move in (run.redo_edit, run.undo_edit, run.undo_edit, run.undo_edit, run.redo_edit):
                move()
        run.train(1)
        return True
    except NnError as error:
        reason = str(error)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < LITTLE + 5 * len(data)
    assert len(reason) < 4000
    return False


def with_header(header: Any, rest: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + rest


def test_the_good_one_is_opened() -> None:
    assert attempt(GOOD)


# -- damage -------------------------------------------------------------------------------------


@given(st.integers(0, len(GOOD) - 1))
@many
def test_one_that_ends_too_early_is_refused(length: int) -> None:
    assert not attempt(GOOD[:length])


@given(st.integers(0, 8 * len(GOOD) - 1))
@many
def test_one_flipped_bit_is_found(place: int) -> None:
    data = bytearray(GOOD)
    data[place // 8] ^= 1 << place % 8
    assert not attempt(bytes(data))


@given(st.binary(max_size=64), st.integers(0, len(GOOD)), st.integers(0, 64))
@many
def test_what_was_pasted_into_the_middle_is_found(pasted: bytes, at: int, over: int) -> None:
    data = GOOD[:at] + pasted + GOOD[at + over :]
    assert attempt(data) == (data == GOOD)


@given(st.binary(max_size=2000))
@many
def test_noise_is_refused(data: bytes) -> None:
    assert not attempt(data)


# -- the container ------------------------------------------------------------------------------

TERA = 2**45


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(GOOD + b"\0", id="a byte too many"),
        pytest.param(TERA.to_bytes(8, "little") + b"{}", id="a header of terabytes"),
        pytest.param((2**64 - 1).to_bytes(8, "little") + GOOD[8:], id="the longest header"),
        pytest.param(with_header(b" " * (MOST_HEADER + 1)), id="a header that is too long"),
        pytest.param(with_header(b"[" * 500_000), id="deep, unclosed"),
        pytest.param(with_header(b"[" * 400_000 + b"]" * 400_000), id="deep"),
        pytest.param(with_header(b'{"a":' * 100_000 + b"1" + b"}" * 100_000), id="deep tables"),
        pytest.param(with_header(b"[" + b"{}," * 300_000 + b"{}]"), id="wide"),
        pytest.param(with_header(b"9" * 100_000), id="a long number"),
        pytest.param(with_header(b"\xff\xfe{}"), id="no UTF-8"),
        pytest.param(with_header([]), id="a list"),
        pytest.param(with_header({"__metadata__": {"nnviz": 1, "digest": 2}}), id="no texts"),
        pytest.param(with_header({"__metadata__": []}), id="no table"),
        pytest.param(with_header({"__metadata__": {"nnviz": "[" * 300_000, "digest": ""}}), id="deep within"),
        pytest.param(with_header({"__metadata__": {"nnviz": '{"version": NaN}', "digest": ""}}), id="NaN"),
        pytest.param(with_header({"__metadata__": {"nnviz": "{}", "digest": ""}}), id="says nothing"),
    ],
)
def test_a_container_that_cannot_be_is_refused(data: bytes) -> None:
    assert not attempt(data)


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F64", "shape": [TERA], "data_offsets": [0, 8 * TERA]},
        {"dtype": "F64", "shape": [2**40, 2**40], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [0, 2**60], "data_offsets": [0, 0]},
        {"dtype": "F64", "shape": [1] * 1000, "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [-1], "data_offsets": [0, -8]},
        {"dtype": "F64", "shape": [1], "data_offsets": [8, 0]},
        {"dtype": "F64", "shape": [1.0], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [True], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [1], "data_offsets": [0, 8, 8]},
        {"dtype": "F9", "shape": [1], "data_offsets": [0, 8]},
        {"dtype": ["F64"], "shape": [1], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [1]},
        [],
        None,
    ],
)
def test_a_tensor_that_cannot_be_is_refused(entry: Any) -> None:
    length = int.from_bytes(GOOD[:8], "little")
    header = json.loads(GOOD[8 : 8 + length])
    header["state/dense_1.W"] = entry
    assert not attempt(with_header(header, GOOD[8 + length :]))


# -- a manifest that contradicts itself, with a right digest ------------------------------------


def sealed(manifest: dict[str, Any], tensors: Any = TENSORS) -> bytes:
    return packed(manifest, tensors)


def changed(*path: Any, to: Any) -> bytes:
    manifest = copy.deepcopy(MANIFEST)
    found = manifest
    for key in path[:-1]:
        found = found[key]
    found[path[-1]] = to
    return sealed(manifest)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("version",), True),
        (("version",), "1"),
        (("title",), 5),
        (("setup",), []),
        (("setup", "layers"), []),
        (("setup", "layers", 0, "units"), 10**9),
        (("setup", "layers", 0, "units"), 10**30),
        (("setup", "layers", 0, "units"), 1000),
        (("setup", "layers", 0, "units"), -1),
        (("setup", "layers", 0, "units"), 6.5),
        (("setup", "layers", 0, "type"), "__class__"),
        (("setup", "layers"), [{"type": "Tanh"}] * 1001),
        (("setup", "layers"), [{"type": "Dense", "units": 4000}] * 50),
        (("setup", "seed"), -1),
        (("setup", "seed"), 2**129),
        (("setup", "batch_size"), 0),
        (("setup", "batch_size"), 2**129),
        (("setup", "data"), {"name": "moons", "points": 10**9}),
        (("setup", "data"), {"name": "values", "inputs": {"x": []}, "targets": []}),
        (("setup", "data"), {"name": "values", "inputs": {"x": {"tensor": "nowhere"}}, "targets": [[0]]}),
        (("setup", "data"), {"name": "csv", "file": "/nowhere", "targets": ["y"]}),
        (("setup", "data"), {"name": "csv"}),
        (("setup", "optimizer", "learning_rate"), "fast"),
        (("setup", "features"), ["x1", "x1"]),
        (("setup", "values"), [{"layer": "dense_1", "key": "W", "are": [[1]]}]),
        (("setup", "more"), 1),
        (("state",), None),
        (("state",), []),
        (("state", "passes"), -1),
        (("state", "passes"), 2**60),
        (("state", "passes"), 16.0),
        (("state", "passes"), "16"),
        (("state", "batches/cursor"), 3),
        (("state", "batches/deal/bit_generator"), "MT19937"),
        (("state", "batches/deal/state/state"), 2**129),
        (("state", "nodes/dropout_3/state"), -5),
        (("state", "means/loss"), None),
        (("state", "more"), 1),
        (("ahead",), -1),
        (("ahead",), 10**9),
        (("ahead",), True),
        (("cursor", "operation"), 99),
        (("cursor", "operation"), -1),
        (("cursor", "formula"), 99),
        (("edits",), {}),
        (("edits", 0, "pass"), 3),
        (("edits", 0, "edits", 0, "at"), [9, 9]),
        (("edits", 0, "edits", 0, "layer"), "nobody"),
        (("edits", 0, "edits", 0, "value"), "x"),
        (("done",), {}),
        (("done",), [[]]),
        (("done",), [{"pass": 16, "edits": []}]),
        (("done",), [[{"pass": 16, "edits": []}]] * 201),
        (("done", 0), [{"pass": 15, "edits": []}]),
        (("done", 0), [{"pass": 18, "edits": []}]),
        (("done", 0), [{"pass": 16, "edits": []}] * 2),
        (("done", 0, 0, "pass"), "16"),
        (("done", 0, 0, "more"), 1),
        (("done", 1, 0, "edits", 0, "at"), [9, 9]),
        (("done", 1, 0, "edits", 0, "layer"), "nobody"),
        (("done", 1, 0, "edits", 0, "value"), None),
        (("undone",), None),
        (("undone", 0, 0, "edits", 0, "rate"), -1.0),
        (("undone", 0, 0, "edits", 0, "rate"), "fast"),
        (("before",), {}),
        (("before", 0, "verb"), "explode"),
        (("before", 0, "title"), 5),
        (("before", 0, "number"), -1),
        (("before", 0, "epochs"), 1),
        (("before", 0, "epochs"), 2.0),
        (("before", 0, "more"), 1),
        (("before",), [MANIFEST["before"][0]] * 2),
        (("before",), [MANIFEST["before"][0]] * 9),
        (("view",), {"epochs": 10**9}),
        (("view",), {"operation": 3}),
        (("view",), {"panels": ["nowhere"]}),
        (("view",), {"sample": -1}),
        (("view",), {"weight": {"layer": "dense_1", "key": "W", "at": [1]}}),
        (("start",), {"passes": 0}),
        (("more",), 1),
    ],
)
def test_a_manifest_that_says_what_cannot_be_is_refused(path: tuple[Any, ...], to: Any) -> None:
    assert not attempt(changed(*path, to=to))


@pytest.mark.parametrize(
    ("name", "tensor"),
    [
        ("state/dense_1.W", np.full((2, 6), np.nan)),
        ("state/dense_1.W", np.full((2, 6), np.inf)),
        ("state/dense_1.W", np.zeros((6, 2))),
        ("state/dense_1.W", np.zeros((2, 6), np.float32)),
        ("state/dense_1.W", np.zeros((2, 6), np.int64)),
        ("state/optimizer/M", np.full(25, np.nan)),
        ("state/means/norms", np.zeros(4)),
        ("state/passes", np.zeros(1)),
        ("curves/epochs", np.zeros((2, 7))),
        ("curves/epochs", np.array([[1.0] * 7, [1.0] * 7])),
        ("curves/epochs", np.array([[math.inf] + [1.0] * 6])),
        ("curves/epochs", np.array([[3.0] + [1.0] * 6])),
        ("curves/epochs", np.ones((1, 3))),
        ("curves/epochs", np.ones(7)),
        ("curves/epochs", np.ones((0, 7))),
        ("curves/scores", np.ones((1, 8))),
        ("curves/scores", np.array([[1, 0.5, 9, 5, 5, 0.5, 1, 5, 5.0]])),
        ("before/0/epochs", np.array([[1.0, 0.5, 0.5]])),
        ("before/0/epochs", np.array([[2.0, 0.5], [1.0, 0.5]])),
        ("before/0/epochs", np.array([[3.0, 0.5]])),
        ("before/0/epochs", np.array([[np.nan, 0.5]])),
        ("before/0/epochs", np.ones((1, 2), np.float32)),
        ("before/0/epochs", np.column_stack([np.arange(1.0, 3000.0), np.ones(2999)])),
        ("before/0/scores", np.ones((1, 8))),
        ("before/0/scores", np.ones(9)),
    ],
)
def test_tensors_that_cannot_be_are_refused(name: str, tensor: np.ndarray) -> None:
    assert not attempt(sealed(MANIFEST, {**TENSORS, name: tensor}))


def test_a_missing_tensor_is_named() -> None:
    less = {name: array for name, array in TENSORS.items() if name != "state/dense_1.W"}
    with pytest.raises(SettingError, match=r"lacks dense_1\.W"):
        resumed(from_bytes(sealed(MANIFEST, less)))


def test_millions_of_numbers_written_out_are_refused() -> None:
    large = np.zeros(2**21)
    data = {"name": "values", "inputs": {"x": {"tensor": "large"}}, "targets": {"tensor": "large"}}
    manifest = {**MANIFEST, "setup": {**MANIFEST["setup"], "data": data}}
    assert not attempt(sealed(manifest, {**TENSORS, "large": large}))


# -- a manifest that was changed anywhere -------------------------------------------------------


def places(found: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a value."""
    if path:
        yield path
    inner = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.integers(-3, 40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["dense_1", "W", "Dense", "Conv2D", "csv", "/etc/passwd", "../x", "digits"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@given(st.lists(st.tuples(st.sampled_from([*places(MANIFEST)]), JSON | st.just(...)), min_size=1, max_size=3))
@many
def test_a_changed_manifest_opens_or_is_refused(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    manifest = copy.deepcopy(MANIFEST)
    for path, value in changes:
        found: Any = manifest
        try:
            for key in path[:-1]:
                found = found[key]
            if value is ...:
                del found[path[-1]]
            else:
                found[path[-1]] = value
        except (KeyError, IndexError, TypeError):  # an earlier change has taken it away
            continue
    attempt(sealed(manifest))


@given(
    st.sampled_from(sorted(TENSORS)),
    st.sampled_from([np.float64, np.float32, np.int64]),
    st.lists(st.integers(0, 9), max_size=3),
    st.floats(width=32),
)
@many
def test_a_changed_tensor_opens_or_is_refused(name: str, kind: Any, shape: list[int], value: float) -> None:
    plain = value if kind is not np.int64 or math.isfinite(value) else 0.0
    with np.errstate(all="ignore"):
        tensor = np.full(shape, np.clip(plain, -1e15, 1e15) if kind is np.int64 else plain).astype(kind)
    attempt(sealed(MANIFEST, {**TENSORS, name: tensor}))


def test_no_layer_takes_more_than_its_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is announced without its weights is refused before it is made."""
    setup = MANIFEST["setup"] | {"layers": [{"type": "Dense", "units": 3_000_000}]}
    with pytest.raises(NnError, match="were announced"):
        resumed(from_bytes(sealed({**MANIFEST, "setup": setup})))


def test_it_is_told_which_file_it_was() -> None:
    with pytest.raises(DataError, match=r"^mine\.nnviz cannot be opened: it is damaged: it ends too early$"):
        from_bytes(GOOD[:100], name="mine.nnviz")
