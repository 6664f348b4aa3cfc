"""The page of a file of numpy arrays: which of them are the inputs and which the targets.

Whole numbers or texts, one a sample, are classes; other numbers are learned as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from nnviz.session.data.npz_file import Stored, peek
from nnviz.ui.data.fields import Captioned
from nnviz.ui.data.page import Expected, Page
from nnviz.ui.data.preview_table import PreviewTable
from nnviz.ui.data.sizes import memory
from nnviz.ui.language import translate_reason

_INPUTS = ("x", "x_train", "inputs", "images", "data", "features")
_TARGETS = ("y", "t", "y_train", "targets", "labels", "target")


class ArraysPage(Page):
    """Choices among arrays."""

    kind = "npz"

    def __init__(self, path: Path, chosen: Mapping[str, Any]) -> None:
        super().__init__(path, chosen)
        self._arrays: tuple[Stored, ...] = ()
        self.inputs, self.targets = QComboBox(), QComboBox()
        self._captions = [Captioned(self.inputs), Captioned(self.targets)]
        self.list = PreviewTable()
        above = QHBoxLayout()
        for box, caption in zip((self.inputs, self.targets), self._captions, strict=True):
            box.setMinimumContentsLength(14)
            box.activated.connect(lambda _: self.changed.emit())
            above.addWidget(caption)
        above.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(above)
        layout.addWidget(self.list, 1)
        self.retranslate()

    def looker(self) -> Callable[[], object]:
        return partial(peek, self.path)

    def show_look(self, found: tuple[Stored, ...]) -> None:
        self._arrays = found
        usable = [each.name for each in found if each.problem is None and each.shape]
        for box, key, usual in ((self.inputs, "inputs", _INPUTS), (self.targets, "targets", _TARGETS)):
            box.clear()
            box.addItems(usable)
            wished = self.chosen.get(key) or _named(usable, usual)
            box.setCurrentIndex(max(0, box.findText(wished)))
        if len(usable) > 1 and self.targets.currentIndex() == self.inputs.currentIndex():
            self.targets.setCurrentIndex(1 - min(1, self.inputs.currentIndex()))
        self._show_arrays()

    def _show_arrays(self) -> None:
        heads = (self.tr("Array"), self.tr("Shape"), self.tr("Numbers"), self.tr("Size"), self.tr("Remarks"))
        rows = [
            (
                each.name,
                " × ".join(map(str, each.shape)),
                each.dtype,
                memory(each.nbytes),
                translate_reason(each.problem) if each.problem else "",
            )
            for each in self._arrays
        ]
        self.list.show_rows(heads, rows, 1)

    def _array(self, box: QComboBox) -> Stored | None:
        return next((each for each in self._arrays if each.name == box.currentText()), None)

    def settings(self) -> dict[str, Any]:
        return {
            "file": str(self.path),
            "inputs": self.inputs.currentText(),
            "targets": self.targets.currentText(),
        }

    def expected(self) -> Expected | None:
        x, t = self._array(self.inputs), self._array(self.targets)
        if x is None or t is None:
            return None
        shape = x.shape[1:] or (1,)
        shape = (*shape, 1) if len(shape) == 2 else shape
        classes = len(t.shape) == 1 and not t.dtype.startswith("float")
        return Expected(shape, classes, 0 if classes else (t.shape[1:] or (1,))[0], x.shape[0])

    def facts(self) -> str:
        return self.tr("{0} arrays").format(len(self._arrays)) if self._arrays else ""

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("The arrays in the file"))
        self._captions[0].set_text(self.tr("Inputs"), self.tr("The array to learn from, one entry a sample"))
        self._captions[1].set_text(self.tr("Targets"), self.tr("The array to be learned, one entry a sample"))
        self._show_arrays()


def _named(usable: Sequence[str], usual: Sequence[str]) -> str:
    """The first array with a usual name, or nothing."""
    return next((name for wished in usual for name in usable if name.lower() == wished), "")
