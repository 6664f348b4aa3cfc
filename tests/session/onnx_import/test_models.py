"""Models that PyTorch has exported, and nnviz itself: what they become gives what onnxruntime gives."""

from __future__ import annotations

import importlib.util
import pickle
from pathlib import Path

import numpy as np
import pytest

from nnviz.nn import registry
from nnviz.nn.describe import Array
from nnviz.session.document import Document, as_bytes, read
from nnviz.session.export.moment import Moment
from nnviz.session.export.onnx_layers import ONNX_LAYERS
from nnviz.session.export.onnx_model import onnx_file, precision
from nnviz.session.lesson import load
from nnviz.session.onnx_import.network import Imported, import_model
from nnviz.session.onnx_import.training import made_up, setup_of
from nnviz.session.opening import Opening
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from tests.session.export.samples import SAMPLES, trained

MODELS = Path(__file__).parent / "models"
OPSETS = (11, 13, 17, 18, 20)

pytestmark = [
    pytest.mark.skipif(
        any(importlib.util.find_spec(name) is None for name in ("onnx", "onnxruntime")),
        reason="needs the onnx extra",
    ),
    pytest.mark.filterwarnings("ignore"),
]


def run_of(network: Imported) -> Run:
    part = made_up(network)
    data = Setup(part, (), Part(""), Part("")).make_data()
    return Run(setup_of(network, part, data))


def answers(path: Path, x: Array, turned: bool, kind: type = np.float32) -> Array:
    """What onnxruntime gives for inputs as nnviz has them, in batches as large as the model wants them."""
    import onnxruntime

    model = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (door,) = model.get_inputs()
    given = (x.transpose(0, 3, 1, 2) if turned else x).astype(kind)
    size = door.shape[0] if isinstance(door.shape[0], int) else len(x)
    parts = [model.run(None, {door.name: given[i : i + size]})[0] for i in range(0, len(x), size)]
    return np.concatenate(parts)


def types(network: Imported) -> list[str]:
    return [layer.part.type for layer in network.layers]


@pytest.mark.parametrize("opset", OPSETS)
@pytest.mark.parametrize("name", ["functions", "images", "pooled"])
def test_what_pytorch_has_exported_gives_what_onnxruntime_gives(name: str, opset: int) -> None:
    path = MODELS / f"{name}_{opset}.onnx"
    network = import_model(path)
    run = run_of(network)
    found = answers(path, run.data.x, network.turned)
    np.testing.assert_allclose(run.outputs(), found, rtol=1e-5, atol=1e-5)
    assert network.producer == "pytorch"


@pytest.mark.parametrize("opset", OPSETS)
def test_every_layer_of_a_sequential_is_found_whatever_it_is_written_as(opset: int) -> None:
    network = import_model(MODELS / f"functions_{opset}.onnx")
    assert types(network) == [
        *("Dense", "ReLU", "Sigmoid", "LeakyReLU", "ELU", "Softplus", "GELU", "SiLU"),
        *("LayerNorm", "BatchNorm", "Dense", "Tanh", "Softmax"),
    ]
    settings = {layer.part.type: layer.part.settings for layer in network.layers}
    assert settings["LeakyReLU"] == {"slope": 0.1}
    assert settings["ELU"] == {"alpha": 0.7}
    assert settings["LayerNorm"] == {"epsilon": 1e-5}
    assert settings["BatchNorm"] == {"epsilon": 1e-5, "momentum": 0.9}
    assert network.left_out == ()


def test_a_formula_of_many_signs_is_one_layer_that_names_them() -> None:
    network = import_model(MODELS / "functions_11.onnx")
    gelu = next(layer for layer in network.layers if layer.part.type == "GELU")
    assert [kind for _, kind in gelu.operators] == ["Div", "Erf", "Add", "Mul", "Mul"]
    norm = next(layer for layer in network.layers if layer.part.type == "LayerNorm")
    kinds = ["ReduceMean", "Sub", "Pow", "ReduceMean", "Add", "Sqrt", "Div", "Mul", "Add"]
    assert [kind for _, kind in norm.operators] == kinds


