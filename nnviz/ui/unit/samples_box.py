"""What a neuron gave for every sample of the batch, before and after its function, and how E depends on it.

A channel of images gives a picture for each sample, which the canvas shows; the box then says so.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnviz.ui.theme import Theme
from nnviz.ui.titles import translated_title
from nnviz.ui.unit.facts import Facts, Signal
from nnviz.ui.unit.number_table import Cell, NumberTable
from nnviz.ui.weight.box import Box, show

MOST_SAMPLES = 64
"""How many samples of a batch are listed."""

_AT_ONCE = 12

_ACROSS = 2
"""Up to how many samples stand side by side, and their numbers below each other."""


class SamplesBox(Box):
    """A title, and a row for each sample."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Facts | None = None
        self._count = 0
        self.table = NumberTable(_AT_ONCE, links=False)
        self.inside.addWidget(self.table)
        self.summary = self.line(12, "muted", digits=False)
        self.inside.addStretch(1)
        self._retranslate()

    def show_facts(self, facts: Facts, count: int) -> None:
        """Shows the numbers of a batch of so many samples."""
        self._facts, self._count = facts, count
        shown = min(count, MOST_SAMPLES)
        self.table.setVisible(not facts.images)
        lines = [_values(signal, shown) for signal in facts.signals]
        numbers = [str(place + 1) for place in range(shown)]
        missing = self.tr("not computed yet in this pass")
        if shown <= _ACROSS:
            names = [_name(signal, " · ") for signal in facts.signals]
            self.table.set_words([self.tr("sample"), *numbers], missing)
            rows = [[name, *line] for name, line in zip(names, lines, strict=True)]
        else:
            names = [_name(signal, "\n") for signal in facts.signals]
            self.table.set_words([self.tr("sample"), *names], missing)
            rows = [list(row) for row in zip(numbers, *lines, strict=True)]
        self.table.show_rows([] if facts.images else rows)
        show(self.summary, self._summary(facts, shown))

    def _summary(self, facts: Facts, shown: int) -> str:
        if facts.images:
            text = self.tr("For each sample it gives an image of {0} × {1} values: see it in the picture.")
            return text.format(*facts.images)
        told = [self.tr("{0} of {1} samples").format(shown, self._count)] if shown < self._count else []
        if any(signal.values is None for signal in facts.signals):
            told.append(self.tr("–  not computed yet in this pass"))
        return "   ".join(told)

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        super().set_theme(theme)
        self.table.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("WHAT IT GIVES, SAMPLE BY SAMPLE"))
        self.table.setAccessibleName(self.title.text())
        if self._facts is not None:
            self.show_facts(self._facts, self._count)


def _values(signal: Signal, count: int) -> list[Cell]:
    return [None] * count if signal.values is None else signal.values[:count].tolist()


def _name(signal: Signal, between: str) -> str:
    """The layer and the tensor."""
    return f"{translated_title(signal.node)}{between}{signal.symbol}" if signal.node else signal.symbol
