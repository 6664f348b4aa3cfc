"""The dialog for data of one's own: what is wrong with a file is said there, and nothing else is touched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnviz.nn import INPUT
from nnviz.session.data import watching
from nnviz.session.data.watching import tell
from nnviz.ui.data.columns_model import KIND, NOTE
from nnviz.ui.data.csv_page import CsvPage
from nnviz.ui.data.dialog import DataDialog
from nnviz.ui.data.images_page import ImagesPage
from nnviz.ui.data.job import Job
from tests.ui.data.files import digit_pair, flowers, idx, written
from tests.ui.person import click

Open = Callable[[Path], DataDialog]


@pytest.fixture
def opened_dialog(qtbot: QtBot) -> Iterator[Open]:
    """Opens dialogs, and waits until their file has been looked at."""
    made = []

    def open_one(path: Path) -> DataDialog:
        dialog = DataDialog(path)
        qtbot.addWidget(dialog)
        made.append(dialog)
        dialog.open()
        dialog.look()
        qtbot.waitUntil(lambda: not dialog.is_busy, timeout=10_000)
        return dialog

    yield open_one
    for dialog in made:
        dialog.reject()
        dialog.reject()


def confirm(qtbot: QtBot, dialog: DataDialog) -> list[object]:
    """Presses Open, and waits; gives what was made."""
    made: list[object] = []
    dialog.made.connect(made.append)
    click(qtbot, dialog.ok)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    return made


# -- what is wrong ------------------------------------------------------------------------------

TABLES = {
    "text in a column of numbers": (
        "x,y\n1,2\n2,3\nthree,4\n",
        "column “x”: correct row 4, choose the column as categories, or leave faulty rows out",
    ),
    "a value that is missing": (
        "x,y\n1,2\n,3\n4,5\n",
        "column “x”: fill in row 3, leave the column out, or leave faulty rows out",
    ),
    "a row that is too short": (
        "x,y\n1,2\n2\n3,4\n",
        "rows that do not have 2 cells: 1; correct them, or leave faulty rows out",
    ),
    "one class": (
        "x,kind\n1,a\n2,a\n3,a\n",
        "mine.csv: column “kind” has one class only, “a”; there is nothing to tell apart, choose another "
        "target",
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_what_is_wrong_with_a_table_is_told_with_its_place_and_can_be_mended(
    qtbot: QtBot, opened_dialog: Open, tmp_path: Path, case: str
) -> None:
    content, expected = TABLES[case]
    dialog = opened_dialog(written(tmp_path, "mine.csv", content))
    if case == "one class":
        assert confirm(qtbot, dialog) == []
    assert dialog.isVisible()
    assert dialog.complaint.text() == expected
    assert dialog.complaint.isVisible()
    assert not dialog.complaint.property("remark")
    assert dialog.ok.toolTip() == dialog.complaint.text()
    assert dialog.ok.isEnabled() == (case == "one class")
    if case == "one class":
        return
    dialog.data_box.skip.setCurrentIndex(1)
    dialog.data_box.skip.activated.emit(1)
    assert expected not in dialog.complaint.text()
    (lesson,) = confirm(qtbot, dialog)
    assert "rows with a fault that are left out: 1" in lesson.text("en")


def test_missing_numbers_are_filled_in_and_how_many_is_told(
    qtbot: QtBot, opened_dialog: Open, tmp_path: Path
) -> None:
    rows = "".join(f"{row},{row % 3},{row % 2}\n" for row in range(1, 12))
    dialog = opened_dialog(written(tmp_path, "mine.csv", "x,z,y\n,2,0\n" + rows))
    box = dialog.data_box
    box.skip.setCurrentIndex(2)
    box.skip.activated.emit(2)
    assert box.skip.currentText() == "fill in the column's mean"
    assert (box.settings()["skip"], box.settings()["fill"]) == (False, True)
    (lesson,) = confirm(qtbot, dialog)
    assert "missing values that became the mean of their column: 1" in lesson.text("en")
    assert lesson.setup.data.settings["fill"] is True


FILES: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "empty.csv is empty; expected a table, one sample a row"),
    "picture.csv": (
        b"\x89PNG\r\n\x1a\n\0\0\xff",
        "picture.csv is not text; expected a table saved as CSV (UTF-8)",
    ),
    "not.npz": (b"PK but no archive", "not.npz cannot be read as .npz: File is not a zip file"),
    "short.gz": (b"\x1f\x8b\x08", "short.gz is damaged or ends too soon: "),
    "head.idx": (b"\0\0\x08\x03\0\0", "head.idx ends within its head of 3 axes"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_none_is_refused_and_nothing_can_be_opened(
    opened_dialog: Open, tmp_path: Path, name: str
) -> None:
    content, expected = FILES[name]
    dialog = opened_dialog(written(tmp_path, name, content))
    assert dialog.complaint.text().startswith(expected)
    assert not dialog.ok.isEnabled()


def test_a_file_that_is_not_there_is_told(opened_dialog: Open, tmp_path: Path) -> None:
    dialog = opened_dialog(tmp_path / "gone.csv")
    assert dialog.complaint.text() == "gone.csv cannot be read: No such file or directory"
    assert not dialog.ok.isEnabled()


def test_images_that_end_too_soon_are_told(qtbot: QtBot, opened_dialog: Open, tmp_path: Path) -> None:
    images = idx(tmp_path / "my-images", np.zeros((100, 4, 4)))
    idx(tmp_path / "my-labels", np.arange(100) % 3)
    images.write_bytes(images.read_bytes()[:-8])
    dialog = opened_dialog(images.rename(tmp_path / "my-images.idx"))
    dialog.page.labels = tmp_path / "my-labels"
    dialog.look()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert confirm(qtbot, dialog) == []
    assert dialog.complaint.text().startswith("my-images.idx ends too soon: expected 1600 bytes")


def test_arrays_that_are_no_pair_are_told(qtbot: QtBot, opened_dialog: Open, tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", x=np.zeros((5, 2)), y=np.arange(4))
    dialog = opened_dialog(tmp_path / "a.npz")
    assert confirm(qtbot, dialog) == []
    assert dialog.complaint.text() == "a.npz: 5 samples of input but 4 of targets"


# -- how it is read -----------------------------------------------------------------------------


def test_another_encoding_and_a_decimal_comma_are_recognised_and_can_be_changed(
    qtbot: QtBot, opened_dialog: Open, tmp_path: Path
) -> None:
    table = "面积;价格\n" + "\n".join(f"{k},5;{2 * k},25" for k in range(20))
    dialog = opened_dialog(written(tmp_path, "房.csv", table.encode("gb18030")))
    page = dialog.page
    assert isinstance(page, CsvPage)
    row = page.layout_row
    found = (row.encoding.value, row.delimiter.value, row.decimal.value, row.header.value)
    assert found == ("gb18030", ";", ",", True)
    assert dialog.complaint.text() == "it is not UTF-8, and was looked at as gb18030"
    assert dialog.complaint.property("remark")  # worth knowing, and no fault
    assert page.preview.model().headerData(0, Qt.Orientation.Horizontal) == "面积\ninput"
    row.encoding.choose("utf-8")
    row.encoding.activated.emit(0)
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.complaint.text().startswith("房.csv is not utf-8; choose another encoding")
    assert row.isEnabled()
    row.encoding.choose("gb18030")
    row.encoding.activated.emit(2)
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.complaint.text() == ""
    (lesson,) = confirm(qtbot, dialog)
    assert lesson.data.labels == {INPUT: ("面积",)}
    values = sorted(lesson.data.scales[INPUT][0].undone(each) for each in lesson.data.x[:, 0])
    assert values[0] % 1 == pytest.approx(0.5)


def test_a_mark_of_byte_order_is_no_part_of_a_name(opened_dialog: Open, tmp_path: Path) -> None:
    dialog = opened_dialog(written(tmp_path, "bom.csv", b"\xef\xbb\xbfx,y\n1,2\n3,4\n"))
    assert [row.column.name for row in dialog.page.model.rows] == ["x", "y"]


def test_what_is_chosen_of_columns_outlives_another_look(
    qtbot: QtBot, opened_dialog: Open, tmp_path: Path
) -> None:
    dialog = opened_dialog(flowers(tmp_path))
    model = dialog.page.model
    assert model.setData(model.index(0, 1), "out")
    dialog.look()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert [row.role for row in model.rows] == ["out", "input", "input", "input", "target"]


def test_a_column_that_counts_the_rows_is_left_out_and_whole_numbers_may_be_classes(
    opened_dialog: Open, tmp_path: Path
) -> None:
    table = "id,x,label\n" + "\n".join(f"{k},{k / 7:.3f},{k % 3}" for k in range(60))
    dialog = opened_dialog(written(tmp_path, "mine.csv", table))
    rows = [(row.role, row.kind) for row in dialog.page.model.rows]
    assert rows == [("out", "numbers"), ("input", "numbers"), ("target", "categories")]
    assert dialog.network_box.words.text() == "1 → 8 → 3, softmax, cross-entropy, Adam"
    assert not dialog.data_box.target_scaling.isEnabled()


# -- large files --------------------------------------------------------------------------------


def test_more_rows_than_the_limit_are_refused_or_drawn_and_told(
    qtbot: QtBot, opened_dialog: Open, tmp_path: Path
) -> None:
    table = "x,y\n" + "\n".join(f"{k},{2 * k}" for k in range(500))
    dialog = opened_dialog(written(tmp_path, "long.csv", table))
    dialog.data_box.most.setValue(100)
    assert confirm(qtbot, dialog) == []
    told = "long.csv has more than 100 rows; draw a sample of them, or raise the limit"
    assert dialog.complaint.text() == told
    dialog.data_box.sample.setCurrentIndex(1)
    dialog.data_box.sample.activated.emit(1)
    (lesson,) = confirm(qtbot, dialog)
    assert "100 of 500 rows were drawn" in lesson.text("en")


class Slow:
    """Lets a reading go on only when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()
        self._tell = tell
        monkeypatch.setattr(watching, "tell", self)

    def __call__(self, done: float, whole: float) -> None:
        self.reached.set()
        self.go_on.wait(10)
        self._tell(done, whole)


