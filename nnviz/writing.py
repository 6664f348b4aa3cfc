"""What is done without a window: lists the lessons, writes a report, paints a picture.

An application is made only where something is painted; a report is numbers alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from nnviz import menu_entry
from nnviz.arguments import Options, RefusedError, complain
from nnviz.preparation import Prepared, prepare
from nnviz.session.arriving import go_to_place
from nnviz.session.lesson import read_catalogue
from nnviz.session.records import Record
from nnviz.session.report import as_json, make_report
from nnviz.session.run import Run


def list_lessons() -> int:
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


def change_menu(how: str) -> int:
    """Puts nnviz into the menu of the desktop, or takes it out; says which files that were."""
    if sys.platform != "linux":
        complain("argument --add-to-menu: allowed on Linux only; elsewhere the system does it")
        return 2
    try:
        changed = menu_entry.add() if how == "add" else menu_entry.remove()
    except OSError as error:
        complain(str(error))
        return 2
    for file in changed:
        print("written" if how == "add" else "removed", file)
    return 0


def write(options: Options) -> int:
    """Trains what was asked for and writes the files; gives the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        prepared = prepare(options)
    except RefusedError as refusal:
        complain(str(refusal))
        return 2
    run = prepared.run
    records = run.take_records()
    try:
        if options.report is not None:
            text = as_json(make_report(run, records))
            options.report.write_text(text, encoding="utf-8")
        if options.screenshot is not None:
            _paint(prepared, records, options)
    except OSError as error:
        complain(str(error))
        return 2
    return _verdict(run)


def _paint(prepared: Prepared, records: Sequence[Record], options: Options) -> None:
    os.environ["QT_SCALE_FACTOR"] = f"{options.scale:g}"
    from nnviz.painting import paint_window

    lesson, run, opening = prepared.lesson, prepared.run, prepared.opening
    go_to_place(run, opening)
    run.evaluate()
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
