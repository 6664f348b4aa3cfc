"""The welcome page: all lessons with their pictures, what was opened last, and the ways to begin anew.

It only says what is wished; the window does it once the page is gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nnviz.ui.fitted_dialog import SHARE, roomy
from nnviz.ui.lessons.shelf import Shelf, shelf_width
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme, text_font
from nnviz.ui.welcome.recents import Recent, RecentList

_SIDE, _GAP, _MARGIN = 270, 18, 16


class WelcomePage(QDialog):
    """Lets a person choose where to begin.

    Args:
        shelf: the lessons, which belong to the page from now on.
        at_start: whether the page comes up at every start.

    Attributes:
        shelf, recents: the lessons, and what was opened last.
        ways: the buttons by what they lead to: ``new``, ``document``, ``data`` and ``guide``.
        at_start: the choice whether the page comes up at every start.

    Signals:
        lesson_chosen: the :class:`Lesson` to be opened.
        recent_chosen: the :class:`Recent` to be opened; ``recent_removed`` the one to be struck out.
        way_chosen: the name of one of the ways.
        at_start_chosen: whether the page shall come up at every start.
    """

    lesson_chosen = Signal(object)
    recent_chosen = Signal(object)
    recent_removed = Signal(object)
    way_chosen = Signal(str)
    at_start_chosen = Signal(bool)

    def __init__(self, shelf: Shelf, theme: Theme, at_start: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.shelf, self.recents = shelf, RecentList(theme, self)
        self.ways = {name: QPushButton(self) for name in ("new", "document", "data", "guide")}
        self.at_start = QCheckBox(self)
        self.at_start.setChecked(at_start)
        self._title, self._said, self._heading = QLabel("nnviz", self), QLabel(self), QLabel(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._lay_out()
        self.resize(self._best_size(parent.window().size() - QSize(40, 40)))
        self._connect()
        self._name()
        self.shelf.search.setFocus()

    def _lay_out(self) -> None:
        self._title.setFont(text_font(26, bold=True))
        self._said.setObjectName("muted")
        self._said.setWordWrap(True)
        self._heading.setObjectName("panelName")
        side, sides, below, all_ = QVBoxLayout(), QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for label in (self._title, self._said):
            side.addWidget(label)
        side.addSpacing(6)
        for way in self.ways.values():
            way.setAutoDefault(False)
            side.addWidget(way)
        side.addSpacing(8)
        side.addWidget(self._heading)
        side.addWidget(self.recents, 1)
        left = QWidget(self)
        left.setFixedWidth(stretched(_SIDE))
        left.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(_GAP)
        sides.addWidget(left)
        sides.addWidget(self.shelf, 1)
        below.addWidget(self.at_start)
        below.addWidget(self._buttons, 1)
        all_.setContentsMargins(_MARGIN, 14, _MARGIN, 12)
        all_.addLayout(sides, 1)
        all_.addLayout(below)

    @staticmethod
    def _best_size(room: QSize) -> QSize:
        """Three tiles beside the side, more where the window is large, or as much as fits over it."""
        beside = stretched(_SIDE) + _GAP + 2 * _MARGIN
        wide = beside + shelf_width(int(SHARE * room.width()) - beside)
        best = roomy(QSize(wide, 720), QSize(wide, 1400), room)
        return best.boundedTo(room).expandedTo(QSize(640, 480))

    def _connect(self) -> None:
        self.shelf.chosen.connect(lambda lesson: self._leave(self.lesson_chosen, lesson))
        self.recents.chosen.connect(lambda recent: self._leave(self.recent_chosen, recent))
        self.recents.removed.connect(self.recent_removed)
        for name, way in self.ways.items():
            way.clicked.connect(lambda _=False, name=name: self._leave(self.way_chosen, name))
        self.at_start.toggled.connect(self.at_start_chosen)
        self._buttons.rejected.connect(self.reject)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)

    def _leave(self, said: SignalInstance, what: object) -> None:
        self.accept()
        said.emit(what)

    def show_recents(self, entries: Sequence[Recent]) -> None:
        """Shows what can be opened again."""
        self.recents.show_entries(entries)

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Welcome"))
        self._said.setText(
            self.tr("See how a neural network learns: every number on the screen is the number it used.")
        )
        self._heading.setText(self.tr("Opened or saved last"))
        for name, text, tip in (
            ("new", self.tr("New Network…"), self.tr("Choose data and build a network of your own")),
            ("document", self.tr("Open…"), self.tr("Open a document that was saved")),
            ("data", self.tr("Open Data…"), self.tr("Learn from a table, arrays or images of your own")),
            ("guide", self.tr("User Guide"), self.tr("What each part of the window is for, with pictures")),
        ):
            self.ways[name].setText(text)
            self.ways[name].setToolTip(tip)
            self.ways[name].setAccessibleDescription(tip)
        self.at_start.setText(self.tr("Show this page at every start"))
        self.at_start.setToolTip(self.tr("The Help menu always leads here"))
