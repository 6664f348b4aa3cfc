"""All lessons there are, in the order in which they are taught; a faulty one keeps none of the rest away.

Shipped lessons come first, chapter by chapter, and after them those found in a folder of one's own.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from nnviz import resources
from nnviz.dataclass import dataclass
from nnviz.nn import SettingError
from nnviz.session.lesson.lesson import GROUPS, Lesson, read_lesson
from nnviz.session.lesson.table import LessonError

OWN = "own"
"""The chapter of lessons that are not shipped."""

CHAPTERS = (*GROUPS, OWN)


@dataclass(frozen=True)
class Entry:
    """A lesson and the chapter that it stands in, one of :data:`CHAPTERS`."""

    lesson: Lesson
    chapter: str


@dataclass(frozen=True)
class Catalogue:
    """What was found.

    Attributes:
        entries: the lessons, in order.
        faults: what is wrong with those that could not be read.
    """

    entries: tuple[Entry, ...]
    faults: tuple[LessonError, ...] = ()

    def lesson(self, name: str) -> Lesson:
        """The lesson of that name.

        Raises:
            SettingError: there is none.
        """
        found = self.find(name)
        if found is None:
            raise SettingError("there is no lesson {0}", name)
        return found

    def find(self, name: str) -> Lesson | None:
        """The lesson of that name, or None."""
        return next((entry.lesson for entry in self.entries if entry.lesson.name == name), None)

    def place(self, name: str) -> int | None:
        """Which of the lessons that one is, from 0."""
        names = [entry.lesson.name for entry in self.entries]
        return names.index(name) if name in names else None


def read_catalogue(own: Path | None = None) -> Catalogue:
    """Reads every lesson that is shipped and, if there is such a folder, every one of a person's own.

    A lesson of one's own with the name of one that is shipped is a fault.
    """
    reading = reading_catalogue(own)
    while True:
        try:
            next(reading)
        except StopIteration as end:
            found: Catalogue = end.value
            return found


def reading_catalogue(own: Path | None = None) -> Generator[None, None, Catalogue]:
    """The same, one lesson whenever the next step is asked for."""
    shipped, faults = yield from _reading(resources.root() / "lessons")
    entries = [Entry(lesson, lesson.group or GROUPS[0]) for lesson in shipped]
    entries.sort(key=lambda entry: (GROUPS.index(entry.chapter), entry.lesson.order, entry.lesson.name))
    names = {lesson.name for lesson in shipped}
    mine, more = (yield from _reading(own)) if own else ([], [])
    for lesson in mine:
        if lesson.name in names:
            reason = "is the name of a lesson that is shipped; rename the folder"
            more.append(LessonError(own / lesson.name if own else Path(lesson.name), "", reason))
        else:
            entries.append(Entry(lesson, OWN))
    return Catalogue(tuple(entries), tuple(faults + more))


def _reading(folder: Path) -> Generator[None, None, tuple[list[Lesson], list[LessonError]]]:
    lessons, faults = [], []
    for file in sorted(folder.glob("*/lesson.toml")):
        try:
            lessons.append(read_lesson(file.parent))
        except LessonError as error:
            faults.append(error)
        yield
    return lessons, faults
