"""A network as its user meets it: made of nodes or layers, then run, trained and looked into.

A graph joins named nodes in any way without a circle; ``Sequential`` is sugar for a chain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from nnviz.nn.batches import Batches
from nnviz.nn.data import as_numbers, check_samples
from nnviz.nn.describe import Array
from nnviz.nn.errors import DataError, GraphError, SettingError, ShapeError
from nnviz.nn.initializers import Initializer
from nnviz.nn.node import Loss, Node, written
from nnviz.nn.optimizer import Optimizer
from nnviz.nn.program import Program, Written, input_keys
from nnviz.nn.room import Room, Shape
from nnviz.nn.topology import Part, Topology
from nnviz.nn.trace import Trace, record
from nnviz.nn.wiring import Wiring

INPUT = "input"
"""The name of the place where data enter a network with one input."""

TARGETS = "targets"
"""How errors call what a network is to learn."""


class Graph(Topology):
    """A network of named nodes; see :class:`~nnviz.nn.topology.Topology` for how one is made.

    Data are an array (N, ...) for a network with one input, and for several a mapping from the inputs'
    names to theirs.
    """

    _by_hand: Wiring | None = None
    _d_output: Room
    _program: Program | None = None

    def twin(self) -> Graph:
        """A second network of the same making with values, memories and working arrays of its own."""
        remake, given = self.__reduce__()
        return remake(*given)

    def __reduce__(self) -> tuple[Callable[..., Graph], tuple[Any, ...]]:
        """What a twin is made of, also one in another process: how it is made, what its nodes remember, and
        its values, but not what a pass needs to run."""
        nodes = {name: (type(node), node.settings(), self.sources[name]) for name, node in self.nodes.items()}
        memories = {name: node.capture() for name, node in self.nodes.items()}
        made_as = nodes, dict(self.input_shapes), self.output, self.dtype
        return _remade, (*made_as, self.values.copy(), memories)

    # -- passes by hand -------------------------------------------------------------------------

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """The output (N, ...) for one array (N, ...) per input, in the order of ``input_shapes``.

        Raises:
            DataError: not one array per input, not as many samples in each, or none at all.
            ShapeError: an array of another shape than the input's.
        """
        arrays = self._checked(inputs)
        count = len(arrays[0])
        wiring = self._by_hand
        if wiring is None or wiring.count != count or wiring.training != training:
            wiring = self._by_hand = self.wiring(count, training)
            self._d_output = wiring.output.like()
            wiring.connect(self._d_output)
        for room, array in zip(wiring.inputs.values(), arrays, strict=True):
            np.copyto(room.array, array)
        wiring.forward()
        return wiring.output.array.copy("C")

    def backward(self, d_output: Array) -> Array | tuple[Array, ...]:
        """The gradient by the input (by each, if there are several) after a :meth:`forward`.

        Adds the gradients by the parameters into ``parameter.grad``.

        Raises:
            GraphError: there was no forward to go back from.
            ShapeError: the gradient is not shaped like the output.
        """
        wiring = self._by_hand
        if wiring is None:
            raise GraphError("backward needs a forward before it")
        given = np.asarray(d_output, self.dtype)
        if given.shape != self._d_output.array.shape:
            raise ShapeError("the gradient by the output", self._d_output.array.shape, given.shape)
        np.copyto(self._d_output.array, given)
        before = self.gradients.copy()
        wiring.backward()
        np.add(self.gradients, before, self.gradients)
        found = tuple(room.array.copy("C") for room in wiring.d_inputs.values())
        return found[0] if len(found) == 1 else found

    def predict(self, *inputs: Array) -> Array:
        """The output for one array per input, as it is when nothing is being trained."""
        return self.forward(*inputs, training=False)

    def predict_recorded(self, *inputs: Array) -> Written:
        """What every node takes and gives in a :meth:`predict`, as copies: an input's Y, and of a node X, Y
        and what else its forward finds, (N, ...) each, by node and key."""
        self.predict(*inputs)
        wiring = self._by_hand
        assert wiring is not None
        found: Written = {name: {"Y": room.array.copy("C")} for name, room in wiring.inputs.items()}
        for name, plan in wiring.plans.items():
            keys = input_keys(len(self.sources[name]))
            taken = {key: found[source]["Y"] for key, source in zip(keys, self.sources[name], strict=True)}
            given = {"Y": plan.output.array, **plan.extras}
            found[name] = taken | {key: array.copy("C") for key, array in given.items()}
        return found

    def clear_gradients(self) -> None:
        """Sets the gradient of every parameter to 0, before the next sum of backwards."""
        self.gradients.fill(0.0)

    def _checked(self, inputs: Sequence[Any]) -> list[Array]:
        """The inputs in the network's precision."""
        if len(inputs) != len(self.input_shapes):
            raise DataError(f"expected {len(self.input_shapes)} inputs, given {len(inputs)}")
        arrays = [np.asarray(array, self.dtype) for array in inputs]
        for array, (name, shape) in zip(arrays, self.input_shapes.items(), strict=True):
            if array.shape[1:] != shape or array.ndim != len(shape) + 1:
                raise ShapeError(name, written(shape), array.shape)
            if len(array) != len(arrays[0]):
                raise DataError(f"{name}: expected {len(arrays[0])} samples, given {len(array)}")
        return arrays

    # -- training -------------------------------------------------------------------------------

    def fit(
        self,
        x: Any,
        y: Any,
        loss: Loss,
        optimizer: Optimizer,
        epochs: int = 1,
        batch_size: int = 32,
        shuffle: bool = False,
        rng: int = 0,
    ) -> list[float]:
        """Trains over the data and gives the mean E of every epoch, over its passes.

        Afterwards every ``parameter.grad`` is 0 again, ready for a :meth:`backward` by hand.
        With the same loss and optimizer again it goes on where it stopped, moments and all; with
        others these begin anew.

        Args:
            x: the inputs; see the class.
            y: the targets (N, ...), in any form that the loss takes.
            epochs: how often every sample is learned from.
            batch_size: samples a pass; the last pass of an epoch may have fewer.
            shuffle, rng: whether each epoch has an order of its own, and the seed it is drawn from.

        Raises:
            DataError: data that are empty, not numbers, not finite or not as many of each; a target
                that the loss cannot judge.
            ShapeError: an array of another shape than the network's.
            SettingError: a number of epochs or a size of batch that is none.
            SizeError: a batch that would not fit into memory.
        """
        if isinstance(epochs, bool) or not isinstance(epochs, (int, np.integer)) or epochs < 0:
            raise SettingError(f"epochs must be a whole number of at least 0, given {epochs!r}")
        program = self._program_of(loss, optimizer)
        batches = Batches(self._learnable(x, y, loss), batch_size, shuffle, rng)
        each = range(batches.per_epoch)
        errors = [
            sum(program.run(*batches.next().arrays) for _ in each) / batches.per_epoch for _ in range(epochs)
        ]
        self.clear_gradients()
        return errors

    def record_pass(self, x: Any, y: Any, loss: Loss, optimizer: Optimizer) -> Trace:
        """Runs one pass over all the samples as one batch, update and all, and records it.

        Arguments and errors are those of :meth:`fit`.
        """
        trace = record(self._program_of(loss, optimizer), *self._learnable(x, y, loss))
        self.clear_gradients()
        return trace

    def _program_of(self, loss: Loss, optimizer: Optimizer) -> Program:
        program = self._program
        if program is None or program.loss is not loss or program.optimizer is not optimizer:
            program = self._program = Program(self, loss, optimizer)
        return program

    def _learnable(self, x: Any, y: Any, loss: Loss) -> tuple[Array, ...]:
        """The inputs and the targets, checked, as passes read them."""
        given = dict(x) if isinstance(x, Mapping) else {next(iter(self.input_shapes)): x}
        if given.keys() != self.input_shapes.keys():
            names, known = ", ".join(map(str, given)), ", ".join(self.input_shapes)
            raise DataError(f"inputs must be given for {known}, given {names}")
        inputs = {name: as_numbers("fit", name, given[name], self.dtype) for name in self.input_shapes}
        targets = as_numbers("fit", TARGETS, y, np.float64)
        check_samples("fit", {**inputs, TARGETS: targets})
        for name, shape in self.input_shapes.items():
            if inputs[name].shape[1:] != shape:
                raise ShapeError(name, written(shape), inputs[name].shape)
        return (*inputs.values(), loss.targets(targets, self.shapes[self.output], self.dtype))


