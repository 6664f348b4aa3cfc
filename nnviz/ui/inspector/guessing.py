"""Guessing in the inspector: covers what a question asks for, hands it the guess and takes the cover off.

It joins the line with the question, the covers over the tables and the record of what was guessed.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from nnviz.nn.describe import of_parameter
from nnviz.nn.scalar import placed
from nnviz.session.frame import Frame
from nnviz.session.predictions import Predictions, place
from nnviz.session.questions import Asks, Cell, Question
from nnviz.ui.inspector.covers import Covers
from nnviz.ui.inspector.equation_page import EquationPage
from nnviz.ui.inspector.equation_row import EquationRow
from nnviz.ui.inspector.prediction_line import PredictionLine
from nnviz.ui.titles import translated_title


class Guessing(QObject):
    """Asks before it shows.

    Attributes:
        line: the question, or what came of it; whoever owns this places it.

    Signals:
        judged: a question has been answered, or given up.
        covering: the tensors, by node and key, that nobody is to see now.
    """

    judged = Signal()
    covering = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._predictions, self._covers = Predictions(), Covers(self)
        self._asked: EquationRow | None = None
        self._inside = parent
        self.line = PredictionLine(parent)
        self.line.answered.connect(self._answer)
        self._covers.given_up.connect(lambda: self._answer(None))

    def set_on(self, on: bool) -> None:
        """Asks from the next stop on, or no more."""
        self._predictions.set_on(on)

    def arrive(self, frame: Frame) -> None:
        """Comes to a frame, whether or not it will be drawn."""
        self._predictions.arrive(frame)

    def show(self, frame: Frame, page: EquationPage, accent: QColor) -> None:
        """Covers what stands on the page of a frame, and puts the question into the line."""
        question, waits = self._predictions.question, self._predictions.open
        self._asked = _row_of(question.cells[0], frame, page) if question else None
        covered = [row.result for row in page.rows if row.equation.formula is frame.formula] if waits else []
        self._covers.put_over(place(frame), page.views, covered)
        self.covering.emit([_subject(row) for row in page.rows if row.result in covered])
        if question and self._asked:
            self._fill_line(question, self._asked)
            if waits:
                places = [cell.index for cell in question.cells]
                self._asked.result.light(np.array(places, int), places[0], accent)
                page.scroll_to(self._asked)

    def _fill_line(self, question: Question, row: EquationRow) -> None:
        equation, name = row.equation, row.result.tensor.name
        owner = translated_title(equation.owner)
        names = [placed(name, cell.index) for cell in question.cells]
        self.line.show_question(question, f"{owner} · {name}", names, owner if equation.parameter else "")
        if layout := self._inside.layout():
            layout.activate()  # the page has the height that the line leaves it from now on
        if not self._predictions.open:
            self.line.show_answer(self._predictions.verdict)

    def _answer(self, guess: float | None) -> None:
        """Takes the cover off, and points at the cell in question: it then says how it came about."""
        self._predictions.answer(guess)
        self._covers.lift()
        self.covering.emit([])
        question, row = self._predictions.question, self._asked
        if question and row:
            row.result.darken()
            self.line.show_answer(self._predictions.verdict)
            _point_at(row, question.cells[int(question.answer) if question.asks is Asks.MOST else 0])
        self.judged.emit()


def _subject(row: EquationRow) -> tuple[str, str]:
    """The result of an equation as frames name it."""
    equation = row.equation
    gives = equation.formula.gives
    return equation.owner.name, of_parameter(gives, equation.parameter) if equation.parameter else gives


def _point_at(row: EquationRow, cell: Cell) -> None:
    """Pins a cell of the result, on whichever plane it is."""
    row.result.show_plane(row.result.tensor.plane_of(cell.index))
    row.result.table.pin(next(iter(row.result.tensor.cells(np.array([cell.index], int))), None))


def _row_of(cell: Cell, frame: Frame, page: EquationPage) -> EquationRow | None:
    """The equation whose result the cell belongs to."""
    array = frame.array(cell.node, cell.key)
    return next((row for row in page.rows if row.equation.result.array is array), None)
