"""What can be done with a layer from its menu, on the canvas, in the list of layers and in the draft.

The types are those of the registry, by their groups.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.ui.building.builder import Builder
from nnviz.ui.building.glyphs import glyph_icon
from nnviz.ui.building.palette import grouped
from nnviz.ui.language import translate_nn
from nnviz.ui.theme import DARK, Theme


class LayerMenu(QObject):
    """Makes the entries for one layer whenever they are asked for.

    Args:
        builder: does what is chosen.
        window: to which the menus belong.
    """

    def __init__(self, builder: Builder, window: QWidget) -> None:
        super().__init__(window)
        self._builder, self._window, self._theme = builder, window, DARK
        self._replace, self._insert = QMenu(window), QMenu(window)
        self._actions: list[QAction] = []

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme

    def entries(self, name: str) -> list[QAction]:
        """What can be done with a layer, an input or the loss of that name."""
        builder = self._builder
        for action in self._actions:
            action.deleteLater()
        self._actions = []
        if builder.bench is None:
            return []
        if builder.part(name) is None and name not in builder.inputs:
            return []
        self._fill(self._insert, lambda kind: builder.insert(kind, name))
        self._insert.setTitle(self.tr("Insert After"))
        if builder.part(name) is None:
            return [self._insert.menuAction()]
        self._fill(self._replace, lambda kind: builder.replace(name, kind))
        self._replace.setTitle(self.tr("Replace by"))
        made = [
            self._action(self.tr("Duplicate"), partial(builder.duplicate, name)),
            self._action(self.tr("Delete"), partial(builder.delete, name)),
        ]
        return [self._insert.menuAction(), self._replace.menuAction(), *made]

    def open(self, name: str, where: QPoint) -> None:
        """Opens them alone, at a point of the screen; nothing where there are none."""
        found = self.entries(name)
        if found:
            menu = QMenu(self._window)
            menu.addActions(found)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(where)

    def _fill(self, menu: QMenu, act: Callable[[str], object]) -> None:
        menu.clear()
        for family, members in grouped():
            menu.addSeparator().setText(translate_nn(family))
            for kind, about in members:
                icon = glyph_icon(about.glyph, self._theme.positive)
                action = menu.addAction(icon, translate_nn(about.title))
                action.setToolTip(translate_nn(about.summary))
                action.triggered.connect(lambda _=False, kind=kind: act(kind))

    def _action(self, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _=False: act())
        self._actions.append(action)
        return action