def _remade(
    nodes: Mapping[str, tuple[type[Node], Mapping[str, Any], tuple[str, ...]]],
    input_shapes: Mapping[str, Shape],
    output: str,
    dtype: Any,
    values: Array,
    memories: Mapping[str, Any],
) -> Graph:
    """The network that :meth:`Graph.__reduce__` tells of."""
    parts: dict[str, Part] = {
        name: (kind(**settings), sources) for name, (kind, settings, sources) in nodes.items()
    }
    graph = Graph(parts, input_shapes, output, dtype)
    graph.values[...] = values
    for name, remembered in memories.items():
        graph.nodes[name].restore(remembered)
    return graph


class Sequential(Graph):
    """A chain of layers, each fed by the one before it.

    Args:
        layers: the layers from input to output, at least one.
        input_shape: the shape of one sample, such as ``(2,)``.
        rng: the generator the weights are drawn from, or the seed of one.
        initializer: the name of the way the weights are drawn.
        dtype: ``float64`` or ``float32``.
    """

    def __init__(
        self,
        layers: Sequence[Node],
        input_shape: Shape,
        rng: np.random.Generator | int = 0,
        initializer: str | Initializer = "glorot",
        dtype: Any = np.float64,
    ) -> None:
        if not layers:
            raise GraphError("a network needs at least one layer, given none")
        nodes: dict[str, Part] = {}
        previous = INPUT
        for number, layer in enumerate(layers, start=1):
            name = f"{type(layer).__name__.lower()}_{number}"
            nodes[name] = (layer, (previous,))
            previous = name
        super().__init__(nodes, {INPUT: tuple(input_shape)}, previous, dtype)
        self.initialize(initializer, rng)
