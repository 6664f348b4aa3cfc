"""Keeps from the start of the program what Python and PySide would do beside importing.

Each of the two costs as much as importing numpy, and neither does anything for what is being imported.
"""

from __future__ import annotations

import builtins
import gc


def import_plainly() -> None:
    """Takes Python's own import again for all that is imported after PySide.

    PySide has put one of its own in its place, which reads the source of every module for the name of PySide,
    to know where the switches of ``from __feature__ import …`` may be in force. Nothing here uses them. To
    be called once PySide has been imported; where it has replaced nothing, nothing is changed.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def collect_later() -> None:
    """Puts off looking for garbage while modules are imported, whose objects all stay."""
    gc.disable()


def collect_again() -> None:
    """Looks for garbage as ever, but no more among what has been imported."""
    gc.freeze()
    gc.enable()
