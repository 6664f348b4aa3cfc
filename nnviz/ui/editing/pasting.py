"""Reads a table of numbers from the clipboard: of a spreadsheet, a .csv or a printed matrix.

Columns are parted by tabs, semicolons, commas or blanks; what does not fit is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from nnviz.ui.number_input import InputError, parse

_HEADING = re.compile(r"\s*[^\s\d]*\[[\d:, ]+\]\s*")
"""What stands over a plane where a tensor of several has been copied: ``W[:, :, 1, 2]``."""

_BRACKETS = str.maketrans("[](){}", "      ")
_GROUPED = re.compile(r"[+\-−]?[1-9]\d{0,2},\d{3}")


class PasteError(ValueError):
    """A text that is no table to be used; the message says where and why, in the language of the window."""


def read_table(text: str, shape: tuple[int, int]) -> list[list[float]]:
    """The rows of numbers in a text, where several readings are possible in the shape that is wanted.

    Raises:
        PasteError: there is nothing, a cell is no finite number, or rows have different lengths.
    """
    lines = [line.strip("\r") for line in text.split("\n") if not _HEADING.fullmatch(line)]
    lines = [line for line in lines if line.strip()]
    if not lines:
        raise PasteError(QCoreApplication.translate("Pasting", "there are no numbers on the clipboard"))
    failed: PasteError | None = None
    fallback: list[list[float]] | None = None
    for split in _readings(text):
        try:
            rows = _numbers([split(line) for line in lines])
        except PasteError as error:
            failed = failed or error
            continue
        if (len(rows), len(rows[0])) == shape:
            return rows
        fallback = fallback or rows
    if fallback is None:
        assert failed is not None
        raise failed
    return fallback


def _readings(text: str) -> list[Callable[[str], list[str]]]:
    """How the lines can be taken apart, the likeliest way first."""
    for mark in "\t;":
        if mark in text:
            return [partial(str.split, sep=mark)]
    return [_by_commas, _by_blanks] if "," in text else [_by_blanks]


def _by_commas(line: str) -> list[str]:
    return line.translate(_BRACKETS).strip().strip(",").split(",")


def _by_blanks(line: str) -> list[str]:
    return line.translate(_BRACKETS).split()


def _numbers(cells: list[list[str]]) -> list[list[float]]:
    comma = _is_decimal_comma([cell.strip() for row in cells for cell in row])
    rows = []
    for number, row in enumerate(cells, 1):
        if len(row) != len(cells[0]):
            text = QCoreApplication.translate("Pasting", "row {0} has {1} columns, row 1 has {2}")
            raise PasteError(text.format(number, len(row), len(cells[0])))
        rows.append([_number(cell, number, place, comma) for place, cell in enumerate(row, 1)])
    return rows


def _is_decimal_comma(cells: list[str]) -> bool:
    """Whether commas part decimals in all cells: one of them cannot mean thousands, and none has a point."""
    with_comma = [cell for cell in cells if cell.count(",") == 1]
    return any(not _GROUPED.fullmatch(cell) for cell in with_comma) and not any("." in c for c in cells)


def _number(cell: str, row: int, column: int, comma: bool) -> float:
    try:
        return parse(cell.replace(",", ".") if comma else cell)
    except InputError as error:
        text = QCoreApplication.translate("Pasting", "row {0}, column {1}: {2}")
        raise PasteError(text.format(row, column, error)) from error


def check_shape(rows: list[list[float]], shape: tuple[int, int]) -> None:
    """Makes sure that there are so many rows and columns.

    Raises:
        PasteError: there are not; the message has both shapes.
    """
    given = len(rows), len(rows[0])
    if given != shape:
        text = QCoreApplication.translate(
            "Pasting", "the clipboard has {0} × {1} numbers, here is room for {2} × {3}"
        )
        raise PasteError(text.format(*given, *shape))
