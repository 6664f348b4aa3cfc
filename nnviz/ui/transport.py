"""The tool bar: run, pause and step, and the few settings that a class changes while watching.

It shows what the status says and sends commands; it knows nothing of the run behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnviz.nn import INITIALIZERS
from nnviz.session import commands
from nnviz.session.choices import CONTROLS, Unit
from nnviz.session.pace import FLAT_OUT, PACES, Pace
from nnviz.session.status import Status
from nnviz.ui.actions import RunActions
from nnviz.ui.icons import icon
from nnviz.ui.language import translate_nn
from nnviz.ui.number_boxes import WholeBox
from nnviz.ui.numbers import grouped, mean_loss, short
from nnviz.ui.rate_box import RateBox
from nnviz.ui.segmented import Segmented
from nnviz.ui.text_size import stretch
from nnviz.ui.theme import DARK, Theme, mixed, number_font

_LARGEST_SEED = 2**31 - 1
_HEIGHT = 30
_FEW = 2


class _Field(QWidget):
    """A control with a small caption over it."""

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self.caption = QLabel(self)
        self.caption.setObjectName("caption")
        self.caption.setBuddy(control)
        stretch(control, "setFixedHeight", _HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.setSpacing(2)
        layout.addWidget(self.caption)
        layout.addWidget(control)

    def name(self, control: QWidget, text: str, tip: str) -> None:
        self.caption.setText(text)
        control.setToolTip(tip)
        control.setAccessibleName(text)


class _Counter(QLabel):
    """A number that goes on by itself, wide enough not to jump about."""

    def __init__(self, widest: str) -> None:
        super().__init__("–")
        self.setObjectName("counter")
        self.setFont(number_font(13))
        self.setIndent(0)
        self._widest = widest
        self._keep_width()

    def _keep_width(self) -> None:
        self.setMinimumWidth(QFontMetrics(self.font()).horizontalAdvance(self._widest) + 6)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_widest"):
            self._keep_width()

    def write(self, text: str, shorter: str = "") -> None:
        """Shows a number, in fewer digits where there is no room for all."""
        if shorter and QFontMetrics(self.font()).horizontalAdvance(text) + 6 > self.minimumWidth():
            text = shorter
        if text != self.text():
            self.setText(text)


class Transport(QToolBar):
    """The controls of a run.

    Signals:
        asked: a command for the run.
        pace_chosen: the pace, when a person has picked one.
        refused: why something that was typed is not taken.
    """

    asked = Signal(object)
    pace_chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, actions: RunActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transport")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        stretch(self, "setIconSize", QSize(20, 20))
        self._actions = actions
        self._theme = DARK
        self._status: Status | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        self._retranslate()

    # -- making ---------------------------------------------------------------------------------

    def _make_controls(self) -> None:
        self.unit = Segmented(tuple(Unit))
        self.rate = RateBox()
        self.seed = WholeBox()
        self.seed.setRange(0, _LARGEST_SEED)
        self.seed.setKeyboardTracking(False)
        stretch(self.seed, "setMaximumWidth", 68)
        self.initializer = QComboBox()
        for name in INITIALIZERS:
            self.initializer.addItem("", name)
        self.pace = QComboBox()
        for pace in PACES:
            self.pace.addItem("", pace)
        self.pace.setCurrentIndex(PACES.index(FLAT_OUT))

    def _lay_out(self) -> None:
        actions = self._actions
        rest = self.findChild(QToolButton, "qt_toolbar_ext_button")
        assert isinstance(rest, QToolButton)
        self.rest = rest
        rest.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        steps = actions.back, actions.run, actions.forward
        for action in (actions.reset, actions.start, *steps, actions.end):
            self.addAction(action)
            button = self._button(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if action is actions.run:
                button.setObjectName("run")
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        widest = {"epoch": "9,999,999", "loss": "1.0e−308", "pace": "100,000"}
        self._counters = {key: _Counter(text) for key, text in widest.items()}
        controls = (self.unit, self.rate, self.seed, self.initializer, self.pace, *self._counters.values())
        self._fields: dict[QWidget, _Field] = {control: _Field(control) for control in controls}
        self._places = {control: self.addWidget(field) for control, field in self._fields.items()}

    def _button(self, action: QAction) -> QToolButton:
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        return button

    def _connect(self) -> None:
        self.rate.refused.connect(self.refused)
        self.rate.rate_entered.connect(lambda value: self.asked.emit(commands.SetLearningRate(value)))
        self.seed.valueChanged.connect(lambda _: self._ask_weights())
        self.initializer.activated.connect(lambda _: self._ask_weights())
        self.pace.activated.connect(self._choose_pace)
        self.unit.chosen.connect(self._actions.set_unit)
        self._actions.unit_changed.connect(self.unit.set_value)
        self._actions.new_weights_asked.connect(lambda: self.seed.setValue(self.seed.value() + 1))

    # -- what a person does ---------------------------------------------------------------------

    def _ask_weights(self) -> None:
        self.asked.emit(commands.NewWeights(self.seed.value(), self.initializer.currentData()))

    def _choose_pace(self, place: int) -> None:
        self.asked.emit(commands.SetPace(PACES[place]))
        self.pace_chosen.emit(PACES[place])

    # -- what is shown --------------------------------------------------------------------------

    def set_hidden(self, names: Sequence[str]) -> None:
        """Hides some of the controls, by the names they have in :data:`CONTROLS`, and shows the others."""
        for name in CONTROLS:
            self._places[getattr(self, name)].setVisible(name not in names)

    def set_pace(self, pace: Pace) -> None:
        """Shows a pace, and asks for it."""
        self.pace.setCurrentIndex(PACES.index(pace))
        self.asked.emit(commands.SetPace(pace))

    def show_status(self, status: Status) -> None:
        """Shows the settings of the run."""
        changed = self._status is None or status.running != self._status.running
        self._status = status
        self._actions.show_status(status)
        self.rate.show_rate(status.learning_rate)
        for control in (self.seed, self.initializer):
            control.blockSignals(True)
        if not self.seed.hasFocus():
            self.seed.setValue(status.seed)
        self.initializer.setCurrentIndex(list(INITIALIZERS).index(status.initializer))
        for control in (self.seed, self.initializer):
            control.blockSignals(False)
        self._count(status)
        if changed:
            self._draw_icons()

    def _count(self, status: Status) -> None:
        self._counters["epoch"].write(grouped(status.epochs))
        loss = status.loss
        told = ("–",) if loss is None else (mean_loss(loss), short(loss, _FEW))
        self._counters["loss"].write(*told)
        self._counters["pace"].write(grouped(round(status.rate)) if status.rate else "–")

    def set_theme(self, theme: Theme) -> None:
        """Draws the icons in the colours of a theme."""
        self._theme = theme
        self._draw_icons()

    def _draw_icons(self) -> None:
        theme = self._theme
        running = self._status is not None and self._status.running
        names = {
            self._actions.reset: ("reset", theme.text),
            self._actions.start: ("start", theme.text),
            self._actions.back: ("previous", theme.text),
            self._actions.run: ("pause", theme.loss) if running else ("play", theme.good),
            self._actions.forward: ("next", theme.text),
            self._actions.end: ("end", theme.text),
        }
        faded = mixed(theme.muted, theme.window, 0.5).name()
        for action, (name, colour) in names.items():
            action.setIcon(icon(name, colour, faded))
        self.rest.setIcon(icon("more", theme.text, faded))  # Qt's own picture is too dark to be seen

    def _retranslate(self) -> None:
        self._name_fields()
        self.unit.set_texts(
            (self.tr("formula"), self.tr("op"), self.tr("layer"), self.tr("pass"), self.tr("epoch")),
            (
                self.tr("Step by formula: an operation has one for each tensor that it gives"),
                self.tr("Step by operation"),
                self.tr("Step by layer with its activation"),
                self.tr("Step by whole pass"),
                self.tr("Step by epoch"),
            ),
        )
        rest = self.tr("Show what the tool bar has no room for")
        self.rest.setToolTip(rest)
        self.rest.setAccessibleName(rest)
        self._keep_width_of_run()
        for place, item in enumerate(INITIALIZERS.values()):
            self.initializer.setItemText(place, translate_nn(item.title))
            self.initializer.setItemData(place, translate_nn(item.help), Qt.ItemDataRole.ToolTipRole)
        for place, pace in enumerate(PACES):
            self.pace.setItemText(place, self._pace_text(pace))

    def _keep_width_of_run(self) -> None:
        """Makes the button wide enough for Run and for Pause: nothing moves when one becomes the other."""
        button, present = self._button(self._actions.run), self._actions.run.text()
        metrics = QFontMetrics(button.font())
        texts = self._actions.run_texts()
        # What the style adds around a text is known only for the one that is there now.
        around = button.sizeHint().width() - metrics.horizontalAdvance(present)
        button.setMinimumWidth(around + max(metrics.horizontalAdvance(text) for text in texts))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keep_width_of_run()  # the style is in force only now

    def _name_fields(self) -> None:
        texts: dict[QWidget, tuple[str, str]] = {
            self.unit: (
                self.tr("step by"),
                self.tr("How far the step buttons and their keys go"),
            ),
            self.rate: (
                self.tr("learning rate"),
                self.tr("The update moves each weight by its gradient times this"),
            ),
            self.seed: (self.tr("seed"), self.tr("The first weights are drawn from this number")),
            self.initializer: (
                self.tr("first weights"),
                self.tr("The distribution that the first weights are drawn from"),
            ),
            self.pace: (self.tr("speed"), self.tr("From slow motion to as fast as the machine goes")),
            self._counters["epoch"]: (self.tr("epochs"), self.tr("How many epochs are complete")),
            self._counters["loss"]: (self.tr("mean loss"), self.tr("The mean E of the last complete epoch")),
            self._counters["pace"]: (self.tr("passes/s"), self.tr("How many passes a second, measured")),
        }
        for control, (text, tip) in texts.items():
            self._fields[control].name(control, text, tip)

    def _pace_text(self, pace: Pace) -> str:
        if pace.flat_out:
            return self.tr("flat out")
        count = grouped(int(pace.per_second))
        if pace.unit is Unit.OPERATION:
            return self.tr("{0} op/s").format(count)
        return self.tr("{0} pass/s").format(count)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._actions.retranslate()
            self._retranslate()
        super().changeEvent(event)
