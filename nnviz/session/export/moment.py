"""The moment of a run that is exported: its network, its data and all that the next pass begins with.

It is a run of its own, made from what the first one gave to be kept, so that neither moves the other.
"""

from __future__ import annotations

from nnviz.dataclass import dataclass
from nnviz.nn import Graph, Loss, Optimizer
from nnviz.nn.describe import Array
from nnviz.session.arriving import go_to_place
from nnviz.session.data import Dataset
from nnviz.session.frame import Frame
from nnviz.session.history import Keyframe
from nnviz.session.keeping import Kept
from nnviz.session.run import Run
from nnviz.session.setup import Setup


@dataclass(frozen=True, eq=False)
class Moment:
    """Where a run stands: at the start of the pass under its cursor, or at its end where all of it has run.

    Attributes:
        setup: what the run was made from.
        graph, loss, optimizer: the network with its parameters, and what judges and moves it.
        data: the samples; targets: what the loss reads of them, (N, ...).
        state: everything that the next pass begins with.
        rate: the learning rate that it begins with.
    """

    setup: Setup
    graph: Graph
    loss: Loss
    optimizer: Optimizer
    data: Dataset
    targets: Array
    state: Keyframe
    rate: float

    @classmethod
    def of(cls, kept: Kept) -> Moment:
        """The moment that was kept; changes made by hand in a pass that has not ended are not in it.

        Raises:
            NnError: the data cannot be read again.
        """
        run = Run(kept.setup)
        if kept.opening.operation == len(run.stage.operations):
            go_to_place(run, kept.opening)
        return cls.at_head(run)

    @classmethod
    def at_head(cls, run: Run) -> Moment:
        """The moment after the newest pass of a run, which must not be trained while this is in use."""
        program, data = run.program, run.data
        graph = program.graph
        assert isinstance(graph, Graph)
        targets = program.loss.targets(data.t, graph.shapes[graph.output], graph.dtype)
        rate = run.status().learning_rate
        return cls(run.setup, graph, program.loss, program.optimizer, data, targets, run.keyframe(), rate)

    @property
    def inputs(self) -> tuple[Array, ...]:
        """The samples (N, ...) of every input, in the order in which the network takes them."""
        return tuple(self.data.inputs[name] for name in self.graph.input_shapes)


def whole_pass(kept: Kept) -> Frame:
    """The end of the pass that was kept, with every number that it computed.

    Raises:
        NnError: the data cannot be read again.
    """
    run = Run(kept.setup)
    run.go_to((run.passes + 1) * run.ruler.length)
    for change in kept.opening.edits:
        if not run.fault:
            run.edit(change)
    return run.frame()
