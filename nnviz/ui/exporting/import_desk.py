"""The desk at which weights come in: asks for a file, shows what of it fits, and has the run take that.

A file that cannot be read is refused with the reason, and nothing has changed then.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from nnviz.session import commands
from nnviz.session.export.importing import matches, read_tensors
from nnviz.ui.exporting.import_dialog import ImportDialog
from nnviz.ui.exporting.model_desk import ModelDesk
from nnviz.ui.exporting.waiting import Waiting

if TYPE_CHECKING:
    from nnviz.nn.describe import Array
    from nnviz.ui.window import MainWindow


class ImportDesk(QObject):
    """Imports weights into one window.

    Attributes:
        asking: the dialog that asks for a file, while it is open.
        dialog: the dialog that shows what fits, while it is open.
        waiting: the reading of a file, while it goes on.
        models: the desk for whole networks.

    Signals:
        refused: why a file cannot be read, a :class:`Phrase`.
    """

    refused = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.asking: QFileDialog | None = None
        self.dialog: ImportDialog | None = None
        self.waiting: Waiting | None = None
        self.models = ModelDesk(window)
        window.closing.connect(self._leave)

    def ask(self) -> None:
        """Asks for a file."""
        if self.asking or self.dialog or self.waiting or self._window.shown is None:
            return
        folder = self._window.settings.export_folder
        self.asking = dialog = QFileDialog(self._window, self.tr("Import Weights"), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Weights (*.safetensors)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.finished.connect(lambda _: setattr(self, "asking", None))
        dialog.open()

    def read(self, path: Path) -> None:
        """Reads a file, and shows what of it fits."""
        text = self.tr("Reading {0}…").format(path.name)
        self.waiting = waiting = Waiting(text, lambda: read_tensors(path), self._window)
        waiting.done.connect(lambda tensors: self._show(path, tensors))
        waiting.refused.connect(self.refused)
        waiting.ended.connect(self._forget)
        waiting.start()

    def _forget(self) -> None:
        self.waiting = None

    def _leave(self) -> None:
        if self.waiting is not None:
            self.waiting.stop()

    def _show(self, path: Path, tensors: dict[str, Array]) -> None:
        assert self._window.shown is not None
        found = matches(self._window.shown.stage, tensors)
        self.dialog = dialog = ImportDialog(path.name, found, self._window)
        dialog.wanted.connect(lambda values: self._window.asked.emit(commands.SetWeights(values)))
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
