"""A frame: what the world looks like at one position of one pass, ready to be drawn.

Views draw frames and nothing else, so no view knows whether the network is running.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import ClassVar

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Arrays, Description, Formula, NodeInfo, Operation, Program, Trace, registry
from nnviz.nn.describe import Array
from nnviz.nn.freezing import holding
from nnviz.nn.program import LOSS, UPDATE, input_keys
from nnviz.session.asking import Asked
from nnviz.session.crossing import FIXTURE
from nnviz.session.data.dataset import Dataset, Scale
from nnviz.session.edits import Activation, Change, Edit, Fill, Freeze
from nnviz.session.plane import Plane
from nnviz.session.results import Result, Surface
from nnviz.session.setup import Setup


@dataclass(frozen=True)
class InputInfo:
    """What a view needs to know of a place where data enter.

    Attributes:
        name: the key under which frames hold its batch, as Y.
        shape: of one sample.
        labels: a name per feature, or empty.
        scales: what was done to each feature, a single one if to all alike, or empty.
    """

    name: str
    shape: tuple[int, ...]
    labels: tuple[str, ...] = ()
    scales: tuple[Scale | None, ...] = ()

    def scale(self, feature: int) -> Scale | None:
        """What was done to a feature before anything was learned from it."""
        return self.scales[0 if len(self.scales) == 1 else feature] if self.scales else None


@dataclass(frozen=True)
class Stage:
    """What never changes while one network trains; a new one means a new picture.

    Attributes:
        nodes: the layers in forward order.
        loss: the loss, as the last node.
        optimizer: what the optimizer says of itself.
        inputs: where data enter, in the order in which a pass takes them.
        operations: the program of a pass.
        classes: what each class is called, where the targets are classes; else empty.
        features: what the network is given of points of the plane, by name; empty where its data are none.
        made_of: the setup and the data from which it could be made again, where they are known.
    """

    crosses: ClassVar = FIXTURE

    nodes: tuple[NodeInfo, ...]
    loss: NodeInfo
    optimizer: Description
    inputs: tuple[InputInfo, ...]
    operations: tuple[Operation, ...]
    classes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    made_of: tuple[Setup, Dataset] | None = field(default=None, compare=False)

    @classmethod
    def of(
        cls,
        program: Program,
        labels: Mapping[str, tuple[str, ...]] | None = None,
        classes: tuple[str, ...] = (),
        scales: Mapping[str, tuple[Scale | None, ...]] | None = None,
        features: tuple[str, ...] = (),
        frozen: bool = False,
    ) -> Stage:
        """The stage of a program, with a name per feature of some of its inputs and per class, what was done
        to the features, what features of points there are, and whether anything is frozen."""
        graph, loss = program.graph, program.loss.description
        nodes = graph.describe()
        depth = 1 + max(node.depth for node in nodes)
        named, scaled = labels or {}, scales or {}
        inputs = (
            InputInfo(name, shape, named.get(name, ()), scaled.get(name, ()))
            for name, shape in graph.input_shapes.items()
        )
        judge = NodeInfo(LOSS, loss.title, (graph.output,), depth, (), {}, loss)
        optimizer = program.optimizer.description
        if frozen:
            optimizer = holding(optimizer)
        return cls(nodes, judge, optimizer, tuple(inputs), program.operations, classes, features)

    def class_name(self, number: int) -> str:
        """What a class is called, given its number from 0: by its name, or counted from 1."""
        return self.classes[number] if number < len(self.classes) else str(number + 1)

    def node(self, name: str) -> NodeInfo | None:
        """The layer or the loss of that name."""
        return next((node for node in (*self.nodes, self.loss) if node.name == name), None)

    def description(self, operation: Operation) -> Description:
        """What the node of an operation, or the optimizer, says of itself."""
        node = self.node(operation.node)
        return node.description if node else self.optimizer

    def formulas(self, operation: Operation) -> tuple[Formula, ...]:
        """The formulas of an operation, in the order in which they are stopped at."""
        return self.description(operation).formulas(operation.phase)

    def origin(self, node: str, key: str) -> tuple[str, str] | None:
        """Where a person sets a number of a tensor, as node and key: a node's X is the Y of its source;
        None for what only follows from other numbers."""
        found = self.node(node)
        if any(node == each.name for each in self.inputs) or (found and key in (*found.parameters, "Y")):
            return node, key
        if found is None:
            return None
        if node == self.loss.name and key == "T":
            return node, key
        keys = dict(zip(input_keys(len(found.sources)), found.sources, strict=True))
        return (keys[key], "Y") if key in keys else None

    def title(self, operation: Operation) -> str:
        """The name of what an operation concerns, such as ``Dense 3``, ``MSE`` or ``SGD``."""
        node = self.node(operation.node)
        return node.title if node else self.optimizer.title


@dataclass(frozen=True)
class Changed:
    """Something that was changed by hand in a pass.

    Attributes:
        change: what, and to what.
        was: what it would be otherwise: the number, or the title of the activation; empty of many numbers
            and of what was frozen.
        now: what it is; empty of numbers that differ.
    """

    change: Change
    was: float | str
    now: float | str

    @classmethod
    def of(cls, change: Change, plain: Trace, stage: Stage) -> Changed:
        """A change of the pass that would have been ``plain`` on its stage."""
        if isinstance(change, Edit):
            given = plain.given.get(change.node, {})
            arrays = given if change.key in given else plain.at(len(plain.operations))[change.node]
            return cls(change, float(arrays[change.key][change.index]), change.value)
        if isinstance(change, Freeze):
            return cls(change, "", "")
        if isinstance(change, Fill):
            return cls(change, "", "" if change.one is None else change.one)
        if isinstance(change, Activation):
            was = next(node.description.title for node in stage.nodes if node.name == change.node)
            return cls(change, was, registry.layers()[change.type].description.title)
        return cls(change, float(plain.given[UPDATE]["rate"]), change.value)


@dataclass(frozen=True)
class Frame:
    """One position of one pass.

    Attributes:
        stage: the network and its program.
        pass_index: the pass, counted from 0 over the whole run.
        position: how many operations of it have run; the one under the cursor is the last of them, and
            may have run only in part.
        epoch: the epoch the pass belongs to, from 1.
        batch_number, batches: which batch of the epoch, from 1, and of how many.
        rows: the rows of the dataset in this batch.
        arrays: every node's arrays so far, read-only, by node and key (X, Y, dY, dX, W, dW, …); what
            a formula still to come will give is not among them, or has its old value.
        before: the values that the operation under the cursor has overwritten (W before an update).
        live: whether the run is going on; then every operation has run and none is singled out.
        result: what the network makes of its data, by the parameters of this frame.
        remaining: how many formulas of the operation under the cursor are still to come.
        unedited: where something in the pass was changed by hand, its arrays so far as they would be
            without that; else empty.
        unedited_before: likewise ``before`` as it would be.
        changes: what was changed by hand in the pass, in the order in which it was done.
        changeable: whether numbers of this pass can be set by hand.
        newest: whether no pass was run after it; else those are forgotten when it is changed.
        sample: the sample of the batch, from 0, that is looked at where there is room for one only.
        network: answers as the network does with the parameters of this frame.
        plane: what every unit gives over the input plane, where there is one.
        probe: the input whose forward pass the frame shows instead of one of the training, or None.
        partial: whether it is a glimpse: arrays that have been computed may be missing, and all answers are.
    """

    stage: Stage
    pass_index: int
    position: int
    epoch: int
    batch_number: int
    batches: int
    rows: tuple[int, ...]
    arrays: Arrays
    before: Arrays = field(default_factory=dict)
    live: bool = False
    result: Result | None = None
    remaining: int = 0
    unedited: Arrays = field(default_factory=dict)
    unedited_before: Arrays = field(default_factory=dict)
    changes: tuple[Changed, ...] = ()
    changeable: bool = False
    newest: bool = True
    sample: int = 0
    network: Asked | None = None
    plane: Plane | None = None
    probe: tuple[float, ...] | None = None
    partial: bool = False

    def looking_at(self, sample: int) -> Frame:
        """The same frame with another sample looked at, or its last if the batch has fewer."""
        found = min(sample, len(self.rows) - 1)
        return self if found == self.sample else replace(self, sample=found)

    def without(self, covered: Iterable[tuple[str, str]]) -> Frame:
        """The same frame before some of its tensors, by node and key, were known: under every name they
        have, and with the values that they have overwritten."""
        hidden = [array for node, key in covered if (array := self.array(node, key)) is not None]
        if not hidden:
            return self
        arrays = {}
        for name, found in self.arrays.items():
            old = self.before.get(name, {})
            seen = {key: array for key, array in found.items() if not any(array is each for each in hidden)}
            arrays[name] = seen | {key: old[key] for key in found if key not in seen and key in old}
        return replace(self, arrays=arrays)

    def of_sample(self, array: Array) -> Array:
        """The sample looked at, of an array over the batch (N, ...), flattened; a number as one cell."""
        return array[self.sample].ravel() if array.ndim else array.reshape(1)

    @property
    def surface(self) -> Surface | None:
        """The output over the input plane, where that is the result."""
        return self.result if isinstance(self.result, Surface) else None

    @property
    def operation(self) -> Operation | None:
        """The operation under the cursor: the last that has run, or None before the first."""
        return self.stage.operations[self.position - 1] if self.position else None

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The formulas of the operation under the cursor, done or still to come."""
        operation = self.operation
        return self.stage.formulas(operation) if operation else ()

    @property
    def done(self) -> int:
        """How many of :attr:`formulas` have run; the one under the cursor is the last of them."""
        return len(self.formulas) - self.remaining

    @property
    def formula(self) -> Formula | None:
        """The formula under the cursor: the last that has run, or None where there is none."""
        return self.formulas[self.done - 1] if self.formulas else None

    @property
    def learning_rate(self) -> float:
        """The rate that the update of this pass uses."""
        return float(self.arrays[UPDATE]["rate"])

    def array(self, node: str, key: str) -> Array | None:
        """One array, or None while it has not been computed in this pass."""
        return self.arrays.get(node, {}).get(key)

    def norm(self, node: str, key: str) -> float | None:
        """The Euclidean norm of an array, or None while it has not been computed."""
        array = self.array(node, key)
        return None if array is None else float(np.linalg.norm(array.ravel()))

    @property
    def loss(self) -> float | None:
        """E of this pass, or None before the loss has been computed."""
        error = self.array(self.stage.loss.name, "E")
        return None if error is None else float(error)
