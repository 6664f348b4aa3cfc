"""The card of one weight: its value and gradient, the chain rule to it, a check, its paths and a slider.

It asks for an examination of the weight in the pass on the screen, and shows what comes back.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import lt

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.examination import Examination, LayerCheck
from nnviz.session.frame import Frame, Stage
from nnviz.session.mailbox import Mail
from nnviz.session.status import Status
from nnviz.ui import numbers
from nnviz.ui.editing.target import Target, of_weight
from nnviz.ui.language import translate_nn
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, number_font, text_font
from nnviz.ui.weight.check_box import CheckBox
from nnviz.ui.weight.chooser import Chooser
from nnviz.ui.weight.factor_strip import FactorStrip
from nnviz.ui.weight.freeze_button import FreezeButton
from nnviz.ui.weight.layer_box import LayerBox
from nnviz.ui.weight.nudge_box import NudgeBox
from nnviz.ui.weight.paths_box import PathsBox
from nnviz.ui.weight.update_box import UpdateBox
from nnviz.ui.weight.value_label import GAP, ValueLabel

_WIDTHS = (440, 860)
"""From which widths on two, and all four, boxes stand beside each other."""

_SHARES = {1: (1,), 2: (2, 3), 4: (5, 6, 6, 5)}
"""How the columns share the width: the figures of a change of E are the longest lines."""

_WIDEST = 420
"""Pixels of a box at the most, for its lines are short."""

_SPACING, _MARGIN, _BESIDE = 8, 4, 216
"""Pixels between the parts and at the right, and how wide a box has to be to stand beside the chain rule."""


class WeightCard(QScrollArea):
    """Everything about one weight.

    Attributes:
        weight: the weight that it is about, or None before one was chosen.
        header: which weight, with its value and gradient; shown in the title of the panel.
        freeze: freezes it.

    Signals:
        asked: a command for the run.
        change_wished: the :class:`Change` of the pass on the screen that a person wants.
    """

    asked = Signal(object)
    change_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.weight: Weight | None = None
        self._frame: Frame | None = None
        self._found: Examination | None = None
        self._running = False
        self._theme = DARK
        self._placed: tuple[int, bool] | None = None
        self.header = QWidget()
        self.chooser, self.value, self.freeze = Chooser(), ValueLabel(), FreezeButton()
        self.value.setFont(number_font(14, bold=True))
        self.hint = QLabel()
        self.hint.setFont(text_font(13))
        self.hint.setWordWrap(True)
        self.strip = FactorStrip()
        self.check, self.update_, self.nudge, self.paths = CheckBox(), UpdateBox(), NudgeBox(), PathsBox()
        self.parts = (self.strip, self.check, self.update_, self.nudge, self.paths)
        self.layer = LayerBox(self._title)
        self._checked: LayerCheck | None = None
        self._arrange()
        self.chooser.chosen.connect(self.choose)
        self.freeze.chosen.connect(self.change_wished)
        self.nudge.moved.connect(lambda _: self._ask())
        self.check.all_asked.connect(self._ask_for_all)
        self._retranslate()

    def _arrange(self) -> None:
        head = QHBoxLayout(self.header)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(self.chooser)
        head.addWidget(self.freeze)
        head.addWidget(self.value, 1)
        self._boxes = QGridLayout()
        self._boxes.setSpacing(_SPACING)
        self._chain = QHBoxLayout()
        self._chain.setSpacing(_SPACING)
        self._chain.addWidget(self.strip, 1)
        ground = QWidget()
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, 0, _MARGIN, 0)
        layout.setSpacing(_SPACING)
        layout.addWidget(self.hint)
        layout.addLayout(self._chain)
        layout.addLayout(self._boxes)
        layout.addWidget(self.layer)
        layout.addStretch(1)
        self.setWidget(ground)
        ground.setAutoFillBackground(False)
        self._place_boxes(_WIDTHS[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_boxes(event.size().width())  # first, since it says how narrow the card can be
        super().resizeEvent(event)

    def _place_boxes(self, width: int) -> None:
        """Puts the boxes into as many columns as there is room for, one, two or four; of two columns the
        first box stands beside the chain rule, where that leaves room for it."""
        columns = 2 ** bisect_right([stretched(least) for least in _WIDTHS], width)
        chain = self.strip.wanted_width
        beside = columns == 2 and chain + _SPACING + stretched(_BESIDE) + _MARGIN <= width
        self.strip.setMinimumWidth(chain if beside else 0)
        spare = width + _SPACING - _MARGIN - columns * (stretched(_WIDEST) + _SPACING)
        self._boxes.setContentsMargins(0, 0, max(0, spare), 0)
        self.strip.set_zoom(self._zoom(width) if columns == max(_SHARES) else 1.0)
        if (columns, beside) == self._placed:
            return
        self._placed = columns, beside
        boxes = [self.update_, self.nudge, self.paths]
        if beside:
            self._chain.addWidget(self.check, 1)
        else:
            boxes.insert(0, self.check)
        for number, box in enumerate(boxes):
            row, column = divmod(number, columns)
            alone = beside and number == len(boxes) - 1
            self._boxes.addWidget(box, row, column, 1, columns if alone else 1)
        for column in range(len(boxes)):
            self._boxes.setColumnStretch(column, _SHARES[columns][column] if column < columns else 0)

    def _zoom(self, width: int) -> float:
        """How many times larger the chain rule is written, for as much of the room as the boxes leave."""
        boxes = max(box.sizeHint().height() for box in self.parts[1:])
        layer = self.layer.sizeHint().height() if self.layer.isVisible() else 0
        free = self.viewport().height() - boxes - layer - 2 * _SPACING
        return self.strip.fitting_zoom(width - _MARGIN, free)

    # -- values in ------------------------------------------------------------------------------

    @property
    def present(self) -> Weight | None:
        """The weight that it is about, or else the one that stands in its boxes."""
        return self.weight or self.chooser.weight

    def choose(self, weight: Weight) -> None:
        """Makes it the card of a weight."""
        if weight != self.weight:
            self.weight, self._found = weight, None
            self.nudge.begin()
        self.chooser.show_weight(weight)
        self._ask()
        self._show()

    def show_mail(self, mail: Mail) -> None:
        """Takes what has arrived."""
        self.show_status(mail.status)
        if mail.frame is not None:
            self.show_frame(mail.frame)
        self.show_answers(mail.examination, mail.layer_check)

    def show_frame(self, frame: Frame) -> None:
        """Asks anew for the pass that is on the screen now."""
        earlier, self._frame = self._frame, frame
        if earlier is None or frame.stage is not earlier.stage:
            self._begin(frame.stage)
        elif frame.pass_index != earlier.pass_index:
            self.nudge.begin(told=True)
        if earlier is not None and frame.arrays is not earlier.arrays:
            self._forget_layer()
        self._ask()

    def _begin(self, stage: Stage) -> None:
        """Is about another network, and if it can be about the weight of the same name."""
        kept, self.weight, self._found = self.weight, None, None
        self.nudge.begin()
        self.chooser.show_stage(stage)
        node = stage.node(kept.node) if kept else None
        shape = node.parameters.get(kept.key) if node and kept else None
        if kept and shape and len(shape) == len(kept.index) and all(map(lt, kept.index, shape)):
            self.weight = kept
            self.chooser.show_weight(kept)

    def _forget_layer(self) -> None:
        self._checked = None
        self._show()

    def show_status(self, status: Status) -> None:
        """Says so while passes go on by themselves."""
        if status.running != self._running:
            self._running = status.running
            self._show()

    def show_answers(self, weight: Examination | None, layer: LayerCheck | None) -> None:
        """Shows what has been found out of a weight, and of a layer."""
        if weight is not None:
            self.show_examination(weight)
        if layer is not None:
            self.show_layer_check(layer)

    def show_examination(self, found: Examination) -> None:
        """Shows an answer, if it is about the weight that is chosen now."""
        if found.weight != self.weight:
            return
        fresh = self._found is None or self._found.chain is not found.chain
        if self._found is None or self._found.pass_index != found.pass_index:
            self.nudge.set_reach(found.chain.value)
        self._found = found
        if fresh:
            self._show_parts(found)
        self.nudge.show_nudge(found.nudge)
        self._show()

    def show_layer_check(self, found: LayerCheck) -> None:
        """Shows the answer about a whole layer, if it is about the pass on the screen."""
        if self._frame is not None and found.pass_index == self._frame.pass_index:
            self._checked = found
            self.layer.show_check(found)
            self._show()
            QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(self.layer.y()))

    def _ask_for_all(self) -> None:
        if self.weight is not None:
            self.asked.emit(commands.CheckLayer(self.weight.node))

    def _show_parts(self, found: Examination) -> None:
        self.strip.show_chain(found.chain)
        self.check.show_check(found.check, self._title(found.check.kink_at))
        self.update_.show_update(found.update)
        self.paths.show_paths(found.paths)
        self._place_boxes(self.viewport().width())

    def _title(self, name: str) -> str:
        node = self._frame.stage.node(name) if self._frame else None
        if node is None:
            return name
        kind = node.description.title
        return translate_nn(kind) + node.title.removeprefix(kind)

    def _ask(self) -> None:
        """Asks for an examination, if anybody can see it: of the first weight where none was chosen."""
        if self.weight is None and self.isVisible():
            self.weight = self.chooser.weight
            self._show()
        live = self._frame is not None and self._frame.live and self._running
        if self.weight is not None and self.isVisible() and not live:
            self.asked.emit(commands.Examine(self.weight, self.nudge.delta))

    # -- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        found = None if self._running else self._found
        self.hint.setText(self._hint())
        self.hint.setVisible(found is None)
        for part in self.parts:
            part.setVisible(found is not None)
        here = found.weight.node if found else None
        self.layer.setVisible(self._checked is not None and self._checked.node == here)
        self.value.setText("")
        self.freeze.show_target(self._target())
        if found is not None:
            name, chain = found.chain.symbol.text, found.chain
            value, gradient = numbers.signed(chain.value, 4), numbers.signed(chain.gradient, 4)
            self.value.setText(f"{name} = {value}{GAP}∂E/∂{name} = {gradient}")
            self.value.setToolTip(f"{name} = {chain.value!r}\n∂E/∂{name} = {chain.gradient!r}")

    def _target(self) -> Target | None:
        """The weight in the pass on the screen, while training rests."""
        if self._frame is None or self.weight is None or self._running:
            return None
        return of_weight(self._frame, self.weight)

    def _hint(self) -> str:
        if self._running:
            return self.tr("Training is running. Pause to see where the gradient of a weight comes from.")
        if self.weight is None:
            return self.tr("Click a connection, or the short line of a bias, or choose a weight here.")
        return self.tr("Working it out …")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    # -- look and language ----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        self._theme = theme
        self.hint.setStyleSheet(f"color: {theme.muted};")
        for part in (*self.parts, self.layer, self.freeze):
            part.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("The card of one weight"))
        if self._found:
            self.check.show_check(self._found.check, self._title(self._found.check.kink_at))
        self._show()
