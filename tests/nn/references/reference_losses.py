"""What PyTorch's losses give: E, and the gradient by the prediction for some gradient of E itself."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F  # noqa: N812
from drawing import Case, drawn, generator
from torch import Tensor

SHAPES = ((1, 1), (5, 3), (2, 3, 4, 2))
ROWS = ((1, 2), (5, 3), (4, 10))

Drawn = Callable[[torch.Generator, tuple[int, ...]], Tensor]


def numbers(rng: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    return drawn(rng, *shape, scale=2.0).detach()


def large(rng: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    """So large that exp of them overflows."""
    return drawn(rng, *shape, scale=600.0).detach()


def between(rng: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    """From 0 to 1, the ends left out."""
    return 0.02 + 0.96 * torch.rand(shape, generator=rng)


def shares(rng: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    return torch.softmax(numbers(rng, shape), -1)


def yes_or_no(rng: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    return torch.randint(0, 2, shape, generator=rng).to(torch.float64)


def sides(rng: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    return 2.0 * yes_or_no(rng, shape) - 1.0


def classes(rng: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    """Class numbers, one a sample."""
    return torch.randint(0, shape[1], shape[:1], generator=rng)


def ends(rng: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    """Shares of which one is all and the others are nothing."""
    return F.one_hot(classes(rng, shape), shape[1]).to(torch.float64)


def loss(
    name: str,
    function: Callable[[Tensor, Tensor], Tensor],
    *draws: tuple[Drawn, Drawn],
    shapes: tuple[tuple[int, ...], ...] = SHAPES,
) -> Callable[[], list[Case]]:
    """Cases for each way to draw a prediction and a target, and each shape."""

    def make() -> list[Case]:
        found: list[Case] = []
        for prediction, target in draws:
            for shape in shapes:
                rng = generator(name, prediction.__name__, target.__name__, shape)
                x, t = prediction(rng, shape).requires_grad_(), target(rng, shape)
                d_error = torch.rand((), generator=rng) + 0.5
                error = function(x, t)
                error.backward(d_error)
                assert x.grad is not None
                found.append(({"settings": {}}, {"X": x, "T": t, "E": error, "dE": d_error, "dX": x.grad}))
        return found

    return make


def hinge(x: Tensor, t: Tensor) -> Tensor:
    return F.margin_ranking_loss(x, torch.zeros_like(x), t, margin=1.0)


def cross_entropy(x: Tensor, t: Tensor) -> Tensor:
    return F.nll_loss(x.log(), t) if t.ndim == 1 else -(t * x.log()).sum() / len(x)


CASES: dict[str, Callable[[], list[Case]]] = {
    "MSE": loss("MSE", F.mse_loss, (numbers, numbers)),
    "HalfMSE": loss("HalfMSE", lambda x, t: 0.5 * F.mse_loss(x, t), (numbers, numbers)),
    "WeightedSum": loss("WeightedSum", lambda x, t: (x * t).sum(), (numbers, numbers)),
    "MAE": loss("MAE", F.l1_loss, (numbers, numbers)),
    "Hinge": loss("Hinge", hinge, (numbers, sides)),
    "BinaryCrossEntropy": loss(
        "BinaryCrossEntropy", F.binary_cross_entropy, (between, yes_or_no), (between, between)
    ),
    "SigmoidCrossEntropy": loss(
        "SigmoidCrossEntropy",
        F.binary_cross_entropy_with_logits,
        (numbers, yes_or_no),
        (numbers, between),
        (large, yes_or_no),
    ),
    "CrossEntropy": loss(
        "CrossEntropy", cross_entropy, (shares, classes), (shares, ends), (shares, shares), shapes=ROWS
    ),
    "SoftmaxCrossEntropy": loss(
        "SoftmaxCrossEntropy",
        F.cross_entropy,
        (numbers, classes),
        (numbers, ends),
        (numbers, shares),
        (large, classes),
        shapes=ROWS,
    ),
}
"""For each loss the function that makes its cases."""
