"""The page of a pair of IDX files: images in one, labels in the other, as MNIST is distributed.

The second file is looked for beside the first by its usual name, and can be chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.session.data.idx_file import POINTS, Head, first, peek
from nnviz.ui.data.image_preview import ImagePreview
from nnviz.ui.data.page import Expected, Page
from nnviz.ui.data.sizes import dimensions

_PAIRS = (("images-idx3", "labels-idx1"), ("images.idx3", "labels.idx1"), ("images", "labels"))
_LONG = 32
"""Letters from which on a name may take a second line."""

SHOWN = 200
"""How many of the first images are shown; what does not fit is scrolled to."""


@dataclass(frozen=True)
class Look:
    """What a look at a pair of files finds: their heads, the first images with their labels, and how many
    classes there are among the samples that are usually taken; 0 if nobody knows."""

    heads: tuple[Head, Head | None]
    images: Array
    labels: tuple[str, ...]
    classes: int


class ImagesPage(Page):
    """Choices for a pair of files."""

    kind = "idx"

    def __init__(self, path: Path, chosen: Mapping[str, Any]) -> None:
        images, labels = (path, Path(chosen["labels"])) if chosen else pair_of(path)
        super().__init__(images, chosen)
        self.labels: Path | None = labels
        self._look: Look | None = None
        self.preview = ImagePreview()
        self._names = [QLabel(), QLabel()]
        self._facts = [QLabel(), QLabel()]
        self._titles = [QLabel(), QLabel()]
        self.choose_labels, self.exchange = QPushButton(), QPushButton()
        self.choose_labels.clicked.connect(self._ask_labels)
        self.exchange.clicked.connect(self._exchange)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        for row in range(2):
            self._facts[row].setObjectName("muted")
            for column, label in enumerate((self._titles, self._names, self._facts)):
                grid.addWidget(label[row], row, column)
        grid.addWidget(self.exchange, 0, 3)
        grid.addWidget(self.choose_labels, 1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addWidget(self.preview, 1)
        self.retranslate()

    def looker(self) -> Callable[[], object]:
        return partial(_look, self.path, self.labels)

    def show_look(self, found: Look) -> None:
        self._look = found
        self.preview.show_images(found.images, found.labels)
        self._show_files()

    def _show_files(self) -> None:
        self._names[0].setText(self.path.name)
        self._names[1].setText(self.labels.name if self.labels else self.tr("not found; choose it"))
        for name in self._names:
            name.setWordWrap(len(name.text()) > _LONG)
        self.exchange.setEnabled(self.labels is not None)
        for label, head in zip(self._facts, self._heads, strict=True):
            label.setText(self._head_words(head) if head else "")

    @property
    def _heads(self) -> tuple[Head | None, Head | None]:
        return self._look.heads if self._look else (None, None)

    def _head_words(self, head: Head) -> str:
        if len(head.shape) == 1:
            return self.tr("{0} numbers, {1}").format(head.shape[0], head.dtype.name)
        text = self.tr("{0} of {1}, {2}")
        return text.format(head.shape[0], dimensions(head.shape[1:]), head.dtype.name)

    def _ask_labels(self) -> None:
        title = self.tr("Choose the File of Labels")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(self.path.parent))
        if chosen:
            self.labels = Path(chosen)
            self._look_again()

    def _exchange(self) -> None:
        if self.labels is not None:
            self.path, self.labels = self.labels, self.path
            self._look_again()

    def _look_again(self) -> None:
        self._look = None
        self._show_files()
        self.look_asked.emit()

    def settings(self) -> dict[str, Any]:
        return {"file": str(self.path), "labels": str(self.labels)}

    def expected(self) -> Expected | None:
        images, labels = self._heads
        if images is None or labels is None or self._look is None:
            return None
        shape = images.shape[1:]
        return Expected((*shape, 1) if len(shape) == 2 else shape, True, self._look.classes, images.shape[0])

    def facts(self) -> str:
        return self.tr("{0} samples").format(self._look.heads[0].shape[0]) if self._look else ""

    def retranslate(self) -> None:
        self.preview.setAccessibleName(self.tr("The first images of the file"))
        self._titles[0].setText(self.tr("Images"))
        self._titles[1].setText(self.tr("Labels"))
        self.choose_labels.setText(self.tr("Choose…"))
        self.choose_labels.setToolTip(self.tr("Choose the file that holds one label for every image"))
        self.exchange.setText(self.tr("Swap"))
        self.exchange.setToolTip(self.tr("Take the one file for the other"))
        self._show_files()


def pair_of(path: Path) -> tuple[Path, Path | None]:
    """Images and labels of which one is known, by the usual names; None if the other is not there."""
    for images, labels in _PAIRS:
        if images in path.name:
            other = path.with_name(path.name.replace(images, labels))
            return path, other if other.is_file() else None
        if labels in path.name and (other := path.with_name(path.name.replace(labels, images))).is_file():
            return other, path
    return path, None


def _look(images: Path, labels: Path | None) -> Look:
    heads = peek(images), peek(labels) if labels else None
    known = labels is not None and heads[1] is not None and len(heads[1].shape) == 1
    numbers = first(labels, POINTS) if labels and known else np.zeros(0)
    names = tuple(map(str, numbers[:SHOWN].tolist()))
    return Look(heads, first(images, SHOWN), names, len(np.unique(numbers)))
