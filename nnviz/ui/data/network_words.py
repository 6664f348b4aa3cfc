"""A network for data of one's own in plain words, such as ``4 → 8 → 3, softmax, cross-entropy``.

What nobody knows before the file has been read is left open.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.nn import registry
from nnviz.session.proposal import KERNELS, Proposal
from nnviz.ui.data.page import Expected
from nnviz.ui.data.sizes import dimensions


def network_words(proposal: Proposal, expected: Expected) -> str:
    """The network in one line."""
    sizes = [dimensions(expected.shape)]
    if proposal.convolution:
        text = QCoreApplication.translate("OwnData", "{0} kernels")
        sizes.append(text.format(KERNELS))
    outputs = str(expected.outputs) if expected.outputs else "?"
    chain = " → ".join([*sizes, *map(str, proposal.hidden), outputs])
    losses, optimizers = registry.losses(), registry.optimizers()
    loss = losses["CrossEntropy" if expected.classes else "MSE"].description.title
    softmax = [registry.layers()["Softmax"].description.title.lower()] if expected.classes else []
    return ", ".join([chain, *softmax, loss, optimizers[proposal.optimizer].description.title])


def task_words(expected: Expected) -> str:
    """What is learned, in a few words."""
    if not expected.classes:
        text = QCoreApplication.translate("OwnData", "Regression: target values: {0}")
        return text.format(expected.outputs)
    if not expected.outputs:
        return QCoreApplication.translate("OwnData", "Classification")
    text = QCoreApplication.translate("OwnData", "Classification: {0} classes")
    return text.format(expected.outputs)
