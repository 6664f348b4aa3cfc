"""The field in which a number of a table is typed, laid over its cell.

Return takes the number, Esc or a click elsewhere leaves it as it was; what is no finite number stays open.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from nnviz.ui.number_input import InputError, parse
from nnviz.ui.theme import number_font

LEAST_WIDTH = 110


class CellEditor(QLineEdit):
    """Types one number.

    Signals:
        entered: the number, when Return was pressed on one.
        closed: it is gone, entered or not.
    """

    entered = Signal(float)
    closed = Signal()

    def __init__(self, text: str, place: QRect, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._open = True
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(number_font(13))
        needed = self.fontMetrics().horizontalAdvance(text) + 30
        self.setGeometry(place.adjusted(0, 0, max(0, LEAST_WIDTH - place.width(), needed - place.width()), 0))
        most = parent.width() - self.width()
        self.move(max(0, min(self.x(), most)), self.y())
        self.setAccessibleName(self.tr("new value"))
        self.setToolTip(self.tr("a number, such as −0.5 or 2e−3; Return takes it, Esc leaves it as it was"))
        self.complaint = QLabel(self.window())
        self.complaint.setObjectName("complaint")
        self.complaint.setMargin(5)
        self.textEdited.connect(self._forgive)
        self.selectAll()
        self.show()
        self.setFocus()

    def close_without(self) -> None:
        """Goes away and leaves the number as it was."""
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    def _enter(self) -> None:
        try:
            value = parse(self.text())
        except InputError as error:
            self._complain(str(error))
            return
        self.entered.emit(value)
        self._close()

    def _forgive(self) -> None:
        self._mark(False)
        self.complaint.hide()

    def _mark(self, bad: bool) -> None:
        self.setProperty("bad", bad)
        self.style().polish(self)

    def _complain(self, reason: str) -> None:
        """Says above the field what is wrong, and what it takes."""
        self._mark(True)
        self.complaint.setText(f"{reason}\n{self.toolTip()}")
        self.complaint.adjustSize()
        at = self.mapTo(self.window(), QPoint(0, -self.complaint.height() - 2))
        most = self.window().width() - self.complaint.width()
        self.complaint.move(max(0, min(at.x(), most)), max(0, at.y()))
        self.complaint.show()
        self.complaint.raise_()

    def _close(self) -> None:
        if self._open:
            self._open = False
            self.complaint.deleteLater()
            self.closed.emit()
            self.hide()
            self.deleteLater()
