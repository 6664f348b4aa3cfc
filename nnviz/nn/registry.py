"""The list of node types, made by looking into the folders ``layers`` and ``losses``.

A new layer is one new file there; nothing else has to be told of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import TypeVar

import nnviz.nn.layers
import nnviz.nn.losses
import nnviz.nn.optimizers
from nnviz.nn.node import Node
from nnviz.nn.optimizer import Optimizer

T = TypeVar("T")


@cache
def layers() -> dict[str, type[Node]]:
    """Every layer class by its name, such as ``Dense``."""
    return _classes(nnviz.nn.layers, Node)


@cache
def losses() -> dict[str, type[Node]]:
    """Every loss class by its name, such as ``MSE``."""
    return _classes(nnviz.nn.losses, Node)


@cache
def optimizers() -> dict[str, type[Optimizer]]:
    """Every optimizer class by its name, such as ``SGD``."""
    return _classes(nnviz.nn.optimizers, Optimizer)


def _classes(package: ModuleType, base: type[T]) -> dict[str, type[T]]:
    found = {}
    for module_info in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        for name, value in sorted(vars(module).items()):
            if isinstance(value, type) and issubclass(value, base) and value.__module__ == module.__name__:
                found[name] = value
    return found
