"""The window of the guide: its contents with a search at the left, a page at the right, a way back and forth.

It stays open beside the work; nothing in it needs the mouse.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnviz.ui.fitted_dialog import roomy
from nnviz.ui.guide.names import Names
from nnviz.ui.guide.pages import PAGES, PICTURE_WIDTH, pictures, read_pages
from nnviz.ui.language import present_language
from nnviz.ui.lessons.lesson_view import LessonView
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, LIGHT, Theme, mixed

LINK = "page"
"""The scheme of a link to another page."""

_KEY = Qt.ItemDataRole.UserRole
_DARK, _MARGIN = 128, 14

_BESIDE = 60
"""Pixels beside a picture: the margins of the text, its scroll bar and its frame."""


class GuideWindow(QDialog):
    """Shows the guide in the language and the colours of the window.

    Args:
        names: writes the names of entries and panels into the pages.

    Attributes:
        page: the key of the page that is shown.
        contents, search: the list of pages, and the search in them.
        reader, back, forth: the text, and the buttons that lead to and fro.
    """

    def __init__(self, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._names, self.page = names, ""
        self._before: list[str] = []
        self._after: list[str] = []
        self.search, self.contents, self.reader = (
            QLineEdit(self),
            QListWidget(self),
            LessonView(least=PICTURE_WIDTH + _BESIDE),
        )
        self.back, self.forth = self._button("◂", self.go_back), self._button("▸", self.go_forth)
        self.contents.setObjectName("palette")
        for key in PAGES:
            QListWidgetItem(self.contents).setData(_KEY, key)
        self.reader.document().setDocumentMargin(_MARGIN)
        self._lay_out(parent.window().size())
        self._connect()
        self._retranslate()

    def _button(self, text: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("way")
        button.setText(text)
        button.clicked.connect(act)
        return button

    def _lay_out(self, room: QSize) -> None:
        self.search.setClearButtonEnabled(True)
        top, side = QHBoxLayout(), QWidget()
        for part in (self.back, self.forth):
            top.addWidget(part)
        top.addWidget(self.search, 1)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.addLayout(top)
        left.addWidget(self.contents, 1)
        parts = QSplitter(self)
        parts.addWidget(side)
        parts.addWidget(self.reader)
        parts.setStretchFactor(1, 1)
        parts.setSizes([stretched(230), stretched(650)])
        layout = QVBoxLayout(self)
        layout.addWidget(parts)
        self.resize(
            roomy(QSize(stretched(900), stretched(680)), QSize(stretched(1100), stretched(1000)), room)
            .boundedTo(room - QSize(60, 60))
            .expandedTo(QSize(560, 420))
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self.contents.setFocus)
        self.contents.currentItemChanged.connect(self._turn_to_item)
        self.reader.anchorClicked.connect(self._follow)
        keys = QKeySequence.StandardKey
        for key, act in ((keys.Back, self.go_back), (keys.Forward, self.go_forth)):
            QShortcut(key, self, act)
        QShortcut(keys.Find, self, self.search.setFocus)

    # -- going about ----------------------------------------------------------------------------

    def open(self, page: str = "") -> None:
        """Shows the window with a page; where none is named, the one read last, or else the first."""
        self.search.clear()
        self.turn_to(page or self.page or PAGES[0])
        self.show()
        self.activateWindow()
        self.reader.setFocus()

    def turn_to(self, page: str) -> None:
        """Shows a page, from which one can go back to that of before."""
        if page == self.page:
            return
        if self.page:
            self._before.append(self.page)
        self._after.clear()
        self._show(page)

    def go_back(self) -> None:
        """Shows the page of before."""
        if self._before:
            self._after.append(self.page)
            self._show(self._before.pop())

    def go_forth(self) -> None:
        """Shows the page that was gone back from."""
        if self._after:
            self._before.append(self.page)
            self._show(self._after.pop())

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == LINK:
            self.turn_to(link.path())

    def _turn_to_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.turn_to(item.data(_KEY))

    # -- showing --------------------------------------------------------------------------------

    def _items(self) -> list[QListWidgetItem]:
        return [self.contents.item(row) for row in range(self.contents.count())]

    def _show(self, page: str) -> None:
        self.page = page
        self.contents.setCurrentRow(PAGES.index(page))
        self.back.setEnabled(bool(self._before))
        self.forth.setEnabled(bool(self._after))
        theme = self._theme()
        self.reader.setSearchPaths([str(pictures(self._language, theme.name))])
        self.reader.show_text(self._names.filled(self._pages[page].text), theme)
        self.reader.setAccessibleName(self._pages[page].title)
        self._mark()

    def _theme(self) -> Theme:
        colour = self.palette().color(QPalette.ColorRole.Window)
        return DARK if colour.lightness() < _DARK else LIGHT

    def _words(self) -> list[str]:
        return self.search.text().casefold().split()

    def _find(self) -> None:
        """Leaves the pages in the contents that have every word, and shows the first of them."""
        words = self._words()
        for item in self._items():
            item.setHidden(not self._has(item.data(_KEY), words))
        found = [item for item in self._items() if not item.isHidden()]
        if words and found and self.contents.currentItem() not in found:
            self.contents.setCurrentItem(found[0])
        self._mark()

    def _has(self, page: str, words: list[str]) -> bool:
        """Whether every word is somewhere on a page as it is read."""
        text = self._names.filled(self._pages[page].text).casefold() if words else ""
        return all(word in text for word in words)

    def _mark(self) -> None:
        """Marks what is looked for in the page."""
        marks = []
        for word in self._words():
            cursor = QTextCursor(self.reader.document())
            while not (
                cursor := self.reader.document().find(word, cursor, QTextDocument.FindFlag(0))
            ).isNull():
                form = QTextEdit.ExtraSelection()
                theme = self._theme()
                form.format.setBackground(QColor(mixed(theme.panel, theme.loss, 0.4)))
                form.cursor = cursor
                marks.append(form)
        self.reader.setExtraSelections(marks)

    def changeEvent(self, event: QEvent) -> None:
        """Takes on another language and other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange and self.page:
            self._show(self.page)

    def _retranslate(self) -> None:
        self._language = present_language()
        self._pages = read_pages(self._language)
        for item in self._items():
            item.setText(self._pages[item.data(_KEY)].title)
        self.setWindowTitle(self.tr("User Guide"))
        self.search.setPlaceholderText(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.contents.setAccessibleName(self.tr("Contents"))
        for button, text in ((self.back, self.tr("Back")), (self.forth, self.tr("Forward"))):
            button.setToolTip(text)
            button.setAccessibleName(text)
        if self.page:
            self._show(self.page)
