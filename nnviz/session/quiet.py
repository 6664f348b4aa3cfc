"""Arithmetic without warnings: what a run does may overflow, and it notices by itself.

A value that is not finite is looked for, and named, where it first appeared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")


def quietly(method: Callable[P, R]) -> Callable[P, R]:
    """Lets a number overflow in a method without a warning."""

    @wraps(method)
    def quiet(*args: P.args, **kwargs: P.kwargs) -> R:
        with np.errstate(all="ignore"):
            return method(*args, **kwargs)

    return quiet
