"""The menu by which many cells are set at once: to a constant, from an initializer, negated, scaled.

It is about whatever cells it is told of when it opens; what it makes of them goes out as one change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.nn import INITIALIZERS, Initializer
from nnviz.nn.describe import Array
from nnviz.session.edits import Change
from nnviz.ui.editing.target import Target
from nnviz.ui.language import translate_nn
from nnviz.ui.number_input import InputError

if TYPE_CHECKING:
    from nnviz.ui.editing.ask_number import AskNumber


class FillMenu(QMenu):
    """Ways to fill cells.

    Args:
        target: gives the cells, or None where there are none, when the menu opens.

    Attributes:
        question: the window that asks for a number, while it is open.

    Signals:
        chosen: the :class:`Change` that a person wants.
    """

    chosen = Signal(object)

    def __init__(self, target: Callable[[], Target | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._find = target
        self._target: Target | None = None
        self.question: AskNumber | None = None
        self.setToolTipsVisible(True)
        self.retranslate()
        self.aboutToShow.connect(self._open)

    def retranslate(self) -> None:
        """Writes its title in the present language; its entries when it opens, since few ever do."""
        self.clear()
        self.setTitle(self.tr("Fill"))

    def write(self) -> None:
        """Writes its entries, if they are not there."""
        if self.actions():
            return
        self.addAction(self.tr("With a Constant…")).triggered.connect(lambda _=False: self._ask_constant())
        self.addAction(self.tr("With Zeros")).triggered.connect(lambda _=False: self._set(np.zeros_like))
        drawn = self.addMenu(self.tr("With an Initializer"))
        drawn.setToolTipsVisible(True)
        for how in INITIALIZERS.values():
            action = drawn.addAction(f"{translate_nn(how.title)}…")
            action.setToolTip(translate_nn(how.help))
            action.triggered.connect(partial(self._ask_seed, how))
        self.addSeparator()
        self.addAction(self.tr("Negate")).triggered.connect(lambda _=False: self._set(np.negative))
        self.addAction(self.tr("Scale by…")).triggered.connect(lambda _=False: self._ask_factor())

    def _open(self) -> None:
        self.write()
        self._target = self._find()
        for action in self.actions():
            action.setEnabled(self._target is not None)

    # -- what is chosen -------------------------------------------------------------------------

    def _emit(self, make: Callable[[Target], Change]) -> None:
        if self._target is not None:
            self.chosen.emit(make(self._target))

    def _set(self, how: Callable[[Array], Array]) -> None:
        self._emit(lambda target: target.filled(how(target.now)))

    def _ask_constant(self) -> None:
        question = self.tr("Number for all cells")
        self._ask(self.tr("Fill"), question, "0", lambda value: self._set(_all(value)))

    def _ask_factor(self) -> None:
        self._ask(self.tr("Scale"), self.tr("What every cell is multiplied by"), "0.5", self._scale)

    def _scale(self, factor: float) -> None:
        with np.errstate(over="ignore"):
            found = None if self._target is None else self._target.now * factor
        if found is not None and not np.isfinite(found).all():
            raise InputError(self.tr("a cell would be larger than any number that can be kept"))
        self._set(lambda now: now * factor)

    def _ask_seed(self, how: Initializer, _checked: bool = False) -> None:
        def take(value: float) -> None:
            seed = int(value) if value == int(value) else value
            self._emit(lambda target: target.drawn(how, seed))  # type: ignore[arg-type]

        fill = self.tr("Fill")
        title = f"{fill} · {translate_nn(how.title)}"
        self._ask(title, self.tr("The seed: the same one draws the same numbers"), "0", take)

    def _ask(self, title: str, question: str, text: str, take: Callable[[float], None]) -> None:
        from nnviz.ui.editing.ask_number import AskNumber  # nobody opens it at the start

        parent = self.parentWidget()
        assert parent is not None
        self.question = AskNumber(title, question, text, take, parent.window())
        self.question.finished.connect(lambda _: setattr(self, "question", None))


def _all(value: float) -> Callable[[Array], Array]:
    return lambda now: np.full_like(now, value)
