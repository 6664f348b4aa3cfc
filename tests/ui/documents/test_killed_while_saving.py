"""A program that is killed in the middle of a save leaves the old file or the new one, and never a part.

``KILLED_SAVES`` sets how often it is tried.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from nnviz.session.document import as_bytes, document_of, read
from nnviz.session.run import Run
from tests.session.test_lesson_writing import MOONS

ROUNDS = int(os.environ.get("KILLED_SAVES", "100"))

SAVER = """
import os, sys
from pathlib import Path
from nnviz.ui.whole_file import write

target, *sources = sys.argv[1:]
documents = [Path(source).read_bytes() for source in sources]
for _ in sys.stdin:
    child = os.fork()
    if not child:
        print(os.getpid(), flush=True)
        while True:
            for document in documents:
                write(document, target)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Imports once, and then makes a process that saves over and over whenever it is told to."""


@pytest.mark.skipif(sys.platform == "win32", reason="has no signal that cannot be caught")
def test_a_kill_in_the_middle_of_a_save_leaves_a_whole_file(tmp_path: Path) -> None:
    run = Run(MOONS)
    found, names = [], []
    for number in (1, 2):
        run.train_epochs(3)
        data = as_bytes(document_of(run, title="x" * 3000 * number))
        names.append(tmp_path / f"{number}.source")
        names[-1].write_bytes(data)
        found.append(data)
    target = tmp_path / "saved.nnviz"
    target.write_bytes(found[0])
    seen = set()
    command = [sys.executable, "-c", SAVER, str(target), *map(str, names)]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True, bufsize=1, env=os.environ) as saver:
        for _ in range(ROUNDS):
            _save_and_kill(saver)
            data = target.read_bytes()
            assert data in found
            assert read(target).standing.ahead == 1
            seen.add(found.index(data))
        assert saver.stdin is not None
        saver.stdin.close()
    assert ROUNDS < 20 or seen == {0, 1}  # it was in the middle of saving each of them


def _save_and_kill(saver: subprocess.Popen[str]) -> None:
    """Lets a process save over and over, and kills it at a random moment."""
    assert saver.stdin is not None
    assert saver.stdout is not None
    saver.stdin.write("once more\n")
    child = int(saver.stdout.readline())
    ended, *_ = select.select([saver.stdout], [], [], random.uniform(0.0, 0.05))
    assert not ended
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(int(saver.stdout.readline())) == -signal.SIGKILL
