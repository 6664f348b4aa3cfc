"""Reads a number that a person has typed: with a point or a comma, grouped, or in full-width letters.

What is no finite number, and what could be meant in two ways, is refused with a reason to be shown.
"""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QCoreApplication, QLocale

_FULL_WIDTH = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
_NARROW = {
    **_FULL_WIDTH,
    **{ord(minus): "-" for minus in "−–"},
    **{ord(blank): " " for blank in "\u00a0\u2007\u2009\u202f\u3000"},
    ord("。"): ".",  # what Chinese input methods make of the key of the point
    ord("’"): "'",
}
"""Letters of an input method or a printed text, and what they stand for."""

_NUMBER = re.compile(r"([+-]?)([\d., ']*\d[.,]?)(?:[eE]([+-]?\d+))?", re.ASCII)
_BEGUN = re.compile(r"[+-]?[\d., ']*(?:[eE][+-]?\d*)?", re.ASCII)
_NO_NUMBERS = re.compile(r"[+-]?(nan|inf(inity)?|∞)", re.IGNORECASE)
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([., '])\d{3})(?:\1\d{3})*", re.ASCII)
_PARTED = re.compile(r"(.*)([.,])(\d*)", re.ASCII)


class InputError(ValueError):
    """A text that is no number to be used; the message says why, in the language of the window."""


class TooLargeError(InputError):
    """A number that no double is large enough for."""


def parse(text: str) -> float:
    """The finite number that a text means.

    The decimals follow a point or a comma; ``1e−3`` has an exponent. Groups of three digits may be
    parted by blanks, apostrophes, or by that of point and comma which does not part the decimals. A
    single point always parts decimals, since the window writes all its numbers so; a single comma does
    where the system writes decimals with one.

    Raises:
        InputError: it is empty, not finite, not a number, or may be meant in two ways, as ``1,234``
            where decimals have a point.
    """
    narrow = _narrow(text)
    if not narrow:
        raise InputError(QCoreApplication.translate("NumberInput", "a number is missing"))
    if _NO_NUMBERS.fullmatch(narrow):
        raise InputError(QCoreApplication.translate("NumberInput", "the number must be finite"))
    found = _NUMBER.fullmatch(narrow)
    plain = _with_a_point(found[2]) if found else None
    if found is None or plain is None:
        reason = QCoreApplication.translate("NumberInput", "“{0}” is not a number")
        raise InputError(reason.format(text.strip()))
    if found[2].count(",") == 1 and _GROUPS.fullmatch(found[2]) and not _decimals_have_commas():
        reason = QCoreApplication.translate("NumberInput", "{0} may mean {1} or {2}; write one of these")
        raise InputError(reason.format(narrow, narrow.replace(",", "."), narrow.replace(",", "")))
    value = float(f"{found[1]}{plain}e{found[3] or 0}")
    if not math.isfinite(value):
        reason = QCoreApplication.translate("NumberInput", "{0} is too large")
        raise TooLargeError(reason.format(text.strip()))
    return value


def parse_whole(text: str) -> int:
    """The whole number that a text means; here points and commas can only part groups of three digits.

    Raises:
        InputError: it is empty or no whole number.
    """
    narrow = _narrow(text)
    found = _NUMBER.fullmatch(narrow)
    if found and not found[3] and _GROUPS.fullmatch(found[2]):
        return int(found[1] + re.sub("[^0-9]", "", found[2]))
    value = parse(text)
    if value != int(value):
        reason = QCoreApplication.translate("NumberInput", "{0} is not a whole number")
        raise InputError(reason.format(narrow))
    return int(value)


def may_become_number(text: str) -> bool:
    """Whether a text can be the beginning of a number."""
    return _BEGUN.fullmatch(_narrow(text)) is not None


def _decimals_have_commas() -> bool:
    return QLocale.system().decimalPoint() == ","


def _narrow(text: str) -> str:
    return text.translate(_NARROW).strip()


def _with_a_point(digits: str) -> str | None:
    """Digits without groups, and with the decimals after a point; None if they are not in order."""
    parted = _PARTED.fullmatch(digits)
    whole, decimals = digits, ""
    if parted and digits.count(parted[2]) == 1:
        whole, _, decimals = parted.groups()
    if whole and not whole.isdecimal() and not _GROUPS.fullmatch(whole):
        return None
    return f"{re.sub('[^0-9]', '', whole)}.{decimals}"
