"""What is written between the tables of a formula is true: read as it stands, it gives the result.

The registry says which formulas there are, so a new layer is tested without a word here.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import erf

from nnviz.nn import Dependence, Formula, Node, Phase, record, registry
from nnviz.nn.describe import Tensors
from nnviz.nn.figures import Figure, figures
from tests.nn.cases import Case
from tests.nn.test_contract import NODES, _program
from tests.nn.test_optimizers import GUARDS, OPTIMIZERS, T, X, operands, program, renamed

FEW = settings(max_examples=12, deadline=None, derandomize=True)


class Table:
    """Arrays as a reader combines them: ``·`` between matrices is their product, and else multiplies.

    ``summed`` holds the letters under the sign of the one sum of the formula that is read.
    """

    summed = ""

    def __init__(self, array: Any) -> None:
        self.array = np.asarray(array, float)

    def __matmul__(self, other: Any) -> Table:
        one, two = self.array, of(other)
        return Table(one @ two if one.ndim == two.ndim == 2 else one * two)

    def __rmatmul__(self, other: Any) -> Table:
        return Table(of(other)) @ self

    def __mul__(self, other: Any) -> Table:  # ⊙ stands between tensors only
        assert self.array.ndim
        assert of(other).ndim
        return Table(self.array * of(other))

    def __add__(self, other: Any) -> Table:
        return Table(self.array + of(other))

    def __sub__(self, other: Any) -> Table:
        return Table(self.array - of(other))

    def __truediv__(self, other: Any) -> Table:
        return Table(self.array / of(other))

    def __pow__(self, other: Any) -> Table:
        return Table(self.array ** of(other))

    def __neg__(self) -> Table:
        return Table(-self.array)

    def __invert__(self) -> Table:
        axes = SUMS[self.summed]
        return Table(self.array.sum(axis=axes, keepdims=self.summed == "k"))

    def __gt__(self, other: Any) -> Table:
        return Table(self.array > of(other))

    def __lt__(self, other: Any) -> Table:
        return Table(self.array < of(other))

    def __le__(self, other: Any) -> Table:
        return Table(self.array <= of(other))


def of(value: Any) -> np.ndarray:
    return value.array if isinstance(value, Table) else np.asarray(value, float)


def applied(function: Any) -> Any:
    return lambda *values: Table(function(*map(of, values)))


SUMS: dict[str, tuple[int, ...] | None] = {"": None, "k": (-1,), "n": (0,), "ni": (0, 1), "nij": (0, 1, 2)}
"""Over which axes a sum goes, by the letters under its sign."""

READ = {
    "exp": applied(np.exp),
    "ln": applied(np.log),
    "tanh": applied(np.tanh),
    "sqrt": applied(np.sqrt),
    "sigma": applied(lambda x: 1 / (1 + np.exp(-x))),
    "size": applied(np.abs),
    "sign": applied(np.sign),
    "max": applied(np.maximum),
    "min": applied(np.minimum),
    "erf": applied(erf),
    "pi": Table(np.pi),
    "number": Table,
}
SIGNS = (("⊙", "*"), ("·", "@"), ("²", "**2"), ("^", "**"), ("≤", "<="), ("[", "("), ("]", ")"))
WORDS = (("√", "sqrt"), ("σ", "sigma"), ("π", "pi"), ("−", "-"))
LETTERS = str.maketrans("ₙᵢⱼₖ", "nijk")


def read(formula: Formula, tensors: Tensors) -> np.ndarray | None:
    """What the written formula comes to, read sign by sign; None where nothing is written."""
    named, text = {}, ""
    parts = figures(formula, tensors)
    for number, part in enumerate(parts):
        if isinstance(part, Figure):
            array = np.asarray(tensors[part.key])
            named[f"t{number}"] = Table(array.T if part.transposed else array)
            text += f" t{number} "
        else:
            text += part
    if not text:
        return None
    reshaped, text = text.startswith("reshape("), text.removeprefix("reshape")
    value = of(eval(in_python(text), {"__builtins__": {}}, READ | named))
    return value.reshape(formula.evaluate(tensors).shape) if reshaped else value


def in_python(text: str) -> str:
    """The same in Python's grammar, in which a sum is written ``~``, which holds as tightly."""
    if found := re.search("Σ([ₙᵢⱼₖ]*)", text):
        Table.summed = found[1].translate(LETTERS)
        text = text.replace(found[0], "~")
    for sign, plain in (*SIGNS, *WORDS):
        text = text.replace(sign, plain)
    text = re.sub(r"\|(.*?)\|", r"size(\1)", text)
    return re.sub(r"(?<![\w.])(\d+\.?\d*(?:e-?\d+)?)", r"number(\1)", text)


# -- over the registry ---------------------------------------------------------------------------


