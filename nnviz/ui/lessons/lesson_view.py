"""A text to be read, with links that stand out from it in the colours of the theme.

Markdown in, clicks on links out.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat, QTextOption
from PySide6.QtWidgets import QTextBrowser

from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme

_JOINER = "\u2060"
"""Keeps what stands on either side of it on one line; it is not seen itself."""


class LessonView(QTextBrowser):
    """Shows a Markdown text."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Lesson"))
        self.document().setDocumentMargin(2)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def show_text(self, markdown: str, theme: Theme) -> None:
        """Shows a text from its beginning."""
        self.document().setIndentWidth(stretched(14))
        self.setMarkdown(markdown.replace("∂E/∂", f"∂E/{_JOINER}∂"))
        self._tame_headings()
        self._colour_links(theme)

    def rewrite(self, markdown: str, theme: Theme) -> None:
        """Shows another wording of the text, scrolled to where it was."""
        scrolled = self.verticalScrollBar().value()
        self.show_text(markdown, theme)
        self.verticalScrollBar().setValue(scrolled)

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
