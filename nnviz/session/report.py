"""The report of a run: what a script or a teacher wants to read of it, as JSON.

Numbers are written so that reading them back gives the same bits; what is not finite is null.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from nnviz import __version__
from nnviz.session.records import EpochRecord, Record
from nnviz.session.run import Run


def make_report(run: Run, records: Sequence[Record]) -> dict[str, Any]:
    """What happened in a run.

    Args:
        run: the run, after training.
        records: all it has left behind since its start, in order.

    Returns:
        ``seed``, ``initializer``, ``learning_rate``; ``losses``, the mean E of each epoch;
        ``outputs``, the prediction for each sample after the last epoch; ``gradient_norms``, for
        each layer by name the mean ‖∂E/∂Y‖ of each epoch.
    """
    epochs = [record for record in records if isinstance(record, EpochRecord)]
    status = run.status()
    return {
        "nnviz": __version__,
        "seed": status.seed,
        "initializer": status.initializer,
        "learning_rate": status.learning_rate,
        "epochs": status.epochs,
        "losses": [_finite(record.loss) for record in epochs],
        "outputs": [[_finite(value) for value in row] for row in run.outputs().tolist()],
        "gradient_norms": {
            node.name: [_finite(record.norms[place]) for record in epochs]
            for place, node in enumerate(run.stage.nodes)
        },
    }


def as_json(report: dict[str, Any]) -> str:
    """The report as text, one key a line."""
    lines = (f"  {json.dumps(key)}: {json.dumps(value, allow_nan=False)}" for key, value in report.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
