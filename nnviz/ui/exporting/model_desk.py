"""The desk at which networks come in from ONNX files: asks for a file, shows what it has become, opens it.

What cannot be had is refused with the operator in the way, and nothing has changed then.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nnviz.dataclass import dataclass
from nnviz.nn import SettingError
from nnviz.session.lesson import FALLBACK, Lesson
from nnviz.session.onnx_import.model import check_package
from nnviz.session.setup import Part, Setup
from nnviz.ui.exporting.incoming import IncomingDesk

if TYPE_CHECKING:
    from nnviz.session.onnx_import.network import Imported
    from nnviz.session.onnx_import.training import Offer, Offers
    from nnviz.ui.window import MainWindow

translate = QCoreApplication.translate


@dataclass(frozen=True)
class ModelLesson(Lesson):
    """What is said of a network from a file.

    Attributes:
        file: its name.
        made_up: whether it learns from numbers that mean nothing.
    """

    file: str = ""
    made_up: bool = False

    def text(self, language: str) -> str:
        """Where it comes from, in the language of the window."""
        lines = [
            f"### {self.title(language)}",
            translate("ModelLesson", "The layers and their weights come from **{0}**."),
            translate(
                "ModelLesson", "What it learns from, the loss and the optimizer are no part of that file."
            ),
        ]
        if self.made_up:
            lines.append(translate("ModelLesson", "Its data are **made-up numbers**, which mean nothing."))
        lines.append(translate("ModelLesson", "**Reset** goes back to the weights of the file."))
        return "\n\n".join(lines).format(self.file)


class ModelDesk(IncomingDesk):
    """Imports networks into one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._opened = 0

    def ask(self) -> None:
        """Asks for a file, if models can be read here."""
        if not self._is_free:
            return
        try:
            check_package()
        except SettingError as error:
            self.refused.emit(error.phrase)
            return
        kinds = self.tr("ONNX models (*.onnx)"), self.tr("All files (*)")
        self._ask_for(self.tr("Import ONNX Model"), *kinds)

    def read(self, path: Path) -> None:
        """Reads a file, and shows what it has become."""
        from nnviz.session.onnx_import.network import import_model
        from nnviz.session.onnx_import.training import offers

        assert self._window.shown is not None
        made_of = self._window.shown.stage.made_of
        assert made_of is not None
        setup, data = made_of
        part = setup.data if isinstance(setup.data, Part) else Part(setup.data)

        def work() -> tuple[Imported, Offers]:
            network = import_model(path)
            return network, offers(network, part, data)

        text = self.tr("Reading {0}…").format(path.name)
        self._wait(text, work, lambda found: self._show(path, *found), self.refused.emit)

    def _show(self, path: Path, network: Imported, found: Offers) -> None:
        from nnviz.ui.exporting.model_dialog import ModelDialog

        dialog = ModelDialog(path.name, network, found, self._window)
        dialog.wanted.connect(lambda offer: self._open(path, network, offer))
        self._open_dialog(dialog)

    def _open(self, path: Path, network: Imported, offer: Offer) -> None:
        from nnviz.session.onnx_import.training import Origin, setup_of

        made_up = offer.origin is Origin.MADE_UP
        self._wait(
            self.tr("Opening {0}…").format(path.name),
            lambda: setup_of(network, offer.part, offer.data),
            lambda setup: self._window.director.open(self._lesson(path, network, setup, made_up)),
            self.refused.emit,
        )

    def _lesson(self, path: Path, network: Imported, setup: Setup, made_up: bool) -> ModelLesson:
        self._opened += 1
        titles, name = {FALLBACK: network.name}, f"{path.name} {self._opened}"
        return ModelLesson(name, setup, titles, titles, file=path.name, made_up=made_up)
