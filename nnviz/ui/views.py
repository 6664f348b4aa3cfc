"""Fills the window's frame with all that shows the run, one part after another.

Importing this module imports numpy and the engine; the window does so only after it has been painted.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from nnviz.session.export.history import TrainingTable
from nnviz.session.lesson import Lesson
from nnviz.ui.actions import RunActions
from nnviz.ui.banner import Banner
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.chinese_font import provide_chinese
from nnviz.ui.classroom import join_classroom
from nnviz.ui.comparing.desk import CompareDesk
from nnviz.ui.comparing.joints import join_comparing
from nnviz.ui.documents.desk import Documents
from nnviz.ui.documents.menu import DocumentMenu
from nnviz.ui.editing.desk import Desk
from nnviz.ui.helping import join_help
from nnviz.ui.inspector.formula_picture import prepare
from nnviz.ui.inspector.inspector import Inspector
from nnviz.ui.joints import join_menus, join_views
from nnviz.ui.keys.keyboard import Keyboard
from nnviz.ui.lessons.director import Director
from nnviz.ui.lessons.player import LessonPlayer
from nnviz.ui.menus import Menus
from nnviz.ui.network_list import NetworkList
from nnviz.ui.notice import Notice
from nnviz.ui.probing import Probing
from nnviz.ui.progress_chip import ProgressChip
from nnviz.ui.state_label import StateLabel
from nnviz.ui.timeline import Timeline
from nnviz.ui.transport import Transport

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def fill(window: MainWindow, lesson: Lesson) -> Iterator[None]:
    """Makes everything but the plots and what comes late, and joins it; between two parts
    the window may do something else."""
    parts = (_make_bar, _make_canvas, _make_reading, _make_pass, _make_inspector)
    for make in parts:
        yield from make(window)
        yield
    window.director = Director(window, lesson)
    window.progress = ProgressChip(window)
    _make_menus(window)
    join_views(window)
    yield
    window.name_window(lesson)
    window.arrangement.refit()


def prepare_formulas() -> None:
    """Has the library that draws formulas imported, beside the window, which need not wait for it; and
    texts of one's own may be Chinese in any language."""
    provide_chinese()
    Thread(target=prepare, name="formulas", daemon=True).start()


def _make_bar(window: MainWindow) -> Iterator[None]:
    window.actions_, window.desk = RunActions(window), Desk(window)
    window.transport, window.state = Transport(window.actions_), StateLabel()
    yield
    window.notice, window.course = Notice(window), TrainingTable()
    window.documents, window.document_menu = Documents(window), DocumentMenu(window)
    window.probing, window.comparing = Probing(window), CompareDesk(window)
    for view in (window.transport, window.state):
        view.set_theme(window.theme)
    window.set_bar(window.transport)
    layout = window.top.layout()
    assert layout is not None
    layout.addWidget(window.state)


def _make_canvas(window: MainWindow) -> Iterator[None]:
    window.canvas, window.banner = Canvas(), Banner()
    yield
    window.canvas.set_theme(window.theme)
    _put_in_middle(window)


def _put_in_middle(window: MainWindow) -> None:
    """Puts the canvas with a strip over it into the place that was kept for it, below the banner."""
    inside, middle = window.place.layout(), window.middle.layout()
    strip, banner = window.desk.features, window.banner
    for layout, view in ((inside, window.canvas), (inside, strip), (middle, banner)):
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, view)


def _make_reading(window: MainWindow) -> Iterator[None]:
    window.player, window.network = LessonPlayer(), NetworkList()
    window.player.set_language(window.language.code)
    yield
    for key, view in (("lesson", window.player), ("network", window.network)):
        view.set_theme(window.theme)
        window.panels[key].set_view(view)


def _make_pass(window: MainWindow) -> Iterator[None]:
    window.timeline = Timeline()
    yield
    window.timeline.set_theme(window.theme)
    window.panels["pass"].set_view(window.timeline)


def _make_inspector(window: MainWindow) -> Iterator[None]:
    window.inspector = Inspector()
    yield
    window.inspector.set_theme(window.theme)
    window.panels["inspector"].set_view(window.inspector)


def _make_menus(window: MainWindow) -> None:
    toggles = (panel.toggleViewAction() for panel in window.panels.values())
    editing = (window.desk.changes, window.desk.activations)
    window.menus = Menus(window.menu_bar, window.actions_, toggles, editing, window.document_menu)
    join_menus(window)
    join_classroom(window)
    join_help(window)
    join_comparing(window)
    window.keyboard = Keyboard(window, window.menus, window.actions_, window.settings)
