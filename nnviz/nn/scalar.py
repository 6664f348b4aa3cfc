"""The scalar formula of one cell, such as ``dY * (1 - Y**2)``: read once, then evaluated and written.

It is text in Python's own grammar, so that a formula stays plain data, and the numbers a learner reads
come from the same tree as the value that is compared with the pass.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from nnviz.nn.ranges import LEAST_SHARE

Leaf = Callable[[ast.expr], Any]
"""What stands for a part of a formula, or None where the part is to be taken apart."""

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

REDUCTIONS = ("sum", "largest")
"""What brings the terms of one cell together."""

OWN = "own"
"""``own(Y)`` inside a sum is the cell at the result's own place."""

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": np.exp,
    "ln": np.log,
    "tanh": np.tanh,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
    "max": np.maximum,
    "min": np.minimum,
    "erf": np.vectorize(math.erf, otypes=[float]),
    "sigmoid": lambda x: 1.0 / (1.0 + np.exp(-x)),
    "share": lambda x: np.maximum(x, LEAST_SHARE),
}

_OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
}

_WRITTEN = {"sqrt": "√", "sigmoid": "σ"}
_SIGNS: dict[type, str] = {ast.Gt: ">", ast.Lt: "<", ast.LtE: "≤"}
_ADDED, MULTIPLIED, RAISED, ALONE = 1, 2, 3, 4  # how tightly the parts of a formula hold together


@lru_cache(maxsize=256)
def parse(cell: str) -> ast.expr:
    """The tree of a formula.

    Raises:
        SyntaxError: it is not an expression.
    """
    return ast.parse(cell, mode="eval").body


def key_of(node: ast.expr) -> str:
    """The key of the tensor that a leaf names, such as ``dY`` or ``V.W``; empty for anything else."""
    if isinstance(node, ast.Subscript):
        return key_of(node.value)
    if isinstance(node, ast.Attribute):
        return f"{key_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def letters(node: ast.expr) -> tuple[str, ...]:
    """The letters at a leaf: ``X[n, k]`` gives n and k; none without brackets."""
    if not isinstance(node, ast.Subscript):
        return ()
    inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return tuple(key_of(letter) for letter in inside)


def leaves(node: ast.expr) -> Iterator[ast.expr]:
    """Every leaf that names something, in the order of reading."""
    if key_of(node):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr) and not (isinstance(node, ast.Call) and child is node.func):
            yield from leaves(child)


def called(node: ast.expr) -> str:
    """The name of the function that a part calls, else empty."""
    return key_of(node.func) if isinstance(node, ast.Call) else ""


def reduction(tree: ast.expr) -> ast.Call | None:
    """The part that brings several terms together: a formula has one, or none."""
    return next((n for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in REDUCTIONS), None)


def evaluate(node: ast.expr, leaf: Leaf) -> Any:
    """The value of a formula, over arrays of numbers where its leaves give them.

    Raises:
        KeyError: a name or a function that is not known.
    """
    if (found := leaf(node)) is not None:
        return found
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]
    if key_of(node) == "pi":
        return math.pi
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](evaluate(node.left, leaf), evaluate(node.right, leaf))
    if isinstance(node, ast.Compare):
        right = evaluate(node.comparators[0], leaf)
        return _OPERATORS[type(node.ops[0])](evaluate(node.left, leaf), right) * 1.0
    if isinstance(node, ast.UnaryOp):
        return -evaluate(node.operand, leaf)
    if isinstance(node, ast.Call):
        return _FUNCTIONS[called(node)](*(evaluate(argument, leaf) for argument in node.args))
    raise KeyError(ast.unparse(node))


