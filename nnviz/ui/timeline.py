"""The timeline: the program of one pass as a row of chips, one an operation, and the cursor among them.

A click gives no chip the keyboard; Tab comes to the current one, and the arrows go on from there.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from nnviz.nn import Kind, Operation, Phase
from nnviz.session.frame import Frame, Stage
from nnviz.ui.chip_strip import Chip, ChipStrip, chip_sheet, set_state
from nnviz.ui.numbers import grouped
from nnviz.ui.theme import DARK, Theme, text_font
from nnviz.ui.titles import translated_title

_APART = 14
"""Pixels between the parts of the header."""

START = 0
"""The position before the first operation."""


class Timeline(QWidget):
    """Where in a pass the cursor stands.

    Signals:
        position_chosen: how many operations shall have run, when a person has clicked a chip;
            0 for the start.
        rows_changed: the chips take more rows than before, or fewer.
    """

    position_chosen = Signal(int)
    rows_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._frame: Frame | None = None
        self._stage: Stage | None = None
        self._wordings = [""]
        """Where it stands, in many words and in fewer."""
        self.header = QWidget(self)
        """The row above the chips, for a panel's title bar."""
        self.title, self.place = self._label(14, bold=True), self._label(13)
        self.legend, self.progress = self._label(12), self._label(13)
        self.changes = QToolButton(self)
        """How much was changed in the pass by hand; whoever knows more gives it a menu."""
        self.changes.setFont(text_font(12))
        self.changes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.changes.hide()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setMinimumWidth(1)  # it gives way, so it must not keep the window wide
        self._strip = ChipStrip(self)
        self._strip.rows_changed.connect(self.rows_changed)
        self.start = self._chip(START)
        set_state(self.start, "start", "current")
        self.chips: list[Chip] = []
        """The chip of every operation, in order."""
        self._lay_out()
        self.header.installEventFilter(self)
        self.set_theme(DARK)
        self._retranslate()

    def _label(self, pixels: int, bold: bool = False) -> QLabel:
        label = QLabel(self)
        label.setFont(text_font(pixels, bold))
        return label

    def _lay_out(self) -> None:
        head = QHBoxLayout(self.header)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(_APART)
        head.addWidget(self.title)
        head.addWidget(self.place)
        head.addWidget(self.changes)
        head.addStretch(1)
        head.addWidget(self.legend)
        head.addWidget(self.progress)
        self.header.setMinimumWidth(1)  # or else it could not become too narrow for all of them
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(8)
        layout.addWidget(self.header)
        layout.addWidget(self._strip)
        layout.addStretch(1)

    def _chip(self, position: int) -> Chip:
        chip = Chip(self._strip.ground)
        chip.setFont(text_font(13))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.clicked.connect(lambda: self.position_chosen.emit(position))
        chip.left.connect(lambda by: self._strip.go_on(chip, by))
        return chip

    # -- what comes in --------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Marks the operation under the cursor; of a running network, all and none in particular."""
        if frame is self._frame:
            return
        earlier, self._frame = self._frame, frame
        if frame.stage is not self._stage:
            self._make_chips(frame.stage)
            earlier = None
        if earlier is None or _mark(earlier) != _mark(frame):
            self._mark_chips(frame)
        self._write_place(frame)

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        self._theme = theme
        for label, colour in (
            (self.title, theme.text),
            (self.place, theme.text),
            (self.progress, theme.muted),
        ):
            label.setStyleSheet(f"color: {colour};")
        self._strip.setStyleSheet(chip_sheet(theme))
        self.changes.setStyleSheet(
            f"QToolButton {{ background: {theme.raised}; color: {theme.text}; padding: 1px 8px;"
            f" border: 1px solid {theme.line}; border-radius: 6px; }}"
            f"QToolButton:hover {{ border-color: {theme.muted}; }}"
            f"QToolButton:focus {{ border-color: {theme.positive}; }}"
            "QToolButton::menu-indicator { image: none; }"
        )
        self._write_legend()

    # -- chips ----------------------------------------------------------------------------------

    def _make_chips(self, stage: Stage) -> None:
        for chip in self.chips:
            chip.deleteLater()
        self._stage = stage
        self.chips = [self._chip(operation.index + 1) for operation in stage.operations]
        self._write_chips()

    def _write_chips(self) -> None:
        self.start.setText(self.tr("start"))
        self._describe(self.start, self.tr("before the first operation of the run"))
        for chip, operation in zip(self.chips, self._stage.operations if self._stage else (), strict=False):
            chip.setText(self._chip_text(operation))
            self._describe(chip, self._chip_tip(operation))

    @staticmethod
    def _describe(chip: Chip, tip: str) -> None:
        chip.setToolTip(tip)
        chip.setAccessibleName(chip.text())
        chip.setAccessibleDescription(tip)

    def _chip_text(self, operation: Operation) -> str:
        assert self._stage is not None
        if operation.kind is Kind.UPDATE:
            return self.tr("update")
        node = self._stage.node(operation.node)
        title = translated_title(node) if node else operation.node
        return f"∂ {title}" if operation.kind is Kind.BACKWARD else title

    def _chip_tip(self, operation: Operation) -> str:
        """What an operation computes: in one line, and each tensor it gives in words."""
        assert self._stage is not None
        node = self._stage.node(operation.node)
        description = node.description if node else self._stage.optimizer
        formulas = description.formulas(operation.phase)
        first = [] if operation.kind is Kind.BACKWARD else [description.summary]
        told = [
            f"{description.symbol(f.gives).text}: {QCoreApplication.translate('nn', f.meaning)}"
            for f in formulas
        ]
        return "\n".join([*first, *told])

    def _mark_chips(self, frame: Frame) -> None:
        set_state(self.start, "start", self._state(frame, START))
        for chip, operation in zip(self.chips, frame.stage.operations, strict=True):
            set_state(chip, operation.kind.value, self._state(frame, operation.index + 1))
        at_start = _at_start(frame)
        self.start.setVisible(at_start)
        for chip in self.chips:
            chip.show()
        forward = sum(o.phase is Phase.FORWARD for o in frame.stage.operations)
        placed = [self.start, *self.chips] if at_start else self.chips
        here = self.chips[frame.position - 1] if frame.position else self.start
        part = frame.done / len(frame.formulas) if frame.remaining else 0.0
        self._strip.set_chips(placed, forward + at_start, None if frame.live else here, part)

    @staticmethod
    def _state(frame: Frame, position: int) -> str:
        if frame.live or position < frame.position:
            return "done"
        return "current" if position == frame.position else "coming"

    # -- texts ----------------------------------------------------------------------------------

    def _write_place(self, frame: Frame) -> None:
        single = len(frame.rows) == 1
        part = self.tr("sample {0} of {1}") if single else self.tr("batch {0} of {1}")
        words = [
            self.tr("epoch {0}").format(grouped(frame.epoch)),
            part.format(grouped(frame.batch_number), grouped(frame.batches)),
            self.tr("pass {0}").format(grouped(frame.pass_index + 1)),
        ]
        shorter = [words[::2], words[2:]]
        self._wordings = [" · ".join(some) for some in ([] if frame.live else [words]) + shorter]
        count = len(frame.stage.operations)
        self.changes.setText(self.tr("set by hand: {0}").format(len(frame.changes)) + " ▾")
        self.changes.setVisible(bool(frame.changes))
        where = self.tr("operation {0} of {1}").format(frame.position, count)
        if frame.remaining:
            part = self.tr("formula {0} of {1}").format(frame.done, len(frame.formulas))
            where = f"{where} · {part}"
        self._set_text(self.progress, self.tr("{0} operations").format(count) if frame.live else where)
        self._fit()

    @staticmethod
    def _set_text(label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)

    def _write_legend(self) -> None:
        theme = self._theme
        words = {
            Kind.FORWARD: self.tr("forward"),
            Kind.LOSS: self.tr("loss"),
            Kind.BACKWARD: self.tr("backward"),
            Kind.UPDATE: self.tr("update"),
        }
        parts = [f'<span style="color:{theme.of(kind)}">{word}</span>' for kind, word in words.items()]
        self.legend.setText(f' <span style="color:{theme.muted}">▸</span> '.join(parts))
        self._fit()

    def _fit(self) -> None:
        """Says where it stands in as many words as there is room for, the pass always; and shows the count,
        and then the names of the four parts, where there is room for them in full."""
        shown = [self.title, *([] if self.changes.isHidden() else [self.changes])]
        taken = sum(widget.sizeHint().width() + _APART for widget in shown)
        room, metrics = self.header.width() - taken, self.place.fontMetrics()
        fitting = (text for text in self._wordings if metrics.horizontalAdvance(text) <= room)
        self._set_text(self.place, next(fitting, self._wordings[-1]))
        wide = self.place.sizeHint().width()
        taken += wide + _APART
        for label in (self.progress, self.legend):
            taken += label.sizeHint().width() + _APART
            fits = taken <= self.header.width()
            if fits == label.isHidden():
                label.setVisible(fits)
        if self.place.width() < wide and (layout := self.header.layout()) is not None:
            layout.activate()  # at once: a number without its last digit would look right

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # of the header, wherever it has been put
            self._fit()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("One pass"))
        self.setAccessibleName(self.tr("timeline of one pass"))
        self.place.setToolTip(self.tr("where this pass stands in the whole run"))
        self.progress.setToolTip(self.tr("how many operations of this pass have run"))
        self.changes.setToolTip(self.tr("what was changed by hand in this pass, to take it back"))
        self.changes.setAccessibleName(self.changes.toolTip())
        self.legend.setToolTip(self.tr("the four parts of a pass, in their colours"))
        self._write_legend()
        self._write_chips()
        if self._frame:
            self._write_place(self._frame)
            self._strip.arrange()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def _mark(frame: Frame) -> tuple[bool, int, int, bool]:
    """What the look of the chips depends on."""
    return frame.live, frame.position, frame.remaining, _at_start(frame)


def _at_start(frame: Frame) -> bool:
    """Whether there is a place before the first operation that one can go back to."""
    return frame.pass_index == 0 and not frame.live
