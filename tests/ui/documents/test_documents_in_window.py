"""Documents in the window: saved, opened, asked about, and found again after a crash."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from nnviz.session import commands
from nnviz.session.document import read
from nnviz.session.edits import Edit
from nnviz.session.setup import Part, Setup
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.documents.backup import left_behind
from nnviz.ui.documents.desk import Documents
from nnviz.ui.documents.questions import RestoreQuestion, UnsavedQuestion
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, press
from tests.ui.test_saving import small_disk

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

MOONS = Setup(
    Part("moons", {"points": 40}),
    (
        Part("Dense", {"units": 4}),
        Part("Tanh"),
        Part("Dropout"),
        Part("Dense", {"units": 1}),
        Part("Sigmoid"),
    ),
    Part("BinaryCrossEntropy"),
    Part("Adam", {"learning_rate": 0.01}),
    seed=4,
    batch_size=8,
    shuffle=True,
)


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    return opened(MOONS)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder for copies of what is not saved."""
    folder = tmp_path / "state" / "unsaved"
    monkeypatch.setattr("nnviz.ui.documents.desk.usual_folder", lambda: folder)
    return folder


def train(qtbot: QtBot, window: MainWindow, epochs: int) -> None:
    assert window.status is not None
    wanted = window.status.epochs + epochs
    window.asked.emit(commands.TrainEpochs(epochs))
    qtbot.waitUntil(lambda: window.status.epochs == wanted and not window.status.running, timeout=20_000)
    qtbot.waitUntil(lambda: not window.shown.live and window.shown.pass_index == window.status.passes - 1)


