"""A document: what a run is made from, where it stands and how it is looked at.

It is plain data; what stands in its file and what may not is said in its neighbours.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import field, replace
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.derive.weight import cell_of
from nnviz.nn.limits import parameters_at_most
from nnviz.session.data.watching import between
from nnviz.session.draining import drained
from nnviz.session.formers import Formers
from nnviz.session.history import DEFAULT_BYTES
from nnviz.session.opening import Opening
from nnviz.session.run import Run
from nnviz.session.setup import Setup
from nnviz.session.standing import Standing

_DATA = 0.5
"""The share of opening a document that is done once its data are there."""


@dataclass(frozen=True)
class Document:
    """A document.

    Attributes:
        setup: what its run is made from.
        standing: where that stands.
        opening: how it is looked at, of which nothing is trained or changed: the sample, what is coloured,
            panels, what is hidden, a weight, and whether results are to be guessed.
        title: what it is called.
        origin: for a copy that was kept in case nnviz ends unexpectedly, the file that it is a copy of.
        before: what came before the network was changed into what it is.
    """

    setup: Setup
    standing: Standing
    opening: Opening = field(default_factory=Opening)
    title: str = ""
    origin: str = ""
    before: Formers = ()


def document_of(
    run: Run, opening: Opening | None = None, title: str = "", origin: str = "", before: Formers = ()
) -> Document:
    """A run as a document, with what came before it; the run is left as it is.

    Raises:
        SettingError: it has begun with a value that is not finite.
    """
    setup, standing = run.standing()
    seen = replace(opening or Opening(), epochs=0, operation=0, formula=0, edits=(), rate=None)
    return Document(setup, standing, seen, title, origin, before)


def resumed(document: Document, history_bytes: int = DEFAULT_BYTES) -> Run:
    """See :func:`resuming`."""
    return drained(resuming(document, history_bytes))


def resuming(document: Document, history_bytes: int = DEFAULT_BYTES) -> Generator[float | None, None, Run]:
    """The run that goes on from a document, bit for bit as the one that was saved would have; step by step,
    with the share that is done.

    No more parameters are made than the document has values for.

    Raises:
        NnError: no run can be made from it, or what was saved does not fit that.
    """
    leaves: Sequence[Any] = tuple(document.standing.start.leaves.values())
    most = sum(leaf.size for leaf in leaves if isinstance(leaf, np.ndarray))
    data = yield from between(0.0, _DATA, document.setup.making_data())
    yield _DATA
    with parameters_at_most(most):
        run = Run(document.setup, history_bytes, data)
    steps = run.resuming(document.standing)
    while True:
        with parameters_at_most(most):  # only while a step goes on, since others come in between
            share = next(steps, None)
        if share is None:
            break
        yield _DATA + (1 - _DATA) * share
    if (weight := document.opening.weight) is not None:
        cell_of(run.program.graph, weight)
    return run
