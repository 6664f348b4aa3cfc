"""A digest loses nothing, goes round ten times a second while a run goes on, and at once when it does not."""

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


class Served:
    """Two views that keep what they are handed."""

    def __init__(self) -> None:
        self.first: list[Mail] = []
        self.second: list[Mail] = []
        self.clock = Clock()
        self.digest = Digest([self.first.append, self.second.append], self.clock)

    def look(self, mail: Mail | None = None) -> tuple[int, int]:
        """A look with or without mail; how much each view has been handed after it."""
        if mail is not None:
            self.digest.add(mail)
        self.digest.serve()
        return len(self.first), len(self.second)


def test_while_a_run_goes_on_it_comes_five_times_a_second_to_one_view_a_look() -> None:
    served, (first, *rest) = Served(), mails(7)
    assert served.look(first) == (1, 1)  # the run has only begun
    for mail in rest[:4]:
        served.clock.now += 0.048
        assert served.look(mail) == (1, 1)
    served.clock.now += 0.01
    assert served.look() == (2, 1)
    served.clock.now += 0.016
    assert served.look(rest[4]) == (2, 2)
    assert served.first[1] is served.second[1]
    assert served.first[1].frame is rest[3].frame
    served.clock.now += 0.2
    assert [served.look(), served.look(rest[5])] == [(3, 2), (3, 3)]
    served.clock.now += 0.21
    assert [served.look(), served.look()] == [(4, 3), (4, 4)]
    everything = sum((mail.records for mail in (first, *rest)), ())
    for view in (served.first, served.second):
        assert sum((mail.records for mail in view), ()) == everything


def test_a_digest_waits_for_a_frame_but_not_for_ever() -> None:
    served, (first, second) = Served(), mails(2)
    served.look(first)
    without = dataclasses.replace(second, frame=None)
    served.clock.now += 0.21
    assert served.look(without) == (1, 1)
    served.clock.now += 0.01
    assert served.look(second) == (2, 1)
    assert served.first[1].frame is second.frame
    assert served.look() == (2, 2)
    served.clock.now += 0.37
    assert served.look(without) == (2, 2)
    served.clock.now += 0.04
    assert served.look() == (3, 2)
    assert served.first[2].frame is None


def test_a_frame_outlasts_mail_without_one() -> None:
    served, (first, second) = Served(), mails(2)
    served.look(first)
    served.look(second)
    served.look(Mail(None, (), second.status))
    served.clock.now += 1.0
    served.look()
    assert served.first[1].frame is second.frame


def test_a_pause_is_shown_to_all_at_once_after_what_was_under_way() -> None:
    served, (first, second, third) = Served(), mails(3)
    served.look(first)
    served.clock.now += 0.21
    assert served.look(second) == (2, 1)
    paused = dataclasses.replace(third, status=dataclasses.replace(third.status, running=False))
    assert served.look(paused) == (3, 3)
    assert [mail.frame for mail in served.second] == [first.frame, second.frame, third.frame]
    assert served.second[2].status.running is False


def test_slow_motion_shows_every_operation_at_once() -> None:
    run, served = Run(XOR), Served()
    for count in range(1, 4):
        run.step(Unit.OPERATION)
        mail = Mail(run.frame(), run.take_records(), run.status(running=True))
        assert served.look(mail) == (count, count)
        assert served.second[-1] == mail


def test_what_is_under_way_can_be_finished_early() -> None:
    served, (first, second) = Served(), mails(2)
    served.look(first)
    served.clock.now += 0.21
    assert served.look(second) == (2, 1)
    served.digest.finish()
    assert len(served.second) == 2


def test_in_turn_even_a_run_that_stands_is_handed_to_one_view_a_look() -> None:
    served, (mail, *_) = Served(), mails(1)
    served.digest.add(dataclasses.replace(mail, status=Run(XOR).status(running=False)))
    served.digest.serve(in_turn=True)
    assert (len(served.first), len(served.second), served.digest.is_waiting) == (1, 0, True)
    served.digest.serve(in_turn=True)
    assert (len(served.first), len(served.second), served.digest.is_waiting) == (1, 1, False)
