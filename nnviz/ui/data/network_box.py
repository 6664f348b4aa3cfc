"""The network that is proposed, in one line, and what a person can change of it.

A proposal gives way to what a person has chosen.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from nnviz.nn import NnError, registry
from nnviz.session.proposal import ACTIVATIONS, Proposal, proposed, usual_rate
from nnviz.ui.data.fields import Captioned, Choice, TwoColumns, decimal, heading, whole
from nnviz.ui.data.network_words import network_words, task_words
from nnviz.ui.data.page import Expected
from nnviz.ui.language import translate_reason

_PARTED = re.compile(r"[\s,;，、；→]+")
_MOST_BATCH = 100_000


class NetworkBox(QWidget):
    """The fields of the network.

    Signals:
        changed: something was chosen.
    """

    changed = Signal()

    def __init__(self, chosen: Proposal | None) -> None:
        super().__init__()
        self._chosen, self._touched = chosen, chosen is not None
        self._expected: Expected | None = None
        self._title, self.task, self.words = heading(), QLabel(), QLabel()
        self.hidden, self.convolution = QLineEdit(), QCheckBox()
        self.activation, self.optimizer = Choice(ACTIVATIONS), Choice(tuple(registry.optimizers()))
        self.rate = decimal(0.000001, 100.0, 0.01, 6, self._touch)
        self.batch = whole(1, _MOST_BATCH, 16, self._touch)
        self.seed = whole(0, 2**31 - 1, 0, self._touch)
        self.hidden.textEdited.connect(lambda _: self._touch())
        self.activation.activated.connect(lambda _: self._touch())
        self.optimizer.activated.connect(lambda _: self._take_usual_rate())
        self.convolution.toggled.connect(lambda _: self._touch())
        fields = ("hidden", "activation", "optimizer", "rate", "batch", "seed")
        self._captions = {key: Captioned(getattr(self, key)) for key in fields}
        self._lay_out()
        self._show(chosen or Proposal())
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label in (self._title, self.words, self.task):
            label.setWordWrap(True)
            layout.addWidget(label)
        self.task.setObjectName("muted")
        self.fields = TwoColumns(self._captions.values())
        layout.addLayout(self.fields)
        layout.addWidget(self.convolution)

    # -- values in ------------------------------------------------------------------------------

    def expect(self, expected: Expected | None, most: int) -> None:
        """Proposes a network for what is expected, of which at most so many samples are taken, unless a
        person has chosen one."""
        if expected is not None and not self._touched:
            count = min(expected.count, most)
            self._show(proposed(expected.shape, expected.classes, count))
        self._expected = expected
        self.convolution.setVisible(expected is not None and len(expected.shape) == 3)
        self._say()

    def _show(self, proposal: Proposal) -> None:
        fields = (self.rate, self.batch, self.seed, self.convolution)
        blocked = [QSignalBlocker(field) for field in fields]
        self.hidden.setText(", ".join(map(str, proposal.hidden)))
        self.activation.choose(proposal.activation)
        self.optimizer.choose(proposal.optimizer)
        self.rate.setValue(proposal.learning_rate)
        self.batch.setValue(proposal.batch_size)
        self.seed.setValue(proposal.seed)
        self.convolution.setChecked(proposal.convolution)
        del blocked

    def _touch(self) -> None:
        self._touched = True
        self._say()
        self.changed.emit()

    def _take_usual_rate(self) -> None:
        self.rate.setValue(usual_rate(str(self.optimizer.value)))
        self._touch()

    # -- values out -----------------------------------------------------------------------------

    def proposal(self) -> Proposal:
        """The network that is chosen.

        Raises:
            SettingError: a size that no layer can have.
            ValueError: sizes that are no whole numbers.
        """
        sizes = [int(part) for part in _PARTED.split(self.hidden.text().strip()) if part]
        image = self._expected is not None and len(self._expected.shape) == 3
        return Proposal(
            tuple(sizes),
            str(self.activation.value),
            image and self.convolution.isChecked(),
            str(self.optimizer.value),
            self.rate.value(),
            self.batch.value(),
            self.seed.value(),
        )

    def fault(self) -> str:
        """What is wrong with what was typed; empty if nothing is."""
        try:
            self.proposal()
        except NnError as error:
            return translate_reason(error.phrase)
        except ValueError:
            return self.tr("sizes of hidden layers are whole numbers, such as 16, 8; given “{0}”").format(
                self.hidden.text()
            )
        return ""

    def _say(self) -> None:
        fault = self.fault()
        self.hidden.setProperty("bad", bool(fault))
        self.hidden.style().unpolish(self.hidden)
        self.hidden.style().polish(self.hidden)
        known = self._expected if not fault else None
        self.words.setText(network_words(self.proposal(), known) if known else "")
        self.task.setText(task_words(known) if known else "")

    def retranslate(self) -> None:
        """Writes all texts in the language of the window."""
        self._title.setText(self.tr("Network"))
        self.hidden.setPlaceholderText(self.tr("none"))
        self.activation.set_texts({name: registry.layers()[name].description.title for name in ACTIVATIONS})
        kinds = registry.optimizers()
        self.optimizer.set_texts({name: kind.description.title for name, kind in kinds.items()})
        self.convolution.setText(self.tr("Convolution first"))
        self.convolution.setToolTip(self.tr("Images go through six kernels, ReLU and max-pooling first"))
        texts = {
            "hidden": (self.tr("Hidden layers"), self.tr("Their sizes, such as 16, 8; empty for none")),
            "activation": (self.tr("Activation"), self.tr("What follows each hidden layer")),
            "optimizer": (self.tr("Optimizer"), self.tr("How gradients move the weights")),
            "rate": (self.tr("Learning rate"), self.tr("How long a step of the optimizer is")),
            "batch": (self.tr("Batch size"), self.tr("How many samples go through the network in one pass")),
            "seed": (
                self.tr("Seed of the weights"),
                self.tr("What the first weights and the order of the samples are drawn from"),
            ),
        }
        for key, (caption, tip) in texts.items():
            self._captions[key].set_text(caption, tip)
        self._say()
