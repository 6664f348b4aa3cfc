"""The desk at which files leave nnviz: it asks where to, has them made beside the window, and tells of it.

The run gives itself first, as it stands under the cursor; it pauses for that.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileInfo, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from nnviz.session import commands
from nnviz.session.export.files import write_all
from nnviz.session.keeping import Kept
from nnviz.ui.exporting.order import BESIDE, KINDS, Files, Order
from nnviz.ui.exporting.waiting import BusyDesk
from nnviz.ui.file_dialog import file_dialog
from nnviz.ui.language import translate_reason
from nnviz.ui.pictures.names import proposed

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow

_Button = QMessageBox.StandardButton


class ExportDesk(BusyDesk):
    """Exports from one window.

    Attributes:
        dialog: the dialog that asks for a file, while it is open.
        box: what is asked or complained about, while it is.

    Signals:
        done: a sentence on what has been done.
    """

    done = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._wanted = ""
        self.dialog: QFileDialog | None = None
        self.box: QMessageBox | None = None
        window.asked.connect(self._note)

    def ask(self, kind: str) -> None:
        """Has the run give itself, to be exported as one of :data:`KINDS`; then a file is asked for."""
        if self.dialog is None and self.waiting is None:
            self._window.asked.emit(commands.Keep())
            self._wanted = kind

    def _note(self, command: object) -> None:
        """What the run gives is for whoever has asked last, since it may have been stopped before."""
        if isinstance(command, commands.Keep):
            self._wanted = ""

    def take(self, kept: Kept | None) -> None:
        """Asks for a file for what the run has given."""
        if kept is None or not self._wanted:
            return
        kind, self._wanted = self._wanted, ""
        self.dialog = dialog = self._dialog(kind)
        dialog.fileSelected.connect(lambda path: self._begin(kind, kept, Path(path)))
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.open()

    def _dialog(self, kind: str) -> QFileDialog:
        folder = self._window.settings.export_folder
        dialog = file_dialog(self._window, self._title(kind), folder, saves=True)
        endings = {self._named(kind, ending): ending for ending in KINDS[kind].endings}
        dialog.setNameFilters(list(endings))
        dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(endings[text]))
        first = KINDS[kind].endings[0]
        dialog.setDefaultSuffix(first)
        dialog.selectFile(f"{self._name(kind)}.{first}")
        return dialog

    def _name(self, kind: str) -> str:
        name = proposed(self._window.director.lesson.name, self._window.shown)
        return {"worksheet": f"{name}-worksheet", "course": f"{name}-course"}.get(kind, name)

    # -- making ---------------------------------------------------------------------------------

    def _begin(self, kind: str, kept: Kept, path: Path) -> None:
        """Makes the files, after a question where others than the one that was chosen would be replaced."""
        ending = path.suffix[1:].lower()
        if ending not in KINDS[kind].endings:
            allowed = [f".{each}" for each in KINDS[kind].endings]
            text = self.tr("The name must end in {0}, but {1} does not.")
            self._complain(kind, text.format(self.tr(" or ").join(allowed), path.name))
            return
        others = [path.with_name(path.stem + each) for each in BESIDE]
        there = [each.name for each in others if each != path and each.exists()]
        if kind in ("script", "notebook", "worksheet") and there:
            self._question(kind, kept, path, there)
        else:
            self._make(kind, kept, path)

    def _question(self, kind: str, kept: Kept, path: Path, there: list[str]) -> None:
        text = self.tr("These files are there already and may be replaced: {0}").format(", ".join(there))
        self.box = box = self._message(QMessageBox.Icon.Question, kind, text)
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_Button.Cancel)
        replace.clicked.connect(lambda: self._make(kind, kept, path))
        box.open()

    def _make(self, kind: str, kept: Kept, path: Path) -> None:
        window = self._window
        title = window.director.lesson.title(window.language.code)
        layers = [node.name for node in window.shown.stage.nodes] if window.shown else []
        course = partial(window.course.alone().as_csv, layers) if kind == "course" else bytes
        order = Order(kept, path.stem, path.suffix[1:].lower(), title, course)

        def work() -> list[str]:
            files = KINDS[kind].make(order)
            write_all(path.parent, _renamed(files, path))
            return list(files)

        self._wait(
            self.tr("Writing {0}…").format(path.name),
            work,
            lambda files: self._finish(path, files),
            lambda reason: self._complain(kind, translate_reason(reason)),
        )

    def _finish(self, path: Path, files: list[str]) -> None:
        self._window.settings.export_folder = QFileInfo(str(path)).absolutePath()
        text = self.tr("Saved as {0}").format(QDir.toNativeSeparators(str(path)))
        if others := files[1:]:
            text += self.tr(", with {0} beside it").format(", ".join(others))
        self.done.emit(text)

    def _complain(self, kind: str, text: str) -> None:
        self.box = box = self._message(QMessageBox.Icon.Warning, kind, text[:1].upper() + text[1:])
        box.setInformativeText(self.tr("Nothing was written, and files that were there are as they were."))
        box.open()

    def _message(self, icon: QMessageBox.Icon, kind: str, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(icon)
        box.setWindowTitle(self._title(kind))
        box.setText(text)
        box.finished.connect(lambda _: setattr(self, "box", None))
        return box

    # -- words ----------------------------------------------------------------------------------

    def _title(self, kind: str) -> str:
        titles = {
            "script": self.tr("Export as PyTorch Script"),
            "notebook": self.tr("Export as Jupyter Notebook"),
            "onnx": self.tr("Export as ONNX Model"),
            "weights": self.tr("Export Weights"),
            "course": self.tr("Export Loss and Gradient Norms"),
            "worksheet": self.tr("Export Worksheet of This Pass"),
        }
        return titles[kind]

    def _named(self, kind: str, ending: str) -> str:
        """A kind of file as the dialog offers it."""
        names = {
            "py": self.tr("PyTorch script (*.py)"),
            "ipynb": self.tr("Jupyter notebook (*.ipynb)"),
            "onnx": self.tr("ONNX model (*.onnx)"),
            "safetensors": self.tr("safetensors (*.safetensors)"),
            "npz": self.tr("NumPy arrays (*.npz)"),
            "csv": self.tr("Table (*.csv)"),
            "pdf": self.tr("PDF, to be printed (*.pdf)"),
            "md": self.tr("Markdown (*.md)"),
        }
        return names[ending]


def _renamed(files: Files, path: Path) -> dict[str, bytes]:
    """The files with the first under the very name that was chosen, whatever the case of its ending."""
    first = next(iter(files))
    return {path.name if name == first else name: content for name, content in files.items()}
