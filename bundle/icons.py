"""Paints the icon in every size and form that a platform wants from its drawing in ``resources/icons``.

``python bundle/icons.py`` writes the PNG files beside the drawing, which are kept in the tree; with a folder
it writes ``nnviz.ico`` and ``nnviz.icns`` there, as the build does. It needs Qt alone.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels of the sides of the PNG files in the tree, and of the pictures in an ``.ico``."""

ICNS_TYPES = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
"""The types of the pictures in an ``.icns`` that are PNG, each with its pixels."""


def png(drawing: Path, side: int) -> bytes:
    """A drawing in a square of so many pixels, as PNG.

    Raises:
        ValueError: it cannot be read.
    """
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(f"{drawing} is not an SVG drawing")
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' icon of PNG pictures by their sides: a header, an entry of 16 bytes for each, the pictures."""
    entries, place = b"", 6 + 16 * len(pictures)
    for side, data in pictures.items():
        shown = side % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", shown, shown, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures.values())


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """The icon of macOS of PNG pictures by their types, each behind its type and length."""
    body = b"".join(kind + struct.pack(">I", 8 + len(data)) + data for kind, data in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def write_icons(folder: Path) -> None:
    """Writes ``nnviz.ico`` and ``nnviz.icns`` into a folder."""
    drawing = ICONS / "nnviz.svg"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nnviz.ico").write_bytes(ico({side: png(drawing, side) for side in SIZES}))
    made = {kind: png(drawing, side) for kind, side in ICNS_TYPES.items()}
    (folder / "nnviz.icns").write_bytes(icns(made))


def main(arguments: list[str]) -> int:
    if arguments:
        write_icons(Path(arguments[0]))
        return 0
    for side in SIZES:
        (ICONS / f"nnviz-{side}.png").write_bytes(png(ICONS / "nnviz.svg", side))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
