"""The pill that says in one line what the run is doing and where the cursor stands.

Green while it waits for a person, amber while something goes on, red when a number stopped being finite.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from nnviz.nn import Kind, Operation
from nnviz.session.frame import Frame
from nnviz.session.status import Status
from nnviz.ui.numbers import grouped, plain
from nnviz.ui.progress_words import percent, said
from nnviz.ui.theme import DARK, Theme, mixed
from nnviz.ui.titles import translated_title

_LEAST = 120
"""Pixels of width to which it may be squeezed."""


class StateLabel(QLabel):
    """Shows the newest status and frame; the end gives way where there is too little room.

    All of it is in the tooltip.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("state")
        self.setIndent(0)  # or else what does not fit is cut off at the end, and not shortened
        self._theme = DARK
        self._status: Status | None = None
        self._frame: Frame | None = None
        self._sheet = ""
        self.setAccessibleName(self.tr("State of the run"))

    def show_mail(self, status: Status, frame: Frame | None) -> None:
        """Shows how the run stands, and where; without a new frame the place stays."""
        self._status, self._frame = status, frame or self._frame
        self._write()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._write()

    def _write(self) -> None:
        if self._status is None or self._frame is None:
            return
        self.setText("  ·  ".join([self._doing(), *self._where(self._frame)]))
        self.setToolTip(self.text())
        colour = self._theme.bad if self._status.fault else self._theme.good
        if self._status.running or self._status.progress:
            colour = self._theme.loss
        back = mixed(self._theme.panel, colour, 0.14).name()
        sheet = (
            f"color: {colour}; background: {back}; border: 1px solid {colour};"
            "border-radius: 9px; padding: 2px 12px; margin: 3px 0px;"
        )
        if sheet != self._sheet:
            self._sheet = sheet
            self.setStyleSheet(sheet)

    def _doing(self) -> str:
        status, frame = self._status, self._frame
        assert status is not None
        assert frame is not None
        if status.progress:
            return self.tr("{0} {1} %").format(said(status.progress), percent(status.progress))
        if status.fault:
            return self.tr("Stopped: not finite")
        if status.running:
            return self.tr("Running")
        if frame.live:
            return self.tr("Paused")
        return self._operation(frame, frame.operation) if frame.operation else self.tr("Ready")

    def _operation(self, frame: Frame, operation: Operation) -> str:
        """The operation and the formula under the cursor."""
        node = frame.stage.node(operation.node)
        title = translated_title(node) if node else frame.stage.title(operation)
        pattern = {
            Kind.FORWARD: self.tr("{0} forward"),
            Kind.LOSS: self.tr("{0} loss"),
            Kind.BACKWARD: self.tr("{0} backward"),
            Kind.UPDATE: self.tr("{0} update"),
        }[operation.kind]
        edited = [self.tr("numbers set by hand")] if frame.unedited else []
        return " · ".join([pattern.format(title), *self._formula(frame, operation), *edited])

    def _formula(self, frame: Frame, operation: Operation) -> list[str]:
        """What the formula under the cursor gives, and which of the operation's formulas it is."""
        if frame.formula is None or (operation.kind is Kind.UPDATE and len(frame.formulas) == 1):
            return []  # what an update says of W is true of every parameter
        text = frame.stage.description(operation).symbol(frame.formula.gives).text
        of = len(frame.formulas)
        where = self.tr("{0} ({1} of {2})")
        return [where.format(text, frame.done, of) if of > 1 else text]

    def _where(self, frame: Frame) -> list[str]:
        parts = [
            self.tr("epoch {0}").format(grouped(frame.epoch)),
            self.tr("sample {0} of {1}").format(grouped(frame.batch_number), grouped(frame.batches)),
        ]
        if len(frame.rows) > 1:
            parts[1] = self.tr("batch {0} of {1}").format(grouped(frame.batch_number), grouped(frame.batches))
        if frame.loss is not None:
            parts.append(f"E = {plain(frame.loss)}")
        return parts

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(_LEAST, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        if text == self.text():
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOption  # six hundred names, for a narrow window alone

        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        middle = Qt.AlignmentFlag.AlignVCenter.value
        self.style().drawItemText(painter, room, middle, self.palette(), True, text, self.foregroundRole())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)
