"""The desk at which weights come in: asks for a file, shows what of it fits, and has the run take that.

A file that cannot be read is refused with the reason, and nothing has changed then.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nnviz.session import commands
from nnviz.session.export.importing import matches, read_tensors
from nnviz.ui.exporting.import_dialog import ImportDialog
from nnviz.ui.exporting.incoming import IncomingDesk
from nnviz.ui.exporting.model_desk import ModelDesk

if TYPE_CHECKING:
    from nnviz.nn.describe import Array
    from nnviz.ui.window import MainWindow


class ImportDesk(IncomingDesk):
    """Imports weights into one window.

    Attributes:
        models: the desk for whole networks.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.models = ModelDesk(window)

    def ask(self) -> None:
        """Asks for a file."""
        if self._is_free:
            kinds = self.tr("Weights (*.safetensors)"), self.tr("All files (*)")
            self._ask_for(self.tr("Import Weights"), *kinds)

    def read(self, path: Path) -> None:
        """Reads a file, and shows what of it fits."""
        text = self.tr("Reading {0}…").format(path.name)
        self._wait(text, lambda: read_tensors(path), partial(self._show, path), self.refused.emit)

    def _show(self, path: Path, tensors: dict[str, Array]) -> None:
        assert self._window.shown is not None
        dialog = ImportDialog(path.name, matches(self._window.shown.stage, tensors), self._window)
        dialog.wanted.connect(lambda values: self._window.asked.emit(commands.SetWeights(values)))
        self._open_dialog(dialog)
