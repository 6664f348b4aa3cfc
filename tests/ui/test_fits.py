"""No text of any page is cut off in the smallest window, in either language."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests import page_pictures
from tests.page_pictures import PAGES, window_for_pages
from tests.ui.fits import misfits

PRESENTED = [name for name in PAGES if name.startswith("presented")]
LASTING = ["fault", "progress", "running", "end", "rebuilt", "compared", "large-text"]
"""The pages that leave the window other than it was, each of which has one of its own."""

MISSING = () if find_spec("onnx") else ("model",)
"""The page that shows what was read with a library that need not be there."""

SHARED = [name for name in PAGES if name not in (*LASTING, *PRESENTED, *MISSING)]
GROUPS = {"shared": SHARED, "presented": PRESENTED, **{name: [name] for name in LASTING}}

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def settled(windows: list[QWidget]) -> list[str]:
    """What is still cut off when all has found its place."""
    for _ in range(8):
        if not (found := misfits(windows)):
            break
        page_pictures.wait(100)
    return found


@pytest.mark.parametrize("language", page_pictures.LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_no_text_of_a_page_is_cut_off(group: str, language: str, tmp_path: Path, qapp: QApplication) -> None:
    cut: dict[str, str] = {}
    with window_for_pages(tmp_path, language, "light", "1280x720") as window:
        for page in GROUPS[group]:

            def look(found: list[QWidget], page: str = page) -> None:
                for each in settled([window, *found]):
                    cut.setdefault(each, page)

            page_pictures.show_page(page, window, tmp_path, look, settled=100)
    assert not cut, "\n".join(f"{page}: {each}" for each, page in cut.items())


TEXT = "a text of some length"


def combo() -> QWidget:
    made = QComboBox()
    made.addItem(TEXT)
    return made


def tabs() -> QWidget:
    made = QTabBar()
    made.addTab(TEXT)
    made.setElideMode(Qt.TextElideMode.ElideRight)
    made.setUsesScrollButtons(False)
    return made


def header() -> QWidget:
    made = QTableWidget(1, 1)
    made.setHorizontalHeaderLabels([TEXT])
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    made.verticalHeader().hide()
    return made


def wrapped() -> QWidget:
    made = QLabel(TEXT)
    made.setWordWrap(True)
    made.setMaximumHeight(20)
    return made


def tool() -> QWidget:
    made = QToolButton()
    made.setText(TEXT)
    return made


KINDS: dict[str, Callable[[], QWidget]] = {
    "label": lambda: QLabel(TEXT),
    "wrapped": wrapped,
    "push": lambda: QPushButton(TEXT),
    "tool": tool,
    "check": lambda: QCheckBox(TEXT),
    "radio": lambda: QRadioButton(TEXT),
    "combo": combo,
    "group": lambda: QGroupBox(TEXT),
    "tabs": tabs,
    "header": header,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_without_room_is_found_in_every_kind_of_widget(kind: str, qtbot: QtBot) -> None:
    widget = KINDS[kind]()
    qtbot.addWidget(widget)
    widget.resize(400, 60)
    widget.show()
    assert misfits([widget]) == []
    widget.setMinimumSize(0, 0)
    widget.resize(60, 60)
    QApplication.processEvents()
    (found,) = misfits([widget])
    assert TEXT in found


def test_what_is_left_out_of_a_text_is_in_its_tooltip(qtbot: QtBot) -> None:
    label = QLabel("a text of some…")
    qtbot.addWidget(label)
    label.show()
    assert len(misfits([label])) == 1
    label.setToolTip(TEXT)
    assert misfits([label]) == []


def test_what_sticks_out_of_what_it_is_in_is_found(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    label = QLabel(TEXT, around)
    around.resize(400, 100)
    around.show()
    assert misfits([around]) == []
    label.move(350, 0)
    (found,) = misfits([around])
    assert "is cut by QWidget" in found
