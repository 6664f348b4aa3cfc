"""A digest loses nothing, comes ten times a second while a run goes on, and at once when it does not."""

from __future__ import annotations

import dataclasses

from nnviz.session.cursor import Unit
from nnviz.session.mailbox import Mail
from nnviz.session.run import Run
from nnviz.ui.digest import Digest
from tests.session.test_run import XOR


class Clock:
    """Seconds that pass when the test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def mails(count: int) -> list[Mail]:
    """Mails of a run that goes on, each with the records of an epoch and a frame."""
    run, found = Run(XOR), []
    for _ in range(count):
        run.train(3)
        frame = run.train_shown()
        found.append(Mail(frame, run.take_records(), run.status(running=True)))
    return found


def test_while_a_run_goes_on_it_comes_every_tenth_of_a_second_and_whole() -> None:
    clock, (first, *rest) = Clock(), mails(5)
    digest = Digest(clock)
    digest.add(first)
    assert digest.take() == first  # the run has only begun
    for mail in rest:
        digest.add(mail)
        clock.now += 0.024
        assert digest.take() is None
    clock.now += 0.01
    found = digest.take()
    assert found is not None
    assert found.frame is rest[-1].frame
    assert found.records == sum((mail.records for mail in rest), ())
    assert digest.take() is None


def test_a_frame_outlasts_mail_without_one() -> None:
    clock, (first, second) = Clock(), mails(2)
    digest = Digest(clock)
    digest.add(first)
    digest.take()
    digest.add(second)
    digest.add(Mail(None, (), second.status))
    clock.now += 1.0
    found = digest.take()
    assert found is not None
    assert found.frame is second.frame


def test_a_pause_is_shown_at_once() -> None:
    clock, (first, second) = Clock(), mails(2)
    digest = Digest(clock)
    digest.add(first)
    digest.take()
    digest.add(second)
    assert digest.take() is None
    paused = dataclasses.replace(second.status, running=False)
    digest.add(Mail(None, (), paused))
    found = digest.take()
    assert found is not None
    assert (found.frame, found.records, found.status) == (second.frame, second.records, paused)


def test_slow_motion_shows_every_operation_at_once() -> None:
    run, digest = Run(XOR), Digest(Clock())
    for _ in range(3):
        run.step(Unit.OPERATION)
        mail = Mail(run.frame(), run.take_records(), run.status(running=True))
        digest.add(mail)
        assert digest.take() == mail
