"""The inspector: the operation under the cursor, as formulas and as the very numbers they ran on.

While training runs it shows the sizes of things instead, at most five times a second.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QShowEvent, QTextDocumentFragment
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nnviz.nn import Kind, Operation
from nnviz.session.frame import Frame
from nnviz.ui.inspector.equation_page import EquationPage
from nnviz.ui.inspector.equations import all_tex, equations, given, outlines
from nnviz.ui.inspector.formula_drawing import is_ready
from nnviz.ui.inspector.formula_picture import prepare
from nnviz.ui.inspector.guessing import Guessing
from nnviz.ui.inspector.head_row import HeadRow
from nnviz.ui.inspector.live_page import LivePage
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_dialog import TensorDialog
from nnviz.ui.inspector.tensor_view import tint
from nnviz.ui.theme import DARK, Theme
from nnviz.ui.titles import translated_title

LIVE_INTERVAL = 100
"""Milliseconds between two looks at a running network."""

PREPARE_INTERVAL = 15
"""Milliseconds between two formulas that are worked out before they are wanted."""


class Inspector(QWidget):
    """Looks inside one operation.

    Signals:
        precision_changed: how many digits behind the point, when a person has changed it.
        number_set: a number of the pass that a person has typed, as a :class:`Change`.
        slid: the same while cells are dragged, and whether it goes on with the change before.
        asked: a command for the run.
        weight_asked: the :class:`Weight` whose chain rule a person wants to see.
        arrived: a frame that is to be shown, for the windows of tensors.
        judged: a question has been answered, or given up.
        covering: the tensors, by node and key, that nobody is to see until a question is answered.
    """

    precision_changed = Signal(int)
    number_set = Signal(object)
    slid = Signal(object, bool)
    asked = Signal(object)
    weight_asked = Signal(object)
    arrived = Signal(object)
    judged = Signal()
    covering = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._frame: Frame | None = None
        self._stale = False
        self._alone = False
        self.header = HeadRow(self)
        """The row with the heading, for a panel's title bar."""
        self.heading, self.sentence = self.header.heading, self.header.sentence
        self.trail, self.digits = self.header.trail, self.header.digits
        self.digits.changed.connect(self._precision_picked)
        self.equations, self.live = EquationPage(self), LivePage(self)
        self.equations.number_set.connect(self.number_set)
        self.equations.slid.connect(self.slid)
        self.equations.weight_asked.connect(self.weight_asked)
        self.equations.tensor_asked.connect(self.show_tensor)
        self.guessing = Guessing(self)
        self.guessing.judged.connect(self.judged)
        self.guessing.covering.connect(self.covering)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.equations)
        self._pages.addWidget(self.live)
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(LIVE_INTERVAL)
        self._wait.timeout.connect(self._catch_up)
        self._to_prepare: list[str] = []
        self._idle = QTimer(self)
        self._idle.setInterval(PREPARE_INTERVAL)
        self._idle.timeout.connect(self._prepare_one)
        self.set_theme(DARK)
        self._retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.header)
        layout.addWidget(self.guessing.line)
        layout.addWidget(self._pages, 1)
        self.setMinimumSize(360, 90)

    # -- what comes in --------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Shows a moment of the run; one of a running network when the next look is due."""
        if frame is self._frame:
            return
        if self._frame is None or frame.stage is not self._frame.stage:
            self._to_prepare = list(all_tex(frame.stage))
        self._frame, self._stale = frame, True
        self.arrived.emit(frame)
        self.guessing.arrive(frame)
        if not self.isVisible() or (frame.live and self._wait.isActive()):
            return
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        self._theme = theme
        tint(self.heading, theme.text)
        tint(self.sentence, theme.muted)
        tint(self.trail, theme.muted)
        self.digits.set_theme(theme)
        self.live.set_theme(theme)
        self.guessing.line.set_theme(theme)
        self._redo()

    def set_alone(self, alone: bool) -> None:
        """Shows the formula under the cursor alone, also where it is the last of its operation, for one
        who goes from formula to formula; or else all that an operation has computed."""
        if alone != self._alone:
            self._alone = alone
            self._redo()

    def precision(self) -> int:
        """How many digits stand behind the point."""
        return self.digits.value()

    def set_precision(self, digits: int) -> None:
        """Writes numbers with 2 to 8 digits behind the point, without a signal."""
        self.digits.set_value(digits)
        self._redo()

    def set_predicting(self, on: bool) -> None:
        """Asks for a guess, from the next stop on, before it shows what a formula gives; or no more."""
        self.guessing.set_on(on)
        self._redo()

    def show_tensor(self, tensor: Tensor) -> TensorDialog:
        """Shows a tensor by itself, in a window of its own."""
        place = QTextDocumentFragment.fromHtml(self.heading.text()).toPlainText()
        dialog = TensorDialog(tensor, place, self.precision(), self._theme, self)
        dialog.weight_asked.connect(self.weight_asked)
        dialog.number_set.connect(self.number_set)
        dialog.slid.connect(self.slid)
        dialog.asked.connect(self.asked)
        self.arrived.connect(dialog.follow)
        if self._frame is not None:
            dialog.follow(self._frame)
        dialog.show()
        return dialog

    def _precision_picked(self, digits: int) -> None:
        self._redo()
        self.precision_changed.emit(digits)

    def _retranslate(self) -> None:
        self.equations.setAccessibleName(self.tr("formulas and numbers of the operation"))
        self._redo()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # -- when it is drawn -----------------------------------------------------------------------

    def _redo(self) -> None:
        """Draws the same frame anew, in other colours, words or digits."""
        self._stale = self._frame is not None
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _prepare_one(self) -> None:
        """Works out one formula of the network, so that a step to it need not wait for that."""
        if not is_ready():  # while the library is being imported
            return
        if self._to_prepare:
            prepare(self._to_prepare.pop(0))
        else:
            self._idle.stop()

    def _refresh(self) -> None:
        frame, self._stale = self._frame, False
        assert frame is not None
        self.guessing.line.hide()
        if frame.live:
            self._wait.start()
            self._show_live(frame)
        else:
            self._show_paused(frame)

    # -- what it shows --------------------------------------------------------------------------

    def _show_live(self, frame: Frame) -> None:
        self._idle.stop()
        self.header.write(self.tr("The newest pass"), "")
        self.header.show_digits(False)
        self.live.show_frame(frame)
        self._pages.setCurrentWidget(self.live)

    def _show_paused(self, frame: Frame) -> None:
        if self._to_prepare:
            self._idle.start()
        self.header.show_digits(True)
        operation = frame.operation
        if operation is None:
            self._show_start(frame)
        else:
            self._show_operation(frame, operation)
        self._pages.setCurrentWidget(self.equations)

    def _show_start(self, frame: Frame) -> None:
        hint = self.tr("Nothing has been computed yet. The next step computes the first operation.")
        self.header.write(self.tr("Start of the run"), hint)
        self.equations.show_tensors(given(frame), self.precision(), self._theme)
        self.guessing.show(frame, self.equations, QColor())

    def _show_operation(self, frame: Frame, operation: Operation) -> None:
        node = frame.stage.node(operation.node)
        title = translated_title(node) if node else frame.stage.title(operation)
        accent = self._theme.of(operation.kind)
        kind = f'<span style="color:{accent}">{self._kind_text(operation.kind)}</span>'
        found, others = equations(frame, self._alone), outlines(frame, self._alone)
        self.header.write(f"{title} · {kind}", "" if found else self._nothing_text(operation.kind))
        if found:
            self._show_trail(frame, operation, accent)
        self.equations.show_equations(found, self.precision(), self._theme, accent, others)
        self.guessing.show(frame, self.equations, QColor(accent))

    def _nothing_text(self, kind: Kind) -> str:
        if kind is Kind.UPDATE:
            return self.tr("This network has no weights, so there is nothing to move.")
        return self.tr("Nothing is computed here: no gradient goes further back.")

    def _show_trail(self, frame: Frame, operation: Operation, accent: str) -> None:
        """Within an operation, where in it the cursor stands."""
        description = frame.stage.description(operation)
        formulas = frame.formulas if frame.remaining or (self._alone and len(frame.formulas) > 1) else ()
        names = [description.symbol(formula.gives).text for formula in formulas]
        self.trail.show_names(names, frame.done - 1, accent)

    def _kind_text(self, kind: Kind) -> str:
        return {
            Kind.FORWARD: self.tr("forward"),
            Kind.LOSS: self.tr("loss"),
            Kind.BACKWARD: self.tr("backward"),
            Kind.UPDATE: self.tr("update"),
        }[kind]
