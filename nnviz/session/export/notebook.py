"""A run as a Jupyter notebook: the PyTorch program in cells, each with a few words on what it does.

The file is plain JSON in Jupyter's format 4.5; its weights and data stand in files beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from nnviz.nn.errors import Phrase
from nnviz.session.export.moment import Moment
from nnviz.session.export.torch_script import check, files_beside
from nnviz.session.export.torch_sections import sections

TOPICS = {
    "imports": Phrase(
        "**What is needed.** PyTorch, NumPy and safetensors. Numbers are in double precision, as in nnviz."
    ),
    "data": Phrase("**The data.** The same samples in the same order. Images have their channels first."),
    "network": Phrase(
        "**The network.** Its layers have the names they have in nnviz, and `forward` goes through them in"
        " the same order. The weights come from the file beside this notebook."
    ),
    "loss": Phrase("**The loss.** It says how far the outputs are from the targets, as one number E."),
    "optimizer": Phrase("**The optimizer.** It moves every weight against its gradient."),
    "batches": Phrase(
        "**The order of the samples.** The same as in nnviz, so that every pass meets the same batch. Where"
        " several processes train together, each takes its share of a batch."
    ),
    "training": Phrase(
        "**The training.** Forward, loss, backward, update: the same four steps for every batch."
    ),
    "predicting": Phrase("**What the network gives** when nothing is being trained."),
}
"""What is said of each part of the program."""

RUNNING = Phrase("**Try it.** These are the errors that nnviz will show for its next ten passes.")
COMPARING = Phrase("And these are the outputs that nnviz shows now.")

RUN = """\
for number, loss in enumerate(train(10), PASSES + 1):
    print(f"pass {number}: E = {loss:.15g}")"""


def notebook_files(
    moment: Moment, name: str, title: str, translate: Callable[[Phrase], str] = str
) -> dict[str, bytes]:
    """The files of a notebook by their names, the notebook itself first.

    Args:
        name: what all of them are called, without an ending.
        title: what the run is called.
        translate: tells a phrase in the language of the reader.

    Raises:
        SettingError: a layer, the loss or the optimizer cannot be written; it is named.
    """
    check(moment)
    passes = moment.state.pass_index
    stood = translate(
        Phrase("The network as it stood in nnviz after {0} passes, written in PyTorch.", passes)
    )
    cells = [_words(f"# {title}\n\n{stood}")]
    for section in sections(moment, name, "Path.cwd()"):
        cells += [_words(translate(TOPICS[section.topic])), _code(section.code.rstrip("\n"))]
    cells += [_words(translate(RUNNING)), _code(RUN), _words(translate(COMPARING)), _code("predict()")]
    content = {
        "cells": [cell | {"id": f"cell-{number}"} for number, cell in enumerate(cells, 1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return {f"{name}.ipynb": text.encode(), **files_beside(moment, name)}


def _words(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _code(text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": text,
    }
