"""The weights on one side of a neuron, each with its value and its gradient.

Of many it lists the strongest, and says how many there are; a click on one asks for its card.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from nnviz.nn.derive import Weight
from nnviz.ui.theme import Theme
from nnviz.ui.unit.facts import MOST, WeightFact, WeightFacts
from nnviz.ui.unit.number_table import NumberTable
from nnviz.ui.weight.box import Box, show


class WeightsBox(Box):
    """A title, the table of weights, and how many there are.

    Args:
        incoming: whether they are its own, bias included, or those that it is multiplied by.

    Signals:
        weight_asked: the :class:`Weight` whose card is wanted.
    """

    weight_asked = Signal(object)

    def __init__(self, incoming: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incoming = incoming
        self._weights: list[Weight] = []
        self._shown: tuple[WeightFacts, WeightFact | None] | None = None
        self.table = NumberTable(MOST + 1, links=True)
        self.inside.addWidget(self.table)
        self.summary = self.line(12, "muted", digits=False)
        self.inside.addStretch(1)
        self.table.chosen.connect(lambda row: self.weight_asked.emit(self._weights[row]))
        self._retranslate()

    def show_weights(self, found: WeightFacts, bias: WeightFact | None = None) -> None:
        """Lists weights, the bias before them."""
        self._shown = found, bias
        facts = [*([] if bias is None else [bias]), *found.rows]
        self._weights = [fact.weight for fact in facts]
        self.table.setVisible(bool(facts))
        self.table.show_rows([[fact.text, fact.value, fact.gradient] for fact in facts])
        show(self.summary, self._summary(found, bool(facts)))

    def _summary(self, found: WeightFacts, any_: bool) -> str:
        if len(found.rows) < found.total:
            return self.tr("the {0} strongest of {1}").format(len(found.rows), found.total)
        if any_:
            return ""
        if self._incoming:
            return self.tr("It has no weights of its own.")
        return self.tr("No weight is multiplied by it.")

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        super().set_theme(theme)
        self.table.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        name = self.tr("WEIGHTS INTO IT") if self._incoming else self.tr("WEIGHTS OUT OF IT")
        self.title.setText(name)
        self.table.setAccessibleName(name)
        headers = (self.tr("weight"), self.tr("value"), "∂E/∂·")
        missing = self.tr("not computed yet in this pass")
        self.table.set_words(headers, missing, self.tr("Click: open the card of this weight"))
        if self._shown:
            self.show_weights(*self._shown)
