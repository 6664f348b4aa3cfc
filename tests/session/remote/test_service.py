"""A run in another process: it trains, steps and answers to the bit as one of this, and always ends."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from nnviz.session import commands
from nnviz.session.answers import Refused, Saved
from nnviz.session.cursor import Unit
from nnviz.session.driver import Driver
from nnviz.session.edits import Edit
from nnviz.session.lesson import load
from nnviz.session.mailbox import Mail
from nnviz.session.opening import Opening
from nnviz.session.records import EpochRecord
from nnviz.session.remote.link import EndedError, Link, Message
from nnviz.session.remote.messages import Failure, Refusal, Unmade
from nnviz.session.remote.packing import Packer
from nnviz.session.remote.process import Process
from nnviz.session.remote.service import GoesOn, Made, serve
from nnviz.session.run import Run
from nnviz.session.setup import Setup
from tests import apart

PATIENCE = 30.0

ROOT = Path(__file__).resolve().parents[3]


class Attended:
    """A link whose messages are gone through until something is found."""

    def __init__(self, process: Process) -> None:
        self.link, self.messages = Link(process), list[Message]()

    def until(self, wanted: Callable[[Any], bool]) -> Any:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            message = self.link.take()
            if message is None:
                time.sleep(0.001)  # as the timer of a window does
                continue
            self.messages.append(message)
            if wanted(message):
                return message
        raise AssertionError(f"nothing of {len(self.messages)} messages was it")

    def mail(self, wanted: Callable[[Mail], bool] = lambda mail: mail.frame is not None) -> Mail:
        found: Mail = self.until(lambda message: isinstance(message, Mail) and wanted(message))
        return found


@pytest.fixture
def started() -> Iterator[Callable[[str], Attended]]:
    links: list[Attended] = []

    def start(name: str) -> Attended:
        links.append(Attended(apart.start(load(name).setup, name)))
        return links[-1]

    yield start
    for each in links:
        assert each.link.end()


def bits(mail: Mail) -> dict[str, bytes]:
    assert mail.frame is not None
    arrays = mail.frame.arrays
    return {f"{node} {key}": array.tobytes() for node, own in arrays.items() for key, array in own.items()}


def bits_of(run: Run) -> dict[str, bytes]:
    return bits(Mail(run.frame(), (), run.status()))


@pytest.mark.parametrize("name", ["xor", "digits"])
def test_it_trains_steps_and_edits_as_a_run_of_this_process(
    started: Callable[[str], Attended], name: str
) -> None:
    attended, run = started(name), Run(load(name).setup)
    assert bits(attended.mail()) == bits_of(run)
    attended.link.send(commands.TrainEpochs(2))
    mail = attended.mail(lambda mail: mail.status.epochs == 2 and not mail.status.running)
    run.train_epochs(2)
    assert bits(mail) == bits_of(run)
    for forward in (False, False, True):
        attended.link.send(commands.Step(Unit.FORMULA, forward))
        run.step(Unit.FORMULA, forward)
        assert bits(attended.mail()) == bits_of(run)
    first = run.stage.nodes[0] if run.stage.nodes[0].parameters else run.stage.nodes[1]
    edit = Edit(first.name, "W", (0,) * run.frame().arrays[first.name]["W"].ndim, 0.25)
    attended.link.send(commands.MakeEdit(edit))
    run.edit(edit)
    found = attended.mail()
    assert bits(found) == bits_of(run)
    assert found.status.can_undo
    told = [record for mail in attended.messages if isinstance(mail, Mail) for record in mail.records]
    assert [each for each in told if isinstance(each, EpochRecord)] == [
        each for each in run.take_records() if isinstance(each, EpochRecord)
    ]


def test_while_it_runs_every_frame_is_a_whole_pass_and_blocks_are_used_again(
    started: Callable[[str], Attended],
) -> None:
    attended = started("digits")
    attended.mail()
    attended.link.send(commands.Play())
    seen, blocks = 0, set()
    hold = attended.link._unpack

    def unpack(parcel: Any) -> Mail:
        blocks.add(parcel.block)
        return hold(parcel)

    attended.link._unpack = unpack  # type: ignore[method-assign]
    while seen < 40:
        mail = attended.mail()
        assert mail.frame is not None
        attended.messages.clear()
        seen += mail.frame.live
    assert 1 <= len(blocks) <= 4


def test_a_refused_command_says_why_and_the_next_is_obeyed(started: Callable[[str], Attended]) -> None:
    attended = started("xor")
    attended.mail()
    attended.link.send(commands.SetLearningRate(-1.0))
    attended.link.send(commands.SetLearningRate(0.25))
    refusal = attended.until(lambda message: isinstance(message, Refusal))
    assert str(refusal.reason) == "learning rate must be a finite number of at least 0, given -1.0"
    assert attended.mail(lambda mail: mail.status.learning_rate == 0.25)


def test_a_process_that_is_killed_says_so_once(started: Callable[[str], Attended]) -> None:
    attended = started("xor")
    attended.mail()
    attended.link._process._process.kill()
    with pytest.raises(EndedError):
        attended.until(lambda message: False)
    assert attended.link.take() is None
    attended.link.send(commands.Play())  # into the void


def test_it_ends_when_nobody_is_at_the_other_end_and_removes_its_folder() -> None:
    process = apart.start(load("xor").setup)
    attended = Attended(process)
    attended.mail()
    attended.link.send(commands.Play())
    attended.mail(lambda mail: mail.status.running)
    process.connection.close()
    process._process.join(PATIENCE)
    assert process._process.exitcode == 0
    assert not process.folder.exists()
    assert attended.link.end()


def test_what_there_is_no_room_for_is_refused_by_the_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError("Resource temporarily unavailable")

    if os.name == "posix":
        from multiprocessing import util

        monkeypatch.setattr(util, "spawnv_passfds", full)
        monkeypatch.setattr(os, "fork", full)
        with pytest.raises(OSError, match="temporarily unavailable"):
            apart.start(load("xor").setup)


DOUBLED = """
import sys, time
from nnviz.session import commands
from nnviz.session.lesson import load
from nnviz.session.remote.link import Link
from nnviz.session.remote.process import may_double
from tests import apart

