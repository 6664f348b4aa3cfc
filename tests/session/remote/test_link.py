"""What is sent to the process of a run arrives in order, and whoever sends it never waits."""

from __future__ import annotations

import pickle
from multiprocessing import Pipe
from pathlib import Path
from types import SimpleNamespace

from nnviz.session.remote.link import Link


def test_small_messages_do_not_overtake_one_that_waits_for_room(tmp_path: Path) -> None:
    ours, theirs = Pipe()
    process = SimpleNamespace(connection=ours, folder=tmp_path, end=lambda: True)
    link = Link(process)  # type: ignore[arg-type]
    large = "x" * (4 << 20)  # more than a connection holds: it is sent while it is read
    sent = ["first", large, *map(str, range(50))]
    for each in sent:
        link.send(each)
    assert [pickle.loads(theirs.recv_bytes()) for _ in sent] == sent
    assert link.end()


def test_a_small_message_is_there_at_once(tmp_path: Path) -> None:
    ours, theirs = Pipe()
    process = SimpleNamespace(connection=ours, folder=tmp_path, end=lambda: True)
    link = Link(process)  # type: ignore[arg-type]
    link.send("now")
    assert theirs.poll()
    assert pickle.loads(theirs.recv_bytes()) == "now"
    assert link.end()


def test_whoever_sends_into_the_void_is_not_told(tmp_path: Path) -> None:
    ours, theirs = Pipe()
    link = Link(SimpleNamespace(connection=ours, folder=tmp_path, end=lambda: True))  # type: ignore[arg-type]
    theirs.close()
    for _ in range(3):
        link.send("nobody")
    assert link.end()
