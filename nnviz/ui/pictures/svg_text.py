"""Mends the text of an SVG as Qt writes it, for the sake of programs that read it.

Fonts go by names that are known elsewhere, lines of a fixed width need no transformation, and the size is
in pixels.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QFontInfo

from nnviz.ui.theme import number_font

_MATRIX = re.compile(r'transform="matrix\(([^)]*)\)"')
_FIXED = ' vector-effect="non-scaling-stroke"'
_POINT = re.compile(r"(-?[\d.]+(?:e[+-]?\d+)?),(-?[\d.]+(?:e[+-]?\d+)?)")
_SHAPE = re.compile(r'((?: d| points)=")([^"]*)')
_RECT = re.compile(r'x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"')

_SIZE = re.compile(r'width="[^"]*mm" height="[^"]*mm"(\s+viewBox="0 0 (\d+) (\d+)")')

Matrix = tuple[float, ...]


def mended(svg: str) -> str:
    """The text of an SVG as other programs read it best."""
    return with_plain_lines(with_known_fonts(with_size_in_pixels(svg)))


def with_size_in_pixels(svg: str) -> str:
    """An SVG of whole pixels; in millimetres a size is rounded, and a program may add a pixel for that."""
    return _SIZE.sub(r'width="\2" height="\3"\1', svg, count=1)


def with_known_fonts(svg: str) -> str:
    """An SVG whose fonts go by the names they have on any system, each with one to fall back on."""
    fixed = number_font(11).family()
    for name in set(re.findall(r'font-family="([^"\']*)"', svg)):
        fallback = "monospace" if name == fixed else "sans-serif"
        known = f"'{QFontInfo(QFont(name)).family()}', '{name}', {fallback}"
        svg = svg.replace(f'font-family="{name}"', f'font-family="{known}"')
    return svg


def with_plain_lines(svg: str) -> str:
    """An SVG in which lines of a fixed width, which not every program knows, stand where they are drawn."""
    return "<g ".join(_plain(group) if _FIXED in group else group for group in svg.split("<g "))


def _plain(group: str) -> str:
    """A group of lines of a fixed width without its transformation, unless more than lines depend on it."""
    found = _MATRIX.search(group)
    matrix = tuple(float(number) for number in found[1].split(",")) if found else ()
    turned = matrix and (matrix[1] or matrix[2])
    if not matrix or 'fill="url' in group or (turned and "<rect" in group):
        return group
    group = _SHAPE.sub(lambda shape: shape[1] + _moved(shape[2], matrix), group.replace(_FIXED, ""))
    group = _RECT.sub(lambda rect: _moved_rect(rect, matrix), group)
    return _MATRIX.sub('transform="matrix(1,0,0,1,0,0)"', group)


def _moved(points: str, matrix: Matrix) -> str:
    """All points of a path where the matrix takes them."""
    a, b, c, d, e, f = matrix

    def moved(point: re.Match[str]) -> str:
        x, y = float(point[1]), float(point[2])
        return f"{a * x + c * y + e:.6g},{b * x + d * y + f:.6g}"

    return _POINT.sub(moved, points)


def _moved_rect(rect: re.Match[str], matrix: Matrix) -> str:
    x, y, width, height = (float(number) for number in rect.groups())
    xs = sorted(matrix[0] * each + matrix[4] for each in (x, x + width))
    ys = sorted(matrix[3] * each + matrix[5] for each in (y, y + height))
    return f'x="{xs[0]:.6g}" y="{ys[0]:.6g}" width="{xs[1] - xs[0]:.6g}" height="{ys[1] - ys[0]:.6g}"'
