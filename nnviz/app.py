"""Makes the application and its window, and sees to it that the one outlives the other.

The window is on the screen before numpy is imported: all that needs it is in :mod:`nnviz.inside`, which
is imported only by the functions that fill a window.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from nnviz.apart import train_apart
from nnviz.arguments import Options, RefusedError, complain
from nnviz.haste import collect_again
from nnviz.instance import Instance, wish_of
from nnviz.start import GoesOn, Join, Prepare, Start
from nnviz.telling import announce
from nnviz.ui.application import Application
from nnviz.ui.arrivals import receive
from nnviz.ui.drops import open_file
from nnviz.ui.errors import errors_shown
from nnviz.ui.helping import welcome
from nnviz.ui.language import Language
from nnviz.ui.settings import Settings
from nnviz.ui.unkept import unkept
from nnviz.ui.window import MainWindow

if TYPE_CHECKING:
    from nnviz.session.lesson import Lesson
    from nnviz.session.remote.process import Process
    from nnviz.session.run import Run
    from nnviz.ui.worker import Worker

WELCOME_MS = 800
"""Milliseconds after which the welcome page comes up over a window that has been filled."""

SWITCH_INTERVAL = 0.0005
"""Seconds after which one thread may take the interpreter from the other.

Python's own 5 ms are a third of a frame, and the window waits for them several times a frame, as does
the training; with 0.5 ms both get on faster, with less nothing more is won.
"""


def make_application() -> Application:
    """The application object, with the name that settings and logs are kept under."""
    return Application()


def make_empty_window(settings: Settings) -> MainWindow:
    """A window that is still to be filled."""
    language = Language()
    language.set(settings.language)
    window = MainWindow(language, settings)
    language.setParent(window)
    return window


def make_window(lesson: Lesson, run: Run, settings: Settings) -> tuple[MainWindow, Worker]:
    """A window and the worker that feeds it, filled, joined and not yet started."""
    from nnviz.inside import join

    window = make_empty_window(settings)
    worker, parts = join(window, lesson, run)
    for _ in parts:
        pass
    return window, worker


def open_window(options: Options, prepare: Prepare | None = None) -> int:
    """Opens the window and gives the exit code after it has been closed.

    Args:
        prepare: gets its run ready; by default a process makes the one that the options ask for.
    """
    instance = Instance()
    if prepare is None and (instance.is_first() or options.wants_own_window):
        instance.end()  # a double would hold the lock as well
        prepare = _begin(options)
    is_first = instance.is_first()
    app = make_application()
    with errors_shown():
        if not (is_first or options.wants_own_window) and instance.hand_over(wish_of(options)):
            return 0
        prepare = prepare or _begin(options)  # the first did not answer
        settings = Settings()
        prefer(settings, options)
        window = make_empty_window(settings)
        start = Start(window, prepare)
        start.done.connect(collect_again)
        window.closing.connect(instance.end)
        if (settings.is_new or settings.welcome) and options.lesson is None:
            start.done.connect(lambda: QTimer.singleShot(WELCOME_MS, window, lambda: welcome(window)))
        if options.data is not None:
            start.done.connect(lambda: open_file(window, options.data))
        start.done.connect(lambda: window.documents.offer_copy())
        if told := unkept(settings):
            start.done.connect(lambda: window.notice.say(told))
        start.done.connect(lambda: _be_found(app, instance, window))
        sys.setswitchinterval(SWITCH_INTERVAL)
        start.show()
        code = app.exec()
        try:
            start.end()
        except RefusedError as refusal:
            complain(str(refusal))
            announce(str(refusal))
            return 2
        return code


def _be_found(app: Application, instance: Instance, window: MainWindow) -> None:
    """What the system, or another start, wants opened comes to this window from now on."""
    app.show_icon()
    instance.asked.connect(partial(receive, window))
    instance.listen()
    app.give_files_to(partial(receive, window))


def _begin(options: Options) -> Prepare:
    """Starts the process that trains, which gets ready while the window does; a thread is there for a system
    without room for it."""
    from nnviz.session.remote.process import Process

    again = partial(Process, train_apart, options, anew=True)  # by then there are a lock and a window
    try:
        return partial(_join_process, options, Process(train_apart, options), again)
    except OSError:
        return partial(_join_thread, options)


def _join_process(options: Options, process: Process, again: Callable[[], Process], goes_on: GoesOn) -> Join:
    from nnviz.inside import join_process
    from nnviz.preparation import lesson_of

    return partial(join_process, lesson=lesson_of(options, tried=False), process=process, again=again)


def _join_thread(options: Options, goes_on: GoesOn) -> Join:
    from nnviz.inside import join
    from nnviz.preparation import prepare_run

    prepared = prepare_run(options, goes_on)
    return partial(join, lesson=prepared.lesson, run=prepared.run)


def prefer(settings: Settings, options: Options) -> None:
    """What the command line asks for goes before what is remembered."""
    if options.theme is not None:
        settings.theme = options.theme
    if options.language is not None:
        settings.language = options.language
    if options.colour is not None:
        settings.colour_mode = options.colour