def test_images_have_their_channels_last_and_the_first_weights_follow() -> None:
    network = import_model(MODELS / "images_17.onnx")
    assert (network.input_shape, network.turned) == ((16, 18, 2), True)
    assert [layer.shape for layer in network.layers] == [
        *((16, 18, 4), (16, 18, 4), (16, 18, 4), (8, 9, 4), (4, 4, 3), (3, 3, 3)),
        *((27,), (5,), (5,), (2,)),
    ]


def test_a_run_of_it_starts_over_from_the_weights_of_the_file() -> None:
    run = run_of(import_model(MODELS / "functions_17.onnx"))
    first = run.outputs().copy()
    run.train(3)
    assert np.abs(run.outputs() - first).max() > 0
    run.reset()
    np.testing.assert_array_equal(run.outputs(), first)


def test_a_run_of_it_can_be_sent_elsewhere_and_kept_as_a_document(tmp_path: Path) -> None:
    run = run_of(import_model(MODELS / "images_18.onnx"))  # whose weights stand beside it
    assert pickle.loads(pickle.dumps(run.setup)) == run.setup
    run.train(2)
    setup, standing = run.standing()
    path = tmp_path / "kept.nnviz"
    path.write_bytes(as_bytes(Document(setup, standing, Opening(), "t"), tmp_path))
    kept = read(path)
    again = Run(kept.setup)
    again.resume(kept.standing)
    np.testing.assert_array_equal(again.outputs(), run.outputs())
    again.reset()
    run.reset()
    np.testing.assert_array_equal(again.outputs(), run.outputs())


# -- nnviz's own ------------------------------------------------------------------------------------

LEFT_OUT = {"layer-Dropout", "images-Dropout-0"}
"""A model is written for use, where a Dropout does nothing."""


def exported(run: Run, path: Path) -> None:
    path.write_bytes(onnx_file(Moment.at_head(run), "x"))


def plain(part: Part) -> tuple[str, dict[str, object]]:
    """Its type and all its settings."""
    known = {each.name: each.default for each in registry.layers()[part.type].description.settings}
    settings = known | dict(part.settings)
    settings.pop("momentum", None)  # which a model for use does not have
    return part.type, settings


ONE_EACH = [*SAMPLES, "xor", "digits", "convolution", "affine-batch"]


@pytest.mark.parametrize("name", ONE_EACH)
def test_what_nnviz_has_exported_is_the_same_network_again(name: str, tmp_path: Path) -> None:
    run = trained(SAMPLES[name] if name in SAMPLES else load(name).setup)
    path = tmp_path / "model.onnx"
    exported(run, path)
    network = import_model(path)
    kind = precision(Moment.at_head(run))
    if name not in LEFT_OUT:
        graph, setup = run.program.graph, run.setup.layers
        parts = {part.name_at(number): part for number, part in enumerate(setup, start=1)}
        assert [plain(layer.part) for layer in network.layers] == [plain(parts[each]) for each in graph.order]
        for layer, name in zip(network.layers, graph.order, strict=True):
            own = {parameter.key: parameter.value for parameter in graph.nodes[name].parameters}
            assert {*layer.arrays} - {"mean", "variance"} == {*own}
            for key, value in own.items():
                np.testing.assert_array_equal(layer.arrays[key], value.astype(kind))
    data = run.setup.data
    part = data if isinstance(data, Part) else Part(data)
    again = Run(setup_of(network, part, run.data))
    most = 1e-5 if kind == np.float32 else 1e-9
    found = answers(path, run.data.x, turned=False, kind=kind.type)
    np.testing.assert_allclose(again.outputs(), found, rtol=most, atol=most)


def test_its_layers_keep_the_names_that_nnviz_gave_them(tmp_path: Path) -> None:
    exported(trained(SAMPLES["layer-Mul"]), tmp_path / "m.onnx")
    network = import_model(tmp_path / "m.onnx")
    assert [layer.part.name for layer in network.layers] == ["a", "b_2", "train_", "dense_4"]
    assert network.layers[2].part.sources == ("a", "b_2")


def test_every_layer_that_is_written_is_read() -> None:
    written = {part.type for name in ONE_EACH if name in SAMPLES for part in SAMPLES[name].layers}
    assert written == set(ONNX_LAYERS)
