"""A formula between whole tensors, as it can be written with their tables: ``Xᵀ · ∂E/∂Y``.

It is read off the scalar formula, so that a node says nothing twice; a test evaluates what is written here
and compares it with the pass. Where signs cannot say it, as of a window that slides, nothing is written.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Dependence, Formula, Tensors
from nnviz.nn.ranges import LEAST_SHARE
from nnviz.nn.scalar import (
    ALONE,
    MULTIPLIED,
    OWN,
    RAISED,
    REDUCTIONS,
    Writer,
    called,
    evaluate,
    key_of,
    leaves,
    letters,
    parse,
    reduction,
)

_WINDOWED = (Dependence.CORRELATE, Dependence.ROUTE_TO_MAXIMUM, Dependence.WINDOW_MEAN)
_AXES = "ₙᵢⱼ"
"""The samples, the rows and the columns, under the sign of a sum."""


@dataclass(frozen=True)
class Figure:
    """A tensor in its place in a formula.

    Attributes:
        key: its key among the operands.
        transposed: whether rows and columns change places.
        again: whether it has stood in the formula before.
    """

    key: str
    transposed: bool = False
    again: bool = False


Part = str | Figure
"""Signs, such as ``⊙ (1 −``, or a tensor."""


def figures(formula: Formula, tensors: Tensors) -> tuple[Part, ...]:
    """The right-hand side as signs and tensors, in the order of reading; nothing where it cannot be
    written so.

    ``·`` is the matrix product of two matrices, and multiplies by a single number; ``⊙`` multiplies place
    by place, ``/`` divides so; ``Σ`` with letters adds up the samples (n), rows (i) and columns (j), or the
    cells of each sample (k), and without any all there is; it holds tighter than a product and less than a
    power. What has fewer axes, or one of length 1, serves every place.

    Args:
        tensors: the operands as they were recorded, by key.
    """
    tree = parse(formula.cell)
    if formula.dependence in _WINDOWED or _looks_back(tree):
        return ()
    text = _TensorWriter(formula, tensors).text(tree)
    if formula.dependence is Dependence.RESHAPE:
        text = f"reshape({text})"
    return tuple(_parts(text, formula.takes))


def _looks_back(tree: ast.expr) -> bool:
    """Whether a term of a sum reads the place of the result, which no sign between whole tensors says."""
    parts = (node for node in ast.walk(tree) if isinstance(node, ast.expr))
    return any(called(part) == OWN or key_of(part) == "same" for part in parts)


# -- tensors within the text ---------------------------------------------------------------------

_FIRST, _TURNED = 0xE000, 0xE800
"""Characters for private use, one a tensor, which mark it among the signs; from the second on transposed."""


def _parts(text: str, keys: Sequence[str]) -> Iterator[Part]:
    seen: set[tuple[str, bool]] = set()
    for piece in re.split("([\ue000-\uefff])", text):
        if not piece or ord(piece[0]) not in range(_FIRST, 0xF000):
            if piece.strip():
                yield piece.strip()
            continue
        transposed = ord(piece) >= _TURNED
        key = keys[ord(piece) - (_TURNED if transposed else _FIRST)]
        yield Figure(key, transposed, again=(key, transposed) in seen)
        seen.add((key, transposed))


class _TensorWriter(Writer):
    """Writes a scalar formula as one between whole tensors.

    Args:
        formula: whose it is.
        tensors: its operands.
    """

    def __init__(self, formula: Formula, tensors: Tensors) -> None:
        super().__init__(self._named, (), "", "·")
        self._formula = formula
        self._tensors = {key: np.asarray(tensors[key]) for key in formula.takes}
        self._largest = max(self._tensors.values(), key=np.size)

    def _named(self, node: ast.expr) -> str | None:
        key = key_of(node)
        if key in self._tensors:
            return self._marked(key)
        counts = {"n": self._largest.size, "N": len(self._largest) if self._largest.ndim else 1}
        if key == "m":
            return str(self._terms_summed())
        return str(counts[key]) if key in counts else None

    def _marked(self, key: str, transposed: bool = False) -> str:
        return chr((_TURNED if transposed else _FIRST) + self._formula.takes.index(key))

    def _sign_of(self, node: ast.BinOp) -> str:
        many = self._is_tensor(node.left) and self._is_tensor(node.right)
        return "⊙" if many and isinstance(node.op, ast.Mult) else super()._sign_of(node)

    def _is_tensor(self, node: ast.expr) -> bool:
        """Whether a part is more than a single number; a sum over everything is one."""
        if called(node) in REDUCTIONS and self._formula.dependence is Dependence.MEAN:
            return False
        return any(self._tensors[key].ndim for leaf in leaves(node) if (key := key_of(leaf)) in self._tensors)

    def _call(self, node: ast.Call, level: int, first: bool) -> str:
        name, argument = called(node), node.args[0]
        if name == "exp":
            return f"exp({self.text(argument)})"
        if name == "share" and np.any(self._value(argument) < LEAST_SHARE):
            return f"max({self.text(argument)}, {LEAST_SHARE:.0e})".replace("-", "−")
        return super()._call(node, level, first)

    def _value(self, node: ast.expr) -> np.ndarray:
        return np.asarray(evaluate(node, lambda leaf: self._tensors.get(key_of(leaf))))

    # -- sums -----------------------------------------------------------------------------------

    def _reduced(self, node: ast.Call, level: int, first: bool) -> str:
        body = node.args[0]
        if self._formula.dependence is Dependence.MATMUL:
            product = self._matrix_product(body)
            return f"({product})" if level > MULTIPLIED else product
        written = f"Σ{self._axes_summed(node)} {self.text(body, RAISED, first=False)}"
        return f"({written})" if level >= ALONE else written

    def _matrix_product(self, body: ast.expr) -> str:
        """``X[n, i] * dY[n, j]`` sums over n, which has to be the last axis of the first and the first of
        the second."""
        one, two = leaves(body)
        (shared,) = set(letters(one)) & set(letters(two))
        turned_one, turned_two = letters(one)[-1] != shared, letters(two)[0] != shared
        return f"{self._marked(key_of(one), turned_one)} · {self._marked(key_of(two), turned_two)}"

    def _axes_summed(self, node: ast.Call) -> str:
        if self._formula.dependence is Dependence.MEAN:
            return ""
        if self._is_of_sample(node):
            return "ₖ"
        return _AXES[: self._leading(node)]

    def _leading(self, node: ast.Call) -> int:
        """How many axes are summed over from the first on: all but the last for a feature, and else as many
        as make the result."""
        rank = max(self._tensors[key_of(leaf)].ndim for leaf in leaves(node.args[0]) if self._knows(leaf))
        if len(node.args) > 1:
            return rank - 1
        return rank - np.ndim(self._formula.evaluate(self._tensors))

    def _knows(self, leaf: ast.expr) -> bool:
        return key_of(leaf) in self._tensors

    @staticmethod
    def _is_of_sample(node: ast.Call) -> bool:
        return len(node.args) > 1 and key_of(node.args[1]) == "sample"

    def _terms_summed(self) -> int:
        """How many terms the sum of the formula has for one cell."""
        summed = reduction(parse(self._formula.cell))
        shape = self._largest.shape
        if summed is not None and self._is_of_sample(summed):
            return int(shape[-1])
        return int(np.prod(shape[:-1]))
