"""The list of layers: what each is called, what shape it gives, and how many numbers it learns.

The layer of the operation under the cursor is marked.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.nn import NodeInfo
from nnviz.nn.node import written
from nnviz.session.frame import Frame, Stage
from nnviz.ui.theme import DARK, Theme, mixed, number_font
from nnviz.ui.titles import input_title, translated_title

_MARGIN = 9


class _Entry(QFrame):
    """One layer.

    Args:
        title, shape: what it is called, and what it gives.
        parameters: how many numbers it learns, in words.
        number: the same where there is no room for words.
    """

    def __init__(self, title: str, shape: str, parameters: str, number: str = "") -> None:
        super().__init__()
        self.setObjectName("entry")
        name, shapes, self._count = QLabel(title, self), QLabel(shape, self), QLabel(parameters, self)
        self._wordings = (parameters, number)
        name.setObjectName("panelName")
        shapes.setObjectName("panelNote")
        shapes.setFont(number_font(12))
        self._count.setObjectName("panelNote")
        layout = QGridLayout(self)
        layout.setContentsMargins(_MARGIN, 5, _MARGIN, 5)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(1)
        layout.addWidget(name, 0, 0)
        layout.addWidget(shapes, 1, 0)
        layout.addWidget(self._count, 0, 1, 2, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.setColumnStretch(0, 1)
        self._texts, self._around = (name, shapes), layout.horizontalSpacing() + 2 * _MARGIN + 2
        self.setMinimumWidth(1)  # or else the list could not become narrower than the widest entry
        self.setAccessibleName(f"{title} {shape} {parameters}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Writes the count in words or as a number, as there is room, and in full into the tooltip."""
        super().resizeEvent(event)
        room = self.width() - max(label.sizeHint().width() for label in self._texts) - self._around
        metrics, in_words = self._count.fontMetrics(), self._wordings[0]
        text = next((text for text in self._wordings if metrics.horizontalAdvance(text) <= room), "")
        self._count.setText(text)
        self._count.setVisible(bool(text))
        self.setToolTip("" if text == in_words else in_words)

    def mark(self, theme: Theme, colour: str | None, chosen: bool = False) -> None:
        """Draws the frame, in a colour while an operation is under way here, and bold if it is chosen."""
        line, bold = theme.positive if chosen else colour or theme.line, 2 if chosen else 1
        back = mixed(theme.raised, colour, 0.16).name() if colour else theme.raised
        sheet = f"QFrame#entry {{ background: {back}; border: {bold}px solid {line}; border-radius: 7px; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)


class NetworkList(QScrollArea):
    """The layers from the input to the loss, one under the other.

    Signals:
        menu_asked: the name of the node whose menu is wanted, and the point of the screen.
        layer_asked: the name of the node that Return was pressed on.
    """

    menu_asked = Signal(str, QPoint)
    layer_asked = Signal(str)
    own_keys = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return})

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("network")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = DARK
        self._stage: Stage | None = None
        self._frame: Frame | None = None
        self._entries: dict[str, _Entry] = {}
        self._here = self._chosen = ""
        self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Layers"))

    def show_frame(self, frame: Frame) -> None:
        """Marks the layer under the cursor."""
        self._frame = frame
        if frame.stage is not self._stage:
            self._stage = frame.stage
            self._rebuild()
        self._mark()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._mark()

    def _mark(self) -> None:
        operation = None if self._frame is None or self._frame.live else self._frame.operation
        for name, entry in self._entries.items():
            here = operation is not None and operation.node == name
            colour = self._theme.of(operation.kind) if here and operation else None
            entry.mark(self._theme, colour, name == self._chosen and self.hasFocus())
        self._keep_in_view(operation.node if operation else "")

    def _keep_in_view(self, name: str) -> None:
        """Scrolls to the layer under the cursor when the cursor has come to it."""
        if name != self._here:
            self._here = name
            if name in self._entries:
                self.ensureWidgetVisible(self._entries[name], 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._here in self._entries:
            self.ensureWidgetVisible(self._entries[self._here], 0, 0)

    def whole_height(self) -> int:
        """The height at which every layer is seen at once."""
        body = self.widget()
        return body.sizeHint().height() + 2 * self.frameWidth() if body else 0

    def _rebuild(self) -> None:
        stage = self._stage
        if stage is None:
            return
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 3, 0)
        layout.setSpacing(6)
        places = stage.inputs
        self._entries = {each.name: _Entry(input_title(each), written(each.shape), "") for each in places}
        self._entries |= {node.name: self._entry(node) for node in (*stage.nodes, stage.loss)}
        for entry in self._entries.values():
            layout.addWidget(entry)
        layout.addStretch(1)
        self.setWidget(body)
        self._here = ""

    def _entry(self, node: NodeInfo) -> _Entry:
        shape = written(node.output_shape) if node.output_shape else self.tr("one number, E")
        count = self.tr("{0} parameters").format(node.size) if node.size else ""
        return _Entry(translated_title(node), shape, count, f"{node.size:,}" if node.size else "")

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose a layer, Return opens it; every other key is the window's."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in ways:
            self._choose_beside(ways[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Return and self._chosen:
            self.layer_asked.emit(self._chosen)
        else:
            event.ignore()

    def _choose_beside(self, by: int) -> None:
        """Chooses the layer above or below; to begin with the one under the cursor, or else the first."""
        names = list(self._entries)
        if not names:
            return
        if self._chosen in names:
            place = min(max(names.index(self._chosen) + by, 0), len(names) - 1)
            self._choose(names[place])
        else:
            self._choose(self._here if self._here in names else names[0])

    def _choose(self, name: str) -> None:
        self._chosen = name
        entry = self._entries[name]
        self.setAccessibleDescription(entry.accessibleName())
        self.ensureWidgetVisible(entry, 0, 0)
        self._mark()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows which layer the keys are at."""
        super().focusInEvent(event)
        by_tab = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_tab and self._chosen not in self._entries:
            self._choose_beside(0)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Shows no more which layer the keys were at."""
        super().focusOutEvent(event)
        self._mark()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of the layer under the mouse, or of the one that the keys are at."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            if entry := self._entries.get(self._chosen):
                self.menu_asked.emit(self._chosen, entry.mapToGlobal(entry.rect().center()))
            return
        for name, entry in self._entries.items():
            if entry.rect().contains(entry.mapFromGlobal(event.globalPos())):
                self.menu_asked.emit(name, event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._rebuild()
            self._mark()
        super().changeEvent(event)
