"""Where the resources are found: in a source tree, in an installed package, and nowhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nnviz import resources

ASK = "from nnviz import resources; print(resources.root())"


def package(folder: Path) -> Path:
    """A copy of as much of the package as finds its resources."""
    made = folder / "nnviz"
    made.mkdir(parents=True)
    for name in ("__init__.py", "resources.py"):
        shutil.copy(Path(resources.__file__).parent / name, made)
    return made


def ask(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-c", ASK]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_this_tree_has_its_resources_beside_the_package() -> None:
    root = resources.root()
    assert root.is_absolute()
    assert root.name == "resources"
    assert (root / "lessons" / "xor" / "lesson.toml").is_file()
    assert not list(root.rglob("__init__.py"))  # or the folder would hide nnviz/resources.py in a wheel


@pytest.mark.parametrize("inside", [False, True], ids=["beside", "inside"])
def test_they_are_found_beside_and_inside_the_package(tmp_path: Path, inside: bool) -> None:
    made = package(tmp_path / "site")
    expected = (made if inside else made.parent) / "resources"
    (expected / "lessons").mkdir(parents=True)
    answer = ask(tmp_path / "site")
    assert answer.stderr == ""
    assert Path(answer.stdout.strip()) == expected.resolve()


def test_those_inside_go_before_a_stranger_beside(tmp_path: Path) -> None:
    made = package(tmp_path / "site")
    for place in (made, made.parent):
        (place / "resources" / "lessons").mkdir(parents=True)
    assert Path(ask(tmp_path / "site").stdout.strip()) == (made / "resources").resolve()


def test_a_folder_of_that_name_without_lessons_is_somebody_elses(tmp_path: Path) -> None:
    made = package(tmp_path / "site")
    (made.parent / "resources").mkdir()
    answer = ask(tmp_path / "site")
    assert answer.returncode == 1
    last = answer.stderr.strip().splitlines()[-1]
    places = " or ".join(str(folder.resolve() / "resources") for folder in (made, made.parent))
    told = f"the resources of nnviz are missing: no folder 'lessons' in {places}; install nnviz again"
    assert last == f"FileNotFoundError: {told}"
