"""Times a training pass of nnviz against PyTorch eager, and against the articles' one sample at a time.

Run it as ``python -m tests.benchmarks.engine [--rounds 9] [--torch-python PATH]``; float32, one thread
each. Every contender is a process of its own; they take turns, and each round's order is the last one's
reversed, so that a ratio compares times taken within a second of each other.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from tests.benchmarks.cases import CASES, Pass
from tests.benchmarks.contenders import CONTENDERS

ROOT = Path(__file__).resolve().parents[2]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
SECONDS = 0.25
"""How long one contender runs in one turn."""
RATE = 0.05
CHECKED_PASSES = 5


# -- a contender's process -----------------------------------------------------------------------


def worker(name: str) -> int:
    """Answers each line of input, ``[case, what]`` in JSON, with a line of numbers."""
    made = [CONTENDERS[name](case, RATE) for case in CASES]
    counts = [0] * len(CASES)
    for line in sys.stdin:
        index, what = json.loads(line)
        if what == "errors":
            still = CONTENDERS[name](CASES[index], 0.0)
            moving = CONTENDERS[name](CASES[index], RATE)
            answer: Any = [still(), *(moving() for _ in range(CHECKED_PASSES))]
        elif what == "peak":
            answer = peak()
        else:
            counts[index] = counts[index] or enough(made[index])
            answer = timed(made[index], counts[index])
        print(json.dumps(answer), flush=True)
    return 0


def timed(run: Pass, count: int) -> float:
    """Seconds a pass."""
    start = time.perf_counter()
    for _ in range(count):
        run()
    return (time.perf_counter() - start) / count


def enough(run: Pass) -> int:
    """How many passes fill a turn."""
    timed(run, 20)
    return max(5, int(SECONDS / timed(run, 20)))


def peak(size: int = 768) -> float:
    """The floating-point operations a second of a large matrix product in float32, at best."""
    a, b = (np.random.default_rng(3).normal(size=(size, size)).astype(np.float32) for _ in range(2))
    out = np.empty_like(a)
    best = min(timed(lambda: float(np.dot(a, b, out)[0, 0]), 3) for _ in range(5))
    return 2.0 * size**3 / best


class Contender:
    """A process that one contender runs in."""

    def __init__(self, name: str, python: str) -> None:
        self.name = name
        environment = os.environ | dict.fromkeys(THREADS, "1")
        command = [python, "-m", "tests.benchmarks.engine", "--worker", name]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, index: int, what: str) -> Any:
        """What the process answers.

        Raises:
            RuntimeError: it has ended.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([index, what]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended with exit code {self._process.wait()}")
        return json.loads(line)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


# -- the comparison ------------------------------------------------------------------------------


def agree(contenders: Sequence[Contender]) -> bool:
    """Whether all start from one E, and nnviz and PyTorch learn alike; prints what does not."""
    good = True
    for index, case in enumerate(CASES):
        errors = {contender.name: contender.ask(index, "errors") for contender in contenders}
        for name, found in errors.items():
            # one sample at a time the weights move within a pass, so only the first E is the same
            count = 1 if name == "articles" else 1 + CHECKED_PASSES
            if not np.allclose(found[:count], errors["nnviz"][:count], rtol=1e-4, atol=1e-7):
                print(f"{case.name}: {name} computes {found[:count]}, nnviz {errors['nnviz'][:count]}")
                good = False
    return good


def measured(
    contenders: Sequence[Contender], rounds: int
) -> tuple[dict[str, list[list[float]]], list[float]]:
    """Seconds a pass by contender, case and round; and the peak in each round, since it moves with what
    else the machine does."""
    peaks = []
    times: dict[str, list[list[float]]] = {c.name: [[] for _ in CASES] for c in contenders}
    for number in range(rounds):
        peaks.append(contenders[0].ask(0, "peak"))
        for index in range(len(CASES)):
            for contender in contenders[:: 1 if number % 2 else -1]:
                times[contender.name][index].append(contender.ask(index, "time"))
    return times, peaks


def report(times: dict[str, list[list[float]]], peaks: list[float]) -> None:
    """Prints the table."""
    others = [name for name in times if name != "nnviz"]
    low, middle, high = (f"{value / 1e9:.1f}" for value in (min(peaks), median(peaks), max(peaks)))
    print(f"peak: a large float32 product on one thread, {middle} ({low} … {high}) GFLOP/s")
    head = f"{'network':48}{'nnviz':>10}{'of peak':>9}"
    print(head + "".join(f"{name:>12}{'nnviz is faster by':>26}" for name in others))
    for index, case in enumerate(CASES):
        ours = times["nnviz"][index]
        share = median(case.products() / our / top for our, top in zip(ours, peaks, strict=True))
        line = f"{case.name:48}{median(ours) * 1e6:7.1f} µs{share:9.1%}"
        for name in others:
            theirs = times[name][index]
            ratios = sorted(their / our for their, our in zip(theirs, ours, strict=True))
            span = f"{median(ratios):8.2f} ({ratios[0]:.2f} … {ratios[-1]:.2f})"
            line += f"{median(theirs) * 1e6:9.1f} µs{span:>26}"
        print(line)
    print("µs a pass: median of the rounds; 'faster by': median (least … most) of the rounds' ratios.")


def has_torch(python: str) -> bool:
    return subprocess.run([python, "-c", "import torch"], capture_output=True, check=False).returncode == 0


def main(arguments: Sequence[str]) -> int:
    """Measures and prints; gives 1 if the contenders do not compute the same."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.engine", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often everybody has a turn, at least 9")
    parser.add_argument("--torch-python", default=sys.executable, help="a Python that has PyTorch")
    parser.add_argument("--worker", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.worker:
        return worker(options.worker)
    pythons = {"nnviz": sys.executable, "PyTorch": options.torch_python, "articles": sys.executable}
    if not has_torch(options.torch_python):
        print(f"{options.torch_python} has no PyTorch, which is left out; see --torch-python")
        del pythons["PyTorch"]
    contenders = [Contender(name, python) for name, python in pythons.items()]
    try:
        if not agree(contenders):
            return 1
        report(*measured(contenders, max(9, options.rounds)))
    finally:
        for contender in contenders:
            contender.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
