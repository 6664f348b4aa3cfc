"""What operators mean that are calculating signs: two branches brought together, a bias, or a part of a
formula that is a layer as a whole.

Exporters write GELU, SiLU, layer normalisation and others sign by sign, the older the opset the more. A part
is a :class:`Term` of one of these kinds, x being a signal: ``product`` (x … · number), ``erf`` of x/√2,
``erf + 1``, ``mean`` (x), ``centred`` (x − mean), ``squares`` (centred²), ``variance``, ``variance + ε``,
``deviation`` (its root) and ``above`` (x > number).
"""

from __future__ import annotations

import math

import numpy as np

from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.session.onnx_import.layers import Meaning, flattened, in_own_order, whole_mean
from nnviz.session.onnx_import.reader import Step
from nnviz.session.onnx_import.values import CHANNELS_FIRST, Constant, Signal, Term, Value, shortest

MOST_FACTORS = 4
"""The most factors of a product; no layer has more."""

CLOSE = 1e-6
"""How far a number of single precision may be from what it stands for, relatively."""

_LARGE = 15.0
"""Above it softplus is its argument to seven digits, as PyTorch has it above 20."""

_SHIFTED = ("Dense", "Conv2D", "LayerNorm")
"""The layers that end by adding a number for each feature."""


def _pair(step: Step) -> tuple[Value, Value]:
    return step.taken(0), step.taken(1)


def _one_number(value: Value) -> float | None:
    """The number that a constant is, if it is a single one."""
    if isinstance(value, Constant) and value.array.size == 1:
        return shortest(value.array.ravel()[0])
    return None


def _is(number: float, wanted: float) -> bool:
    return math.isclose(number, wanted, rel_tol=CLOSE)


# -- sums -----------------------------------------------------------------------------------------


def _add(step: Step) -> Value:
    one, other = _pair(step)
    if isinstance(one, Constant):
        one, other = other, one
    if isinstance(one, Constant) and isinstance(other, Constant):
        return Constant(one.array + other.array)
    if isinstance(one, Signal) and isinstance(other, Signal):
        return _merged(step, "Add", one, other)
    number = _one_number(other)
    if isinstance(one, Term) and number is not None:
        if one.kind == "erf" and _is(number, 1.0):
            return step.term("erf + 1", *one.of, after=(one,))
        if one.kind == "variance":
            return step.term("variance + ε", *one.of, number=number, after=(one,))
    if isinstance(one, Signal) and isinstance(other, Constant):
        return _shifted(step, one, other.array)
    raise step.unknown()


def _merged(step: Step, kind: str, one: Signal, other: Signal) -> Signal:
    if one.shape == other.shape and not one.like(other):
        raise step.refusal(Phrase("its two inputs have their cells in another order each"))
    return step.layer(kind, (one, other))


def _shifted(step: Step, x: Signal, array: Array) -> Signal:
    """A bias, which becomes one of the layer before."""
    layer = step.layer_of(x)
    if layer is None or layer.type not in _SHIFTED:
        raise step.refusal(Phrase("nnviz adds constants to weighted sums only"))
    return step.again(x, {"B": layer.arrays["B"] + _along_features(step, x, array)})


def _along_features(step: Step, x: Signal, array: Array) -> Array:
    """An array that is spread over a signal, with a number for each feature."""
    features, last = x.shape[-1], len(x.axes) - 1
    sides = (1,) * (len(x.axes) - array.ndim) + array.shape
    where = x.axes.index(last)
    if len(sides) != len(x.axes) or any(side != 1 for axis, side in enumerate(sides) if axis != where):
        raise step.refusal(Phrase("its constant {0} is not one for each channel or unit", array.shape))
    return in_own_order(x, np.broadcast_to(array.astype(np.float64).ravel(), (features,)))


def _subtract(step: Step) -> Value:
    one, other = _pair(step)
    if isinstance(one, Signal) and isinstance(other, Term) and one.same(other.over("mean")):
        return step.term("centred", one, after=(other,))
    if isinstance(one, Signal) and isinstance(other, Constant):
        return _shifted(step, one, -other.array.astype(np.float64))
    raise step.unknown()


# -- products -------------------------------------------------------------------------------------


def _multiply(step: Step) -> Value:
    one, other = _pair(step)
    if isinstance(one, Constant):
        one, other = other, one
    if isinstance(one, Constant) and isinstance(other, Constant):
        return Constant(one.array * other.array)
    if isinstance(other, Constant):
        number = _one_number(other)
        if isinstance(one, Signal) and (layer := step.layer_of(one)) and layer.type == "LayerNorm":
            scale = _along_features(step, one, other.array)
            return step.again(one, {key: layer.arrays[key] * scale for key in ("W", "B")})
        if number is None:
            raise step.unknown()
        return _product(step, number, one)
    if isinstance(one, Term) and one.kind == "centred" and isinstance(other, Term) and one is other:
        return step.term("squares", one)
    return _product(step, 1.0, one, other)


def _product(step: Step, number: float, *factors: Value) -> Value:
    """A product of some things and a number: a layer, if it is the formula of one."""
    flat: list[Signal | Term] = []
    for factor in factors:
        if isinstance(factor, Term) and factor.kind == "product":
            flat += factor.of
            number *= factor.number
        elif isinstance(factor, (Signal, Term)):
            flat.append(factor)
    if len(flat) > MOST_FACTORS:
        raise step.unknown()
    product = step.term("product", *flat, number=number, after=factors)
    return _layer_of_product(step, product) or product


