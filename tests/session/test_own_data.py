"""Data of one's own: tables of text, what is refused of them and where, and how they are scaled and split."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnviz.nn import DataError, NnError, SettingError
from nnviz.session.data import csv_file
from nnviz.session.data.csv_columns import Column
from nnviz.session.data.csv_file import Choice, Peek, peek, read
from nnviz.session.data.csv_layout import Layout

FLOWERS = """\
length,width,colour,kind
5.1,3.5,red,setosa
4.9,3.0,blue,setosa
7.0,3.2,red,virginica
6.4,3.2,white,virginica
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file, as text in an encoding or as bytes."""

    def written(content: str | bytes, encoding: str = "utf-8", name: str = "mine.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


def _told(found: Peek | Column) -> tuple[str, ...]:
    """What is wrong with it, in English."""
    return tuple(map(str, found.problems))


# -- a look -------------------------------------------------------------------------------------


def test_a_look_names_the_columns_their_kinds_and_examples(write: Write) -> None:
    found = peek(write(FLOWERS))
    assert found.layout == Layout("utf-8", ",", ".", True)
    assert (found.rows, found.complete, found.ragged, found.problems) == (4, True, 0, ())
    assert [(each.name, each.kind, each.count, each.distinct) for each in found.columns] == [
        ("length", "numbers", 4, 4),
        ("width", "numbers", 4, 3),
        ("colour", "categories", 4, 3),
        ("kind", "categories", 4, 2),
    ]
    assert found.columns[2].examples == ("red", "blue", "white")


def test_a_look_says_what_is_wrong_and_where_first(write: Write) -> None:
    found = peek(write("x,y,z\n1,2,\n3,no,\n,5,\n7,8\n9,10,,11\n"))
    x, y, z = found.columns
    assert (x.kind, x.missing, _told(x)) == ("numbers", 1, ("row 4: a value is missing",))
    assert (y.kind, y.wrong, _told(y)) == ("numbers", 1, ("row 3: “no” is not a number",))
    assert (z.kind, z.count, z.missing, _told(z)) == ("empty", 0, 4, ())
    assert found.ragged == 2
    assert _told(found) == ("2 rows have another number of cells than the 3 columns",)


def test_a_look_at_a_long_file_says_that_it_has_not_seen_all(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "MOST_PEEKED", 3)
    path = write(FLOWERS)
    assert (peek(path).rows, peek(path).complete) == (3, False)
    monkeypatch.setattr(csv_file, "MOST_PEEKED", 4)
    assert (peek(path).rows, peek(path).complete) == (4, True)


LAYOUTS = [
    ("a;b\n1,5;2\n2,5;3\n", Layout("utf-8", ";", ",", True)),
    ("1,5;2,5\n2,5;3,5\n", Layout("utf-8", ";", ",", False)),
    ("a\tb\n1.5\t2\n", Layout("utf-8", "\t", ".", True)),
    ("a|b\n1|2\n", Layout("utf-8", "|", ".", True)),
    ("1,2\n3,4\n", Layout("utf-8", ",", ".", False)),
    ("a\n1\n2\n", Layout("utf-8", ",", ".", True)),
    ('name,"a; b"\n1,"x; y"\n', Layout("utf-8", ",", ".", True)),
    ("1;2\n3;4\n", Layout("utf-8", ";", ".", False)),
]


@pytest.mark.parametrize(("text", "layout"), LAYOUTS)
def test_how_a_file_is_cut_up_is_found_out(write: Write, text: str, layout: Layout) -> None:
    assert peek(write(text)).layout == layout


def test_what_is_said_of_a_layout_is_not_found_out(write: Write) -> None:
    path = write("1;2\n3;4\n")
    assert peek(path, Layout(header=True)).columns[0].name == "1"
    assert [each.name for each in peek(path, Layout(delimiter=",")).columns] == ["1;2"]
    with pytest.raises(SettingError, match=r"delimiter '\.' is unknown; allowed: ';', "):
        Layout(delimiter=".")
    with pytest.raises(SettingError, match="a comma cannot be both the decimal mark and"):
        Layout(delimiter=",", decimal=",")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_common_encodings_are_told_apart(write: Write, encoding: str) -> None:
    path = write("长度,种类\n1.5,红\n2.5,蓝\n", encoding)
    assert [each.name for each in peek(path).columns] == ["长度", "种类"]
    data = read(path, Choice(("种类",)))
    assert (data.classes, data.x.ravel().tolist()) == (("红", "蓝"), [1.5, 2.5])


def test_gb18030_is_offered_and_not_guessed_in_silence(write: Write) -> None:
    path = write("长度,种类\n1.5,红\n2.5,蓝\n", "gb18030")
    found = peek(path)
    assert found.layout.encoding == "gb18030"
    assert _told(found) == ("it is not UTF-8, and was looked at as gb18030",)
    with pytest.raises(DataError, match=r"mine\.csv is not UTF-8; choose the encoding gb18030"):
        read(path, Choice(("种类",)))
    assert read(path, Choice(("种类",), layout=Layout("gb18030"))).classes == ("红", "蓝")


# -- reading ------------------------------------------------------------------------------------


def test_text_columns_become_one_feature_a_category_and_classes(write: Write) -> None:
    data = read(write(FLOWERS), Choice(("kind",)))
    assert (data.name, data.classes) == ("mine.csv", ("setosa", "virginica"))
    assert data.t.tolist() == [0.0, 0.0, 1.0, 1.0]
    assert data.labels == {"input": ("length", "width", "colour = blue", "colour = red", "colour = white")}
    assert data.x.tolist()[1] == [4.9, 3.0, 1.0, 0.0, 0.0]
    assert data.held is None


def test_columns_are_chosen_by_name_and_numbers_may_be_targets_or_classes(write: Write) -> None:
    path = write("a,b,c,d\n1,2,3,10\n4,5,6,9\n7,8,9,10\n")
    data = read(path, Choice(("c", "a"), inputs=("d",)))
    assert (data.x.tolist(), data.t.tolist()) == ([[10.0], [9.0], [10.0]], [[3, 1], [6, 4], [9, 7]])
    classes = read(path, Choice(("d",), inputs=("a",), categories=("d",)))
    assert (classes.classes, classes.t.tolist()) == (("9", "10"), [1.0, 0.0, 1.0])


def test_columns_without_names_or_with_the_same_are_told_apart(write: Write) -> None:
    assert [each.name for each in peek(write("x,x,,x\n1,2,3,4\n")).columns] == [
        "x",
        "x (2)",
        "column 3",
        "x (3)",
    ]
    assert read(write("1,2\n3,4\n"), Choice(("column 2",))).t.tolist() == [[2.0], [4.0]]


def test_scales_come_from_what_is_learned_from_alone(write: Write) -> None:
    lines = "".join(f"{value},{value % 3},{'ab'[value % 2]}\n" for value in range(20))
    path = write("x,y,c\n" + lines)
    plain = read(path, Choice(("y",), test_share=0.25, seed=3))
    data = read(path, Choice(("y",), scaling="standard", test_share=0.25, seed=3))
    assert data.held is not None
    assert plain.held is not None
    assert (len(data), len(data.held)) == (15, 5)
    np.testing.assert_allclose([data.x[:, 0].mean(), data.x[:, 0].std()], [0, 1], atol=1e-12)
    middle, width = plain.x[:, 0].mean(), plain.x[:, 0].std()
    np.testing.assert_allclose(data.held.x[:, 0], (plain.held.x[:, 0] - middle) / width)
    np.testing.assert_array_equal(data.x[:, 1:], plain.x[:, 1:])  # what is 0 or 1 stays so
    ranged = read(path, Choice(("y",), scaling="min-max", test_share=0.25, seed=3))
    assert (ranged.x[:, 0].min(), ranged.x[:, 0].max()) == (0.0, 1.0)
    assert sorted([*plain.x[:, 0], *plain.held.x[:, 0]]) == list(range(20))
    other = read(path, Choice(("y",), test_share=0.25, seed=4))
    assert (other.x[:, 0] != plain.x[:, 0]).any()


def test_a_column_that_never_changes_is_moved_and_not_divided(write: Write) -> None:
    path = write("x,y\n5,1\n5,2\n")
    for scaling in ("standard", "min-max"):
        assert read(path, Choice(("y",), scaling=scaling)).x.tolist() == [[0.0], [0.0]]


REFUSED = [
    ("x,y\n1,2\nabc,4\n5,6\n", {}, "row 3, column “x”: “abc” is not a number; correct it, choose"),
    ("x,y\n1,2\n3,\n", {}, "row 3, column “y”: a value is missing; fill it in, leave the column out or skip"),
    ("x,y\n1,2\n3,NA\n", {}, "row 3, column “y”: a value is missing"),
    ("x,y\n1,2\n3,4,5\n", {}, "row 3 has 3 cells, expected 2; correct it or skip such rows"),
    ("x,y\n1,2\n\n\n3\n", {}, "row 5 has 1 cells, expected 2"),
    ("x,y\n1,2\n1e999,4\n", {}, "row 3, column “x”: “1e999” is too large"),
    ("x,y\n1,2\n1_000,4\n5,6\n", {}, "row 3, column “x”: “1_000” is not a number"),
    ("x,y\n1,a\n2,a\n", {}, "column “y” has one class only, “a”; there is nothing to tell apart"),
    ("", {}, "mine.csv is empty; expected a table"),
    ("\n \n", {}, "mine.csv is empty; expected a table"),
    ("x,y\n", {}, "mine.csv has no row of values that can be used"),
    ('x,y\n1,2\n"3,4\n5,6\n', {}, "row 3 has 1 cells, expected 2"),
    (b"\x00\x01\x02\xff", {}, "mine.csv is not text; expected a table"),
    (b"PK\x03\x04" + bytes(range(256)), {}, "mine.csv is not text; expected a table"),
    ("x,y\n1,2\n3,4\n5,6\n", {"most": 2}, "mine.csv has more than 2 rows; draw a sample of them, or raise"),
]


@pytest.mark.parametrize(("text", "chosen", "message"), REFUSED)
def test_what_cannot_be_used_is_refused_with_its_place(
    write: Write, text: str | bytes, chosen: dict[str, int], message: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(write(text), Choice(("y",), layout=Layout(header=True), **chosen))
    assert message in str(caught.value)


def test_columns_that_are_not_there_are_told_the_known_ones(write: Write, tmp_path: Path) -> None:
    path = write(FLOWERS)
    with pytest.raises(SettingError, match="has no column “age”; it has: length, width, colour, kind"):
        read(path, Choice(("age",)))
    with pytest.raises(SettingError, match="choose one column of categories as target, or only"):
        read(path, Choice(("kind", "width")))
    with pytest.raises(SettingError, match="has no column left to learn from"):
        read(write("x\n1\n2\n"), Choice(("x",)))
    with pytest.raises(SettingError, match="cannot be both input and target"):
        Choice(("x",), inputs=("x",))
    with pytest.raises(DataError, match=r"nowhere.csv cannot be read: No such file"):
        peek(tmp_path / "nowhere.csv")
    with pytest.raises(DataError, match="cannot be read: Is a directory"):
        peek(tmp_path)


def test_missing_numbers_become_the_mean_of_what_is_learned_from(write: Write) -> None:
    path = write("x,z,y\n1,5,0\n,6,1\n3,,0\n5,NA,1\n,8,1\n6,9,0\n")
    data = read(path, Choice(("y",), fill=True, categories=()))
    np.testing.assert_array_equal(data.x, [[1, 5], [3.75, 6], [3, 7], [5, 7], [3.75, 8], [6, 9]])
    assert [str(note) for note in data.notes] == ["missing values that became the mean of their column: 4"]
    apart = read(path, Choice(("y",), fill=True, categories=(), test_share=0.5, seed=3))
    order = np.random.default_rng(3).permutation(6)
    plain = np.array([[1, 5], [np.nan, 6], [3, np.nan], [5, np.nan], [np.nan, 8], [6, 9]])[order]
    means = np.nanmean(plain[:3], axis=0)
    assert apart.held is not None
    np.testing.assert_array_equal(np.vstack([apart.x, apart.held.x]), np.where(np.isnan(plain), means, plain))


def test_what_has_no_mean_and_missing_targets_are_refused(write: Write) -> None:
    path = write("x,z,y\n1,,0\n2,,1\n")
    with pytest.raises(DataError, match="column “z” has no value to take a mean of; leave it out"):
        read(path, Choice(("y",), ("x", "z"), fill=True, categories=()))
    with pytest.raises(DataError, match="row 3, column “y”: a value is missing"):
        read(write("x,y\n1,0\n2,\n"), Choice(("y",), fill=True, categories=()))
    with pytest.raises(DataError, match="“b” is not a number"):
        read(write("x,y\n1,0\nb,1\n"), Choice(("y",), fill=True, categories=()))


def test_rows_with_a_fault_are_skipped_if_that_was_chosen(write: Write) -> None:
    path = write("x,y\n1,2\nabc,4\n5,\n7,8,9\n10,11\n")
    data = read(path, Choice(("y",), skip=True, categories=()))
    assert (data.x.tolist(), data.t.tolist()) == ([[1.0], [10.0]], [[2.0], [11.0]])
    with pytest.raises(DataError, match="no row of values that can be used"):
        read(write("x,y\na,b\n"), Choice(("y",), skip=True, categories=(), layout=Layout(header=True)))


def test_too_many_categories_are_refused(write: Write) -> None:
    path = write("x,y\n" + "".join(f"{value},word{value}\n" for value in range(101)))
    with pytest.raises(DataError, match="column “y” has more than 100 different texts; leave it out"):
        read(path, Choice(("y",)))
    assert _told(peek(path).columns[1]) == ("more than 100 different texts",)
    long = write("x,y\n1," + "a" * 60 + "b\n2," + "a" * 60 + "c\n")
    assert read(long, Choice(("y",))).t.tolist() == [0.0, 1.0]  # though both are shown alike


def test_of_too_many_rows_a_sample_is_drawn_if_that_was_chosen(write: Write) -> None:
    path = write("x,y\n" + "".join(f"{value},{2 * value}\n" for value in range(3000)))
    data = read(path, Choice(("y",), most=1000, sample=True, seed=5))
    assert len(data) == 1000
    np.testing.assert_array_equal(data.t, 2 * data.x)
    assert len({*data.x.ravel()}) == 1000
    assert data.x.mean() == pytest.approx(1500, abs=90)  # five standard errors of a fair sample
    again = read(path, Choice(("y",), most=1000, sample=True, seed=5))
    np.testing.assert_array_equal(again.x, data.x)


def test_a_long_file_takes_no_more_memory_than_what_is_kept_of_it(write: Write) -> None:
    path = write("x,y\n" + "1,2\n3,4\n" * 100_000)
    tracemalloc.start()
    with pytest.raises(DataError, match="has more than 100000 rows"):
        read(path, Choice(("y",)))
    kept = read(path, Choice(("y",), most=1000, sample=True))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(kept) == 1000
    assert peak < 8_000_000


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(FLOWERS) - 1), piece=st.binary(max_size=4), cut=st.integers(0, 6))
def test_a_file_with_a_damaged_place_is_read_or_refused_in_words(
    write: Write, place: int, piece: bytes, cut: int
) -> None:
    whole = FLOWERS.encode()
    path = write(whole[:place] + piece + whole[place + cut :])
    try:
        found = peek(path)
        data = read(path, Choice((found.columns[-1].name,)))
    except NnError:  # in words; any other error fails the test
        return
    assert 1 <= len(data) <= found.rows
    assert np.isfinite(data.x).all()
    assert np.isfinite(data.t).all()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=2, max_size=8),
    mark=st.sampled_from([(",", "."), (";", "."), (";", ","), ("\t", ",")]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_numbers_come_back_as_they_were_written(
    write: Write, table: list[list[float]], mark: tuple[str, str], encoding: str
) -> None:
    delimiter, decimal = mark
    lines = [delimiter.join(repr(value).replace(".", decimal) for value in row) for row in table]
    path = write("\n".join([delimiter.join("abc"), *lines]), encoding)
    layout = Layout(delimiter=delimiter, decimal=decimal)
    data = read(path, Choice(("c",), categories=(), layout=layout))
    np.testing.assert_array_equal(np.hstack([data.x, data.t]), table)
