"""How each layer is written in PyTorch: one entry for every name in the registry.

Images go with their channels first there, (N, channels, rows, columns); every other array is as in nnviz.
"""

from __future__ import annotations

from collections.abc import Callable

from nnviz.dataclass import dataclass
from nnviz.nn import SettingError
from nnviz.session.export.node_place import NodePlace, padding


@dataclass(frozen=True)
class Written:
    """A layer in code.

    Attributes:
        call: what it gives, for a line of ``forward``; ``{0}`` and ``{1}`` are what it takes and ``{me}`` is
            the layer that ``make`` has made.
        make: how it is made, for a line of ``__init__``; empty if nothing has to be.
    """

    call: str
    make: str = ""


ONE = "{me}({0})"
FIRST, LAST = "{0}.permute(0, 3, 1, 2)", "{0}.permute(0, 2, 3, 1)"


def _made(make: str) -> Callable[[NodePlace], Written]:
    """A layer that PyTorch has, made with the settings of ours by their names."""
    return lambda place: Written(ONE, make.format(**place.settings))


def _dense(place: NodePlace) -> Written:
    return Written(ONE, f"nn.Linear({place.features}, {place.gives[0]})")


def _conv(place: NodePlace) -> Written:
    top, bottom, left, right = padding(place)
    set_to, call, around = place.settings, ONE, ""
    if (top, left) != (bottom, right):
        call = f"{{me}}(F.pad({{0}}, ({left}, {right}, {top}, {bottom})))"
    elif top or left:
        around = f", padding={top}" if top == left else f", padding=({top}, {left})"
    stride = f", stride={set_to['stride']}" if set_to["stride"] != 1 else ""
    sizes = f"{place.features}, {place.gives[-1]}, {set_to['kernel_size']}"
    return Written(call, f"nn.Conv2d({sizes}{stride}{around})")


def _batch_norm(place: NodePlace) -> Written:
    kept = round(1.0 - place.settings["momentum"], 15)  # PyTorch says how much of the new one is taken
    tail = f"({place.features}, eps={place.settings['epsilon']}, momentum={kept})"
    if place.on_images:
        return Written(ONE, f"nn.BatchNorm2d{tail}")
    if len(place.takes[0]) == 1:
        return Written(ONE, f"nn.BatchNorm1d{tail}")
    return Written("{me}({0}.flatten(0, -2)).view_as({0})", f"nn.BatchNorm1d{tail}")


def _layer_norm(place: NodePlace) -> Written:
    make = f"nn.LayerNorm({place.features}, eps={place.settings['epsilon']})"
    if place.on_images:
        return Written(FIRST.format("{me}(" + LAST + ")"), make)
    return Written(ONE, make)


def _softmax(place: NodePlace) -> Written:
    return Written(ONE, f"nn.Softmax(dim={1 if place.on_images else -1})")


def _flatten(place: NodePlace) -> Written:
    # cells are counted with channels last, so that the weights after it stay in their order
    return Written(f"{LAST}.flatten(1)" if place.on_images else "{0}.flatten(1)")


def _constant(place: NodePlace) -> Written:
    value, units = place.settings["value"], place.settings["units"]
    return Written(f"{place.first}.new_full((len({place.first}), {units}), {value!r})")


def _dropout(place: NodePlace) -> Written:
    return Written(ONE, f'Dropout({place.settings["rate"]!r}, MASKS["{place.name}"])')


TORCH_LAYERS: dict[str, Callable[[NodePlace], Written]] = {
    "Add": lambda place: Written("{0} + {1}"),
    "AvgPool2D": _made("nn.AvgPool2d({window}, stride={stride})"),
    "BatchNorm": _batch_norm,
    "Constant": _constant,
    "Conv2D": _conv,
    "Dense": _dense,
    "Dropout": _dropout,
    "ELU": _made("nn.ELU({alpha})"),
    "Flatten": _flatten,
    "GELU": _made("nn.GELU()"),
    "LayerNorm": _layer_norm,
    "LeakyReLU": _made("nn.LeakyReLU({slope})"),
    "MaxPool2D": _made("nn.MaxPool2d({window}, stride={stride})"),
    "Mul": lambda place: Written("{0} * {1}"),
    "ReLU": _made("nn.ReLU()"),
    "SiLU": _made("nn.SiLU()"),
    "Sigmoid": _made("nn.Sigmoid()"),
    "Softmax": _softmax,
    "Softplus": _made("nn.Softplus()"),
    "Step": _made("Step({threshold!r})"),
    "Tanh": _made("nn.Tanh()"),
}
"""How a layer is written, by its type's name in the registry."""

HELPERS = {
    "BatchNorm": '''\
def normalised(layer, x):
    """What a BatchNorm makes of a share of a batch in training, with the means of the whole batch."""
    axes, shape = [0, *range(2, x.dim())], [1, -1] + [1] * (x.dim() - 2)
    count = torch.tensor(x.numel() // x.shape[1], dtype=x.dtype, device=x.device)
    dist.all_reduce(count)
    mean = all_reduce(x.sum(axes)) / count
    far = x - mean.view(shape)
    variance = all_reduce((far * far).sum(axes)) / count
    with torch.no_grad():
        layer.running_mean.lerp_(mean, layer.momentum)
        layer.running_var.lerp_(variance * count / (count - 1), layer.momentum)
        layer.num_batches_tracked += 1
    scale = layer.weight / torch.sqrt(variance + layer.eps)
    return far * scale.view(shape) + layer.bias.view(shape)


def synchronise(network):
    """Lets every BatchNorm take its means over the shares of all processes, and gradients go back to them."""
    for layer in network.modules():
        if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):
            layer.forward = partial(normalised, layer)
''',
    "Dropout": '''\
class Dropout(nn.Module):
    """Switches a share of the values off and lets the others grow; nnviz's very masks, which NumPy draws."""

    whole, first, last = 0, 0, 0  # samples of the batch, and which of them this process has

    def __init__(self, rate, state):
        super().__init__()
        self.rate, self.generator = rate, np.random.Generator(np.random.PCG64())
        self.generator.bit_generator.state = state

    def forward(self, x):
        if not self.training:
            return x
        images = x.dim() == 4  # masks are drawn with channels last
        shape = x.permute(0, 2, 3, 1).shape if images else x.shape
        drawn = self.generator.random((Dropout.whole, *shape[1:]))[Dropout.first : Dropout.last]
        mask = torch.as_tensor((drawn >= self.rate) * (1 / (1 - self.rate)), device=x.device)
        return x * (mask.permute(0, 3, 1, 2) if images else mask)
''',
    "Step": '''\
class Step(nn.Module):
    """1 above a threshold, else 0; flat on both sides, so its gradient is 0."""

    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def forward(self, x):
        return (x > self.threshold).to(x.dtype) + 0 * x
''',
}
"""The layers that PyTorch has not, or not with the same numbers."""


def torch_layer(place: NodePlace) -> Written:
    """A layer in code.

    Raises:
        SettingError: nobody has said how it is written; it is named.
    """
    if place.type not in TORCH_LAYERS:
        raise SettingError("{0}: how a {1} is written in PyTorch is not known", place.node.name, place.type)
    return TORCH_LAYERS[place.type](place)
