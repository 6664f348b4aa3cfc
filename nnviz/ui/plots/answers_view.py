"""The answers of a network that tells classes apart: samples with what they are taken for, and the confusion.

Above them stands how many answers are right, of the samples learned from and of those held apart.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from nnviz.session.frame import Frame
from nnviz.session.results import Answers, Classified
from nnviz.ui.drawing.draw_page import DrawPage
from nnviz.ui.numbers import signed
from nnviz.ui.plots.confusion_map import Cell, ConfusionMap
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.result_page import ResultPage
from nnviz.ui.plots.thumbnails import Thumbnails
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import DARK, Theme, text_font

SAMPLES, CONFUSION, DRAWING = "samples", "confusion", "drawing"

_HIGH = 210
"""Pixels of height from which the two scores stand on lines of their own."""


class AnswersView(ResultPage):
    """Pages under their scores: samples, confusion, and a pad where they can be drawn; of samples that are no
    images the confusion alone."""

    moves: ClassVar = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages, self.score = Segmented((SAMPLES, CONFUSION, DRAWING), self), QLabel(self)
        self.thumbnails, self.matrix = Thumbnails(self), ConfusionMap(self)
        self.drawing = DrawPage(self)
        self._place: int | None = None
        self._cell: Cell | None = None
        self._build()
        self._retranslate()
        self.set_theme(DARK)

    def _build(self) -> None:
        self.score.setFont(text_font(12))
        self.score.setTextFormat(Qt.TextFormat.PlainText)
        self.score.setMinimumWidth(1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.thumbnails)
        self._stack.addWidget(self.matrix)
        self._stack.addWidget(self.drawing)
        self._rows.addWidget(self.score)
        self._rows.addLayout(self._stack, 1)
        self.pages.hide()
        self.header.may_be_bare = True
        self.pages.chosen.connect(self._turn)
        for picture, follow in (
            (self.thumbnails, self._follow_on_samples),
            (self.matrix, self._follow_on_matrix),
        ):
            picture.pointed.connect(follow)
            picture.left.connect(self._leave)

    @property
    def corner(self) -> QWidget:
        """The switch between the pages; hidden where there is one page only."""
        return self.pages

    def _retranslate(self) -> None:
        self.header.set_title(self.tr("Answers"))
        self.header.setToolTip(
            self.tr(
                "What class the network takes each sample for: the class of its largest output. Wrong "
                "answers come first, marked ✗.\nPoint at a sample or a cell to read it; Tab, then the arrow "
                "keys, does the same."
            )
        )
        self.pages.set_texts(
            (self.tr("Samples"), self.tr("Confusion"), self.tr("Draw")),
            (
                self.tr("Samples with the class that they are taken for"),
                self.tr("How many samples of each class are taken for each class"),
                self.tr("Draw a sample by hand, and watch what the network takes it for"),
            ),
        )
        self.setAccessibleName(self.tr("Answers"))
        self.matrix.set_title(self.tr("row: true class, column: answer"))
        self._tell()
        self._read_out()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.thumbnails.set_theme(theme)
        self.matrix.set_theme(theme)
        self.drawing.set_theme(theme)
        self.pages.set_small(padding=0)
        self.score.setStyleSheet(f"color: {theme.text};")

    # -- frames ---------------------------------------------------------------------------------

    def _answers(self) -> Answers | None:
        result = self._frame.result if self._frame is not None else None
        return result if isinstance(result, Answers) else None

    @property
    def page(self) -> str:
        """Which page is shown."""
        answers = self._answers()
        alone = answers is not None and not answers.of_images
        return CONFUSION if alone else str(self.pages.value())

    def _draw(self, frame: Frame) -> None:
        answers = self._answers()
        assert answers is not None
        self.pages.setVisible(answers.of_images)
        self.pages.set_offered(DRAWING, answers.can_be_drawn)
        self.score.setVisible(self.page != DRAWING)
        if self.page == DRAWING:
            self._stack.setCurrentWidget(self.drawing)
            self.drawing.show_answers(answers)
        elif self.page == SAMPLES:
            self._stack.setCurrentWidget(self.thumbnails)
            self.thumbnails.show_answers(answers)
        else:
            self._stack.setCurrentWidget(self.matrix)
            self.matrix.show_counts(answers.judged.confusion, answers.classes)
        self._tell()
        self._read_out()

    def open_drawing(self) -> bool:
        """Turns to the pad, with the keys on it; gives whether samples of this network can be drawn."""
        answers = self._answers()
        if answers is None or not answers.can_be_drawn:
            return False
        self.pages.set_value(DRAWING)
        self._turn(DRAWING)
        self.drawing.setFocus()
        return True

    def _turn(self, _page: object) -> None:
        self._stop_reading()
        self._draw_kept()

    # -- scores ---------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Writes how many answers are right: a line for each part, or both in short where it is low."""
        answers = self._answers()
        if answers is None:
            return
        parts = [self._score_of(answers.learned, self.tr("learned"))]
        if answers.held:
            parts.insert(0, self._score_of(answers.held, self.tr("held apart")))
        in_full = "\n".join(full for full, _ in parts)
        self.score.setText(in_full if self.height() >= _HIGH else " · ".join(short for _, short in parts))
        self.score.setToolTip(in_full)

    def _score_of(self, samples: Classified, name: str) -> tuple[str, str]:
        """A score in full, and in short."""
        percent = f"{100 * samples.accuracy:.1f}"
        if len(samples) == samples.total:
            full = self.tr("{0}: {1} of {2} right ({3} %)")
        else:
            full = self.tr("{0}: {1} of {2} right ({3} %), spread over {4}")
        told = full.format(name, samples.correct, len(samples), percent, samples.total)
        return told, self.tr("{0} {1} %").format(name, percent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Writes the scores as the height allows."""
        super().resizeEvent(event)
        self._tell()

    # -- reading out ----------------------------------------------------------------------------

    @property
    def readout_text(self) -> str:
        """What is being read out; empty while nothing is."""
        if self.page == DRAWING:
            return ""
        return (self.thumbnails if self.page == SAMPLES else self.matrix).readout.text

    def _follow_on_samples(self, at: QPointF) -> None:
        self._by_key, self._place = False, self.thumbnails.place_at(at)
        self._read_out() if self._place is not None else self._stop_reading()

    def _follow_on_matrix(self, at: QPointF) -> None:
        self._by_key, self._cell = False, self.matrix.cell_at(at)
        self._read_out() if self._cell is not None else self._stop_reading()

    def _stop_reading(self) -> None:
        self._place = self._cell = None
        self.thumbnails.hide_place()
        self.matrix.hide_cell()

    def _read_out(self) -> None:
        answers = self._answers()
        if answers is None:
            return
        if self.page == SAMPLES and self._place is not None and self._place < len(self.thumbnails.shown):
            self.thumbnails.show_place(self._place, self._sample_lines(answers, self._place))
        elif self.page == CONFUSION and self._cell is not None:
            self.matrix.show_cell(self._cell, self._cell_lines(answers, self._cell))
        else:
            return
        self.setAccessibleDescription(self.readout_text)

    def _sample_lines(self, answers: Answers, place: int) -> list[Line]:
        samples, sample = answers.judged, self.thumbnails.shown[place]
        which = self.tr("held apart: sample {0} of {1}") if answers.held else self.tr("sample {0} of {1}")
        answer, truth = int(samples.answers[sample]), int(samples.targets[sample])
        taken = self.tr("answer {0}, true class {1}").format(
            self.thumbnails.name_of(answer), answers.classes[truth]
        )
        lines = [(which.format(int(samples.rows[sample]) + 1, samples.total), ""), (taken, "")]
        for number in dict.fromkeys(k for k in (answer, truth) if k >= 0):
            value = signed(float(samples.outputs[sample, number]), 4)
            lines.append((self.tr("output for {0}: {1}").format(answers.classes[number], value), ""))
        return lines

    def _cell_lines(self, answers: Answers, cell: Cell) -> list[Line]:
        counts, classes = answers.judged.confusion, answers.classes
        truth, answer = (classes[number] for number in cell)
        of = int(counts[cell[0]].sum())
        text = self.tr("true class {0}, answer {1}: {2} of {3}")
        return [(text.format(truth, answer, int(counts[cell]), of), "")]

    def _move(self, right: int, up: int) -> None:
        """Moves from sample to sample, or from cell to cell; it comes in at the first."""
        if self._answers() is None or self.page == DRAWING:
            return
        if self.page == SAMPLES:
            self._place = self.thumbnails.moved(self._place, right, up)
        else:
            self._cell = self.matrix.moved(self._cell, right, up)
        self._read_out()
