"""What running a pass as a list of calls costs, and what recording one does.

Run it as ``python -m tests.benchmarks.overhead [--rounds 15]``. The list is held against the same calls
written out one below the other; recording against running; all take turns in one process.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import Any

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import numpy as np  # noqa: E402

from nnviz import nn  # noqa: E402

SECONDS = 0.1
"""How long one contender runs in one turn."""


def xor() -> tuple[nn.Program, tuple[np.ndarray, ...]]:
    layers = [nn.Dense(3), nn.Tanh(), nn.Dense(1), nn.Tanh()]
    return made(layers, 2, nn.MSE(), 4, lambda rng: rng.uniform(-0.5, 0.5, (4, 1)))


def digits() -> tuple[nn.Program, tuple[np.ndarray, ...]]:
    layers = [nn.Dense(128), nn.ReLU(), nn.Dense(64), nn.ReLU(), nn.Dense(10)]
    return made(layers, 784, nn.SoftmaxCrossEntropy(), 64, lambda rng: rng.integers(0, 10, 64))


def made(
    layers: list[Any], inputs: int, loss: Any, batch: int, targets: Callable[[Any], np.ndarray]
) -> tuple[nn.Program, tuple[np.ndarray, ...]]:
    rng = np.random.default_rng(1)
    network = nn.Sequential(layers, (inputs,), dtype=np.float32)
    program = nn.Program(network, loss, nn.SGD(0.01))
    x = rng.normal(size=(batch, inputs)).astype(np.float32)
    return program, (x, loss.targets(targets(rng), network.shapes[network.output], np.float32))


def written_out(program: nn.Program, batch: tuple[np.ndarray, ...]) -> Callable[[], float]:
    """A function that makes the calls of a program's pass one below the other, without a list."""
    program.load(*batch)
    names: dict[str, Any] = {"load": program.load, "batch": batch, "error": program.error}
    lines = ["load(*batch)"]
    for number, call in enumerate(program.calls):
        assert isinstance(call, partial)
        given = [f"a{number}_{place}" for place in range(len(call.args))]
        keywords = [f"{key}=k{number}_{key}" for key in call.keywords]
        names[f"f{number}"] = call.func
        names |= dict(zip(given, call.args, strict=True))
        names |= {f"k{number}_{key}": value for key, value in call.keywords.items()}
        lines.append(f"f{number}({', '.join(given + keywords)})")
    source = f"def run({', '.join(f'{name}={name}' for name in names)}):\n    "
    source += "\n    ".join([*lines, "return float(error)"])
    exec(source, names)
    run: Callable[[], float] = names["run"]
    return run


def timed(run: Callable[[], Any], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        run()
    return (time.perf_counter() - start) / count


def compare(name: str, plain: Callable[[], Any], other: Callable[[], Any], rounds: int) -> None:
    """Prints how many times as long the other takes: the median of the rounds' ratios."""
    timed(plain, 10)
    count = max(3, int(SECONDS / timed(plain, 10)))
    ratios, times = [], []
    for number in range(rounds):
        order = (plain, other) if number % 2 else (other, plain)
        found = {run: timed(run, count) for run in order}
        ratios.append(found[other] / found[plain])
        times.append(found[plain])
    ratios.sort()
    span = f"{median(ratios):.3f} ({ratios[0]:.3f} … {ratios[-1]:.3f})"
    print(f"{name:58}{median(times) * 1e6:9.1f} µs  × {span}")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.benchmarks.overhead", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often everybody has a turn")
    rounds = parser.parse_args(arguments).rounds
    for name, make in (("XOR 2-3-1, batch 4", xor), ("784-128-64-10, batch 64", digits)):
        (listed, batch), (unrolled, again) = make(), make()
        first, second = partial(listed.run, *batch), written_out(unrolled, again)
        if [first() for _ in range(5)] != [second() for _ in range(5)]:
            print(f"{name}: the two do not compute the same")
            return 1
        compare(f"{name}: the list, against it written out", second, first, rounds)
        (running, batch), (recording, again) = make(), make()
        plain, recorded = partial(running.run, *batch), partial(nn.record, recording, *again)
        compare(f"{name}: recording, against running", plain, recorded, rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
