"""A text to be read, with links that stand out from it in the colours of the theme.

Markdown in, clicks on links out.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextBrowser

from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme

_JOINER = "\u2060"
"""Keeps what stands on either side of it on one line; it is not seen itself."""

_MARGIN = 8
"""Pixels that the panel leaves beside the text, which are to grow with it."""

_WIDEST = 70
"""How many letters a line has at most; wider ones are hard to read."""


class LessonView(QTextBrowser):
    """Shows a Markdown text.

    Args:
        least: how many pixels a line may have however few letters these are, for pictures among the text.
    """

    def __init__(self, least: int = 0) -> None:
        super().__init__()
        self._least = least
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Lesson"))
        self.document().setDocumentMargin(2)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.viewport().update())
        self._back = QColor()

    def show_text(self, markdown: str, theme: Theme) -> None:
        """Shows a text from its beginning."""
        self.document().setIndentWidth(stretched(14))
        self._back = QColor(theme.panel)
        self._give_font_in_points()
        self.setMarkdown(markdown.replace("∂E/∂", f"∂E/{_JOINER}∂"))
        self._tame_headings()
        self._colour_links(theme)

    def rewrite(self, markdown: str, theme: Theme) -> None:
        """Shows another wording of the text, scrolled to where it was."""
        scrolled = self.verticalScrollBar().value()
        self.show_text(markdown, theme)
        self.verticalScrollBar().setValue(scrolled)

    def _give_font_in_points(self) -> None:
        """Qt makes the gaps between paragraphs from the points of the font, and none for one in pixels."""
        font = QFont(self.font())
        font.setPointSizeF(QFontInfo(font).pointSizeF())
        self.document().setDefaultFont(font)

    def _colour_links(self, theme: Theme) -> None:
        """Qt paints links in the colour of the palette that was in force when the text was made."""
        form = QTextCharFormat()
        form.setForeground(QColor(theme.positive))
        cursor, block = QTextCursor(self.document()), self.document().begin()
        while block.isValid():
            piece = block.begin()
            while not piece.atEnd():
                fragment = piece.fragment()
                if fragment.charFormat().isAnchor():
                    end = fragment.position() + fragment.length()
                    cursor.setPosition(fragment.position())
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(form)
                piece += 1
            block = block.next()

    def _tame_headings(self) -> None:
        """Brings Qt's very large headings down to the size of the panel."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                cursor.setPosition(block.position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                form = QTextCharFormat()
                form.setProperty(QTextFormat.Property.FontSizeAdjustment, 1)
                cursor.mergeCharFormat(form)
            block = block.next()

    # -- Qt's calls -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps a text in the middle that would be too wide to be read."""
        widest = max(self._least, _WIDEST * self.fontMetrics().averageCharWidth())
        spare = self.width() - widest
        side = max(stretched(_MARGIN) - _MARGIN, spare // 2)
        if side != self.viewportMargins().left():
            self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lets the text fade out at the foot where it goes on below, and not be cut through a line."""
        super().paintEvent(event)
        bar, view = self.verticalScrollBar(), self.viewport()
        if bar.value() == bar.maximum():
            return
        high = min(view.height(), 3 * self.fontMetrics().height() // 2)
        fading = QLinearGradient(0, view.height() - high, 0, view.height())
        fading.setColorAt(0, Qt.GlobalColor.transparent)
        fading.setColorAt(0.9, self._back)
        painter = QPainter(view)
        painter.fillRect(0, view.height() - high, view.width(), high, fading)
        painter.end()
