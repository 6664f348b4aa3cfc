"""Who takes part in the benchmark of the engine: nnviz, PyTorch eager and the articles' way.

Each makes a function of a case that runs one pass and gives its E.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.benchmarks.articles import articles_pass
from tests.benchmarks.cases import Case, Pass


def nnviz_pass(case: Case, rate: float) -> Pass:
    """A pass of nnviz: the program that the window runs."""
    from nnviz import nn

    made: dict[str, Callable[..., Any]] = {
        "dense": lambda _, units: nn.Dense(units),
        "conv": lambda size, _, __, channels: nn.Conv2D(channels, size),
        "tanh": nn.Tanh,
        "relu": nn.ReLU,
        "pool": lambda: nn.MaxPool2D(2, 2),
        "flatten": nn.Flatten,
    }
    layers = [made[kind](*sizes) for kind, *sizes in case.layers]
    network = nn.Sequential(layers, case.sample, dtype=np.float32)
    values = [array for pair in case.weights() for array in pair]
    for parameter, value in zip(network.parameters(), values, strict=True):
        parameter.value[...] = value
    program = nn.Program(network, nn.SoftmaxCrossEntropy() if case.classes else nn.MSE(), nn.SGD(rate))
    x, target = case.data()
    target = program.loss.targets(target, program.graph.shapes[program.graph.output], np.float32)
    return lambda: program.run(x, target)


def torch_pass(case: Case, rate: float) -> Pass:
    """A pass of PyTorch eager as its tutorials write it; images channels first, as it prefers."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    weights = iter(case.weights())

    def linear(inputs: int, units: int) -> nn.Module:
        return filled(nn.Linear(inputs, units), (1, 0))

    def conv(size: int, _: int, inputs: int, channels: int) -> nn.Module:
        return filled(nn.Conv2d(inputs, channels, size), (3, 2, 0, 1))

    def filled(module: Any, axes: tuple[int, ...]) -> nn.Module:
        w, b = next(weights)
        with torch.no_grad():
            module.weight.copy_(torch.from_numpy(w.transpose(axes).copy()))
            module.bias.copy_(torch.from_numpy(b))
        return module

    class ChannelsLast(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:  # so that Dense has its weights in our order
            return x.permute(0, 2, 3, 1).flatten(1)

    made: dict[str, Callable[..., nn.Module]] = {
        "dense": linear,
        "conv": conv,
        "tanh": nn.Tanh,
        "relu": nn.ReLU,
        "pool": lambda: nn.MaxPool2d(2),
        "flatten": ChannelsLast,
    }
    model = nn.Sequential(*[made[kind](*sizes) for kind, *sizes in case.layers])
    judge = nn.CrossEntropyLoss() if case.classes else nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    x, target = (torch.from_numpy(array) for array in case.data())
    if x.ndim == 4:
        x = x.permute(0, 3, 1, 2).contiguous()

    def run() -> float:
        optimizer.zero_grad()
        error = judge(model(x), target)
        error.backward()
        optimizer.step()
        return float(error.item())

    return run


CONTENDERS: dict[str, Callable[[Case, float], Pass]] = {
    "nnviz": nnviz_pass,
    "PyTorch": torch_pass,
    "articles": articles_pass,
}
