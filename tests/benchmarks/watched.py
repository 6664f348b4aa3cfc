"""A watch on the program as it opens its window, in the process of that window.

It imports nothing that the program would not, so that what is timed is the program.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any


def watch(main: Callable[[Sequence[str]], int], told: Callable[[str], None]) -> int:
    """Runs the program and has it tell when its window was first painted, and when with all in it.

    Gives the program's exit code; the window is closed once it is complete.
    """
    sys.meta_path.insert(0, _Hook(told))  # for the program imports its window when it is time
    return main([])


class _Hook:
    """Waits for the module that makes the window, and has the window watched."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self._told = told

    def find_spec(self, name: str, *_: object) -> None:
        """Acts on the module after :mod:`nnviz.start`... """
