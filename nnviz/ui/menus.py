"""The menu bar: everything the window can do, by name and with its keys.

Texts are written again whenever the language changes; the actions stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from nnviz.session.cursor import Unit
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.help_dialogs import show_about, show_shortcuts
from nnviz.ui.language import LANGUAGES
from nnviz.ui.save_picture import ask_and_save

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


class Menus(QObject):
    """Fills the menu bar of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        bar = window.menu_bar
        self._menus: dict[str, QMenu] = {
            key: bar.addMenu("") for key in ("file", "run", "step", "view", "help")
        }
        for key in ("colour", "theme", "language", "panels"):
            self._menus[key] = QMenu(window)
        self._made: dict[str, QAction] = {}
        self._fill_file()
        self._fill_run()
        self._fill_view()
        self._fill_help()
        self.retranslate()

    def _add(self, menu: str, key: str, act: Callable[[], object], keys: str = "") -> QAction:
        action = QAction(self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: act())
        self._menus[menu].addAction(action)
        self._made[key] = action
        return action

    def _fill_file(self) -> None:
        self._add("file", "picture", lambda: ask_and_save(self._window), "Ctrl+Shift+S")
        self._menus["file"].addSeparator()
        self._add("file", "quit", self._window.close, "Ctrl+Q")

    def _fill_run(self) -> None:
        actions = self._window.actions_
        for action in (actions.run, actions.reset, actions.new_weights, actions.rewind):
            self._menus["run"].addAction(action)
        for unit in Unit:
            for forward in (True, False):
                self._menus["step"].addAction(actions.steps[unit, forward])
            self._menus["step"].addSeparator()
        for action in (actions.start, actions.end):
            self._menus["step"].addAction(action)

    def _fill_view(self) -> None:
        window, view = self._window, self._menus["view"]
        for key in ("panels", "colour"):
            view.addMenu(self._menus[key])
        for panel in window.panels.values():
            self._menus["panels"].addAction(panel.toggleViewAction())
        self._choices(
            "colour",
            {mode.value: mode for mode in ColourMode},
            window.canvas.set_mode,
            keys=("Ctrl+1", "Ctrl+2", "Ctrl+3"),
        )
        window.canvas.mode_changed.connect(lambda mode: self._made[f"colour {mode.value}"].setChecked(True))
        view.addSeparator()
        self._add("view", "zoom_in", window.canvas.zoom_in, "Ctrl+=")
        self._made["zoom_in"].setShortcuts([QKeySequence("Ctrl+="), QKeySequence("Ctrl++")])
        self._add("view", "zoom_out", window.canvas.zoom_out, "Ctrl+-")
        self._add("view", "fit", window.canvas.fit, "Ctrl+0")
        view.addSeparator()
        for key in ("theme", "language"):
            view.addMenu(self._menus[key])
        self._choices("theme", {name: name for name in ("system", "light", "dark")}, window.set_theme_name)
        self._choices("language", {code: code for code in LANGUAGES}, window.set_language)
        view.addSeparator()
        self._add("view", "layout", window.restore_default_layout)
        self._check(f"theme {window.settings.theme}")
        self._check(f"language {window.language.code}")
        self._check(f"colour {window.settings.colour_mode}")

    def _choices(
        self, menu: str, values: dict[str, object], choose: Callable[..., object], keys: tuple[str, ...] = ()
    ) -> None:
        """Actions of which exactly one is checked."""
        group = QActionGroup(self)
        for place, (key, value) in enumerate(values.items()):
            shortcut = keys[place] if keys else ""
            action = self._add(menu, f"{menu} {key}", partial(choose, value), shortcut)
            action.setCheckable(True)
            group.addAction(action)

    def _check(self, key: str) -> None:
        self._made[key].setChecked(True)

    def _fill_help(self) -> None:
        self._add("help", "shortcuts", lambda: show_shortcuts(self._window), "F1")
        self._add("help", "about", lambda: show_about(self._window))

    def listed(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every menu with keys: its title, and for each action with a key its text and its keys as
        the platform writes them."""
        found = ((_plain(menu.title()), _keys(menu)) for menu in self._menus.values())
        return [(title, rows) for title, rows in found if rows]

    def retranslate(self) -> None:
        """Writes all texts in the language of the window."""
        titles = {
            "file": self.tr("&File"),
            "run": self.tr("&Run"),
            "step": self.tr("&Step"),
            "view": self.tr("&View"),
            "help": self.tr("&Help"),
            "colour": self.tr("Colour by"),
            "theme": self.tr("Theme"),
            "language": self.tr("Language"),
            "panels": self.tr("Panels"),
        }
        for key, title in titles.items():
            self._menus[key].setTitle(title)
        texts = {
            "picture": self.tr("Save Picture of the Window…"),
            "quit": self.tr("Quit"),
            "colour weights": self.tr("Weights"),
            "colour activations": self.tr("Activations"),
            "colour gradients": self.tr("Gradients"),
            "zoom_in": self.tr("Zoom In"),
            "zoom_out": self.tr("Zoom Out"),
            "fit": self.tr("Fit the Network"),
            "theme system": self.tr("As the System"),
            "theme light": self.tr("Light"),
            "theme dark": self.tr("Dark"),
            "layout": self.tr("Restore the Default Layout"),
            "shortcuts": self.tr("Keyboard Shortcuts"),
            "about": self.tr("About nnviz"),
        }
        for key, text in texts.items():
            self._made[key].setText(text)
        for code, name in LANGUAGES.items():
            self._made[f"language {code}"].setText(name)


def _plain(text: str) -> str:
    """A text without the mark of its access key."""
    return re.sub(r"\(&.\)|&", "", text)


def _keys(menu: QMenu) -> list[tuple[str, str]]:
    rows = []
    for action in menu.actions():
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
        if any(keys):
            rows.append((_plain(action.text()), ", ".join(keys)))
    return rows
