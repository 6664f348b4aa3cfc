"""What tells two compared networks apart, in the words of the window.

The names of types and of first weights are those that the registry gives them.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.nn import INITIALIZERS, registry
from nnviz.session.comparing.beside import Comparison
from nnviz.session.comparing.variants import Trait, Word, Words
from nnviz.ui.language import translate_nn
from nnviz.ui.numbers import bare
from nnviz.ui.plots.other_curves import COLOURS

SIDES = COLOURS
"""The colours of the first network and of the second, by the names that themes have for them."""

MOST = 3
"""How many differences are named; there may be more."""


def names(comparison: Comparison) -> tuple[str, str]:
    """What the two are called, short enough for a legend."""
    translate = QCoreApplication.translate
    first, second = (_joined(words) for words in comparison.words)
    if first and first != second:
        return first, second
    return translate("Comparing", "Network 1"), comparison.name or translate("Comparing", "Network 2")


def _joined(words: Words) -> str:
    found = list(dict.fromkeys(said(word) for word in words))
    return " · ".join(found[:MOST]) + (" …" if len(found) > MOST else "")


def said(word: Word) -> str:
    """One of the things that a network is told by."""
    trait, value = word
    translate = QCoreApplication.translate
    templates = {
        Trait.SEED: translate("Comparing", "seed {0}"),
        Trait.RATE: "η = {0}",
        Trait.WITH: translate("Comparing", "with {0}"),
        Trait.WITHOUT: translate("Comparing", "without {0}"),
        Trait.LAYERS: translate("Comparing", "{0} layers"),
    }
    return templates.get(trait, "{0}").format(_value(trait, value))


def _value(trait: Trait, value: str | float) -> str:
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) else bare(value)
    if trait is Trait.INITIALIZER:
        return translate_nn(INITIALIZERS[value].title)
    return translate_nn(title_of(value))


def title_of(kind: str) -> str:
    """What the screen calls a registered type; what is none as it is."""
    for table in (registry.layers(), registry.losses(), registry.optimizers()):
        if kind in table:
            return str(table[kind].description.title)
    return kind
