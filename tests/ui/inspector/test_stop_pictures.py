"""Every kind of stop looks as it did when somebody last looked at it: within what fonts may differ by."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.stop_pictures import FOLDER, drawn, kinds, ready

BLOCK = 5
"""The side of the squares that are compared, in pixels of a picture: 20 on the screen."""

FAR = 24.0
"""By how much the mean of a square may differ, of 255, before it counts as another."""

MANY = 0.03
"""The share of squares that may differ: a row of letters that is set otherwise, and no table."""


def squares(image: QImage) -> np.ndarray:
    """The mean colour of every square, (rows, columns, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(float)
    high, wide = image.height() // BLOCK, image.width() // BLOCK
    cut = pixels[: high * BLOCK, : wide * BLOCK].reshape(high, BLOCK, wide, BLOCK, 3)
    return cut.mean(axis=(1, 3))


def share_apart(one: np.ndarray, other: np.ndarray) -> float:
    """The share of squares that are another colour."""
    return float((np.abs(one - other).max(axis=2) > FAR).mean())


@pytest.fixture(scope="module")
def kept() -> dict[str, np.ndarray]:
    return {file.stem: squares(QImage(str(file))) for file in sorted(FOLDER.glob("*.png"))}


def test_there_is_a_picture_of_every_stop(kept):
    assert set(kept) == set(kinds())


def test_the_stops_look_as_they_did(qtbot, kept):
    inspector = ready()
    qtbot.addWidget(inspector)
    frames = {}
    apart = {}
    for name, (network, number) in kinds().items():
        if id(network) not in frames:
            frames[id(network)] = list(network.stops())
        apart[name] = share_apart(squares(drawn(inspector, frames[id(network)][number])), kept[name])
    assert {name: share for name, share in apart.items() if share > MANY} == {}


def test_another_formula_would_be_noticed(kept):
    names = [name for name in kept if name.startswith(("xor", "cnn"))]
    alike = [
        (one, other)
        for one in names
        for other in names
        if one < other and share_apart(kept[one], kept[other]) <= MANY
    ]
    assert len(alike) <= 3, alike
