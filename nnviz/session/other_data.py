"""Gives a run in training other data: other features of its points, or other points.

What comes of it is a run of its own, which begins where the other one stood: with its weights, learning rate
and activations. The other run is left as it is, so that going back to it takes the change back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass
from nnviz.nn import NetworkState, SettingError
from nnviz.nn.derive.weight import parameter_of
from nnviz.nn.freezing import Frozen
from nnviz.nn.topology import Topology
from nnviz.session.cursor import Place
from nnviz.session.data.features import FEATURES, PLAIN, are_of_plane, axes_of, check_features
from nnviz.session.data.watching import Steps, between, followed
from nnviz.session.setup import Part, Values

if TYPE_CHECKING:
    from nnviz.session.run import Run


@dataclass(frozen=True)
class Points:
    """Points that were drawn by hand, as plain data.

    Attributes:
        inputs: the coordinates of each: two of a plane, one on a line.
        targets: what each should be answered with.
        extent: from where to where the picture reached in which they were drawn.
    """

    inputs: tuple[tuple[float, ...], ...]
    targets: tuple[float, ...]
    extent: tuple[float, float]


def with_features(run: Run, features: Sequence[str]) -> Run:
    """A run of the same network with other features of the same points: weights of features that stay are
    kept, those of new ones drawn as the first weights were.

    Raises:
        SettingError: the data are no points of a plane, or these features cannot be chosen.
    """
    return followed(making_with_features(run, features))


def making_with_features(run: Run, features: Sequence[str]) -> Steps[Run]:
    """The same, step by step."""
    check_features(features)
    if not are_of_plane(run.data):
        raise SettingError("features can be chosen of data with two inputs only")
    before, after = run.data.features or PLAIN, tuple(features)
    if len(before) == len(after) and before != after:  # by way of both, so that shapes tell what is kept
        both = tuple(name for name in FEATURES if name in before or name in after)
        wider = yield from between(0.0, 0.5, making_with_features(run, both))
        return (yield from between(0.5, 1.0, making_with_features(wider, after)))
    setup = replace(run.setup, features=() if after == PLAIN else after, start=None)
    limit, steps = run.status().past_limit, run.making_another(replace(setup, values=(), frozen=()))
    bare = (yield from between(0.0, 0.4, steps)).program.graph
    fitting = tuple(each for each in setup.values if each.are.shape == _shape(bare, each))
    frozen = tuple(each for each in run.coming_frozen if not each.key or _fits(run, bare, each))
    steps = run.making(replace(setup, values=fitting, frozen=frozen), limit)
    made = yield from between(0.4, 0.9, steps)
    yield 0.9
    _keep_weights(run.program.graph, made.program.graph, before, after)
    _begin(run, made, NetworkState.capture(made.program))
    return made


def with_points(run: Run, points: Points) -> Run:
    """A run of the same network with other points: everything that training has come to is kept.

    Raises:
        NnError: there are no points, or the network does not take such.
    """
    return followed(making_with_points(run, points))


def making_with_points(run: Run, points: Points) -> Steps[Run]:
    """The same, step by step."""
    name, setup = next(iter(run.data.inputs)), replace(run.setup, frozen=run.coming_frozen)
    labels = axes_of(run.data) if are_of_plane(run.data) else run.data.labels.get(name, ())
    settings = {
        "inputs": {name: [list(point) for point in points.inputs]},
        "targets": [[target] for target in points.targets],
        "labels": {name: list(labels)},
        "extent": list(points.extent),
    }
    whole = 1 < len(run.data) <= setup.batch_size
    size = max(1, len(points.inputs)) if whole else setup.batch_size
    drawn = Part("values", settings)
    other, limit = replace(setup, data=drawn, batch_size=size, start=None), run.status().past_limit
    made = yield from between(0.0, 0.9, run.making(other, limit))
    yield 0.9
    state = NetworkState.capture(run.program)
    _begin(run, made, replace(state, optimizer={**state.optimizer, "frozen": made.program.optimizer.frozen}))
    return made


def _begin(run: Run, made: Run, state: NetworkState) -> None:
    """Lets a run begin from a state, with its cursor within the pass where that of the other run stood; where
    that one has met a value that is not finite, from its first weights."""
    if run.fault:
        return
    made.begin_from(state, run.coming_kinds, run.status().learning_rate)
    if 0 < run.place.position < len(run.stage.operations):
        made.go_to(made.ruler.number(Place(0, run.place.position)))


def _shape(graph: Topology, values: Values) -> tuple[int, ...]:
    return parameter_of(graph, values.layer, values.key).value.shape


def _fits(run: Run, other: Topology, what: Frozen) -> bool:
    """Whether a parameter has the same shape in both networks."""
    graphs = run.program.graph, other
    shapes = [parameter_of(graph, what.layer, what.key).value.shape for graph in graphs]
    return shapes[0] == shapes[1]


def _keep_weights(old: Topology, new: Topology, before: Sequence[str], after: Sequence[str]) -> None:
    """Copies every parameter to the other network; of one with a row a feature, rows of those that stay."""
    stay = [name for name in after if name in before]
    there, here = [after.index(name) for name in stay], [before.index(name) for name in stay]
    for name, node in new.nodes.items():
        for was, now in zip(old.nodes[name].parameters, node.parameters, strict=True):
            if was.value.shape == now.value.shape:
                now.value[...] = was.value
            elif (len(was.value), len(now.value)) == (len(before), len(after)):
                now.value[there] = was.value[here]
