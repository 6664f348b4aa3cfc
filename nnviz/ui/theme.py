"""The two themes: every colour that the window paints with, by what it is for.

Both have the same contrast; forward motion is teal, the loss amber, backward motion violet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from nnviz.dataclass import dataclass
from nnviz.ui.text_size import grown

if TYPE_CHECKING:
    from nnviz.nn import Kind


@dataclass(frozen=True)
class Theme:
    """Colours as ``#rrggbb``.

    Attributes:
        name: ``dark`` or ``light``.
        window, panel, raised: backgrounds, from the back to the front.
        line: borders and grids.
        text, muted: what is read first, and second.
        selected: the background of a chosen thing; ``selected_text`` is read on it.
        forward, loss, backward, update: the four parts of a pass.
        positive, neutral, negative: the poles and the middle of the diverging scale.
        series: curves in a plot, one after another.
        held: a curve of samples that are held apart.
        good, bad: a state that is as it should be, and one that is not.
    """

    name: str
    window: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    selected: str
    selected_text: str
    forward: str
    loss: str
    backward: str
    update: str
    positive: str
    neutral: str
    negative: str
    series: tuple[str, ...]
    held: str
    good: str
    bad: str

    @property
    def beside(self) -> str:
        """The second of two networks that are compared; the first has the colour of the loss."""
        return self.series[0]

    def of(self, kind: Kind) -> str:
        """The colour of a kind of operation."""
        return {
            "forward": self.forward,
            "loss": self.loss,
            "backward": self.backward,
            "update": self.update,
        }[kind.value]


DARK = Theme(
    name="dark",
    window="#0d1218",
    panel="#141b24",
    raised="#1b2530",
    line="#2a3644",
    text="#e8eef5",
    muted="#93a1b3",
    selected="#2c4a78",
    selected_text="#ffffff",
    forward="#2dd4bf",
    loss="#f2c14e",
    backward="#b48cff",
    update="#7ee787",
    positive="#4aa3ff",
    neutral="#1c2733",
    negative="#ff9440",
    series=("#56ccf2", "#6fe39b", "#ffb454", "#ff6f91", "#c9a2ff", "#f2e05c", "#8ab4c9", "#ffa3d1"),
    held="#56ccf2",
    good="#7ee787",
    bad="#ff7b72",
)

LIGHT = Theme(
    name="light",
    window="#eef1f6",
    panel="#ffffff",
    raised="#f3f6fa",
    line="#d3dbe6",
    text="#16202c",
    muted="#4f5c6e",
    selected="#cfe0fb",
    selected_text="#0c2f66",
    forward="#08756a",
    loss="#8a5600",
    backward="#6f3fc4",
    update="#17702f",
    positive="#1764d8",
    neutral="#f1f3f6",
    negative="#d95a0b",
    series=("#0b7fab", "#1a8a4a", "#c46a00", "#cf2f5e", "#7a45c9", "#8a7400", "#4b6b7d", "#b0358a"),
    held="#0a6f99",
    good="#17702f",
    bad="#cf222e",
)

POLES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "blue-orange": {"dark": ("#4aa3ff", "#ff9440"), "light": ("#1764d8", "#d95a0b")},
    "blue-red": {"dark": ("#62c0ff", "#ff5c50"), "light": ("#1a6fd0", "#b3121f")},
    "violet-yellow": {"dark": ("#a97bff", "#f0cf50"), "light": ("#6a35c9", "#b08200")},
}
"""The positive and the negative pole of the diverging scale, by the name of the pair and of the theme."""

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


def with_poles(theme: Theme, name: str) -> Theme:
    """A theme with another pair of :data:`POLES`."""
    positive, negative = POLES[name][theme.name]
    return replace(theme, positive=positive, negative=negative)


def mixed(a: str | QColor, b: str | QColor, share: float) -> QColor:
    """The colour ``share`` of the way from a to b, 0 giving a and 1 giving b."""
    first, second = QColor(a), QColor(b)
    pairs = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(x + (y - x) * share) for x, y in pairs))


def readable_on(colour: QColor) -> QColor:
    """Black or white, whichever has the higher contrast on a colour (WCAG relative luminance)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    channels = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))
    return QColor("#000000") if luminance > 0.179 else QColor("#ffffff")


def number_font(pixels: int, bold: bool = False, exact: bool = False) -> QFont:
    """The fixed-width font in which numbers are written, of a size in pixels at the least text size.

    Args:
        exact: whether it has that size whatever the text size is, which its place has grown by already.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    return _sized(font, pixels, bold, exact)


def text_font(pixels: int, bold: bool = False, exact: bool = False) -> QFont:
    """The application's font; the arguments are those of :func:`number_font`."""
    return _sized(QFont(QApplication.font()), pixels, bold, exact)


def _sized(font: QFont, pixels: int, bold: bool, exact: bool) -> QFont:
    font.setPixelSize(pixels if exact else grown(pixels))
    font.setBold(bold)
    return font


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's own roles, for Fusion to paint its widgets with."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.window,
        roles.WindowText: theme.text,
        roles.Base: theme.panel,
        roles.AlternateBase: theme.raised,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.bad,
        roles.Highlight: theme.selected,
        roles.HighlightedText: theme.selected_text,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.Link: theme.positive,
        roles.Light: theme.line,
        roles.Midlight: theme.line,
        roles.Mid: theme.line,
        roles.Dark: theme.line,
        roles.Shadow: theme.window,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        faded = mixed(theme.muted, theme.window, 0.45)
        made.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return made
