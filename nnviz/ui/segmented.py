"""A row of buttons of which exactly one is down, for a choice between a few things.

It keeps its choice by value, so that texts can change with the language.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from nnviz.ui.text_size import SMALLEST, grown


class Segmented(QWidget):
    """Buttons side by side.

    Args:
        values: what the buttons stand for, from left to right; the first is down to begin with.

    Signals:
        chosen: a value, when a person has picked it.
    """

    chosen = Signal(object)

    def __init__(self, values: Sequence[object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segmented")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._values = tuple(values)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(1)
        for number, _ in enumerate(self._values):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.installEventFilter(self)
            self._group.addButton(button, number)
            layout.addWidget(button)
        self._group.idToggled.connect(self._take_focus)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def _take_focus(self, number: int, down: bool) -> None:
        """Lets the Tab key come to the button that is down, and to no other."""
        policy = Qt.FocusPolicy.TabFocus if down else Qt.FocusPolicy.NoFocus
        self._group.button(number).setFocusPolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the plain arrows, which change the choice, from the window's step keys."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def set_small(self, padding: int) -> None:
        """Takes small texts, for a title row, which has less room than a tool bar.

        Args:
            padding: pixels at either side of a text.
        """
        self.setStyleSheet(
            f"QWidget#segmented QToolButton {{ padding: 2px {padding}px; font-size: {grown(SMALLEST)}px; }}"
        )

    def set_texts(self, texts: Sequence[str], tips: Sequence[str]) -> None:
        """Writes the buttons anew, each with its tooltip."""
        for button, text, tip in zip(self._group.buttons(), texts, tips, strict=True):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    def set_offered(self, value: object, offered: bool) -> None:
        """Shows or hides the button of a value; where it was down, the first is down instead."""
        button = self._group.button(self._values.index(value))
        if not offered and button.isChecked():
            self._group.button(0).setChecked(True)
        button.setVisible(offered)

    def value(self) -> object:
        """The value of the button that is down."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Puts the button of a value down, without a signal."""
        self._group.button(self._values.index(value)).setChecked(True)
