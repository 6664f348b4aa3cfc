"""How colours look to people with the three common colour deficiencies, and how far apart two colours are.

Deficiencies are simulated by the matrices of Machado, Oliveira and Fernandes (2009) at full severity, on
linear RGB; distances are those of Oklab (Ottosson 2020), where black and white are 1 apart; contrast is
that of WCAG 2.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

from nnviz.nn.describe import Array

DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(colour: QColor | str) -> Array:
    """The linear RGB of a colour, from 0 to 1."""
    made = QColor(colour)
    channels = np.array([made.redF(), made.greenF(), made.blueF()])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def seen(colour: QColor | str, deficiency: str) -> Array:
    """The place in Oklab of a colour as it is seen with a deficiency."""
    rgb = np.clip(DEFICIENCIES[deficiency] @ linear(colour), 0.0, 1.0)
    found: Array = _TO_LAB @ np.cbrt(_TO_CONES @ rgb)
    return found


def distance(a: QColor | str, b: QColor | str, deficiency: str) -> float:
    """How far apart two colours look."""
    return float(np.linalg.norm(seen(a, deficiency) - seen(b, deficiency)))


def contrast(a: QColor | str, b: QColor | str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2)."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    high, low = sorted((float(weights @ linear(each)) for each in (a, b)), reverse=True)
    return (high + 0.05) / (low + 0.05)
