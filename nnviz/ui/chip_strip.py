"""A strip of chips that wraps like words and keeps the current one in view, and how chips look.

What the chips stand for is the business of whoever makes them.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget

from nnviz.nn import Kind
from nnviz.ui.inspector.flow import lines
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme, mixed, readable_on

CHIP_HEIGHT = 28
GAP = 5
ROOM = 12
"""Pixels that a chip is wider than it must be, given up where that saves a row."""

INSET = 8
"""Pixels between the line of progress and the sides of its chip."""

ROWS_SHOWN = 2
"""Rows of chips before they scroll."""


class Chip(QPushButton):
    """A chip; of a row of them the Tab key comes to one, and the arrows go on from it.

    Signals:
        left: an arrow key was pressed, −1 for the one before and 1 for the next.
    """

    left = Signal(int)
    own_keys = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes to its neighbour by an arrow, and is pressed by Return as by Space."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in ways:
            self.left.emit(ways[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Return:
            self.click()
        else:
            super().keyPressEvent(event)


class ChipStrip(QScrollArea):
    """Chips that wrap like words; of many rows two are seen at a time.

    Signals:
        rows_changed: more rows are seen than before, or fewer.
    """

    rows_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ground = QWidget()
        self.setWidget(self.ground)
        for widget in (self.ground, self.viewport()):
            widget.setAutoFillBackground(False)
        self._chips: list[Chip] = []
        self._half = 0
        self._current: Chip | None = None
        self._part = 0.0
        self.progress = QFrame(self.ground)
        self.progress.setObjectName("progress")
        self.progress.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.progress.hide()

    def set_chips(self, chips: list[Chip], half: int, current: Chip | None, part: float = 0.0) -> None:
        """Places these chips, in order, and keeps the current one in view; if only a part of what it
        stands for is done, a line along its foot says how much.

        If two rows are needed, the second begins at the chip with the number ``half``, so that the
        way back stands below the way there.
        """
        self._chips, self._half, self._current, self._part = chips, half, current, part
        if not any(chip.hasFocus() for chip in chips):
            self._let_in(current or chips[0])
        self.arrange()

    def go_on(self, chip: Chip, by: int) -> None:
        """Gives the focus to a neighbour of a chip, where it has one."""
        place = self._chips.index(chip) + by
        if 0 <= place < len(self._chips):
            self._let_in(self._chips[place])
            self._chips[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._chips[place], 0, 0)

    def _let_in(self, chosen: Chip) -> None:
        """Lets the Tab key come to one chip, and to no other."""
        for chip in self._chips:
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus if chip is chosen else Qt.FocusPolicy.NoFocus)

    def arrange(self) -> None:
        """Wraps the chips in the width there is, and takes the height of up to two rows."""
        width = self.width()
        widths = self._widths(width)
        rows = self._wrapped(widths, width)
        if len(rows) > ROWS_SHOWN:
            width -= self.verticalScrollBar().sizeHint().width() + 2
            rows = self._wrapped(widths, width)
        tall = stretched(CHIP_HEIGHT)
        step = tall + GAP
        for number, row in enumerate(rows):
            left = 0
            for place in row:
                top = number * step
                self._chips[place].setGeometry(left, top, widths[place], tall)
                left += widths[place] + GAP
        self.verticalScrollBar().setSingleStep(step)
        self.ground.resize(width, max(1, len(rows)) * step - GAP)
        height = max(1, min(len(rows), ROWS_SHOWN)) * step - GAP
        if height != self.height():
            self.setFixedHeight(height)
            self.rows_changed.emit()
        self._draw_progress()
        if self._current is not None:
            self.ensureWidgetVisible(self._current, 0, 0)

    def _draw_progress(self) -> None:
        if self._current is not None and self._part > 0.0:
            set_state(self.progress, str(self._current.property("kind")), "current")
            place = self._current.geometry().adjusted(INSET, 0, -INSET, -2)
            self.progress.setGeometry(place.left(), place.bottom() - 1, round(place.width() * self._part), 2)
            self.progress.raise_()
            self.progress.show()
        else:
            self.progress.hide()

    def _widths(self, width: int) -> list[int]:
        """The width of every chip: roomy, or less so if all then fit into one row."""
        least = [chip.sizeHint().width() for chip in self._chips]
        spare = width - sum(least) - GAP * (len(least) - 1)
        room = min(ROOM, spare // max(1, len(least))) if spare >= 0 else ROOM
        return [needed + room for needed in least]

    def _wrapped(self, widths: list[int], width: int) -> list[range]:
        rows, half = lines(widths, width, GAP), self._half
        halves = lines(widths[:half], width, GAP), lines(widths[half:], width, GAP)
        if len(rows) == 2 and all(len(part) == 1 for part in halves):
            return [range(half), range(half, len(widths))]
        return rows

    def minimumSizeHint(self) -> QSize:
        return QSize(120, stretched(CHIP_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.arrange()


def set_state(chip: QWidget, kind: str, state: str) -> None:
    """Says what a chip is to the style sheet, which paints it without any Python."""
    if chip.property("state") == state and chip.property("kind") == kind:
        return
    chip.setProperty("kind", kind)
    chip.setProperty("state", state)
    if not chip.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it takes its look when it is first shown
    chip.style().unpolish(chip)
    chip.style().polish(chip)


def chip_sheet(theme: Theme) -> str:
    """The look of every chip, by the part of the pass and whether it is done."""
    rules = [
        "QPushButton { border-radius: 6px; padding: 0 2px; min-width: 20px; }",
        f'QPushButton[state="coming"] {{ background: {theme.raised}; color: {theme.muted};'
        f" border: 1px solid {theme.line}; }}",
        f'QPushButton[state="coming"]:hover {{ border-color: {theme.muted}; color: {theme.text}; }}',
    ]
    colours = {kind.value: theme.of(kind) for kind in Kind} | {"start": theme.muted}
    for kind, colour in colours.items():
        done, edge = mixed(theme.panel, colour, 0.16).name(), mixed(theme.panel, colour, 0.62).name()
        bright, ink = colour, readable_on(QColor(colour)).name()
        rules += [
            f'QPushButton[kind="{kind}"][state="done"] {{ background: {done}; color: {theme.text};'
            f" border: 1px solid {edge}; }}",
            f'QPushButton[kind="{kind}"][state="done"]:hover {{ border-color: {theme.text}; }}',
            f'QPushButton[kind="{kind}"][state="current"] {{ background: {bright}; color: {ink};'
            f" border: 2px solid {theme.text}; padding: 0 1px; }}",
            f'QFrame#progress[kind="{kind}"] {{ background: {ink}; }}',
        ]
    return "\n".join(rules)
