"""Random tensors for the references, and the way a case is written down.

Every case has a generator of its own, so that adding one changes no other.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

Case = tuple[dict[str, Any], dict[str, Tensor]]


def generator(*name: object) -> torch.Generator:
    """A generator whose seed is the name."""
    return torch.Generator().manual_seed(zlib.crc32(repr(name).encode()))


def drawn(rng: torch.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Normal numbers that gradients flow to."""
    return (scale * torch.randn(shape, generator=rng, dtype=torch.float64)).requires_grad_()


def worked(
    function: Callable[..., Tensor],
    inputs: Sequence[Tensor],
    parameters: Mapping[str, Tensor],
    rng: torch.Generator,
    settings: Mapping[str, Any],
    **facts: Any,
) -> Case:
    """A layer's case: ``function(*inputs, **parameters)`` forward, and back from a random gradient."""
    output = function(*inputs, **parameters)
    d_output = drawn(rng, *output.shape).detach()
    output.backward(d_output)
    keys = ["X"] if len(inputs) == 1 else [f"X{number}" for number in range(1, len(inputs) + 1)]
    found = dict(zip(keys, inputs, strict=True)) | dict(parameters)
    found |= {f"d{key}": gradient(tensor) for key, tensor in tuple(found.items())}
    return {"settings": dict(settings), **facts}, found | {"Y": output, "dY": d_output}


def gradient(tensor: Tensor) -> Tensor:
    """The gradient of a leaf; 0 where nothing came back."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad
