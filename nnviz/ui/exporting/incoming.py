"""What the desks have in common at which files come in: one is asked for, read, and shown before it is taken.

Until it is taken nothing has changed, and what cannot be read is refused with the reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from nnviz.ui.exporting.waiting import BusyDesk
from nnviz.ui.file_dialog import file_dialog

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


class IncomingDesk(BusyDesk):
    """Takes files into one window.

    Attributes:
        asking: the dialog that asks for a file, while it is open.
        dialog: the dialog that shows what is in it, while it is open.

    Signals:
        refused: why a file cannot be read, a :class:`Phrase`.
    """

    refused = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.asking: QFileDialog | None = None
        self.dialog: QDialog | None = None

    def read(self, path: Path) -> None:
        """Reads a file, and shows what is in it."""
        raise NotImplementedError

    @property
    def _is_free(self) -> bool:
        """Whether there is a run to take something, and nothing else is under way."""
        return not (self.asking or self.dialog or self.waiting) and self._window.shown is not None

    def _ask_for(self, title: str, *kinds: str) -> None:
        """Asks for a file of one of some kinds, and reads it."""
        self.asking = dialog = file_dialog(self._window, title, self._window.settings.export_folder)
        dialog.setNameFilters(kinds)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.finished.connect(lambda _: setattr(self, "asking", None))
        dialog.open()

    def _open_dialog(self, dialog: QDialog) -> None:
        """Shows what is in a file until somebody has decided."""
        self.dialog = dialog
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
