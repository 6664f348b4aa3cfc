"""The keyboard of a window: gives its actions their keys, and opens the dialog that changes them.

It also lets the control with the focus keep its own keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from nnviz.ui.actions import RunActions
from nnviz.ui.fitted_dialog import roomy
from nnviz.ui.keys.focus_keys import FocusKeys
from nnviz.ui.keys.focus_ring import FocusRing
from nnviz.ui.keys.keymap import Keymap
from nnviz.ui.menus import Menus
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell

if TYPE_CHECKING:
    from nnviz.ui.keys.dialog import KeyDialog

_USUAL, _MOST, _AROUND = QSize(760, 680), QSize(1000, 1300), QSize(40, 40)


class Keyboard(QObject):
    """The keys of a window.

    Args:
        window: over which the dialog opens.
        menus: in which every action is.
        run: the actions whose tooltips name their keys.
        settings: where changed keys are remembered.

    Attributes:
        keymap: the keys that the actions have now.
        ring: what is drawn round the control that the keys have come to.
    """

    def __init__(self, window: Shell, menus: Menus, run: RunActions, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._menus = window, menus
        actions = (action for group in menus.groups() for action in group.actions)
        self.keymap = Keymap(actions, settings, self)
        self.keymap.changed.connect(run.retranslate)
        run.retranslate()
        menus.shortcuts_asked.connect(self.open_dialog)
        menus.place_asked.connect(window.tab_order.go_to_place)
        menus.context_menu_asked.connect(self.open_menu_of_focus)
        self._focus_keys, self.ring = FocusKeys(self), FocusRing(self)

    def open_menu_of_focus(self) -> None:
        """Opens the context menu of whatever has the keys, as the Menu key does where there is one."""
        focused = QApplication.focusWidget()
        if focused is not None:
            middle = focused.rect().center()
            reason = QContextMenuEvent.Reason.Keyboard
            event = QContextMenuEvent(reason, middle, focused.mapToGlobal(middle))
            QApplication.sendEvent(focused, event)

    def open_dialog(self) -> KeyDialog:
        """Opens the dialog over the window; it goes away by itself when it is closed."""
        from nnviz.ui.keys.dialog import KeyDialog  # nobody opens it at the start

        menus, window = self._menus, self._window
        dialog = KeyDialog(menus.groups(), self.keymap, menus.access_keys(), window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(roomy(_USUAL, _MOST, window.size()).boundedTo(window.size() - _AROUND))
        dialog.open()
        return dialog
