"""The shelf: all lessons with their pictures, chapter by chapter, and a search.

Pictures are drawn one after another once the window is there, so that nobody waits for them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nnviz.session.lesson import OWN, Catalogue, Entry, Lesson
from nnviz.ui.lessons.picture import SIZE, blank_picture, lesson_picture
from nnviz.ui.lessons.tile import SUMMARY, TilePainter, tile_size
from nnviz.ui.theme import Theme, text_font

_NAME = Qt.ItemDataRole.UserRole
_SPACING, _BAR, _HEADING, _COLUMNS = 6, 10, 34, 3
"""Pixels between tiles, of the scroll bar, and of a heading; and the fewest tiles side by side."""

DONE = "✓ "
"""What stands before the title of a lesson whose questions have all been answered."""


def shelf_width(room: int) -> int:
    """Pixels that a shelf takes for as many tiles side by side as fit into some room."""
    tile, rest = tile_size().width() + _SPACING, _SPACING + _BAR + 4
    return max(_COLUMNS, (room - rest) // tile) * tile + rest


class Shelf(QWidget):
    """Lets a person choose a lesson.

    Args:
        catalogue: what there is to choose from.
        language: the code of the language of titles.
        here: the name of the lesson that is open; empty to begin at the first.
        done: the names of those that have been finished.

    Signals:
        chosen: the :class:`Lesson`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        catalogue: Catalogue,
        language: str,
        theme: Theme,
        here: str,
        done: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._language, self._theme, self._done = catalogue, language, theme, done
        self._here, self._blank = here, QIcon(blank_picture(theme))
        self.search, self.list = QLineEdit(self), QListWidget(self)
        self.note = QLabel(self)
        self._lay_out()
        self._fill(here)
        self._undrawn = self._tiles()
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._draw_one)
        self._retranslate()

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._choose_only)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        tiles = self.list
        tiles.setObjectName("gallery")
        tiles.setViewMode(QListWidget.ViewMode.IconMode)
        tiles.setResizeMode(QListWidget.ResizeMode.Adjust)
        tiles.setMovement(QListWidget.Movement.Static)
        tiles.setIconSize(SIZE)
        tiles.setItemDelegate(TilePainter(self._theme, tiles))
        tiles.setSpacing(_SPACING)
        tiles.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        tiles.itemActivated.connect(self._choose)
        tiles.itemClicked.connect(self._choose)
        self.note.setWordWrap(True)
        self.note.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        above = QHBoxLayout()
        above.setContentsMargins(_SPACING + 1, 0, _SPACING + _BAR + 4, 0)  # over the tiles
        above.addWidget(self.search)
        layout.addLayout(above)
        for part in (tiles, self.note):
            layout.addWidget(part)
        layout.setStretchFactor(tiles, 1)

    # -- filling --------------------------------------------------------------------------------

    def _fill(self, here: str) -> None:
        chapter = ""
        for entry in self._catalogue.entries:
            if entry.chapter != chapter:
                chapter = entry.chapter
                self._add_chapter(chapter)
            item = self._add_tile(entry)
            if entry.lesson.name == here or self.list.currentItem() is None:
                self.list.setCurrentItem(item)

    def _add_chapter(self, chapter: str) -> None:
        item = QListWidgetItem(self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(text_font(15, bold=True))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        item.setData(_NAME, "")
        item.setData(_NAME + 1, chapter)
        item.setSizeHint(QSize(3 * tile_size().width(), _HEADING))

    def _add_tile(self, entry: Entry) -> QListWidgetItem:
        lesson = entry.lesson
        item = QListWidgetItem(self.list)
        item.setIcon(self._blank)
        item.setData(_NAME, lesson.name)
        item.setData(_NAME + 1, entry.chapter)
        item.setText((DONE if lesson.name in self._done else "") + lesson.title(self._language))
        item.setData(SUMMARY, lesson.summary(self._language))
        item.setToolTip(lesson.summary(self._language))
        item.setSizeHint(tile_size())
        return item

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tiles(self) -> list[QListWidgetItem]:
        return [item for item in self._items() if item.data(_NAME)]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._here:
            self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)
        self._next.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._next.stop()
        super().hideEvent(event)

    def _draw_one(self) -> None:
        if not self._undrawn:
            self._next.stop()
            return
        item = self._next_undrawn()
        self._undrawn.remove(item)
        lesson = self._catalogue.find(item.data(_NAME))
        assert lesson is not None
        item.setIcon(QIcon(lesson_picture(lesson, self._theme, self.devicePixelRatioF())))

    def _next_undrawn(self) -> QListWidgetItem:
        """What can be seen comes first."""
        seen = self.list.viewport().rect()
        shown = (each for each in self._undrawn if self.list.visualItemRect(each).intersects(seen))
        return next(shown, self._undrawn[0])

    # -- what a person does ---------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the search goes on to what it has found, and Home in the list to the first, where Qt
        would stop at its heading; headings are as wide as the list."""
        if watched is self.list.viewport() and event.type() == QEvent.Type.Resize:
            self._widen_headings()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            found = [item for item in self._tiles() if not item.isHidden()]
            down = watched is self.search and event.key() == Qt.Key.Key_Down
            home = watched is self.list and event.key() == Qt.Key.Key_Home
            if found and (down or home):
                if home or self.list.currentItem() not in found:
                    self.list.setCurrentItem(found[0])
                    self.list.scrollToTop()
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _widen_headings(self) -> None:
        """Gives every heading a row of its own, however many tiles there are in one."""
        width = self.list.viewport().width() - 2 * _SPACING - 1
        for item in self._items():
            if not item.data(_NAME):
                item.setSizeHint(QSize(width, _HEADING))

    def _find(self, text: str) -> None:
        """Shows the lessons that have every word in their title, summary or name, and their chapters."""
        words = text.casefold().split()
        shown = set()
        for item in self._tiles():
            lesson = self._catalogue.find(item.data(_NAME))
            found = lesson is not None and all(word in self._searched(lesson) for word in words)
            item.setHidden(not found)
            if found:
                shown.add(item.data(_NAME + 1))
        for item in self._items():
            if not item.data(_NAME):
                item.setHidden(item.data(_NAME + 1) not in shown)
        self._say_what_is_missing(nothing=not shown)

    def _searched(self, lesson: Lesson) -> str:
        spoken = (*lesson.titles.values(), *lesson.summaries.values())
        return " ".join((lesson.name, *spoken)).casefold()

    def _choose(self, item: QListWidgetItem) -> None:
        lesson = self._catalogue.find(item.data(_NAME))
        if lesson is not None:
            self.chosen.emit(lesson)

    def _choose_only(self) -> None:
        """Enter in the search opens the first lesson that is found, by its title if it can be."""
        found = [item for item in self._tiles() if not item.isHidden()]
        words = self.search.text().casefold().split()
        named = [item for item in found if all(word in item.text().casefold() for word in words)]
        if found:
            self._choose((named or found)[0])

    # -- texts ----------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search the lessons"))
        self.search.setAccessibleName(self.tr("Search the lessons"))
        self.list.setAccessibleName(self.tr("All lessons"))
        names = {
            "articles": self.tr("From the articles"),
            "failures": self.tr("Failures worth seeing"),
            "choices": self.tr("Choices"),
            OWN: self.tr("Your own"),
        }
        for item in self._items():
            if not item.data(_NAME):
                item.setText(names[item.data(_NAME + 1)])
        self._say_what_is_missing(nothing=not self._catalogue.entries)

    def _say_what_is_missing(self, nothing: bool) -> None:
        """Names the lessons that could not be read, and what a search did not find."""
        lines = [self.tr("Could not be read: {0}").format(fault) for fault in self._catalogue.faults]
        if nothing:
            lines.append(self.tr("No lesson has all of these words."))
        self.note.setText("\n".join(lines))
        self.note.setVisible(bool(lines))
