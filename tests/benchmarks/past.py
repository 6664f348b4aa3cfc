"""How long the past of a classroom run takes to come back: 10,000 passes of 784-128-64-10, batch 64.

Run it as ``python -m tests.benchmarks.past [--passes 10000] [--megabytes 256]``; passes are asked for in a
random order, each is brought back from a keyframe, and a few are compared with a fresh run, bit for bit.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from statistics import median

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import numpy as np  # noqa: E402

from nnviz import nn  # noqa: E402
from nnviz.nn.batches import Batches  # noqa: E402
from nnviz.session.past import Past  # noqa: E402
from nnviz.session.trainer import Trainer  # noqa: E402

ASKED = 60
COMPARED = 3


def trainer(dtype: type, optimizer: str) -> Trainer:
    layers = [nn.Dense(128), nn.ReLU(), nn.Dropout(0.2), nn.Dense(64), nn.ReLU(), nn.Dense(10)]
    network = nn.Sequential(layers, (784,), 1, "he", dtype)
    program = nn.Program(network, nn.SoftmaxCrossEntropy(), nn.registry.optimizers()[optimizer](0.01))
    rng = np.random.default_rng(2)
    x = rng.normal(size=(1024, 784)).astype(dtype)
    targets = program.loss.targets(rng.integers(0, 10, 1024), (10,), dtype)
    return Trainer(program, Batches((x, targets), 64, shuffle=True, seed=3))


def trained(dtype: type, optimizer: str, passes: int, past_bytes: int) -> tuple[Trainer, Past]:
    made = trainer(dtype, optimizer)
    past = Past(made, past_bytes)
    for _ in range(passes):
        past.keep()
        made.run_pass()
    return made, past


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.benchmarks.past", description=__doc__)
    parser.add_argument("--passes", type=int, default=10_000)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--precision", choices=("float32", "float64"), default="float64")
    parser.add_argument("--optimizer", choices=nn.registry.optimizers(), default="SGD")
    options = parser.parse_args(arguments)
    optimizer, limit = options.optimizer, options.megabytes * 2**20
    dtype = np.dtype(options.precision).type
    start = time.perf_counter()
    _, past = trained(dtype, optimizer, options.passes, limit)
    seconds, size = time.perf_counter() - start, past.nbytes / 2**20
    print(f"{options.passes} passes in {seconds:.1f} s; {past.keyframes} keyframes in {size:.0f} MB")
    times, asked = [], np.random.default_rng(4).integers(0, options.passes, ASKED)
    for index in asked:
        start = time.perf_counter()
        past.recording(int(index))
        times.append(1000.0 * (time.perf_counter() - start))
    print(f"any of them again: median {median(times):.0f} ms, most {max(times):.0f} ms, of {ASKED} at random")
    for index in sorted(map(int, asked))[:COMPARED]:
        fresh, _ = trained(dtype, optimizer, index, limit)
        again, expected = past.recording(index).trace, fresh.record_pass().trace
        end = len(again.operations)
        if again.at(end)["dense_1"]["W"].tobytes() != expected.at(end)["dense_1"]["W"].tobytes():
            print(f"pass {index} is not what a fresh run gives")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
