"""Formulas on the screen: drawn sharply from their TeX, with symbols that can be pointed at and clicked.

Where a formula cannot be drawn, its TeX is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QMenu, QToolTip, QWidget

from nnviz.ui.inspector.formula_drawing import INK, PIXELS, Symbols, drawing, places
from nnviz.ui.text_size import grown
from nnviz.ui.theme import number_font

REACH = 3.0
"""Pixels around a symbol that still belong to it."""


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
    worked_out = drawing(tex)
    if worked_out is None:
        return None
    svg = worked_out.svg.replace(INK, colour).encode()
    drawn = _rasterised(svg, pixels / PIXELS, device_ratio)
    if drawn is not None:
        QPixmapCache.insert(key, drawn)
    return drawn


def prepare(tex: str = "Y") -> None:
    """Works a formula out before it is wanted; the first one has to wait for the library."""
    drawing(tex)


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
    """A formula, drawn as sharply as its screen allows; the TeX itself where that fails.

    Where its symbols are known, the pointer marks each and a click chooses it; on what belongs to none of
    them, and from the keyboard with Return, all are offered in a menu.

    Signals:
        symbol_pointed: the key of the symbol under the pointer, or None.
        symbol_chosen: the key of a symbol that a person wants to see.
    """

    symbol_pointed = Signal(object)
    symbol_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tex, self._colour, self._pixels = "", "", PIXELS
        self._shown: tuple[str, str, int, float] | None = None
        self._names: Mapping[str, str] = {}
        self._symbols: Symbols = ()
        self._pointed: int | None = None

    def show_tex(self, tex: str, colour: str, pixels: int) -> None:
        """Draws a formula in letters of a size in pixels."""
        self._tex, self._colour, self._pixels = tex, colour, pixels
        self.setAccessibleName(tex)
        self._draw()

    def show_symbols(self, symbols: Symbols, names: Mapping[str, str]) -> None:
        """Lets symbols be chosen.

        Args:
            symbols: the TeX and the key of each, that of the result first.
            names: what the menu calls them, by key.
        """
        self._symbols, self._names = symbols, names
        self._point(None)
        self.setMouseTracking(bool(symbols))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if symbols else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription(self.tr("Return lists its tensors") if symbols else "")

    def _draw(self) -> None:
        wanted = (self._tex, self._colour, self._pixels, self.devicePixelRatioF())
        if wanted == self._shown:
            return
        self._shown = wanted
        drawn = picture(*wanted)
        if drawn is not None:
            self.setPixmap(drawn)
        else:
            self.setFont(number_font(max(grown(12), self._pixels // 2), exact=True))
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(self._tex)
        self.setWordWrap(drawn is None)

    def showEvent(self, event: object) -> None:
        """Draws anew if the window has come to a screen of another resolution."""
        if self._tex:
            self._draw()

    def size_at(self, pixels: int) -> QSize:
        """The size it would have in letters of another size."""
        known = drawing(self._tex) if self._tex else None
        if known is None:
            return self.sizeHint()
        return QSize(round(known.width * pixels / PIXELS) + 1, round(known.height * pixels / PIXELS) + 1)

    # -- symbols --------------------------------------------------------------------------------

    def spots(self) -> list[tuple[str, QRectF]]:
        """The symbols and where they stand in the label, from left to right."""
        if not self._symbols or self.pixmap().isNull():
            return []
        scale = self._pixels / PIXELS
        down = (self.height() - self.pixmap().deviceIndependentSize().height()) / 2

        def spot(rect: QRectF) -> QRectF:
            at = QRectF(rect.topLeft() * scale, rect.size() * scale).translated(0, down)
            return at.adjusted(-REACH, -REACH, REACH, REACH)

        return [(key, spot(rect)) for key, rect in places(self._tex, self._symbols)]

    def _at(self, point: QPointF) -> int | None:
        return next((place for place, (_, rect) in enumerate(self.spots()) if rect.contains(point)), None)

    def _point(self, place: int | None) -> None:
        if place == self._pointed:
            return
        self._pointed = place
        self.setCursor(Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor)
        self.symbol_pointed.emit(None if place is None else self.spots()[place][0])
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._symbols or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = self._at(event.position())
        if place is None:
            self.menu().popup(event.globalPosition().toPoint())
        else:
            self.symbol_chosen.emit(self.spots()[place][0])

    def menu(self) -> QMenu:
        """Every tensor of the formula, by name."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, name in self._names.items():
            menu.addAction(name, lambda key=key: self.symbol_chosen.emit(key))
        return menu

    def event(self, event: QEvent) -> bool:
        """Claims Return, and says in a tooltip what a click does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(self._opens(event))
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._symbols:
            QToolTip.showText(event.globalPos(), self._tip(event), self)
            return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> str:
        place = self._at(QPointF(event.pos()))
        if place is None:
            return self.tr("a click lists the tensors of this formula")
        name = self._names.get(self.spots()[place][0], "")
        return self.tr("a click goes to {0}").format(name)

    def _opens(self, event: QKeyEvent) -> bool:
        return bool(self._symbols) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens(event):
            self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(self._colour or "#000000")
        if self._pointed is not None and self._pointed < len(spots := self.spots()):
            ink.setAlphaF(0.18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(spots[self._pointed][1], 5, 5)
        if self.hasFocus():
            ink.setAlphaF(0.6)
            painter.setPen(QPen(ink, 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
        super().paintEvent(event)
