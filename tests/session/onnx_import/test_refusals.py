"""Files that are no network of nnviz's layers, or no model at all: each is refused with what is wrong."""

from __future__ import annotations

import importlib.util
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnviz.nn import DataError, SettingError
from nnviz.nn.describe import Array
from nnviz.session.onnx_import import model as reading
from nnviz.session.onnx_import.network import Imported, import_model
from nnviz.session.onnx_import.training import fault, made_up
from nnviz.session.setup import Part, Setup

MODELS = Path(__file__).parent / "models"
W = np.ones((4, 3), np.float32)

needs_onnx = pytest.mark.skipif(importlib.util.find_spec("onnx") is None, reason="needs the onnx extra")


def node(kind: str, takes: Sequence[str], gives: str = "y", name: str = "n", **attributes: Any) -> Any:
    from onnx import helper

    return helper.make_node(kind, takes, [gives], name=name, **attributes)


def written(
    path: Path,
    *nodes: Any,
    constants: dict[str, Array] | None = None,
    inputs: Sequence[tuple[str, Sequence[Any]]] = (("x", ("N", 3)),),
    outputs: Sequence[str] = ("y",),
    opset: int = 17,
) -> Path:
    from onnx import TensorProto, helper, numpy_helper

    doors = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
    arrays = [numpy_helper.from_array(array, name) for name, array in (constants or {"w": W}).items()]
    graph = helper.make_graph(nodes, "g", doors, ends, arrays)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    path.write_bytes(made.SerializeToString())
    return path


def read(path: Path, *nodes: Any, **how: Any) -> Imported:
    return import_model(written(path / "m.onnx", *nodes, **how))


GEMM = ("Gemm", ("x", "w"))


@needs_onnx
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("logarithms_17", r"^/1/LogSoftmax \(LogSoftmax\): nnviz has no layer that does this$"),
        ("logarithms_18", r"^node_log_softmax \(LogSoftmax\): nnviz has no layer that does this$"),
        ("tanh_gelu_17", r"^/1/Add \(Add\): nnviz has no layer that does this$"),
        ("tanh_gelu_18", r"^node_Pow_1 \(Pow\): nnviz has no layer that does this$"),
        ("rows_17", r"^/0/MatMul \(MatMul\): nnviz's Dense takes rows of numbers \(N, inputs\)"),
        ("strided_18", r"^node_conv2d \(Conv\): its padding \(1, 1, 1, 1\) .* is neither valid nor same$"),
    ],
)
def test_what_nnviz_has_no_layer_for_is_named(name: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        import_model(MODELS / f"{name}.onnx")


@needs_onnx
@pytest.mark.parametrize(
    ("nodes", "how", "said"),
    [
        ([("Det", ("x",))], {}, r"^n \(Det\): nnviz has no layer"),
        ([("If", ("x",))], {}, r"^n \(If\): nnviz has no layer"),
        ([("Relu", ("z",))], {}, r"it takes “z”, which nothing gives"),
        ([("Relu", ("y",))], {}, r"it takes “y” before that is there, in a circle"),
        ([("Gemm", ("x", "x"))], {}, r"input 2 must be a constant"),
        ([("Gemm", ("x",))], {}, r"input 2 is missing"),
        ([("Relu", ("w",))], {}, r"input 1 must come from a layer"),
        ([GEMM], {}, r"it has weights for 4 inputs, and is given 3"),
        ([("Gemm", ("x", "w"), {"transA": 1})], {}, r"transA must be 0, given 1"),
        ([("Erf", ("x",))], {}, r"^n \(Erf\): nnviz has no layer"),
        ([("Mul", ("x", "w"))], {"constants": {"w": W[0, 0]}}, r"^n \(Mul\): nnviz has no layer"),
        ([("Add", ("x", "w"))], {"constants": {"w": W[0]}}, r"adds constants to weighted sums only"),
        ([("Transpose", ("x",), {"perm": [0, 0]})], {}, r"perm must be 0, 1, given"),
        (
            [("Reshape", ("x", "w"))],
            {"constants": {"w": np.array([3, -1])}},
            r"it makes \(3, -1\) of \(N, 3\)",
        ),
        ([("Softmax", ("x",), {"axis": 0})], {}, r"it runs along axis 0"),
        ([("LeakyRelu", ("x",), {"alpha": 3.0})], {}, r"slope must be"),
        ([("MaxPool", ("x",), {"kernel_shape": [2, 2]})], {}, r"for images only"),
        (
            [("Relu", ("x",))],
            {"inputs": (("x", ("N", "width")),)},
            r"“x” is \(\?, \?\); all axes but the first",
        ),
        ([("Relu", ("x",))], {"inputs": (("x", ("N",)),)}, r"all axes but the first"),
        ([("Relu", ("x",))], {"inputs": (("x", (1, 2**40, 2**40)),)}, r"numbers a sample; from 1 to 4194304"),
        ([("Relu", ("x",))], {"inputs": (("x", (1, 0)),)}, r"has 0 numbers a sample"),
        ([("Add", ("x", "z"))], {"inputs": (("x", (1, 3)), ("z", (1, 3)))}, r"has 2 inputs \(x, z\)"),
        ([("Relu", ("x",))], {"inputs": ()}, r"has 0 inputs"),
        ([("Relu", ("x",))], {"outputs": ("y", "x")}, r"has 2 outputs \(y, x\)"),
        ([("Relu", ("x",))], {"outputs": ("z",)}, r"nothing that can be read gives the output “z”"),
        ([("Relu", ("x",))], {"opset": 6}, r"is of ONNX opset 6; from 7 on"),
        ([], {"outputs": ("x",)}, r"nothing that can be read gives the output “x”"),
    ],
)
def test_an_operator_that_cannot_be_had_is_named(
    nodes: Any, how: dict[str, Any], said: str, tmp_path: Path
) -> None:
    made = [node(kind, takes, **(more[0] if more else {})) for kind, takes, *more in nodes]
    with pytest.raises(DataError, match=said):
        read(tmp_path, *made, **how)


@needs_onnx
@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ({"strides": [2, 1]}, r"strides must be the same along both sides, given \(2, 1\)"),
        ({"group": 2}, r"group must be 1, given 2"),
        ({"dilations": [2, 2]}, r"dilations must be \(1, 1\), given \(2, 2\)"),
        ({"pads": [1, 1]}, r"it cannot be read: not enough values"),
        ({"strides": [0, 0]}, r"^n \(Conv\): "),
        ({"strides": [-1, -1]}, r"^n \(Conv\): "),
        ({"pads": [1, 1, 0, 0]}, r"is neither valid nor same"),
        ({"auto_pad": "SAME_LOWER"}, r"its padding SAME_LOWER"),
    ],
)
def test_a_convolution_that_nnviz_does_not_have_is_refused(
    attributes: dict[str, Any], said: str, tmp_path: Path
) -> None:
    kernel = {"w": np.ones((2, 1, 3, 3), np.float32)}
    images = (("x", ("N", 1, 6, 6)),)
    path = written(
        tmp_path / "m.onnx", node("Conv", ("x", "w"), **attributes), constants=kernel, inputs=images
    )
    with pytest.raises(DataError, match=said):
        import_model(path)


