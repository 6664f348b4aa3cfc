"""The arithmetic of wrapping: which things stand on which line when they flow like words.

It knows widths and nothing else, so chips, matrices and whole equations wrap by the same rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


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


def grid(
    widths: Sequence[int], groups: Sequence[int], available: int, gap: int
) -> tuple[list[int], list[range]]:
    """The same where groups begin lines of their own, and things below one another are equally wide.

    Args:
        widths: how wide each thing is, in pixels.
        groups: how many things belong to each group, in order.
        available: how wide a line may be.
        gap: the space between two things on a line.

    Returns:
        How wide each thing becomes, and the places of the things on each line: a line a group if that fits,
        else as many columns of one width as there is room for. They share out what is free.
    """
    starts = list(accumulate(groups, initial=0))
    columns = [place for count in groups for place in range(count)]
    widest = [0] * max(groups)
    for width, column in zip(widths, columns, strict=True):
        widest[column] = max(widest[column], width)
    free = available - sum(widest) - gap * (len(widest) - 1)
    if free >= 0:
        share = free // len(widest)
        return [widest[column] + share for column in columns], [range(a, b) for a, b in pairwise(starts)]
    per = max(1, (available + gap) // (max(widths) + gap))
    side = (available + gap) // per - gap
    found = [range(at, min(at + per, end)) for a, end in pairwise(starts) for at in range(a, end, per)]
    return [side] * len(widths), found
