"""The pages of the guide in a language: what they are called, what they say, and what is found in them.

They are Markdown files in ``resources/guide``; the first line of each is its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nnviz.dataclass import dataclass
from nnviz.resources import root

PAGES = (
    *("start", "canvas", "bar", "pass", "inspector", "lesson", "network"),
    *("loss", "norms", "surface", "weight", "neuron", "layer"),
    *("editing", "build", "data", "files", "leaving", "classroom", "keys"),
)
"""The pages in the order in which they are read; those of panels have their keys."""

PICTURE_WIDTH = 592
"""Pixels that a picture is wide at most; the window is shown smaller."""


@dataclass(frozen=True)
class Page:
    """A page of the guide.

    Attributes:
        key: one of :data:`PAGES`.
        title: what it is called.
        text: all of it in Markdown, the title too; names are still to be written in.
    """

    key: str
    title: str
    text: str


def folder() -> Path:
    """Where the guide is."""
    return root() / "guide"


def pictures(language: str, theme: str) -> Path:
    """The folder of the pictures of a language in a theme."""
    return folder() / "pictures" / f"{language}-{theme}"


def read_pages(language: str) -> dict[str, Page]:
    """All pages by their keys, in order.

    Raises:
        OSError: one cannot be read.
    """
    return {page.key: page for page in _read(folder() / language)}


def _read(place: Path) -> Iterator[Page]:
    for key in PAGES:
        text = (place / f"{key}.md").read_text(encoding="utf-8")
        yield Page(key, text.partition("\n")[0].lstrip("# "), text)
