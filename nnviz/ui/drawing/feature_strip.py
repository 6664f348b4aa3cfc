"""A row of buttons for what the network is given of a point of the plane: each turns a feature on or off.

One stays on, since a network without inputs has nothing to learn from.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from nnviz.session import commands
from nnviz.session.data.features import FEATURES, PLAIN
from nnviz.session.frame import Frame


class FeatureStrip(QWidget):
    """Shown when it is asked for, and wherever a network is given more than the coordinates.

    Attributes:
        wanted: whether it was asked for.

    Signals:
        asked: a command for the run.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = False
        self._chosen: tuple[str, ...] = ()
        self._axes = ("x₁", "x₂")
        self._caption, self._ground = QLabel(self), QWidget(self)
        self._ground.setObjectName("segmented")
        self._ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._caption.setObjectName("muted")
        self.buttons = {name: self._button(name) for name in FEATURES}
        self._arrange()
        self._retranslate()
        self.hide()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self._ground)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: self._toggle(name))
        return button

    def _arrange(self) -> None:
        inside = QHBoxLayout(self._ground)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.setSpacing(2)
        for button in self.buttons.values():
            inside.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(10)
        row.addWidget(self._caption)
        row.addWidget(self._ground)
        row.addStretch(1)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _retranslate(self) -> None:
        self._caption.setText(self.tr("features"))
        tips = {
            "x1": self.tr("The first coordinate as it is"),
            "x2": self.tr("The second coordinate as it is"),
            "x1*x1": self.tr("The first coordinate times itself"),
            "x2*x2": self.tr("The second coordinate times itself"),
            "x1*x2": self.tr("Both coordinates multiplied"),
            "sin x1": self.tr("The sine of the first coordinate, in radians"),
            "sin x2": self.tr("The sine of the second coordinate, in radians"),
        }
        common = self.tr(
            "Turning a feature on or off keeps the weights of the others and counts epochs anew; "
            "undo goes back."
        )
        for name, button in self.buttons.items():
            text = FEATURES[name].label.format(*self._axes)
            button.setText(text)
            button.setToolTip(f"{text}: {tips[name]}\n{common}")
            button.setAccessibleName(f"{text}: {tips[name]}")

    # -- what comes in --------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Shows what the network of a frame is given."""
        surface = frame.surface
        axes = surface.axes if surface is not None else ("x₁", "x₂")
        if axes != self._axes:
            self._axes = axes
            self._retranslate()
        if frame.stage.features != self._chosen:
            self._chosen = frame.stage.features
            for name, button in self.buttons.items():
                button.setChecked(name in self._chosen)
        self._appear()

    def want(self, wanted: bool) -> None:
        """Shows it, or hides it where a network is given the coordinates and nothing else."""
        self.wanted = wanted
        self._appear()

    @property
    def possible(self) -> bool:
        """Whether the samples are points of a plane."""
        return bool(self._chosen)

    def _appear(self) -> None:
        self.setVisible(self.possible and (self.wanted or self._chosen != PLAIN))

    # -- what goes out --------------------------------------------------------------------------

    def _toggle(self, name: str) -> None:
        button = self.buttons[name]
        chosen = tuple(each for each in FEATURES if (each in self._chosen) != (each == name))
        button.setChecked(name in self._chosen)  # until the run has them
        if chosen:
            self.asked.emit(commands.SetFeatures(chosen))

    # -- Qt's calls -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the caption out where there is no room."""
        super().resizeEvent(event)
        needed = self._ground.sizeHint().width() + self._caption.sizeHint().width() + 10
        self._caption.setVisible(self.width() >= needed)

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
