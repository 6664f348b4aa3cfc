"""The director: opens lessons in a window, sets the scene as they ask, and does what their links say.

Leaving a lesson loses nothing: its run stays as it was, and so do the panels of before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QStandardPaths, Signal

from nnviz.nn import NnError
from nnviz.nn.errors import Phrase
from nnviz.session import commands
from nnviz.session.frame import Frame, Stage
from nnviz.session.lesson import (
    Catalogue,
    Lesson,
    LessonError,
    read_catalogue,
    read_lesson,
    reading_catalogue,
)
from nnviz.session.lesson import links as wishes
from nnviz.session.opening import Opening
from nnviz.ui import docking
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.lessons.keeper import LessonKeeper
from nnviz.ui.titles import give_names

PLACES = (commands.GoToPosition, commands.GoToFormula, commands.GoToEnd, commands.Step)
"""Commands after which one looks at the operation under the cursor."""

if TYPE_CHECKING:
    from nnviz.ui.lessons.shelf import Shelf
    from nnviz.ui.window import MainWindow


def own_lessons() -> Path:
    """The folder in which a person's own lessons are looked for."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(place) / "lessons"


class Director(QObject):
    """Opens lessons in one window.

    Args:
        window: where they are opened.
        lesson: the one that is open to begin with.
        own: the folder of a person's own lessons; the usual one if None.

    Attributes:
        lesson: the one that is open.
        keeper: saves what is on the screen as a lesson.

    Signals:
        opened: a lesson has been turned to.
        asked: a command for the run.
        refused: why a lesson or a link cannot be followed, a :class:`Phrase`.
    """

    opened = Signal(object)
    asked = Signal(object)
    refused = Signal(object)

    def __init__(self, window: MainWindow, lesson: Lesson, own: Path | None = None) -> None:
        super().__init__(window)
        self.lesson, self._window = lesson, window
        self._own = own or own_lessons()
        self.keeper = LessonKeeper(window, self)
        self._catalogue: Catalogue | None = None
        self._undisturbed: QByteArray | None = None
        self._to_set: Opening | None = None
        self._left: Stage | None = None

    @property
    def catalogue(self) -> Catalogue:
        """All lessons, read when they are first asked for."""
        if self._catalogue is None:
            self._catalogue = read_catalogue(self._own)
        return self._catalogue

    @property
    def own(self) -> Path:
        """The folder of a person's own lessons."""
        return self._own

    def read(self) -> Iterator[None]:
        """Reads all lessons, one whenever the next step is asked for, and then says which of them is open."""
        if self._catalogue is None:
            catalogue = yield from reading_catalogue(self._own)
            self._catalogue = self._catalogue or catalogue
        self.show_place()

    def look_in(self, own: Path) -> None:
        """Takes another folder for a person's own lessons, and reads all lessons anew."""
        self._own = own
        self.look_again()

    def look_again(self) -> None:
        """Reads all lessons anew."""
        self._catalogue = None
        self.show_place()

    # -- opening --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Sets the scene of the lesson that the window was made with."""
        self._show(self.lesson)
        self._set_scene(self.lesson.opening)

    def open(self, lesson: Lesson) -> None:
        """Leaves the present lesson for another, unless something that is not saved is to be kept."""
        if lesson != self.lesson:
            self._window.documents.leave(partial(self._open, lesson))

    def _open(self, lesson: Lesson) -> None:
        before = self.lesson
        same_run = (before.name, before.setup, before.opening) == (lesson.name, lesson.setup, lesson.opening)
        self.asked.emit(commands.Open(lesson.name, lesson.setup, lesson.opening))
        self.turn_to(lesson, same_run)

    def turn_to(self, lesson: Lesson, same_run: bool = False) -> None:
        """Sets the scene of a lesson whose run has been opened.

        Args:
            same_run: whether that is the one on the screen.
        """
        self.lesson = lesson
        self._left = self._window.shown.stage if self._window.shown and not same_run else None
        self._show(lesson)
        self.show_place()
        self._set_scene(lesson.opening)
        self.opened.emit(lesson)

    def open_folder(self, folder: Path) -> None:
        """Opens the lesson in a folder, or says what is wrong with it."""
        try:
            self.open(read_lesson(folder))
        except LessonError as error:
            self.refused.emit(Phrase(str(error)))

    def move(self, places: int) -> None:
        """Opens the lesson so many places on in the catalogue."""
        place = self.catalogue.place(self.lesson.name)
        entries = self.catalogue.entries
        if place is not None and 0 <= place + places < len(entries):
            self.open(entries[place + places].lesson)

    def shelf(self, here: str) -> Shelf:
        """All lessons with their pictures, to be chosen from; one of them is chosen to begin with."""
        from nnviz.ui.lessons.shelf import Shelf  # nobody looks at it at the start

        return Shelf(self.catalogue, self._window.language.code, self._window.theme, here, self._done())

    def _done(self) -> frozenset[str]:
        """The names of the lessons whose questions have all been answered."""
        return frozenset(entry.lesson.name for entry in self.catalogue.entries if self._is_done(entry.lesson))

    def show_gallery(self) -> None:
        """Lets a person choose among all lessons."""
        from nnviz.ui.lessons.gallery import Gallery  # nobody looks at it at the start

        gallery = Gallery(self.shelf(self.lesson.name), self._window)
        gallery.chosen.connect(self.open)
        gallery.finished.connect(gallery.deleteLater)
        gallery.open()

    def _is_done(self, lesson: Lesson) -> bool:
        chosen = self._window.settings.answers(lesson.name)
        right = [question.right for question in lesson.questions]
        return bool(right) and chosen == right

    def _show(self, lesson: Lesson) -> None:
        give_names(lesson.names)
        self._window.player.show_lesson(lesson, self._window.settings.answers(lesson.name))

    def show_place(self) -> None:
        """Says which of all lessons is open; it reads them if nobody has yet."""
        place = self.catalogue.place(self.lesson.name)
        self._window.player.show_place(place, len(self.catalogue.entries))

    # -- the scene ------------------------------------------------------------------------------

    def _set_scene(self, opening: Opening) -> None:
        """Shows the panels, colours and controls that a lesson asks for, and else those of before."""
        window = self._window
        wished = window.settings.colour_mode
        window.canvas.set_mode(ColourMode(opening.colour or wished))
        window.settings.colour_mode = wished  # what a lesson asks for is no wish of the person's
        window.transport.set_hidden(opening.hidden)
        window.inspector.set_predicting(opening.predict or window.settings.predict)
        self._set_panels(opening.panels)
        self._to_set = opening

    def _set_panels(self, panels: tuple[str, ...]) -> None:
        window = self._window
        if self._undisturbed is not None:
            docking.restore(window, window.panels, self._undisturbed)
            self._undisturbed = None
        if panels:
            self._undisturbed = window.saveState()
            for key, panel in window.panels.items():
                panel.setVisible(key in panels or (key == "weight" and panel.isVisible()))

    def arrive(self, frame: Frame) -> None:
        """Sets what needs the lesson's network, once that is on the screen."""
        opening = self._to_set
        if opening is None or frame.stage is self._left:
            return
        self._to_set = None
        self._window.arrangement.settle()
        if opening.sample:
            self._window.canvas.sample.box.setValue(opening.sample + 1)
        if opening.weight is not None:
            self._window.open_weight(opening.weight)
        elif not opening.panels or "inspector" in opening.panels:
            self._bring_forward("build" if "build" in opening.panels else "inspector")

    def leave_scene(self) -> None:
        """Puts the panels back as they were before a lesson set the scene."""
        self._set_panels(())

    # -- links ----------------------------------------------------------------------------------

    def follow(self, link: str) -> None:
        """Does what a link says."""
        try:
            self._carry_out(wishes.parse(link))
        except NnError as error:
            self.refused.emit(error.phrase)
        except ValueError as error:
            self.refused.emit(Phrase(str(error)))

    def _carry_out(self, wish: wishes.Wish) -> None:
        window = self._window
        match wish:
            case wishes.ShowPanel(key):
                self._bring_forward(key)
            case wishes.ColourBy(colour):
                window.canvas.set_mode(ColourMode(colour))
            case wishes.LookAtSample(sample):
                window.canvas.sample.box.setValue(sample + 1)
            case wishes.OpenWeight(weight):
                window.open_weight(weight)
            case wishes.OpenLesson(name):
                self.open(self.catalogue.lesson(name))
            case _:
                if isinstance(wish, PLACES):
                    self._bring_forward("inspector")
                self.asked.emit(wish)

    def _bring_forward(self, panel: str) -> None:
        self._window.panels[panel].show()
        self._window.panels[panel].raise_()
