"""The answers of a network that tells classes apart: samples with what they are taken for, and the confusion.

Above them stands how many answers are right, of the samples learned from and of those held apart.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QWidget

from nnviz.session.frame import Frame
from nnviz.session.plane import Unit
from nnviz.session.probing import Point
from nnviz.session.results import Answers, Classified
from nnviz.ui.drawing.draw_page import DrawPage
from nnviz.ui.numbers import signed
from nnviz.ui.plots.class_plane import ClassPlane
from nnviz.ui.plots.confusion_map import Cell, ConfusionMap
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.result_page import ResultPage
from nnviz.ui.plots.thumbnails import Thumbnails
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import DARK, Theme, text_font

SAMPLES, PLANE, CONFUSION, DRAWING = "samples", "plane", "confusion", "drawing"

_HIGH = 210
"""Pixels of height from which the two scores stand on lines of their own."""


class AnswersView(ResultPage):
    """Pages under their scores: of images the samples, and a pad where they can be drawn; of points the plane
    of inputs; of all the confusion."""

    moves: ClassVar = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages, self.score = Segmented((SAMPLES, PLANE, CONFUSION, DRAWING), self), QLabel(self)
        self.thumbnails, self.matrix, self.plane = Thumbnails(self), ConfusionMap(self), ClassPlane(self)
        self.drawing = DrawPage(self)
        self._wished = ""
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
        for page in (self.thumbnails, self.plane, self.matrix, self.drawing):
            self._stack.addWidget(page)
        self.plane.probe_wished.connect(self.probe_wished)
        told = QHBoxLayout()
        told.addWidget(self.score, 1)
        told.addWidget(self.plane.switch)
        self._rows.addLayout(told)
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
            (self.tr("Samples"), self.tr("Plane"), self.tr("Confusion"), self.tr("Draw")),
            (
                self.tr("Samples with the class that they are taken for"),
                self.tr("The output for one class, over the plane of the two inputs"),
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
        for page in (self.thumbnails, self.plane, self.matrix, self.drawing):
            page.set_theme(theme)
        self.pages.set_small(padding=0)
        self.score.setStyleSheet(f"color: {theme.text};")

    # -- frames ---------------------------------------------------------------------------------

    def _answers(self) -> Answers | None:
        result = self._frame.result if self._frame is not None else None
        return result if isinstance(result, Answers) else None

    @property
    def page(self) -> str:
        """Which page is shown."""
        return str(self.pages.value())

    def _offer(self, answers: Answers) -> None:
        """Offers the pages that there are of such samples."""
        images, plane = answers.of_images, bool(answers.surfaces)
        offered = {SAMPLES: images, PLANE: plane, CONFUSION: True, DRAWING: answers.can_be_drawn}
        for page, there in offered.items():
            self.pages.set_offered(page, there)
        self.pages.set_value(next(page for page in (self._wished, *offered) if offered.get(page)))
        self.pages.setVisible(images or plane)

    def _draw(self, frame: Frame) -> None:
        answers = self._answers()
        assert answers is not None
        self._offer(answers)
        self.score.setVisible(self.page != DRAWING)
        self.plane.switch.setVisible(self.page == PLANE)
        there = self.page == PLANE  # which takes the keys itself
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if there else Qt.FocusPolicy.TabFocus)
        if self.page == PLANE:
            self._stack.setCurrentWidget(self.plane)
            self.plane.show_classes(answers.classes)
            self.plane.show_frame(frame)
        elif self.page == DRAWING:
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
        self._turn(DRAWING)
        self.drawing.setFocus()
        return True

    def show_probe(self, point: Point | None) -> None:
        """Marks the input that is probed on the plane."""
        self.plane.show_probe(point)

    def show_unit(self, unit: Unit | None) -> None:
        """Shows what a unit gives all over the plane, where there is one; None shows a class again."""
        self.plane.show_unit(unit)

    def _turn(self, page: object) -> None:
        self._wished = str(page)
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
        beside = parts[:1] if self.page == PLANE else parts  # the choice of a class leaves room for one
        self.score.setText(in_full if self.height() >= _HIGH else " · ".join(short for _, short in beside))
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
        if self.page == PLANE:
            return self.plane.readout_text
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
        self._tell_reader(self.readout_text)

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
        if self._answers() is None or self.page in (PLANE, DRAWING):
            return
        if self.page == SAMPLES:
            self._place = self.thumbnails.moved(self._place, right, up)
        else:
            self._cell = self.matrix.moved(self._cell, right, up)
        self._read_out()
