"""The draft as a list: input, layers, loss and training, each with its shape, its size and what is wrong.

Layers are put in order by dragging or with Alt and the arrows; what does not fit says so in red.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from nnviz.nn import INITIALIZERS, INPUT, Glyph, registry
from nnviz.nn.node import written
from nnviz.nn.program import LOSS
from nnviz.session.building.checking import Fit, shape_text
from nnviz.session.setup import Part
from nnviz.ui.building.builder import TRAINING, Builder
from nnviz.ui.building.carrying import PRESENT, carry, new_layer, present_layer
from nnviz.ui.building.glyphs import Sign
from nnviz.ui.building.row import NAME, ROW, Row, RowDelegate
from nnviz.ui.building.words import fault_words, layer_title
from nnviz.ui.language import translate_nn, translate_reason
from nnviz.ui.theme import DARK, Theme

_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_PLAIN = Qt.KeyboardModifier.NoModifier


class DraftList(QListWidget):
    """The rows of one builder's draft.

    Signals:
        menu_asked: the name of the layer whose menu is wanted, and the point of the screen.
        form_asked: the fields of the selected layer shall have the keys.
    """

    menu_asked = Signal(str, QPoint)
    form_asked = Signal()

    def __init__(self, builder: Builder) -> None:
        super().__init__()
        self.setObjectName("draft")
        self._builder, self._theme, self._filling = builder, DARK, False
        self.setItemDelegate(RowDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSpacing(2)
        self.currentItemChanged.connect(self._select)
        self.itemActivated.connect(lambda _: self.form_asked.emit())
        builder.changed.connect(self.fill)
        builder.selection_changed.connect(self.fill)
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        delegate = self.itemDelegate()
        assert isinstance(delegate, RowDelegate)
        delegate.theme = theme
        self.viewport().update()

    # -- rows -----------------------------------------------------------------------------------

    def fill(self) -> None:
        """Lists the draft anew."""
        rows = self._rows() if self._builder.bench else []
        self._filling = True
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            QListWidgetItem(self)
        for place, (name, row) in enumerate(rows):
            self._write(self.item(place), name, row)
            if name == self._builder.selected:
                self.setCurrentRow(place)
                self.scrollToItem(self.item(place))
        self._filling = False

    def _write(self, item: QListWidgetItem, name: str, row: Row) -> None:
        item.setData(NAME, name)
        item.setData(ROW, row)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row.said())
        item.setToolTip(row.fault or row.said())
        movable = self._builder.part(name) is not None
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if movable else flags)

    def _rows(self) -> list[tuple[str, Row]]:
        builder = self._builder
        assert builder.bench is not None
        draft, data = builder.draft, builder.bench.data
        inputs = [
            (name, Row(self._input_title(name), written(array.shape[1:]), "", "", None))
            for name, array in data.inputs.items()
        ]
        layers = [(part.name, self._layer(part, builder.fit(part.name))) for part in draft.layers]
        return [*inputs, *layers, (LOSS, self._loss()), (TRAINING, self._training())]

    def _input_title(self, name: str) -> str:
        return self.tr("Input") if name == INPUT else name

    def _layer(self, part: Part, fit: Fit) -> Row:
        known = registry.layers().get(part.type)
        count = self.tr("{0} parameters").format(f"{fit.size:,}") if fit.size else ""
        told = shape_text(fit)
        if len(part.sources) != 1 or part.sources[0] != self._before(part):
            told = f"{told}  ←  {', '.join(self.source_title(each) for each in part.sources) or '–'}"
        glyph = known.description.glyph if known else None
        return Row(layer_title(part.type, fit.number), told, count, fault_words(fit), glyph)

    def _before(self, part: Part) -> str:
        names = [*self._builder.inputs[:1], *(each.name for each in self._builder.draft.layers)]
        return names[names.index(part.name) - 1]

    def source_title(self, name: str) -> str:
        """What a source is called."""
        part = self._builder.part(name)
        if part is not None:
            return layer_title(part.type, self._builder.fit(name).number)
        return self._input_title(name) if name else "?"

    def _loss(self) -> Row:
        about = registry.losses()[self._builder.draft.loss.type].description
        fit = self._builder.fit(LOSS)
        return Row(translate_nn(about.title), self.tr("one number, E"), "", fault_words(fit), Glyph.LOSS)

    def _training(self) -> Row:
        draft = self._builder.draft
        assert self._builder.bench is not None
        rest = self._builder.bench.check.rest
        about = registry.optimizers()[draft.optimizer.type].description
        drawn = INITIALIZERS.get(draft.initializer)
        way = translate_nn(drawn.title) if drawn else "?"
        told = self.tr("batches of {0}, {1}").format(draft.batch_size, way)
        return Row(translate_nn(about.title), told, "", "; ".join(map(translate_reason, rest)), Sign.TRAINING)

    def _select(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self._builder.select(item.data(NAME))

    # -- dragging -------------------------------------------------------------------------------

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        return carry(PRESENT, items[0].data(NAME))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # which shows where it would go
        self._consider(event)

    def _consider(self, event: QDragMoveEvent) -> None:
        if new_layer(event.mimeData()) or present_layer(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Puts what is dropped behind the row above the place."""
        behind = self._behind(event.position().toPoint())
        if kind := new_layer(event.mimeData()):
            self._builder.insert(kind, behind)
        elif (name := present_layer(event.mimeData())) and name != behind:
            self._builder.move(name, behind)
        event.setDropAction(Qt.DropAction.CopyAction)  # the rows are listed anew; none is to be taken away
        event.accept()
        self.viewport().update()

    def _behind(self, point: QPoint) -> str:
        """The layer or input after which something lands that is dropped at a point."""
        known = [*self._builder.inputs, *(part.name for part in self._builder.draft.layers)]
        index = self.indexAt(point)
        row = index.row() if index.isValid() else self.count()
        if index.isValid() and point.y() > self.visualRect(index).center().y():
            row += 1
        return known[max(0, min(row, len(known)) - 1)]

    # -- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keeps(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _keeps(self, event: QKeyEvent) -> bool:
        plain = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers()
        return plain or self._acts(event)

    def _acts(self, event: QKeyEvent) -> bool:
        """Whether a key is one that changes the draft."""
        waits = self._builder.bench is not None and self._builder.bench.waits
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        known = {
            (_ALT, Qt.Key.Key_Up),
            (_ALT, Qt.Key.Key_Down),
            (_CTRL, Qt.Key.Key_D),
            (_PLAIN, Qt.Key.Key_Delete),
            (_PLAIN, Qt.Key.Key_Backspace),
            (_PLAIN, Qt.Key.Key_Return),
        }
        return (held, event.key()) in known | ({(_CTRL, Qt.Key.Key_Z)} if waits else set())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._acts(event):
            super().keyPressEvent(event)
            return
        builder, name = self._builder, self._builder.selected
        match event.key():
            case Qt.Key.Key_Up:
                builder.move_by(name, -1)
            case Qt.Key.Key_Down:
                builder.move_by(name, 1)
            case Qt.Key.Key_D:
                builder.duplicate(name)
            case Qt.Key.Key_Z:
                builder.take_back()
            case Qt.Key.Key_Return:
                self.form_asked.emit()
            case _:
                builder.delete(name)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.itemAt(event.pos())
        if item is not None:
            self.menu_asked.emit(item.data(NAME), event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.fill()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("The network as it is wanted"))
        self.setAccessibleDescription(
            self.tr("Alt and the arrows move a layer, Delete takes it out, Ctrl+D doubles it")
        )
