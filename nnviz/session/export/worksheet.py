"""A worksheet of one pass: every formula in order, with the numbers it begins from and blanks.

The same tasks with the numbers filled in are the key to it. How it looks is up to whoever writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Kind, NodeInfo
from nnviz.nn.describe import Array, Description, Formula, of_parameter
from nnviz.nn.errors import Phrase
from nnviz.nn.program import LOSS, UPDATE, input_keys
from nnviz.session.frame import Frame

SIDE = 6
"""How many rows and columns of a tensor are written out."""

Tell = Callable[[Phrase], str]
Translate = Callable[[str], str]


@dataclass(frozen=True)
class Table:
    """A tensor as far as it is written out.

    Attributes:
        name: its symbol in plain text.
        of: the title of what it belongs to.
        shape: of all of it.
        cells: its numbers, row by row; of a large one the first, of one with more axes the first of each.
    """

    name: str
    of: str
    shape: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]

    @property
    def whole(self) -> bool:
        """Whether all of it is written out."""
        return sum(map(len, self.cells)) == int(np.prod(self.shape))


@dataclass(frozen=True)
class Task:
    """One formula to be worked out.

    Attributes:
        number: from 1.
        of: the title of the layer, the loss or the optimizer's parameter.
        tex: both sides of the formula.
        meaning: a sentence on it.
        takes: each operand's symbol, and where its numbers are found.
        result: what comes out.
    """

    number: int
    of: str
    tex: str
    meaning: str
    takes: tuple[tuple[str, str], ...]
    result: Table


@dataclass(frozen=True)
class Part:
    """The tasks of the forward pass, the loss, the backward pass or the update, under a heading."""

    heading: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Worksheet:
    """What stands on a worksheet.

    Attributes:
        title, intro: what it is of, and what is to be done.
        given_heading: over the tensors that the pass begins from, ``given``.
        parts: the tasks.
        shape_word, first_word: how a shape and a part of a tensor are announced.
    """

    title: str
    intro: str
    given_heading: str
    given: tuple[Table, ...]
    parts: tuple[Part, ...]
    shape_word: str
    first_word: str


def number(value: float) -> str:
    """A number in four digits."""
    return f"{value:.4g}"


def table(name: str, of: str, array: Array, parameter: bool = False) -> Table:
    """A tensor as it is written out: of a batch of images one channel of the first, of kernels the first."""
    shown = array if parameter or array.ndim < 3 else array[0]
    while shown.ndim > 2:
        shown = shown[..., 0]
    rows = np.atleast_2d(shown)[:SIDE, :SIDE]
    return Table(name, of, array.shape, tuple(tuple(number(float(cell)) for cell in row) for row in rows))


def worksheet(frame: Frame, title: str, tell: Tell = str, translate: Translate = str) -> Worksheet:
    """The worksheet of a pass of which everything has been computed.

    Args:
        frame: the end of the pass.
        title: what the run is called.
        tell: tells a phrase of the worksheet in the language of the reader.
        translate: tells a sentence on a formula in it.
    """
    head = Phrase("{0}: pass {1}, by hand", title, frame.pass_index + 1)
    intro = Phrase(
        "Work the pass out and fill in the blanks, task by task. Numbers are rounded to four digits, so the"
        " last digit may differ by a little."
    )
    maker = _Maker(frame, tell, translate)
    parts = tuple(maker.parts())
    return Worksheet(
        tell(head),
        tell(intro),
        tell(Phrase("What is given")),
        tuple(maker.given()),
        parts,
        tell(Phrase("shape")),
        tell(Phrase("the first cells")),
    )


class _Maker:
    """Goes through a pass and remembers in which task each tensor was worked out."""

    def __init__(self, frame: Frame, tell: Tell, translate: Translate) -> None:
        self._frame, self._tell, self._translate = frame, tell, translate
        self._found: dict[tuple[str, str], int] = {}
        self._count = 0

    # -- what is given --------------------------------------------------------------------------

    def given(self) -> Iterator[Table]:
        """The batch, the targets, and every parameter as it was before the pass."""
        frame, stage = self._frame, self._frame.stage
        for each in stage.inputs:
            yield table("X" if len(stage.inputs) == 1 else each.name, each.name, frame.arrays[each.name]["Y"])
        loss = stage.loss
        yield table(loss.description.symbol("T").text, loss.title, frame.arrays[LOSS]["T"])
        for node in stage.nodes:
            for key in node.parameters:
                yield table(key, node.title, self._before(node.name, key), parameter=True)

    def _before(self, node: str, key: str) -> Array:
        """A tensor as it was before the update."""
        return self._frame.before.get(node, {}).get(key, self._frame.arrays[node][key])

    # -- tasks ----------------------------------------------------------------------------------

    def parts(self) -> Iterator[Part]:
        headings = {
            Kind.FORWARD: Phrase("Forward"),
            Kind.LOSS: Phrase("Loss"),
            Kind.BACKWARD: Phrase("Backward"),
            Kind.UPDATE: Phrase("Update"),
        }
        for kind, heading in headings.items():
            tasks = tuple(self._tasks(kind))
            if tasks:
                yield Part(self._tell(heading), tasks)

    def _tasks(self, kind: Kind) -> Iterator[Task]:
        stage = self._frame.stage
        for operation in stage.operations:
            if operation.kind is not kind:
                continue
            formulas = stage.formulas(operation)
            if kind is Kind.UPDATE:
                for node in stage.nodes:
                    for key in node.parameters:
                        yield from (self._moved(node, key, formula) for formula in formulas)
            else:
                node_of = stage.node(operation.node)
                assert node_of is not None
                yield from (self._of_node(node_of, formula) for formula in formulas)

    def _of_node(self, node: NodeInfo, formula: Formula) -> Task:
        said = node.description
        takes = tuple((said.symbol(key).text, self._where(node, key)) for key in formula.takes)
        gives, array = formula.gives, self._frame.arrays[node.name][formula.gives]
        result = table(said.symbol(gives).text, node.title, array, gives.removeprefix("d") in node.parameters)
        return self._task(node, formula, _both_sides(formula, said), takes, result, gives)

    def _moved(self, node: NodeInfo, parameter: str, formula: Formula) -> Task:
        """One formula of the optimizer, which speaks of W, for one parameter."""
        optimizer = self._frame.stage.optimizer
        takes = tuple(
            (_for(parameter, optimizer.symbol(key).text), self._where_in_update(node, parameter, key))
            for key in formula.takes
        )
        own = of_parameter(formula.gives, parameter)
        name = _for(parameter, optimizer.symbol(formula.gives).text)
        result = table(name, node.title, self._frame.arrays[node.name][own], parameter=True)
        tex = _for(parameter, _both_sides(formula, optimizer))
        return self._task(node, formula, tex, takes, result, own)

    def _task(
        self,
        node: NodeInfo,
        formula: Formula,
        tex: str,
        takes: tuple[tuple[str, str], ...],
        result: Table,
        gives: str,
    ) -> Task:
        self._count += 1
        self._found[node.name, gives] = self._count
        return Task(self._count, node.title, tex, self._translate(formula.meaning), takes, result)

    # -- where operands are found ---------------------------------------------------------------

    def _where(self, node: NodeInfo, key: str) -> str:
        """Where the numbers of an operand stand."""
        if key in node.parameters or key == "T":
            return self._tell(Phrase("given"))
        if (node.name, key) in self._found:
            return self._task_word([self._found[node.name, key]])
        sources = dict(zip(input_keys(len(node.sources)), node.sources, strict=True))
        if key in sources:
            number_of = self._found.get((sources[key], "Y"))
            return self._tell(Phrase("given")) if number_of is None else self._task_word([number_of])
        if key == "dY":
            return self._task_word(self._blamed_by(node.name))
        return self._value(self._frame.arrays[node.name][key])

    def _where_in_update(self, node: NodeInfo, parameter: str, key: str) -> str:
        constants = self._frame.arrays[UPDATE]
        if key in constants:
            return self._value(constants[key])
        own = of_parameter(key, parameter)
        if (node.name, own) in self._found:
            return self._task_word([self._found[node.name, own]])
        if own == parameter:
            return self._tell(Phrase("given"))
        return self._value(self._before(node.name, own))

    def _blamed_by(self, name: str) -> list[int]:
        """The tasks in which the gradient by the output of a node was found, to be added up."""
        found = []
        for node in (*self._frame.stage.nodes, self._frame.stage.loss):
            keys = input_keys(len(node.sources))
            mine = [key for key, source in zip(keys, node.sources, strict=True) if source == name]
            found += [
                self._found[node.name, f"d{key}"] for key in mine if (node.name, f"d{key}") in self._found
            ]
        return found

    def _task_word(self, numbers: list[int]) -> str:
        return self._tell(Phrase("task {0}", " + ".join(map(str, numbers))))

    def _value(self, array: Array) -> str:
        """A number, or the numbers of a small tensor, in place."""
        cells = [number(float(cell)) for cell in array.ravel()[: SIDE * SIDE]]
        return ", ".join(cells) + (", …" if array.size > len(cells) else "")


def _both_sides(formula: Formula, said: Description) -> str:
    relation = r"\leftarrow" if formula.gives in formula.takes else "="
    return f"{said.symbol(formula.gives).tex} {relation} {formula.tex}"


def _for(parameter: str, text: str) -> str:
    """A text about W as one about another parameter."""
    return re.sub(r"(?<![A-Za-z\\])W(?![A-Za-z])", lambda _: parameter, text)


# -- Markdown -----------------------------------------------------------------------------------

BLANK = "____"


def as_markdown(sheet: Worksheet, answers: bool) -> bytes:
    """The worksheet with blanks, or with the numbers in them, as Markdown with formulas in TeX."""
    lines = [f"# {sheet.title}", "", sheet.intro, "", f"## {sheet.given_heading}", ""]
    for given in sheet.given:
        lines += [f"**{given.name}** ({given.of}) — {caption(given, sheet)}", "", *_rows(given, True), ""]
    for part in sheet.parts:
        lines += [f"## {part.heading}", ""]
        for task in part.tasks:
            takes = "; ".join(f"{name}: {where}" for name, where in task.takes)
            lines += [f"### {task.number}. {task.of}", "", f"$$ {task.tex} $$", "", f"{task.meaning}", ""]
            lines += [f"{takes}", ""] if takes else []
            lines += [f"**{task.result.name}** — {caption(task.result, sheet)}", ""]
            lines += [*_rows(task.result, answers), ""]
    return "\n".join(lines).encode()


def caption(shown: Table, sheet: Worksheet) -> str:
    """The shape of a tensor, and whether only some of it is written out."""
    shape = " × ".join(map(str, shown.shape)) or "1"
    return f"{sheet.shape_word} {shape}" + ("" if shown.whole else f", {sheet.first_word}")


def _rows(shown: Table, filled: bool) -> list[str]:
    width = len(shown.cells[0]) if shown.cells else 0
    head = ["| " + " | ".join(str(place) for place in range(1, width + 1)) + " |", "|" + " --- |" * width]
    body = [
        "| " + " | ".join(cell.replace("-", "−") if filled else BLANK for cell in row) + " |"
        for row in shown.cells
    ]
    return head + body
