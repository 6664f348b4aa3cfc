"""The desk at which two networks are compared: asks what shall be otherwise, and shows both.

It joins itself to a window, which only hands it the mail.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from nnviz.session import commands
from nnviz.session.comparing.variants import with_optimizer
from nnviz.session.setup import Setup
from nnviz.ui.comparing.arena import Arena
from nnviz.ui.comparing.words import names
from nnviz.ui.plots.other_curves import Sides
from nnviz.ui.theme import Theme

if TYPE_CHECKING:
    from nnviz.session.mailbox import Mail
    from nnviz.session.records import Record
    from nnviz.ui.comparing.dialog import CompareDialog
    from nnviz.ui.window import MainWindow

_NARROW = 1000
"""Pixels of width below which text and list at the left make room for two networks."""

_AT_LEFT = ("lesson", "network")


class CompareDesk(QObject):
    """Compares two networks in one window.

    Attributes:
        arena: where both are drawn, or None while there is only one.
        dialog: the dialog that was opened last.
        hidden: the panels that have made room for a second network.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.arena: Arena | None = None
        self.dialog: CompareDialog | None = None
        self.hidden: list[str] = []
        self._records: list[Record] = []
        self._told: tuple[str, str] | None = None

    # -- wishes ---------------------------------------------------------------------------------

    def ask(self) -> None:
        """Asks what shall be otherwise in a second network."""
        from nnviz.ui.comparing.dialog import CompareDialog  # nobody opens it at the start

        window = self._window
        setup = self.present()
        if setup is None or self.arena is not None or window.shown is None:
            return
        made_of = window.shown.stage.made_of
        assert made_of is not None
        lessons = [entry.lesson for entry in window.director.catalogue.entries]
        self.dialog = dialog = CompareDialog(setup, made_of[1], lessons, window.language.code, window)
        dialog.chosen.connect(lambda wish: window.asked.emit(wish))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def present(self) -> Setup | None:
        """What the network is made from that is there, with the learning rate of now."""
        shown, status = self._window.shown, self._window.status
        if shown is None or status is None or shown.stage.made_of is None:
            return None
        setup = replace(shown.stage.made_of[0], seed=status.seed, initializer=status.initializer)
        return with_optimizer(setup, setup.optimizer.type, status.learning_rate)

    def turn(self) -> None:
        """Turns to the network that is not chosen."""
        comparison = self._window.status.comparison if self._window.status else None
        if comparison is not None:
            self._window.asked.emit(commands.Choose(1 - comparison.chosen))

    def end(self) -> bool:
        """Ends the comparison; gives whether there was one."""
        if self.arena is None:
            return False
        self._window.asked.emit(commands.EndComparison())
        return True

    def note(self, command: object) -> None:
        """A command goes to the run; where something else is opened the panels are back before it sets its
        scene."""
        if isinstance(command, commands.Open | commands.OpenDocument):
            self._give_back_room()

    # -- mail -----------------------------------------------------------------------------------

    def take(self, mail: Mail) -> None:
        """Sees to it that there are as many canvases as networks, and colours the second."""
        comparison, window = mail.status.comparison, self._window
        if comparison is None:
            self._put_away()
            return
        if self.arena is None:
            self._set_up()
        assert self.arena is not None
        self.arena.show_comparison(comparison, mail.status, mail.beside)
        if mail.beside is not None:
            self._records += mail.beside.records
            if mail.beside.frame is not None and mail.beside.frame.live:
                self.arena.other.glance(mail.beside.frame)
        called = names(comparison)
        sides = Sides(called, comparison.chosen)
        if window.is_complete:
            window.loss_plot.set_sides(sides)
            window.norm_plot.set_network(called[comparison.chosen])

    def show(self, mail: Mail) -> None:
        """Shows the second network whole, with its numbers; after the first has been shown."""
        arena, beside, window = self.arena, mail.beside, self._window
        if arena is None or beside is None:
            return
        if window.is_complete:
            window.loss_plot.show_beside(self._records)
            self._records = []
        if beside.frame is None:
            return
        before = arena.limits()
        arena.other.show_frame(beside.frame, whole=not beside.frame.live)
        arena.choose_way()
        if before != arena.limits():
            window.canvas.look_again()

    def _set_up(self) -> None:
        window = self._window
        self.arena = arena = Arena(window.canvas)
        layout = window.place.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(arena, 1)
        arena.set_theme(window.theme)
        arena.other.motion.set_on(window.canvas.motion.on)
        arena.chosen.connect(lambda which: window.asked.emit(commands.Choose(which)))
        arena.ended.connect(self.end)
        self._follow(arena)
        window.menus.show_comparing(True)
        self._make_room()
        window.canvas.setFocus()

    def _follow(self, arena: Arena) -> None:
        """Lets the second canvas show what the first is told to show."""
        window, other = self._window, arena.other
        window.inspector.covering.connect(other.set_covered)
        window.probing.changed.connect(other.set_probe)
        window.menus.motion_chosen.connect(other.motion.set_on)
        for wished in (window.menus.thumbnails_chosen, window.canvas.thumbnails_wished):
            wished.connect(other.set_thumbnails)
        for told in (window.inspector.covering, window.probing.changed, window.menus.thumbnails_chosen):
            told.connect(arena.look_again)
        self._records = []

    def _put_away(self) -> None:
        arena, window = self.arena, self._window
        if arena is None:
            return
        canvas, self.arena = arena.release(), None
        layout = window.place.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(canvas, 1)
        canvas.show()
        arena.hide()
        arena.deleteLater()
        window.menus.show_comparing(False)
        if window.is_complete:
            window.loss_plot.set_sides(None)
            window.norm_plot.set_network("")
        self._give_back_room()
        canvas.setFocus()

    def _make_room(self) -> None:
        """Puts the panels at the left away where two networks would have too little room."""
        window = self._window
        if window.place.width() < _NARROW and not window.presentation.on:
            window.arrangement.hold(window.saveGeometry(), window.saveState())
            self.hidden = [key for key in _AT_LEFT if window.panels[key].isVisible()]
            for key in self.hidden:
                window.panels[key].hide()
            window.timeline.rows_changed.connect(window.arrangement.share_out_rest)
            window.arrangement.share_out_rest()

    def _give_back_room(self) -> None:
        for key in self.hidden:
            self._window.panels[key].show()
        if self.hidden:
            self._window.timeline.rows_changed.disconnect(self._window.arrangement.share_out_rest)
            self._window.arrangement.let_go()
            self._window.arrangement.settle()
        self.hidden = []

    # -- themes ---------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        if self.arena is not None:
            self.arena.set_theme(theme)
