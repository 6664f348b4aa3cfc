"""Says what keeps nnviz from starting: on standard error, in the log, and in a dialog if there is a screen.

It needs the standard library alone, since Qt may be the very thing that is broken; where Qt works, the dialog
is Qt's.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nnviz import preflight

MOST_BYTES = 2**20
"""Bytes of a log before it is put aside for a new one; one old log is kept."""

_UNSEEN = ("offscreen", "minimal")


class Unheard(io.StringIO):
    """Stands where standard error would be, and keeps what is said, to be shown in the end."""


def log_path() -> Path:
    """The log file, in the user's folder for the state of programs."""
    return preflight.state_folder() / "nnviz.log"


def keep(text: str) -> bool:
    """Appends to the log; whether that was possible."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MOST_BYTES:
            path.replace(path.with_name(path.name + ".1"))
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} ERROR {text.rstrip()}\n")
    except OSError:
        return False
    return True


def tell(text: str, details: str = "") -> None:
    """Says what is wrong, everywhere.

    Args:
        text: for a person.
        details: such as a traceback; it takes the place of the text on standard error and in the log.
    """
    if sys.stderr is not None and not isinstance(sys.stderr, Unheard):
        print(details or text, file=sys.stderr)
    announce(text, details)


def announce(text: str, details: str = "") -> None:
    """Says it in the log and in a dialog, after it has been said on standard error."""
    if isinstance(sys.stderr, Unheard):
        sys.stderr.truncate(0)  # it is heard now
    kept = keep(details or text)
    if can_be_seen():
        show(text, details, str(log_path()) if kept else "")


def tell_error(error: BaseException) -> None:
    """Says which error has ended the start."""
    import traceback  # here and not above, since most starts have nothing to tell

    details = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    tell(details.strip().splitlines()[-1], details)


def can_be_seen() -> bool:
    """Whether there is a screen on which somebody could see a dialog."""
    here = preflight.Machine()
    if here.qt_platform in _UNSEEN:
        return False
    return not here.linux or bool(here.environ.get("DISPLAY") or here.environ.get("WAYLAND_DISPLAY"))


def show(text: str, details: str, log: str) -> None:
    """Shows it in the first kind of dialog that works here, and waits until it has been closed."""
    for way in (_by_qt, _by_tk, _by_system):
        with contextlib.suppress(Exception):  # the next way may still work; it is in the log at any rate
            way(text, details, log)
            return


def _by_qt(text: str, details: str, log: str) -> None:
    if preflight.problem() or preflight.display_problem():  # Qt would end the process
        raise RuntimeError
    from PySide6.QtWidgets import QApplication

    from nnviz.error_box import ErrorBox

    app = QApplication.instance() or QApplication(["nnviz"])
    box = ErrorBox(None, text, details, log)
    box.exec()
    del box, app


def _by_tk(text: str, details: str, log: str) -> None:
    import tkinter

    root = tkinter.Tk()
    root.title("nnviz")
    whole = _whole(text, details, log)
    field = tkinter.Text(root, width=100, height=min(30, whole.count("\n") + 2), wrap="word")
    field.insert("1.0", whole)
    field.configure(state="disabled")
    field.pack(fill="both", expand=True, padx=12, pady=12)

    def copy() -> None:
        root.clipboard_clear()
        root.clipboard_append(whole)

    tkinter.Button(root, text="Close", command=root.destroy).pack(side="right", padx=12, pady=(0, 12))
    tkinter.Button(root, text="Copy", command=copy).pack(side="right", pady=(0, 12))
    root.mainloop()


def _by_system(text: str, details: str, log: str) -> None:
    import subprocess

    whole = _whole(text, details, log)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, whole, "nnviz", 0x10)  # Ctrl+C copies the text of it
        return
    commands = MAC if sys.platform == "darwin" else LINUX
    for command in commands:
        with contextlib.suppress(FileNotFoundError):
            subprocess.run(command(whole), check=False)
            return


def _whole(text: str, details: str, log: str) -> str:
    said = details or text
    return f"{said.rstrip()}\n\nThis was written to {log}" if log else said


_SCRIPT = """on run argv
set said to item 1 of argv
set found to display dialog said with title "nnviz" buttons {"Copy", "OK"} default button "OK" with icon stop
if button returned of found is "Copy" then set the clipboard to said
end run"""

Command = Callable[[str], list[str]]
MAC: tuple[Command, ...] = (lambda text: ["osascript", "-e", _SCRIPT, text],)
LINUX: tuple[Command, ...] = (
    lambda text: ["zenity", "--error", "--no-markup", "--title=nnviz", f"--text={text}"],
    lambda text: ["kdialog", "--title", "nnviz", "--error", text],
    lambda text: ["xmessage", "-center", text],
)
"""What shows a text on a desktop without Qt, the first that there is."""


def listen() -> Unheard | None:
    """Keeps what is said on standard error where there is none, as after a double-click on Windows."""
    if sys.stderr is not None:
        return None
    sys.stderr = Unheard()
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for as long as the process)
    return sys.stderr
