"""The desk at which documents are opened and saved, which asks before anything is lost.

The run gives itself as bytes and takes itself out of a file in its own thread; here they only meet the disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileInfo, QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from nnviz.session import commands
from nnviz.session.answers import Answer, GivenUp, Loaded, Missing, Refused, Saved
from nnviz.session.opening import Opening
from nnviz.ui.documents.backup import EVERY_MS, Backup, Left, left_behind, usual_folder
from nnviz.ui.documents.changes import FOR_BOTH, Changes
from nnviz.ui.documents.document_lesson import document_lesson, name_of
from nnviz.ui.documents.endings import ENDING
from nnviz.ui.documents.questions import RestoreQuestion, UnsavedQuestion
from nnviz.ui.file_dialog import file_dialog
from nnviz.ui.language import translate_reason
from nnviz.ui.lessons.showing import as_shown
from nnviz.ui.warning import warning
from nnviz.ui.whole_file import write

if TYPE_CHECKING:
    from nnviz.session.status import Status
    from nnviz.ui.window import MainWindow

MOST_RECENT = 8
"""How many documents are remembered."""

Act = Callable[[], object]


class Documents(QObject):
    """Opens and saves documents in one window.

    Args:
        window: the window.
        kept: the folder for copies of what is not saved; the usual one if None.

    Attributes:
        path: the file of what is open, or None if it has none.
        changes: whether there is something that is not saved.
        dialog: the dialog that asks for a file, while it is open.
        question: what is asked, and complaint what was wrong last, while they are told.

    Signals:
        asked: a command for the run.
        done: a sentence on what has been done.
        named: what is open is called otherwise, or is saved or not saved as it was not before.
        recent_changed: the documents that can be opened again, as paths.
    """

    asked = Signal(object)
    done = Signal(str)
    named = Signal()
    recent_changed = Signal(list)

    def __init__(self, window: MainWindow, kept: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self.path: Path | None = None
        self.changes = Changes()
        self.dialog: QFileDialog | None = None
        self.question: UnsavedQuestion | RestoreQuestion | None = None
        self.complaint: QMessageBox | None = None
        self._waiting: deque[Callable[[Answer], None]] = deque()
        self._may_close = self._was_unsaved = False
        self._kept_folder = kept or usual_folder()
        self.backup = Backup(self._kept_folder, self)
        self._copied: object = None
        self._clock = QTimer(self, interval=EVERY_MS)
        self._clock.timeout.connect(self.keep_copy)
        self._clock.start()

    @property
    def title(self) -> str:
        """What is open is called; empty if only a lesson has a name."""
        return self.path.stem if self.path else ""

    @property
    def has_mark(self) -> bool:
        """Whether the title of the window tells if something is not saved."""
        return self.path is not None or self.changes.unsaved

    # -- what comes in --------------------------------------------------------------------------

    def take(self, answers: tuple[Answer, ...], status: Status) -> None:
        """Takes in what has come of the commands, and how the run stands."""
        self.changes.passes = status.passes
        for answer in answers:
            self._waiting.popleft()(answer)
        self._tell()

    def note(self, command: object) -> None:
        """A command goes to the run."""
        if not self._is_of_second(command):
            self.changes.note(command)
            self._tell()

    def note_by_hand(self, command: object) -> None:
        """A command comes from where a person changes the network."""
        if not self._is_of_second(command):
            self.changes.note_by_hand(command)
            self._tell()

    def _is_of_second(self, command: object) -> bool:
        """Whether it is only for the second of two networks that are compared, which is never saved."""
        comparison = self._window.status.comparison if self._window.status else None
        return comparison is not None and comparison.chosen == 1 and not isinstance(command, FOR_BOTH)

    def touch(self) -> None:
        """Something has been changed by hand."""
        self.changes.touch()
        self._tell()

    def begin(self) -> None:
        """Another lesson has been turned to."""
        self.path = None
        self.changes.begin()
        self.backup.clear()
        self.named.emit()

    def _tell(self) -> None:
        if self.changes.unsaved != self._was_unsaved:
            self._was_unsaved = self.changes.unsaved
            self.named.emit()

    def _send(self, command: commands.Command, take: Callable[[Answer], None]) -> None:
        """Sends a command to the run, whose answer somebody waits for."""
        self._waiting.append(take)
        self.asked.emit(command)

    # -- saving ---------------------------------------------------------------------------------

    def save(self, then: Act | None = None) -> None:
        """Saves what is open in its file; what has none asks for one."""
        if self.path is None:
            self.save_as(then)
        else:
            self._save_in(self.path, then)

    def save_as(self, then: Act | None = None) -> None:
        """Asks for a file, and saves what is open there."""
        dialog = self._ask(self.tr("Save As"), saves=True)
        if dialog is None:
            return
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.selectFile(f"{self.title or self._window.director.lesson.name}{ENDING}")
        dialog.fileSelected.connect(lambda path: self._save_in(Path(path).absolute(), then))
        dialog.open()

    def _wish(self, title: str, folder: Path, origin: str = "") -> commands.Save:
        return commands.Save(as_shown(self._window, Opening()), title, folder, origin)

    def _save_in(self, path: Path, then: Act | None = None) -> None:
        self._send(self._wish(path.stem, path.parent), partial(self._write, path, then))

    def _write(self, path: Path, then: Act | None, answer: Answer) -> None:
        title, place = self.tr("Save"), QDir.toNativeSeparators(str(path))
        if isinstance(answer, GivenUp):
            self.done.emit(self.tr("{0} was not saved, since that was stopped").format(place))
            return
        if not isinstance(answer, Saved):
            assert isinstance(answer, Refused)
            self._complain(title, self._not_saved(place, translate_reason(answer.reason)))
            return
        try:
            write(answer.data, str(path))
        except OSError as error:
            self._complain(title, self._not_saved(place, str(error).rstrip(".")), self._advice())
            return
        self._belong(path, answer.passes)
        self.done.emit(self.tr("Saved as {0}").format(place))
        if then is not None:
            then()

    def _not_saved(self, place: str, reason: str) -> str:
        return self.tr("{0} was not saved: {1}.").format(place, reason)

    def _advice(self) -> str:
        return self.tr(
            "Choose a folder that you may write to, or make room on the disk, and save again. "
            "A file that was there before is as it was."
        )

    def _belong(self, path: Path, passes: int) -> None:
        """What is open is in a file from now on, as it was after so many passes."""
        self.path = path
        self.changes.saved(passes)
        self.backup.clear()
        self._remember(path)
        self.named.emit()
        self._tell()

    # -- opening --------------------------------------------------------------------------------

    def ask(self) -> None:
        """Asks for a document to open."""
        if dialog := self._ask(self.tr("Open")):
            dialog.fileSelected.connect(lambda path: self.open(Path(path)))
            dialog.open()

    def _ask(self, title: str, saves: bool = False) -> QFileDialog | None:
        """A dialog for a document, unless there is one."""
        if self.dialog is not None:
            return None
        folder = self.path.parent if self.path else next(iter(self._window.settings.recent_documents), None)
        start = str(folder if self.path else folder.parent if folder else QDir.homePath())
        self.dialog = dialog = file_dialog(self._window, title, start, saves)
        dialog.setNameFilters([self.tr("nnviz documents ({0})").format(f"*{ENDING}")])
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        return dialog

    def open(self, path: Path) -> None:
        """Leaves what is open for a document, unless something that is not saved is to be kept."""
        self.leave(partial(self._load, path.absolute(), {}))

    def open_again(self, place: int) -> None:
        """Opens one of the recent documents, from 0."""
        self.open(self._window.settings.recent_documents[place])

    def _load(self, path: Path, places: Mapping[str, Path], left: Left | None = None) -> None:
        command = commands.OpenDocument(name_of(path), path, places)
        self._send(command, partial(self._loaded, path, places, left))

    def _loaded(self, path: Path, places: Mapping[str, Path], left: Left | None, answer: Answer) -> None:
        match answer:
            case Missing(named):
                self._ask_for(named, lambda found: self._load(path, {**places, named: found}, left))
            case Refused() | GivenUp():
                if isinstance(answer, Refused):
                    self._complain(self.tr("Open"), translate_reason(answer.reason))
                if left is not None:
                    left.lock.unlock()
            case Loaded() if left is not None:
                self._restored(answer, left)
            case Loaded(document, passes):
                self._window.director.turn_to(document_lesson(document, path, path))
                self._belong(path, passes)

    def _ask_for(self, named: str, then: Callable[[Path], None]) -> None:
        """Asks where a file is that a document has elsewhere."""
        if self.dialog is not None:
            return
        name = named.replace("\\", "/").rsplit("/", 1)[-1]
        title = self.tr("{0} is not where the document has it. Where is it?").format(name)
        self.dialog = dialog = file_dialog(self._window, title, QDir.homePath())
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        self.done.emit(title)
        dialog.open()

    # -- leaving --------------------------------------------------------------------------------

    def leave(self, go: Act) -> None:
        """Does what leaves what is open, after asking if that is not saved."""
        if not self.changes.unsaved:
            go()
            return
        if self.question is not None:
            return
        name = self.title or self._window.director.lesson.title(self._window.language.code)
        self.question = question = UnsavedQuestion(name, self._window)
        question.save_chosen.connect(lambda: self.save(go))
        question.discard_chosen.connect(lambda: self._discard(go))
        question.finished.connect(lambda _: setattr(self, "question", None))
        question.open()

    def _discard(self, go: Act) -> None:
        self.changes.saved(self.changes.passes)
        go()

    def may_close(self) -> bool:
        """Whether the window may be closed now; otherwise a person is asked, and it closes later."""
        if self.changes.unsaved and not self._may_close:
            self.leave(self._close)
            return False
        self._clock.stop()
        self.backup.clear()
        return True

    def _close(self) -> None:
        self._may_close = True
        self._window.close()

    # -- copies ---------------------------------------------------------------------------------

    def keep_copy(self) -> None:
        """Keeps a copy of what is not saved, unless that has been done."""
        present = self.changes.count, self.changes.passes
        if self.changes.unsaved and present != self._copied and not self._waiting:
            self._copied = present
            title = self.title or self._window.director.lesson.title(self._window.language.code)
            self._send(self._wish(title, self._kept_folder, str(self.path or "")), self._copy)

    def _copy(self, answer: Answer) -> None:
        if isinstance(answer, Saved) and self.changes.unsaved:
            self.backup.write(answer.data)

    def offer_copy(self) -> None:
        """Asks what is to become of what was not saved when nnviz ended unexpectedly."""
        found = left_behind(self._kept_folder)
        for other in found[1:]:
            other.lock.unlock()
        if not found:
            return
        left = found[0]
        time = QFileInfo(str(left.file)).lastModified()
        kept = QLocale(self._window.language.code).toString(time, QLocale.FormatType.ShortFormat)
        self.question = question = RestoreQuestion(kept, self._window)
        question.restore_chosen.connect(lambda: self._load(left.file, {}, left))
        question.discard_chosen.connect(left.discard)
        question.finished.connect(lambda _: setattr(self, "question", None))
        question.open()

    def _restored(self, loaded: Loaded, left: Left) -> None:
        """What was not saved is open again, and is not saved."""
        path = Path(loaded.document.origin) if loaded.document.origin else None
        self._window.director.turn_to(document_lesson(loaded.document, left.file, path))
        self.path = path
        self.backup.adopt(left)
        self.touch()
        self.named.emit()

    # -- what is told ---------------------------------------------------------------------------

    def _remember(self, path: Path) -> None:
        others = [other for other in self._window.settings.recent_documents if other != path]
        self._window.settings.recent_documents = [path, *others][:MOST_RECENT]
        self.tell_recent()

    def forget_recent(self) -> None:
        """Forgets which documents were opened."""
        self._window.settings.recent_documents = []
        self.tell_recent()

    def forget(self, place: int) -> None:
        """Forgets that one of the recent documents was opened, from 0."""
        paths = self._window.settings.recent_documents
        self._window.settings.recent_documents = [*paths[:place], *paths[place + 1 :]]
        self.tell_recent()

    def tell_recent(self) -> None:
        """Tells which documents can be opened again."""
        self.recent_changed.emit(self._window.settings.recent_documents)

    def _complain(self, title: str, text: str, advice: str = "") -> None:
        self.complaint = warning(self._window, title, text, advice)
        self.complaint.finished.connect(lambda _: setattr(self, "complaint", None))
