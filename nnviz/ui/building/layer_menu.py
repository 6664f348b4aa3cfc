"""What can be done with a layer from its menu, on the canvas, in the list of layers and in the draft.

The types are those of the registry, by their groups.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.nn import registry
from nnviz.ui.building.branch_menu import BranchMenu
from nnviz.ui.building.builder import Builder
from nnviz.ui.building.glyphs import glyph_icon
from nnviz.ui.building.palette import grouped
from nnviz.ui.building.words import layer_title
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
        self._replace, self._insert, self._branch = QMenu(window), QMenu(window), QMenu(window)
        self.branches = BranchMenu(builder, window)
        self._actions: list[QAction] = []

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.branches.set_theme(theme)

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
        self._fill_branch(name)
        ways_on = [self._insert.menuAction(), self._branch.menuAction()]
        if builder.part(name) is None:
            return ways_on
        self._fill(self._replace, lambda kind: builder.replace(name, kind))
        self._replace.setTitle(self.tr("Replace by"))
        made = [
            self._action(self.tr("Duplicate"), partial(builder.duplicate, name)),
            self._action(self.tr("Delete"), partial(builder.delete, name)),
        ]
        return [*ways_on, self._replace.menuAction(), *made]

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

    def _fill_branch(self, name: str) -> None:
        """Every column that a branch could go to, and how; one with an open input takes it as it is."""
        builder, menu = self._builder, self._branch
        for old in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.deleteLater()
        menu.clear()
        menu.setTitle(self.tr("Branch To"))
        for target in builder.targets_of(name):
            title = self._title(target)
            if builder.has_open_input(target):
                menu.addAction(title).triggered.connect(partial(self._pull, name, target))
            else:
                inner = menu.addMenu(title)
                inner.setToolTipsVisible(True)
                self.branches.fill(inner, name, target)
        menu.setEnabled(not menu.isEmpty())

    def _pull(self, source: str, target: str, _checked: bool = False) -> None:
        self._builder.pull(source, target)

    def _title(self, target: str) -> str:
        part = self._builder.part(target)
        if part is None:
            about = registry.losses().get(self._builder.draft.loss.type)
            return translate_nn(about.description.title) if about else target
        return layer_title(part.type, self._builder.fit(target).number)

    def _action(self, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _=False: act())
        self._actions.append(action)
        return action
