"""A second start: what it is started with reaches the window that is open, wherever the first one stands.

The second start is a process of its own where that matters; the first one is this process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QProcess, QProcessEnvironment
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from nnviz import instance
from nnviz.arguments import parse
from nnviz.instance import MOST_BYTES, Instance, usual_place, wish_of

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def place() -> Iterator[Path]:
    """A path that is short enough for a socket."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "nnviz"


@pytest.fixture
def first(place: Path) -> Iterator[Instance]:
    made = Instance(place)
    assert made.is_first()
    made.listen()
    yield made
    made.end()


def second(place: Path, *arguments: str) -> QProcess:
    """Another start of the program, which is not waited for; it fails if it begins to get ready itself."""
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    environment.insert("XDG_STATE_HOME", str(place.parent / "state"))
    environment.insert("XDG_ACTIVATION_TOKEN", "from-the-launcher")
    process.setProcessEnvironment(environment)
    process.setWorkingDirectory(str(ROOT))
    code = (
        "import sys\nfrom pathlib import Path\nfrom nnviz import instance, __main__\n"
        "from nnviz.session.remote.process import Process\nProcess.__init__ = None\n"
        f"instance.usual_place = lambda: Path({str(place)!r})\nsys.exit(__main__.main(sys.argv[1:]))"
    )
    process.start(sys.executable, ["-c", code, *arguments])
    return process


def told(qtbot: QtBot, first: Instance, process: QProcess) -> dict[str, str]:
    """What the first is asked for by another start, which then ends."""
    with qtbot.waitSignal(first.asked, timeout=60_000) as asked:
        pass
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning, timeout=30_000)
    assert process.exitCode() == 0, bytes(process.readAllStandardError().data()).decode()
    wish = asked.args[0]
    assert wish.pop("XDG_ACTIVATION_TOKEN") == "from-the-launcher"
    return wish


def test_a_second_start_asks_for_the_window_and_ends(first: Instance, place: Path, qtbot: QtBot) -> None:
    assert told(qtbot, first, second(place)) == {}


def test_a_second_start_hands_its_document_over(
    first: Instance, place: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "学习 [1].nnviz"
    file.write_bytes(b"whatever it holds, the first window says what is wrong with it")
    assert told(qtbot, first, second(place, str(file))) == {"file": str(file)}


def test_a_start_goes_to_a_first_one_that_listens_only_later(place: Path, qtbot: QtBot) -> None:
    first = Instance(place)
    assert first.is_first()
    process = second(place, "digits")
    assert process.waitForStarted(30_000)
    first.listen()
    assert told(qtbot, first, process) == {"lesson": "digits"}
    first.end()


def test_after_the_first_has_ended_the_next_is_the_first(first: Instance, place: Path) -> None:
    other = Instance(place)
    assert not other.is_first()
    first.end()
    assert other.is_first()
    other.end()


def test_a_lock_and_a_socket_of_a_program_that_died_are_taken_over(place: Path, qtbot: QtBot) -> None:
    """A process that is killed leaves both behind."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from nnviz.instance import Instance\napp = QCoreApplication([])\n"
        f"i = Instance(Path({str(place)!r}))\nassert i.is_first()\ni.listen()\nos._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 9
    assert place.with_name("nnviz.lock").exists()
    made = Instance(place)
    assert made.is_first()
    made.listen()
    assert told(qtbot, made, second(place)) == {}
    made.end()


def test_a_first_one_that_does_not_answer_is_not_waited_for_forever(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "PATIENCE_MS", 100)
    monkeypatch.setattr(instance, "STARTING_MS", 100)
    silent = QLockFile(str(place) + ".lock")
    assert silent.tryLock(0)
    assert not Instance(place).hand_over({})
    server = QLocalServer()
    assert server.listen(str(place))  # it takes connections, and nobody looks at them
    assert not Instance(place).hand_over({})
    server.close()
    silent.unlock()


@pytest.mark.parametrize("said", [b"nonsense\n", b"[]\n", b'{"file": 1}\n', b"x" * (MOST_BYTES + 1)])
def test_what_is_no_wish_is_refused(first: Instance, place: Path, qtbot: QtBot, said: bytes) -> None:
    socket = QLocalSocket()
    with qtbot.assertNotEmitted(first.asked):
        socket.connectToServer(first.name)
        assert socket.waitForConnected(5000)
        socket.write(said)
        unconnected = QLocalSocket.LocalSocketState.UnconnectedState
        qtbot.waitUntil(lambda: socket.state() == unconnected, timeout=5000)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps it by the user's name")
def test_only_the_user_may_speak_to_it(first: Instance, place: Path) -> None:
    assert place.stat().st_mode & 0o077 == 0


def test_a_place_where_nothing_can_be_written_opens_windows_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Instance(tmp_path / "file" / "nnviz").is_first()


def test_without_the_network_library_every_start_has_its_own_window(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Instance(place)
    assert first.is_first()
    monkeypatch.setitem(sys.modules, "PySide6.QtNetwork", None)
    first.listen()
    other = Instance(place)
    assert not other.hand_over({})
    assert other.is_first()
    other.end()


def test_each_user_and_screen_has_a_place_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    places = [usual_place()]
    for name, value in (("DISPLAY", ":77"), ("WAYLAND_DISPLAY", "w-7"), ("XDG_STATE_HOME", str(tmp_path))):
        monkeypatch.setenv(name, value)
        places.append(usual_place())
    assert len(set(places)) == 4 - (sys.platform == "win32")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert usual_place().parent == tmp_path


def test_what_is_asked_for_in_particular_wants_a_window_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not parse([]).wants_own_window
    assert not parse(["digits"]).wants_own_window
    for asked in (["--new-window"], ["xor", "--epochs", "0"], ["--theme", "dark"], ["--seed", "3"]):
        assert parse(asked).wants_own_window, asked
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("a,b\n1,2\n")
    assert wish_of(parse(["a.csv"]))["file"] == str(tmp_path / "a.csv")
