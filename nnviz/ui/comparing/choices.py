"""What can be otherwise in a second network, and what there is to choose from for each.

It reads the registry, so a new activation, optimizer or loss is among the choices by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QCoreApplication

from nnviz.dataclass import dataclass
from nnviz.nn import INITIALIZERS, registry
from nnviz.session.comparing import variants
from nnviz.session.data import Dataset
from nnviz.session.edits import activations
from nnviz.session.lesson import Lesson
from nnviz.session.setup import Setup
from nnviz.ui.comparing.words import title_of
from nnviz.ui.language import translate_nn

HIDDEN, ALL = "hidden", "all"
"""Which activations are replaced; else the name of one."""


class What(Enum):
    """What can be otherwise."""

    ACTIVATION = "activation"
    INITIALIZER = "initializer"
    OPTIMIZER = "optimizer"
    RATE = "rate"
    LOSS = "loss"
    WITHOUT = "without"
    LESSON = "lesson"


@dataclass(frozen=True)
class Choices:
    """What there is to choose from for a network.

    Args:
        setup: what the network is made from.
        data: what it learns from.
        lessons: all lessons; those with the same data are among the choices.
        language: for their titles.
    """

    setup: Setup
    data: Dataset
    lessons: tuple[Lesson, ...]
    language: str

    def offered(self) -> list[What]:
        """What can be otherwise at all."""
        return [what for what in What if what is What.RATE or self.values(what)]

    def values(self, what: What) -> dict[str, str]:
        """The values of one of them but the present one, each with its title; none of a rate."""
        setup = self.setup
        tables: Mapping[What, Callable[[], dict[str, str]]] = {
            What.ACTIVATION: lambda: _titles(activations()) if variants.activation_layers(setup) else {},
            What.INITIALIZER: lambda: {
                name: translate_nn(item.title)
                for name, item in INITIALIZERS.items()
                if name != setup.initializer
            },
            What.OPTIMIZER: lambda: _titles(registry.optimizers(), setup.optimizer.type),
            What.LOSS: lambda: _titles(registry.losses(), setup.loss.type),
            What.WITHOUT: lambda: _titles(
                kind for kind in variants.REGULARIZERS if any(part.type == kind for part in setup.layers)
            ),
            What.LESSON: lambda: {each.name: each.title(self.language) for each in self._fitting()},
        }
        return tables[what]() if what in tables else {}

    def _fitting(self) -> list[Lesson]:
        """The lessons with the same data in the same batches, but for the one that is open."""
        return [
            each
            for each in self.lessons
            if _learns_alike(each.setup, self.setup) and each.setup != self.setup
        ]

    def places(self) -> dict[str, str]:
        """Where another activation can be put, with a name for each."""
        translate, setup = QCoreApplication.translate, self.setup
        hidden, found = variants.hidden_activations(setup), variants.activation_layers(setup)
        many = {}
        if len(hidden) > 1 or (hidden and hidden != found):
            many[HIDDEN] = translate("Comparing", "in all hidden layers")
        if len(found) > len(hidden) or HIDDEN not in many:
            many[ALL] = translate("Comparing", "in all layers")
        numbers = {part.name_at(n): (part.type, n) for n, part in enumerate(setup.layers, 1)}
        one = translate("Comparing", "in layer {0} ({1})")
        ones = {
            name: one.format(numbers[name][1], translate_nn(title_of(numbers[name][0]))) for name in found
        }
        return many | (ones if len(found) > 1 else {})

    def variant(self, what: What, value: str, where: str, rate: float) -> Setup:
        """The setup with that otherwise."""
        setup = self.setup
        match what:
            case What.ACTIVATION:
                lists = {HIDDEN: variants.hidden_activations, ALL: variants.activation_layers}
                names = lists[where](setup) if where in lists else (where,)
                return variants.with_activation(setup, value, names)
            case What.INITIALIZER:
                return replace(setup, initializer=value)
            case What.OPTIMIZER:
                return variants.with_optimizer(setup, value, rate)
            case What.RATE:
                return variants.with_optimizer(setup, setup.optimizer.type, rate)
            case What.LOSS:
                return variants.with_loss(setup, value)
            case What.WITHOUT:
                return variants.left_out(setup, value, [*self.data.inputs])
            case What.LESSON:
                found = next(each.setup for each in self._fitting() if each.name == value)
                return replace(found, start=None)

    def preferred(self, what: What) -> str:
        """The value that a person most likely wants to see, where there is one."""
        kinds = {part.type for part in self.setup.layers}
        wishes = {
            What.ACTIVATION: "Sigmoid" if "ReLU" in kinds else "ReLU",
            What.INITIALIZER: "he" if self.setup.initializer != "he" else "zeros",
            What.OPTIMIZER: "Adam" if self.setup.optimizer.type != "Adam" else "SGD",
        }
        return wishes.get(what, "")


def _titles(kinds: Iterable[str], present: str = "") -> dict[str, str]:
    return {kind: translate_nn(title_of(kind)) for kind in kinds if kind != present}


def _learns_alike(one: Setup, other: Setup) -> bool:
    def batches(setup: Setup) -> tuple[object, ...]:
        shown = (setup.shuffle, setup.batch_seed if setup.shuffle else 0)
        return setup.data, setup.features, setup.batch_size, *shown

    return batches(one) == batches(other)
