"""Commands that go on with a run of their own, made from the one that is there.

That one is left as it is, so that going back to it takes the change back.
"""

from __future__ import annotations

from nnviz.session import commands
from nnviz.session.building.rebuilding import rebuilding
from nnviz.session.commands import Command
from nnviz.session.data.watching import Steps
from nnviz.session.other_data import making_with_features, making_with_points
from nnviz.session.other_weights import making_with_weights
from nnviz.session.run import Run
from nnviz.session.versions import Versions


def making(versions: Versions, command: Command) -> Steps[Run] | None:
    """Makes the run that a command goes on with, step by step, or None if it has none made; a step raises an
    :class:`NnError` where that cannot be."""
    run = versions.now.run
    match command:
        case commands.SetFeatures(features):
            return making_with_features(run, features)
        case commands.SetPoints(points):
            return making_with_points(run, points)
        case commands.SetWeights(values):
            return making_with_weights(run, values)
        case commands.Rebuild(setup, deed):
            return rebuilding(versions.base(deed), setup)
    return None