class Writer:
    """Writes a formula as people write it.

    Args:
        leaf: the text of a leaf at the result's own place.
        terms: for each term to be written, the text of its leaves.
        more: what stands for the terms that are not; empty if there are none.
        times: the sign of a product.
    """

    def __init__(self, leaf: Leaf, terms: Sequence[Leaf], more: str, times: str) -> None:
        self._leaf, self._terms, self._more, self._times = leaf, terms, more, times

    def text(self, node: ast.expr, level: int = _ADDED, first: bool = True) -> str:
        """A part of the formula.

        Args:
            level: how tightly what stands around it holds together.
            first: whether nothing stands before it, so that a minus needs no brackets.
        """
        if (found := self._leaf(node)) is not None:
            return _bracketed_leaf(str(found), level, first)
        if isinstance(node, ast.Constant):
            return str(node.value).replace("-", "−")
        if key_of(node) == "pi":
            return "π"
        if isinstance(node, ast.BinOp):
            return self._binary(node, level, first)
        if isinstance(node, ast.Compare):
            sign = _SIGNS[type(node.ops[0])]
            return f"[{self.text(node.left)} {sign} {self.text(node.comparators[0])}]"
        if isinstance(node, ast.UnaryOp):
            inside = "−" + self.text(node.operand, MULTIPLIED, first=False)
            return inside if first and level <= MULTIPLIED else f"({inside})"
        assert isinstance(node, ast.Call)
        return self._call(node, level, first)

    def _binary(self, node: ast.BinOp, level: int, first: bool) -> str:
        if isinstance(node.op, ast.Pow):
            return self._power(node)
        added = isinstance(node.op, (ast.Add, ast.Sub))
        own = _ADDED if added else MULTIPLIED
        wrapped = level > own
        tighter = isinstance(node.op, (ast.Sub, ast.Div))
        sign = self._sign_of(node)
        left = self.text(node.left, own, first or wrapped)
        right = self.text(node.right, own + tighter, first=False)
        return f"({left} {sign} {right})" if wrapped else f"{left} {sign} {right}"

    def _sign_of(self, node: ast.BinOp) -> str:
        signs: dict[type, str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: self._times}
        return signs.get(type(node.op), "/")

    def _power(self, node: ast.BinOp) -> str:
        base = self.text(node.left, ALONE)
        if isinstance(node.right, ast.Constant) and node.right.value == 2:
            return f"{base}²"
        return f"{base}^{self.text(node.right, ALONE)}"

    def _call(self, node: ast.Call, level: int, first: bool) -> str:
        name = called(node)
        if name in REDUCTIONS:
            return self._reduced(node, level, first)
        if name == "share":
            return self.text(node.args[0], level, first)
        arguments = ", ".join(self.text(argument) for argument in node.args)
        if name == "exp":
            return f"e^{self.text(node.args[0], ALONE)}"
        if name == "abs":
            return f"|{arguments}|"
        return f"{_WRITTEN.get(name, name)}({arguments})"

    def _reduced(self, node: ast.Call, level: int, first: bool) -> str:
        body, count = node.args[0], len(self._terms) + bool(self._more)
        if called(node) == "largest":
            parts = [Writer(leaf, (), "", self._times).text(body) for leaf in self._terms]
            return f"max({', '.join([*parts, *filter(None, [self._more])])})"
        if not count:
            return "0"
        wrapped = count > 1 and level > _ADDED
        tight = level if count == 1 else _ADDED
        parts = [
            Writer(leaf, (), "", self._times).text(body, tight, first=not number and (first or wrapped))
            for number, leaf in enumerate(self._terms)
        ]
        joined = " + ".join([*parts, *filter(None, [self._more])])
        return f"({joined})" if wrapped else joined


def _bracketed_leaf(text: str, level: int, first: bool) -> str:
    """A number or a name, in brackets where it would be misread without them."""
    negative = text.startswith("−") and (not first or level > MULTIPLIED)
    compound = level > MULTIPLIED and any(sign in text for sign in "/ e")
    return f"({text})" if negative or compound else text


def significant(digits: int) -> Callable[[float], str]:
    """A way to write numbers with so many significant digits, such as −0.05221 or 2e−5."""

    def write(value: float) -> str:
        mantissa, _, exponent = f"{value + 0.0:.{digits}g}".partition("e")  # no −0
        return (f"{mantissa}e{int(exponent)}" if exponent else mantissa).replace("-", "−")

    return write


def placed(name: str, index: tuple[int, ...]) -> str:
    """A tensor's name with a place, counted from 1: W₁₂, or X₁[1, 2] where the name ends with a number."""
    if not index:
        return name
    numbers = [str(place + 1) for place in index]
    if name[-1] in "₀₁₂₃₄₅₆₇₈₉":
        return f"{name}[{', '.join(numbers)}]"
    parted = len(numbers) > 2 or any(len(number) > 1 for number in numbers)
    return name + ("," if parted else "").join(numbers).translate(_SUBSCRIPTS)
