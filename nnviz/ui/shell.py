"""The window without what it shows: its frame, its panels with their names, its colours and its place.

It needs neither numpy nor a network, so that a person has a window before either has been imported.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenuBar,
    QSizePolicy,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from nnviz.session.choices import PANELS
from nnviz.ui.appearance import dress, named
from nnviz.ui.arrangement import Arrangement
from nnviz.ui.bar_outline import BarOutline
from nnviz.ui.keys.tab_order import TabOrder
from nnviz.ui.language import Language
from nnviz.ui.panel import Panel
from nnviz.ui.settings import Settings
from nnviz.ui.text_size import added, stretch, suited_at
from nnviz.ui.theme import Theme

_BAR_HEIGHT, _MENUS_HEIGHT = 65, 30
"""Pixels that are kept free for the tool bar and for the menus until they are there."""


class Shell(QMainWindow):
    """A window that is ready to be filled.

    Args:
        language: the language in use, changed from the menu.
        settings: what is remembered.

    Attributes:
        panels: the panels by their names, to begin with empty.
        place: the frame that the canvas fills.
        tab_order: the way of the Tab key.

    Signals:
        painted: something of the window has been painted for the first time.
        screen_changed: the window is on another screen now.
    """

    painted = Signal()
    screen_changed = Signal()

    def __init__(self, language: Language, settings: Settings) -> None:
        super().__init__()
        self.language, self.settings = language, settings
        self.tab_order = TabOrder(self)
        self._theme: Theme = named(settings.theme, settings.colours)
        self.installEventFilter(self)
        dress(self._theme, self.wanted_size())
        self.setWindowTitle("nnviz")
        self.setContentsMargins(10, 0, 10, 10)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._make_top()
        self._make_middle()
        self.panels = {key: Panel(key, QWidget(), self) for key in PANELS}
        self._name_panels()
        self.arrangement = Arrangement(self, self.panels, settings, self.listed_height)
        self.arrangement.restore_default()
        self.arrangement.restore()
        if self.wanted_size() != added():  # it was on another screen when it was closed
            dress(self._theme, self.wanted_size())
        self.setFocus()  # or else the first button that there is would have it

    def _make_top(self) -> None:
        """The menus at the left, room for the state at the right; below them room for the tool bar."""
        self.menu_bar, self.top = QMenuBar(), QWidget()
        stretch(self.menu_bar, "setMinimumHeight", _MENUS_HEIGHT)
        layout = QHBoxLayout(self.top)
        layout.setContentsMargins(0, 0, 0, 0)
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)  # it is never cut
        layout.addWidget(self.menu_bar, 1)
        self.setMenuWidget(self.top)
        self._room = QToolBar()
        self._room.setObjectName("transport")
        self._room.setMovable(False)
        stretch(self._room, "setFixedHeight", _BAR_HEIGHT)
        self._room.addWidget(BarOutline(self._theme))
        self.addToolBar(self._room)

    def _make_middle(self) -> None:
        self.place, self.middle = QFrame(), QWidget()
        self.place.setObjectName("panel")
        QVBoxLayout(self.place).setContentsMargins(10, 8, 10, 8)
        layout = QVBoxLayout(self.middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.place, 1)
        self.setCentralWidget(self.middle)

    def set_bar(self, bar: QToolBar) -> None:
        """Puts the tool bar into the room that was kept for it."""
        self._room.setObjectName("room")  # it is the bar from now on whose place is remembered
        self.insertToolBar(self._room, bar)
        bar.ensurePolished()
        QApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))  # only then does it take its margins
        self.removeToolBar(self._room)
        self._room.deleteLater()

    def listed_height(self) -> int:
        """How high the whole list of layers is, in pixels; 0 while there is none."""
        return 0

    @property
    def theme(self) -> Theme:
        """The colours that are in force."""
        return self._theme

    def wanted_size(self) -> int:
        """How many pixels larger texts shall be: as was chosen, or else as suits the window's screen."""
        chosen = self.settings.text_size
        return suited_at(self.geometry().center()) if chosen is None else chosen

    def set_theme_name(self, name: str) -> None:
        """``light``, ``dark``, or ``system`` to follow the system where Qt can tell."""
        self.settings.theme = name
        self.follow_system()

    def follow_system(self) -> None:
        """Takes the colours that are chosen, or those of the system."""
        theme = named(self.settings.theme, self.settings.colours)
        if theme != self._theme:
            self._theme = theme
            dress(theme)

    def set_language(self, code: str) -> None:
        """Changes every text, while the run goes on."""
        self.settings.language = code
        self.language.set(code)

    def _name_panels(self) -> None:
        for key, name in {
            "lesson": self.tr("Lesson"),
            "network": self.tr("Network"),
            "pass": self.tr("One pass"),
            "inspector": self.tr("Operation"),
            "weight": self.tr("One weight"),
            "neuron": self.tr("One neuron"),
            "layer": self.tr("One layer"),
            "build": self.tr("Build"),
            "loss": self.tr("Loss"),
            "norms": self.tr("Gradient norm per layer"),
            "surface": self.tr("Result"),
        }.items():
            self.panels[key].set_name(name)

    def restore_default_layout(self) -> None:
        """Puts every panel back in its first place."""
        self.arrangement.restore_default()

    # -- Qt's calls -----------------------------------------------------------------------------

    def focusNextPrevChild(self, next: bool) -> bool:
        """Goes from place to place, and not in the order in which things were made."""
        return self.tab_order.go(next)

    def showEvent(self, event: QShowEvent) -> None:
        """Watches for another screen, since only what is shown is on any."""
        super().showEvent(event)
        handle = self.windowHandle()
        handle.screenChanged.connect(self.screen_changed, Qt.ConnectionType.UniqueConnection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.follow_size()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits for the first time that the window is painted, and no longer than that: every look of Python
        at an event waits for the training to let it."""
        if watched is self and event.type() == QEvent.Type.Paint:
            self.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name_panels()
        super().changeEvent(event)
