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
    for key, name in {
        "lesson": QCoreApplication.translate("MainWindow", "Lesson"),
        "network": QCoreApplication.translate("MainWindow", "Network"),
        "pass": QCoreApplication.translate("MainWindow", "One pass"),
        "inspector": QCoreApplication.translate("MainWindow", "Operation"),
        "weight": QCoreApplication.translate("MainWindow", "One weight"),
        "neuron": QCoreApplication.translate("MainWindow", "One neuron"),
        "layer": QCoreApplication.translate("MainWindow", "One layer"),
        "loss": QCoreApplication.translate("MainWindow", "Loss"),
        "norms": QCoreApplication.translate("MainWindow", "Gradient norm per layer"),
        "surface": QCoreApplication.translate("MainWindow", "Result"),
    }.items():
        panels[key].set_name(name)
