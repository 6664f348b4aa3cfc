"""How each loss and each optimizer is written in PyTorch: one entry for every name in the registry.

A loss is code that defines ``criterion``; an optimizer says which class it is and what it remembers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from nnviz.dataclass import dataclass
from nnviz.nn import Loss, Optimizer, SettingError

_AT_LEAST = '''\
def at_least(shares):
    """Shares of which none counts as less than 1e-12; the gradient goes on as if nothing had been done."""
    return shares + (1e-12 - shares).clamp(min=0).detach()


'''

TORCH_LOSSES: dict[str, str] = {
    "BinaryCrossEntropy": _AT_LEAST
    + '''\
def criterion(prediction, target):
    """-mean(T ln Y + (1 - T) ln(1 - Y))"""
    yes, no = at_least(prediction).log(), at_least(1 - prediction).log()
    return -(target * yes + (1 - target) * no).mean()
''',
    "CrossEntropy": _AT_LEAST
    + '''\
def criterion(prediction, target):
    """-1/N sum(T ln Y), for shares Y such as those of a softmax"""
    return -(target * at_least(prediction).log()).sum() / len(prediction)
''',
    "HalfMSE": '''\
def criterion(prediction, target):
    """Half the mean of the squared differences."""
    return F.mse_loss(prediction, target) / 2
''',
    "Hinge": '''\
def criterion(prediction, target):
    """mean max(0, 1 - T Y), for targets of -1 and 1"""
    return F.relu(1 - target * prediction).mean()
''',
    "MAE": "criterion = nn.L1Loss()\n",
    "MSE": "criterion = nn.MSELoss()\n",
    "SigmoidCrossEntropy": "criterion = nn.BCEWithLogitsLoss()\n",
    "SoftmaxCrossEntropy": "criterion = nn.CrossEntropyLoss()\n",
    "WeightedSum": '''\
def criterion(prediction, target):
    """The sum of all outputs, each times its weight."""
    return (target * prediction).sum()
''',
}
"""The loss in code, by its type's name in the registry."""

SUMMED = frozenset({"WeightedSum"})
"""The losses that are summed over the batch; all others are means."""


@dataclass(frozen=True)
class Memory:
    """What PyTorch calls what an optimizer remembers.

    Attributes:
        keys: PyTorch's name by ours.
        counts: whether it counts its steps for every parameter.
    """

    keys: dict[str, str] = field(default_factory=dict)
    counts: bool = False


@dataclass(frozen=True)
class WrittenOptimizer:
    """An optimizer in code: how it is made from ``network.parameters()``, and what it remembers."""

    make: str
    memory: Memory = field(default_factory=Memory)


_VELOCITY = Memory({"V": "momentum_buffer"})
_MOMENTS = Memory({"M": "exp_avg", "V": "exp_avg_sq"}, counts=True)


def _decay(optimizer: Optimizer) -> str:
    return f", weight_decay={optimizer.weight_decay!r}" if optimizer.weight_decay else ""


def _momentum(nesterov: bool) -> Callable[[Optimizer], WrittenOptimizer]:
    def write(optimizer: Optimizer) -> WrittenOptimizer:
        share = vars(optimizer)["momentum"]
        looks_ahead = ", nesterov=True" if nesterov and share else ""  # which PyTorch refuses without a share
        make = f"torch.optim.SGD(parameters, lr=RATE, momentum={share!r}{looks_ahead}{_decay(optimizer)})"
        return WrittenOptimizer(make, _VELOCITY)

    return write


def _adam(name: str) -> Callable[[Optimizer], WrittenOptimizer]:
    def write(optimizer: Optimizer) -> WrittenOptimizer:
        own = vars(optimizer)
        betas = f"betas=({own['beta1']!r}, {own['beta2']!r}), eps={own['eps']!r}"
        decay = f", weight_decay={optimizer.weight_decay!r}"
        return WrittenOptimizer(f"torch.optim.{name}(parameters, lr=RATE, {betas}{decay})", _MOMENTS)

    return write


def _rmsprop(optimizer: Optimizer) -> WrittenOptimizer:
    own = vars(optimizer)
    settings = f"alpha={own['alpha']!r}, eps={own['eps']!r}{_decay(optimizer)}"
    made = f"torch.optim.RMSprop(parameters, lr=RATE, {settings})"
    return WrittenOptimizer(made, Memory({"S": "square_avg"}, counts=True))


TORCH_OPTIMIZERS: dict[str, Callable[[Optimizer], WrittenOptimizer]] = {
    "Adam": _adam("Adam"),
    "AdamW": _adam("AdamW"),
    "Momentum": _momentum(False),
    "Nesterov": _momentum(True),
    "RMSprop": _rmsprop,
    "SGD": lambda optimizer: WrittenOptimizer(f"torch.optim.SGD(parameters, lr=RATE{_decay(optimizer)})"),
}
"""The optimizer in code, by its type's name in the registry."""


def torch_loss(loss: Loss) -> str:
    """A loss in code.

    Raises:
        SettingError: nobody has said how it is written; it is named.
    """
    name = type(loss).__name__
    if name not in TORCH_LOSSES:
        raise SettingError("how the loss {0} is written in PyTorch is not known", name)
    return TORCH_LOSSES[name]


def torch_optimizer(optimizer: Optimizer) -> WrittenOptimizer:
    """An optimizer in code; likewise."""
    name = type(optimizer).__name__
    if name not in TORCH_OPTIMIZERS:
        raise SettingError("how the optimizer {0} is written in PyTorch is not known", name)
    return TORCH_OPTIMIZERS[name](optimizer)
