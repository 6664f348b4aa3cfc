"""How numbers are written on the screen: the same everywhere, and never wider than asked.

A minus is a true minus sign; what is too small or too large for plain digits takes an exponent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def signed(value: float, digits: int = 2) -> str:
    """A number with its sign, such as +0.14 or −1.62; exact zero has none."""
    if value == 0:
        return f"{0:.{digits}f}"
    return _minus(_plain_or_exponent(value, digits, "+"))


def plain(value: float, digits: int = 4) -> str:
    """A number without a plus sign, such as 0.1121."""
    return _minus(f"{0:.{digits}f}" if value == 0 else _plain_or_exponent(value, digits, ""))


def alike(values: Sequence[float], digits: int = 4) -> list[str]:
    """Numbers to be compared, as :func:`plain`, but all with an exponent if one of them needs it."""
    texts = [plain(value, digits) for value in values]
    if not any("e" in text for text in texts):
        return texts
    return [
        text if "e" in text or not value or not math.isfinite(value) else _exponent(value, digits)
        for value, text in zip(values, texts, strict=True)
    ]


def mean_loss(value: float) -> str:
    """The mean loss of an epoch, wherever the newest is told: 0.06514, or 1.23e−6 where it is small."""
    return plain(value, 5)


def bare(value: float, digits: int = 4) -> str:
    """As :func:`plain`, without the zeros at its end: 0.5 and not 0.5000."""
    text = plain(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def grouped(value: int) -> str:
    """How many there are, or which of them, such as 10,363: the same in both languages."""
    return f"{value:,}"


def short(value: float, significant: int = 3) -> str:
    """A number in so many significant digits, trailing zeros dropped, such as 0.5 or 2e−5."""
    return _minus(_special(value) or _trimmed(f"{value:.{significant}g}"))


def significant(value: float, digits: int = 3) -> str:
    """A number in so many significant digits, zeros at its end and all, such as 0.200; exact zero is 0."""
    if value == 0:
        return "0"
    return _minus(_special(value) or _trimmed(f"{value:#.{digits}g}".removesuffix(".").replace(".e", "e")))


def _plain_or_exponent(value: float, digits: int, sign: str) -> str:
    special = _special(value)
    if special:
        return special
    # Below this, plain digits would show fewer than two thirds of the significant ones asked for.
    if abs(value) < 10.0 ** -(digits - digits // 3) or abs(value) >= 10_000:
        return _exponent(value, digits, sign)
    return f"{value:{sign}.{digits}f}"


def _exponent(value: float, digits: int, sign: str = "") -> str:
    return _minus(_trimmed(f"{value:{sign}.{max(0, digits - 2)}e}"))


def _trimmed(text: str) -> str:
    """Without the zeros that Python puts before an exponent's first digit."""
    mantissa, _, exponent = text.partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else text


def _special(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+∞" if value > 0 else "-∞"
    return ""


def _minus(text: str) -> str:
    return text.replace("-", "−")
