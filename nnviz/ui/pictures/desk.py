"""The desk at which pictures are made: it asks where to, writes or copies them, and says what went wrong.

A picture is of what is on the screen at the moment in which it is written.
"""

from __future__ import annotations

import atexit
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDir, QFileInfo, QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from nnviz.nn import DataError
from nnviz.session.data.watching import tell
from nnviz.ui.exporting.waiting import BusyDesk
from nnviz.ui.file_dialog import file_dialog
from nnviz.ui.language import translate_reason
from nnviz.ui.pictures.files import drawn, ending_of, image, packed
from nnviz.ui.pictures.names import proposed
from nnviz.ui.pictures.subject import Subject, of_network, of_window
from nnviz.ui.warning import warning
from nnviz.ui.whole_file import write

if TYPE_CHECKING:
    from nnviz.ui.canvas.canvas import Canvas
    from nnviz.ui.window import MainWindow

OFFERED = ("png", "svg", "pdf")
"""The endings a person may choose from."""

FINE = 2.0
"""Dots per pixel at least, whatever the screen has."""

LARGE = 12e6
"""Dots from which packing a picture takes so long that it is done beside the window."""

SVG = "image/svg+xml"


class PictureDesk(BusyDesk):
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
        self.dialog: QFileDialog | None = None
        self.complaint: QMessageBox | None = None

    def save_network(self) -> None:
        """Asks for a file for a picture of the network."""
        self._ask(self._network(), self.tr("Save Picture of the Network"), False)

    def save_window(self) -> None:
        """Asks for a file for a picture of the window."""
        subject = of_window(self._window, *self._canvases())
        self._ask(subject, self.tr("Save Picture of the Window"), True)

    def copy_network(self) -> None:
        """Puts a picture of the network on the clipboard, in dots and as SVG."""
        subject = self._network()
        data = QMimeData()
        data.setImageData(image(subject, self._scale()))
        data.setData(SVG, QByteArray(drawn(subject, "svg", title=self._name(False))))
        QGuiApplication.clipboard().setMimeData(data)
        _part_with_it_at_exit()
        self.done.emit(self.tr("The picture of the network is on the clipboard."))

    def _network(self) -> Subject:
        """The network, or both where two are compared."""
        arena = self._window.comparing.arena
        return of_window(arena, *self._canvases()) if arena else of_network(self._window.canvas)

    def _canvases(self) -> list[Canvas]:
        arena = self._window.comparing.arena
        return [self._window.canvas, *([arena.other] if arena else [])]

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
        dialog = file_dialog(self._window, title, settings.picture_folder, saves=True)
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
            text = self.tr("{0} could not be saved: its ending names no known type of picture.")
            self._complain(title, text.format(place), self._advice_on_endings())
            return
        dots = subject.size.width() * subject.size.height() * self._scale() ** 2
        if ending == "png" and dots > LARGE:
            self._keep_large(subject, path, title)
            return
        try:
            write(drawn(subject, ending, self._scale(), QFileInfo(path).completeBaseName()), path)
        except OSError as error:
            self._complain_of(error, place, title)
        else:
            self._tell(path, ending)

    def _keep_large(self, subject: Subject, path: str, title: str) -> None:
        """Draws it, and has it packed and written beside the window."""
        picture, place = image(subject, self._scale()), QDir.toNativeSeparators(path)

        def work() -> str:
            content = packed(picture, "png")
            tell(1, 2)  # from here on it is wanted, or nothing is written
            try:
                write(content, path)
            except OSError as error:
                raise DataError("{0} could not be written: {1}", place, str(error)) from error
            return path

        text = self.tr("Writing {0}…").format(QFileInfo(path).fileName())
        self._wait(
            text,
            work,
            lambda written: self._tell(written, "png"),
            lambda reason: self._complain(title, translate_reason(reason), self._advice_on_places()),
        )

    def _complain_of(self, error: OSError, place: str, title: str) -> None:
        text = self.tr("{0} could not be written: {1}.").format(place, str(error).rstrip("."))
        self._complain(title, text, self._advice_on_places())

    def _tell(self, path: str, ending: str) -> None:
        settings, place = self._window.settings, QDir.toNativeSeparators(path)
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
