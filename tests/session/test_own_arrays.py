"""Data of one's own in binary files: numpy archives and the pairs of files that MNIST comes in.

Whatever they claim is checked before it is believed: sizes, types, and that nothing is ever executed.
"""

from __future__ import annotations

import gzip
import io
import pickle
import struct
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnviz.nn import DataError, NnError, SettingError
from nnviz.session.data import idx_file, npz_file
from nnviz.session.lesson import LessonError, load
from nnviz.session.run import Run
from nnviz.session.setup import Part

# -- numpy archives -----------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Ten samples of three numbers and of images, with three kinds of targets."""
    path = tmp_path / "mine.npz"
    x = np.arange(30.0).reshape(10, 3)
    np.savez(
        path,
        x=np.asfortranarray(x),
        images=np.arange(10 * 4 * 5, dtype=np.uint8).reshape(10, 4, 5),
        y=np.arange(10) % 2 + 3,
        heights=np.linspace(0, 1, 10),
        words=np.array(["no", "yes"] * 5),
        things=np.array([{}, []] * 5, dtype=object),
    )
    return path


def test_a_look_at_an_archive_reads_no_array(archive: Path) -> None:
    found = {item.name: item for item in npz_file.peek(archive)}
    assert (found["x"].shape, found["x"].dtype, found["x"].nbytes) == ((10, 3), "float64", 240)
    assert (found["images"].shape, found["images"].dtype) == ((10, 4, 5), "uint8")
    assert [name for name, item in found.items() if item.problem] == ["things"]
    assert str(found["things"].problem).startswith("holds Python objects, which are never read")


def test_arrays_are_chosen_by_name(archive: Path) -> None:
    data = npz_file.read(archive, "x", "y")
    np.testing.assert_array_equal(data.x, np.arange(30.0).reshape(10, 3))
    assert (data.name, data.t.tolist(), data.classes) == ("mine.npz", [0.0, 1.0] * 5, ("3", "4"))
    words = npz_file.read(archive, "images", "words")
    assert (words.x.shape, words.classes) == ((10, 4, 5, 1), ("no", "yes"))
    column = npz_file.read(archive, "heights", "heights", test_share=0.2)
    assert column.held is not None
    assert (column.x.shape, column.t.shape, column.held.t.shape) == ((8, 1), (8, 1), (2, 1))
    np.testing.assert_array_equal(column.x, column.t)
    scaled = npz_file.read(archive, "images", "y", scaling="min-max")
    assert (scaled.x.min(), scaled.x.max()) == (0.0, 1.0)


def test_arrays_that_cannot_be_used_are_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"mine\.npz has no array “z”; it has: x, images, y, heights"):
        npz_file.read(archive, "z", "y")
    with pytest.raises(DataError, match="array “things” holds Python objects, which are never read"):
        npz_file.read(archive, "x", "things")
    with pytest.raises(DataError, match="array “words” holds <U3, expected numbers"):
        npz_file.read(archive, "words", "y")
    with pytest.raises(DataError, match="array “x” has 240 bytes, at most 100 are read; raise the limit"):
        npz_file.read(archive, "x", "y", most=100)
    np.savez(tmp_path / "odd.npz", x=np.zeros((3, 2)), y=np.zeros(4), one=np.zeros(()))
    with pytest.raises(DataError, match=r"odd\.npz: 3 samples of input but 4 of targets"):
        npz_file.read(tmp_path / "odd.npz", "x", "y")
    with pytest.raises(DataError, match="must have one entry a sample"):
        npz_file.read(tmp_path / "odd.npz", "x", "one")
    np.savez(tmp_path / "empty.npz", x=np.zeros((0, 2)), y=np.zeros(0))
    with pytest.raises(DataError, match="needs at least one sample"):
        npz_file.read(tmp_path / "empty.npz", "x", "y", scaling="standard")


