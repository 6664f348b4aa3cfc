"""The panels of the window: which view each holds, and what it is called.

What comes with the plots gets an empty place to begin with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from nnviz.ui.panel import Panel

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow

CARDS = ("weight", "neuron", "layer")
"""The panels that share the inspector's place and are hidden until they are asked for."""


def make_panels(window: MainWindow) -> dict[str, Panel]:
    """The panels by the names under which their places are remembered."""
    views = {
        "lesson": window.player,
        "network": window.network,
        "pass": window.timeline,
        "inspector": window.inspector,
        "weight": window.weight_card,
        "neuron": window.neuron_card,
        "layer": QWidget(),
        "loss": QWidget(),
        "norms": QWidget(),
        "surface": QWidget(),
    }
    return {key: Panel(key, view, window) for key, view in views.items()}


def name_panels(panels: Mapping[str, Panel]) -> None:
    """Names them in the present language."""
    tr = QCoreApplication.translate
    for key, name in {
        "lesson": tr("MainWindow", "Lesson"),
        "network": tr("MainWindow", "Network"),
        "pass": tr("MainWindow", "One pass"),
        "inspector": tr("MainWindow", "Operation"),
        "weight": tr("MainWindow", "One weight"),
        "neuron": tr("MainWindow", "One neuron"),
        "layer": tr("MainWindow", "One layer"),
        "loss": tr("MainWindow", "Loss"),
        "norms": tr("MainWindow", "Gradient norm per layer"),
        "surface": tr("MainWindow", "Result"),
    }.items():
        panels[key].set_name(name)
