"""The keys of one action as buttons in a row; pressing one takes that key away.

They take a second line where the first is full.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from nnviz.ui.inspector.flow import lines
from nnviz.ui.keys.keymap import written

_HEIGHT, _GAP, _LINE_GAP = 28, 6, 4


class KeyChips(QWidget):
    """A row of keys.

    Attributes:
        chips: the buttons.
        after: what Tab comes to before them.

    Signals:
        removed: a key, when its button was pressed.
    """

    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[QPushButton] = []
        self.after: QWidget | None = None
        self._none = QLabel(self)
        self._none.setObjectName("muted")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Shows the keys of an action; the button after the one that was pressed gets its focus."""
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(key) for key in keys]
        self._put_in_order()
        self._none.setText(self.tr("no key"))
        self._none.setVisible(not keys)
        self.updateGeometry()
        self._place()
        if focused is not None and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].setFocus()

    def _put_in_order(self) -> None:
        """Has Tab come to the keys where they stand; what is made last would come last of all."""
        before = self.after
        for chip in self.chips:
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip

    def _chip(self, key: str) -> QPushButton:
        chip = QPushButton(f"{written(key)}  ✕".replace("&", "&&"), self)
        chip.setObjectName("keyChip")
        chip.setAutoDefault(True)
        tip = self.tr("Take {0} away").format(written(key))
        chip.setToolTip(tip)
        chip.setAccessibleName(tip)
        chip.clicked.connect(partial(self.removed.emit, key))
        chip.show()
        return chip

    # -- placing --------------------------------------------------------------------------------

    def _lines(self, width: int) -> list[list[int]]:
        return [list(line) for line in lines([c.sizeHint().width() for c in self.chips], width, _GAP)]

    def heightForWidth(self, width: int) -> int:
        count = max(1, len(self._lines(width)))
        return count * _HEIGHT + (count - 1) * _LINE_GAP

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(max(360, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._none.setGeometry(0, 0, self.width(), _HEIGHT)
        for number, line in enumerate(self._lines(self.width())):
            left = 0
            for place in line:
                chip = self.chips[place]
                chip.setGeometry(left, number * (_HEIGHT + _LINE_GAP), chip.sizeHint().width(), _HEIGHT)
                left += chip.width() + _GAP
