"""What all pages of the data dialog have in common, one page for each kind of file.

A page says how its file is looked at, shows what was found, and knows what a person has chosen of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from nnviz.dataclass import dataclass
from nnviz.nn.errors import Phrase


@dataclass(frozen=True)
class Expected:
    """What a dataset will be, as far as a look can tell.

    Attributes:
        shape: of one sample.
        classes: whether classes are learned.
        outputs: how many numbers are learned or classes told apart; 0 if nobody knows yet.
        count: how many samples there are.
    """

    shape: tuple[int, ...]
    classes: bool
    outputs: int
    count: int


class Page(QWidget):
    """The base of the pages.

    Signals:
        changed: something was chosen.
        look_asked: the file is to be looked at anew, since it is to be read in another way.
    """

    changed = Signal()
    look_asked = Signal()

    kind = ""

    def __init__(self, path: Path, chosen: Mapping[str, Any]) -> None:
        super().__init__()
        self.path, self.chosen = path, chosen

    def looker(self) -> Callable[[], object]:
        """What looks at the file; it is called in another thread and touches no widget."""
        raise NotImplementedError

    def show_look(self, found: Any) -> None:
        """Shows what was found."""
        raise NotImplementedError

    def settings(self) -> dict[str, Any]:
        """What was chosen, in the plain words of a dataset's settings."""
        raise NotImplementedError

    def expected(self) -> Expected | None:
        """What the choices will give; None as long as they give nothing."""
        raise NotImplementedError

    def facts(self) -> str:
        """The file in one line."""
        raise NotImplementedError

    def problems(self) -> list[Phrase]:
        """What is wrong with the file, and does not keep it from being read."""
        return []

    def hindrances(self, chosen: Mapping[str, Any]) -> list[Phrase]:
        """What keeps the file from being read, as long as this is done to its samples."""
        return []

    def retranslate(self) -> None:
        """Writes all texts in the language of the window."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