@needs_onnx
def test_products_of_products_do_not_grow_without_end(tmp_path: Path) -> None:
    nodes = [node("Mul", ("x", "c"), "p0")]
    nodes += [node("Mul", (f"p{i}", f"p{i}"), f"p{i + 1}", f"n{i}") for i in range(60)]
    with pytest.raises(DataError, match=r"^n2 \(Mul\): nnviz has no layer"):
        read(tmp_path, *nodes, constants={"c": np.float32(2)}, outputs=("p60",))


# -- files ------------------------------------------------------------------------------------------


@needs_onnx
@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x08\x07", b"\xff" * 400, b"PK\x03\x04" * 30])
def test_what_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.onnx"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"^bad\.onnx (is no ONNX model|cannot be read as ONNX)"):
        import_model(path)


@needs_onnx
@pytest.mark.parametrize("name", ["images_17", "functions_11"])
def test_a_model_that_was_cut_off_is_refused_wherever(name: str, tmp_path: Path) -> None:
    whole = (MODELS / f"{name}.onnx").read_bytes()
    for end in range(0, len(whole), 37):
        path = tmp_path / "cut.onnx"
        path.write_bytes(whole[:end])
        with pytest.raises(DataError):
            import_model(path)


@needs_onnx
def test_a_model_with_a_changed_byte_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    whole, rng = (MODELS / "functions_13.onnx").read_bytes(), np.random.default_rng(1)
    path, refused = tmp_path / "changed.onnx", 0
    for place in rng.integers(len(whole), size=300):
        changed = bytearray(whole)
        changed[place] ^= int(rng.integers(1, 256))
        path.write_bytes(changed)
        try:
            import_model(path)
        except DataError:
            refused += 1
    assert refused > 50


def test_a_file_that_is_not_there_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "find_spec", lambda name: True)
    with pytest.raises(DataError, match=r"^m\.onnx cannot be read: No such file"):
        import_model(tmp_path / "m.onnx")
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    (tmp_path / "m.onnx").write_bytes(b"x" * 11)
    with pytest.raises(DataError, match=r"^m\.onnx has 11 bytes, at most 10 are read$"):
        import_model(tmp_path / "m.onnx")


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "find_spec", lambda name: None)
    with pytest.raises(SettingError, match=r"pip install onnx$"):
        import_model(tmp_path / "m.onnx")


# -- arrays -----------------------------------------------------------------------------------------


def with_tensor(path: Path, tensor: Any) -> Path:
    import onnx

    model = onnx.load(written(path, node(*GEMM)))
    model.graph.initializer[0].CopyFrom(tensor)
    path.write_bytes(model.SerializeToString())
    return path


