"""Which theme is in force: one that was chosen, or the system's where Qt can tell.

The application takes its palette and style sheet from here; the views are given the theme by their window.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from nnviz.ui import text_size
from nnviz.ui.style import style_sheet
from nnviz.ui.theme import THEMES, Theme, palette, with_poles


def named(name: str, poles: str) -> Theme:
    """The theme ``light`` or ``dark``; by any other name that of the system, dark where Qt cannot tell.

    Args:
        poles: the name of the colours of its diverging scale.
    """
    light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    return with_poles(THEMES.get(name) or THEMES["light" if light else "dark"], poles)


def _of_boxes(theme: Theme) -> QPalette:
    """The palette of check boxes: Fusion draws them a shade darker than the window, unseen on a dark one."""
    colours = palette(theme)
    colours.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
    return colours


def dress(theme: Theme, added: int | None = None) -> None:
    """Gives the application the colours of a theme, and a text size if one is named."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setPalette(palette(theme))
    app.setPalette(_of_boxes(theme), "QCheckBox")  # type: ignore[arg-type]  # it takes no bytes, as it says
    with text_size.changing(text_size.added() if added is None else added):
        app.setStyleSheet(style_sheet(theme))