def _layer_of_product(step: Step, product: Term) -> Signal | None:
    signals = [each for each in product.of if isinstance(each, Signal)]
    terms = [each for each in product.of if isinstance(each, Term)]
    if (len(signals), len(terms)) == (1, 1) and _is(product.number, 0.5):
        (x,), (erf,) = signals, terms
        return step.layer("GELU", (x,), made_of=product.made_of) if x.same(erf.over("erf + 1")) else None
    if len(signals) == 2 and not terms and product.number == 1.0:
        for x, share in (signals, signals[::-1]):
            layer = step.layer_of(share)
            if layer is not None and layer.type == "Sigmoid" and layer.sources == (x.source,):
                return step.layer("SiLU", (x,), made_of=layer.made_of)
        return _merged(step, "Mul", *signals)
    return None


def _divide(step: Step) -> Value:
    one, other = _pair(step)
    number = _one_number(other)
    if number:
        if isinstance(one, Constant):
            raise step.unknown()
        return _product(step, 1.0 / number, one)
    if isinstance(one, Term) and isinstance(other, Term) and other.kind == "deviation":
        return _normalised(step, one, other)
    raise step.unknown()


def _normalised(step: Step, centred: Term, deviation: Term) -> Value:
    """A layer normalisation that neither scales nor shifts yet."""
    x, of = centred.over("centred"), deviation.over("deviation")
    if not isinstance(x, Signal) or not x.same(of):
        raise step.unknown()
    features = x.shape[-1]
    arrays = {"W": np.ones(features), "B": np.zeros(features)}
    made_of = centred.made_of | deviation.made_of
    return step.layer("LayerNorm", (x,), {"epsilon": deviation.number}, arrays, made_of)


# -- one argument ---------------------------------------------------------------------------------


def _power(step: Step) -> Value:
    one, other = _pair(step)
    if isinstance(one, Term) and one.kind == "centred" and _one_number(other) == 2.0:
        return step.term("squares", one)
    raise step.unknown()


def _root(step: Step) -> Value:
    found = step.taken()
    if isinstance(found, Term) and found.kind == "variance + ε":
        return step.term("deviation", *found.of, number=found.number, after=(found,))
    raise step.unknown()


def _erf(step: Step) -> Value:
    found = step.taken()
    x = found.over("product") if isinstance(found, Term) else None
    if isinstance(found, Term) and isinstance(x, Signal) and _is(found.number, math.sqrt(0.5)):
        return step.term("erf", x, after=(found,))
    raise step.unknown()


def _mean(step: Step) -> Value:
    """The mean of every channel, or a part of a layer normalisation."""
    found, axes = step.taken(), step.whole_numbers("axes", 1)
    if isinstance(found, Term) and isinstance(centred := found.over("squares"), Term):
        x = centred.over("centred")
        if isinstance(x, Signal) and _is_last(x, axes) and step.attribute("keepdims", 1):
            return step.term("variance", x, after=(found,))
    x = step.signal()
    if _is_last(x, axes) and step.attribute("keepdims", 1):
        return step.term("mean", x)
    spatial = axes is not None and sorted(axis % len(x.axes) for axis in axes) == [2, 3]
    if not spatial or x.axes != CHANNELS_FIRST:
        raise step.unknown()
    made_mean = whole_mean(step, x)
    return made_mean if step.attribute("keepdims", 1) else flattened(step, made_mean)


def _is_last(x: Signal, axes: tuple[int, ...] | None) -> bool:
    last = len(x.axes) - 1
    return axes is not None and [axis % len(x.axes) for axis in axes] == [last] and x.axes[last] == last


# -- choices --------------------------------------------------------------------------------------


def _max(step: Step) -> Value:
    if len(step.operator.takes) == 2:
        one, other = _pair(step)
        for x, below in ((one, other), (other, one)):
            is_part = isinstance(x, Signal) and isinstance(below, Term) and x.same(below.over("product"))
            if is_part and isinstance(x, Signal) and isinstance(below, Term):
                return step.layer("LeakyReLU", (x,), {"slope": below.number}, made_of=below.made_of)
    raise step.unknown()


def _greater(step: Step) -> Value:
    one, other = _pair(step)
    number = _one_number(other)
    if isinstance(one, Signal) and number is not None:
        return step.term("above", one, number=number)
    raise step.unknown()


def _where(step: Step) -> Value:
    above, yes, no = (step.taken(place) for place in range(3))
    x = above.over("above") if isinstance(above, Term) else None
    if not isinstance(x, Signal) or not isinstance(above, Term):
        raise step.unknown()
    if (_one_number(yes), _one_number(no)) == (1.0, 0.0):
        return step.layer("Step", (x,), {"threshold": above.number}, made_of=above.made_of)
    layer = step.layer_of(no) if isinstance(no, Signal) else None
    is_softplus = layer is not None and layer.type == "Softplus" and layer.sources == (x.source,)
    if layer is not None and is_softplus and x.same(yes) and above.number >= _LARGE:
        return step.layer("Softplus", (x,), made_of=above.made_of | layer.made_of)
    raise step.unknown()


FORMULAS: dict[str, Meaning] = {
    "Add": _add,
    "Div": _divide,
    "Erf": _erf,
    "Greater": _greater,
    "Max": _max,
    "Mul": _multiply,
    "Pow": _power,
    "ReduceMean": _mean,
    "Sqrt": _root,
    "Sub": _subtract,
    "Where": _where,
}
"""What an operator means, by its type."""
