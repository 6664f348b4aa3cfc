"""Reading a lesson as a class does: opening it, following its links, and holding every number to account.

What a text says in digits must have been measured, or be a setting; nothing else may stand there.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from nnviz.nn.describe import Array
from nnviz.nn.ranges import LEAST_SHARE
from nnviz.session.arriving import go_to_opening
from nnviz.session.commands import Command, TrainEpochs
from nnviz.session.driver import Driver
from nnviz.session.lesson import Lesson, load
from nnviz.session.lesson.links import Wish, parse
from nnviz.session.mailbox import Mailbox
from nnviz.session.records import EpochRecord
from nnviz.session.run import Run
from nnviz.session.setup import Setup

LANGUAGES = ("en", "zh_CN")
NUMBER = re.compile(r"(?:(?<=[\s（(])[-−])?\d+(?:\.\d+)?")


class Reader:
    """Opens a lesson and does what its links say.

    Args:
        name: the lesson.
        most: the most epochs that are trained at a time, where only the way counts and no result.

    Attributes:
        losses: the mean E of every epoch that has been trained on the way.
    """

    def __init__(self, name: str, most: int = 1_000_000) -> None:
        self.lesson = load(name)
        self.run = Run(self.lesson.setup)
        self._most = most
        opening = self.lesson.opening
        go_to_opening(self.run, replace(opening, epochs=min(opening.epochs, most)))
        self.losses: list[float] = [*losses(self.run)]
        self._mailbox = Mailbox()
        self._driver = Driver(self.run, self._mailbox)

    def obey(self, wish: Wish) -> None:
        """Carries out what is meant for the run; what is meant for the view is none of its business."""
        if isinstance(wish, TrainEpochs):
            wish = TrainEpochs(min(wish.epochs, self._most))
        if isinstance(wish, Command):
            self._driver.handle(wish)
            while self._driver.slice() is not None:
                pass
            mail = self._mailbox.take()
            assert mail is not None
            self.losses += [record.loss for record in mail.records if isinstance(record, EpochRecord)]

    def follow(self, *links: str) -> Run:
        """Clicks on links, which must stand in the text of every language; gives the run after them."""
        for link in links:
            for code in LANGUAGES:
                assert f"](nnviz:{link})" in self.lesson.text(code), (code, link)
            self.obey(parse(f"nnviz:{link}"))
        return self.run


def follow(name: str, *links: str) -> Run:
    """The run of a lesson that has just been opened, after some of its links."""
    return Reader(name).follow(*links)


def trained(name: str, epochs: int) -> Run:
    """The run of a lesson after so many epochs from its start."""
    run = Run(load(name).setup)
    run.train_epochs(epochs)
    return run


def loss(run: Run) -> float:
    """The mean E of its last epoch."""
    found = run.status().loss
    assert found is not None
    return found


def losses(run: Run) -> list[float]:
    """The mean E of every epoch whose record has not been taken."""
    return [record.loss for record in run.take_records() if isinstance(record, EpochRecord)]


def norms(setup: Setup) -> list[float]:
    """‖∂E/∂Y‖ of every dense layer, first to last, as a mean over the first epoch."""
    run = Run(setup)
    run.train_epochs(1)
    first = next(record for record in run.take_records() if isinstance(record, EpochRecord))
    pairs = zip(run.stage.nodes, first.norms, strict=True)
    return [norm for node, norm in pairs if node.name.startswith("dense")]


def right(run: Run) -> int:
    """How many samples of two classes are on the right side of ½."""
    return int(((run.outputs() > 0.5) == (run.data.t > 0.5)).sum())


def held_apart(run: Run) -> tuple[int, float]:
    """How many of those held apart are right, and their mean cross-entropy, by the network at the head; as
    the loss does, a share of less than 1e-12 is taken for so much."""
    held = run.data.held
    assert held is not None
    whole = run.setup.make_network(run.data)
    for node, values in parameters(run).items():
        for parameter in whole.nodes[node].parameters:
            parameter.value[...] = values[parameter.key]
    y = whole.predict(held.x)
    chance = np.where(held.t > 0.5, y, 1.0 - y)
    return int((chance > 0.5).sum()), float(-np.log(np.maximum(chance, LEAST_SHARE)).mean())


def parameters(run: Run) -> dict[str, dict[str, Array]]:
    """Every parameter after the newest update, by node and key."""
    arrays = run.live_frame().arrays
    return {
        node.name: {key: arrays[node.name][key] for key in node.parameters}
        for node in run.stage.nodes
        if node.parameters
    }


class Said:
    """The numbers that a lesson's texts and questions say, each to be accounted for."""

    def __init__(self, name: str) -> None:
        self._lesson = load(name)
        self._known: dict[str, set[str]] = {code: set() for code in LANGUAGES}

    def settings(self, *written: str) -> None:
        """Numbers that are no results: what was set, counted or chosen by whoever wrote the lesson."""
        for code in LANGUAGES:
            self._known[code].update(written)

    def measured(self, written: str, value: float, chinese: str | None = None) -> None:
        """A number that must be what was measured, to as many places as it is written with."""
        places = len(written.partition(".")[2])
        plain = f"{value:.{places}f}".replace("-", "−")
        assert plain == written, f"{self._lesson.name}: {written} is said, {value!r} measured"
        self._known["en"].add(written)
        self._known["zh_CN"].add(chinese or written)

    def nothing_else(self) -> None:
        """Makes sure that both languages say all of these numbers, and no other."""
        for code in LANGUAGES:
            assert numbers(self._lesson, code) == self._known[code], code


def numbers(lesson: Lesson, code: str) -> set[str]:
    """Every number written in a lesson in one language, without those inside links."""
    asked = [
        text
        for question in lesson.questions
        for text in (question.asks[code], question.why[code], *question.answers[code])
    ]
    texts = [lesson.title(code), lesson.summary(code), lesson.text(code), *asked]
    plain = re.sub(r"\]\([^)]*\)", "]", "\n".join(texts))
    return {number.replace("-", "−") for number in NUMBER.findall(plain)}


__all__ = [
    "LANGUAGES",
    "Reader",
    "Said",
    "follow",
    "held_apart",
    "loss",
    "losses",
    "norms",
    "numbers",
    "parameters",
    "right",
    "trained",
]
