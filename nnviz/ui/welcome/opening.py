"""Opens the welcome page over a window, and does what is wished there.

Nothing of it is imported before it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nnviz.ui.building.opening import ask_for_network
from nnviz.ui.welcome.page import WelcomePage
from nnviz.ui.welcome.recents import Recent

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def open_welcome(window: MainWindow, here: str = "") -> WelcomePage:
    """Opens the page; it goes away by itself when something has been chosen.

    Args:
        here: the lesson that is chosen to begin with; the first if empty.
    """
    page = WelcomePage(window.director.shelf(here), window.theme, window.settings.welcome, window)
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page.lesson_chosen.connect(window.director.open)
    page.recent_chosen.connect(partial(_open_again, window))
    page.recent_removed.connect(partial(_forget, window, page))
    page.way_chosen.connect(partial(_go, window))
    page.at_start_chosen.connect(lambda on: setattr(window.settings, "welcome", on))
    page.show_recents(recents_of(window))
    page.open()
    return page


def recents_of(window: MainWindow) -> list[Recent]:
    """What can be opened again: documents first, and then data."""
    documents = [Recent(path, False, place) for place, path in enumerate(window.settings.recent_documents)]
    data = [Recent(Path(where), True, place) for place, (_, where) in enumerate(window.data.recent())]
    return [*documents, *data]


def _open_again(window: MainWindow, recent: Recent) -> None:
    (window.data.open_again if recent.is_data else window.documents.open_again)(recent.place)


def _forget(window: MainWindow, page: WelcomePage, recent: Recent) -> None:
    (window.data.forget if recent.is_data else window.documents.forget)(recent.place)
    page.show_recents(recents_of(window))


def _go(window: MainWindow, way: str) -> None:
    ways: dict[str, Callable[[], object]] = {
        "new": partial(ask_for_network, window),
        "document": window.documents.ask,
        "data": window.data.ask,
        "guide": window.guide.open,
    }
    ways[way]()
