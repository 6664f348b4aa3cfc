"""Turns a subject into the bytes of a picture file, and saves them.

Dots are written as PNG, JPEG or BMP; lines and letters as SVG or PDF, in which text stays text.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QImageWriter,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator

from nnviz.ui.pictures.subject import Subject
from nnviz.ui.pictures.svg_text import mended
from nnviz.ui.whole_file import write

POINTS_PER_INCH = 72


def ending_of(path: str) -> str:
    """The ending of a file's name in small letters, without the point; empty if there is none."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def drawn(subject: Subject, ending: str, scale: float = 1.0, title: str = "nnviz") -> bytes:
    """The bytes of a picture of a subject.

    Args:
        ending: svg, pdf, or one of a picture in dots that Qt writes: png, jpg, bmp.
        scale: dots per pixel, where there are dots.
        title: what the document calls itself, where it can.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if ending == "svg":
        _draw_svg(subject, buffer, title)
        return mended(bytes(buffer.data().data()).decode()).encode()
    if ending == "pdf":
        _draw_pdf(subject, buffer, title)
    else:
        return packed(image(subject, scale), ending)
    return bytes(buffer.data().data())


def packed(picture: QImage, ending: str) -> bytes:
    """The bytes of a file of a picture in dots; it needs neither the screen nor the window's thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(ending.encode())).write(picture)
    return bytes(buffer.data().data())


def image(subject: Subject, scale: float) -> QImage:
    """The subject in dots, so many to a pixel."""
    made = QImage(subject.size * scale, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.black)
    _paint(subject, made, scale)
    return made


def _draw_svg(subject: Subject, buffer: QBuffer, title: str) -> None:
    svg = QSvgGenerator()
    svg.setOutputDevice(buffer)
    svg.setTitle(title)
    svg.setDescription("nnviz")
    svg.setResolution(_resolution())
    svg.setSize(subject.size)
    svg.setViewBox(QRect(0, 0, subject.size.width(), subject.size.height()))
    _paint(subject, svg, 0)


def _draw_pdf(subject: Subject, buffer: QBuffer, title: str) -> None:
    pdf = QPdfWriter(buffer)
    pdf.setTitle(title)
    pdf.setCreator("nnviz")
    pdf.setResolution(_resolution())
    factor = POINTS_PER_INCH / _resolution()
    points = QSizeF(subject.size.width() * factor, subject.size.height() * factor)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    pdf.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", exact))
    pdf.setPageMargins(QMarginsF(0, 0, 0, 0))
    _paint(subject, pdf, 0)


def _resolution() -> int:
    """Pixels per inch as the screen has them, so that fonts keep their size in proportion."""
    return round(QGuiApplication.primaryScreen().logicalDotsPerInch())


def _paint(subject: Subject, device: QPaintDevice, dots: float) -> None:
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    subject.paint(painter, dots)
    painter.end()


def save(subject: Subject, path: str, scale: float, title: str = "nnviz") -> None:
    """Saves a picture as the ending of a file's name says.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    try:
        write(drawn(subject, ending_of(path), scale, title), path)
    except OSError as error:
        raise OSError(f"cannot write {path}: {error}") from error
