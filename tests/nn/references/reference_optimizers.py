"""Ten steps of every optimizer, of PyTorch's making, with decay, clipping and schedules.

The gradients are given, not computed, and the parameters are a matrix and a vector, so that a norm
runs over both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from drawing import Case, generator
from torch import Tensor, nn, optim
from torch.optim import lr_scheduler

STEPS = 10

SHARED: tuple[dict[str, Any], ...] = (
    {},
    {"weight_decay": 0.1},
    {"clip_norm": 1.5},
    {"clip_value": 0.4},
    {"clip_norm": 1.0, "weight_decay": 0.05},
    {"schedule": "step", "schedule_passes": 3, "schedule_factor": 0.5},
    {"schedule": "cosine", "schedule_passes": 9, "schedule_factor": 0.1},
    {"schedule": "cosine", "schedule_passes": 7, "schedule_factor": 0.0, "warm_up": 3},
    {"warm_up": 4},
)
"""Settings in nnviz's names that every optimizer is tried with; past its end PyTorch's cosine rises
again, where nnviz's stays."""

OWN: dict[str, tuple[dict[str, Any], ...]] = {
    "SGD": ({"learning_rate": 0.3},),
    "Momentum": ({"learning_rate": 0.1}, {"learning_rate": 0.05, "momentum": 0.5}),
    "Nesterov": ({"learning_rate": 0.1}, {"learning_rate": 0.05, "momentum": 0.5}),
    "RMSprop": ({"learning_rate": 0.02}, {"learning_rate": 0.1, "alpha": 0.7, "eps": 0.01}),
    "Adam": ({"learning_rate": 0.05}, {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.95, "eps": 0.01}),
    "AdamW": ({"learning_rate": 0.05}, {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.95, "eps": 0.01}),
}
"""Settings in nnviz's names that only the one optimizer has."""

MOMENTS = {
    "SGD": {},
    "Momentum": {"V": "momentum_buffer"},
    "Nesterov": {"V": "momentum_buffer"},
    "RMSprop": {"S": "square_avg"},
    "Adam": {"M": "exp_avg", "V": "exp_avg_sq"},
    "AdamW": {"M": "exp_avg", "V": "exp_avg_sq"},
}
"""What PyTorch calls what nnviz remembers."""


def made(name: str, parameters: list[Tensor], settings: dict[str, Any]) -> optim.Optimizer:
    """PyTorch's optimizer for settings in nnviz's names."""
    shared = {"lr": settings["learning_rate"], "foreach": False}
    shared["weight_decay"] = settings.get("weight_decay", 0.01 if name == "AdamW" else 0.0)
    if name == "SGD":
        return optim.SGD(parameters, **shared)
    if name in ("Momentum", "Nesterov"):
        momentum = settings.get("momentum", 0.9)
        return optim.SGD(parameters, momentum=momentum, nesterov=name == "Nesterov", **shared)
    eps = settings.get("eps", 1e-8)
    if name == "RMSprop":
        return optim.RMSprop(parameters, alpha=settings.get("alpha", 0.99), eps=eps, **shared)
    betas = (settings.get("beta1", 0.9), settings.get("beta2", 0.999))
    kind = {"Adam": optim.Adam, "AdamW": optim.AdamW}[name]
    return kind(parameters, betas=betas, eps=eps, **shared)


def schedule(optimizer: optim.Optimizer, settings: dict[str, Any]) -> lr_scheduler.LRScheduler:
    """PyTorch's schedulers for settings in nnviz's names."""
    passes, factor = settings.get("schedule_passes", 1000), settings.get("schedule_factor", 0.1)
    rate, warm_up = settings["learning_rate"], settings.get("warm_up", 0)
    after: lr_scheduler.LRScheduler
    match settings.get("schedule", "constant"):
        case "step":
            after = lr_scheduler.StepLR(optimizer, passes, factor)
        case "cosine":
            after = lr_scheduler.CosineAnnealingLR(optimizer, passes, factor * rate)
        case _:
            after = lr_scheduler.ConstantLR(optimizer, 1.0)
    if not warm_up:
        return after
    grow = lr_scheduler.LinearLR(optimizer, 1 / warm_up, total_iters=warm_up - 1)
    return lr_scheduler.SequentialLR(optimizer, [grow, after], [warm_up])


def case(name: str, settings: dict[str, Any]) -> Case:
    """Ten steps over given gradients: values and moments after each, flat, and the rate of each."""
    rng = generator(name, settings)
    w, b = (nn.Parameter(torch.randn(*shape, generator=rng)) for shape in ((3, 4), (4,)))
    start = flat([w, b])
    optimizer = made(name, [w, b], settings)
    rates = schedule(optimizer, settings)
    gradients = torch.randn(STEPS, start.numel(), generator=rng)
    after: dict[str, list[Tensor]] = {key: [] for key in ("values", "rates", *MOMENTS[name])}
    for step in gradients:
        w.grad, b.grad = step[:12].reshape(3, 4).clone(), step[12:].clone()
        if "clip_value" in settings:
            nn.utils.clip_grad_value_([w, b], settings["clip_value"])
        if "clip_norm" in settings:
            nn.utils.clip_grad_norm_([w, b], settings["clip_norm"])
        after["rates"].append(torch.tensor(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        rates.step()
        after["values"].append(flat([w, b]))
        for key, theirs in MOMENTS[name].items():
            after[key].append(flat([optimizer.state[p][theirs] for p in (w, b)]))
    stacked = {key: torch.stack(found) for key, found in after.items()}
    return {"settings": settings}, {"start": start, "gradients": gradients, **stacked}


def flat(tensors: list[Tensor]) -> Tensor:
    """All cells of some tensors, one after another."""
    return torch.cat([tensor.detach().ravel() for tensor in tensors]).clone()


def cases(name: str) -> Callable[[], list[Case]]:
    return lambda: [case(name, own | shared) for own in OWN[name] for shared in SHARED]


CASES = {name: cases(name) for name in OWN}
"""For each optimizer the function that makes its cases."""
