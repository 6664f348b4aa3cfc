"""The button that freezes one weight, or lets it move again; while it is down, no update moves that.

It is about the weight in the pass on the screen; what is chosen goes out as a change.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from nnviz.ui.editing.target import Target
from nnviz.ui.icons import icon
from nnviz.ui.text_size import stretch
from nnviz.ui.theme import Theme


class FreezeButton(QToolButton):
    """A padlock that stays down.

    Signals:
        chosen: the :class:`Change` that a person wants.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("switch")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stretch(self, "setIconSize", QSize(16, 16))
        self._target: Target | None = None
        self.clicked.connect(self._choose)
        self.show_target(None)

    def show_target(self, target: Target | None) -> None:
        """Is about a weight; hidden where there is none that can be changed."""
        self._target = target
        self.setVisible(target is not None)
        self.setChecked(target is not None and target.is_frozen)
        self._retranslate()

    def _choose(self) -> None:
        target = self._target
        if target is not None:
            self.setChecked(target.is_frozen)  # until the pass has run again, and shows that it is
            self.chosen.emit(target.frozen(not target.is_frozen))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setIcon(icon("padlock", theme.text, theme.muted))

    def _retranslate(self) -> None:
        if self.isChecked():
            self.setAccessibleName(self.tr("Unfreeze this weight"))
            self.setToolTip(self.tr("Frozen: no update moves this weight. Click to let it move again."))
        else:
            self.setAccessibleName(self.tr("Freeze this weight"))
            self.setToolTip(
                self.tr("Freeze this weight: no update moves it; its gradient is computed all the same")
            )

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