def check(formula: Formula, tensors: Tensors, result: np.ndarray) -> None:
    taken = {key: tensors[key] for key in formula.takes}
    with np.errstate(all="ignore"):
        value = read(formula, taken)
    if value is not None:
        np.testing.assert_allclose(np.broadcast_to(value, result.shape), result, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("kind", NODES.values(), ids=list(NODES))
@FEW
@given(draw=st.data())
def test_what_is_written_gives_what_was_recorded(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    made = _program(case)
    trace = record(made, *case.batch_and_target())
    arrays = trace.at(len(trace.operations) - 1)
    for name, node in {**made.graph.nodes, "loss": made.loss}.items():
        for formula in (*node.description.forward, *node.description.backward):
            check(formula, arrays[name], arrays[name][formula.gives])


@pytest.mark.parametrize("guard", GUARDS.values(), ids=list(GUARDS))
@pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=list(OPTIMIZERS))
def test_what_is_written_of_an_update_gives_the_update(kind: type[Any], guard: dict[str, Any]) -> None:
    trained = program(kind, **guard)
    formulas = trained.optimizer.description.update
    trace = record(trained, X, T)
    last = len(trace.operations)
    before, after = trace.at(last - 1), trace.at(last)
    for name, node in trained.graph.nodes.items():
        for key in (parameter.key for parameter in node.parameters):
            for number, formula in enumerate(formulas):
                tensors = operands(formulas, number, before, after, name, key)
                assert figures(formula, tensors)
                check(formula, tensors, after[name][renamed(formula.gives, key)])


WORDLESS = {Dependence.MATMUL, Dependence.ELEMENTWISE, Dependence.MASK, Dependence.MEAN, Dependence.RESHAPE}


@pytest.mark.parametrize("kind", NODES.values(), ids=list(NODES))
@FEW
@given(draw=st.data())
def test_only_windows_and_whole_jacobians_are_left_to_words(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    trace = record(_program(case), *case.batch_and_target())
    arrays = trace.at(len(trace.operations) - 1)["loss" if case.is_loss else "here"]
    for phase in (Phase.FORWARD, Phase.BACKWARD):
        for formula in case.node.description.formulas(phase):
            written = figures(formula, arrays)
            simple = formula.dependence in {*WORDLESS, Dependence.SUM_OVER_BATCH}
            assert written or not simple, formula.cell
            read_of = {part.key for part in written if isinstance(part, Figure)}
            assert read_of <= set(formula.takes)


# -- by hand -------------------------------------------------------------------------------------

EXPLAINED = {**NODES, **registry.optimizers()}


def written(name: str, gives: str, **shapes: tuple[int, ...]) -> str:
    described = EXPLAINED[name].description
    formulas = (*described.forward, *described.backward, *described.update)
    formula = next(formula for formula in formulas if formula.gives == gives)
    tensors = {key.replace("_", "."): np.full(shape, 0.5) for key, shape in shapes.items()}
    parts = figures(formula, tensors)
    return " ".join(p if isinstance(p, str) else p.key + "ᵀ" * p.transposed + "…" * p.again for p in parts)


def test_they_read_as_the_formula_does() -> None:
    assert written("Dense", "Y", X=(4, 2), W=(2, 3), B=(3,)) == "X · W + B"
    assert written("Dense", "dW", X=(4, 2), dY=(4, 3)) == "Xᵀ · dY"
    assert written("Dense", "dX", dY=(4, 3), W=(2, 3)) == "dY · Wᵀ"
    assert written("Dense", "dB", dY=(4, 3)) == "Σₙ dY"
    assert written("Conv2D", "dB", dY=(2, 4, 4, 3)) == "Σₙᵢⱼ dY"
    assert written("Tanh", "Y", X=(1, 3)) == "tanh( X )"
    assert written("Tanh", "dX", dY=(1, 3), Y=(1, 3)) == "dY ⊙ (1 − Y ²)"
    assert written("Sigmoid", "dX", dY=(1, 3), Y=(1, 3)) == "dY ⊙ Y ⊙ (1 − Y… )"
    assert written("MSE", "E", T=(2, 2), X=(2, 2)) == "Σ ( T − X )² / 4"
    assert written("MSE", "dX", X=(2, 2), T=(2, 2), dE=()) == "2 / 4 · ( X − T ) · dE"
    assert written("SGD", "W", W=(2, 2), rate=(), dW=(2, 2)) == "W − rate · dW"
    assert written("Softmax", "Y", X=(2, 3)) == "exp( X ) / Σₖ exp( X… )"
    assert written("Flatten", "Y", X=(2, 3, 3, 1)) == "reshape( X )"


def test_a_guard_against_the_logarithm_of_0_is_written_where_it_acts() -> None:
    described = EXPLAINED["CrossEntropy"].description.forward[0]
    sure, never = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])
    texts = [
        "".join(p for p in figures(described, {"T": sure, "X": x}) if isinstance(p, str))
        for x in (sure, never)
    ]
    assert texts == ["−Σ (⊙ ln()) / 1", "−Σ (⊙ ln(max(, 1e−12))) / 1"]


def test_what_no_sign_says_is_left_to_words() -> None:
    assert written("Conv2D", "Y", X=(1, 4, 4, 1), W=(3, 3, 1, 2), B=(2,), S=(), P=(2, 2)) == ""
    assert written("MaxPool2D", "Y", X=(1, 4, 4, 1), K=(), S=()) == ""
    assert written("Softmax", "dX", dY=(2, 3), Y=(2, 3)) == ""
