"""The arithmetic of wrapping: which things stand on which line when they flow like words.

It knows widths and nothing else, so chips, matrices and whole equations wrap by the same rule.
"""

from __future__ import annotations

from collections.abc import Sequence


def lines(widths: Sequence[int], available: int, gap: int) -> list[range]:
    """The places of the things on each line, in order.

    Args:
        widths: how wide each thing is, in pixels.
        available: how wide a line may be; a wider thing gets a line of its own.
        gap: the space between two things on a line.
    """
    found: list[range] = []
    start, used = 0, 0
    for place, width in enumerate(widths):
        wanted = used + gap + width if place > start else width
        if place > start and wanted > available:
            found.append(range(start, place))
            start, wanted = place, width
        used = wanted
    if widths:
        found.append(range(start, len(widths)))
    return found
