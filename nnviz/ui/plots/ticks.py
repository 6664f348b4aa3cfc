"""Where the ticks of an axis go and what is written on them, worked out from the room there is.

Labels are plain numbers: 1, 0.1, 0.05, and 10⁻⁴ where digits would run long.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from nnviz.ui.diverging import nice

Tick = tuple[float, str]
"""A place on the axis and its label."""

_LADDERS = ((1, 2, 5), (1, 3), (1,))
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def epoch_ticks(low: float, high: float, pixels: float, gap: float) -> list[Tick]:
    """Ticks at whole epochs between two places, at least ``gap`` pixels apart."""
    if not high > low:
        return []
    step = int(max(1.0, _nice_step((high - low) * gap / max(pixels, 1.0))))
    first = max(0, math.ceil(low / step))
    return [(float(k * step), str(k * step)) for k in range(first, math.floor(high / step) + 1)]


def linear_ticks(low: float, high: float, pixels: float, gap: float) -> list[Tick]:
    """Ticks at round values between two places, at least ``gap`` pixels apart."""
    if not high > low:
        return []
    step = _nice_step((high - low) * gap / max(pixels, 1.0))
    places = range(math.ceil(low / step), math.floor(high / step) + 1)
    return [(k * step, _decimal(k * step, step)) for k in places]


def log_ticks(low: float, high: float, pixels: float, gap: float) -> list[Tick]:
    """Ticks on a logarithmic axis from 10^low to 10^high, at least ``gap`` pixels apart.

    Their places are powers of ten too, so 0.1 stands at −1. A range that holds too few of the round
    numbers of a decade is divided evenly in value instead.
    """
    if not high > low:
        return []
    scale = pixels / (high - low)
    if high - low > 0.5:
        for mantissas in _LADDERS:
            ticks = _ladder(low, high, mantissas)
            if len(ticks) > 1 and _least_gap(ticks) * scale >= gap:
                return ticks
        if high - low >= 2.0:
            return _decades(low, high, max(1, math.ceil(gap / scale)))
    return _even(low, high, scale, gap)


def _ladder(low: float, high: float, mantissas: Iterable[int]) -> list[Tick]:
    powers = range(math.floor(low), math.floor(high) + 1)
    found = [(power + math.log10(m), power_label(m, power)) for power in powers for m in mantissas]
    return [tick for tick in found if low <= tick[0] <= high]


def _decades(low: float, high: float, apart: int) -> list[Tick]:
    places = range(math.ceil(low / apart), math.floor(high / apart) + 1)
    return [(float(k * apart), power_label(1, k * apart)) for k in places]


def _even(low: float, high: float, scale: float, gap: float) -> list[Tick]:
    """Ticks even in value; they crowd at the top, so the step is chosen there."""
    bottom, top = 10.0**low, 10.0**high
    step = _nice_step(top * (1 - 10.0 ** (-gap / scale)))
    places = range(max(1, math.ceil(bottom / step)), math.floor(top / step) + 1)
    return [(math.log10(k * step), _decimal(k * step, step)) for k in places]


def _least_gap(ticks: list[Tick]) -> float:
    return min(b[0] - a[0] for a, b in pairwise(ticks))


def _nice_step(least: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is at least so large, safe from underflow."""
    return nice(max(least * (1 - 1e-9), 1e-300))


def power_label(mantissa: int, power: int) -> str:
    """A mantissa of one digit times a power of ten: 0.05, 200, 10⁻⁴, 2·10⁻⁷."""
    if -3 <= power <= 3:
        return f"{mantissa}{'0' * power}" if power >= 0 else f"{mantissa / 10**-power:.{-power}f}"
    raised = f"10{str(power).translate(_SUPERSCRIPTS)}"
    return raised if mantissa == 1 else f"{mantissa}·{raised}"


def _decimal(value: float, step: float) -> str:
    """A multiple of a step, with the digits that tell it from its neighbours."""
    largest = max(abs(value), step)
    power = math.floor(math.log10(largest) + 1e-9)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    if -3 <= power <= 3 or value == 0:
        return f"{value:.{places}f}".replace("-", "−") if value else "0"
    digits = max(0, places + power) if power < 0 else max(0, power - math.floor(math.log10(step) + 1e-9))
    raised = f"10{str(power).translate(_SUPERSCRIPTS)}"
    return f"{value / 10.0**power:.{digits}f}·{raised}".replace("-", "−")


def significant(value: float) -> str:
    """A value in seven significant digits, none dropped: 0.06166630, 1.250000e−5, NaN, 0."""
    if value == 0:
        return "0"
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    power = math.floor(math.log10(abs(value)))
    if -5 < power < 7:
        return f"{value:.{max(0, 6 - power)}f}".replace("-", "−")
    mantissa, exponent = f"{value:.6e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−")
