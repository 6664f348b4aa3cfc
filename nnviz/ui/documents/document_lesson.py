"""What is said of a run that was opened from a document: a lesson without a folder.

Its text is written anew whenever it is asked for, and so follows the language of the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir

from nnviz.dataclass import dataclass
from nnviz.session.lesson import FALLBACK, Lesson

if TYPE_CHECKING:
    from nnviz.session.document import Document

translate = QCoreApplication.translate


@dataclass(frozen=True)
class DocumentLesson(Lesson):
    """A run from a document, and the file of that; None if it was never saved there."""

    path: Path | None = None

    def text(self, language: str) -> str:
        """What is said, in the language of the window."""
        from nnviz.ui.data.own_lesson import plain  # nobody has opened anything at the start

        heading = f"### {plain(self.title(language))}"
        if self.path is None:
            return f"{heading}\n\n" + translate("Documents", "Restored; it has not been saved yet.")
        where = plain(QDir.toNativeSeparators(str(self.path)))
        return f"{heading}\n\n" + translate("Documents", "Opened from {0}").format(where)


def name_of(path: Path) -> str:
    """What the run of a document is opened under."""
    from hashlib import blake2b  # brings all of OpenSSL, which a start has no use for

    return f"{path.stem} {blake2b(str(path).encode(), digest_size=4).hexdigest()}"


def document_lesson(document: Document, file: Path, path: Path | None) -> DocumentLesson:
    """The lesson of a document in a file, and where it is saved to."""
    titles = {FALLBACK: path.stem if path else document.title or file.stem}
    return DocumentLesson(name_of(file), document.setup, titles, titles, opening=document.opening, path=path)
