"""Keeps from the start of the program what Python and PySide would do beside importing.

Each of the two costs as much as importing numpy, and neither does anything for what is being imported.
"""

from __future__ import annotations

import gc
import sys


def read_no_sources() -> None:
    """Has PySide not read the source of every module that is imported after it.

    It looks for its own name there, to know where its switches for other styles of names may be in force
    (``from __feature__ import snake_case``). They are in force nowhere here. To be called once PySide has
    been imported; where PySide goes about it otherwise, nothing is changed.
    """
    feature = vars(sys.modules.get("shibokensupport.feature", sys))
    if "_mod_uses_pyside" in feature:
        feature["_mod_uses_pyside"] = lambda module: False


def collect_later() -> None:
    """Puts off looking for garbage while modules are imported, whose objects all stay."""
    gc.disable()


def collect_again() -> None:
    """Looks for garbage as ever, but no more among what has been imported."""
    gc.freeze()
    gc.enable()
