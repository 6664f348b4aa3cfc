"""The line that asks for a guess, and then says what it was worth beside the recorded answer.

What it is made of flows like words, so that it takes a second line where the panel is narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from nnviz.session.questions import Asks, Question, Verdict
from nnviz.ui import numbers
from nnviz.ui.inspector.flow import lines
from nnviz.ui.number_input import InputError, parse
from nnviz.ui.theme import DARK, Theme, mixed, number_font, text_font

PART_HEIGHT, GAP, LINE_GAP = 28, 8, 4
FIELD_WIDTH = 110
SIGNIFICANT = 4
"""The digits in which an answer is written; the table has all of them."""


class PredictionLine(QWidget):
    """A question with a field or buttons for the guess; then the guess beside the answer.

    Signals:
        answered: the guess as a number, or None to be shown the answer.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked, self.verdict, self.note = QLabel(self), QLabel(self), QLabel(self)
        self.field = QLineEdit(self)
        self.field.setFont(number_font(13))
        self.field.returnPressed.connect(self._enter)
        self.field.textEdited.connect(lambda _: self._mark())
        self.check, self.show_it = self._button(self._enter), self._button(lambda: self.answered.emit(None))
        self.choices: list[QPushButton] = []
        self._question: Question | None = None
        self._verdict: Verdict | None = None
        self._open, self._name, self._names, self._owner = False, "", [""], ""
        self._wrong = ""
        self._theme = DARK
        for label, bold in ((self.asked, True), (self.verdict, True), (self.note, False)):
            label.setFont(text_font(13, bold))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_theme(DARK)
        self._write()
        self.hide()

    def _button(self, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setFont(text_font(13))
        button.setAutoDefault(True)  # Return then presses it, too
        button.clicked.connect(lambda _checked=False: act())
        return button

    # -- what comes in --------------------------------------------------------------------------

    def show_question(self, question: Question, name: str, names: Sequence[str], owner: str) -> None:
        """Asks.

        Args:
            name: the tensor it is about, with its layer.
            names: each of its cells.
            owner: the layer, where the page shows several; else empty.
        """
        if question != self._question or not self._open:
            self.field.clear()
            self._mark()
        self._question, self._verdict, self._open = question, None, True
        self._name, self._names, self._owner = name, list(names), owner
        self._make_choices(question)
        self._write()
        self.show()

    def show_answer(self, verdict: Verdict | None) -> None:
        """Says what the guess was worth; without one, only what is right."""
        self._verdict, self._open = verdict, False
        self._write()

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        self._theme = theme
        self.setStyleSheet(
            f"QPushButton {{ background: {theme.raised}; color: {theme.text}; padding: 3px 12px;"
            f" border: 1px solid {theme.line}; border-radius: 6px; }}"
            f"QPushButton:hover {{ border-color: {theme.muted}; }}"
            f"QPushButton:focus {{ border-color: {theme.positive}; }}"
        )
        self.asked.setStyleSheet(f"color: {theme.text};")
        self.note.setStyleSheet(f"color: {theme.muted};")
        self._mark()
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    # -- what goes out --------------------------------------------------------------------------

    def _enter(self) -> None:
        try:
            guess = parse(self.field.text())
        except InputError as error:
            self._mark(str(error))
            self.field.setFocus()
        else:
            self.answered.emit(guess)

    def _mark(self, wrong: str = "") -> None:
        """Frames the field; where it holds no number, in red, and says beside it what is wrong."""
        theme = self._theme
        quiet = mixed(theme.line, theme.muted, 0.4).name()
        edge = f"2px solid {theme.bad}" if wrong else f"1px solid {quiet}"
        self.field.setStyleSheet(
            f"QLineEdit {{ background: {theme.panel}; color: {theme.text}; border: {edge};"
            f" border-radius: 6px; padding: 2px 6px; }}"
            + ("" if wrong else f"QLineEdit:focus {{ border-color: {theme.positive}; }}")
        )
        self._wrong = wrong
        if self._question:
            self.note.setText(self._noting(self._question))
            self._place()

    def _make_choices(self, question: Question) -> None:
        for button in self.choices:
            button.hide()
            button.deleteLater()
        self.choices = [
            self._button(partial(self.answered.emit, float(choice))) for choice in question.choices
        ]
        for one, after in pairwise((*self.choices, self.show_it)):
            QWidget.setTabOrder(one, after)

    # -- words ----------------------------------------------------------------------------------

    def _write(self) -> None:
        self._write_fixed()
        if self._question:
            self.asked.setText(self._asking(self._question))
            self.note.setText(self._noting(self._question))
            for button, choice in zip(self.choices, self._question.choices, strict=True):
                button.setText(self._choice(self._question, choice))
                button.setToolTip(self.tr("take this as the guess"))
            self._write_verdict(self._question)
        self.updateGeometry()
        self._place()

    def _write_fixed(self) -> None:
        self.field.setPlaceholderText(self.tr("your guess"))
        self.field.setAccessibleName(self.tr("your guess"))
        self.field.setToolTip(self.tr("a number, such as −0.5 or 2e−3; Return compares it"))
        self.check.setText(self.tr("Compare"))
        self.check.setToolTip(self.tr("compare the guess with the recorded number"))
        self.note.setToolTip(
            self.tr("a value may be rounded to two significant digits; the other panels cover nothing")
        )
        self.show_it.setText(self.tr("Show"))
        self.show_it.setToolTip(self.tr("take the cover off without a guess"))

    def _asking(self, question: Question) -> str:
        if question.asks is Asks.MOST:
            return self.tr("Which cell of {0} moves most?").format(self._name)
        cell = f"{self._owner} · {self._names[0]}" if self._owner else self._names[0]
        asks = self.tr("What is {0}?") if question.asks is Asks.VALUE else self.tr("Which sign has {0}?")
        return asks.format(cell)

    def _noting(self, question: Question) -> str:
        if self._wrong:
            return self._wrong
        return self.tr("right within 5 %") if question.asks is Asks.VALUE else ""

    def _choice(self, question: Question, choice: float) -> str:
        if question.asks is Asks.MOST:
            return self._names[int(choice)]
        return {1: self.tr("positive"), 0: self.tr("zero"), -1: self.tr("negative")}[int(choice)]

    def _write_verdict(self, question: Question) -> None:
        verdict, colour = self._verdict, self._theme.text
        if verdict is None:
            text = self.tr("It is {0}.").format(self._in_words(question, question.answer, recorded=True))
        else:
            says = self.tr("✓ Right: guessed {0}, recorded {1}")
            if not verdict.right:
                says = self.tr("✗ Not right: guessed {0}, recorded {1}")
            colour = self._theme.good if verdict.right else self._theme.bad
            guess = self._in_words(question, verdict.guess, recorded=False)
            answer = self._in_words(question, verdict.answer, recorded=True)
            text = says.format(guess, answer) + self._off(question, verdict)
        self.verdict.setText(text)
        self.verdict.setStyleSheet(f"color: {colour};")

    def _in_words(self, question: Question, answer: float, recorded: bool) -> str:
        """A guess or the answer; beside a choice stands the number that it is about."""
        if question.asks is Asks.VALUE:
            return numbers.short(answer, SIGNIFICANT if recorded else 6)
        word = self._choice(question, answer)
        if question.asks is Asks.MOST:
            return f"{word} ({numbers.short(question.values[int(answer)], SIGNIFICANT)})"
        return f"{word} ({numbers.short(question.values[0], SIGNIFICANT)})" if recorded else word

    def _off(self, question: Question, verdict: Verdict) -> str:
        """How far a guessed value is off."""
        if question.asks is not Asks.VALUE or not verdict.off or not verdict.answer:
            return ""
        share = numbers.short(100 * verdict.off / abs(verdict.answer))
        return " · " + self.tr("{0} % off").format(share)

    # -- placing --------------------------------------------------------------------------------

    def _parts(self) -> list[QWidget]:
        """What is to be seen, in order."""
        if not self._open or self._question is None:
            return [self.asked, self.verdict]
        ways: list[QWidget] = [*self.choices] or [self.field, self.check]
        return [self.asked, *ways, self.show_it, self.note]

    def _widths(self, width: int) -> list[int]:
        wanted = [FIELD_WIDTH if part is self.field else part.sizeHint().width() for part in self._parts()]
        return [min(each, width) for each in wanted]

    def heightForWidth(self, width: int) -> int:
        count = len(lines(self._widths(width), width, GAP))
        return count * PART_HEIGHT + (count - 1) * LINE_GAP

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(max(360, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, PART_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        parts = self._parts()
        fixed = (self.asked, self.verdict, self.note, self.field, self.check, self.show_it)
        for part in (*fixed, *self.choices):
            part.setVisible(part in parts)
        widths = self._widths(self.width())
        for number, line in enumerate(lines(widths, self.width(), GAP)):
            left, top = 0, number * (PART_HEIGHT + LINE_GAP)
            for place in line:
                parts[place].setGeometry(left, top, widths[place], PART_HEIGHT)
                left += widths[place] + GAP
