"""What errors say, in English and, part by part, in any other language."""

from __future__ import annotations

from nnviz.nn import NnError, SettingError, ShapeError
from nnviz.nn.errors import Phrase

GERMAN = {
    "{0} of {1}": "{0} von {1}",
    "{0} cannot be set; what can: {1}": "{1} lassen sich setzen, {0} nicht",
    "{0}: {1}": "Bei {0}: {1}",
}


def german(text: str) -> str:
    return GERMAN.get(text, text)


def test_an_error_tells_its_values_in_english() -> None:
    error = SettingError("{0} must be at least {1:g}, given {2!r}", "rate", 0.5, "much")
    assert str(error) == "rate must be at least 0.5, given 'much'"


def test_a_text_without_values_may_hold_braces() -> None:
    assert str(NnError("allowed: {x}")) == "allowed: {x}"


def test_phrases_and_lists_and_errors_within_are_told_in_the_same_language() -> None:
    allowed = [Phrase("{0} of {1}", "W", "dense_1"), Phrase("{0} of {1}", "B", "dense_1")]
    inner = SettingError("{0} cannot be set; what can: {1}", Phrase("{0} of {1}", "dW", "dense_1"), allowed)
    outer = NnError("{0}: {1}", "pass 3", inner)
    assert str(outer) == "pass 3: dW of dense_1 cannot be set; what can: W of dense_1, B of dense_1"
    told = outer.phrase.told(german)
    assert told == "Bei pass 3: W von dense_1, B von dense_1 lassen sich setzen, dW von dense_1 nicht"


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert str(NnError("{0} is unknown", "{1}")) == "{1} is unknown"


def test_a_shape_error_keeps_its_parts() -> None:
    error = ShapeError("loss", "(N, 2)", "(N, 1)")
    assert (error.node, error.expected, error.given) == ("loss", "(N, 2)", "(N, 1)")
    assert error.phrase.told(lambda text: text.upper()) == "loss: EXPECTED (N, 2), GIVEN (N, 1)"
