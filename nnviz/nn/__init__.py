"""The engine: layers, losses, optimizers, the network as a graph and the pass as a program.

It needs numpy alone and knows of no thread, file or screen: ``from nnviz import nn`` in a notebook.
"""

from nnviz.nn import registry
from nnviz.nn.describe import Dependence, Description, Formula, Glyph, Phase, Setting, Symbol
from nnviz.nn.errors import (
    DataError,
    GraphError,
    NnError,
    ParameterError,
    SettingError,
    ShapeError,
    SizeError,
)
from nnviz.nn.graph import INPUT, Graph, Sequential
from nnviz.nn.initializers import INITIALIZERS, Initializer, initializer
from nnviz.nn.node import Loss, Node, Parameter
from nnviz.nn.optimizer import Optimizer
from nnviz.nn.program import Kind, Operation, Program
from nnviz.nn.state import NetworkState
from nnviz.nn.topology import Input, NodeInfo
from nnviz.nn.trace import Arrays, Trace, glimpse, record, snapshot


def __getattr__(name: str) -> type:
    """Layers, losses and optimizers by their names, straight from the registry: ``nn.Dense``."""
    for table in (registry.layers(), registry.losses(), registry.optimizers()):
        if name in table:
            return table[name]
    raise AttributeError(f"module 'nnviz.nn' has no attribute {name!r}")
