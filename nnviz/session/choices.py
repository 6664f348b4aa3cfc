"""What can be chosen of a run and of the window that shows it, by the names that are written down.

It stands apart from what comes of a choice, so that the window knows it before there is any network.
"""

from __future__ import annotations

from enum import Enum

COLOURS = ("weights", "activations", "gradients")
"""What a network can be coloured by."""

PANELS = (
    *("lesson", "network", "pass", "inspector", "weight", "neuron", "layer", "build"),
    *("loss", "norms", "surface"),
)
"""The panels that a lesson can ask for."""

CONTROLS = ("rate", "seed", "initializer", "pace", "unit")
"""The controls of the tool bar that a lesson can hide."""


class Unit(Enum):
    """How far one step goes, from the finest to the coarsest; each stops where the next one does,
    and in between."""

    FORMULA = "formula"
    OPERATION = "operation"
    LAYER = "layer"
    PASS = "pass"
    EPOCH = "epoch"
