"""One thing that a person can choose, and the list of all of them for a window.

Each acts as soon as it is set, and knows its default.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from nnviz.dataclass import dataclass
from nnviz.session.choices import Unit
from nnviz.ui.enlarging import choose_size
from nnviz.ui.language import LANGUAGES, system_language
from nnviz.ui.settings import FOLLOW_SYSTEM, FRAME_RATES, PAST_MEGABYTES, is_motion_reduced
from nnviz.ui.text_size import STEPS
from nnviz.ui.theme import POLES, THEMES

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow

DIGITS = tuple(range(2, 9))
"""How many digits can stand behind the point."""


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen.

    Attributes:
        key: its name.
        values: what can be chosen, in order.
        default: which of them it is to begin with.
        get, put: what reads it, and what sets it and has it act.
    """

    key: str
    values: tuple[Any, ...]
    default: Any
    get: Callable[[], Any]
    put: Callable[[Any], None]

    @property
    def is_default(self) -> bool:
        """Whether it is as it was to begin with."""
        return bool(self.get() == self.default)


def choices_of(window: MainWindow) -> list[Choice]:
    """All that can be chosen for a window, in the order in which it is shown."""
    settings, yes_no = window.settings, (True, False)

    def kept(key: str, values: tuple[Any, ...], default: Any, put: Callable[[Any], None]) -> Choice:
        return Choice(key, values, default, lambda: getattr(settings, key), put)

    return [
        kept("language", tuple(LANGUAGES), system_language(), lambda code: _speak(window, code)),
        kept("theme", (FOLLOW_SYSTEM, *THEMES), FOLLOW_SYSTEM, lambda name: _dress(window, name)),
        kept("colours", tuple(POLES), next(iter(POLES)), lambda name: _colour(window, name)),
        kept("text_size", (None, *STEPS), None, lambda added: choose_size(window, added)),
        kept("digits", DIGITS, 4, lambda digits: _write_digits(window, digits)),
        kept("unit", tuple(Unit), Unit.FORMULA, window.actions_.set_unit),
        kept("motion", yes_no, not is_motion_reduced(), lambda on: _move(window, on)),
        kept("thumbnails", yes_no, False, window.menus.thumbnails_chosen.emit),
        kept("frame_rate", FRAME_RATES, FRAME_RATES[0], window.draw_at),
        kept("past_megabytes", PAST_MEGABYTES, 256, lambda size: _give_past(window, size)),
        kept("pointer", yes_no, True, window.presentation.highlight),
    ]


def _speak(window: MainWindow, code: str) -> None:
    window.set_language(code)
    window.menus.check("language", code)


def _dress(window: MainWindow, name: str) -> None:
    window.set_theme_name(name)
    window.menus.check("theme", name)


def _colour(window: MainWindow, name: str) -> None:
    window.settings.colours = name
    window.follow_system()


def _write_digits(window: MainWindow, digits: int) -> None:
    window.settings.digits = digits
    window.inspector.set_precision(digits)


def _move(window: MainWindow, on: bool) -> None:
    window.let_move(on)
    window.menus.check_motion(on)


def _give_past(window: MainWindow, size: int) -> None:
    window.give_past(size)
    window.menus.check("past", str(size))