assert may_double()
process = apart.start(load("xor").setup)
print("tracked" if "multiprocessing.resource_tracker" in sys.modules else "doubled")
link, mail = Link(process), None
assert not may_double(), "a thread sends its commands"
link.send(commands.TrainEpochs(2))
while mail is None or mail.status.epochs < 2:
    mail = link.take() or mail
    time.sleep(0.001)
process.connection.close()
process._process.join(30)
print(process._process.exitcode, process.folder.exists())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every process is a new interpreter")
def test_a_process_with_one_thread_is_doubled_and_the_double_ends_with_it() -> None:
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", DOUBLED]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.stdout, done.stderr) == ("doubled\n0 False\n", "")


ANEW = """
import sys
from nnviz.session.remote.process import Process, may_double

assert may_double()
process = Process(print, "from a process of its own", anew=True)
process._process.join(30)
print("anew" if "multiprocessing.resource_tracker" in sys.modules else "doubled", process._process.exitcode)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every process is a new interpreter")
def test_a_process_that_is_to_be_a_new_interpreter_is_one_also_where_a_double_could_be_made() -> None:
    command = [sys.executable, "-c", ANEW]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    *told, end = done.stdout.splitlines()
    assert (end, done.stderr) == ("anew 0", "")
    assert "from a process of its own" in told[0]


# -- in a thread of this process, where it can be broken ----------------------------------------


class Beside:
    """Stands for a process: the service runs in a thread."""

    def __init__(self, folder: Path, make: Callable[[GoesOn], Made]) -> None:
        self.folder = folder
        self.connection, theirs = Pipe()
        self._thread = Thread(target=self._run, args=(theirs, make))
        self._thread.start()

    def _run(self, theirs: Any, make: Callable[[GoesOn], Made]) -> None:
        serve(theirs, self.folder, make)
        theirs.close()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def end(self) -> bool:
        self.connection.close()
        self._thread.join(PATIENCE)
        return not self._thread.is_alive()


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Attended]]:
    monkeypatch.setattr("signal.signal", lambda *_: None)  # only the first thread may
    links: list[Attended] = []

    def start(make: Callable[[GoesOn], Made]) -> Attended:
        links.append(Attended(Beside(tmp_path / "blocks", make)))  # type: ignore[arg-type]
        return links[-1]

    (tmp_path / "blocks").mkdir()
    yield start
    for each in links:
        assert each.link.end()


def made(setup: Setup, goes_on: GoesOn) -> Made:
    return Made(Run(setup), "xor", (setup, Opening()))


def test_an_error_nobody_thought_of_comes_with_its_traceback_and_the_run_stays(
    beside: Callable[..., Attended], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Driver.handle

    def handle(self: Driver, command: Any) -> None:
        if isinstance(command, commands.GoToEnd):
            raise ZeroDivisionError("by nothing")
        real(self, command)

    monkeypatch.setattr(Driver, "handle", handle)
    attended = beside(partial(made, load("xor").setup))
    attended.mail()
    attended.link.send(commands.GoToEnd())
    failure = attended.until(lambda message: isinstance(message, Failure))
    assert isinstance(failure.error, ZeroDivisionError)
    assert "def handle" not in str(failure.error)
    assert 'raise ZeroDivisionError("by nothing")' in failure.error.__notes__[0]
    attended.link.send(commands.TrainEpochs(1))
    assert attended.mail(lambda mail: mail.status.epochs == 1)


class OddError(Exception):
    """One that does not let itself be made again."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


