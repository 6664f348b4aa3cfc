"""A wiring: the plans of all nodes of a network for one size of batch, each reading where another wrote.

Whoever makes one makes the calls of its plans: a prediction, a backward by hand, or a program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nnviz.nn.node import Node
from nnviz.nn.plan import Calls, Plan
from nnviz.nn.room import Room, Shape


class Wiring:
    """Rooms and plans for so many samples.

    Args:
        nodes: the nodes by name, each after its sources.
        sources: the names of each node's sources.
        input_shapes: the shape of each input by name, without the batch axis.
        output: the node, or the input, whose output is the network's.
        count: how many samples a pass has.
        dtype: the precision of all rooms.
        training: whether passes train, or only predict.

    Attributes:
        inputs: the rooms for the data, by the names of the inputs.
        plans: the plan of each node by its name.
        output: the room of the network's output.
        sums: by node or input, the calls that add up what comes back to it from several places.
        d_inputs: the gradient by each input of the network, by name; known when connected.
    """

    def __init__(
        self,
        nodes: Mapping[str, Node],
        sources: Mapping[str, Sequence[str]],
        input_shapes: Mapping[str, Shape],
        output: str,
        count: int,
        dtype: Any,
        training: bool,
    ) -> None:
        self._nodes, self._sources, self._output = nodes, sources, output
        self.count, self.training = count, training
        self.inputs = {name: Room.of_samples(count, shape, dtype) for name, shape in input_shapes.items()}
        self.plans: dict[str, Plan] = {}
        for name, node in nodes.items():
            rooms = [self._room(source) for source in sources[name]]
            self.plans[name] = node.plan(rooms, count, dtype, training)
        self.output = self._room(output)
        self.sums: dict[str, Calls] = {}
        self.d_inputs: dict[str, Room] = {}

    def _room(self, name: str) -> Room:
        return self.inputs[name] if name in self.inputs else self.plans[name].output

    def connect(self, d_output: Room) -> None:
        """Lets the gradient by the network's output be read from a room, and arranges all plans."""
        back: dict[str, list[Room]] = {name: [] for name in (*self.inputs, *self._nodes)}
        back[self._output].append(d_output)
        for name, node in reversed([*self._nodes.items()]):
            plan = self.plans[name]
            plan.d_output = self._joined(name, back[name])
            node.arrange(plan)
            for source, room in zip(self._sources[name], plan.d_inputs, strict=True):
                back[source].append(room)
        self.d_inputs = {name: self._joined(name, back[name]) for name in self.inputs}

    def _joined(self, name: str, rooms: Sequence[Room]) -> Room:
        """The one room that comes back to a place, or a room for the sum of several."""
        self.sums[name] = Calls()
        if len(rooms) == 1:
            return rooms[0]
        total = rooms[0].like()
        first, second, *others = (room.array for room in rooms)
        self.sums[name](np.add, first, second, total.array)
        for other in others:
            self.sums[name](np.add, total.array, other, total.array)
        return total

    def forward(self) -> None:
        """Fills the output from what lies in the inputs."""
        for plan in self.plans.values():
            plan.forward.run()

    def backward(self) -> None:
        """Fills ``d_inputs`` and the gradients of all parameters, after a forward."""
        for name, plan in reversed(self.plans.items()):
            self.sums[name].run()
            plan.backward()
        for name in self.inputs:
            self.sums[name].run()
