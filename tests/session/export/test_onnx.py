"""The ONNX model: that every layer is covered, its structure, and its outputs where onnxruntime is there.

Without the package onnx the operators are looked at as they are handed to it.
"""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from nnviz.nn import SettingError, registry
from nnviz.session.export import onnx_layers
from nnviz.session.export.moment import Moment
from nnviz.session.export.onnx_layers import ONNX_LAYERS, SINGLE_ONLY
from nnviz.session.export.onnx_model import onnx_file, onnx_parts, precision
from nnviz.session.lesson import load
from tests.session.export.samples import SAMPLES, moment_of, trained

needs_onnx = pytest.mark.skipif(importlib.util.find_spec("onnx") is None, reason="needs the onnx extra")
needs_runtime = pytest.mark.skipif(
    importlib.util.find_spec("onnxruntime") is None, reason="needs the onnx extra"
)


def test_every_layer_of_the_registry_is_covered() -> None:
    assert [*ONNX_LAYERS] == sorted(registry.layers())
    assert set(ONNX_LAYERS) >= SINGLE_ONLY


@pytest.mark.parametrize("name", SAMPLES)
def test_every_operator_takes_what_an_earlier_one_or_a_constant_gives(name: str) -> None:
    moment = moment_of(name)
    parts = onnx_parts(moment)
    known = {
        *parts.constants,
        *moment.graph.input_shapes,
        *(f"{each}.images" for each in moment.graph.input_shapes),
    }
    for each in parts.operators:
        assert known.issuperset(each.takes), each
        assert each.gives not in known or each.type == "Transpose"
        known.add(each.gives)


def test_a_dense_is_a_gemm_with_pytorchs_weight() -> None:
    parts = onnx_parts(Moment.at_head(trained(load("xor").setup)))
    assert [each.type for each in parts.operators] == ["Gemm", "Tanh", "Gemm", "Tanh"]
    assert parts.operators[0].takes == ("input", "dense_1.W", "dense_1.B")
    assert parts.constants["dense_1.W"].shape == (3, 2)


def test_a_layer_that_nobody_has_written_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(onnx_layers.ONNX_LAYERS, "Tanh")
    with pytest.raises(SettingError, match=r"^forward: how a Tanh is written in ONNX is not known$"):
        onnx_parts(moment_of("layer-Tanh"))


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.session.export.onnx_model.find_spec", lambda name: None)
    with pytest.raises(SettingError, match=r"pip install onnx$"):
        onnx_file(moment_of("layer-Tanh"), "")


@needs_onnx
@needs_runtime
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", [*SAMPLES, "xor", "digits", "convolution", "affine-batch"])
def test_onnxruntime_gives_the_same_outputs(name: str) -> None:
    import onnxruntime

    run = trained(SAMPLES[name] if name in SAMPLES else load(name).setup)
    moment = Moment.at_head(run)
    model = onnxruntime.InferenceSession(onnx_file(moment, name), providers=["CPUExecutionProvider"])
    kind = precision(moment)
    given = zip(model.get_inputs(), moment.inputs, strict=True)
    (found,) = model.run(None, {door.name: array.astype(kind) for door, array in given})
    assert found.dtype == kind
    most = 1e-5 if kind == np.float32 else 1e-9  # an epsilon is in single precision in ONNX
    np.testing.assert_allclose(found, run.outputs(), rtol=most, atol=most)
