"""The one text size of the window: how many pixels larger every text is written than at the least.

Texts grow by as many pixels each, so small ones gain most; lengths that hold a line grow in proportion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QGraphicsSimpleTextItem,
    QGraphicsTextItem,
    QGraphicsView,
    QWidget,
)

SMALLEST = 11
"""Pixels of the smallest texts at the least size."""

STEPS = (0, 1, 2, 3, 4, 5, 6)
"""The sizes that a person can choose, in pixels added."""

PRESENTED = 13
"""The same for a lecture hall: the smallest texts have 24 pixels, 18 points on a screen of 96 dpi."""

_HALL = QSize(1920, 1080)
"""The screen that these fill well; on a larger one they are as much larger, for the wall is no larger."""

_ON_SCREENS = ((QSize(3200, 1700), 6), (QSize(2400, 1300), 2))
"""Pixels added on a screen that has at least so much room, from the largest: on a screen that wide all of the
window is seen from further away."""

_SIZE = 0x2
"""The bit of a font's resolve mask that says that its size was given."""

_LENGTHS = "lengths"
"""The property of a widget in which its lengths at the least text size are kept, by their setters."""


class _Size:
    """What is in force, and the font that the application started with."""

    added = 0
    first: QFont | None = None


def added() -> int:
    """How many pixels are added to every text."""
    return _Size.added


def grown(pixels: int) -> int:
    """The size of a text that has so many pixels at the least."""
    return pixels + _Size.added


def factor() -> float:
    """How many times larger the smallest texts are than at the least, from 1."""
    return grown(SMALLEST) / SMALLEST


def stretched(length: float) -> int:
    """A length that holds a text and has so many pixels at the least."""
    return round(length * factor())


def thickened(length: float) -> float:
    """A line, or a mark, that has so many pixels at the least; it grows half as much as texts do."""
    return length * (1.0 + factor()) / 2.0


def percent(pixels: int) -> int:
    """What adding so many pixels makes of the smallest texts, in hundredths."""
    return round(100 * (SMALLEST + pixels) / SMALLEST)


def suited(room: QSize) -> int:
    """How many pixels are added on a screen with so much room, as long as nobody has chosen otherwise."""
    return next((pixels for least, pixels in _ON_SCREENS if room.boundedTo(least) == least), STEPS[0])


def presented(room: QSize) -> int:
    """How many pixels are added when a window fills a screen of so much room for a lecture hall."""
    times = min(room.width() / _HALL.width(), room.height() / _HALL.height())
    return max(PRESENTED, round(times * (SMALLEST + PRESENTED)) - SMALLEST)


def suited_at(place: QPoint) -> int:
    """The same for the screen that has this place, or else for the first."""
    screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
    return suited(screen.availableSize())


def set_added(pixels: int) -> None:
    """Writes all texts that there are, and those to come, larger by so many pixels."""
    with changing(pixels):
        pass


@contextmanager
def changing(pixels: int) -> Iterator[None]:
    """The same, with a style sheet to be given to the application meanwhile, which would take the fonts of
    widgets back to what they were first."""
    more, _Size.added = pixels - _Size.added, pixels
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        yield
        return
    own = [(each, QFont(each.font())) for each in app.allWidgets() if _has_own_font(each)]
    if more:
        app.setFont(_font_of(app, pixels))
    yield
    for widget, font in own:
        _resize(font, more)
        if font == widget.font():
            continue
        widget.setFont(font)
        if isinstance(widget, QAbstractSpinBox):  # under a style sheet what is in it does not follow
            widget.lineEdit().setFont(widget.font())
    for widget in app.allWidgets() if more else ():
        _stretch(widget)
        if isinstance(widget, QGraphicsView):
            _enlarge_items(widget, more)


def _font_of(app: QApplication, pixels: int) -> QFont:
    """The application's font, larger by so many pixels than it was to begin with."""
    if _Size.first is None:
        _Size.first = app.font()
    font = QFont(_Size.first)
    if pixels:
        font.setPixelSize(QFontInfo(_Size.first).pixelSize() + pixels)
    return font


def stretch(widget: QWidget, setter: str, length: int | QSize) -> None:
    """Sets a length or a size of a widget by the name of its setter, now and for every text size to come."""
    widget.setProperty(_LENGTHS, (widget.property(_LENGTHS) or {}) | {setter: length})
    _stretch(widget)


def _stretch(widget: QWidget) -> None:
    for setter, length in (widget.property(_LENGTHS) or {}).items():
        getattr(widget, setter)(length * factor() if isinstance(length, QSize) else stretched(length))


def _has_own_font(widget: QWidget) -> bool:
    """Whether a size in pixels was given to the widget itself."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) and _is_sized(widget.font())


def _enlarge_items(view: QGraphicsView, more: int) -> None:
    texts: Iterable[object] = view.scene().items() if view.scene() is not None else ()
    for item in texts:
        if isinstance(item, QGraphicsSimpleTextItem | QGraphicsTextItem) and item.font().pixelSize() > 0:
            font = item.font()
            _resize(font, more)
            item.setFont(font)


def _resize(font: QFont, more: int) -> None:
    """Adds so many pixels to a font, unless it comes out too small to be read: then it had not grown, since
    its place gives it its size, or has been written anew already."""
    if font.pixelSize() + more >= SMALLEST:
        font.setPixelSize(font.pixelSize() + more)


def _is_sized(font: QFont) -> bool:
    return bool(font.resolveMask() & _SIZE) and font.pixelSize() > 0
