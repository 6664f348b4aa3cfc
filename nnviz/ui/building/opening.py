"""Opens a new network in a window, with the panel in which it is built.

Each has a run of its own, like a lesson, and is found again as it was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnviz.session.setup import Setup

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def ask_for_network(window: MainWindow) -> None:
    """Asks for the data and the beginning of a new network, and opens it."""
    from nnviz.ui.building.new_network import NewNetworkDialog  # nobody looks at it at the start

    dialog = NewNetworkDialog(window)
    dialog.chosen.connect(lambda setup: open_new(window, setup))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def open_new(window: MainWindow, setup: Setup) -> None:
    """Opens a new network."""
    from nnviz.ui.building.new_network import new_lesson

    window.director.open(new_lesson(setup, window.builder.next_number()))
