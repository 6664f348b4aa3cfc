"""A student who opens a lesson, follows its links and looks at the numbers, for tests of what it says.

Whatever is read must be there in every language, and is compared with what the run has.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from nnviz.nn import Kind
from nnviz.session import commands
from nnviz.session.arriving import go_to_opening
from nnviz.session.driver import Driver
from nnviz.session.frame import Frame
from nnviz.session.lesson import Lesson, lesson_names, load
from nnviz.session.lesson.links import LookAtSample, OpenLesson, OpenWeight, Wish, links_in, parse
from nnviz.session.mailbox import Mailbox
from nnviz.session.run import Run

LANGUAGES = ("en", "zh_CN")


def everything(lesson: Lesson, code: str) -> str:
    """All that a lesson says in a language: title, summary, text without its links, and questions."""
    asked = [
        line for each in lesson.questions for line in (each.asks[code], *each.answers[code], each.why[code])
    ]
    text = re.sub(r"\]\([^)\s]*\)", "]", lesson.text(code))
    return "\n".join((lesson.title(code), lesson.summary(code), text, *asked)).replace("−", "-")


def decimals(said: str) -> set[str]:
    """Every number with a decimal point in a text, without its sign."""
    return set(re.findall(r"(?<![\d.])\d+\.\d+", said))


class Student:
    """Sits before one lesson.

    Attributes:
        lesson, run: the lesson, and its run as it opens.
    """

    def __init__(self, name: str) -> None:
        self.lesson = load(name)
        self.run = Run(self.lesson.setup)
        go_to_opening(self.run, self.lesson.opening)
        self._driver = Driver(self.run, Mailbox())
        self._said = {code: everything(self.lesson, code) for code in LANGUAGES}
        self._read: set[str] = set()

    # -- looking --------------------------------------------------------------------------------

    @property
    def frame(self) -> Frame:
        """What is under the cursor."""
        return self.run.frame()

    @property
    def loss(self) -> float:
        """E of the pass."""
        found = self.whole.loss
        assert found is not None
        return found

    @property
    def kind(self) -> Kind:
        """What the operation under the cursor does."""
        assert self.frame.operation is not None
        return self.frame.operation.kind

    @property
    def node(self) -> str:
        """The node of the operation under the cursor."""
        assert self.frame.operation is not None
        return self.frame.operation.node

    @property
    def gives(self) -> str:
        """The key of what the formula under the cursor gives."""
        assert self.frame.formula is not None
        return self.frame.formula.gives

    @property
    def whole(self) -> Frame:
        """The pass under the cursor with all of its operations; the cursor stays where it is."""
        place = self.run.cursor
        self._driver.handle(commands.GoToEnd())
        found = self.run.frame()
        self.run.go_to(place)
        return found

    def sees(self, node: str, key: str) -> Any:
        """The numbers of a tensor of the pass, as nested lists."""
        return self.whole.arrays[node][key].tolist()

    # -- doing ----------------------------------------------------------------------------------

    def follow(self, *links: str) -> None:
        """Follows links that stand in the text of every language."""
        for link in links:
            for code in LANGUAGES:
                assert f"nnviz:{link}" in links_in(self.lesson.text(code)), link
            self.carry_out(parse(f"nnviz:{link}"))

    def carry_out(self, wish: Wish) -> None:
        """Carries out what a link wishes for; training goes on to its end, or begins."""
        match wish:
            case LookAtSample(sample):
                assert sample < len(self.frame.rows)
            case OpenWeight(weight):
                self._driver.handle(commands.Examine(weight))
            case OpenLesson(name):
                assert name in lesson_names()
            case commands.Play() | commands.TrainEpochs():
                self._driver.handle(wish)
                while self._driver.slice() is not None and not isinstance(wish, commands.Play):
                    pass
                self._driver.handle(commands.Pause())
            case _ if isinstance(wish, commands.Command):
                self._driver.handle(wish)

    def goes_to(self, operation: int) -> None:
        """Goes to an operation of the pass, from 1, that no link leads to."""
        self._driver.handle(commands.GoToPosition(operation))

    def sets(self, node: str, key: str, *place_and_value: float) -> None:
        """Sets a number that no link sets; its place counts from 1."""
        self.carry_out(parse("nnviz:set/" + "/".join(map(str, (node, key, *place_and_value)))))

    # -- reading --------------------------------------------------------------------------------

    def reads(self, written: str, value: float) -> None:
        """Reads a number in every language, which must be the value rounded to as many decimals."""
        self.knows(written)
        places = len(written.partition(".")[2])
        assert f"{value:.{places}f}" == written.lstrip("+"), f"{written} is written, {value} is so"

    def knows(self, *written: str) -> None:
        """Reads numbers in every language that are given and follow from nothing."""
        for each in written:
            for code in LANGUAGES:
                assert re.search(rf"(?<![\d.]){re.escape(each)}(?!\d)", self._said[code]), (each, code)
            self._read.add(each.lstrip("-+"))

    def answer(self, question: int) -> str:
        """The right answer to a question, from 1, in English."""
        asked = self.lesson.questions[question - 1]
        return asked.answers["en"][asked.right]

    def has_read_all(self) -> None:
        """Makes sure that no number with a decimal point has been passed over in any language."""
        for code in LANGUAGES:
            assert decimals(self._said[code]) <= self._read, code


def column(values: list[list[float]]) -> list[float]:
    """A list of rows with one cell each, as a list of cells."""
    return [cell for (cell,) in values]


def grid(cells: list[list[list[float]]]) -> list[list[float]]:
    """An image of one channel, as a list of rows."""
    return [column(row) for row in cells]


def near(left: Any, right: Any) -> bool:
    """Whether numbers agree up to rounding in the last places."""
    return bool(np.allclose(left, right, rtol=1e-12, atol=1e-15))
