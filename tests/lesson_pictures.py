"""Pictures of every lesson as it opens, to be looked at: ``python -m tests.lesson_pictures FOLDER``.

``--theme``, ``--language`` and ``--size`` choose how, ``--only`` which; one file a lesson, in the order in
which they are taught.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from nnviz.session.lesson import read_catalogue


def main(arguments: Sequence[str]) -> int:
    """Takes the pictures, each in a program of its own, as from the command line; gives how many failed."""
    parser = argparse.ArgumentParser(description="Pictures of every lesson as it opens.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", default="dark", choices=("dark", "light"))
    parser.add_argument("--language", default="en")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--only", default="", help="lessons with this in their names")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    names = [entry.lesson.name for entry in read_catalogue().entries]
    failed = 0
    for number, name in enumerate(names, 1):
        if options.only in name:
            path = options.folder / f"{number:02}-{name}.png"
            failed += not _take(name, path, options)
            print(path)
    return failed


def _take(name: str, path: Path, options: argparse.Namespace) -> bool:
    """Whether the picture could be taken."""
    how = ["--theme", options.theme, "--language", options.language, "--size", options.size]
    command = [sys.executable, "-m", "nnviz", name, "--screenshot", str(path), *how]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
