"""Commands that go on with a run of their own, made from the one that is there.

That one is left as it is, so that going back to it takes the change back.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nnviz.session import commands
from nnviz.session.building.rebuilding import rebuild
from nnviz.session.commands import Command
from nnviz.session.other_data import with_features, with_points
from nnviz.session.other_weights import with_weights
from nnviz.session.run import Run
from nnviz.session.versions import Versions


def maker(versions: Versions, command: Command) -> Callable[[], Run] | None:
    """What makes the run that a command goes on with, or None if it has none made; it raises an
    :class:`NnError` where that cannot be."""
    run = versions.now.run
    match command:
        case commands.SetFeatures(features):
            return partial(with_features, run, features)
        case commands.SetPoints(points):
            return partial(with_points, run, points)
        case commands.SetWeights(values):
            return partial(with_weights, run, values)
        case commands.Rebuild(setup, deed):
            return partial(rebuild, versions.base(deed), setup)
    return None
