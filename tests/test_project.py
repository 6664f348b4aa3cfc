"""What must hold of the project as a whole: its folder, its documents, its versions and its wheel.

These are the promises that no single module can keep.
"""

from __future__ import annotations

import ast
import fnmatch
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from nnviz import __version__

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "nnviz").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins() -> dict[str, str]:
    lines = (line for line in text("constraints.txt").splitlines() if not line.startswith("#"))
    return dict(line.split("==") for line in lines)


# -- the folder -------------------------------------------------------------------------------------


def test_the_top_level_holds_nothing_unexpected() -> None:
    allowed = {
        *("nnviz", "resources", "tests", "bundle", "main.py", "pyproject.toml", "constraints.txt", "LICENSE"),
        *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    }
    ignored = [line.rstrip("/") for line in text(".gitignore").split()]
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    kept = {name for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)}
    assert kept == allowed


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_says_in_two_sentences_what_it_is_and_stays_short(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(source)) or ""
    assert len(re.findall(r"\w[`\"')*]*[.!?](?=\s|$)", said)) >= 2, said
    assert len(source.splitlines()) <= 400


def test_nothing_imports_scipy_signal_which_takes_a_second() -> None:
    imports = re.compile(r"scipy\.signal|from scipy import .*\bsignal\b")
    assert [file for file in MODULES if imports.search(file.read_text(encoding="utf-8"))] == []


# -- the documents ----------------------------------------------------------------------------------


def commands(document: str) -> dict[str, list[str]]:
    """The one-line commands under each heading of a document."""
    found: dict[str, list[str]] = {}
    for section in re.split(r"^##+ ", document, flags=re.MULTILINE)[1:]:
        blocks = re.findall(r"^```\w*\n(.*?)\n```$", section, flags=re.MULTILINE | re.DOTALL)
        found[section.splitlines()[0]] = blocks
    return found


def test_the_readme_has_two_commands_of_one_line_for_each_system() -> None:
    found = commands(text("README.md"))
    for system in ("Debian 12", "macOS", "Windows (PowerShell)"):
        assert len(found[system]) == 2, system
        start, check = found[system]
        assert "\n" not in start + check
        assert "-c constraints.txt -e ." in start
        assert start.rstrip(" }").endswith("nnviz")
        assert '-c constraints.txt -e ".[dev]"' in check
        assert check.rstrip(" }").endswith("-m tests")
    assert "&&" not in "".join(found["Windows (PowerShell)"])


def test_what_checks_a_fresh_clone_is_the_readmes_own_command() -> None:
    _, check = commands(text("README.md"))["Debian 12"]
    assert text(".ci/run").splitlines()[-1] == check
    assert "resources/debian-packages.txt" in text(".ci/run")


def test_the_documents_point_at_files_that_exist() -> None:
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"):
        document = text(name)
        paths = re.findall(r"\]\(([^)#:]+)\)", document)
        paths += re.findall(r"`((?:nnviz|resources|tests)/[\w./]*)`", document)
        assert paths, name
        for path in paths:
            assert (ROOT / path).exists(), f"{name}: {path}"


def test_the_notebook_example_in_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```$", text("README.md"), flags=re.MULTILINE | re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    promised = re.findall(r"#→ (.*)$", example, flags=re.MULTILINE)
    assert promised
    assert capsys.readouterr().out.splitlines() == promised


def test_the_changelog_tells_of_this_version() -> None:
    assert re.search(rf"^## \[{re.escape(__version__)}\]", text("CHANGELOG.md"), flags=re.MULTILINE)


# -- the versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("needed", NEEDED)
def test_the_tested_version_of_a_dependency_is_in_its_range(needed: str) -> None:
    requirement = Requirement(needed)
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def needed_by(name: str, seen: set[str]) -> Iterator[str]:
    """The packages that one needs on this system, and what those need."""
    if name in seen:
        return
    seen.add(name)
    yield name
    for line in metadata.requires(name) or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield from needed_by(canonicalize_name(requirement.name), seen)


def test_what_the_dependencies_need_is_pinned_too() -> None:
    seen: set[str] = set()
    present = [name for name in (Requirement(line).name for line in NEEDED) if installed(name)]
    found = {name for start in present for name in needed_by(canonicalize_name(start), seen)}
    assert {"numpy", "shiboken6", "pluggy"} <= found
    assert found - {canonicalize_name(name) for name in pins()} == set()


def installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


# -- the wheel --------------------------------------------------------------------------------------


@pytest.mark.skipif(not installed("hatchling"), reason="hatchling comes with the dev extra")
def test_the_wheel_carries_the_code_and_every_resource(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    skipped = shutil.ignore_patterns(".*", "__pycache__", "tests", "build", "dist")
    shutil.copytree(ROOT, tree, ignore=skipped)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "out")]
    subprocess.run(command, cwd=tree, check=True, capture_output=True)
    (wheel,) = (tmp_path / "out").glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    resources = [path for path in (tree / "resources").rglob("*") if path.is_file()]
    assert {f"nnviz/{path.relative_to(tree).as_posix()}" for path in resources} <= held
    assert {path.relative_to(ROOT).as_posix() for path in MODULES} <= held
    assert f"nnviz-{__version__}.dist-info/licenses/LICENSE" in held
    assert not any(name.startswith("tests/") for name in held)


# -- the tests themselves ---------------------------------------------------------------------------


def test_a_test_that_leaves_something_behind_fails(pytester: pytest.Pytester) -> None:
    wait = "threading.Event().wait"
    leaves = {
        "kept.append(QWidget())": "the window QWidget",
        "kept.append(QDialog()); kept[-1].show()": "the window QDialog.*visible",
        "kept.append(QThread()); kept[-1].start()": "the Qt thread QThread is running",
        f"threading.Thread(target={wait}, daemon=True).start()": "the thread Thread-.* is running",
    }
    done = run_apart(pytester, *leaves)
    done.assert_outcomes(passed=len(leaves), errors=len(leaves))
    done.stdout.re_match_lines([f".*left behind: .*{said}" for said in leaves.values()])


def test_tests_that_tidy_up_pass_and_share_no_settings(pytester: pytest.Pytester) -> None:
    tidy = (
        "w = QWidget(); w.show()",
        "w = QWidget(); w.me = w",
        "t = QThread(); t.start(); t.quit(); t.wait()",
        "t = threading.Thread(target=int); t.start()",
        "s = QSettings('nnviz', 'nnviz'); assert s.value('a') is None; s.setValue('a', 1)",
        "s = QSettings('nnviz', 'nnviz'); assert s.value('a') is None; s.setValue('a', 1)",
    )
    run_apart(pytester, *tidy).assert_outcomes(passed=len(tidy))


def run_apart(pytester: pytest.Pytester, *lines: str) -> pytest.RunResult:
    """Runs tests of one line each under this suite's conftest, in a process of their own."""
    pytester.makeconftest(text("tests/conftest.py").replace("PATIENCE = 2000", "PATIENCE = 100"))
    imports = (
        "import threading\n"
        "from PySide6.QtCore import QSettings, QThread\n"
        "from PySide6.QtWidgets import QDialog, QWidget\n"
        "kept = []\n"
    )
    tests = (f"def test_{number}(qapp):\n    {line}\n" for number, line in enumerate(lines))
    pytester.makepyfile(imports + "".join(tests))
    settings = f'qt_api = "pyside6"\npythonpath = ["{ROOT.as_posix()}"]\n'
    pytester.makepyprojecttoml("[tool.pytest.ini_options]\n" + settings)
    return pytester.runpytest_subprocess()
