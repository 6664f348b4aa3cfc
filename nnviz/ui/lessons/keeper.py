"""The keeper: saves what is on the screen as a lesson of one's own, with whatever a person writes about it.

The run gives itself; what is shown of it is read from the window at the same moment.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Signal

from nnviz.session import commands
from nnviz.session.keeping import Kept
from nnviz.session.lesson import Lesson, lesson_names, write_lesson
from nnviz.ui.lessons.showing import as_shown

if TYPE_CHECKING:
    from nnviz.ui.lessons.director import Director
    from nnviz.ui.lessons.save_dialog import Draft, SaveDialog
    from nnviz.ui.window import MainWindow


class LessonKeeper(QObject):
    """Saves lessons from one window.

    Attributes:
        dialog: the dialog that asks what is to be said, while it is open.

    Signals:
        done: a sentence on what has been done.
    """

    done = Signal(str)

    def __init__(self, window: MainWindow, director: Director) -> None:
        super().__init__(director)
        self._window, self._director = window, director
        self._asked = False
        self.dialog: SaveDialog | None = None
        window.asked.connect(self._note)

    def ask(self) -> None:
        """Has the run give itself; when it has, a dialog asks for the rest."""
        if self.dialog is None:
            self._director.asked.emit(commands.Keep())
            self._asked = True

    def _note(self, command: object) -> None:
        """What the run gives is for whoever has asked last, since it may have been stopped before."""
        if isinstance(command, commands.Keep):
            self._asked = False

    def take(self, kept: Kept | None) -> None:
        """Asks what is to be said of what the run has given."""
        if kept is None or not self._asked:
            return
        from nnviz.ui.lessons.save_dialog import SaveDialog  # nobody opens it at the start

        self._asked = False
        kept = replace(kept, opening=as_shown(self._window, kept.opening))
        code = self._window.language.code
        self.dialog = dialog = SaveDialog(self._draft(), self._director.own, code, self._window)
        dialog.save_asked.connect(lambda draft, over: self._save(kept, draft, over))
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _draft(self) -> Draft:
        """What is offered to begin with: the words of a lesson of one's own, else none."""
        from nnviz.ui.lessons.save_dialog import Draft

        here = self._director.lesson
        if here.name in lesson_names():
            return Draft({}, {}, self._director.own, bool(here.questions))
        return Draft(here.titles, here.texts, self._director.own / here.name, bool(here.questions))

    # -- writing --------------------------------------------------------------------------------

    def _save(self, kept: Kept, draft: Draft, over: bool) -> None:
        assert self.dialog is not None
        try:
            write_lesson(self._lesson(kept, draft), draft.folder, over)
        except ValueError as error:
            self.dialog.complain(str(error))
            return
        self.dialog.accept()
        self._director.look_again()
        self.done.emit(self.tr("Saved as {0}").format(QDir.toNativeSeparators(str(draft.folder))))

    def _lesson(self, kept: Kept, draft: Draft) -> Lesson:
        here = self._director.lesson
        made = Lesson(
            draft.folder.name,
            kept.setup,
            draft.titles,
            draft.texts,
            opening=kept.opening,
            names=here.names,
            sliders=here.sliders,
        )
        return replace(made, questions=here.questions) if draft.questions else made
