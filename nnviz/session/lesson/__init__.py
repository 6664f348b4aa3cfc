"""Lessons: ready-made situations, each a folder of plain files.

:func:`load` reads a shipped one, :func:`read_lesson` any folder.
"""

from nnviz.session.lesson.catalogue import CHAPTERS, OWN, Catalogue, Entry, read_catalogue, reading_catalogue
from nnviz.session.lesson.lesson import GROUPS, Lesson, lesson_names, load, read_lesson, spoken
from nnviz.session.lesson.opening import Question
from nnviz.session.lesson.table import FALLBACK, LessonError
from nnviz.session.opening import Opening

__all__ = [
    "CHAPTERS",
    "FALLBACK",
    "GROUPS",
    "OWN",
    "Catalogue",
    "Entry",
    "Lesson",
    "LessonError",
    "Opening",
    "Question",
    "lesson_names",
    "load",
    "read_catalogue",
    "read_lesson",
    "reading_catalogue",
    "spoken",
]
