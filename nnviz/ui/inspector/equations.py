"""What an operation computed, as equations: each formula of its description with its arrays.

Within an operation that is the formula under the cursor alone; the others stand by without numbers.
It reads the description and the frame and knows no layer by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nnviz.dataclass import dataclass
from nnviz.nn import INPUT, Description, Formula, Kind, NodeInfo
from nnviz.nn.describe import Array, of_parameter
from nnviz.nn.expansion import Expansion, expand
from nnviz.nn.figures import Part, figures
from nnviz.nn.program import UPDATE
from nnviz.session.frame import Frame, Stage
from nnviz.ui.editing.target import mask_of
from nnviz.ui.inspector.tensor import Tensor


@dataclass(frozen=True)
class Equation:
    """One formula with the numbers it was computed from and gave.

    Attributes:
        owner: the node it belongs to.
        parameter: which parameter of it an update moved, such as ``W``, else empty.
        tex: both sides in TeX.
        meaning: one plain sentence.
        result, operands: the two sides in numbers, operands in the order they are read.
        formula: what it was made of; its keys are those of the operands, in the same order.
        parts: the right-hand side as signs and tensors; empty where it cannot be written so.
        symbols: the TeX of every tensor in it, and its key.
    """

    owner: NodeInfo
    parameter: str
    tex: str
    meaning: str
    result: Tensor
    operands: tuple[Tensor, ...]
    formula: Formula
    parts: tuple[Part, ...] = ()
    symbols: tuple[tuple[str, str], ...] = ()

    def expand(self, index: tuple[int, ...]) -> Expansion:
        """What one cell of the result is made of, the place counted from 0."""
        return expand(self.formula, {key: tensor.array for key, tensor in self.by_key.items()}, index)

    @property
    def by_key(self) -> dict[str, Tensor]:
        """The operands by the keys that the formula calls them."""
        return dict(zip(self.formula.takes, self.operands, strict=True))


@dataclass(frozen=True)
class Outline:
    """A formula without numbers: both sides in TeX, and whether it has run."""

    tex: str
    done: bool


def equations(frame: Frame, alone: bool = False) -> tuple[Equation, ...]:
    """What the operation under the cursor computed, in order; while it has run only in part, or if it is
    wanted alone, what the formula under the cursor did. Nothing before the first operation."""
    operation = frame.operation
    if operation is None:
        return ()
    shown = range(frame.done - 1 if _is_alone(frame, alone) else 0, frame.done)
    if operation.kind is Kind.UPDATE:
        return _update(frame, shown)
    node = frame.stage.node(operation.node)
    return _of_node(frame, node, shown) if node else ()


def _is_alone(frame: Frame, wanted: bool) -> bool:
    return frame.done > 0 and (wanted or frame.remaining > 0)


def outlines(frame: Frame, alone: bool = False) -> tuple[Outline, ...]:
    """The other formulas where that under the cursor stands alone, in order."""
    operation = frame.operation
    if operation is None or not _is_alone(frame, alone):
        return ()
    description = frame.stage.description(operation)
    return tuple(
        Outline(_tex(formula, description), number < frame.done)
        for number, formula in enumerate(frame.formulas, 1)
        if number != frame.done
    )


def all_tex(stage: Stage) -> Iterator[str]:
    """Both sides of every formula of a network in TeX, each once, in the order of a pass."""
    found: dict[str, None] = {}
    for operation in stage.operations:
        description = stage.description(operation)
        texts = [_tex(formula, description) for formula in stage.formulas(operation)]
        if operation.kind is Kind.UPDATE:
            named = {node.description.symbol(key).tex for node in stage.nodes for key in node.parameters}
            texts = [_in_tex(text, name) for name in sorted(named) for text in texts]
        found |= dict.fromkeys(texts)
    return iter(found)


def given(frame: Frame) -> tuple[Tensor, ...]:
    """What a pass starts from: the batch X, or each by its name where there are several, and the target T."""
    stage = frame.stage
    inputs = [("X" if each.name == INPUT else each.name, each.name, "Y") for each in stage.inputs]
    named = (*inputs, (stage.loss.description.symbol("T").text, stage.loss.name, "T"))
    return tuple(
        Tensor(
            name,
            array,
            origin=(node, key) if frame.changeable else None,
            unedited=frame.unedited.get(node, {}).get(key),
        )
        for name, node, key in named
        if (array := frame.array(node, key)) is not None
    )


def _of_node(frame: Frame, node: NodeInfo, shown: range) -> tuple[Equation, ...]:
    formulas = frame.formulas
    names = {key: node.description.symbol(key).text for f in formulas for key in (f.gives, *f.takes)}
    found = []
    for number in shown:
        formula = formulas[number]
        operands = tuple(
            _tensor(frame, node, key, names, old=_reads_old(formulas, number, key)) for key in formula.takes
        )
        tex, result = _tex(formula, node.description), _tensor(frame, node, formula.gives, names)
        parts, symbols = _parts(formula, operands), _symbols(formula, node.description)
        found.append(Equation(node, "", tex, formula.meaning, result, operands, formula, parts, symbols))
    return tuple(found)


def _parts(formula: Formula, operands: Sequence[Tensor]) -> tuple[Part, ...]:
    return figures(formula, dict(zip(formula.takes, (tensor.array for tensor in operands), strict=True)))


def _symbols(formula: Formula, description: Description) -> tuple[tuple[str, str], ...]:
    keys = dict.fromkeys((formula.gives, *formula.takes))
    return tuple((description.symbol(key).tex, key) for key in keys)


def _reads_old(formulas: Sequence[Formula], number: int, key: str) -> bool:
    """Whether a formula reads a key as it was before the operation: no formula before it gave it."""
    return all(earlier.gives != key for earlier in formulas[:number])


def _tex(formula: Formula, description: Description) -> str:
    """Both sides; what replaces its own old value is not equal to it, and gets an arrow."""
    relation = r"\leftarrow" if formula.gives in formula.takes else "="
    return f"{description.symbol(formula.gives).tex} {relation} {formula.tex}"


def _tensor(frame: Frame, node: NodeInfo, key: str, names: dict[str, str], old: bool = False) -> Tensor:
    before = frame.before.get(node.name, {}).get(key)
    array: Array = frame.arrays[node.name][key]
    when = ""
    if before is not None:
        when = "before" if old else "after"
        array = before if old else array
    own = key.rpartition(".")[2].removeprefix("d")  # V.W and dW are shaped as W is
    # what an update has overwritten is the past already
    settable = frame.changeable and when != "after"
    origin = frame.stage.origin(node.name, key) if settable else None
    plain = frame.unedited_before if when == "before" else frame.unedited
    unedited = plain.get(node.name, {}).get(key)
    batch_first = own not in node.parameters
    parameter = key.removeprefix("d")
    return Tensor(
        names[key],
        array,
        when,
        batch_first=batch_first,
        origin=origin,
        parameter=(node.name, parameter) if parameter in node.parameters else None,
        unedited=unedited,
        frozen=mask_of(frame, node.name, key) if key in node.parameters else None,
    )


def _update(frame: Frame, shown: range) -> tuple[Equation, ...]:
    return tuple(
        _moved(frame, node, parameter, number)
        for node in frame.stage.nodes
        for parameter in node.parameters
        for number in shown
    )


def _moved(frame: Frame, node: NodeInfo, parameter: str, number: int) -> Equation:
    """One formula of the optimizer, which speaks of W, for one parameter of one node."""
    formulas, optimizer = frame.formulas, frame.stage.optimizer
    formula = formulas[number]
    keys = {key: of_parameter(key, parameter) for key in (formula.gives, *formula.takes)}
    names = {own: _written(optimizer, node, key, own) for key, own in keys.items()}

    def operand(key: str) -> Tensor:
        if key in frame.arrays[UPDATE]:
            plain = frame.unedited.get(UPDATE, {}).get(key)
            symbol = optimizer.symbol(key).text
            return Tensor(symbol, frame.arrays[UPDATE][key], constant=True, unedited=plain)
        return _tensor(frame, node, keys[key], names, old=_reads_old(formulas, number, key))

    operands = tuple(map(operand, formula.takes))
    return Equation(
        node,
        node.description.symbol(parameter).text,
        _in_tex(_tex(formula, optimizer), node.description.symbol(parameter).tex),
        formula.meaning,
        _tensor(frame, node, keys[formula.gives], names),
        operands,
        formula,
        _parts(formula, operands),
        tuple(
            (_in_tex(tex, node.description.symbol(parameter).tex), key)
            for tex, key in _symbols(formula, optimizer)
        ),
    )


def _written(optimizer: Description, node: NodeInfo, key: str, own: str) -> str:
    """How the node writes a tensor, or else how the optimizer does."""
    symbol = node.description.symbol(own)
    return symbol.text if symbol.text != own or own in node.parameters else optimizer.symbol(key).text


def _in_tex(tex: str, parameter: str) -> str:
    """A formula about W as one about another parameter."""
    return re.sub(r"(?<![A-Za-z\\])W(?![A-Za-z])", lambda _: parameter, tex)
