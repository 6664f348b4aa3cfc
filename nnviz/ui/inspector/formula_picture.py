"""Formulas drawn from their TeX: the one module that knows the library which does it.

Whatever goes wrong there, the caller is told by ``None`` and shows the TeX itself.
"""

from __future__ import annotations

import warnings
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.ui.theme import number_font


def picture(tex: str, colour: str, pixels: int, device_ratio: float) -> QPixmap | None:
    """A formula on a transparent ground, or None if it cannot be drawn.

    Args:
        tex: the formula; letters that are not mathematics, such as Chinese, cannot be drawn.
        colour: ``#rrggbb``.
        pixels: the size of its letters, device-independent.
        device_ratio: how many pixels of the screen make one of those.
    """
    key = f"formula|{tex}|{colour}|{pixels}|{device_ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    svg = _svg(tex)
    if svg is None:
        return None
    drawn = _rasterised(svg.replace(_INK, colour).encode(), pixels / _PIXELS, device_ratio)
    if drawn is not None:
        QPixmapCache.insert(key, drawn)
    return drawn


def prepare() -> None:
    """Does what the first formula would have to wait for, so that the first pause is as quick as any."""
    _svg("Y")


_PIXELS, _INK = 22, "#010203"
"""The size and the colour in which a formula is worked out, once for all that it is drawn in."""


@lru_cache(maxsize=512)
def _svg(tex: str) -> str | None:
    """The formula as SVG; this is the slow part, and needs no window."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import ziamath  # a quarter of a second; see prepare()

        ziamath.config.svg2 = False  # Qt does not draw the <symbol> elements of SVG 2
        text: str = ziamath.Latex(tex, size=_PIXELS, color=_INK).svg()
        return text
    except Exception:  # any failure of the library is answered by showing the source
        return None


def _rasterised(svg: bytes, scale: float, device_ratio: float) -> QPixmap | None:
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.viewBoxF().size() * scale
    if not renderer.isValid() or size.isEmpty():
        return None
    pixmap = QPixmap((size * device_ratio).toSize())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(device_ratio)
    return pixmap


class FormulaLabel(QLabel):
    """A formula, drawn as sharply as its screen allows; the TeX itself where that fails."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tex = ""
        self._shown: tuple[str, str, int, float] | None = None

    def show_tex(self, tex: str, colour: str, pixels: int) -> None:
        """Draws a formula in letters of a size in pixels."""
        self._tex, self._colour, self._pixels = tex, colour, pixels
        self.setAccessibleName(tex)
        self._draw()

    def _draw(self) -> None:
        wanted = (self._tex, self._colour, self._pixels, self.devicePixelRatioF())
        if wanted == self._shown:
            return
        self._shown = wanted
        drawn = picture(*wanted)
        if drawn is not None:
            self.setPixmap(drawn)
        else:
            self.setFont(number_font(max(12, self._pixels // 2)))
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(self._tex)
        self.setWordWrap(drawn is None)

    def showEvent(self, event: object) -> None:
        """Draws anew if the window has come to a screen of another resolution."""
        if self._tex:
            self._draw()
