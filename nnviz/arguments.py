"""The command line: what can be asked for, and one clear line when something cannot be.

Everything is checked before anything is trained, so that no long run ends in a typing error.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from nnviz import __version__
from nnviz.dataclass import dataclass
from nnviz.resources import lesson_names
from nnviz.session.choices import COLOURS

SMALLEST, LARGEST = (960, 600), (16384, 16384)
"""The limits of a picture's size, in pixels at scale 1."""

FIRST = "xor"
"""The lesson that opens where none is asked for."""

LIST = "lessons"
"""What stands in the place of a lesson's name to have all of them listed."""

PICTURES = ("png", "svg", "pdf", "jpg", "bmp")
"""The endings of the pictures that can be written."""


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line; ``None`` leaves a thing as the lesson has it."""

    lesson: str | None
    epochs: int | None
    seed: int | None
    initializer: str | None
    learning_rate: float | None
    op: int | None
    formula: int | None
    size: tuple[int, int]
    scale: float
    theme: str | None
    language: str | None
    colour: str | None
    screenshot: Path | None
    picture: str
    report: Path | None
    new_window: bool = False
    menu: str | None = None

    @property
    def data(self) -> Path | None:
        """The file that stands in the place of a lesson, if one does."""
        return None if self.lesson is None or self.lesson in (*lesson_names(), LIST) else Path(self.lesson)

    @property
    def opens_window(self) -> bool:
        """Whether a person is to see a window, and not only files to be written."""
        return self.screenshot is None and self.report is None

    @property
    def wants_own_window(self) -> bool:
        """Whether a window that is open already would not do: none has been trained or dressed as asked."""
        wishes = (self.epochs, self.seed, self.initializer, self.learning_rate, self.op, self.formula)
        looks = (self.theme, self.language, self.colour)
        return self.new_window or any(wish is not None for wish in (*wishes, *looks))


class RefusedError(Exception):
    """What was asked for cannot be done; the message is one line for the person who asked."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"nnviz: {message}\n")


def _number(kind: Callable[[str], Any], low: float, high: float, allowed: str) -> Callable[[str], Any]:
    """A converter that names the value and what is allowed."""

    def convert(text: str) -> Any:
        try:
            value = kind(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"given {text!r}, allowed: {allowed}")
        return value

    return convert


def _size(text: str) -> tuple[int, int]:
    parts = text.lower().split("x")
    allowed = f"WIDTHxHEIGHT from {SMALLEST[0]}x{SMALLEST[1]} to {LARGEST[0]}x{LARGEST[1]}"
    if len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        width, height = int(parts[0]), int(parts[1])
        if SMALLEST[0] <= width <= LARGEST[0] and SMALLEST[1] <= height <= LARGEST[1]:
            return width, height
    raise argparse.ArgumentTypeError(f"given {text!r}, allowed: {allowed}")


