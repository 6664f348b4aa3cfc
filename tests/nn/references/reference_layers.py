"""What PyTorch's layers give, forward and back, for a few settings and shapes each.

The arrays are laid out as nnviz has them: images (N, H, W, C), weights (inputs, units).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from drawing import Case, drawn, generator, worked
from torch import Tensor

SHAPES = ((4, 3), (2, 4, 3, 2))
"""The inputs that layers of any shape are tried with."""


def activation(
    name: str, function: Callable[..., Tensor], *choices: dict[str, Any], shapes: tuple[Any, ...] = SHAPES
) -> Callable[[], list[Case]]:
    """Cases for an activation whose settings the function takes as they are."""

    def make() -> list[Case]:
        found = []
        for settings in choices or ({},):
            for shape in shapes:
                rng = generator(name, settings, shape)
                x = drawn(rng, *shape, scale=2.0)
                found.append(worked(lambda x, s=settings: function(x, **s), [x], {}, rng, settings))
        return found

    return make


def step(x: Tensor, threshold: float = 0.0) -> Tensor:
    """1 above the threshold; its gradient is 0 everywhere."""
    return (x > threshold).to(x.dtype) + 0.0 * x


def dense() -> list[Case]:
    found = []
    for rows, inputs, units in ((1, 1, 1), (4, 3, 5), (7, 6, 2)):
        rng = generator("Dense", rows, inputs, units)
        x, w, b = drawn(rng, rows, inputs), drawn(rng, inputs, units), drawn(rng, units)
        parameters = {"W": w, "B": b}
        found.append(worked(lambda x, W, B: F.linear(x, W.T, B), [x], parameters, rng, {"units": units}))
    return found


# -- images --------------------------------------------------------------------------------------


def channels_first(images: Tensor) -> Tensor:
    return images.permute(0, 3, 1, 2)


def channels_last(images: Tensor) -> Tensor:
    return images.permute(0, 2, 3, 1)


def framed(images: Tensor, size: int, stride: int, padding: str) -> Tensor:
    """(N, C, H, W) with the zeros around it that ``same`` asks for, one more after than before where
    they are odd, so that there is a window for every stride."""
    if padding == "valid":
        return images
    edges = []
    for length in (images.shape[3], images.shape[2]):
        missing = max((-(-length // stride) - 1) * stride + size - length, 0)
        edges += [missing // 2, missing - missing // 2]
    return F.pad(images, edges)


def conv2d() -> list[Case]:
    found = []
    for count, height, width, inputs, channels, size, stride, padding in (
        (2, 5, 6, 1, 1, 3, 1, "valid"),
        (3, 6, 5, 2, 4, 3, 1, "valid"),
        (2, 7, 6, 3, 2, 2, 2, "valid"),
        (2, 8, 7, 2, 3, 3, 2, "valid"),
        (1, 4, 4, 2, 3, 4, 1, "valid"),
        (2, 5, 4, 2, 3, 1, 1, "valid"),
        (2, 5, 6, 2, 3, 3, 1, "same"),
        (2, 6, 5, 1, 2, 4, 1, "same"),
        (2, 7, 8, 2, 3, 3, 2, "same"),
        (2, 5, 6, 2, 2, 2, 3, "same"),
    ):
        settings = {"channels": channels, "kernel_size": size, "stride": stride, "padding": padding}
        rng = generator("Conv2D", count, height, width, inputs, settings)

        def forward(x: Tensor, W: Tensor, B: Tensor, s: dict[str, Any] = settings) -> Tensor:
            images = framed(channels_first(x), s["kernel_size"], s["stride"], s["padding"])
            return channels_last(F.conv2d(images, W.permute(3, 2, 0, 1), B, s["stride"]))

        x = drawn(rng, count, height, width, inputs)
        parameters = {"W": drawn(rng, size, size, inputs, channels), "B": drawn(rng, channels)}
        found.append(worked(forward, [x], parameters, rng, settings))
    return found


def pooling(name: str, pool: Callable[..., Tensor]) -> Callable[[], list[Case]]:
    def make() -> list[Case]:
        found = []
        for shape, size, stride in (
            ((2, 4, 6, 1), 2, 2),
            ((3, 6, 6, 2), 3, 3),
            ((2, 7, 5, 3), 2, 2),
            ((2, 7, 6, 2), 3, 2),
            ((2, 5, 6, 2), 3, 1),
            ((2, 7, 7, 2), 2, 3),
        ):
            settings = {"window": size, "stride": stride}
            rng = generator(name, shape, settings)

            def forward(x: Tensor, size: int = size, stride: int = stride) -> Tensor:
                return channels_last(pool(channels_first(x), size, stride))

            tied = torch.randint(0, 3, shape, generator=rng).to(torch.float64).requires_grad_()
            for x in (drawn(rng, *shape), tied):
                found.append(worked(forward, [x], {}, rng, settings))
        return found

    return make


def dropout() -> list[Case]:
    """``drawn`` are the numbers from 0 to 1 that decide; those below the rate switch a cell off."""
    found = []
    for shape in SHAPES:
        for rate in (0.0, 0.3, 0.9):
            rng = generator("Dropout", shape, rate)
            x, numbers = drawn(rng, *shape), torch.rand(shape, generator=rng)

            def forward(x: Tensor, rate: float = rate, numbers: Tensor = numbers) -> Tensor:
                return torch.where(numbers >= rate, x, 0.0) / (1.0 - rate)

            facts, tensors = worked(forward, [x], {}, rng, {"rate": rate})
            found.append((facts, tensors | {"drawn": numbers}))
            y = drawn(rng, *shape)

            def away(x: Tensor, rate: float = rate) -> Tensor:
                return F.dropout(x, rate, training=False)

            found.append(worked(away, [y], {}, rng, {"rate": rate}, training=False))
    return found


# -- several cells at once -----------------------------------------------------------------------


def merge(name: str, function: Callable[..., Tensor]) -> Callable[[], list[Case]]:
    def make() -> list[Case]:
        found = []
        for shape in SHAPES:
            rng = generator(name, shape)
            found.append(worked(function, [drawn(rng, *shape), drawn(rng, *shape)], {}, rng, {}))
        return found

    return make


def constant() -> list[Case]:
    found = []
    for settings in ({}, {"value": -2.5, "units": 3}):
        output = torch.full((1, settings.get("units", 1)), settings.get("value", 1.0))
        gradient = drawn(generator("Constant", settings), *output.shape)
        found.append(({"settings": settings}, {"Y": output, "dY": gradient}))
    return found


def batch_norm() -> list[Case]:
    """In training; and outside it, after two batches of training that running means remember."""
    found = []
    for shape in ((2, 1), (6, 3), (3, 4, 5, 2)):
        for settings in ({}, {"momentum": 0.7, "epsilon": 0.01}):
            for training in (True, False):
                rng = generator("BatchNorm", shape, settings, training)
                norm = torch.nn.BatchNorm1d if len(shape) == 2 else torch.nn.BatchNorm2d
                layer = norm(shape[-1], settings.get("epsilon", 1e-5), 1.0 - settings.get("momentum", 0.9))
                earlier = [drawn(rng, *shape, scale=2.0).detach() + 1.0 for _ in range(2)]
                for batch in earlier:
                    layer(moved(batch))
                layer.train(training)

                def forward(x: Tensor, W: Tensor, B: Tensor, layer: torch.nn.Module = layer) -> Tensor:
                    own = {"weight": W, "bias": B}
                    return moved(torch.func.functional_call(layer, own, (moved(x),)), back=True)

                x, w, b = drawn(rng, *shape, scale=3.0), drawn(rng, shape[-1]), drawn(rng, shape[-1])
                facts = {"training": training, "earlier": len(earlier)}
                about, tensors = worked(forward, [x], {"W": w, "B": b}, rng, settings, **facts)
                tensors |= {f"earlier{number}": batch for number, batch in enumerate(earlier)}
                found.append((about, tensors))
    return found


def moved(x: Tensor, back: bool = False) -> Tensor:
    """Images with the channels first, or last again; anything else as it is."""
    if x.ndim != 4:
        return x
    return channels_last(x) if back else channels_first(x)


def layer_norm() -> list[Case]:
    found = []
    for shape in ((1, 2), (5, 4), (2, 3, 4, 5)):
        for settings in ({}, {"epsilon": 0.01}):
            rng = generator("LayerNorm", shape, settings)
            epsilon = settings.get("epsilon", 1e-5)

            def forward(x: Tensor, W: Tensor, B: Tensor, epsilon: float = epsilon) -> Tensor:
                return F.layer_norm(x, x.shape[-1:], W, B, epsilon)

            x, w, b = drawn(rng, *shape, scale=3.0), drawn(rng, shape[-1]), drawn(rng, shape[-1])
            found.append(worked(forward, [x], {"W": w, "B": b}, rng, settings))
    return found


CASES: dict[str, Callable[[], list[Case]]] = {
    "Dense": dense,
    "Tanh": activation("Tanh", torch.tanh),
    "Sigmoid": activation("Sigmoid", torch.sigmoid),
    "ReLU": activation("ReLU", F.relu),
    "LeakyReLU": activation("LeakyReLU", lambda x, slope=0.01: F.leaky_relu(x, slope), {}, {"slope": 0.3}),
    "ELU": activation("ELU", lambda x, alpha=1.0: F.elu(x, alpha), {}, {"alpha": 0.4}),
    "GELU": activation("GELU", F.gelu),
    "SiLU": activation("SiLU", F.silu),
    "Softplus": activation("Softplus", lambda x: F.softplus(x, threshold=1e9)),
    "Softmax": activation("Softmax", lambda x: F.softmax(x, dim=-1)),
    "Step": activation("Step", step, {}, {"threshold": 0.7}),
    "Dropout": dropout,
    "Flatten": activation("Flatten", lambda x: x.flatten(1)),
    "Conv2D": conv2d,
    "MaxPool2D": pooling("MaxPool2D", F.max_pool2d),
    "AvgPool2D": pooling("AvgPool2D", F.avg_pool2d),
    "Add": merge("Add", torch.add),
    "Mul": merge("Mul", torch.mul),
    "Constant": constant,
    "BatchNorm": batch_norm,
    "LayerNorm": layer_norm,
}
"""For each layer the function that makes its cases."""
