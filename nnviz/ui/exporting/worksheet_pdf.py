"""A worksheet as pages to be printed: formulas drawn as on the screen, tables with room to write in.

Qt lays the pages out; a formula that cannot be drawn is written as its TeX.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt, QUrl
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from nnviz.session.data.watching import tell
from nnviz.session.export.worksheet import Table, Task, Worksheet, caption
from nnviz.ui.inspector.formula_drawing import INK, PIXELS, drawing
from nnviz.ui.theme import text_font

LETTERS = 15
"""The size of a formula's letters in pixels of the page, of which an inch has 96."""

DOTS = 4
"""Dots of a formula's picture to such a pixel."""

STYLE = """
h1 { font-size: 16pt; } h2 { font-size: 13pt; margin-top: 18px; } h3 { font-size: 10pt; margin-top: 14px; }
p { font-size: 9pt; margin-top: 4px; margin-bottom: 4px; } td { font-size: 9pt; }
.quiet { color: #555555; }
"""

FRAME = "border='1' cellspacing='0' cellpadding='4' style='border-collapse: collapse'"
"""The lines around the cells of a table."""

_Image = QTextDocument.ResourceType.ImageResource


def as_pdf(sheet: Worksheet, answers: bool) -> bytes:
    """The worksheet with blanks, or with the numbers in them, as a PDF on A4.

    Raises:
        StoppedError: nobody wants it any more.
    """
    document = QTextDocument()
    document.setDefaultFont(_font())
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(_html(document, sheet, answers))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pdf = QPdfWriter(buffer)
    pdf.setTitle(sheet.title)
    pdf.setCreator("nnviz")
    pdf.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    pdf.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter)
    document.print_(pdf)
    return bytes(buffer.data().data())


def _font() -> QFont:
    """The window's letters in points, since a page has other dots to the inch than a screen."""
    font = QFont(text_font(12))
    font.setPointSizeF(9)
    return font


def _html(document: QTextDocument, sheet: Worksheet, answers: bool) -> str:
    parts = [f"<h1>{escape(sheet.title)}</h1><p>{escape(sheet.intro)}</p>"]
    parts.append(f"<h2>{escape(sheet.given_heading)}</h2>")
    for given in sheet.given:
        parts.append(f"<p><b>{escape(given.name)}</b> ({escape(given.of)}) {_said(given, sheet)}</p>")
        parts.append(_table(given, True))
    count = sum(len(part.tasks) for part in sheet.parts)
    for part in sheet.parts:
        parts.append(f"<h2>{escape(part.heading)}</h2>")
        for task in part.tasks:
            tell(task.number, count)
            parts.append(_task(document, sheet, task, answers))
    return f"<body>{''.join(parts)}</body>"


def _task(document: QTextDocument, sheet: Worksheet, task: Task, answers: bool) -> str:
    takes = "; ".join(f"{name}: {where}" for name, where in task.takes)
    return (
        f"<h3>{task.number}. {escape(task.of)}</h3>"
        f"<p>{_formula(document, task.tex)}</p>"
        f"<p class='quiet'>{escape(task.meaning)}</p><p>{escape(takes)}</p>"
        f"<p><b>{escape(task.result.name)}</b> {_said(task.result, sheet)}</p>{_table(task.result, answers)}"
    )


def _said(shown: Table, sheet: Worksheet) -> str:
    return f"<span class='quiet'>{escape(caption(shown, sheet))}</span>"


def _table(shown: Table, filled: bool) -> str:
    rows = "".join(f"<tr>{''.join(_cell(cell, filled) for cell in row)}</tr>" for row in shown.cells)
    return f"<table {FRAME}>{rows}</table>"


def _cell(cell: str, filled: bool) -> str:
    text = cell.replace("-", "−") if filled else "&nbsp;"
    return f"<td width='76' align='right'>{text}</td>"


def _formula(document: QTextDocument, tex: str) -> str:
    found = drawing(tex)
    if found is None:
        return f"<code>{escape(tex)}</code>"
    scale = LETTERS / PIXELS
    width, height = found.width * scale, found.height * scale
    renderer = QSvgRenderer(QByteArray(found.svg.replace(INK, "#111111").encode()))
    picture = QImage(round(width * DOTS), round(height * DOTS), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    name = f"formula:{abs(hash(tex))}"
    document.addResource(_Image, QUrl(name), picture)
    return f"<img src='{name}' width='{width:.0f}' height='{height:.0f}'>"
