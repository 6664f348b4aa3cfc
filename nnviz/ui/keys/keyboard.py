"""The keyboard of a window: gives its actions their keys, and opens the dialog that changes them.

It also lets the control with the focus keep its own keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from nnviz.ui.actions import RunActions
from nnviz.ui.keys.focus_keys import FocusKeys
from nnviz.ui.keys.keymap import Keymap
from nnviz.ui.menus import Menus
from nnviz.ui.settings import Settings

if TYPE_CHECKING:
    from nnviz.ui.keys.dialog import KeyDialog

_LARGEST, _AROUND = (760, 680), 40


class Keyboard(QObject):
    """The keys of a window.

    Args:
        window: over which the dialog opens.
        menus: in which every action is.
        run: the actions whose tooltips name their keys.
        settings: where changed keys are remembered.

    Attributes:
        keymap: the keys that the actions have now.
    """

    def __init__(self, window: QWidget, menus: Menus, run: RunActions, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._menus = window, menus
        actions = (action for group in menus.groups() for action in group.actions)
        self.keymap = Keymap(actions, settings, self)
        self.keymap.changed.connect(run.retranslate)
        run.retranslate()
        menus.shortcuts_asked.connect(self.open_dialog)
        self._focus_keys = FocusKeys(self)

    def open_dialog(self) -> KeyDialog:
        """Opens the dialog over the window; it goes away by itself when it is closed."""
        from nnviz.ui.keys.dialog import KeyDialog  # nobody opens it at the start

        menus, window = self._menus, self._window
        dialog = KeyDialog(menus.groups(), self.keymap, menus.access_keys(), window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        width, height = (side - _AROUND for side in window.size().toTuple())
        dialog.resize(min(_LARGEST[0], width), min(_LARGEST[1], height))
        dialog.open()
        return dialog
