"""The player: the text of a lesson with links that act, its questions, and the ways to other lessons.

It knows no run; what a person wishes goes out as signals.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnviz.session.frame import Frame
from nnviz.session.lesson import Lesson
from nnviz.ui.lessons.lesson_view import LessonView
from nnviz.ui.lessons.page import answered, page
from nnviz.ui.lessons.sliders import WeightSliders
from nnviz.ui.theme import DARK, Theme


class LessonPlayer(QWidget):
    """Shows one lesson.

    Attributes:
        header: the row for the panel's title bar, which says which lesson it is.
        text: the page.
        sliders: those of the lesson.

    Signals:
        followed: the target of a link that was clicked.
        moved: a person wants the lesson so many places on, −1 or 1.
        gallery_asked: a person wants to see all lessons.
        answers_changed: the name of the lesson and the answers chosen in it, each from 0 or None.
    """

    followed = Signal(str)
    moved = Signal(int)
    gallery_asked = Signal()
    answers_changed = Signal(str, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lesson: Lesson | None = None
        self._language = "en"
        self._chosen: list[int | None] = []
        self._number: int | None = None
        self._count = 0
        self._theme = DARK
        self.text, self.sliders = LessonView(), WeightSliders()
        self.text.anchorClicked.connect(self._follow)
        self.header, self._name = QWidget(self), QLabel()
        self._name.setObjectName("panelName")
        self._back = self._button("‹", lambda: self.moved.emit(-1))
        self._on = self._button("›", lambda: self.moved.emit(1))
        self._all = self._button("", self.gallery_asked.emit)
        self._lay_out()
        self._retranslate()

    def _button(self, sign: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setObjectName("way")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setText(sign)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout(self.header)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._name, 1)
        ways = QHBoxLayout()
        ways.setSpacing(4)
        ways.addWidget(self._back)
        ways.addWidget(self._all, 1)
        ways.addWidget(self._on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.sliders)
        layout.addLayout(ways)

    # -- values in ------------------------------------------------------------------------------

    def show_lesson(self, lesson: Lesson, chosen: list[int | None]) -> None:
        """Shows a lesson from its beginning, with the answers that were chosen in it before."""
        self._lesson = lesson
        asked = len(lesson.questions)
        self._chosen = [*chosen, *[None] * asked][:asked]
        self.text.show_text(self._page(), self._theme)
        self.sliders.show_sliders(lesson.sliders, self._language)

    def show_place(self, number: int | None, count: int) -> None:
        """Says which of how many lessons it is, from 0; None where it is none of them."""
        self._number, self._count = number, count
        self._back.setEnabled(bool(number))
        self._on.setEnabled(number is not None and number + 1 < count)
        self._retranslate()

    def set_language(self, code: str) -> None:
        """Shows the lesson in another language."""
        self._language = code
        self._show_again()
        if self._lesson is not None:
            self.sliders.show_sliders(self._lesson.sliders, code)

    def show_frame(self, frame: Frame) -> None:
        """Lets the sliders follow the network."""
        self.sliders.show_frame(frame)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._show_again()

    def _show_again(self) -> None:
        """Writes the page anew where it had been scrolled to."""
        if self._lesson is not None:
            self.text.rewrite(self._page(), self._theme)

    def _page(self) -> str:
        assert self._lesson is not None
        return page(self._lesson, self._language, self._chosen)

    # -- what a person does ---------------------------------------------------------------------

    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        answer = answered(link)
        if answer is None:
            self.followed.emit(link)
        elif self._lesson is not None:
            question, place = answer
            self._chosen[question] = place
            self._show_again()
            self.answers_changed.emit(self._lesson.name, list(self._chosen))

    # -- language -------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        name = self.tr("Lesson")
        if self._number is not None:
            name = self.tr("Lesson {0} of {1}").format(self._number + 1, self._count)
        self._name.setText(name)
        self._all.setText(self.tr("All lessons"))
        for button, tip in (
            (self._back, self.tr("Previous lesson")),
            (self._on, self.tr("Next lesson")),
            (self._all, self.tr("All lessons")),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