class Trap:
    """What must never be unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (pytest.fail, ("something in the file was executed",))


def test_nothing_in_an_archive_is_executed(tmp_path: Path) -> None:
    path = tmp_path / "trap.npz"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("x.npy", pickle.dumps(Trap()))
    with pytest.raises(DataError, match="array “x” is no numpy array"):
        npz_file.read(path, "x", "x")
    path.write_bytes(pickle.dumps(Trap()))
    with pytest.raises(DataError, match=r"trap\.npz cannot be read as \.npz: File is not a zip file"):
        npz_file.peek(path)


def header(shape: tuple[int, ...], dtype: str = "<f8") -> bytes:
    """The head of an array that claims a shape."""
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": dtype, "fortran_order": False, "shape": shape})
    return file.getvalue()


def test_an_array_that_claims_or_unpacks_to_too_much_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("claims.npy", header((10**9, 10**9)))
        file.writestr("hides.npy", header((3,)) + bytes(50_000_000))
        file.writestr("lacks.npy", header((1000,)) + bytes(80))
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    for name, message in (
        ("claims", "has 8000000000000000000 bytes, at most 1073741824 are read"),
        ("hides", "of \\(3,\\) should have 24 bytes, but has more than 24"),
        ("lacks", "of \\(1000,\\) should have 8000 bytes, but has 80"),
    ):
        with pytest.raises(DataError, match=message):
            npz_file.read(path, name, name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_archive_is_read_or_refused_in_words(archive: Path, data: st.DataObject) -> None:
    whole = archive.with_suffix(".whole")
    if not whole.exists():
        whole.write_bytes(archive.read_bytes())
    content = whole.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    piece = data.draw(st.binary(max_size=4))
    cut = data.draw(st.sampled_from([0, 1, 4, len(content)]))
    archive.write_bytes(content[:place] + piece + content[place + cut :])
    try:
        found = npz_file.read(archive, "x", "y")
    except NnError:  # in words; any other error fails the test
        return
    assert len(found) == 10


# -- IDX ----------------------------------------------------------------------------------------


def idx(array: np.ndarray, kind: int = 0x08) -> bytes:
    head = bytes([0, 0, kind, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return head + array.astype(idx_file.TYPES[kind]).tobytes()


IMAGES = np.arange(6 * 3 * 2, dtype=np.uint8).reshape(6, 3, 2) * 7
LABELS = np.array([5, 0, 4, 1, 5, 0], np.uint8)


@pytest.fixture(params=["plain", "gz"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A pair of files, compressed or not; what a file is called does not matter."""
    images, labels = tmp_path / "train-images", tmp_path / "train-labels"
    pack = gzip.compress if request.param == "gz" else bytes
    images.write_bytes(pack(idx(IMAGES)))
    labels.write_bytes(pack(idx(LABELS)))
    return images, labels


def test_a_pair_of_files_is_read(pair: tuple[Path, Path]) -> None:
    data = idx_file.read(*pair)
    np.testing.assert_array_equal(data.x[..., 0] * 255, IMAGES)
    assert (data.x.shape, data.classes) == ((6, 3, 2, 1), ("0", "1", "4", "5"))
    assert [data.classes[int(number)] for number in data.t] == ["5", "0", "4", "1", "5", "0"]
    few = idx_file.read(*pair, points=4, test_share=0.25)
    assert few.held is not None
    assert (len(few), len(few.held)) == (3, 1)
    assert idx_file.peek(pair[0]).shape == (6, 3, 2)


@pytest.mark.parametrize("kind", idx_file.TYPES)
def test_every_type_of_number_is_read(tmp_path: Path, kind: int) -> None:
    images, labels = tmp_path / "images", tmp_path / "labels"
    images.write_bytes(idx(IMAGES % 100, kind))
    labels.write_bytes(idx(LABELS))
    np.testing.assert_allclose(
        idx_file.read(images, labels).x[..., 0], (IMAGES % 100) / (255 if kind == 0x08 else 1)
    )


def test_files_that_are_no_pair_are_refused(pair: tuple[Path, Path], tmp_path: Path) -> None:
    images, labels = pair
    with pytest.raises(DataError, match=r"train-labels holds \(6,\), expected images; are the two"):
        idx_file.read(labels, images)
    with pytest.raises(DataError, match=r"train-images holds \(6, 3, 2\) of uint8, expected one whole"):
        idx_file.read(images, images)
    labels.write_bytes(idx(LABELS[:5]))
    with pytest.raises(DataError, match="train-images has 6 samples, but train-labels has 5"):
        idx_file.read(images, labels)
    with pytest.raises(DataError, match=r"train-images: 6 samples of 6 bytes are more than 20; take fewer"):
        idx_file.read(images, images, most=20)
    with pytest.raises(DataError, match="nowhere cannot be read: No such file"):
        idx_file.peek(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no IDX file: it begins with nothing, expected two zeros"),
        (
            b"\x89PNG....",
            "is no IDX file: it begins with 89 50 4e 47, expected two zeros",
        ),
        (idx(IMAGES)[:9], "ends within its head of 3 axes"),
        (idx(IMAGES)[:-1], "ends too soon: expected 36 bytes for 6 samples of 6, found 35; get it again"),
        (idx(IMAGES) + b"!", "has more bytes than its head says for 6 samples; get it again"),
        (gzip.compress(idx(IMAGES), mtime=0)[:-12], "is damaged or ends too soon"),
        (b"\x1f\x8b nothing of that kind", "is damaged or ends too soon"),
        (b"\0\0\x08\x03" + b"\xff" * 12, "10000 samples of \\d+ bytes are more than 1073741824; take fewer"),
    ],
)
def test_files_that_are_damaged_are_named_with_what_was_expected(
    tmp_path: Path, content: bytes, message: str
) -> None:
    images, labels = tmp_path / "images", tmp_path / "labels"
    images.write_bytes(content)
    labels.write_bytes(idx(LABELS))
    with pytest.raises(DataError, match=f"images:? {message}"):
        idx_file.read(images, labels)