@pytest.mark.parametrize(("error", "kind"), [(OSError("gone"), OSError), (OddError("a", "b"), RuntimeError)])
def test_what_keeps_a_run_from_being_made_is_told(
    beside: Callable[..., Attended], error: Exception, kind: type[Exception]
) -> None:
    def fail(goes_on: GoesOn) -> Made:
        raise error

    unmade = beside(fail).until(lambda message: isinstance(message, Unmade))
    assert type(unmade.error) is kind
    assert str(unmade.error) == str(error)


def test_making_a_run_ends_once_nobody_waits_for_it(beside: Callable[..., Attended]) -> None:
    def for_ever(goes_on: GoesOn) -> Made:
        while goes_on():
            time.sleep(0)
        raise AssertionError("it was told to stop in another way")

    attended = beside(for_ever)
    assert attended.link.end()


def test_without_room_for_blocks_all_goes_over_the_connection(
    beside: Callable[..., Attended], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
    setup = load("digits").setup
    attended, run = beside(partial(made, setup)), Run(setup)
    assert bits(attended.mail()) == bits_of(run)
    attended.link.send(commands.TrainEpochs(1))
    mail = attended.mail(lambda mail: mail.status.epochs == 1 and not mail.status.running)
    run.train_epochs(1)
    assert bits(mail) == bits_of(run)
    assert not list((tmp_path / "blocks").iterdir())
    monkeypatch.undo()  # there is room again
    attended.link.send(commands.Step(Unit.PASS))
    run.step(Unit.PASS)
    assert bits(attended.mail()) == bits_of(run)


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (MemoryError("too large"), ""),
        (MemoryError("too large"), "there is not enough memory"),
        (OSError(5, "too large"), "nnviz met an error of its own: OSError: [Errno 5] too large"),
    ],
)
def test_mail_that_cannot_be_packed_is_told_and_the_run_stays(
    beside: Callable[..., Attended], monkeypatch: pytest.MonkeyPatch, error: Exception, refused: str
) -> None:
    real = Packer.pack

    def pack(self: Packer, mail: Mail) -> Any:
        if mail.frame is not None and mail.status.passes == 5:
            raise error
        if any(isinstance(answer, Saved) for answer in mail.answers):
            raise error
        return real(self, mail)

    monkeypatch.setattr(Packer, "pack", pack)
    setup = load("xor").setup
    attended, run = beside(partial(made, setup)), Run(setup)
    attended.mail()
    if refused:
        attended.link.send(commands.Save(Opening(), "title"))
        attended.until(lambda message: isinstance(message, Failure))
        answers = attended.mail(lambda mail: bool(mail.answers)).answers
        (answer,) = answers
        assert isinstance(answer, Refused)
        assert str(answer.reason) == refused
    attended.link.send(commands.TrainEpochs(1))
    attended.mail(lambda mail: mail.status.epochs == 1)
    attended.link.send(commands.Step(Unit.PASS))
    failure = attended.until(lambda message: isinstance(message, Failure))
    assert "too large" in str(failure.error)
    attended.link.send(commands.Step(Unit.PASS))
    run.train(6)
    assert bits(attended.mail(lambda mail: mail.status.passes == 6)) == bits_of(run)


def test_what_cannot_be_read_is_told_and_the_run_stays(started: Callable[[str], Attended]) -> None:
    attended = started("xor")
    attended.mail()
    attended.link._process.connection.send_bytes(b"cno_such_module\nCommand\n.")
    failure = attended.until(lambda message: isinstance(message, Failure))
    assert "no_such_module" in str(failure.error)
    attended.link.send(commands.TrainEpochs(1))
    assert attended.mail(lambda mail: mail.status.epochs == 1)


def test_what_cannot_be_sent_is_said_to_whoever_sends_it(started: Callable[[str], Attended]) -> None:
    attended = started("xor")
    attended.mail()
    with pytest.raises((pickle.PicklingError, AttributeError)):
        attended.link.send(commands.SetLearningRate(lambda: 0.1))  # type: ignore[arg-type]
    attended.link.send(commands.TrainEpochs(1))
    assert attended.mail(lambda mail: mail.status.epochs == 1)


def test_of_thousands_of_commands_none_is_lost_and_what_comes_of_them_is_seen_meanwhile(
    started: Callable[[str], Attended],
) -> None:
    attended = started("xor")
    attended.mail()
    for _ in range(3000):
        attended.link.send(commands.Step(Unit.PASS))
    last = attended.mail(lambda mail: mail.status.passes == 3000)
    assert last.frame is not None
    run = Run(load("xor").setup)
    run.train(3000)
    assert bits(last) == bits_of(run)
    assert len(attended.messages) > 3
