"""How a run is looked at: what is on the screen of it, as an opening has it.

Lessons and documents are saved with it, and opened as they were left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nnviz.session.choices import PANELS
from nnviz.session.opening import Opening

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def as_shown(window: MainWindow, opening: Opening) -> Opening:
    """An opening with what is on the screen: panels, colours, sample, weight, and what is hidden."""
    here = window.director.lesson.opening
    shown = {key for key, panel in window.panels.items() if panel.toggleViewAction().isChecked()}
    shown |= {*window.comparing.hidden}
    return replace(
        opening,
        sample=window.canvas.sample.box.value() - 1,
        colour=window.canvas.mode.value,
        panels=tuple(key for key in PANELS if key in shown),
        hidden=here.hidden,
        weight=window.weight_card.weight if "weight" in shown else None,
        predict=here.predict,
    )
