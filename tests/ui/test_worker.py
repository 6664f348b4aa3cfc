"""The worker's thread: commands go down, mail comes up, and it always ends."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.driver import Driver
from nnviz.session.lesson import load
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.run import Run
from nnviz.ui.worker import Worker


class Attended:
    """A worker whose mail is looked through until something is found."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.box = Mailbox()
        self.run = Run(load("xor").setup)
        self.worker = Worker(Driver(self.run, self.box))
        self.mail: list[Mail] = []

    def until(self, wanted: object) -> Mail:
        def look() -> bool:
            mail = self.box.take()
            if mail is not None:
                self.mail.append(mail)
            return mail is not None and wanted(mail)  # type: ignore[operator]

        self._qtbot.waitUntil(look, timeout=10_000)
        return self.mail[-1]


@pytest.fixture
def attended(qtbot: QtBot) -> Attended:
    made = Attended(qtbot)
    yield made  # type: ignore[misc]
    made.worker.stop()


def test_the_first_frame_comes_without_being_asked_for(attended: Attended) -> None:
    attended.worker.start()
    mail = attended.until(lambda mail: mail.frame is not None)
    assert mail.frame is not None
    assert mail.frame.position == 0


def test_it_trains_pauses_and_steps_back(attended: Attended) -> None:
    worker = attended.worker
    worker.start()
    worker.send(commands.Play())
    attended.until(lambda mail: mail.status.running and mail.status.passes > 100)
    worker.send(commands.Pause())
    paused = attended.until(lambda mail: not mail.status.running)
    worker.send(commands.Step(Unit.OPERATION, forward=False))
    stepped = attended.until(lambda mail: mail.frame is not None and mail.frame.position == 10)
    assert stepped.status.passes == paused.status.passes


def test_a_refused_command_says_why(attended: Attended, qtbot: QtBot) -> None:
    attended.worker.start()
    with qtbot.waitSignal(attended.worker.refused, timeout=10_000) as refusal:
        attended.worker.send(commands.SetLearningRate(-1.0))
    reason = refusal.args[0]
    assert str(reason) == "learning rate must be a finite number of at least 0, given -1.0"
    assert reason.told(lambda text: f"<{text[-11:]}>") == "<given -1.0>"


@pytest.mark.parametrize("attempt", range(10))
def test_it_ends_while_training_at_full_speed(attended: Attended, attempt: int) -> None:
    attended.worker.start()
    attended.worker.send(commands.Play())
    attended.until(lambda mail: mail.status.running and mail.status.passes > 10 * attempt)
    assert attended.worker.stop()
    assert not attended.worker.running


def test_a_worker_that_was_never_started_can_be_stopped(attended: Attended) -> None:
    assert attended.worker.stop()
