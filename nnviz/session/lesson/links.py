"""The links in a lesson's text that do something: ``[0.5](nnviz:rate/0.5)`` sets the learning rate.

Each is a word and what it is done with, parted by slashes; places count from 1, as on the screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from nnviz.dataclass import dataclass
from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.choices import COLOURS, PANELS, Unit
from nnviz.session.edits import Edit

SCHEME = "nnviz:"


@dataclass(frozen=True)
class ShowPanel:
    """Open a panel and bring it to the front."""

    panel: str


@dataclass(frozen=True)
class ColourBy:
    """Colour the network by weights, activations or gradients."""

    colour: str


@dataclass(frozen=True)
class LookAtSample:
    """Look at a sample of the batch, from 0."""

    sample: int


@dataclass(frozen=True)
class OpenWeight:
    """Open the card of a weight."""

    weight: Weight


@dataclass(frozen=True)
class OpenLesson:
    """Leave this lesson for another."""

    name: str


Wish = ShowPanel | ColourBy | LookAtSample | OpenWeight | OpenLesson | commands.Command
"""What a link does: something with the view, or a command for the run."""


def _number(text: str) -> float:
    return float(text)


def _place(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise ValueError(f"expected a whole number from 1, given {text!r}")
    return int(text) - 1


def _index(texts: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(_place(text) for text in texts)


def _one_of(word: str, allowed: tuple[str, ...]) -> str:
    if word not in allowed:
        raise ValueError(f"{word!r} is unknown; known: {', '.join(allowed)}")
    return word


def _step(unit: str, way: str = "forward") -> commands.Step:
    units = {each.value: each for each in Unit}
    return commands.Step(units[_one_of(unit, tuple(units))], _one_of(way, ("forward", "back")) == "forward")


def _set(node: str, key: str, *rest: str) -> commands.MakeEdit:
    *index, value = rest
    return commands.MakeEdit(Edit(node, key, _index(tuple(index)), _number(value)))


def _go(operation: str, formula: str = "") -> Wish:
    position = _place(operation) + 1
    if formula:
        return commands.GoToFormula(position, _place(formula) + 1)
    return commands.GoToPosition(position)


LINKS: Mapping[str, Callable[..., Wish]] = {
    "run": commands.Play,
    "pause": commands.Pause,
    "reset": commands.Reset,
    "train": lambda epochs: commands.TrainEpochs(_place(epochs) + 1),
    "step": _step,
    "operation": _go,
    "start": lambda: commands.GoToPosition(0),
    "end": commands.GoToEnd,
    "epoch": lambda epoch: commands.GoToEpoch(_place(epoch) + 1),
    "rewind": commands.RewindHere,
    "rate": lambda value: commands.SetLearningRate(_number(value)),
    "seed": lambda seed, *initializer: commands.NewWeights(int(seed), *initializer),
    "set": _set,
    "weight": lambda node, key, *index: OpenWeight(Weight(node, key, _index(index))),
    "sample": lambda number: LookAtSample(_place(number)),
    "colour": lambda colour: ColourBy(_one_of(colour, COLOURS)),
    "panel": lambda panel: ShowPanel(_one_of(panel, PANELS)),
    "lesson": OpenLesson,
}
"""What each word makes of what follows it."""


def parse(link: str) -> Wish:
    """What a link does.

    Raises:
        ValueError: it is none, or not of a known form; the message says what is.
    """
    if not link.startswith(SCHEME):
        raise ValueError(f"link {link!r} must begin with {SCHEME!r}")
    word, *rest = link.removeprefix(SCHEME).split("/")
    if word not in LINKS:
        raise ValueError(f"link {link!r}: {word!r} is unknown; known: {', '.join(LINKS)}")
    make: Callable[..., Any] = LINKS[word]
    try:
        wish: Wish = make(*rest)
    except TypeError as error:
        raise ValueError(f"link {link!r}: {word!r} takes another number of parts") from error
    except ValueError as error:
        raise ValueError(f"link {link!r}: {error}") from error
    return wish


def links_in(markdown: str) -> tuple[str, ...]:
    """The targets of all links in a text, in order."""
    return tuple(re.findall(r"\]\(([^)\s]*)\)", markdown))
