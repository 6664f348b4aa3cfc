"""Checks of the numbers that a dataset is made from.

What is refused is said with its name, what was given and what is allowed.
"""

from __future__ import annotations

from typing import Any

from nnviz.nn import SettingError

MOST_HELD = 0.9
"""The largest share of samples that can be held apart."""


def check_number(what: str, value: Any, low: float, high: float) -> None:
    """Makes sure that a value is a number in a range, a whole one where the range is of whole numbers.

    Raises:
        SettingError: it is not.
    """
    whole = isinstance(low, int) and isinstance(high, int)
    kinds = (int,) if whole else (int, float)
    right = isinstance(value, kinds) and not isinstance(value, bool)
    if not (right and low <= value <= high):  # what is no number is in no range
        kind = "a whole number" if whole else "a number"
        raise SettingError(f"{what} must be {kind} from {low:g} to {high:g}, given {value!r}")


def check_share(what: str, value: object) -> None:
    """Makes sure that a value is a share of samples that can be held apart.

    Raises:
        SettingError: it is not.
    """
    check_number(what, value, 0.0, MOST_HELD)
