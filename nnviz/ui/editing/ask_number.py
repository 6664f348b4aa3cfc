"""The question for one number, such as what cells are to be filled with, in a small window.

It takes what the fields of tables take, and says what is wrong with anything else.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from nnviz.nn import SettingError
from nnviz.ui.fault_label import FaultLabel
from nnviz.ui.fitted_dialog import fit_height
from nnviz.ui.language import translate_reason
from nnviz.ui.number_input import InputError, parse


class AskNumber(QDialog):
    """Asks once, and is gone.

    Args:
        title, question: of the window, and over the field.
        text: what stands in the field at first.
        take: is given the number; what it objects to is shown, and the field stays open.

    Signals:
        entered: a number was taken.
    """

    entered = Signal(float)

    def __init__(
        self, title: str, question: str, text: str, take: Callable[[float], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setWindowTitle(title)
        label = QLabel(question, self)
        self.field, self.complaint = QLineEdit(text, self), FaultLabel(self)
        self.field.setAccessibleName(question)
        self.field.setToolTip(self.tr("a number, such as −0.5 or 2e−3"))
        self.field.textEdited.connect(lambda: self._complain(""))
        self.field.selectAll()
        self.buttons = QDialogButtonBox(self)
        yes, no = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self.buttons.setStandardButtons(yes | no)
        self.set = self.buttons.button(yes)
        self.set.setText(self.tr("Set"))
        self.buttons.button(no).setText(self.tr("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (label, self.field, self.complaint, self.buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(320)
        self.finished.connect(self.deleteLater)
        self.open()
        self.field.setFocus()

    def accept(self) -> None:
        """Closes if the number can be used."""
        try:
            value = parse(self.field.text())
            self._take(value)
        except InputError as error:
            self._complain(str(error))
        except SettingError as error:
            self._complain(translate_reason(error.phrase))
        else:
            self.entered.emit(value)
            super().accept()

    def _complain(self, reason: str) -> None:
        """Says what is wrong, until something else is typed; empty if nothing is."""
        self.complaint.say(reason)
        self.set.setEnabled(not reason)
        self.set.setToolTip(reason)
        self.field.setProperty("bad", bool(reason))
        self.field.style().polish(self.field)
        fit_height(self)
