"""What is said of a run on data of one's own: a lesson without a folder, written from the data themselves.

Its text is written anew whenever it is asked for, and so follows the language of the window.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from nnviz.dataclass import dataclass
from nnviz.session.data import Dataset
from nnviz.session.data.dataset import TARGETS
from nnviz.session.lesson import FALLBACK, Lesson
from nnviz.session.own import Own
from nnviz.session.setup import Setup
from nnviz.ui.data.network_words import network_words
from nnviz.ui.data.page import Expected
from nnviz.ui.data.sizes import dimensions
from nnviz.ui.language import translate_reason
from nnviz.ui.scale_words import scale_words

translate = QCoreApplication.translate

MOST_NAMED = 12
"""How many features, or classes, are named one by one."""


@dataclass(frozen=True)
class OwnLesson(Lesson):
    """A run on data of one's own: what it was made from, and the data themselves."""

    own: Own | None = None
    data: Dataset | None = None

    def text(self, language: str) -> str:
        """What is said, in the language of the window."""
        assert self.own is not None
        assert self.data is not None
        return page(self.own, self.data)


def own_lesson(own: Own, data: Dataset, setup: Setup) -> OwnLesson:
    """The lesson that opens a run on a dataset."""
    titles = {FALLBACK: own.path.name}
    return OwnLesson(own.name, setup, titles, titles, own=own, data=data)


def page(own: Own, data: Dataset) -> str:
    """All that is said of the data and the network, as Markdown."""
    outputs = len(data.classes) or data.t.shape[1]
    expected = Expected(data.x.shape[1:], bool(data.classes), outputs, len(data))
    held = len(data.held) if data.held else 0
    lines = (
        translate("OwnData", "{0} samples are learned from, {1} are held apart for tests.").format(
            len(data), held
        ),
        translate("OwnData", "Network: {0}").format(network_words(own.proposal, expected)),
        _inputs(data),
        _targets(own, data),
        *(f"*{plain(translate_reason(note))}*" for note in data.notes),
    )
    return "\n\n".join((f"### {plain(own.path.name)}", *lines))


def _inputs(data: Dataset) -> str:
    name = next(iter(data.inputs))
    labels, scales = data.labels.get(name, ()), data.scales.get(name, ())
    if not labels:
        told = translate("OwnData", "Inputs: {0}").format(dimensions(data.x.shape[1:]))
        alike = scales[0] if len(scales) == 1 else None
        return f"{told} ({scale_words(alike)})" if alike else told
    every = zip(labels, scales or (None,) * len(labels), strict=True)
    items = [f"- {plain(label)}" + (f": {scale_words(scale)}" if scale else "") for label, scale in every]
    return "\n".join((translate("OwnData", "Inputs: {0}").format(len(labels)), "", *_shortened(items)))


def _targets(own: Own, data: Dataset) -> str:
    said = own.part.settings.get("targets", ())
    names = ", ".join(map(plain, [said] if isinstance(said, str) else said))
    to_learn = translate("OwnData", "To be learned: {0}").format(names or translate("OwnData", "the targets"))
    scaled = [f"- {scale_words(scale)}" for scale in data.scales.get(TARGETS, ()) if scale]
    items = [f"- {plain(name)}" for name in data.classes] or scaled
    return "\n".join((to_learn, "", *_shortened(items)))


def _shortened(items: list[str]) -> Iterable[str]:
    if len(items) <= MOST_NAMED:
        return items
    more = translate("OwnData", "and {0} more").format(len(items) - MOST_NAMED)
    return [*items[:MOST_NAMED], f"- {more}"]


def plain(text: str) -> str:
    """A text of a file, in which nothing shall be taken for Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-.!|&~" else sign for sign in text)
