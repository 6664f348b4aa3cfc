"""Errors that the engine raises on purpose, each naming what was given and what is allowed.

All are ``ValueError``s, so a notebook user can catch them without importing this module.
"""


class NnError(ValueError):
    """Base of every error that ``nnviz.nn`` raises deliberately."""


class ShapeError(NnError):
    """A node was given an input of a shape that it cannot take.

    The message reads ``Dense 3: expected (N, 4), given (N, 3)``.
    """

    def __init__(self, node: str, expected: object, given: object) -> None:
        super().__init__(f"{node}: expected {expected}, given {given}")
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
