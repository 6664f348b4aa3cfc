"""What every layer, loss and optimizer says of itself, and which settings it takes and refuses.

The registry says which there are, so a new file is tested without a word here.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest

from nnviz.nn import SettingError, registry
from nnviz.nn.describe import Dependence, Description, Glyph

EXPLAINED = {**registry.layers(), **registry.losses(), **registry.optimizers()}

each_class = pytest.mark.parametrize("kind", EXPLAINED.values(), ids=list(EXPLAINED))


def _defaults(description: Description) -> dict[str, Any]:
    return {item.name: item.default for item in description.settings}


@each_class
def test_every_class_introduces_itself(kind: type[Any]) -> None:
    description = kind.description
    assert description.title.strip()
    assert description.family.strip()
    assert description.source.strip()
    assert description.glyph in Glyph
    assert "=" in description.summary or "←" in description.summary
    opening = sys.modules[kind.__module__].__doc__ or ""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z\d])", opening.strip())
    assert len(sentences) == 2, opening
    assert all(sentence.endswith(".") for sentence in sentences)


@each_class
def test_every_formula_can_be_written_down(kind: type[Any]) -> None:
    description = kind.description
    formulas = (*description.forward, *description.backward, *description.update)
    assert formulas
    for formula in formulas:
        assert formula.tex.strip()
        assert formula.tex.count("{") == formula.tex.count("}")
        assert formula.dependence in Dependence
        assert formula.meaning == formula.meaning.strip().rstrip(".") != ""
        assert len(set(formula.takes)) == len(formula.takes) > 0
    for symbol in description.symbols:
        assert symbol.text.strip()
        assert symbol.tex.count("{") == symbol.tex.count("}")


# -- hyper-parameters ----------------------------------------------------------------------------


@each_class
def test_the_default_settings_are_allowed(kind: type[Any]) -> None:
    made = kind(**_defaults(kind.description))
    for item in kind.description.settings:
        assert type(item.default) is item.kind
        assert item.low is None or item.low <= item.default
        assert item.high is None or item.default <= item.high
        assert getattr(made, item.name) == item.default
        assert item.help.strip()


BOUNDED = [
    pytest.param(kind, item, bad, id=f"{name}-{item.name}-{bad!r}")
    for name, kind in EXPLAINED.items()
    for item in kind.description.settings
    for bad in (
        *([item.low - 1] if item.low is not None else []),
        *([item.high + 1] if item.high is not None else []),
        *([2.5, True, float("nan")] if item.kind is int else []),
        *([float("nan"), float("inf"), True] if item.kind is float else []),
        *(["3", None] if item.kind in (int, float) else []),
    )
]


@pytest.mark.parametrize(("kind", "item", "bad"), BOUNDED)
def test_a_setting_out_of_its_range_is_refused_by_name(kind: type[Any], item: Any, bad: Any) -> None:
    with pytest.raises(SettingError) as caught:
        kind(**{**_defaults(kind.description), item.name: bad})
    assert item.name.replace("_", " ") in str(caught.value).replace("_", " ")
    assert f"given {bad!r}" in str(caught.value)