def test_reading_does_not_hold_up_the_window_and_can_be_cancelled(
    qtbot: QtBot, opened_dialog: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "x,y\n" + "\n".join(f"{k},{2 * k}" for k in range(5000))
    dialog = opened_dialog(written(tmp_path, "long.csv", table))
    slow = Slow(monkeypatch)
    made: list[object] = []
    dialog.made.connect(made.append)
    click(qtbot, dialog.ok)
    qtbot.waitUntil(slow.reached.is_set)
    qtbot.waitUntil(dialog.progress.bar.isVisible)
    assert dialog.is_busy
    assert not dialog.ok.isEnabled()
    assert not dialog.page.isEnabled()
    slow_job = dialog._job
    assert slow_job is not None
    slow_job.requestInterruption()
    slow.go_on.set()
    dialog.buttons.rejected.emit()
    assert not dialog.is_busy
    assert not dialog.progress.bar.isVisible()
    assert dialog.isVisible()
    assert dialog.ok.isEnabled()
    assert made == []
    (lesson,) = confirm(qtbot, dialog)
    assert len(lesson.data) == 4000


def test_closing_the_dialog_ends_the_reading(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "long.csv", "x,y\n" + "1,2\n" * 5000)
    slow = Slow(monkeypatch)
    dialog = DataDialog(path)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.look()
    qtbot.waitUntil(slow.reached.is_set)
    slow.go_on.set()
    dialog.reject()
    assert not dialog.isVisible()
    assert not dialog.is_busy
    assert not any(job.isRunning() for job in dialog.findChildren(Job))


def test_how_far_a_reading_is_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    def work() -> str:
        for done in range(101):
            tell(done, 100)
        return "done"

    job = Job(work)
    shares: list[float] = []
    job.told.connect(shares.append)
    with qtbot.waitSignal(job.done) as found:
        job.start()
    job.stop()
    assert found.args == ["done"]
    assert shares[-1] == 1.0
    assert shares == sorted(shares)


def test_remarks_on_columns_are_seen_without_scrolling_and_told_below(
    opened_dialog: Open, tmp_path: Path
) -> None:
    dialog = opened_dialog(written(tmp_path, "mine.csv", "x,y\n1,2\n2,3\nthree,4\n"))
    dialog.resize(1000, 640)
    page = dialog.page
    assert isinstance(page, CsvPage)
    table = page.columns
    end = table.columnViewportPosition(NOTE) + table.columnWidth(NOTE)
    assert end <= table.viewport().width()
    assert table.columnWidth(NOTE) >= table.fontMetrics().horizontalAdvance("row 4: “three” is not a number")
    assert dialog.complaint.isVisible()
    assert dialog.complaint.text() == (
        "column “x”: correct row 4, choose the column as categories, or leave faulty rows out"
    )
    assert not dialog.ok.isEnabled()
    assert tinted(page) == {(2, 0)}
    page.model.setData(page.model.index(0, KIND), "categories")
    assert not dialog.complaint.isVisible()
    assert dialog.ok.isEnabled()
    assert tinted(page) == set()


def tinted(page: CsvPage) -> set[tuple[int, int]]:
    """The cells of the first rows that stand on another ground, by row and column."""
    cells = page.preview.model()
    return {
        (row, column)
        for row in range(cells.rowCount())
        for column in range(cells.columnCount())
        if cells.index(row, column).data(Qt.ItemDataRole.BackgroundRole) is not None
    }


def test_no_header_of_the_columns_is_cut_off_however_narrow_the_dialog_is(
    opened_dialog: Open, tmp_path: Path
) -> None:
    dialog = opened_dialog(flowers(tmp_path))
    dialog.resize(dialog.minimumSizeHint())
    page = dialog.page
    assert isinstance(page, CsvPage)
    header = page.columns.horizontalHeader()
    for section in range(header.count()):
        assert header.sectionSize(section) >= header.sectionSizeHint(section)


def test_all_fields_stand_in_two_columns_of_one_width(opened_dialog: Open, tmp_path: Path) -> None:
    dialog = opened_dialog(flowers(tmp_path))
    fields = (dialog.network_box.activation, dialog.network_box.seed, dialog.data_box.sample)
    lefts = {field.mapTo(dialog, field.rect().topLeft()).x() for field in fields}
    assert len(lefts) == 1
    assert len({field.width() for field in (*fields, dialog.network_box.hidden, dialog.data_box.skip)}) == 1


def test_what_images_lead_to_is_known_before_they_are_opened(opened_dialog: Open, tmp_path: Path) -> None:
    dialog = opened_dialog(digit_pair(tmp_path)[0])
    assert dialog.network_box.words.text() == "6 × 6 → 6 kernels → 2, softmax, cross-entropy, Adam"
    assert dialog.network_box.task.text() == "Classification: 2 classes"
    page = dialog.page
    assert isinstance(page, ImagesPage)
    assert page.preview.count() == 60
