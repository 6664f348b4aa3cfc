"""The list of what was opened or saved last: documents, and data of one's own.

Each stands with its name, its folder and the day on which it was changed; what is not there any more says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QDir,
    QEvent,
    QFileInfo,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nnviz.dataclass import dataclass
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme, text_font

_WHERE, _STATE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MARGIN, _LINE = 8, 17
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Recent:
    """Something that can be opened again.

    Attributes:
        path: the file.
        is_data: whether it is data, and not a document.
        place: its place among those of its kind, from 0.
    """

    path: Path
    is_data: bool
    place: int


class _Painter(QStyledItemDelegate):
    """Paints an entry as three lines: its name, its folder, its day."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 3 * stretched(_LINE) + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        area: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, 0)
        painter.save()
        lines = (
            (index.data(), text_font(13, bold=True), self._theme.text, Qt.TextElideMode.ElideRight),
            (index.data(_WHERE), text_font(12), self._theme.muted, Qt.TextElideMode.ElideMiddle),
            (index.data(_STATE), text_font(12), self._theme.muted, Qt.TextElideMode.ElideRight),
        )
        for number, (text, font, colour, elided) in enumerate(lines):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(colour)
            base = area.top() + number * stretched(_LINE) + metrics.ascent()
            painter.drawText(area.left(), base, metrics.elidedText(text, elided, area.width()))
        painter.restore()


class RecentList(QWidget):
    """Lets a person open something again, or strike it out.

    Attributes:
        list: the entries.
        remove: the button that strikes out the entry that is chosen, as Delete does.

    Signals:
        chosen: the :class:`Recent` to be opened.
        removed: the one that is struck out.
    """

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.remove, self._none = QListWidget(self), QPushButton(self), QLabel(self)
        self.list.setObjectName("recents")
        self.list.setItemDelegate(_Painter(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.list.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))
        self.list.installEventFilter(self)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove)
        self._none.setObjectName("muted")
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._none, 1)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.remove)
        self.list.setAccessibleName(self.tr("Opened or saved last"))
        self.list.setToolTip(self.tr("Return or a click opens; Delete takes out of the list"))
        self.remove.setText(self.tr("Remove from the List"))
        self.remove.setToolTip(self.tr("The file itself stays where it is"))
        self._none.setText(self.tr("Documents that you save, and data that you open, will be listed here."))
        self.show_entries([])

    def show_entries(self, entries: Sequence[Recent]) -> None:
        """Shows what can be opened again, the newest first."""
        row = self.list.currentRow()
        self.list.clear()
        self._entries = tuple(entries)
        for entry in entries:
            item = QListWidgetItem(entry.path.name if entry.is_data else entry.path.stem, self.list)
            where, state = QDir.toNativeSeparators(str(entry.path.parent)), self._state(entry)
            item.setData(_WHERE, where)
            item.setData(_STATE, state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {state}, {where}")
            item.setToolTip(QDir.toNativeSeparators(str(entry.path)))
        self.list.setCurrentRow(min(row, len(entries) - 1))
        self.list.setVisible(bool(entries))
        self.remove.setVisible(bool(entries))
        self.remove.setEnabled(self.list.currentRow() >= 0)
        self._none.setVisible(not entries)

    def _state(self, entry: Recent) -> str:
        info = QFileInfo(str(entry.path))
        if not info.exists():
            return self.tr("not there any more")
        when = QLocale().toString(info.lastModified(), QLocale.FormatType.ShortFormat)
        return self.tr("data · {0}").format(when) if entry.is_data else when

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._entries[self.list.row(item)])

    def _remove(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            self.removed.emit(self._entries[row])
            (self.list if self._entries else self).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete strikes an entry out."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.list and pressed and event.key() == Qt.Key.Key_Delete:  # type: ignore[attr-defined]
            self._remove()
            return True
        return super().eventFilter(watched, event)
