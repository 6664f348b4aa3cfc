"""How a derivation is written: ŷ for what the network gives, h for what a hidden layer gives, z for
what a layer gives before its activation, w for the weight.

A small letter is one cell and is numbered from 1, as in the articles; a capital is a whole tensor.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from nnviz.nn.derive.weight import Weight, cell_of
from nnviz.nn.describe import Symbol
from nnviz.nn.graph import Graph
from nnviz.nn.program import Kind, Operation

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")

_MOST_NUMBERED = 99
"""Up to which number weights are told apart by numbers."""

E = Symbol("E", "E", "E")


class Notation:
    """The names of the cells of one network.

    Args:
        graph: the network.
        operations: its program, which says what belongs to one layer.
        count: the number of samples in a batch.
    """

    def __init__(self, graph: Graph, operations: Sequence[Operation], count: int) -> None:
        self._graph, self._count = graph, count
        self.groups = {o.node: o.group for o in operations if o.kind is Kind.FORWARD}
        self._letters: dict[str, tuple[str, str]] = {}
        for _, members in groupby(graph.order, key=lambda name: self.groups[name]):
            *inner, last = members
            for number, name in enumerate(inner):
                self._letters[name] = ("z", "′" * number)
            self._letters[last] = ("ŷ" if last == graph.output else "h", "")

    def cell(self, node: str, place: tuple[int, ...]) -> Symbol:
        """One cell of a node's output, by its sample and its place within the sample."""
        letter, primes = self._letters[node]
        text, tex = self._unit(node, place[1:])
        if self._count > 1:
            text, tex = f"{text}⟨{place[0] + 1}⟩", rf"{tex}\langle {place[0] + 1} \rangle"
        return self._written(node, letter, primes, text, tex)

    def whole(self, node: str) -> Symbol:
        """The output of a node."""
        letter, primes = self._letters[node]
        return self._written(node, letter.upper(), primes, "", "")

    def _unit(self, node: str, place: tuple[int, ...]) -> tuple[str, str]:
        if self._graph.shapes[node] in ((), (1,)):
            return "", ""
        if len(place) == 1:
            number = str(place[0] + 1)
            return number.translate(_SUBSCRIPTS), f"_{{{number}}}"
        inside = ", ".join(str(number + 1) for number in place)
        return f"[{inside}]", f"_{{[{inside}]}}"

    def _written(self, node: str, letter: str, primes: str, text: str, tex: str) -> Symbol:
        tex_letter = {"ŷ": r"\hat{y}", "Ŷ": r"\hat{Y}"}.get(letter, letter)
        above, above_tex = self._layer(node)
        above_tex = f"^{{{primes}{above_tex}}}" if primes or above_tex else ""
        return Symbol(node, f"{letter}{primes}{text}{above}", f"{tex_letter}{tex}{above_tex}")

    def _layer(self, node: str) -> tuple[str, str]:
        """The number of the layer, where another has the same letter."""
        letter = self._letters[node][0]
        layers = {self.groups[name] for name, (other, _) in self._letters.items() if other == letter}
        if len(layers) == 1:
            return "", ""
        number = f"({self.groups[node]})"
        return number.translate(_SUPERSCRIPTS), number

    def weight(self, weight: Weight) -> Symbol:
        """A weight: numbered over the network, unit after unit, while there are few."""
        symbol = self._graph.nodes[weight.node].description.symbol(weight.key)
        number = self._number(weight)
        text, tex = symbol.text.lower(), symbol.tex.lower() if len(symbol.tex) == 1 else symbol.tex
        if number > _MOST_NUMBERED:
            return Symbol(weight.key, text, tex)
        return Symbol(weight.key, text + str(number).translate(_SUBSCRIPTS), f"{tex}_{{{number}}}")

    def _number(self, weight: Weight) -> int:
        shape = cell_of(self._graph, weight).value.shape
        *others, unit = weight.index
        place = unit
        for index, size in zip(others, shape[:-1], strict=True):
            place = place * size + index
        before = 0
        for name, node in self._graph.nodes.items():
            if name == weight.node:
                break
            before += sum(p.value.size for p in node.parameters if p.key == weight.key)
        return before + place + 1


def by(above: Symbol, below: Symbol) -> tuple[str, str]:
    """The derivative of one by another, in plain text and in TeX."""
    return f"∂{above.text}/∂{below.text}", rf"\frac{{\partial {above.tex}}}{{\partial {below.tex}}}"
