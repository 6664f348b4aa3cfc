"""The page of a lesson as Markdown: its text, and below it its questions with answers to choose.

An answer is a link; once it has been chosen the page says whether it is right, and why.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nnviz.session.lesson import FALLBACK, Lesson, Question, spoken

ANSWER = "answer:"
"""How the link of an answer begins; the numbers of question and answer follow, from 0."""

_RIGHT, _WRONG = "✓", "✗"


def page(lesson: Lesson, language: str, chosen: Sequence[int | None]) -> str:
    """The whole page.

    Args:
        chosen: for each question the answer that was chosen, from 0, or None.
    """
    questions = [
        _question(number, question, language, answer)
        for number, (question, answer) in enumerate(zip(lesson.questions, chosen, strict=True))
    ]
    if not questions:
        return lesson.text(language)
    title = QCoreApplication.translate("Lessons", "Questions")
    return "\n\n".join((lesson.text(language).rstrip(), f"### {title}", *questions))


def answered(link: str) -> tuple[int, int] | None:
    """The question and the answer that a link chooses, from 0; None for any other link."""
    if not link.startswith(ANSWER):
        return None
    question, answer = link.removeprefix(ANSWER).split("/")
    return int(question), int(answer)


def _question(number: int, question: Question, language: str, chosen: int | None) -> str:
    lines = [f"**{spoken(question.asks, language)}**", ""]
    answers = question.answers.get(language, question.answers[FALLBACK])
    for place, text in enumerate(answers):
        mark = ""
        if place == chosen:
            mark = f" {_RIGHT}" if place == question.right else f" {_WRONG}"
        lines.append(f"- [{text}]({ANSWER}{number}/{place}){mark}")
    if chosen is not None:
        lines += ["", _verdict(question, language, chosen)]
    return "\n".join(lines)


def _verdict(question: Question, language: str, chosen: int) -> str:
    if chosen != question.right:
        return QCoreApplication.translate("Lessons", "Not so. Try again.")
    return spoken(question.why, language)
