"""The lesson's text beside the canvas, in the language of the window.

Markdown in, nothing out; it is the one panel that is read and not watched.
"""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat, QTextOption
from PySide6.QtWidgets import QTextBrowser

_JOINER = "\u2060"
"""Keeps what stands on either side of it on one line; it is not seen itself."""


class LessonView(QTextBrowser):
    """Shows a Markdown text."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Lesson"))
        self.document().setDocumentMargin(2)
        self.document().setIndentWidth(14)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def show_text(self, markdown: str) -> None:
        """Shows a text from its beginning."""
        self.setMarkdown(markdown.replace("∂E/∂", f"∂E/{_JOINER}∂"))
        self._tame_headings()

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
