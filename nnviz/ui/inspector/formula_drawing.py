"""A formula worked out from its TeX: the picture, and where in it each of its symbols stands.

The one module that knows the library which does it. A symbol is found by comparing its own MathML with the
parts of the formula's, so nothing is guessed from positions.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QRectF

from nnviz.dataclass import dataclass

PIXELS, INK = 22, "#010203"
"""The size and the colour in which a formula is worked out, once for all that it is drawn in."""

_SUBSCRIPT = "msub"

Shape = tuple[str, str, tuple[Any, ...]]
"""A part of a formula without its looks: tag, text and parts."""


@dataclass(frozen=True)
class Piece:
    """A part of a formula, with its place in the picture.

    Attributes:
        shape: what it is.
        rect: where it stands.
        pieces: its own parts.
    """

    shape: Shape
    rect: QRectF
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Drawing:
    """A formula as SVG, how large that is, and its parts."""

    svg: str
    width: float
    height: float
    whole: Piece


@lru_cache(maxsize=512)
def drawing(tex: str) -> Drawing | None:
    """The formula, or None if it cannot be drawn; this is the slow part, and needs no window."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import ziamath  # a quarter of a second; see formula_picture.prepare

        ziamath.config.svg2 = False  # Qt does not draw the <symbol> elements of SVG 2
        made = ziamath.Latex(tex, size=PIXELS, color=INK)
        box, margin = made.node.bbox, made.margin
        whole = _piece(made.node, margin - box.xmin, margin + box.ymax)
        size = box.xmax - box.xmin + 2 * margin, box.ymax - box.ymin + 2 * margin
        return Drawing(made.svg(), *size, whole)
    except Exception:  # any failure of the library is answered by showing the source
        return None


def is_ready() -> bool:
    """Whether a formula has been worked out, so that no other has to wait for the library."""
    return drawing.cache_info().currsize > 0


def _piece(node: Any, x: float, y: float) -> Piece:
    box = node.bbox
    rect = QRectF(x + box.xmin, y - box.ymax, box.xmax - box.xmin, box.ymax - box.ymin)
    inner = zip(getattr(node, "nodexy", ()), getattr(node, "nodes", ()), strict=False)
    pieces = tuple(_piece(part, x + dx, y + dy) for (dx, dy), part in inner if hasattr(part, "element"))
    return Piece(_shape(node.element), rect, pieces)


def _shape(element: Any) -> Shape:
    """A row of one part is that part."""
    parts = tuple(map(_shape, element))
    if element.tag in ("mrow", "math") and len(parts) == 1:
        return parts[0]
    return ("mrow" if element.tag == "math" else element.tag, (element.text or "").strip(), parts)


def _bare(shape: Shape) -> Shape:
    """The same without subscripts: of ∂E/∂Yₙ the symbol is ∂E/∂Y."""
    tag, text, parts = shape
    if tag == _SUBSCRIPT:
        return _bare(parts[0])
    return tag, text, tuple(map(_bare, parts))


# -- symbols -------------------------------------------------------------------------------------

Symbols = tuple[tuple[str, str], ...]
"""The TeX and the key of each symbol."""


@lru_cache(maxsize=512)
def places(tex: str, symbols: Symbols) -> tuple[tuple[str, QRectF], ...]:
    """Where each symbol of a formula stands, as its key and a rectangle, from left to right; the same
    symbol as often as it is written. Nothing where the formula cannot be drawn."""
    formula = drawing(tex)
    known = [(_wanted(drawn.whole.shape), key) for own, key in symbols if (drawn := drawing(own))]
    known.sort(key=lambda each: -_weight(each[0]))  # ∂E/∂Y before Y
    if formula is None:
        return ()
    found = list(_search([formula.whole], known))
    return tuple(sorted(found, key=lambda each: each[1].left()))


def _wanted(shape: Shape) -> tuple[Shape, ...]:
    """What a symbol is in a row of other things: a part, or several in succession."""
    return shape[2] if shape[0] == "mrow" else (shape,)


def _weight(shapes: Sequence[Shape]) -> int:
    return sum(1 + _weight(shape[2]) for shape in shapes)


def _search(
    pieces: Sequence[Piece], known: Sequence[tuple[tuple[Shape, ...], str]]
) -> Iterator[tuple[str, QRectF]]:
    place = 0
    while place < len(pieces):
        taken, key = _match(pieces[place:], known)
        if taken:
            rect = QRectF()
            for piece in pieces[place : place + taken]:
                rect = rect.united(piece.rect)
            yield key, rect
        else:
            yield from _search(pieces[place].pieces, known)
        place += max(1, taken)


def _match(pieces: Sequence[Piece], known: Sequence[tuple[tuple[Shape, ...], str]]) -> tuple[int, str]:
    """How many pieces from the first on are a symbol, and its key; a subscript of its own goes before one
    that only counts."""
    for shorn in (lambda shape: shape, _bare):
        for shapes, key in known:
            own = tuple(shorn(piece.shape) for piece in pieces[: len(shapes)])
            if own == shapes:
                return len(shapes), key
    return 0, ""
