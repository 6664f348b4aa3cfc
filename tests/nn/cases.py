"""A node that is built for some shape and fed with some inputs, for the tests that know no node by name.

What a node takes is found by asking it, so a new one needs nothing here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from nnviz.nn import Loss, NnError, Node, ShapeError
from nnviz.nn.describe import Description, Setting, gradient_of
from nnviz.nn.initializers import initializer
from nnviz.nn.program import input_keys


class Case:
    """A node built for some shape, with inputs, a gradient for its output, and no two equal cells.

    No input is 0 and neighbouring values are far apart next to the step of a central difference,
    so that no kink (of a ReLU, of a maximum, of a margin) lies between the two sides of one.
    """

    def __init__(self, kind: type[Node], draw: st.DataObject, dtype: Any = np.float64) -> None:
        self.rng = np.random.default_rng(draw.draw(st.integers(0, 10_000), label="seed"))
        chosen = {item.name: draw.draw(_values(item), label=item.name) for item in kind.description.settings}
        self.node = kind(**chosen)
        self.is_loss = isinstance(self.node, Loss)
        batch = draw.draw(st.integers(1, 4), label="batch") if self.node.inputs else 1
        self.batch = batch
        self.shape = draw.draw(_shapes(self.node), label="shape")
        self.inputs = self._inputs((batch, *self.shape), dtype, draw)
        self.shapes = tuple(array.shape[1:] for array in self.inputs)
        self.output_shape = self.node.output_shape(*self.shapes)
        self.node.build(*self.shapes, dtype=dtype)
        self.node.initialize(initializer("uniform"), self.rng)
        self._start = self.node.capture()
        full = () if self.is_loss else (batch, *self.output_shape)
        self.d_output = np.asarray(self.rng.uniform(0.5, 1.5, full)).astype(dtype)
        for array in (*self.inputs, self.d_output):
            array.flags.writeable = False

    def _inputs(self, shape: tuple[int, ...], dtype: Any, draw: st.DataObject) -> list[np.ndarray]:
        if not self.is_loss:
            return [self._numbers(shape).astype(dtype) for _ in range(self.node.inputs)]
        pairs = [(x, t) for x in self._predictions(shape) for t in self._targets(shape) if self._takes(x, t)]
        chosen = pairs[draw.draw(st.integers(0, len(pairs) - 1), label="prediction and target")]
        return [array.astype(dtype) for array in chosen]

    def _places(self, shape: tuple[int, ...]) -> np.ndarray:
        """The middles of as many equal parts of 0 … 1 as there are cells, in any order."""
        count = int(np.prod(shape))
        return (self.rng.permutation(count).reshape(shape) + 0.5) / count

    def _numbers(self, shape: tuple[int, ...]) -> np.ndarray:
        return 4.0 * self._places(shape) - 2.0 + 0.25 / np.prod(shape)

    def _predictions(self, shape: tuple[int, ...]) -> list[np.ndarray]:
        """What a loss may be asked to judge: numbers of both signs, or numbers from 0 to 1."""
        return [self._numbers(shape), 0.1 + 0.8 * self._places(shape)]

    def _targets(self, shape: tuple[int, ...]) -> list[np.ndarray]:
        """What a loss may judge by: numbers none of which is a prediction, shares of one, the same
        all on one class, −1 and 1, the numbers of classes."""
        numbers = self._numbers(shape) + 1.0 / np.prod(shape)
        shares, classes = self._places(shape), self.rng.integers(0, shape[-1], shape[:-1])
        signs = self.rng.choice([-1.0, 1.0], shape)
        all_on_one = np.eye(shape[-1])[classes]
        return [numbers, shares / shares.sum(axis=-1, keepdims=True), all_on_one, signs, classes]

    def _takes(self, prediction: np.ndarray, target: np.ndarray) -> bool:
        judge = type(self.node)(**self.node.settings())
        try:
            judge.output_shape(prediction.shape[1:], target.shape[1:])
            judge.forward(prediction, target)
        except NnError:
            return False
        return True

    @property
    def trained_inputs(self) -> int:
        """How many inputs get a gradient; of a loss it is the prediction alone."""
        return 1 if self.is_loss else self.node.inputs

    def forward(self) -> np.ndarray:
        """The output, always from the same start, so that chance falls the same every time."""
        self.node.restore(self._start)
        return self.node.forward(*self.inputs, training=True)

    def both(self) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
        """Forward, then backward into cleared gradients."""
        for parameter in self.node.parameters:
            parameter.grad[...] = 0.0
        output = self.forward()
        return output, self.node.backward(self.d_output)

    def found(self) -> list[np.ndarray]:
        """Copies of everything that :meth:`both` computes."""
        output, d_inputs = self.both()
        return [a.copy() for a in (output, *d_inputs, *(p.grad for p in self.node.parameters))]

    def batch_and_target(self) -> tuple[np.ndarray, np.ndarray]:
        """What a program of this node is run on; ones for a node that takes no data of its own."""
        inputs = self.inputs[:1] or [np.ones((self.batch, *self.output_shape))]
        return inputs[0], self.inputs[1] if self.is_loss else self.d_output

    def twin(self) -> Node:
        """An equal node that has not been run."""
        again = type(self.node)(**self.node.settings())
        again.build(*self.shapes, dtype=self.d_output.dtype)
        for ours, theirs in zip(again.parameters, self.node.parameters, strict=True):
            ours.value[...] = theirs.value
        again.restore(self._start)
        return again

    def tensors(self) -> dict[str, np.ndarray]:
        """Every named tensor of the node after forward and backward."""
        output, d_inputs = self.both()
        found = dict(zip(keys_of_inputs(self.node), self.inputs, strict=True))
        key = "E" if self.is_loss else "Y"
        found |= {key: output, gradient_of(key): self.d_output, **self.node.extras()}
        found |= {gradient_of(k): d for k, d in zip(keys_of_inputs(self.node), d_inputs, strict=False)}
        for parameter in self.node.parameters:
            found |= {parameter.key: parameter.value, gradient_of(parameter.key): parameter.grad}
        return found


def keys_of_inputs(node: Node) -> tuple[str, ...]:
    return ("X", "T") if isinstance(node, Loss) else input_keys(node.inputs)


def defaults(description: Description) -> dict[str, Any]:
    return {item.name: item.default for item in description.settings}


def _values(item: Setting) -> st.SearchStrategy[Any]:
    """A few values that a setting may take."""
    if item.kind is int:
        low = int(item.low if item.low is not None else item.default)
        return st.integers(low, min(low + 4, int(item.high) if item.high is not None else low + 4))
    if item.kind is float and item.low is not None:
        high = item.high if item.high is not None else item.low + 1.0
        return st.sampled_from([item.default, (item.low + high) / 2.0])
    return st.sampled_from(item.choices or [item.default])


@st.composite
def _shapes(draw: st.DrawFn, node: Node) -> tuple[int, ...]:
    """A shape, without the batch axis, that the node takes: any, or one of its own examples."""
    found = list(node.example_shapes())
    for rank in ranks(node):
        low = 1 if rank == 1 else 4
        shape = tuple(draw(st.lists(st.integers(low, 5), min_size=rank, max_size=rank)))
        found += [shape] * _takes_shape(node, shape)
    return draw(st.sampled_from(found))


def _takes_shape(node: Node, shape: tuple[int, ...]) -> bool:
    try:
        node.output_shape(*[shape] * node.inputs)
    except ShapeError:
        return False
    return True


def ranks(node: Node) -> list[int]:
    """The numbers of axes, without the batch, that the node takes."""
    return [rank for rank in (1, 2, 3) if _takes_shape(node, (4,) * rank)]
