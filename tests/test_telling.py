"""What a person is told when nnviz cannot start: in a dialog, on standard error, and in the log.

No screen is needed: what would be shown is caught, and the dialog is looked at by itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nnviz import __main__, cli, preflight, telling
from nnviz.error_box import ErrorBox

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What dialogs said, on a machine with a screen."""
    found: list[tuple[str, str, str]] = []
    monkeypatch.setattr(telling, "can_be_seen", lambda: True)
    monkeypatch.setattr(telling, "show", lambda *said: found.append(said))
    return found


def logged() -> str:
    return telling.log_path().read_text(encoding="utf-8")


def broken(arguments: object) -> int:
    raise OSError("the moon is full")


def test_an_error_before_the_window_is_shown_logged_and_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shown: list[tuple[str, str, str]]
) -> None:
    monkeypatch.setattr(cli, "main", broken)
    assert __main__.main([]) == 1
    ((text, details, log),) = shown
    assert text == "OSError: the moon is full"
    assert details.startswith("Traceback (most recent call last)")
    assert log == str(telling.log_path())
    assert capsys.readouterr().err.strip() == details.strip()
    assert details.strip() in logged()


def test_without_a_console_a_wrong_argument_is_shown(
    monkeypatch: pytest.MonkeyPatch, shown: list[tuple[str, str, str]]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert __main__.main(["no-such-file.nnviz"]) == 2
    ((text, _, _),) = shown
    assert text.startswith("nnviz: argument lesson: given 'no-such-file.nnviz', allowed: ")
    assert "no-such-file.nnviz" in logged()


def test_without_a_console_an_error_is_shown_once(
    monkeypatch: pytest.MonkeyPatch, shown: list[tuple[str, str, str]]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(cli, "main", broken)
    assert __main__.main([]) == 1
    assert [text for text, _, _ in shown] == ["OSError: the moon is full"]


def test_what_is_missing_is_shown_and_logged(
    monkeypatch: pytest.MonkeyPatch, shown: list[tuple[str, str, str]]
) -> None:
    monkeypatch.setattr(preflight, "problem", lambda: "Qt is missing")
    assert __main__.main([]) == 2
    assert shown == [("Qt is missing", "", str(telling.log_path()))]
    assert "Qt is missing" in logged()


def test_a_log_that_cannot_be_written_is_not_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shown: list[tuple[str, str, str]]
) -> None:
    (tmp_path / "state").write_text("in the way")
    telling.announce("it broke")
    assert shown == [("it broke", "", "")]


def test_a_long_log_is_put_aside_for_a_new_one() -> None:
    telling.keep("old" + "." * telling.MOST_BYTES)
    telling.keep("newer")
    telling.keep("newest")
    assert [line.split(" ERROR ")[1] for line in logged().splitlines()] == ["newer", "newest"]
    assert "old" in telling.log_path().with_name("nnviz.log.1").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("environment", "seen"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_a_dialog_needs_a_screen(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], seen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert telling.can_be_seen() is seen


def test_the_next_kind_of_dialog_is_tried_where_one_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []

    def fails(*arguments: str) -> None:
        raise ImportError

    monkeypatch.setattr(telling, "_by_qt", fails)
    monkeypatch.setattr(telling, "_by_tk", fails)
    monkeypatch.setattr(telling, "_by_system", lambda *arguments: said.append(arguments))
    telling.show("it broke", "", "")
    assert said == [("it broke", "", "")]


@pytest.mark.skipif(sys.platform != "linux", reason="these programs are those of Linux")
def test_a_desktop_without_qt_shows_it_with_what_it_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "kdialog"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" >{tmp_path}/said\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    telling._by_system("it broke", "at line 3", "/tmp/a.log")
    said = (tmp_path / "said").read_text()
    assert said == "--title|nnviz|--error|at line 3\n\nThis was written to /tmp/a.log|"


def test_the_dialog_copies_all_of_it_and_stays(qtbot: QtBot) -> None:
    box = ErrorBox(None, "OSError: full", "Traceback\nOSError: full", "/tmp/a.log")
    qtbot.addWidget(box)
    box.open()
    qtbot.mouseClick(box.copy_button, Qt.MouseButton.LeftButton)
    assert box.isVisible()
    copied = QGuiApplication.clipboard().text()
    assert copied == "OSError: full\n\nTraceback\nOSError: full\n\nThe details were written to /tmp/a.log"
    box.close()


def started(tmp_path: Path, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """nnviz in a process of its own, after something has been broken; what it logs is in ``tmp_path``."""
    environment = os.environ | {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    code = f"import sys; from nnviz.__main__ import main\n{script}\nsys.exit(main({[*arguments]}))"
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


BREAKS = {
    "a broken PySide": "sys.modules['PySide6.QtWidgets'] = None",
    "settings that cannot be read": (
        "from nnviz.ui import settings\n"
        "def fail(*_): raise PermissionError('settings')\n"
        "settings.Settings.__init__ = fail"
    ),
    "no resources": "from nnviz import resources; resources._MARK = 'gone'",
    "a lesson that cannot be read": (
        "import tomllib\n"
        "def fail(*_): raise tomllib.TOMLDecodeError('bad')\n"
        "tomllib.load = tomllib.loads = fail"
    ),
}


@pytest.mark.parametrize("why", BREAKS)
def test_nothing_that_breaks_the_start_does_so_in_silence(tmp_path: Path, why: str) -> None:
    done = started(tmp_path, BREAKS[why])
    assert done.returncode in (1, 2)
    assert done.stderr.strip()
    last = done.stderr.strip().splitlines()[-1].removeprefix("nnviz: ")
    assert last in (tmp_path / "nnviz" / "nnviz.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("why", BREAKS)
def test_not_even_where_there_is_no_standard_error(tmp_path: Path, why: str) -> None:
    done = started(tmp_path, BREAKS[why] + "\nsys.stderr = None")
    assert done.returncode in (1, 2)
    assert (tmp_path / "nnviz" / "nnviz.log").read_text(encoding="utf-8").strip()
