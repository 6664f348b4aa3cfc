"""How a change is written in one line: what it concerns, what that would be otherwise, and what it is.

Places count from 1, as the canvas and the formulas do.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.session.edits import Activation, Edit, Fill, Freeze, Numbers
from nnviz.session.frame import Changed, Stage
from nnviz.ui import numbers
from nnviz.ui.language import translate_nn
from nnviz.ui.titles import input_title, translated_title

DIGITS = 6


def written(changed: Changed, stage: Stage) -> str:
    """Such as ``W[1, 2] of Dense 1: 0.1 → 0.5``."""
    change = changed.change
    if isinstance(change, Activation):
        node = stage.node(change.node)
        number = node.title.removeprefix(node.description.title) if node else ""
        return " → ".join(f"{translate_nn(str(title))}{number}" for title in (changed.was, changed.now))
    if isinstance(change, Freeze):
        return _freezing(change, stage)
    if isinstance(change, Fill):
        return _filling(change, stage)
    values = " → ".join(numbers.short(float(value), DIGITS) for value in (changed.was, changed.now))
    return f"{_place(change, stage) if isinstance(change, Edit) else _rate()}: {values}"


def _filling(fill: Fill, stage: Stage) -> str:
    symbol, title = _names(fill, stage)
    if fill.one is not None:
        text = QCoreApplication.translate("Editing", "{0} of {1}, {2} cells: {3}")
        return text.format(symbol, title, len(fill.cells), numbers.short(fill.one, DIGITS))
    text = QCoreApplication.translate("Editing", "{0} of {1}: {2} cells")
    return text.format(symbol, title, len(fill.cells))


def _freezing(change: Freeze, stage: Stage) -> str:
    what = change.what
    node = stage.node(what.layer)
    name = translated_title(node) if node else what.layer
    if what.key:
        text = QCoreApplication.translate("Editing", "{0} of {1}")
        name = text.format(what.key, name)
    if what.cells:
        text = QCoreApplication.translate("Editing", "{0}, {1} cells")
        name = text.format(name, len(what.cells))
    if change.on:
        return QCoreApplication.translate("Editing", "{0}: frozen").format(name)
    return QCoreApplication.translate("Editing", "{0}: no longer frozen").format(name)


def _rate() -> str:
    return QCoreApplication.translate("Editing", "learning rate")


def _place(edit: Edit, stage: Stage) -> str:
    inside = ", ".join(str(place + 1) for place in edit.index)
    symbol, title = _names(edit, stage)
    return QCoreApplication.translate("Editing", "{0}[{1}] of {2}").format(symbol, inside, title)


def _names(edit: Numbers, stage: Stage) -> tuple[str, str]:
    node = stage.node(edit.node)
    if node:
        return node.description.symbol(edit.key).text, translated_title(node)
    place = next(place for place in stage.inputs if place.name == edit.node)
    return "X", input_title(place)