def _writable(endings: tuple[str, ...]) -> Callable[[str], Path]:
    """A converter for a file to be written, which makes sure that it can be."""

    def convert(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower().lstrip(".") not in endings:
            names = ", ".join(f".{ending}" for ending in endings)
            raise argparse.ArgumentTypeError(f"given {text!r}, allowed: a file name that ends in {names}")
        existed = path.exists()
        try:
            with path.open("ab"):
                pass
            if not existed:
                path.unlink()
        except OSError as error:
            reason = error.strerror or "it cannot be written"
            raise argparse.ArgumentTypeError(
                f"given {text!r}: {reason}; allowed: a file in a folder that can be written to"
            ) from error
        return path

    return convert


def _known_lesson(text: str) -> str:
    if text not in (*lesson_names(), LIST) and not Path(text).is_file():
        raise argparse.ArgumentTypeError(
            f"given {text!r}, allowed: {', '.join(lesson_names())}, {LIST}, a document or a file of data"
        )
    return text


# What only the engine knows is asked of it where it matters, since a window need not wait for it otherwise.


def _seed(text: str) -> int:
    from nnviz.nn.initializers import MAX_SEED

    number: int = _number(int, 0, MAX_SEED, f"a whole number from 0 to {MAX_SEED}")(text)
    return number


def _known_initializer(text: str) -> str:
    from nnviz.nn import INITIALIZERS

    if text not in INITIALIZERS:
        raise argparse.ArgumentTypeError(f"given {text!r}, allowed: {', '.join(INITIALIZERS)}")
    return text


def _parser() -> _Parser:
    parser = _Parser(
        prog="nnviz",
        description="See how a neural network learns, one operation at a time.",
        epilog="Without --screenshot or --report the window opens.",
    )
    add = parser.add_argument
    files = "a document (.nnviz) or a file of data (CSV, NPZ, IDX)"
    about = f"what to learn (default: {FIRST}), {LIST!r} for a list, {files}"
    add("lesson", nargs="?", type=_known_lesson, help=about)
    add("--epochs", type=_number(int, 0, 10**9, "a whole number from 0 to 1000000000"),
        metavar="N", help="train so many epochs first (default: as the lesson opens)")  # fmt: skip
    add("--seed", type=_seed,
        metavar="N", help="draw the first weights from this seed")  # fmt: skip
    add("--initializer", type=_known_initializer, metavar="NAME",
        help="how the first weights are drawn; 'article' reproduces the article's figures")  # fmt: skip
    add("--learning-rate", type=_number(float, 0.0, 1e300, "a number from 0 to 1e300"),
        metavar="X", help="how far an update goes along the gradient")  # fmt: skip
    add("--op", type=_number(int, 1, math.inf, "a whole number of at least 1"), metavar="N",
        help="put the cursor at operation N, from 1, of the next pass")  # fmt: skip
    add("--formula", type=_number(int, 1, math.inf, "a whole number of at least 1"), metavar="N",
        help="with --op: stop within the operation, after formula N, from 1 (default: the last)")  # fmt: skip
    add("--screenshot", type=_writable(PICTURES), metavar="FILE",
        help="paint the window without a display, save the picture and exit")  # fmt: skip
    add("--picture", choices=("network", "window"), default="window",
        help="what is painted (default: window)")  # fmt: skip
    add("--size", type=_size, default=(1600, 1000), metavar="WxH",
        help="the picture's size in pixels (default: 1600x1000)")  # fmt: skip
    add("--scale", type=_number(float, 1.0, 4.0, "a number from 1 to 4"), default=1.0, metavar="X",
        help="pixels per unit of length, 2 for a high-density screen (default: 1)")  # fmt: skip
    add("--theme", choices=("dark", "light"), help="the colours")
    add("--language", choices=("en", "zh_CN"), help="the language of the window")
    add("--colour", choices=COLOURS, help="what the network is coloured by")
    add("--report", type=_writable(("json",)), metavar="FILE",
        help="write seed, losses (the mean of each epoch), outputs (after the last one) and "
             "gradient_norms (by layer) as JSON, and exit")  # fmt: skip
    add("--new-window", action="store_true",
        help="open a window of its own, even if nnviz is open already")  # fmt: skip
    add("--add-to-menu", dest="menu", action="store_const", const="add",
        help="put nnviz into the menu of a Linux desktop, for this user, and exit")  # fmt: skip
    add("--remove-from-menu", dest="menu", action="store_const", const="remove",
        help="take it out of there again, and exit")  # fmt: skip
    add("--version", action="version", version=f"nnviz {__version__}")
    return parser


def parse(arguments: Sequence[str] | None = None) -> Options:
    """The options in a list of arguments, by default the program's own.

    Raises:
        SystemExit: 2 after a line on standard error, 0 after ``--help`` or ``--version``.
    """
    parser = _parser()
    options = Options(**vars(parser.parse_args(arguments)))
    if options.formula is not None and options.op is None:
        parser.error("argument --formula: allowed only beside --op")
    smallest = tuple(round(side * options.scale) for side in SMALLEST)
    if options.size[0] < smallest[0] or options.size[1] < smallest[1]:
        parser.error(
            f"argument --size: given '{options.size[0]}x{options.size[1]}', allowed: "
            f"at least {smallest[0]}x{smallest[1]} at --scale {options.scale:g}"
        )
    if options.data and not options.opens_window:
        parser.error(f"argument lesson: given the file {options.lesson!r}, allowed: only to open the window")
    return options


def complain(message: str) -> None:
    """One line on standard error, where there is one."""
    if sys.stderr is not None:
        sys.stderr.write(f"nnviz: {message}\n")
