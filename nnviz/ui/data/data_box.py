"""What is done to the samples: faulty rows, scaling, the part held apart, and how many are taken at most.

Which of these there are depends on the kind of file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.session.data.csv_file import MOST_ROWS
from nnviz.session.data.idx_file import POINTS
from nnviz.session.data.preparing import MOST_BYTES, SCALINGS
from nnviz.session.data.ranges import MOST_HELD
from nnviz.ui.data.fields import Captioned, Choice, TwoColumns, heading, whole
from nnviz.ui.data.page import Expected

_KINDS = {
    "csv": ("scaling", "target_scaling", "test_share", "seed", "most", "sample", "skip", "fill"),
    "npz": ("scaling", "target_scaling", "test_share", "seed", "megabytes"),
    "idx": ("test_share", "seed", "points"),
}
_USUAL_SHARE = 20
_FILL = "fill"
"""Chosen where missing numbers are to be filled in, besides leaving rows out or refusing them."""

_MEGABYTE = 1 << 20


class DataBox(QWidget):
    """The fields for a kind of file.

    Signals:
        changed: something was chosen.
    """

    changed = Signal()

    def __init__(self, kind: str, chosen: Mapping[str, Any]) -> None:
        super().__init__()
        self._kind, self._title = kind, heading()
        changed = self.changed.emit
        self.skip, self.scaling = Choice((False, True, _FILL)), Choice(SCALINGS)
        self.test_share = whole(0, round(100 * MOST_HELD), _USUAL_SHARE, changed)
        self.test_share.setSuffix(" %")
        self.seed = whole(0, 2**31 - 1, 0, changed)
        self.most, self.sample = whole(1, 10_000_000, MOST_ROWS, changed), Choice((False, True))
        self.megabytes = whole(1, 16_384, MOST_BYTES // _MEGABYTE, changed)
        self.megabytes.setSuffix(" MB")
        self.points = whole(1, 10_000_000, POINTS, changed)
        self.target_scaling = Choice(SCALINGS)
        for choice in (self.scaling, self.target_scaling):
            choice.choose("standard")
        for choice in (self.skip, self.scaling, self.target_scaling, self.sample):
            choice.activated.connect(lambda _: changed())
        self._put_away()
        self._captions = {key: Captioned(getattr(self, key)) for key in _KINDS[kind] if key != _FILL}
        self._lay_out()
        self._take(chosen)
        self.retranslate()

    def _put_away(self) -> None:
        """Hides the fields that this kind of file has no use for."""
        for key in {key for keys in _KINDS.values() for key in keys} - {*_KINDS[self._kind], _FILL}:
            field: QWidget = getattr(self, key)
            field.setParent(self)
            field.hide()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        self.fields = TwoColumns(self._captions.values())
        layout.addLayout(self.fields)

    def _take(self, chosen: Mapping[str, Any]) -> None:
        """Shows what was chosen before."""
        for key in ("skip", "scaling", "target_scaling", "sample"):
            if key in chosen:
                getattr(self, key).choose(chosen[key])
        if chosen.get("fill"):
            self.skip.choose(_FILL)
        for key in ("seed", "points"):
            getattr(self, key).setValue(chosen.get(key, getattr(self, key).value()))
        if "test_share" in chosen:
            self.test_share.setValue(round(100 * chosen["test_share"]))
        if "most" in chosen and self._kind == "csv":
            self.most.setValue(chosen["most"])
        elif "most" in chosen:
            self.megabytes.setValue(chosen["most"] // _MEGABYTE)

    def settings(self) -> dict[str, Any]:
        """What was chosen, in the plain words of a dataset's settings."""
        found = {
            "skip": self.skip.value is True,
            "fill": self.skip.value == _FILL,
            "scaling": self.scaling.value,
            "target_scaling": self.target_scaling.value,
            "test_share": self.test_share.value() / 100,
            "seed": self.seed.value(),
            "most": self.most.value(),
            "sample": self.sample.value,
            "points": self.points.value(),
            "megabytes": self.megabytes.value() * _MEGABYTE,
        }
        return {"most" if key == "megabytes" else key: found[key] for key in _KINDS[self._kind]}

    def expect(self, expected: Expected | None) -> None:
        """Rests what means nothing to classes."""
        self.target_scaling.setEnabled(expected is None or not expected.classes)

    def most_samples(self) -> int:
        """The most samples that will be taken."""
        fields = {"csv": self.most, "idx": self.points}
        return fields[self._kind].value() if self._kind in fields else 10_000_000

    def retranslate(self) -> None:
        """Writes all texts in the language of the window."""
        self._title.setText(self.tr("Samples"))
        self.skip.set_texts(
            {
                False: self.tr("refuse"),
                True: self.tr("leave out"),
                _FILL: self.tr("fill in the column's mean"),
            }
        )
        for choice in (self.scaling, self.target_scaling):
            choice.set_texts(
                {
                    "none": self.tr("none"),
                    "standard": self.tr("mean 0, sd 1"),
                    "min-max": self.tr("from 0 to 1"),
                }
            )
        self.sample.set_texts({False: self.tr("refuse"), True: self.tr("draw a sample")})
        texts = {
            "skip": (
                self.tr("Faulty rows"),
                self.tr(
                    "What is done with rows that miss a value or have a text instead of a number.\n"
                    "Filling in is for inputs of numbers, with the mean of the samples learned from;\n"
                    "what else is wrong is refused then."
                ),
            ),
            "scaling": (
                self.tr("Scale inputs"),
                self.tr("What is done to every input of numbers; taken from the samples learned from"),
            ),
            "target_scaling": (
                self.tr("Scale targets"),
                self.tr(
                    "What is done to targets that are numbers; large ones are learned slowly as they are"
                ),
            ),
            "test_share": (
                self.tr("Held out for testing"),
                self.tr("The share of samples that are never learned from, and tell how well it does"),
            ),
            "seed": (self.tr("Seed of the split"), self.tr("Decides which samples are held out")),
            "most": (self.tr("Maximum rows"), self.tr("The most rows that are taken")),
            "sample": (self.tr("If there are more"), self.tr("What is done if the file has more rows")),
            "points": (self.tr("Maximum samples"), self.tr("So many are taken, from the first on")),
            "megabytes": (self.tr("Maximum array size"), self.tr("The most memory that one array may take")),
        }
        for key, caption in self._captions.items():
            caption.set_text(*texts[key])
