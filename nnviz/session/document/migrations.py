"""The versions of the form of a document: what is read, and how an older one becomes the present one.

Whoever changes the form raises the version by one, and adds what makes a manifest of the version before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nnviz.nn import DataError

VERSION = 2
"""The version that is written."""

Manifest = dict[str, Any]


def _from_1(manifest: Manifest) -> Manifest:
    """Nothing could be undone in it, and nothing was known of the networks before."""
    return manifest | {"done": [], "undone": [], "before": []}


MIGRATIONS: Mapping[int, Callable[[Manifest], Manifest]] = {1: _from_1}
"""What makes a manifest of the next version, by the version it is made of."""


def migrated(manifest: Manifest) -> Manifest:
    """A manifest in the present form.

    Raises:
        DataError: it has no version, or one that cannot be read.
    """
    version = manifest.get("version")
    if type(version) is not int:
        raise DataError("it was not saved by nnviz")
    if version > VERSION:
        raise DataError(
            "it was saved by a newer nnviz: its form is {0}, this one reads up to {1}", version, VERSION
        )
    for step in range(version, VERSION):
        if step not in MIGRATIONS:
            raise DataError("its form is {0}, which cannot be read any more", version)
        manifest = MIGRATIONS[step](manifest) | {"version": step + 1}
    return manifest
