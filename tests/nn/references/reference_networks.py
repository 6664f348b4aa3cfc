"""Three whole networks in PyTorch, trained for a few passes: a perceptron, a residual one, and one of
convolutions.

Parameters bear the names they have in nnviz, such as ``dense_1.W``, and are laid out as there.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F  # noqa: N812
from drawing import Case, drawn, generator
from torch import Tensor, optim

PASSES = 5

Parameters = dict[str, Tensor]


def dense(x: Tensor, p: Parameters, name: str) -> Tensor:
    return F.linear(x, p[f"{name}.W"].T, p[f"{name}.B"])


def conv(x: Tensor, p: Parameters, name: str) -> Tensor:
    """A valid convolution of (N, H, W, C)."""
    w = p[f"{name}.W"].permute(3, 2, 0, 1)
    return F.conv2d(x.permute(0, 3, 1, 2), w, p[f"{name}.B"]).permute(0, 2, 3, 1)


def weights(rng: torch.Generator, shapes: dict[str, tuple[int, ...]]) -> Parameters:
    found = {}
    for name, shape in shapes.items():
        found[f"{name}.W"] = drawn(rng, *shape, scale=0.5)
        found[f"{name}.B"] = drawn(rng, shape[-1], scale=0.1)
    return found


def trained(
    forward: Callable[[Tensor, Parameters], Tensor],
    judge: Callable[[Tensor, Tensor], Tensor],
    parameters: Parameters,
    optimizer: optim.Optimizer,
    x: Tensor,
    target: Tensor,
) -> Case:
    """The first prediction and gradients, E of every pass, and the parameters before and after all."""
    tensors = {"X": x.detach().clone(), "T": target}
    tensors |= {f"start/{name}": tensor.detach().clone() for name, tensor in parameters.items()}
    x.requires_grad_()
    errors = []
    for number in range(PASSES):
        optimizer.zero_grad()
        output = forward(x, parameters)
        error = judge(output, target)
        error.backward()
        errors.append(error.detach())
        if number == 0:
            assert x.grad is not None
            tensors |= {"Y": output, "dX": x.grad.clone()}
            tensors |= {f"gradient/{k}": p.grad.clone() for k, p in parameters.items() if p.grad is not None}
        optimizer.step()
    tensors |= {f"end/{name}": tensor for name, tensor in parameters.items()}
    return {"passes": PASSES}, tensors | {"errors": torch.stack(errors)}


def perceptron() -> list[Case]:
    rng = generator("perceptron")
    p = weights(rng, {"dense_1": (4, 8), "dense_3": (8, 6), "dense_5": (6, 3)})

    def forward(x: Tensor, p: Parameters) -> Tensor:
        hidden = torch.tanh(dense(x, p, "dense_1"))
        return dense(F.relu(dense(hidden, p, "dense_3")), p, "dense_5")

    optimizer = optim.Adam(p.values(), lr=0.01, foreach=False)
    x, target = drawn(rng, 10, 4).detach(), torch.randint(0, 3, (10,), generator=rng)
    return [trained(forward, F.cross_entropy, p, optimizer, x, target)]


def residual() -> list[Case]:
    """Two branches leave ``dense_1``; the sum of both goes on."""
    rng = generator("residual")
    p = weights(rng, {"first": (3, 5), "inner": (5, 5), "last": (5, 2)})

    def forward(x: Tensor, p: Parameters) -> Tensor:
        start = dense(x, p, "first")
        return dense(start + torch.tanh(dense(start, p, "inner")), p, "last")

    optimizer = optim.SGD(p.values(), lr=0.05, momentum=0.9, nesterov=True, foreach=False)
    x, target = drawn(rng, 6, 3).detach(), drawn(rng, 6, 2).detach()
    return [trained(forward, F.mse_loss, p, optimizer, x, target)]


def convolutional() -> list[Case]:
    rng = generator("convolutional")
    p = weights(rng, {"conv2d_1": (3, 3, 1, 4), "conv2d_4": (2, 2, 4, 3), "dense_7": (12, 3)})

    def forward(x: Tensor, p: Parameters) -> Tensor:
        images = F.relu(conv(x, p, "conv2d_1")).permute(0, 3, 1, 2)
        pooled = F.max_pool2d(images, 2).permute(0, 2, 3, 1)
        return dense(torch.sigmoid(conv(pooled, p, "conv2d_4")).flatten(1), p, "dense_7")

    optimizer = optim.AdamW(p.values(), lr=0.01, weight_decay=0.1, foreach=False)
    x, target = drawn(rng, 5, 8, 8, 1).detach(), torch.randint(0, 3, (5,), generator=rng)
    return [trained(forward, F.cross_entropy, p, optimizer, x, target)]


CASES: dict[str, Callable[[], list[Case]]] = {
    "perceptron": perceptron,
    "residual": residual,
    "convolutional": convolutional,
}
"""For each network the function that makes its one case."""
