"""The program as it is started: trains what was asked for, then writes files or opens the window.

An application is made only where something is painted; a report is numbers alone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from nnviz.arguments import FIRST, LIST, Options, complain, parse
from nnviz.preflight import display_problem
from nnviz.session.lesson import Lesson, LessonError, load, read_catalogue
from nnviz.session.opening import Opening, go_to_place
from nnviz.session.records import Record
from nnviz.session.report import as_json, make_report
from nnviz.session.run import Run


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; gives its exit code: 0, 1 for a run that met a non-finite value, else 2."""
    options = parse(arguments)
    if options.lesson == LIST:
        return _list_lessons()
    if options.opens_window and (problem := display_problem()):
        complain(problem)
        return 2
    try:
        lesson = _coloured(load(options.lesson or FIRST), options)
    except LessonError as error:
        complain(str(error))
        return 2
    run = _make_run(lesson, options)
    if fault := _misplaced(run, options):
        complain(fault)
        return 2
    run.train_epochs(_opening(lesson, options).epochs)
    return _show(lesson, run, options) if options.opens_window else _write(lesson, run, options)


def _list_lessons() -> int:
    """Writes every lesson's name and title, chapter by chapter, and on standard error what is wrong with
    those that cannot be read."""
    catalogue = read_catalogue()
    width = max((len(entry.lesson.name) for entry in catalogue.entries), default=0)
    for entry in catalogue.entries:
        title, summary = entry.lesson.title("en"), entry.lesson.summary("en")
        print(f"{entry.lesson.name:{width}}  {title}" + (f": {summary}" if summary else ""))
    for fault in catalogue.faults:
        complain(str(fault))
    return 2 if catalogue.faults else 0


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
    run = Run(setup)
    if options.learning_rate is not None:
        run.set_learning_rate(options.learning_rate)
    return run


def _misplaced(run: Run, options: Options) -> str:
    """What is wrong with the place asked for in a pass; empty if nothing is."""
    operations = run.stage.operations
    if options.op is None:
        return "" if options.formula is None else "argument --formula: allowed only beside --op"
    if options.op > (most := len(operations)):
        return f"argument --op: given {options.op}, allowed: a whole number from 1 to {most}"
    if options.formula and options.formula > (most := operations[options.op - 1].stops):
        return f"argument --formula: given {options.formula}, allowed: a whole number from 1 to {most}"
    return ""


def _opening(lesson: Lesson, options: Options) -> Opening:
    """How far the run is trained and where its cursor goes: as is asked for, or else as the lesson opens."""
    if (options.epochs, options.op) == (None, None):
        return lesson.opening
    epochs, operation, formula = options.epochs or 0, options.op or 0, options.formula or 0
    return replace(lesson.opening, epochs=epochs, operation=operation, formula=formula)


def _show(lesson: Lesson, run: Run, options: Options) -> int:
    from nnviz.app import open_window

    go_to_place(run, _opening(lesson, options))
    return open_window(lesson, run, options)


def _write(lesson: Lesson, run: Run, options: Options) -> int:
    records = run.take_records()
    try:
        if options.report is not None:
            text = as_json(make_report(run, records))
            options.report.write_text(text, encoding="utf-8")
        if options.screenshot is not None:
            _paint(lesson, run, records, options)
    except OSError as error:
        complain(str(error))
        return 2
    return _verdict(run)


def _paint(lesson: Lesson, run: Run, records: Sequence[Record], options: Options) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = f"{options.scale:g}"
    from nnviz.app import paint_window

    opening = _opening(lesson, options)
    go_to_place(run, opening)
    paint_window(lesson, run, [*records, *run.take_records()], opening, options)


def _verdict(run: Run) -> int:
    fault = run.fault
    if fault is None:
        return 0
    complain(
        f"training stopped in epoch {fault.epoch}: the first non-finite value appeared in "
        f"{fault.title}, {fault.phase}, {fault.symbol}; a lower --learning-rate may help"
    )
    return 1
