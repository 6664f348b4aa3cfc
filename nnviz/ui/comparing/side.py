"""One of two compared networks: its name in the colour of its curves, how it stands, and its canvas.

The chosen one has a frame in that colour and a full dot; a click on the other, or its button, chooses it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from nnviz.session.status import Status
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.comparing.words import SIDES
from nnviz.ui.numbers import grouped, mean_loss
from nnviz.ui.theme import DARK, Theme

_AROUND = 26
"""Pixels of a head that neither its name nor its state takes."""


class Side(QFrame):
    """Shows one network.

    Args:
        number: 0 for the first, 1 for the second.

    Attributes:
        name: the button with its name, by which it is chosen.
        canvas: what draws it at present, or None.

    Signals:
        chosen: a person has chosen it.
    """

    chosen = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName("side")
        self._number, self._theme, self._sheet = number, DARK, ""
        self._is_chosen = False
        self._title = ""
        self._status: Status | None = None
        self._behind = 0
        self._wordings: tuple[str, ...] = ("",)
        self.name, self.state = QToolButton(self), QLabel(self)
        self.name.setCheckable(True)
        self.name.clicked.connect(self._choose)
        self.state.setMinimumWidth(1)
        self.canvas: Canvas | None = None
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 4, 0)
        head.addWidget(self.name)
        head.addWidget(self.state, 1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(5, 3, 5, 3)
        self._rows.setSpacing(0)
        self._rows.addLayout(head)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    # -- what is shown --------------------------------------------------------------------------

    def hold(self, canvas: Canvas) -> None:
        """Takes a canvas in, which draws the network from now on."""
        self.canvas = canvas
        self._rows.addWidget(canvas, 1)
        canvas.show()

    def set_chosen(self, chosen: bool) -> None:
        """Marks whether commands and edits are for this network."""
        self._is_chosen = chosen
        self.name.setChecked(chosen)
        self._write()

    def set_title(self, title: str) -> None:
        """Calls the network by what tells it from the other."""
        if title != self._title:
            self._title = title
            self._write()

    def show_status(self, status: Status, behind: int = 0) -> None:
        """Says how the network stands, and how many passes it has still to catch up."""
        self._status, self._behind = status, behind
        self._write()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._write()

    def text(self) -> str:
        """What is said of how it stands."""
        return self.state.text()

    def _write(self) -> None:
        self.name.setText(("● " if self._is_chosen else "○ ") + self._title)
        self._wordings, tip = self._state()
        self.state.setToolTip("\n".join(filter(None, (self._wordings[0], tip))))
        if self._is_chosen:
            told = self.tr("{0} is chosen: numbers, edits and the learning rate are about this network")
        else:
            told = self.tr("Turn to {0}: then numbers, edits and the learning rate are about that network")
        self.name.setToolTip(told.format(self._title))
        self.name.setAccessibleName(told.format(self._title))
        self._paint()
        self._fit()

    def _fit(self) -> None:
        """Says how it stands in as many words as there is room for."""
        room = self.width() - self.name.sizeHint().width() - _AROUND
        metrics = self.state.fontMetrics()
        fitting = (text for text in self._wordings if metrics.horizontalAdvance(text) <= room)
        self.state.setText(next(fitting, ""))

    def _state(self) -> tuple[tuple[str, ...], str]:
        """How it stands, in many words and in fewer, and what a tooltip adds."""
        status = self._status
        if status is None:
            return ("",), ""
        if status.fault is not None:
            fault = status.fault
            text = self.tr("not finite: {0} · {1}, epoch {2}")
            tip = self.tr("The first number that is not finite; this network learns no further until rewound")
            brief = self.tr("not finite")
            return (text.format(fault.title, fault.symbol, grouped(fault.epoch)), brief, "✗"), tip
        if self._behind:
            return (self.tr("catching up: {0} passes to go").format(self._behind), f"−{self._behind}"), ""
        if status.loss is None:
            return ("",), ""
        loss = mean_loss(status.loss)
        full = self.tr("mean loss {0} · epoch {1}").format(loss, grouped(status.epochs))
        return (full, self.tr("mean loss {0}").format(loss), loss), self.tr(
            "The mean E of the last complete epoch"
        )

    def _paint(self) -> None:
        theme = self._theme
        colour = getattr(theme, SIDES[self._number])
        border = f"2px solid {colour}" if self._is_chosen else f"2px solid {theme.line}"
        bad = self._status is not None and self._status.fault is not None
        sheet = (
            f"QFrame#side {{ border: {border}; border-radius: 7px; background: {theme.panel}; }}"
            f"QFrame#side > QToolButton {{ color: {colour}; font-weight: bold; background: transparent;"
            f" border: 1px solid transparent; border-radius: 5px; padding: 1px 4px; }}"
            f"QFrame#side > QToolButton:hover {{ background: {theme.raised}; }}"
            f"QFrame#side > QToolButton:focus {{ border-color: {theme.positive}; }}"
            f"QFrame#side > QLabel {{ color: {theme.bad if bad else theme.muted}; }}"
        )
        if sheet != self._sheet:
            self._sheet = sheet
            self.setStyleSheet(sheet)

    # -- choosing -------------------------------------------------------------------------------

    def _choose(self) -> None:
        self.name.setChecked(self._is_chosen)  # it is not until the run has turned to it
        self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._is_chosen:
            self.chosen.emit()
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes a press on the picture of the one that is not chosen for the wish to choose it."""
        if event.type() == QEvent.Type.MouseButtonPress and not self._is_chosen:
            self.chosen.emit()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)
