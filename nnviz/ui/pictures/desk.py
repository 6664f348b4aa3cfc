"""The desk at which pictures are made: it asks where to, writes or copies them, and says what went wrong.

A picture is of what is on the screen at the moment in which it is written.
"""

from __future__ import annotations

import atexit
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDir, QFileInfo, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from nnviz.ui.pictures.files import drawn, ending_of, image
from nnviz.ui.pictures.names import proposed
from nnviz.ui.pictures.subject import Subject, of_network, of_window
from nnviz.ui.warning import warning
from nnviz.ui.whole_file import write

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow

OFFERED = ("png", "svg", "pdf")
"""The endings a person may choose from."""

FINE = 2.0
"""Dots per pixel at least, whatever the screen has."""

SVG = "image/svg+xml"


class PictureDesk(QObject):
    """Makes pictures of one window.

    Attributes:
        dialog: the dialog that asks for a file, while it is open.
        complaint: what was wrong last, while it is told.

    Signals:
        done: a sentence on what has been done.
    """

    done = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: QFileDialog | None = None
        self.complaint: QMessageBox | None = None

    def save_network(self) -> None:
        """Asks for a file for a picture of the network."""
        self._ask(of_network(self._window.canvas), self.tr("Save Picture of the Network"), False)

    def save_window(self) -> None:
        """Asks for a file for a picture of the window."""
        self._ask(of_window(self._window, self._window.canvas), self.tr("Save Picture of the Window"), True)

    def copy_network(self) -> None:
        """Puts a picture of the network on the clipboard, in dots and as SVG."""
        subject = of_network(self._window.canvas)
        data = QMimeData()
        data.setImageData(image(subject, self._scale()))
        data.setData(SVG, QByteArray(drawn(subject, "svg", title=self._name(False))))
        QGuiApplication.clipboard().setMimeData(data)
        _part_with_it_at_exit()
        self.done.emit(self.tr("The picture of the network is on the clipboard."))

    def _scale(self) -> float:
        return max(FINE, self._window.devicePixelRatioF())

    def _name(self, of_window: bool) -> str:
        return proposed(self._window.director.lesson.name, self._window.shown, of_window)

    # -- asking ---------------------------------------------------------------------------------

    def _ask(self, subject: Subject, title: str, of_window: bool) -> None:
        if self.dialog is not None:
            return
        name = self._name(of_window)
        self.dialog = dialog = self._dialog(title, name)
        dialog.fileSelected.connect(lambda path: self._keep(subject, path, title))
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.open()

    def _dialog(self, title: str, name: str) -> QFileDialog:
        settings = self._window.settings
        dialog = QFileDialog(self._window, title, settings.picture_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        kinds = dict(zip(OFFERED, self._kinds(), strict=True))
        endings = {text: ending for ending, text in kinds.items()}
        dialog.setNameFilters(list(endings))
        dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(endings[text]))
        chosen = settings.picture_kind
        dialog.selectNameFilter(kinds[chosen])
        dialog.setDefaultSuffix(chosen)
        dialog.selectFile(f"{name}.{chosen}")
        return dialog

    def _kinds(self) -> tuple[str, str, str]:
        return (
            self.tr("PNG, pixels (*.png)"),
            self.tr("SVG, vectors (*.svg)"),
            self.tr("PDF, vectors (*.pdf)"),
        )

    # -- writing --------------------------------------------------------------------------------

    def _keep(self, subject: Subject, path: str, title: str) -> None:
        place, ending = QDir.toNativeSeparators(path), ending_of(path)
        if ending not in OFFERED:
            text = self.tr("{0} was not written: its ending does not say which kind of picture it is to be.")
            self._complain(title, text.format(place), self._advice_on_endings())
            return
        try:
            write(drawn(subject, ending, self._scale(), QFileInfo(path).completeBaseName()), path)
        except OSError as error:
            text = self.tr("{0} could not be written: {1}.").format(place, str(error).rstrip("."))
            self._complain(title, text, self._advice_on_places())
            return
        settings = self._window.settings
        settings.picture_folder, settings.picture_kind = QFileInfo(path).absolutePath(), ending
        self.done.emit(self.tr("Saved as {0}").format(place))

    def _advice_on_endings(self) -> str:
        return self.tr("Choose a name that ends in .png, .svg or .pdf.")

    def _advice_on_places(self) -> str:
        return self.tr(
            "Choose a folder that you may write to, or make room on the disk, and save again. "
            "A file that was there before is as it was."
        )

    def _complain(self, title: str, text: str, advice: str) -> None:
        self.complaint = warning(self._window, title, text, advice)
        self.complaint.finished.connect(lambda _: setattr(self, "complaint", None))


@cache
def _part_with_it_at_exit() -> None:
    """Has the program leave a plain image behind when it ends: what was made in Python is gone by the time
    at which Qt gives the clipboard's contents up, and Qt would crash."""
    atexit.register(_leave_image)


def _leave_image() -> None:
    if QGuiApplication.instance() is None:
        return
    clipboard = QGuiApplication.clipboard()
    # without a screen nobody else has the clipboard, but Qt does not say whose it is
    if clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen":
        clipboard.setImage(clipboard.image())
