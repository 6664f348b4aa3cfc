"""The desk at which data of one's own are opened: asks for a file, for what is made of it, and opens the run.

What was opened is remembered with all choices, and opened again as it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtWidgets import QFileDialog

from nnviz.nn import DataError
from nnviz.session.own import Own
from nnviz.ui.data.endings import ENDINGS
from nnviz.ui.file_dialog import file_dialog

if TYPE_CHECKING:
    from nnviz.ui.data.dialog import DataDialog
    from nnviz.ui.data.own_lesson import OwnLesson
    from nnviz.ui.window import MainWindow

MOST_RECENT = 8
"""How many are remembered."""


class DataDesk(QObject):
    """Opens data in one window.

    Attributes:
        dialog: the dialog for a file, while there is one.
        asking: the dialog that asks for a file, while it is open.

    Signals:
        opened: an :class:`OwnLesson` to turn to.
        refused: why a file cannot be opened, a :class:`Phrase`.
        recent_changed: what can be opened again, as pairs of a name and where the file is.
    """

    opened = Signal(object)
    refused = Signal(object)
    recent_changed = Signal(list)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._lessons: dict[str, OwnLesson] = {}
        self.dialog: DataDialog | None = None
        self.asking: QFileDialog | None = None

    # -- opening --------------------------------------------------------------------------------

    def ask(self) -> None:
        """Asks for a file."""
        if self.asking is not None or self.dialog is not None:
            return
        self.asking = dialog = file_dialog(self._window, self.tr("Open Data"), self._folder())
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        dialog.setNameFilters([self.tr("Data ({0})").format(f"{kinds} *ubyte"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.finished.connect(lambda _: setattr(self, "asking", None))
        dialog.open()

    def _folder(self) -> str:
        """The folder of what was opened last, if it is still there."""
        folders = [str(own.path.parent) for own in self._remembered()[:1]]
        return next((folder for folder in folders if QDir(folder).exists()), QDir.homePath())

    def open(self, path: Path) -> None:
        """Lets a person choose what is made of a file."""
        if dialog := self._make(path.absolute(), None):
            dialog.open()
            dialog.look()

    def _make(self, path: Path, own: Own | None) -> DataDialog | None:
        if self.dialog is not None:
            return None
        from nnviz.ui.data.dialog import DataDialog

        self.dialog = dialog = DataDialog(path, own, self._window)
        dialog.made.connect(self._take)
        dialog.finished.connect(self._forget_dialog)
        return dialog

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _take(self, lesson: OwnLesson) -> None:
        lesson = self._lessons.setdefault(lesson.name, lesson)
        assert lesson.own is not None
        self._remember(lesson.own)
        self.opened.emit(lesson)

    # -- opening again --------------------------------------------------------------------------

    def _remembered(self) -> list[Own]:
        found = []
        for plain in self._window.settings.recent_data:
            try:
                found.append(Own.from_plain(plain))
            except DataError:
                continue
        return found

    def _remember(self, own: Own) -> None:
        """Puts what was opened first; of the same choices the newest is kept."""
        others = [other for other in self._remembered() if _without_content(other) != _without_content(own)]
        self._window.settings.recent_data = [each.as_plain() for each in (own, *others)][:MOST_RECENT]
        self.tell_recent()

    def tell_recent(self) -> None:
        """Tells what can be opened again."""
        self.recent_changed.emit(self.recent())

    def recent(self) -> list[tuple[str, str]]:
        """What can be opened again, each by its name and where the file is."""
        return [(own.path.name, str(own.path)) for own in self._remembered()]

    def forget(self, place: int) -> None:
        """Forgets that something was opened, counted from 0."""
        kept = self._remembered()
        del kept[place]
        self._window.settings.recent_data = [each.as_plain() for each in kept]
        self.tell_recent()

    def open_again(self, place: int) -> None:
        """Opens what was opened before, counted from 0: its run as it was left, or else a new one."""
        own = self._remembered()[place]
        if own.name in self._lessons:
            self._take(self._lessons[own.name])
        elif (missing := own.missing()) is not None:
            self.refused.emit(missing)
        elif dialog := self._make(own.path, own):
            dialog.look_and_open()


def _without_content(own: Own) -> object:
    plain = own.as_plain()
    plain["settings"].pop("content", None)
    return plain