@needs_onnx
@pytest.mark.parametrize(
    ("dims", "raw", "said"),
    [
        ((2**20, 2**20), b"1234", r"the array “w” has 4398046511104 bytes, at most 268435456"),
        ((4, 4), b"1234", r"the array “w” should have 64 bytes, but has 4"),
        ((-1, 3), b"", r"is none of numbers"),
        ((1,), b"\0\0\xc0\x7f", r"w has a value that is not finite"),
    ],
)
def test_an_array_that_claims_what_is_not_there_takes_no_memory(
    dims: tuple[int, ...], raw: bytes, said: str, tmp_path: Path
) -> None:
    from onnx import TensorProto

    tensor = TensorProto(name="w", dims=dims, data_type=TensorProto.FLOAT, raw_data=raw)
    path = with_tensor(tmp_path / "m.onnx", tensor)
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match=said):
            import_model(path)
        assert tracemalloc.get_traced_memory()[1] < 2**23
    finally:
        tracemalloc.stop()


@needs_onnx
def test_many_arrays_of_one_piece_of_a_file_are_counted_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onnx

    monkeypatch.setattr(reading, "MOST_BYTES", 3000)
    (tmp_path / "w.bin").write_bytes(bytes(1000))
    model = onnx.load(written(tmp_path / "m.onnx", node(*GEMM)))
    for number in range(4):
        model.graph.initializer.append(outside(f"w{number}", "w.bin", (250,)))
    (tmp_path / "m.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(DataError, match=r"the array “w2” has 1000 bytes, at most 3000"):
        import_model(tmp_path / "m.onnx")


def outside(name: str, location: str, dims: tuple[int, ...], **more: object) -> Any:
    from onnx import TensorProto

    tensor = TensorProto(name=name, dims=dims, data_type=TensorProto.FLOAT)
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in {"location": location, **more}.items():
        tensor.external_data.add(key=key, value=str(value))
    return tensor


@needs_onnx
@pytest.mark.parametrize(
    "location", ["../w.bin", "a/../../w.bin", "/etc/passwd", "C:\\w.bin", "..\\w.bin", ""]
)
def test_weights_are_looked_for_in_the_folder_of_the_model_only(location: str, tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "w.bin").write_bytes(W.tobytes())
    path = with_tensor(folder / "m.onnx", outside("w", location, W.shape))
    with pytest.raises(DataError, match=r"only files in its own folder are read$"):
        import_model(path)


@needs_onnx
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "w.bin").write_bytes(W.tobytes())
    (folder / "w.bin").symlink_to(tmp_path / "w.bin")
    path = with_tensor(folder / "m.onnx", outside("w", "w.bin", W.shape))
    with pytest.raises(DataError, match=r"only files in its own folder are read$"):
        import_model(path)


@needs_onnx
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"offset": 40}, r"should have 36 bytes, but has 8$"),
        ({"offset": "x"}, r"cannot be read"),
        ({"length": 10}, r"should have 36 bytes, but has 10$"),
        ({}, None),
        ({"offset": 12, "length": 36}, None),
    ],
)
def test_weights_beside_the_model_are_read_as_far_as_they_are_there(
    more: dict[str, object], said: str | None, tmp_path: Path
) -> None:
    (tmp_path / "w.bin").write_bytes(np.arange(12, dtype=np.float32).tobytes())
    path = with_tensor(tmp_path / "m.onnx", outside("w", "w.bin", (3, 3), **more))
    if said is not None:
        with pytest.raises(DataError, match=said):
            import_model(path)
        return
    first = 3.0 if more else 0.0
    np.testing.assert_array_equal(
        import_model(path).layers[0].arrays["W"], first + np.arange(9.0).reshape(3, 3)
    )


@needs_onnx
def test_weights_that_were_left_behind_are_named(tmp_path: Path) -> None:
    path = tmp_path / "images_18.onnx"
    path.write_bytes((MODELS / "images_18.onnx").read_bytes())
    with pytest.raises(
        DataError, match=r"keeps its weights in images_18\.onnx\.data, which is not beside it$"
    ):
        import_model(path)


# -- data -------------------------------------------------------------------------------------------


def data(part: Part) -> Any:
    return Setup(part, (), Part(""), Part("")).make_data()


@needs_onnx
def test_data_that_do_not_fit_are_refused_with_both_shapes() -> None:
    network = import_model(MODELS / "functions_17.onnx")
    assert str(fault(network, data(Part("xor")))) == "numbers per sample: 2; the network needs 3"
    assert fault(network, data(made_up(network))) is None
    images = import_model(MODELS / "pooled_17.onnx")
    assert (
        str(fault(images, data(Part("digits"))))
        == "numbers per sample: 8 × 8 × 1; the network needs 5 × 5 × 2"
    )
