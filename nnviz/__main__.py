"""The way in: settles what must be settled before numpy and Qt are imported, then runs the command line.

``python -m nnviz``, ``main.py`` and the installed command ``nnviz`` all come through :func:`main`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from nnviz import preflight, telling
from nnviz.haste import collect_later, import_plainly

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def use_one_blas_thread() -> None:
    """Keeps numpy's matrix products on one thread, unless the user has asked for more.

    The arrays here are small: more threads only fight with the window for the processor. numpy reads
    this when it is first imported, so later is too late.
    """
    for variable in BLAS_THREADS:
        os.environ.setdefault(variable, "1")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs nnviz with these arguments (the process's own if None) and gives its exit code.

    2 means that something it needs is missing; what, and how to get it, has then been said. 1 means that it
    could not start for another reason, which has been said too.
    """
    if getattr(sys, "frozen", False):
        _serve_if_child()
    use_one_blas_thread()
    unheard = telling.listen()
    try:
        code = _run(argv)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    if code and unheard is not None and unheard.getvalue():
        telling.announce(unheard.getvalue())
    return code


def _run(argv: Sequence[str] | None) -> int:
    collect_later()
    message = preflight.problem()
    if message:
        telling.tell(message)
        return 2
    import_plainly()
    try:
        from nnviz import cli

        return cli.main(argv)
    except Exception as error:
        telling.tell_error(error)
        return 1


def _serve_if_child() -> None:
    """Does the work of a child process, if this is one, and ends with it; a bundle has no other Python to
    do so."""
    import multiprocessing

    multiprocessing.freeze_support()


if __name__ == "__main__":
    sys.exit(main())
