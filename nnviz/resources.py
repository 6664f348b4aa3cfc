"""Where the files are that are not code: lessons, translations and icons.

They lie beside the package in a source tree, and inside it once it has been installed.
"""

from __future__ import annotations

from pathlib import Path

_MARK = "lessons"
"""The subfolder by which the folder is known from another one of the same name."""


def root() -> Path:
    """The folder of resources, as an absolute path.

    Raises:
        FileNotFoundError: it is in neither place; the message names both.
    """
    package = Path(__file__).resolve().parent
    places = (package / "resources", package.parent / "resources")
    for place in places:
        if (place / _MARK).is_dir():
            return place
    looked = " or ".join(str(place) for place in places)
    raise FileNotFoundError(
        f"the resources of nnviz are missing: no folder {_MARK!r} in {looked}; install nnviz again"
    )


def lesson_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names of all lessons, sorted.

    Args:
        folder: where they are; the shipped ones if None.
    """
    found = (file.parent.name for file in (folder or root() / _MARK).glob("*/lesson.toml"))
    return tuple(sorted(found))
