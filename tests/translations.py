"""Gathers every text of the window for the translator, and compiles what has been translated.

Run it as ``python -m tests.translations`` after changing a text; then translate what it says is
unfinished, in Qt Linguist or by hand, and run it again.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from nnviz.nn import INITIALIZERS, Description, errors, registry
from nnviz.nn.describe import Setting
from nnviz.nn.freezing import holding
from nnviz.session.data.choices import CHOICES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
QTS = (
    *(("QShortcut", key) for key in ("Left", "Right", "Up", "Down", "Backspace")),
    ("QFileSystemModel", "Size"),
)
"""Texts of Qt's own, by context, that are told here in other words than in Qt's translation."""


def described_texts() -> list[str]:
    """The texts in the engine's descriptions, which no ``tr`` call stands beside."""
    return sorted({*_texts()})


def reasons() -> list[str]:
    """The texts of the errors that the engine and a run raise, in which values are still to be filled."""
    return sorted({text for _, _, text in phrases() if text is not None})


def phrases() -> Iterator[tuple[Path, int, str | None]]:
    """Where a reason is written: the file, the line and the text; None where it is made up on the spot."""
    named = {"Phrase", *(name for name, found in vars(errors).items() if _is_error(found))} - {"ShapeError"}
    for folder in ("nn", "session"):
        for path in sorted((ROOT / "nnviz" / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and _called(node) in named:
                    first = node.args[0]
                    text = first.value if isinstance(first, ast.Constant) else None
                    yield path, node.lineno, text
    yield Path(errors.__file__), 0, errors.ShapeError.TEMPLATE


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _is_error(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, errors.NnError)


def _texts() -> Iterator[str]:
    for table in (registry.layers(), registry.losses(), registry.optimizers()):
        for node in table.values():
            yield from _described(node.description)
    yield from _described(holding(registry.optimizers()["SGD"].description))
    for item in INITIALIZERS.values():
        yield from (item.title, item.help)
    for name, settings in CHOICES.items():
        yield name
        yield from _set(settings)


def _described(description: Description) -> Iterator[str]:
    for formula in (*description.forward, *description.backward, *description.update):
        yield formula.meaning
    yield description.family
    yield from _set(description.settings)


def _set(settings: tuple[Setting, ...]) -> Iterator[str]:
    """What is said of hyper-parameters: their names, what they are for, and the words among their values."""
    for setting in settings:
        yield from (setting.name.replace("_", " "), setting.help, *setting.choices)


def update(folder: Path = FOLDER) -> None:
    """Brings the ``.ts`` files up to date with the source."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "nnviz").rglob("*.py"))
    with tempfile.TemporaryDirectory(dir=ROOT / "tests") as scratch:
        noted = Path(scratch) / "described.py"
        lines = [f'QT_TRANSLATE_NOOP("nn", {text!r})' for text in described_texts()]
        lines += [f'QT_TRANSLATE_NOOP("reasons", {text!r})' for text in reasons()]
        lines += [f"QT_TRANSLATE_NOOP({context!r}, {text!r})" for context, text in QTS]
        noted.write_text("\n".join(lines), encoding="utf-8")
        for code in LANGUAGES:
            target = folder / f"nnviz_{code}.ts"
            _run(
                "lupdate",
                [*sources, str(noted), "-ts", str(target), "-locations", "none", "-no-obsolete"],
                language=code,
            )


def compile_all(source: Path = FOLDER, target: Path = FOLDER) -> None:
    """Writes a ``.qm`` beside each ``.ts``, or into another folder."""
    for code in LANGUAGES:
        name = f"nnviz_{code}"
        _run("lrelease", [str(source / f"{name}.ts"), "-qm", str(target / f"{name}.qm"), "-silent"])


def unfinished(file: Path) -> list[str]:
    """The texts in a ``.ts`` file that nobody has translated yet."""
    tree = ET.parse(file)
    return [
        f"{context.findtext('name')}: {message.findtext('source')}"
        for context in tree.iter("context")
        for message in context.iter("message")
        if message.find("translation").get("type") == "unfinished"  # type: ignore[union-attr]
        or not message.findtext("translation")
    ]


def _run(tool: str, arguments: list[str], language: str = "") -> None:
    extra = ["-source-language", "en", "-target-language", language] if language else []
    command = [str(Path(sys.executable).with_name(f"pyside6-{tool}")), *arguments, *extra]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    update()
    compile_all()
    for code in LANGUAGES:
        left = unfinished(FOLDER / f"nnviz_{code}.ts")
        print("\n".join([f"{code}: {len(left)} unfinished", *left]))
