"""Sees to it that a second start goes to the window that is open already, rather than opening another one.

Whoever has the lock is the first and listens; whoever has not says what it was started with, and ends. Both
are the user's own, on one screen; the lock of a program that is gone can be taken.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QElapsedTimer, QLockFile, QObject, Signal

from nnviz.arguments import Options
from nnviz.preflight import state_folder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

STARTING_MS = 30_000
"""Milliseconds that the first process may take until it listens; then a later one has its own window."""

PATIENCE_MS = 5000
"""Milliseconds that it may take to answer, if it listens."""

_TRY_MS = 50
_HEARD = b"heard\n"

MOST_BYTES = 2**16
"""What another start may say at most."""

_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""What a launcher gives to a program so that its window may come to the front."""

_log = logging.getLogger("nnviz")


def usual_place() -> Path:
    """The path of the socket for this user and screen; the lock lies beside it."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    state = state_folder()
    screen = "\n".join([str(state), *(os.environ.get(name, "") for name in _SCREEN)])
    folder = Path(runtime) if runtime and Path(runtime).is_dir() else state
    return folder / f"nnviz-{crc32(screen.encode()):08x}"


def wish_of(options: Options) -> dict[str, str]:
    """What the first window is told of a start."""
    wish = {name: os.environ[name] for name in _TOKENS if os.environ.get(name)}
    if options.data is not None:
        wish["file"] = str(options.data.absolute())
    elif options.lesson is not None:
        wish["lesson"] = options.lesson
    return wish


class Instance(QObject):
    """The part that this process has among those of one user.

    Args:
        place: the path of the socket; the usual one if None.

    Signals:
        asked: another start wants this: ``file`` or ``lesson``, or nothing but the window, and what the
            launcher gave it.
    """

    asked = Signal(dict)

    def __init__(self, place: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place or usual_place()
        self._lock = QLockFile(str(self._place) + ".lock")
        self._lock.setStaleLockTime(0)  # a lock is old only when its program is gone
        self._server: QLocalServer | None = None

    @property
    def name(self) -> str:
        """What a socket is called: on Windows, where it is no file, without a folder."""
        return self._place.name if sys.platform == "win32" else str(self._place)

    def is_first(self) -> bool:
        """Takes the lock; no, where another process has it. Where no lock can be made, everyone is first."""
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        mine = self._lock.isLocked() or self._lock.tryLock(0)
        return mine or self._lock.error() != QLockFile.LockError.LockFailedError

    def hand_over(self, wish: dict[str, str]) -> bool:
        """Tells the first process what is wanted, unless this is it; whether somebody has heard.

        A process that has the lock may not listen yet, or be about to end: it is tried for a while.
        """
        clock = QElapsedTimer()
        clock.start()
        while not self.is_first():
            try:
                if _told(self.name, wish):
                    return True
            except ImportError:  # then nobody listens, either
                return False
            except TimeoutError:
                break
            if clock.hasExpired(STARTING_MS):
                break
        else:
            return False
        _log.warning("another nnviz is running, and did not answer")
        return False

    def listen(self) -> None:
        """Begins to hear what other starts want, if this process has the lock; gives it up if that fails."""
        if not self._lock.isLocked():
            return
        try:
            self._begin_to_listen()
        except (ImportError, OSError) as error:  # a library of the system is missing; all else works
            _log.warning("every start opens a window of its own: %s", error)
            self.end()

    def _begin_to_listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self.name)  # left behind by a program that died
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        if not self._server.listen(self.name):
            raise OSError(self._server.errorString())

    def end(self) -> None:
        """Listens no more, and lets another process be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _meet(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST_BYTES:
                socket.abort()
            return
        wish = _read(bytes(socket.readLine(MOST_BYTES).data()))
        if wish is None:
            socket.abort()
            return
        socket.write(_HEARD)
        socket.flush()
        self.asked.emit(wish)


def _read(line: bytes) -> dict[str, str] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    told = isinstance(found, dict) and all(isinstance(value, str) for value in found.values())
    return found if told else None


def _told(name: str, wish: dict[str, str]) -> bool:
    """Whether somebody listens there and has heard.

    Raises:
        TimeoutError: somebody listens, but does not answer.
    """
    from PySide6.QtCore import QThread
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_TRY_MS):
        QThread.msleep(_TRY_MS)  # where nobody listens the answer comes at once
        return False
    _let_come_forward()
    socket.write(json.dumps(wish).encode() + b"\n")
    socket.flush()
    if not socket.waitForReadyRead(PATIENCE_MS):
        if socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
            raise TimeoutError
        return False  # it has ended meanwhile
    return bytes(socket.readLine().data()) == _HEARD


def _let_come_forward() -> None:
    """Windows lets a program come to the front only if the one that is there allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
