"""Opening the cards of a neuron and of a layer in a window, from the picture or from the keyboard.

Both share the inspector's place, as the card of a weight does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnviz.ui import docking
from nnviz.ui.neuron import Neuron

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def look_at(window: MainWindow, neuron: Neuron | None) -> None:
    """Shows the card of the neuron whose paths alone are lit, or of none."""
    window.neuron_card.show_neuron(neuron)
    if neuron is not None:
        docking.open_card(window, window.panels, "neuron")


def open_neuron(window: MainWindow) -> None:
    """Looks at the neuron that was looked at last, or else the first, where another can be chosen by keys."""
    docking.open_card(window, window.panels, "neuron")
    window.canvas.focus_on(window.canvas.neuron or window.neuron_card.chooser.neuron)
    window.neuron_card.chooser.setFocus()


def open_build(window: MainWindow) -> None:
    """Shows the panel in which the network is built, with the keys on the draft."""
    docking.open_card(window, window.panels, "build")
    window.build_panel.draft.setFocus()


def open_layer(window: MainWindow, name: str = "") -> None:
    """Shows how the numbers of a layer lay over the epochs; where none is named, of the one shown last."""
    window.complete()
    docking.open_card(window, window.panels, "layer")
    if name:
        window.layer_view.choose(name)
    else:
        window.layer_view.layer.setFocus()
