"""Errors that the engine raises on purpose, each naming what was given and what is allowed.

All are ``ValueError``s, so a notebook user can catch them without importing this module. Their texts are
English; who shows them in another language translates the text before its values are filled in.
"""

from __future__ import annotations

from collections.abc import Callable


class Phrase:
    """A text with places for values, ``{0}``, ``{1}`` and so on, that can be told in another language.

    Args:
        template: the text in English, written out where it is used, since it is gathered from there.
        values: what is filled in; phrases among them are told likewise, and a list is told with commas.
    """

    def __init__(self, template: str, *values: object) -> None:
        self.template, self.values = template, values

    def told(self, translate: Callable[[str], str] = str) -> str:
        """The text with its values, the template being translated first."""
        told = translate(self.template)
        return told.format(*(_told(value, translate) for value in self.values)) if self.values else told

    def __str__(self) -> str:
        return self.told()


def _told(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, NnError):
        value = value.phrase
    if isinstance(value, list):
        return ", ".join(str(_told(each, translate)) for each in value)
    return value.told(translate) if isinstance(value, Phrase) else value


class NnError(ValueError):
    """Base of every error that ``nnviz.nn`` raises deliberately.

    Attributes:
        phrase: the message, made of the same arguments as the error.
    """

    def __init__(self, template: str, *values: object) -> None:
        self.phrase = Phrase(template, *values)
        super().__init__(self.phrase.told())

    def __reduce__(self) -> tuple[Callable[[type[NnError], Phrase], NnError], tuple[type[NnError], Phrase]]:
        return _made_again, (type(self), self.phrase)


def _made_again(kind: type[NnError], phrase: Phrase) -> NnError:
    """An error that was sent to another process, whatever arguments its kind takes."""
    error = kind.__new__(kind)
    NnError.__init__(error, phrase.template, *phrase.values)
    return error


class ShapeError(NnError):
    """A node was given an input of a shape that it cannot take.

    The message reads ``Dense 3: expected (N, 4), given (N, 3)``.
    """

    TEMPLATE = "{0}: expected {1}, given {2}"

    def __init__(self, node: object, expected: object, given: object) -> None:
        super().__init__(self.TEMPLATE, node, expected, given)
        self.node, self.expected, self.given = node, expected, given


class GraphError(NnError):
    """The nodes do not form a network: a cycle, an unknown source or a doubled name."""


class DataError(NnError):
    """Training data that cannot be trained on: empty, non-finite or of the wrong length."""


class SizeError(NnError):
    """A network larger than this machine's memory, or than any number of cells that can be counted.

    The message reads ``dense_1.W: (784, 100000000) is 78400000000 numbers, at most ... fit``.
    """


class SettingError(NnError):
    """A hyper-parameter outside the values it may take."""


class ParameterError(NnError):
    """A parameter, or a cell of one, that the network does not have."""
