"""The page of a pair of IDX files: images in one, labels in the other, as MNIST is distributed.

The second file is looked for beside the first by its usual name, and can be chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout

from nnviz.nn.errors import Phrase
from nnviz.session.data.idx_file import Head, peek
from nnviz.ui.data.page import Expected, Page
from nnviz.ui.data.sizes import dimensions

_PAIRS = (("images-idx3", "labels-idx1"), ("images.idx3", "labels.idx1"), ("images", "labels"))
Heads = tuple[Head, Head | None]


class ImagesPage(Page):
    """Choices for a pair of files."""

    kind = "idx"

    def __init__(self, path: Path, chosen: Mapping[str, Any]) -> None:
        images, labels = (path, Path(chosen["labels"])) if chosen else pair_of(path)
        super().__init__(images, chosen)
        self.labels: Path | None = labels
        self._heads: Heads | None = None
        self._names = [QLabel(), QLabel()]
        self._facts = [QLabel(), QLabel()]
        self._titles = [QLabel(), QLabel()]
        self.choose_labels, self.exchange = QPushButton(), QPushButton()
        self.choose_labels.clicked.connect(self._ask_labels)
        self.exchange.clicked.connect(self._exchange)
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        grid.setHorizontalSpacing(16)
        for row in range(2):
            self._facts[row].setObjectName("muted")
            self._names[row].setWordWrap(True)
            for column, label in enumerate((self._titles, self._names, self._facts)):
                grid.addWidget(label[row], row, column)
        grid.addWidget(self.exchange, 0, 3)
        grid.addWidget(self.choose_labels, 1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addStretch(1)
        self.retranslate()

    def looker(self) -> Callable[[], object]:
        return partial(_look, self.path, self.labels)

    def show_look(self, found: Heads) -> None:
        self._heads = found
        self._show_files()

    def _show_files(self) -> None:
        self._names[0].setText(self.path.name)
        self._names[1].setText(self.labels.name if self.labels else self.tr("not found; choose it"))
        self.exchange.setEnabled(self.labels is not None)
        for label, head in zip(self._facts, self._heads or (None, None), strict=True):
            text = self.tr("{0} of {1}, {2}")
            each = dimensions(head.shape[1:]) or "1" if head else ""
            label.setText(text.format(head.shape[0], each, head.dtype.name) if head else "")

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
        self._heads = None
        self._show_files()
        self.look_asked.emit()

    def settings(self) -> dict[str, Any]:
        return {"file": str(self.path), "labels": str(self.labels)}

    def expected(self) -> Expected | None:
        if self._heads is None or self._heads[1] is None:
            return None
        shape = self._heads[0].shape[1:]
        return Expected((*shape, 1) if len(shape) == 2 else shape, True, 0, self._heads[0].shape[0])

    def facts(self) -> str:
        return self.tr("{0} samples").format(self._heads[0].shape[0]) if self._heads else ""

    def problems(self) -> list[Phrase]:
        return []

    def retranslate(self) -> None:
        self._titles[0].setText(self.tr("Images"))
        self._titles[1].setText(self.tr("Labels"))
        self.choose_labels.setText(self.tr("Choose…"))
        self.choose_labels.setToolTip(self.tr("Choose the file that holds one label for every image"))
        self.exchange.setText(self.tr("Exchange"))
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


def _look(images: Path, labels: Path | None) -> Heads:
    return peek(images), peek(labels) if labels else None
