"""How a branch comes to another layer: a small menu of the layers that take several inputs.

They are those of the registry. Where the other layer has an open input there is nothing to choose.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.nn import registry
from nnviz.session.building.draft import merging_types
from nnviz.ui.building.builder import Builder
from nnviz.ui.building.glyphs import glyph_icon
from nnviz.ui.language import translate_nn
from nnviz.ui.theme import DARK, Theme


class BranchMenu(QObject):
    """Asks how a branch shall be brought together with what is there, and has it done.

    Args:
        builder: does what is chosen.
        window: to which the menus belong.

    Attributes:
        menu: the one at the place where an edge was let go, while it is open.

    Signals:
        opened: a menu has come up.
    """

    opened = Signal()

    def __init__(self, builder: Builder, window: QWidget) -> None:
        super().__init__(window)
        self._builder, self._window, self._theme = builder, window, DARK
        self.menu: QMenu | None = None

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme

    def ask(self, source: str, target: str, where: QPoint) -> None:
        """Brings a branch from one column to another, after a question at a point of the screen where it can
        be brought in several ways."""
        builder = self._builder
        if not builder.can_branch(source, target):
            return
        if builder.has_open_input(target):
            builder.pull(source, target)
            return
        self.menu = menu = QMenu(self._window)
        menu.setToolTipsVisible(True)
        menu.addAction(self.tr("Join With")).setEnabled(False)  # a style sheet shows no sections
        self.fill(menu, source, target)
        menu.setActiveAction(menu.actions()[1])
        menu.aboutToHide.connect(self._forget)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
        self.opened.emit()

    def fill(self, menu: QMenu, source: str, target: str) -> None:
        """Adds an entry for each way to a menu."""
        for kind in merging_types():
            about = registry.layers()[kind].description
            icon = glyph_icon(about.glyph, self._theme.positive)
            action = menu.addAction(icon, translate_nn(about.title))
            action.setToolTip(translate_nn(about.summary))
            action.triggered.connect(partial(self._pull, source, target, kind))

    def _pull(self, source: str, target: str, kind: str, _checked: bool = False) -> None:
        self._builder.pull(source, target, kind)

    def _forget(self) -> None:
        self.menu = None