def save(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Saves under a name that is chosen in the dialog."""
    window.document_menu.save_as.trigger()
    dialog = window.documents.dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(lambda: window.documents.path == path and not window.isWindowModified(), timeout=10_000)


def open_(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    before = window.shown.stage if window.shown else None
    window.documents.open(path)
    qtbot.waitUntil(lambda: window.shown.stage is not before and not window.shown.live, timeout=10_000)
    qtbot.waitUntil(lambda: window.documents.path == path)


def edit(qtbot: QtBot, window: MainWindow, value: float) -> None:
    window.desk.change(Edit("dense_1", "W", (0, 0), value))
    qtbot.waitUntil(lambda: window.shown.arrays["dense_1"]["W"][0, 0] != 0 and window.isWindowModified())


def numbers(window: MainWindow) -> dict[str, bytes]:
    arrays = window.shown.arrays
    return {f"{name}.{key}": a.tobytes() for name, found in arrays.items() for key, a in found.items()}


def active(qtbot: QtBot, window: MainWindow) -> None:
    """Gives the window the keys back that a dialog had."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def question(window: MainWindow) -> UnsavedQuestion:
    found = window.documents.question
    assert isinstance(found, UnsavedQuestion)
    return found


# -- saving and opening -------------------------------------------------------------------------


def test_what_is_saved_opens_as_it_was_and_goes_on_to_the_same_numbers(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    train(qtbot, window, 5)
    window.canvas.set_mode(ColourMode.ACTIVATIONS)
    window.panels["norms"].hide()
    save(qtbot, window, tmp_path / "moons.nnviz")
    assert window.windowTitle() == "moons[*] · nnviz"
    saved = numbers(window)
    curve = window.loss_plot.curves[0].series.values.copy()
    train(qtbot, window, 10)
    gone_on = numbers(window)
    assert window.isWindowModified()
    window.director.open(window.director.catalogue.lesson("xor"))
    question(window).discard.click()
    qtbot.waitUntil(lambda: "dense_3" in window.shown.arrays, timeout=10_000)
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("XOR")
    window.panels["norms"].show()
    window.canvas.set_mode(ColourMode.WEIGHTS)

    open_(qtbot, window, tmp_path / "moons.nnviz")
    assert numbers(window) == saved
    assert window.windowTitle() == "moons[*] · nnviz"
    assert not window.isWindowModified()
    assert window.canvas.mode is ColourMode.ACTIVATIONS
    assert not window.panels["norms"].isVisible()
    qtbot.waitUntil(lambda: len(window.loss_plot.curves[0].series) == 5)
    assert np.array_equal(window.loss_plot.curves[0].series.values, curve)
    train(qtbot, window, 10)
    assert numbers(window) == gone_on
    assert [*window.loss_plot.curves[0].series.epochs] == [*range(1, 16)]


def test_reset_begins_with_the_first_weights_and_not_with_those_that_were_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    first = numbers(window)
    train(qtbot, window, 2)
    save(qtbot, window, tmp_path / "a.nnviz")
    open_(qtbot, window, tmp_path / "a.nnviz")
    window.actions_.reset.trigger()
    qtbot.waitUntil(lambda: window.status.passes == 0 and window.shown.position == 0, timeout=10_000)
    assert numbers(window)["dense_1.W"] == first["dense_1.W"]


def test_a_run_that_goes_on_is_saved_without_being_stopped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.asked.emit(commands.Play())
    qtbot.waitUntil(lambda: window.status.running and window.status.epochs > 2, timeout=10_000)
    window.document_menu.save_as.trigger()
    window.documents.dialog.fileSelected.emit(str(tmp_path / "a.nnviz"))
    window.documents.dialog.reject()
    qtbot.waitUntil(lambda: (tmp_path / "a.nnviz").exists(), timeout=10_000)
    assert window.status.running
    qtbot.waitUntil(window.isWindowModified, timeout=10_000)
    window.asked.emit(commands.Pause())
    qtbot.waitUntil(lambda: not window.status.running)
    assert read(tmp_path / "a.nnviz").standing.ahead == 1


def test_keys_save_and_open(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    press(qtbot, window, Qt.Key.Key_S, CONTROL)  # there is no file yet
    dialog = window.documents.dialog
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("test.nnviz")
    dialog.fileSelected.emit(str(tmp_path / "a.nnviz"))
    dialog.reject()
    qtbot.waitUntil(lambda: window.documents.path is not None)
    train(qtbot, window, 1)
    active(qtbot, window)
    press(qtbot, window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert window.documents.dialog is None
    assert read(tmp_path / "a.nnviz").standing.start.leaves["passes"] == 4
    for key, *held in ((Qt.Key.Key_S, CONTROL, SHIFT), (Qt.Key.Key_O, CONTROL)):
        active(qtbot, window)
        press(qtbot, window, key, *held)
        assert window.documents.dialog is not None
        window.documents.dialog.reject()


def test_a_document_can_be_dropped(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    save(qtbot, window, tmp_path / "a.nnviz")
    window.documents.begin()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.nnviz"))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, button, none))
    qtbot.waitUntil(lambda: window.documents.path == tmp_path / "a.nnviz", timeout=10_000)


def test_recent_documents_are_listed_and_forgotten(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    menu = window.document_menu
    assert not menu.recent.isEnabled()
    for name in ("a", "b", "a"):
        save(qtbot, window, tmp_path / f"{name}.nnviz")
    entries = [action.text() for action in menu.recent.actions() if not action.isSeparator()]
    assert entries == ["a", "b", "Clear This List"]
    menu.recent.actions()[1].trigger()
    qtbot.waitUntil(lambda: window.documents.title == "b", timeout=10_000)
    menu.recent.actions()[-1].trigger()
    assert not menu.recent.isEnabled()
    assert window.settings.recent_documents == []


@pytest.mark.parametrize("bad", [b"", b"x" * 100, (2**50).to_bytes(8, "little") + b"{}"])
def test_what_is_no_document_is_refused_and_what_is_open_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, bad: bytes
) -> None:
    train(qtbot, window, 1)
    stage, before = window.shown.stage, numbers(window)
    (tmp_path / "bad.nnviz").write_bytes(bad)
    window.documents.open(tmp_path / "bad.nnviz")
    qtbot.waitUntil(lambda: window.documents.complaint is not None, timeout=10_000)
    assert window.documents.complaint.text().startswith("bad.nnviz cannot be opened: ")
    window.documents.complaint.reject()
    assert window.shown.stage is stage
    assert numbers(window) == before
    assert window.documents.path is None


def test_data_of_ones_own_that_have_moved_are_asked_for(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    rows = "\n".join(f"{x},{x * x}" for x in range(20))
    (tmp_path / "data.csv").write_text(f"x,y\n{rows}\n")
    settings = {"file": str(tmp_path / "data.csv"), "inputs": ["x"], "targets": ["y"]}
    window = opened(
        Setup(
            Part("csv", settings),
            (Part("Dense", {"units": 1}),),
            Part("MSE"),
            Part("SGD", {"learning_rate": 0.01}),
        )
    )
    save(qtbot, window, tmp_path / "a.nnviz")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "data.csv").rename(tmp_path / "elsewhere" / "other.csv")
    window.documents.open(tmp_path / "a.nnviz")
    qtbot.waitUntil(lambda: window.documents.dialog is not None, timeout=10_000)
    dialog = window.documents.dialog
    assert dialog.windowTitle() == "data.csv is not where the document has it. Where is it?"
    stage = window.shown.stage
    dialog.fileSelected.emit(str(tmp_path / "elsewhere" / "other.csv"))
    dialog.reject()
    qtbot.waitUntil(lambda: window.shown.stage is not stage, timeout=10_000)


# -- what cannot be written ---------------------------------------------------------------------


def test_a_save_that_fails_says_why_and_leaves_the_file_whole(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "a.nnviz"
    save(qtbot, window, path)
    before = path.read_bytes()
    train(qtbot, window, 3)
    with small_disk():
        window.documents.save()
        qtbot.waitUntil(lambda: window.documents.complaint is not None, timeout=10_000)
    assert window.documents.complaint.text().startswith(f"{path} was not saved: ")
    window.documents.complaint.reject()
    assert path.read_bytes() == before
    assert window.isWindowModified()
    assert [each.name for each in tmp_path.glob("a*")] == ["a.nnviz"]


def test_a_folder_that_has_gone_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    save(qtbot, window, folder / "a.nnviz")
    (folder / "a.nnviz").unlink()
    folder.rmdir()
    window.documents.save()
    qtbot.waitUntil(lambda: window.documents.complaint is not None, timeout=10_000)
    window.documents.complaint.reject()
    folder.mkdir()
    window.documents.save()
    qtbot.waitUntil((folder / "a.nnviz").exists, timeout=10_000)


# -- what is not saved --------------------------------------------------------------------------


def test_a_lesson_that_is_trained_and_closed_asks_nothing(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window, 3)
    assert window.windowTitle() == "Test · nnviz"
    assert window.close()
    assert window.documents.question is None


def test_cancel_keeps_the_window_open_and_not_saving_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    edit(qtbot, window, 0.75)
    assert window.windowTitle() == "Test[*] · nnviz"
    assert not window.close()
    question(window).cancel.click()
    assert window.isVisible()
    assert not window.close()
    question(window).discard.click()
    assert not window.isVisible()


def test_saving_before_closing_writes_and_closes(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.nnviz"
    save(qtbot, window, path)
    edit(qtbot, window, 0.75)
    assert not window.close()
    question(window).save.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    (made,) = read(path).standing.edits.values()
    assert made == (Edit("dense_1", "W", (0, 0), 0.75),)


def test_leaving_for_a_lesson_asks_and_cancel_stays(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    save(qtbot, window, tmp_path / "a.nnviz")
    window.asked.emit(commands.SetLearningRate(0.5))
    assert window.isWindowModified()
    lesson = window.director.lesson
    window.director.move(1)
    window.director.open(window.director.catalogue.lesson("xor"))
    question(window).cancel.click()
    assert window.director.lesson is lesson
    assert window.documents.path == tmp_path / "a.nnviz"


# -- copies -------------------------------------------------------------------------------------


def test_what_was_not_saved_is_restored_after_a_crash(
    qtbot: QtBot, kept: Path, opened: Opener, tmp_path: Path
) -> None:
    window = opened(MOONS)
    path = tmp_path / "a.nnviz"
    save(qtbot, window, path)
    train(qtbot, window, 3)
    window.documents.keep_copy()
    qtbot.waitUntil(lambda: len([*kept.glob("*.nnviz")]) == 1, timeout=10_000)
    assert left_behind(kept) == []  # its program is still there
    before = numbers(window)
    window.documents.backup._kept.lock.unlock()  # as a program does that is gone

    again = opened()
    again.documents.offer_copy()
    asked = again.documents.question
    assert isinstance(asked, RestoreQuestion)
    assert asked.text().startswith("Unsaved work from ")
    stage = again.shown.stage
    asked.restore.click()
    qtbot.waitUntil(lambda: again.shown.stage is not stage, timeout=10_000)
    assert numbers(again) == before
    assert again.documents.path == path
    assert again.isWindowModified()
    again.documents.save()
    qtbot.waitUntil(lambda: not again.isWindowModified(), timeout=10_000)
    assert [*kept.iterdir()] == []
    assert read(path).standing.start.leaves["passes"] == 14


def test_a_copy_can_be_discarded(qtbot: QtBot, kept: Path, opened: Opener) -> None:
    kept.mkdir(parents=True)
    (kept / "1.nnviz").write_bytes(b"whatever")
    window = opened()
    window.documents.offer_copy()
    assert isinstance(window.documents.question, RestoreQuestion)
    window.documents.question.discard.click()
    assert [*kept.iterdir()] == []
    window.documents.offer_copy()
    assert window.documents.question is None


def test_no_copy_is_kept_of_what_nobody_changed_or_twice_of_the_same(
    qtbot: QtBot, kept: Path, opened: Opener
) -> None:
    window = opened(MOONS)
    train(qtbot, window, 1)
    window.documents.keep_copy()
    edit(qtbot, window, 0.5)
    window.documents.keep_copy()
    qtbot.waitUntil(lambda: len([*kept.glob("*.nnviz")]) == 1, timeout=10_000)
    (file,) = kept.glob("*.nnviz")
    file.unlink()
    window.documents.keep_copy()
    window.close()
    question(window).discard.click()
    assert [*kept.iterdir()] == []


def test_saving_does_not_hold_the_window_up_for_long(qtbot: QtBot, kept: Path, opened: Opener) -> None:
    assert Documents  # the clock of the copies is on
    window = opened(MOONS)
    assert window.documents._clock.isActive()
    assert window.documents._clock.interval() == 60_000
