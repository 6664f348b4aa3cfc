"""Lessons: ready-made situations, each a folder of plain files.

:func:`load` reads a shipped one, :func:`read_lesson` any folder.
"""

from nnviz.session.lesson.lesson import GROUPS, Lesson, lesson_names, load, read_lesson
from nnviz.session.lesson.opening import Question
from nnviz.session.lesson.table import FALLBACK, LessonError
from nnviz.session.opening import Opening

__all__ = [
    "FALLBACK",
    "GROUPS",
    "Lesson",
    "LessonError",
    "Opening",
    "Question",
    "lesson_names",
    "load",
    "read_lesson",
]
