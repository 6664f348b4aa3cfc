"""The presentation of a window: begins and ends it, chooses the panel, and watches the pointer.

The place in the run is not touched; the keys that step, and so a presenter's clicker, are the window's own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QCursor, QKeySequence

from nnviz.ui import text_size
from nnviz.ui.canvas.view import Spot
from nnviz.ui.enlarging import write_in_size
from nnviz.ui.presenting.blank import Blank
from nnviz.ui.presenting.controls import Controls
from nnviz.ui.presenting.disc import Disc
from nnviz.ui.presenting.stage import SHOWN, Stage

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow

REST_S = 3.0
"""Seconds without a movement of the mouse after which the controls go away."""

_WATCH_MS = 16
_SETTLED_MS = 150


class Presentation(QObject):
    """Presents one window.

    Attributes:
        on: whether it is presented.
        panel: what stands beside the canvas, by its key; empty for nothing.

    Signals:
        changed: it has begun or ended.
    """

    changed = Signal(bool)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._stage = window, Stage(window)
        self.on, self.panel = False, "inspector"
        actions = window.actions_
        self.controls = Controls(window, (actions.back, actions.run, actions.forward), SHOWN)
        self.disc, self.blank = Disc(window), Blank(window)
        self._spot: Spot | None = None
        self._where, self._since, self._pointed = QPoint(), 0.0, False
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(self._look)
        self.controls.panel_asked.connect(self.toggle_panel)
        self.controls.pointer_chosen.connect(self.highlight)
        self.controls.leave_asked.connect(lambda: self.present(False))
        self._keys = [self._key(f"{n}", partial(self.toggle_panel, key)) for n, key in enumerate(SHOWN, 1)]
        self._keys += [
            self._key("Ctrl+Tab", lambda: self._go_on(1)),
            self._key("Ctrl+Shift+Tab", lambda: self._go_on(-1)),
            self._key("Esc", self._escape),
            *(self._key(key, self.blank.turn) for key in ("B", ".")),
        ]
        window.installEventFilter(self)

    def _key(self, key: str, act: Callable[[], object]) -> QAction:
        action = QAction(self._window)
        action.setShortcut(QKeySequence(key))
        action.setEnabled(False)
        action.triggered.connect(lambda _=False: act())
        self._window.addAction(action)
        return action

    # -- beginning and ending -------------------------------------------------------------------

    def present(self, on: bool) -> None:
        """Begins the presentation, or ends it and puts everything back."""
        if on == self.on or not self._window.is_complete:
            return
        self.on, self._spot = on, self._window.canvas.view.spot()
        for action in self._keys:
            action.setEnabled(on)
        (self._begin if on else self._end)()
        self.changed.emit(on)

    def _begin(self) -> None:
        window = self._window
        self._stage.set_up()
        write_in_size(window, text_size.presented(window.screen().size()))
        self.show_panel(self.panel)
        self.controls.set_theme(window.theme)
        self.disc.set_colour(window.theme.loss)
        self._name_panels()
        self._where, self._since, self._pointed = self._pointer(), monotonic(), False
        self.controls.come()
        self._watch.start()
        self._settle()

    def _end(self) -> None:
        window = self._window
        self._watch.stop()
        self.disc.hide()
        self.controls.leave()
        self.blank.hide()
        self._stage.clear()
        write_in_size(window, window.wanted_size())
        self._stage.put_back()
        window.canvas.setFocus()
        self._settle()

    def _settle(self) -> None:
        """Window managers resize a window when they like: then everything is put in its place again."""
        for wait in (0, _SETTLED_MS):
            QTimer.singleShot(wait, self, self._arrange)

    def _arrange(self) -> None:
        if self.on:
            self.controls.arrange()
            self._stage.keep_free(self.controls.room)
            self._stage.share_out(self.panel)
        else:
            self._stage.put_back()
            self._stage.end()
        self._window.canvas.head.fit()
        self._window.canvas.fit()
        self._window.canvas.view.go_to_spot(self._spot)

    # -- the panel beside the canvas ------------------------------------------------------------

    def show_panel(self, key: str) -> None:
        """Shows a panel beside the canvas, or the canvas alone for an empty key."""
        self.panel = key
        self._stage.show_only(key)
        self.controls.mark(key, self._window.settings.pointer)
        self._window.canvas.setFocus()
        QTimer.singleShot(0, self, self._share_out)

    def _share_out(self) -> None:
        if self.on:
            self._stage.share_out(self.panel)

    def _rearrange(self) -> None:
        if self.on:
            self._spot = self._window.canvas.view.spot() or self._spot
            self._arrange()

    def toggle_panel(self, key: str) -> None:
        """Shows a panel beside the canvas; the one that is there already goes away."""
        self.show_panel("" if key == self.panel else key)

    def _go_on(self, by: int) -> None:
        ways = (*SHOWN, "")
        self.show_panel(ways[(ways.index(self.panel) + by) % len(ways)])

    def _name_panels(self) -> None:
        names = {key: self._window.panels[key].windowTitle() for key in SHOWN}
        self.controls.write(names | {"norms": self.tr("Norms")})

    # -- the pointer ----------------------------------------------------------------------------

    def highlight(self, on: bool) -> None:
        """Shows a disc under the pointer, from now on, or none."""
        self._window.settings.pointer = on
        self._follow()

    def _pointer(self) -> QPoint:
        return self._window.mapFromGlobal(QCursor.pos())

    def _look(self) -> None:
        if self.blank.isVisible():
            return
        where = self._pointer()
        if where != self._where:
            self._where, self._since, self._pointed = where, monotonic(), True
            self.controls.come()
        elif monotonic() - self._since > REST_S:
            self.controls.go()
        self._follow()

    def _follow(self) -> None:
        inside = self._window.rect().contains(self._where)
        pointed = self._pointed and inside and self._window.settings.pointer
        shown = self.on and self.controls.shown and pointed
        self.disc.go_to(self._where)
        if shown and self.disc.isHidden():
            self.disc.raise_()
        self.disc.setVisible(shown)

    # -- the way out ----------------------------------------------------------------------------

    def _escape(self) -> None:
        """Ends what is looked at by itself first, as Esc does without a presentation."""
        canvas = self._window.canvas
        if self.blank.isVisible():
            self.blank.hide()
        elif canvas.probe is not None:
            self._window.probing.end()
        elif canvas.neuron is not None:
            canvas.focus_on(None)
        else:
            self.present(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps everything in its place when the window changes its size or its language."""
        if self.on and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._rearrange)
        elif self.on and event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._name_panels)
        return super().eventFilter(watched, event)
