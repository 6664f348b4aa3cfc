"""Saves what a widget looks like as a picture file, whole or not at all.

The file appears under its name only when all of it has been written.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDir, QIODevice, QSaveFile, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

FORMATS = ("png", "jpg", "bmp")
"""The endings of the files that can be written."""


def save_picture(widget: QWidget, path: str) -> None:
    """Writes a picture of a widget, in its device pixels.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    file = QSaveFile(path)
    ending = path.rsplit(".", 1)[-1].lower()
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(f"cannot write {path}: {file.errorString()}")
    if not widget.grab().save(file, ending) or not file.commit():
        raise OSError(f"cannot write {path}: {file.errorString()}")


def ask_and_save(window: QWidget) -> None:
    """Asks for a file name and saves the window there, or says why it could not."""
    title = QCoreApplication.translate("SavePicture", "Save Picture of the Window")
    kinds = " ".join(f"*.{ending}" for ending in FORMATS)
    name = QCoreApplication.translate("SavePicture", "Pictures")
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    place = QDir(folder if QDir(folder).exists() else QDir.homePath()).filePath("nnviz.png")
    path, _ = QFileDialog.getSaveFileName(window, title, place, f"{name} ({kinds})")
    if not path:
        return
    if path.rsplit(".", 1)[-1].lower() not in FORMATS:
        path += ".png"
    try:
        save_picture(window, path)
    except OSError as error:
        QMessageBox.warning(window, title, str(error))
