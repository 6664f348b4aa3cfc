"""The palette: every registered layer in its group, to be searched, and dragged into the draft or put there.

It reads the registry alone, so a layer that is added there is here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nnviz.nn import Description, registry
from nnviz.ui.building.carrying import NEW, carry
from nnviz.ui.building.glyphs import SIDE, glyph_icon
from nnviz.ui.language import translate_nn
from nnviz.ui.text_size import stretch
from nnviz.ui.theme import DARK, Theme, text_font

_TYPE = Qt.ItemDataRole.UserRole
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def grouped() -> Iterator[tuple[str, list[tuple[str, Description]]]]:
    """Each family with its layers, by type; families with weights first, since networks begin with them."""
    families: dict[str, list[tuple[str, Description]]] = {}
    for name, kind in registry.layers().items():
        families.setdefault(kind.description.family, []).append((name, kind.description))
    first = sorted(families, key=lambda family: (family != "linear", family != "activation", family))
    for family in first:
        yield family, families[family]


class _Layers(QListWidget):
    """The layers under the titles of their groups.

    Signals:
        chosen: the type of the layer that was double-clicked, or confirmed with Enter.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("palette")
        stretch(self, "setIconSize", QSize(SIDE, SIDE))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemDoubleClicked.connect(self._choose)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        return carry(NEW, items[0].data(_TYPE) or "")

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_TYPE):
            self.chosen.emit(item.data(_TYPE))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _keeps(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentItem())
        else:
            super().keyPressEvent(event)


def _keeps(event: QKeyEvent) -> bool:
    return event.key() in _KEYS and not event.modifiers()


def _unlike(wanted: str, *names: str) -> int:
    """How little names are like what is wanted: 0 for the same, 1 for one that begins so, else 2."""
    known = [name.casefold() for name in names]
    return 0 if wanted in known else 1 if any(name.startswith(wanted) for name in known) else 2


class Palette(QWidget):
    """A field to search in, and the layers.

    Signals:
        chosen: the type of the layer that shall be put into the draft.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK
        self.search, self.layers = QLineEdit(), _Layers()
        self.search.setClearButtonEnabled(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.layers, 1)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self.layers.chosen.connect(self.chosen)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._fill()

    def _fill(self) -> None:
        """Lists everything anew, in the language and the colours of the window."""
        here = self.layers.currentItem().data(_TYPE) if self.layers.currentItem() else None
        self.layers.clear()
        for family, members in grouped():
            title = QListWidgetItem(translate_nn(family), self.layers)
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            title.setFont(text_font(11, bold=True))
            title.setForeground(QColor(self._theme.muted))
            for kind, about in members:
                self._add(kind, about, selected=kind == here)
        self._retranslate()
        self._filter(self.search.text())

    def _add(self, kind: str, about: Description, selected: bool) -> None:
        item = QListWidgetItem(
            glyph_icon(about.glyph, self._theme.positive), translate_nn(about.title), self.layers
        )
        item.setData(_TYPE, kind)
        item.setToolTip(f"{translate_nn(about.title)}\n{translate_nn(about.summary)}")
        if selected:
            self.layers.setCurrentItem(item)

    def _filter(self, wanted: str) -> None:
        """Leaves the layers whose name, group or formula has all the words; groups without any go too."""
        words, title, found = wanted.casefold().split(), None, False
        for item in [*self._items(), None]:
            if item is None or not item.data(_TYPE):
                if title is not None:
                    title.setHidden(not found)
                title, found = item, False
                continue
            assert title is not None
            said = f"{item.text()} {item.data(_TYPE)} {title.text()} {item.toolTip()}".casefold()
            item.setHidden(not all(word in said for word in words))
            found |= not item.isHidden()

    def _items(self) -> list[QListWidgetItem]:
        return [self.layers.item(row) for row in range(self.layers.count())]

    def _choose_first(self) -> None:
        wanted = self.search.text().strip().casefold()
        found = [item for item in self._items() if item.data(_TYPE) and not item.isHidden()]
        if found:
            best = min(found, key=lambda item: _unlike(wanted, item.text(), item.data(_TYPE)))
            self.chosen.emit(best.data(_TYPE))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search layers"))
        self.search.setToolTip(self.tr("Enter puts the best match after the selected layer"))
        self.search.setAccessibleName(self.tr("Search layers"))
        self.layers.setAccessibleName(self.tr("Palette of layers"))
        self.layers.setAccessibleDescription(
            self.tr("Drag a layer into the network, or put it after the selected one with Enter")
        )
