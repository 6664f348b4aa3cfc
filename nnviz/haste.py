"""Keeps from the start of the program what Python, PySide and numpy would do beside importing.

What Python and PySide do costs as much as importing numpy, what numpy does a third of that; none of it does
anything for what is being imported.
"""

from __future__ import annotations

import builtins
import gc
import sys
from types import ModuleType


def import_plainly() -> None:
    """Takes Python's own import again for all that is imported after PySide.

    PySide has put one of its own in its place, which reads the source of every module for the name of PySide,
    to know where the switches of ``from __feature__ import …`` may be in force. Nothing here uses them. To
    be called once PySide has been imported; where it has replaced nothing, nothing is changed.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


class _Unread(ModuleType):
    """Stands for a module whose names are imported, and written down with ``[…]`` at most."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return list


def import_numpy_plainly() -> None:
    """Imports numpy, if it is not there yet, without what it tells of itself.

    That is the texts that ``help`` shows of functions in C, and the types that it has for checkers, which
    whoever asks for them later still gets.
    """
    if "numpy" in sys.modules:
        return
    core, types = "numpy._core", "numpy._typing"
    for name in (f"{core}._add_newdocs", f"{core}._add_newdocs_scalars", types):
        sys.modules[name] = _Unread(name)
    try:
        import numpy  # noqa: F401
    finally:
        del sys.modules[types]


def collect_later() -> None:
    """Puts off looking for garbage while modules are imported, whose objects all stay."""
    gc.disable()


def collect_again() -> None:
    """Looks for garbage as ever, but no more among what has been imported."""
    gc.freeze()
    gc.enable()
