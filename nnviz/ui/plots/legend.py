"""The legend of a plot: one button a curve, in as many rows as the width asks for.

A button that is up means a hidden curve; beyond a height limit the rows scroll.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QWidget

from nnviz.ui.plots.curve import DASHES
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, text_font


class Entry(NamedTuple):
    """One curve.

    Attributes:
        title: what it is called.
        colour, shape, dashed: how it is drawn.
        shown: whether it is.
        value: what is written after the title, such as its newest value.
    """

    title: str
    colour: str
    shape: QPainterPath
    shown: bool
    value: str = ""
    dashed: bool = False


_ICON = QSize(18, 14)
_PADDING = 7
_WIDEST = 150
_LEAST_ROWS = 2
"""Rows before it scrolls, however low: the layers of a small network are seen even in the largest texts."""


class Legend(QScrollArea):
    """A row of buttons that wraps.

    Signals:
        toggled: the place of an entry, and whether its curve is now shown.
    """

    toggled = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QToolButton] = []
        self._entries: tuple[Entry, ...] = ()
        self._theme = DARK
        self._limit = 1000
        self._inside = QWidget()
        self.setWidget(self._inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self.setFixedHeight(0)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows these entries in place of the ones before."""
        while len(self.buttons) > len(entries):
            self.buttons.pop().deleteLater()
        while len(self.buttons) < len(entries):
            self.buttons.append(self._make_button(len(self.buttons)))
        before, self._entries = self._entries, tuple(entries)
        for place, (button, entry) in enumerate(zip(self.buttons, entries, strict=True)):
            if place >= len(before) or entry != before[place]:
                self._write(button, entry)
        self._arrange()

    def _make_button(self, place: int) -> QToolButton:
        button = QToolButton(self._inside)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(_ICON)
        button.setFont(text_font(12))
        button.toggled.connect(lambda shown: self._toggle(place, shown))
        button.setStyleSheet(_style(self._theme))
        button.show()
        return button

    def _write(self, button: QToolButton, entry: Entry) -> None:
        title, shown = entry.title, entry.shown
        room = stretched(_WIDEST) - _ICON.width()
        text = f"{title} {entry.value}" if entry.value else title
        button.setText(button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        button.setIcon(QIcon(self._picture(entry)))
        button.blockSignals(True)
        button.setChecked(shown)
        button.blockSignals(False)
        tip = self.tr("Hide the curve of {0}") if shown else self.tr("Show the curve of {0}")
        said = tip.format(title)
        button.setToolTip(said if title in button.text() else f"{text}\n{said}")
        button.setAccessibleName(said)

    def _toggle(self, place: int, shown: bool) -> None:
        entries = list(self._entries)
        entries[place] = entries[place]._replace(shown=shown)
        self._entries = tuple(entries)
        self._write(self.buttons[place], entries[place])
        self.toggled.emit(place, shown)

    def _picture(self, entry: Entry) -> QPixmap:
        """A piece of the curve with its marker; only the marker's outline when it is hidden."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_ICON * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_ICON.width() / 2, _ICON.height() / 2)
        colour, shown = entry.colour, entry.shown
        if shown:
            pen = QPen(QColor(colour), 2)
            if entry.dashed:
                pen.setDashPattern([length / 2 for length in DASHES])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(-_ICON.width() // 2 + 1, 0, _ICON.width() // 2 - 1, 0)
        painter.setPen(QPen(QColor(self._theme.panel if shown else self._theme.muted), 1.2))
        painter.setBrush(QColor(colour) if shown else Qt.BrushStyle.NoBrush)
        painter.drawPath(entry.shape)
        painter.end()
        return picture

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme; the entries bring their own."""
        self._theme = theme
        for button in self.buttons:
            button.setStyleSheet(_style(theme))
        self._arrange()

    def set_height_limit(self, pixels: int) -> None:
        """Says how high it may grow before it scrolls; for two rows there always is room."""
        if pixels != self._limit:
            self._limit = pixels
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wraps the row anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        x = y = row = 0
        width = self.viewport().width()
        for button in self.buttons:
            # Qt's own hint leaves room for a menu arrow that is not there.
            wide = button.fontMetrics().horizontalAdvance(button.text()) + _ICON.width() + _PADDING
            row = button.sizeHint().height()
            if x and x + wide > width:
                x, y = 0, y + row
            button.setGeometry(x, y, wide, row)
            x += wide
        self._inside.resize(width, y + row)
        rows = max(_LEAST_ROWS, self._limit // row) if row else 0
        self.setFixedHeight(min(y + row, rows * row))

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            entries, self._entries = self._entries, ()
            self.show_entries(entries)


def _style(theme: Theme) -> str:
    return (
        f"QToolButton {{ color: {theme.muted}; background: transparent; border: 1px solid transparent;"
        f" border-radius: 4px; padding: 1px 0; }}"
        f" QToolButton:checked {{ color: {theme.text}; }}"
        f" QToolButton:hover, QToolButton:focus {{ border-color: {theme.line}; background: {theme.raised}; }}"
    )
