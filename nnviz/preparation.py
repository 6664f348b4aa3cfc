"""Makes the run that was asked for on the command line: its lesson, trained and put where it shall stand.

It is the same for a window, a picture and a report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from nnviz.arguments import FIRST, Options, RefusedError
from nnviz.dataclass import dataclass
from nnviz.session.arriving import go_to_place
from nnviz.session.lesson import Lesson, LessonError, load
from nnviz.session.opening import Opening

if TYPE_CHECKING:
    from nnviz.session.run import Run


@dataclass(frozen=True)
class Prepared:
    """A run and where it comes from.

    Attributes:
        opening: how far the run was trained, and where in a pass it shall stand.
    """

    lesson: Lesson
    run: Run
    opening: Opening


def prepare(options: Options, goes_on: Callable[[], bool] = lambda: True) -> Prepared:
    """Makes the run and trains it as far as is asked for; its cursor stays at the end.

    Args:
        goes_on: asked after every epoch; training ends early once it says no.

    Raises:
        RefusedError: the lesson cannot be read, or the place asked for in a pass is none.
    """
    lesson = lesson_of(options)
    run = _make_run(lesson, options)
    if fault := _misplaced(run, options):
        raise RefusedError(fault)
    opening = opening_of(lesson, options)
    while run.epochs < opening.epochs and not run.fault and goes_on():
        run.train_epochs(1)
    return Prepared(lesson, run, opening)


def prepare_run(options: Options, goes_on: Callable[[], bool]) -> Prepared:
    """Makes the run that was asked for and puts it where it shall stand; see :func:`prepare`."""
    prepared = prepare(options, goes_on)
    go_to_place(prepared.run, prepared.opening)
    return prepared


def lesson_of(options: Options, tried: bool = True) -> Lesson:
    """The lesson that was asked for.

    Args:
        tried: whether what it is about is made once; no if another process makes the run of it.

    Raises:
        RefusedError: it cannot be read.
    """
    name = FIRST if options.data else options.lesson or FIRST
    try:
        return _coloured(load(name, tried=tried), options)
    except LessonError as error:
        raise RefusedError(str(error)) from error


def _coloured(lesson: Lesson, options: Options) -> Lesson:
    """The lesson, coloured by what was asked for rather than by what it asks for itself."""
    if options.colour is None:
        return lesson
    return replace(lesson, opening=replace(lesson.opening, colour=options.colour))


def _make_run(lesson: Lesson, options: Options) -> Run:
    setup = lesson.setup
    if options.seed is not None:
        setup = replace(setup, seed=options.seed)
    if options.initializer is not None:
        setup = replace(setup, initializer=options.initializer)
    from nnviz.session.run import Run  # the window needs only the lesson, if its run is in another process

    run = Run(setup)
    if options.learning_rate is not None:
        run.set_learning_rate(options.learning_rate)
    return run


def _misplaced(run: Run, options: Options) -> str:
    """What is wrong with the place asked for in a pass; empty if nothing is."""
    operations = run.stage.operations
    if options.op is None:
        return ""
    if options.op > (most := len(operations)):
        return f"argument --op: given {options.op}, allowed: a whole number from 1 to {most}"
    if options.formula and options.formula > (most := operations[options.op - 1].stops):
        return f"argument --formula: given {options.formula}, allowed: a whole number from 1 to {most}"
    return ""


def opening_of(lesson: Lesson, options: Options) -> Opening:
    """How far the run is trained and where its cursor goes: as is asked for, or else as the lesson opens."""
    if (options.epochs, options.op) == (None, None):
        return lesson.opening
    epochs, operation, formula = options.epochs or 0, options.op or 0, options.formula or 0
    return replace(lesson.opening, epochs=epochs, operation=operation, formula=formula)
