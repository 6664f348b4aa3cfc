"""Gathers the licences of all packages that nnviz needs, since a bundle hands them on.

``python licences.py FOLDER`` is run in the environment that the bundle is made from.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

_LICENCE = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)


def needed_by(package: str) -> Iterator[str]:
    """A package and all that it needs, each once; extras are not counted."""
    waiting, seen = [package], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        lines = [line for line in metadata.requires(name) or () if "extra ==" not in line]
        waiting += [re.match(r"[\w.-]+", line).group().lower() for line in lines]  # type: ignore[union-attr]


def gather(folder: Path) -> None:
    """Copies every licence into a folder of its package's name, beside a file that tells its version."""
    for name in needed_by("nnviz"):
        found = metadata.distribution(name)
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        said = found.metadata.get("License-Expression") or found.metadata.get("License") or "see beside"
        home = found.metadata.get("Home-page") or ", ".join(found.metadata.get_all("Project-URL") or ())
        about = f"{name} {found.version}\n{said.splitlines()[0]}\n{home}\n"
        (place / "package.txt").write_text(about, encoding="utf-8")
        for file in found.files or ():
            inside = file.as_posix().partition(".dist-info/")[2]
            if _LICENCE.search(inside):
                shutil.copyfile(file.locate(), place / inside.removeprefix("licenses/").replace("/", "-"))


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
