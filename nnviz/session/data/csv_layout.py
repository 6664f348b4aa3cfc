"""How a table of text is cut up: its encoding, what parts its cells, its decimal mark and its header.

All of it is found by looking at the file, and any of it can be said instead.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from nnviz.dataclass import dataclass
from nnviz.nn import DataError, SettingError
from nnviz.session.data.watching import Steps

ENCODINGS = ("utf-8", "utf-16", "gb18030")
"""The encodings that can be said."""

DELIMITERS = (";", "\t", "|", ",")
"""What can part cells; a comma last, for it may be a decimal mark."""

MISSING = {"", "na", "n/a", "nan", "null", "none", "?", "-"}
"""What stands where a value is missing, in small letters."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?")
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LOOKED_AT = 50
_CHUNK = 1 << 16
_CELLS = 4096
"""About how many cells are read at a time."""

Rows = tuple[float, list[tuple[int, list[str]]]]
"""Some rows with their numbers, and the share of the file that has been read with them."""


@dataclass(frozen=True)
class Layout:
    """How a file is cut up.

    Attributes:
        encoding: one of :data:`ENCODINGS`; empty to find out.
        delimiter: one of :data:`DELIMITERS`; empty to find out.
        decimal: ``.`` or ``,``; empty to find out.
        header: whether the first row names the columns; None to find out.
    """

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    header: bool | None = None

    def __post_init__(self) -> None:
        for what, allowed in (
            ("encoding", ENCODINGS),
            ("delimiter", DELIMITERS),
            ("decimal", (".", ",")),
        ):
            given = getattr(self, what)
            if given and given not in allowed:
                raise SettingError(
                    "{0} {1!r} is unknown; allowed: {2}", what, given, ", ".join(map(repr, allowed))
                )
        if self.decimal == "," and self.delimiter == ",":
            raise SettingError("a comma cannot be both the decimal mark and what parts the cells")


def number(cell: str, decimal: str) -> float | None:
    """The number that a cell says, or None if it says none."""
    plain = cell.strip()
    if not plain.isascii():
        plain = plain.replace("−", "-")
    if decimal == ",":
        plain = plain.replace(",", ".") if "." not in plain else "no"
    return float(plain) if _NUMBER.fullmatch(plain) else None


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return cell.strip().lower() in MISSING


def finding_layout(path: Path, said: Layout, fallback: bool) -> Steps[Layout]:
    """The layout of a file, as far as it was not said; step by step.

    Args:
        path: the file.
        said: what is known of it.
        fallback: whether a file that is not UTF-8 is taken to be GB18030.

    Raises:
        DataError: it cannot be read, is empty or is not text in a known encoding.
    """
    encoding = said.encoding or (yield from _finding_encoding(path, fallback))
    start = list(islice(_lines(path, encoding), _LOOKED_AT))
    if not start:
        raise DataError("{0} is empty; expected a table, one sample a row", path.name)
    delimiter = said.delimiter or _find_delimiter(start, said.decimal)
    cells = [row for row in csv.reader(start, delimiter=delimiter) if any(map(str.strip, row))]
    decimal = said.decimal or _find_decimal(cells, delimiter)
    header = _has_header(cells, decimal) if said.header is None else said.header
    return Layout(encoding, delimiter, decimal, header)


def rows(path: Path, layout: Layout) -> Iterator[Rows]:
    """Every row that is not blank with its number, from 1, as a spreadsheet counts them; some at a time.

    Raises:
        DataError: it cannot be read, is not in its encoding, or a cell never ends; only after the rows
            before that have been given.
    """
    with _opened(path, layout.encoding) as file:
        reader, size = csv.reader(file, delimiter=layout.delimiter), os.fstat(file.fileno()).st_size
        count, goes_on, fault = 0, True, None
        while goes_on:
            found: list[tuple[int, list[str]]] = []
            cells = 0
            try:
                for row in reader:
                    count += 1
                    cells += len(row) or 1
                    if any(row) and any(map(str.strip, row)):
                        found.append((count, row))
                    if cells >= _CELLS:
                        break
                else:
                    goes_on = False
            except (csv.Error, UnicodeError) as error:
                fault, goes_on = error, False
            # how much has been read of it, not where the reader is
            yield min(1.0, file.buffer.tell() / max(1, size)), found
        if isinstance(fault, csv.Error):
            raise DataError(
                "{0}: row {1} cannot be read ({2}); is a quotation mark not closed?",
                path.name,
                count + 1,
                fault,
            ) from fault
        if fault is not None:
            raise _not_encoded(path, layout.encoding) from fault