def test_a_file_that_unpacks_to_much_more_is_read_no_farther_than_wanted(tmp_path: Path) -> None:
    images, labels = tmp_path / "images", tmp_path / "labels"
    head = b"\0\0\x08\x03" + struct.pack(">3I", 1_000_000, 10, 10)
    images.write_bytes(gzip.compress(head + bytes(100_000_000), 1))
    labels.write_bytes(idx(np.arange(1_000_000) % 10))
    tracemalloc.start()
    data = idx_file.read(images, labels, points=100)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert data.x.shape == (100, 10, 10, 1)
    assert peak < 5_000_000


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 51), piece=st.binary(max_size=4), cut=st.sampled_from([0, 1, 4, 60]))
def test_a_damaged_pair_is_read_or_refused_in_words(
    pair: tuple[Path, Path], place: int, piece: bytes, cut: int
) -> None:
    content = idx(IMAGES)
    damaged = content[:place] + piece + content[place + cut :]
    pair[0].write_bytes(damaged)
    try:
        data = idx_file.read(*pair)
    except NnError:  # in words; any other error fails the test
        return
    assert len(data) == 6


# -- lessons ------------------------------------------------------------------------------------

TOML = """\
[data]
{data}

[title]
en = "Mine"

[[layers]]
type = "Dense"
units = {units}

[loss]
type = "{loss}"

[optimizer]
type = "SGD"
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A folder with one lesson, and files beside and outside of it."""
    folder = tmp_path / "lessons" / "mine"
    folder.mkdir(parents=True)
    (folder / "en.md").write_text("Mine", encoding="utf-8")
    for place in (folder, tmp_path):
        (place / "points.csv").write_text("x;y;kind\n1,5;2;a\n3;4,5;b\n", encoding="utf-8")
    np.savez(folder / "points.npz", x=np.ones((4, 2)), y=np.ones((4, 1)))
    (folder / "images").write_bytes(idx(IMAGES[:, 0]))
    (folder / "labels").write_bytes(idx(LABELS))
    return folder


def say(folder: Path, data: str, loss: str = "MSE", units: int = 1) -> None:
    text = TOML.format(data=data, loss=loss, units=units)
    (folder / "lesson.toml").write_text(text, encoding="utf-8")


def test_a_lesson_may_name_files_in_its_folder(lesson: Path) -> None:
    say(lesson, 'name = "csv"\nfile = "points.csv"\ntargets = "y"\ninputs = ["x"]\nscaling = "min-max"')
    run = Run(load("mine", lesson.parent).setup)
    assert (run.data.x.tolist(), run.data.t.tolist()) == ([[0.0], [1.0]], [[2.0], [4.5]])
    run.train_epochs(2)
    say(lesson, 'name = "npz"\nfile = "points.npz"')
    assert load("mine", lesson.parent).setup.make_data().x.shape == (4, 2)
    say(lesson, 'name = "idx"\nfile = "images"\nlabels = "labels"\npoints = 5', "SoftmaxCrossEntropy", 4)
    setup = load("mine", lesson.parent).setup
    assert isinstance(setup.data, Part)
    assert setup.data.settings["points"] == 5
    assert len(setup.make_data()) == 5


@pytest.mark.parametrize(
    "place", ["../../points.csv", "../other/points.csv", "/etc/passwd", "out/points.csv"]
)
def test_a_lesson_names_no_file_outside_its_folder(lesson: Path, place: str) -> None:
    (lesson / "out").symlink_to(lesson.parent.parent)
    say(lesson, f'name = "csv"\nfile = "{place}"\ntargets = "y"')
    with pytest.raises(
        LessonError, match=r"data\.file: expected a file in the folder of the lesson"
    ) as caught:
        load("mine", lesson.parent)
    assert caught.value.key == "data.file"


@pytest.mark.parametrize(
    ("data", "key", "reason"),
    [
        ('name = "csv"\ntargets = "y"', "data.file", "is missing; expected a text"),
        ('name = "csv"\nfile = "none.csv"\ntargets = "y"', "data", "none.csv cannot be read: No such file"),
        ('name = "csv"\nfile = "points.csv"', "data", "missing 1 required positional argument: 'targets'"),
        ('name = "csv"\nfile = "points.csv"\ntargets = "z"', "data", "no column “z”; it has: x, y, kind"),
        ('name = "csv"\nfile = "points.csv"\ntargets = "y"\ncolour = 1', "data", "argument 'colour'"),
        ('name = "idx"\nfile = "images"', "data.labels", "is missing; expected a text"),
    ],
)
def test_what_a_lesson_says_wrongly_of_a_file_is_named(
    lesson: Path, data: str, key: str, reason: str
) -> None:
    say(lesson, data)
    with pytest.raises(LessonError) as caught:
        load("mine", lesson.parent)
    assert caught.value.key == key
    assert reason in caught.value.reason
