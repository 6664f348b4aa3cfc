"""The program as it is started: opens the window, or writes what was asked for without one.

It imports only what is wanted, so that the window need not wait for what it does not show at first.
"""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.arguments import LIST, complain, parse
from nnviz.haste import collect_again
from nnviz.preflight import display_problem
from nnviz.telling import announce


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; gives its exit code: 0, 1 for a run that met a non-finite value, else 2."""
    options = parse(arguments)
    if options.menu is None and options.lesson != LIST and options.opens_window:
        if problem := display_problem():
            complain(problem)
            announce(problem)
            return 2
        from nnviz.app import open_window

        return open_window(options)
    from nnviz import writing

    collect_again()
    if options.menu is not None:
        return writing.change_menu(options.menu)
    return writing.list_lessons() if options.lesson == LIST else writing.write(options)
