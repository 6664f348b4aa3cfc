"""Every cell of every formula is made of the terms that it is said to be made of.

The registry says which formulas there are, so a new layer is tested without a word here.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.nn import Formula, Node, Sequential, record, registry
from nnviz.nn.describe import Tensors
from nnviz.nn.expansion import Combination, Expansion, expand
from nnviz.nn.scalar import evaluate, key_of, leaves, parse, placed, reduction, significant
from tests.nn.cases import Case
from tests.nn.test_contract import NODES, _program
from tests.nn.test_optimizers import GUARDS, OPTIMIZERS, T, X, operands, program, renamed

FEW = settings(max_examples=12, deadline=None, derandomize=True)
CELLS_TRIED = 4


def check(formula: Formula, tensors: Tensors, result: np.ndarray, draw: st.DataObject | None) -> None:
    """Takes some cells of a result apart and puts them together again."""
    places = list(np.ndindex(result.shape))
    for _ in range(CELLS_TRIED):
        index = places[draw.draw(st.integers(0, len(places) - 1)) if draw else len(places) // 2]
        found = expand(formula, {key: tensors[key] for key in formula.takes}, index)
        np.testing.assert_allclose(found.value, result[index], rtol=1e-9, atol=1e-13)
        check_operands(found, tensors)
        check_terms(found)
        check_words(found)


def check_operands(found: Expansion, tensors: Tensors) -> None:
    for cell in (*found.own, *(cell for term in found.terms for cell in term.cells)):
        assert cell.value == tensors[cell.key][cell.index]


def check_terms(found: Expansion) -> None:
    """From the terms alone, one by one: what they come to, and what the cell then is."""
    if found.how is Combination.ONE:
        assert not found.terms
        return
    tree = parse(found.formula.cell)
    values = [term.value for term in found.terms]
    total = max(values) if found.how is Combination.LARGEST else math.fsum(values)
    own = {cell.key: cell.value for cell in found.own} | dict(found.counts)

    def outside(node: Any) -> Any:
        return total if node is reduction(tree) else own.get(key_of(node))

    value = float(evaluate(tree, outside))
    np.testing.assert_allclose(value, found.value, rtol=1e-9, atol=1e-13)


def check_words(found: Expansion) -> None:
    for text in (found.numbers(17, most=10**6), found.numbers(3), found.symbols()):
        assert text
        assert text.count("(") == text.count(")")
        assert "-" not in text
        assert "{" not in text
    assert "…" not in found.numbers(17, most=10**6)


@pytest.mark.parametrize("kind", NODES.values(), ids=list(NODES))
@FEW
@given(draw=st.data())
def test_the_terms_of_every_cell_come_to_what_was_recorded(kind: type[Node], draw: st.DataObject) -> None:
    case = Case(kind, draw)
    made = _program(case)
    trace = record(made, *case.batch_and_target())
    arrays = trace.at(len(trace.operations) - 1)
    for name, node in {**made.graph.nodes, "loss": made.loss}.items():
        for formula in (*node.description.forward, *node.description.backward):
            check(formula, arrays[name], arrays[name][formula.gives], draw)


@pytest.mark.parametrize("guard", GUARDS.values(), ids=list(GUARDS))
@pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=list(OPTIMIZERS))
def test_the_terms_of_every_update_come_to_what_was_recorded(kind: type[Any], guard: dict[str, Any]) -> None:
    trained = program(kind, **guard)
    formulas = trained.optimizer.description.update
    for _ in range(3):
        trace = record(trained, X, T)
        last = len(trace.operations)
        before, after = trace.at(last - 1), trace.at(last)
        for name, node in trained.graph.nodes.items():
            for key in (parameter.key for parameter in node.parameters):
                for number, formula in enumerate(formulas):
                    tensors = operands(formulas, number, before, after, name, key)
                    check(formula, tensors, after[name][renamed(formula.gives, key)], None)


EXPLAINED = {**NODES, **registry.optimizers()}


@pytest.mark.parametrize("kind", EXPLAINED.values(), ids=list(EXPLAINED))
def test_a_scalar_formula_speaks_of_the_operands_and_nothing_else(kind: type[Any]) -> None:
    description = kind.description
    for formula in (*description.forward, *description.backward, *description.update):
        words = {"n", "N", "m", "same", "pi", "sample", "feature"}
        named = {key_of(leaf) for leaf in leaves(parse(formula.cell))}
        assert named - words <= set(formula.takes), formula.cell
        assert named & set(formula.takes), formula.cell


# -- by hand -------------------------------------------------------------------------------------


def formula_of(name: str, gives: str) -> Formula:
    described = EXPLAINED[name].description
    formulas = (*described.forward, *described.backward, *described.update)
    return next(formula for formula in formulas if formula.gives == gives)


DENSE = {
    "X": np.array([[0.5, 2.0], [1.0, -1.0]]),
    "W": np.array([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]]),
    "B": np.array([0.1, -0.2, 0.3]),
    "dY": np.array([[0.0, 0.12, 1.0], [0.0, -0.3, 0.0]]),
}


def text_of(name: str, gives: str, tensors: Tensors, index: tuple[int, ...], **how: Any) -> str:
    return expand(formula_of(name, gives), tensors, index).numbers(**how)


def test_dense_reads_as_on_paper() -> None:
    assert text_of("Dense", "dW", DENSE, (0, 1)) == "0.5 × 0.12 + 1 × (−0.3)"
    assert text_of("Dense", "Y", DENSE, (1, 2)) == "1 × 0.5 + (−1) × (−1) + 0.3"
    assert text_of("Dense", "dX", DENSE, (1, 0)) == "0 × 1 + (−0.3) × (−2) + 0 × 0.5"
    assert text_of("Dense", "dB", DENSE, (1,)) == "0.12 + (−0.3)"


def test_dense_in_symbols_counts_from_one() -> None:
    names = {"X": "X", "dY": "∂E/∂Y", "W": "W", "B": "B"}
    gradient = expand(formula_of("Dense", "dW"), DENSE, (0, 1))
    assert gradient.symbols(names.__getitem__) == "X₁₁ · ∂E/∂Y₁₂ + …"
    output = expand(formula_of("Dense", "Y"), DENSE, (1, 2))
    assert output.symbols(names.__getitem__) == "X₂₁ · W₁₃ + … + B₃"


def test_of_many_terms_the_weightiest_are_written() -> None:
    tensors = {"X": np.arange(120.0)[:, np.newaxis], "dY": np.ones((120, 1))}
    assert text_of("Dense", "dW", tensors, (0, 0), most=2) == "118 × 1 + 119 × 1 + … 118 more terms"
    assert text_of("Dense", "dW", tensors, (0, 0), most=2, more="(+{0})".format).endswith(" + (+118)")


def test_elementwise_formulas_are_written_out() -> None:
    assert text_of("Tanh", "dX", {"dY": np.array([[-0.5]]), "Y": np.array([[-0.25]])}, (0, 0)) == (
        "−0.5 × (1 − (−0.25)²)"
    )
    assert text_of("Sigmoid", "Y", {"X": np.array([[0.5]])}, (0, 0)) == "1 / (1 + e^(−0.5))"
    assert text_of("ReLU", "dX", {"dY": np.array([2.0]), "X": np.array([-1.0])}, (0,)) == "2 × [−1 > 0]"
    moved = {"W": np.array([1.5]), "rate": np.array(0.1), "dW": np.array([-2.0])}
    assert text_of("SGD", "W", moved, (0,)) == "1.5 − 0.1 × (−2)"


def test_a_mean_shows_what_is_divided() -> None:
    tensors = {"T": np.array([[1.0], [0.0]]), "X": np.array([[0.5], [-0.25]])}
    assert text_of("MSE", "E", tensors, ()) == "((1 − 0.5)² + (0 − (−0.25))²) / 2"


def test_a_share_of_nothing_counts_as_the_least_one() -> None:
    tensors = {"T": np.array([[1.0, 0.0]]), "X": np.array([[0.0, 1.0]])}
    found = expand(formula_of("CrossEntropy", "E"), tensors, ())
    assert found.value == pytest.approx(-math.log(1e-12))
    assert found.numbers() == "−(1 × ln(1e−12) + 0 × ln(1)) / 1"


def test_softmax_goes_back_along_a_row_of_its_jacobian() -> None:
    tensors = {"Y": np.array([[0.2, 0.3, 0.5]]), "dY": np.array([[1.0, 2.0, -1.0]])}
    found = expand(formula_of("Softmax", "dX"), tensors, (0, 1))
    assert [term.value for term in found.terms] == pytest.approx([-0.06, 0.42, 0.15])
    assert found.numbers() == "0.3 × (0 − 0.2) × 1 + 0.3 × (1 − 0.3) × 2 + 0.3 × (0 − 0.5) × (−1)"


def images(*shape: int) -> np.ndarray:
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape)


def test_a_convolution_knows_its_windows() -> None:
    node = registry.layers()["Conv2D"]
    graph = Sequential([node(channels=1, kernel_size=3, stride=2, padding="same")], (5, 5, 1), 0, "uniform")
    conv: Any = next(iter(graph.nodes.values()))
    x = images(1, 5, 5, 1)
    y = conv.forward(x, training=True)
    tensors = {"X": x, "W": conv.W.value, "B": conv.B.value, "dY": np.ones_like(y), **conv.extras()}
    corner = expand(formula_of("Conv2D", "Y"), tensors, (0, 0, 0, 0))
    assert corner.cells("X").tolist() == [[0, r, c, 0] for r in (0, 1) for c in (0, 1)]
    assert corner.cells("W").tolist() == [[r, c, 0, 0] for r in (1, 2) for c in (1, 2)]
    assert corner.cells("B").tolist() == [[0]]
    between = expand(formula_of("Conv2D", "dX"), tensors, (0, 1, 1, 0))
    assert between.cells("dY").tolist() == [[0, i, j, 0] for i in (0, 1) for j in (0, 1)]
    assert between.cells("W").tolist() == [[a, b, 0, 0] for a in (2, 0) for b in (2, 0)]


POOL = {"K": np.array(2.0), "S": np.array(1.0), "X": np.array([[1.0, 5.0, 5.0], [2.0, 0.0, 3.0]])}
POOL["X"] = POOL["X"].reshape(1, 2, 3, 1)
POOL["dY"] = np.array([10.0, 20.0]).reshape(1, 1, 2, 1)


def test_of_a_window_the_largest_pixel_decides() -> None:
    found = expand(formula_of("MaxPool2D", "Y"), POOL, (0, 0, 0, 0))
    assert found.numbers() == "max(1, 5, 2, 0)"
    assert found.cells("X").tolist() == [[0, 0, 1, 0]]
    assert (found.how, len(found), found.value) == (Combination.LARGEST, 4, 5.0)


def test_a_pixel_is_blamed_by_the_windows_it_won() -> None:
    won = expand(formula_of("MaxPool2D", "dX"), POOL, (0, 0, 1, 0))
    assert won.numbers() == "10 + 20"
    lost = expand(formula_of("MaxPool2D", "dX"), POOL, (0, 0, 2, 0))
    assert (lost.numbers(), lost.value, len(lost)) == ("0", 0.0, 0)
    assert lost.cells("dY").tolist() == []


def test_places_of_two_digits_are_parted() -> None:
    assert placed("W", (0, 1)) == "W₁₂"
    assert placed("W", (9, 1)) == "W₁₀,₂"
    assert placed("X₁", (0, 1)) == "X₁[1, 2]"
    assert placed("η", ()) == "η"


def test_precision_is_asked_for() -> None:
    assert [significant(d)(-1 / 3) for d in (2, 5)] == ["−0.33", "−0.33333"]
    assert significant(3)(0.00001234) == "1.23e−5"


def test_the_order_in_memory_changes_nothing() -> None:
    turned = {key: np.asfortranarray(array) for key, array in DENSE.items()}
    assert text_of("Dense", "dW", turned, (0, 1)) == text_of("Dense", "dW", DENSE, (0, 1))


def test_a_recorded_value_that_is_no_number_is_told() -> None:
    tensors = {**DENSE, "X": np.array([[np.nan, np.inf]])}
    assert text_of("Dense", "Y", tensors, (0, 0)) == "nan × 1 + inf × 3 + 0.1"


def test_what_there_is_no_place_for_is_refused() -> None:
    with pytest.raises(IndexError):
        expand(formula_of("Tanh", "Y"), {"X": np.zeros((2, 2))}, (5, 0))
