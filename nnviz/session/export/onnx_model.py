"""A network as an ONNX model, which other programs run to the same outputs.

It takes and gives what nnviz does, channels last; it needs the package onnx, which nnviz itself does not.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np

from nnviz.nn import SettingError
from nnviz.session.export.moment import Moment
from nnviz.session.export.names import identifiers
from nnviz.session.export.node_place import IMAGE, node_places
from nnviz.session.export.onnx_layers import SINGLE_ONLY, Parts, onnx_layer

OPSET, IR_VERSION = 17, 8
"""Old enough for programs of some years ago, new enough to have a LayerNormalization."""


def onnx_parts(moment: Moment) -> Parts:
    """The operators and constants of a model; needs no other package.

    Raises:
        SettingError: a layer cannot be written; it is named.
    """
    graph, parts = moment.graph, Parts(memories=moment.state.network.nodes)
    called = identifiers(graph.shapes)
    for name, shape in graph.input_shapes.items():
        if len(shape) == IMAGE:
            parts.add("Transpose", (_outside(called[name]),), called[name], perm=[0, 3, 1, 2])
    for place in node_places(graph):
        onnx_layer(place, parts)
    output = called[graph.output]
    if len(graph.shapes[graph.output]) == IMAGE:
        parts.add("Transpose", (output,), _outside(output), perm=[0, 2, 3, 1])
    return parts


def _outside(name: str) -> str:
    """What images are called where their channels are last, at the doors of the model."""
    return f"{name}.images"


def precision(moment: Moment) -> np.dtype[Any]:
    """Double where onnxruntime has it for every layer of the network, else single."""
    kinds = {type(node).__name__ for node in moment.graph.nodes.values()}
    return np.dtype(np.float32 if kinds & SINGLE_ONLY else np.float64)


def onnx_file(moment: Moment, title: str) -> bytes:
    """The model as a file.

    Raises:
        SettingError: the package onnx is not there, or a layer cannot be written.
    """
    if find_spec("onnx") is None:
        raise SettingError("writing ONNX needs the package onnx; install it with: pip install onnx")
    parts = onnx_parts(moment)
    import onnx
    from onnx import helper, numpy_helper

    graph, kind = moment.graph, precision(moment)
    called = identifiers(graph.shapes)
    element = helper.np_dtype_to_tensor_dtype(kind)

    def door(name: str) -> Any:
        shape = graph.shapes[name]
        own = _outside(called[name]) if len(shape) == IMAGE else called[name]
        return helper.make_tensor_value_info(own, element, ["N", *shape])

    def constant(name: str) -> Any:
        array = parts.constants[name]
        return numpy_helper.from_array(array.astype(kind) if array.dtype.kind == "f" else array, name)

    nodes = [
        helper.make_node(each.type, each.takes, [each.gives], name=each.gives, **each.attributes)
        for each in parts.operators
    ]
    inputs, outputs = [door(name) for name in graph.input_shapes], [door(graph.output)]
    constants = [constant(name) for name in parts.constants]
    made = helper.make_graph(nodes, called[graph.output], inputs, outputs, constants, doc_string=title)
    opsets = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(made, producer_name="nnviz", opset_imports=opsets, ir_version=IR_VERSION)
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())
