"""The mailbox: the newest frame only, every record in order, and nobody waits."""

from __future__ import annotations

from threading import Thread

from nnviz.session.frame import Frame
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.records import EpochRecord, Record, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.session.status import Status

SETUP = Setup("xor", (Part("Dense", {"units": 1}),), Part("MSE"), Part("SGD", {"learning_rate": 0.1}))
STAGE = Run(SETUP).stage


def frame(pass_index: int) -> Frame:
    return Frame(STAGE, pass_index, 0, 1, 1, 4, (0,), {})


def status(passes: int) -> Status:
    return Status(True, passes, 0, None, 0.1, 0, "zeros", False)


def record(epoch: int) -> EpochRecord:
    return EpochRecord(epoch, 1.0 / epoch, (0.5,))


def test_an_empty_box_gives_nothing() -> None:
    box = Mailbox()
    assert box.take() is None
    assert box.wants_frame


def test_only_the_latest_frame_and_status_but_every_record() -> None:
    box = Mailbox()
    box.post(status(1), frame(1), [record(1), Rewound(0)])
    box.post(status(2), frame(2))
    box.post(status(3), None, [record(2)])
    mail = box.take()
    assert mail == Mail(frame(2), (record(1), Rewound(0), record(2)), status(3))
    assert box.take() is None


def test_a_frame_is_wanted_again_once_the_last_has_been_taken() -> None:
    box = Mailbox()
    box.post(status(1))
    assert box.wants_frame
    box.post(status(1), frame(1))
    assert not box.wants_frame
    box.take()
    assert box.wants_frame


def test_a_status_alone_is_mail() -> None:
    box = Mailbox()
    box.post(status(7))
    assert box.take() == Mail(None, (), status(7))


def test_two_threads_lose_no_record_and_see_frames_in_order() -> None:
    box, count = Mailbox(), 5000
    records: list[Record] = []
    seen: list[int] = []

    def work() -> None:
        for number in range(1, count + 1):
            box.post(status(number), frame(number) if box.wants_frame else None, [record(number)])

    worker = Thread(target=work)
    worker.start()
    last = 0
    while last < count:
        if mail := box.take():
            records += mail.records
            last = mail.status.passes
            assert len(records) == last
            seen += [mail.frame.pass_index] if mail.frame else []
    worker.join()
    assert records == [record(number) for number in range(1, count + 1)]
    assert seen == sorted(set(seen))
    assert seen
    assert box.take() is None