def _opened(path: Path, encoding: str) -> TextIO:
    try:
        return path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="")
    except OSError as error:
        raise DataError("{0} cannot be read: {1}", path.name, error.strerror) from error


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines that are not blank, each at most as long as a cell may be."""
    most = csv.field_size_limit()
    try:
        with _opened(path, encoding) as file:
            while line := file.readline(most):
                if line.strip():
                    yield line
    except UnicodeError as error:
        raise _not_encoded(path, encoding) from error


def _not_encoded(path: Path, encoding: str) -> DataError:
    others = ", ".join(name for name in ENCODINGS if name != encoding)
    return DataError("{0} is not {1}; choose another encoding: {2}", path.name, encoding, others)


def _finding_encoding(path: Path, fallback: bool) -> Steps[str]:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise DataError("{0} cannot be read: {1}", path.name, error.strerror) from error
    for mark, encoding in _BOMS.items():
        if start.startswith(mark) and (yield from _decoding(path, encoding)):
            return encoding
    if (yield from _decoding(path, "utf-8")):
        return "utf-8"
    if not (yield from _decoding(path, "gb18030")):
        raise DataError("{0} is not text; expected a table saved as CSV (UTF-8)", path.name)
    if not fallback:
        raise DataError(
            "{0} is not UTF-8; choose the encoding gb18030 (Chinese Windows), or save it as UTF-8", path.name
        )
    return "gb18030"


def _decoding(path: Path, encoding: str) -> Steps[bool]:
    """Whether the whole file is text in an encoding; read piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        try:
            while chunk := file.read(_CHUNK):
                yield min(1.0, file.tell() / max(1, size))
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _find_delimiter(lines: list[str], decimal: str) -> str:
    """What parts most rows alike, and leaves no other mark inside of cells."""
    best, found = (0.0, 0.0), ","
    for candidate in DELIMITERS:
        if candidate == decimal:
            continue
        try:
            table = list(csv.reader(lines, delimiter=candidate))
        except csv.Error:
            continue
        width, often = Counter(map(len, table)).most_common(1)[0]
        if width > 1:
            cells = [cell for row in table for cell in row]
            plain = sum(_plain(cell) for cell in cells) / len(cells)
            if (score := (often / len(table), plain)) > best:
                best, found = score, candidate
    return found


def _plain(cell: str) -> bool:
    """Whether a cell looks like one value: a number, or text without what parts or encloses cells."""
    cell = cell.strip()
    return bool(_COMMA.fullmatch(cell)) or not any(mark in cell for mark in (*DELIMITERS, '"'))


def _find_decimal(cells: list[list[str]], delimiter: str) -> str:
    if delimiter == ",":
        return "."
    flat = [cell.strip() for row in cells for cell in row]
    commas = sum(bool(_COMMA.fullmatch(cell)) for cell in flat)
    points = sum("." in cell and bool(_NUMBER.fullmatch(cell)) for cell in flat)
    return "," if commas > points else "."


def _has_header(cells: list[list[str]], decimal: str) -> bool:
    """Whether no cell of the first row is a number, and some cell below one of them is, or all differ."""
    if not cells or any(number(cell, decimal) is not None for cell in cells[0]):
        return False
    below = any(number(cell, decimal) is not None for row in cells[1:] for cell in row)
    first = [cell.strip() for cell in cells[0]]
    return below or len({*first}) == len(first)
