"""An ONNX file as plain operators and arrays, checked before anything of it is believed.

It needs the package onnx, which nnviz itself does not; sizes are compared with what is there before they are
used, and weights beside the file are looked for in its own folder only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import DataError, NnError, SettingError
from nnviz.nn.describe import Array
from nnviz.session.data.watching import CHUNK, tell

MOST_BYTES = 1 << 28
"""The most bytes that a model may have, weights beside it included."""

MOST_OPERATORS = 10_000
MOST_TEXT = 200
"""The most operators of a model, and the most letters of a name that are shown."""

FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
"""What a file that no exporter has written may lead to in whatever reads it."""

OLDEST = 7
"""The opset from which on arrays are broadcast as they are now."""

_KINDS = "fiub"
_FIELDS = {
    np.dtype(np.float32): "float_data",
    np.dtype(np.float64): "double_data",
    np.dtype(np.int32): "int32_data",
    np.dtype(np.int64): "int64_data",
}
"""Where the numbers of an array stand that are written one by one."""


@dataclass(frozen=True)
class Operator:
    """One operator: its name, its type, what it takes and gives by name, and its attributes."""

    name: str
    type: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Door:
    """Where data enter or leave: its name and its shape, None for an axis of no fixed length."""

    name: str
    shape: tuple[int | None, ...]


@dataclass(frozen=True, eq=False)
class Model:
    """What a file holds.

    Attributes:
        name: of the file, without its ending.
        producer: the program that wrote it, as it says.
        opset: the version of the operators.
        operators: in the order of the file, which is the forward order.
        constants: arrays by name.
        inputs, outputs: the doors.
    """

    name: str
    producer: str
    opset: int
    operators: tuple[Operator, ...]
    constants: Mapping[str, Array]
    inputs: tuple[Door, ...]
    outputs: tuple[Door, ...]


def read_model(path: Path) -> Model:
    """The model in a file.

    Raises:
        SettingError: the package onnx is not there.
        DataError: the file cannot be read, is no model, too large, or one of its arrays cannot be used.
    """
    check_package()
    content = _content(path)
    import onnx
    from google.protobuf.message import DecodeError  # which onnx brings

    model = onnx.ModelProto()
    try:
        model.ParseFromString(content)
    except (DecodeError, ValueError, RecursionError) as error:
        raise DataError("{0} cannot be read as ONNX: {1}", path.name, error) from error
    if not (model.HasField("graph") and model.ir_version > 0 and model.opset_import):
        raise DataError("{0} is no ONNX model", path.name)
    try:
        return _Reader(path).model(model)
    except NnError:
        raise
    except FAULTS as error:
        raise DataError("{0} cannot be read as ONNX: {1}", path.name, short(str(error))) from error


def check_package() -> None:
    """Makes sure that models can be read here.

    Raises:
        SettingError: the package onnx is not there.
    """
    if find_spec("onnx") is None:
        raise SettingError("reading ONNX needs the package onnx; install it with: pip install onnx")


def short(name: str) -> str:
    """A name from a file, as it is shown."""
    return name if len(name) <= MOST_TEXT else name[: MOST_TEXT - 1] + "…"


def _content(path: Path) -> bytes:
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise DataError("{0} has {1} bytes, at most {2} are read", path.name, size, MOST_BYTES)
        with path.open("rb") as file:
            found = bytearray()
            while chunk := file.read(CHUNK):
                found += chunk
                tell(len(found), size)
    except OSError as error:
        raise DataError("{0} cannot be read: {1}", path.name, error.strerror or error) from error
    return bytes(found)


class _Reader:
    """Reads one model; knows how many bytes it may still take."""

    def __init__(self, path: Path) -> None:
        self._path, self._left = path, MOST_BYTES

    def model(self, model: Any) -> Model:
        graph = model.graph
        if len(graph.node) > MOST_OPERATORS:
            raise DataError(
                "{0} has {1} operators, at most {2} are read",
                self._path.name,
                len(graph.node),
                MOST_OPERATORS,
            )
        constants = {each.name: self.array(each) for each in graph.initializer}
        inputs = [each for each in graph.input if each.name not in constants]
        return Model(
            self._path.stem,
            model.producer_name,
            self._opset(model.opset_import),
            tuple(self._operator(node, number) for number, node in enumerate(graph.node, start=1)),
            constants,
            tuple(map(_door, inputs)),
            tuple(map(_door, graph.output)),
        )

    def _opset(self, opsets: Iterable[Any]) -> int:
        found = max((each.version for each in opsets if each.domain in ("", "ai.onnx")), default=0)
        if found < OLDEST:
            name = self._path.name
            raise DataError("{0} is of ONNX opset {1}; from {2} on they are read", name, found, OLDEST)
        return int(found)

    def _operator(self, node: Any, number: int) -> Operator:
        kind = node.op_type if node.domain in ("", "ai.onnx") else f"{node.domain}::{node.op_type}"
        attributes = {each.name: self._attribute(each) for each in node.attribute}
        name = node.name or f"#{number}"
        return Operator(short(name), short(kind), tuple(node.input), tuple(node.output), attributes)

    def _attribute(self, attribute: Any) -> Any:
        """A number, a text, an array, or a tuple; None of what no operator has that is read here."""
        from onnx import AttributeProto as Kinds

        plain = {Kinds.FLOAT: "f", Kinds.INT: "i", Kinds.FLOATS: "floats", Kinds.INTS: "ints"}
        if attribute.type in plain:
            value = getattr(attribute, plain[attribute.type])
            return value if isinstance(value, (int, float)) else tuple(value)
        if attribute.type == Kinds.STRING:
            return attribute.s.decode(errors="replace")
        return self.array(attribute.t) if attribute.type == Kinds.TENSOR else None

    # -- arrays ---------------------------------------------------------------------------------

    def array(self, tensor: Any) -> Array:
        """An array, of just the size that its shape asks for; read-only.

        Raises:
            DataError: it has another size, is of a kind that is not read, or a value is not finite.
        """
        from onnx import TensorProto, helper

        name, shape = short(tensor.name), tuple(tensor.dims)
        try:
            dtype = np.dtype(helper.tensor_dtype_to_np_dtype(tensor.data_type))
        except (KeyError, TypeError, ValueError):
            dtype = np.dtype(object)
        if dtype.kind not in _KINDS or min(shape, default=0) < 0:
            raise DataError("{0}: the array “{1}” is none of numbers that can be read", self._path.name, name)
        size = math.prod(shape) * dtype.itemsize
        if size > self._left:
            raise DataError(
                "{0}: the array “{1}” has {2} bytes, at most {3} are read",
                *(self._path.name, name, size, MOST_BYTES),
            )
        self._left -= size
        if tensor.data_location == TensorProto.EXTERNAL:
            found = np.frombuffer(self._beside(tensor, name, size), dtype.newbyteorder("<"))
        elif tensor.HasField("raw_data"):
            found = np.frombuffer(self._whole(tensor.raw_data, name, size), dtype.newbyteorder("<"))
        else:
            found = self._listed(tensor, name, dtype, math.prod(shape))
        if dtype.kind == "f" and not np.isfinite(found).all():
            raise DataError("{0}: {1} has a value that is not finite", self._path.name, name)
        return found.reshape(shape)

    def _listed(self, tensor: Any, name: str, dtype: np.dtype[Any], count: int) -> Array:
        listed = getattr(tensor, _FIELDS[dtype]) if dtype in _FIELDS else ()
        if len(listed) != count:
            raise self._wrong_size(name, count * dtype.itemsize, len(listed) * dtype.itemsize)
        return np.array(listed, dtype)

    def _whole(self, raw: bytes, name: str, size: int) -> bytes:
        if len(raw) != size:
            raise self._wrong_size(name, size, len(raw))
        return raw

    def _wrong_size(self, name: str, size: int, given: int) -> DataError:
        return DataError(
            "{0}: the array “{1}” should have {2} bytes, but has {3}", self._path.name, name, size, given
        )

    def _beside(self, tensor: Any, name: str, size: int) -> bytes:
        """The bytes of an array that stand in another file, which has to lie in the model's own folder."""
        said = {each.key: each.value for each in tensor.external_data}
        file = self._own(said.get("location", ""))
        start, given = (int(said.get(key, "0") or 0) for key in ("offset", "length"))
        if "length" in said and given != size:
            raise self._wrong_size(name, size, given)
        try:
            with file.open("rb") as opened:
                opened.seek(max(start, 0))
                return self._whole(opened.read(size), name, size)
        except OSError as error:
            raise DataError("{0} cannot be read: {1}", file.name, error.strerror or error) from error

    def _own(self, location: str) -> Path:
        """A file in the folder of the model, by its place there.

        Raises:
            DataError: it is not in there, also by way of a link, or not there at all.
        """
        folder = self._path.resolve().parent
        plain = PurePosixPath(location.replace("\\", "/"))
        outside = not location or plain.is_absolute() or ".." in plain.parts
        found = folder / plain
        if outside or PureWindowsPath(location).anchor or not found.resolve().is_relative_to(folder):
            raise DataError(
                "{0} keeps weights in “{1}”; only files in its own folder are read",
                *(self._path.name, short(location)),
            )
        if not found.is_file():
            raise DataError(
                "{0} keeps its weights in {1}, which is not beside it", self._path.name, short(location)
            )
        return found


def _door(info: Any) -> Door:
    sides = info.type.tensor_type.shape.dim
    return Door(info.name, tuple(side.dim_value if side.HasField("dim_value") else None for side in sides))
