"""The three ways of colouring the network, and which tensor of a frame each thing then shows.

Everything that the canvas colours is looked up here, so that this one table is the whole truth:

=========================  =========  ====================  ===========================
what is painted            WEIGHTS    ACTIVATIONS           GRADIENTS
=========================  =========  ====================  ===========================
edge, UNITS                W          X, its source's Y     dW
edge, one to one           neutral    X, its source's Y     dX
edge, LOSS                 neutral    X, the prediction     dX
unit, UNITS                B          Y                     dY
bias, the line into a unit B          neutral               dB
unit of any other layer    neutral    Y                     dY
unit of an input           neutral    Y                     dX of the node it feeds
circle of the loss         not on the scale: it holds E
line of a whole tensor     neutral: it stands for many numbers
sheet of cells             its own tensor in every mode, value and gradient side by side
=========================  =========  ====================  ===========================

X, Y, dX and dY are those of one sample of the batch; W, B, dW and dB belong to the whole batch.
A tensor that has not been computed in the pass leaves what it would colour neutral and thin.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication

from nnviz.nn import Glyph
from nnviz.nn.describe import gradient_of


class ColourMode(Enum):
    """What the colours stand for."""

    WEIGHTS = "weights"
    ACTIVATIONS = "activations"
    GRADIENTS = "gradients"


TENSORS = {
    ColourMode.WEIGHTS: "W, B",
    ColourMode.ACTIVATIONS: "Y",
    ColourMode.GRADIENTS: "∂E/∂W, ∂E/∂Y",
}
"""What the legend calls the tensors of a mode."""


class Measure(Enum):
    """The kinds of tensors that have a scale each; the value is what the legend calls them.

    In a network of units alone the two kinds of gradients share one, so that edges and units compare.
    """

    WEIGHT = "W"
    OUTPUT = "Y"
    WEIGHT_GRADIENT = "∂E/∂W"
    OUTPUT_GRADIENT = "∂E/∂Y"


def measure(mode: ColourMode, weight: bool) -> Measure:
    """The scale of what a mode colours: of weights, or of units and what goes in and out of them."""
    if mode is ColourMode.GRADIENTS:
        return Measure.WEIGHT_GRADIENT if weight else Measure.OUTPUT_GRADIENT
    return Measure.WEIGHT if mode is ColourMode.WEIGHTS else Measure.OUTPUT


def edge_key(mode: ColourMode, dense: bool, input_key: str) -> str | None:
    """The tensor that an edge shows, or None for none.

    Args:
        mode: what the colours stand for.
        dense: whether the edge is a weight, an entry of W.
        input_key: how its node calls the input that comes in over it: X, or X1, X2, …
    """
    if mode is ColourMode.ACTIVATIONS:
        return input_key
    if dense:
        return "W" if mode is ColourMode.WEIGHTS else gradient_of("W")
    return None if mode is ColourMode.WEIGHTS else gradient_of(input_key)


def bias_key(mode: ColourMode) -> str | None:
    """The tensor that the line of a bias shows, or None for none: what comes in over it is always 1."""
    keys = {ColourMode.WEIGHTS: "B", ColourMode.GRADIENTS: gradient_of("B")}
    return keys.get(mode)


def unit_key(mode: ColourMode, glyph: Glyph) -> str | None:
    """The tensor that a unit of a layer shows, or None for none."""
    if glyph is Glyph.LOSS:
        return None
    if mode is ColourMode.ACTIVATIONS:
        return "Y"
    if mode is ColourMode.GRADIENTS:
        return gradient_of("Y")
    return "B" if glyph is Glyph.UNITS else None


def mode_name(mode: ColourMode) -> str:
    """What a mode is called on its button."""
    return {
        ColourMode.WEIGHTS: QCoreApplication.translate("Canvas", "weights"),
        ColourMode.ACTIVATIONS: QCoreApplication.translate("Canvas", "activations"),
        ColourMode.GRADIENTS: QCoreApplication.translate("Canvas", "gradients"),
    }[mode]


def mode_tip(mode: ColourMode) -> str:
    """What a mode colours, in one sentence."""
    return {
        ColourMode.WEIGHTS: QCoreApplication.translate(
            "Canvas", "Colour by weights: edges show W, units show B"
        ),
        ColourMode.ACTIVATIONS: QCoreApplication.translate(
            "Canvas", "Colour by activations: units show Y, edges show the value they carry"
        ),
        ColourMode.GRADIENTS: QCoreApplication.translate(
            "Canvas",
            "Colour by gradients: edges show ∂E/∂W (∂E/∂X where there is no weight), units show ∂E/∂Y",
        ),
    }[mode]
