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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
SECONDS = 0.25
"""How long one contender runs in one turn."""
RATE = 0.05
CHECKED_PASSES = 5

Layer = tuple[Any, ...]
Pass = Callable[[], float]


@dataclass(frozen=True)
class Case:
    """A network to train: its layers, the shape of a sample and the number of samples a pass.

    ``classes`` is how many classes a softmax with cross-entropy judges; 0 stands for MSE.
    """

    name: str
    sample: tuple[int, ...]
    batch: int
    layers: tuple[Layer, ...]
    classes: int = 0

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """Inputs, and numbers or class numbers to reach."""
        rng = np.random.default_rng(1)
        x = rng.normal(size=(self.batch, *self.sample)).astype(np.float32)
        if self.classes:
            return x, rng.integers(0, self.classes, self.batch)
        return x, rng.uniform(-0.5, 0.5, (self.batch, 1)).astype(np.float32)

    def weights(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """W and B of each layer that has some: (inputs, units), or (k, k, inputs, units) for images."""
        rng = np.random.default_rng(2)
        found = []
        for kind, *sizes in self.layers:
            if kind in ("dense", "conv"):
                shape = tuple(sizes)
                scale = np.sqrt(1.0 / np.prod(shape[:-1]))
                w = (scale * rng.normal(size=shape)).astype(np.float32)
                found.append((w, np.zeros(shape[-1], np.float32)))
        return found

    def products(self) -> float:
        """The floating-point operations of the matrix products that a pass cannot do without: forward,
        the weights' gradients, and the inputs' gradients of all layers but the first."""
        total, first = 0.0, True
        height, width = (*self.sample, 1)[:2]
        for kind, *sizes in self.layers:
            if kind in ("dense", "conv"):
                if kind == "conv":
                    height, width = height - sizes[0] + 1, width - sizes[0] + 1
                places = height * width if kind == "conv" else 1
                total += 2.0 * self.batch * places * float(np.prod(sizes)) * (2 if first else 3)
                first = False
            elif kind == "pool":
                height, width = height // 2, width // 2
        return total


def dense(*sizes: int, between: str, last: str = "") -> tuple[Layer, ...]:
    """Dense layers of these sizes with an activation between them, and perhaps one at the end."""
    found: list[Layer] = []
    for inputs, units in pairwise(sizes):
        found += [("dense", inputs, units), (between,)]
    return (*found[:-1], *([(last,)] if last else []))


CASES = (
    Case("XOR 2-3-1, batch 4", (2,), 4, dense(2, 3, 1, between="tanh", last="tanh")),
    Case("2-8-8-1, batch 10", (2,), 10, dense(2, 8, 8, 1, between="tanh", last="tanh")),
    Case("64-32-10 softmax, batch 32", (64,), 32, dense(64, 32, 10, between="relu"), 10),
    Case("784-128-64-10, batch 64", (784,), 64, dense(784, 128, 64, 10, between="relu"), 10),
    Case(
        "CNN 28×28: 8 of 5×5, pool, 16 of 5×5, pool; 32",
        (28, 28, 1),
        32,
        (
            *(("conv", 5, 5, 1, 8), ("pool",), ("conv", 5, 5, 8, 16), ("pool",)),
            *(("flatten",), ("dense", 256, 10)),
        ),
        10,
    ),
)


# -- the contenders ------------------------------------------------------------------------------


def nnviz_pass(case: Case, rate: float) -> Pass:
    """A pass of nnviz: the program that the window runs."""
    from nnviz import nn

    made: dict[str, Callable[..., Any]] = {
        "dense": lambda _, units: nn.Dense(units),
        "conv": lambda size, _, __, channels: nn.Conv2D(channels, size),
        "tanh": nn.Tanh,
        "relu": nn.ReLU,
        "pool": lambda: nn.MaxPool2D(2, 2),
        "flatten": nn.Flatten,
    }
    layers = [made[kind](*sizes) for kind, *sizes in case.layers]
    network = nn.Sequential(layers, case.sample, dtype=np.float32)
    values = [array for pair in case.weights() for array in pair]
    for parameter, value in zip(network.parameters(), values, strict=True):
        parameter.value[...] = value
    program = nn.Program(network, nn.SoftmaxCrossEntropy() if case.classes else nn.MSE(), nn.SGD(rate))
    x, target = case.data()
    target = program.loss.targets(target, program.graph.shapes[program.graph.output], np.float32)
    return lambda: program.run(x, target)


def torch_pass(case: Case, rate: float) -> Pass:
    """A pass of PyTorch eager as its tutorials write it; images channels first, as it prefers."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    weights = iter(case.weights())

    def linear(inputs: int, units: int) -> nn.Module:
        return filled(nn.Linear(inputs, units), (1, 0))

    def conv(size: int, _: int, inputs: int, channels: int) -> nn.Module:
        return filled(nn.Conv2d(inputs, channels, size), (3, 2, 0, 1))

    def filled(module: Any, axes: tuple[int, ...]) -> nn.Module:
        w, b = next(weights)
        with torch.no_grad():
            module.weight.copy_(torch.from_numpy(w.transpose(axes).copy()))
            module.bias.copy_(torch.from_numpy(b))
        return module

    class ChannelsLast(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:  # so that Dense has its weights in our order
            return x.permute(0, 2, 3, 1).flatten(1)

    made: dict[str, Callable[..., nn.Module]] = {
        "dense": linear,
        "conv": conv,
        "tanh": nn.Tanh,
        "relu": nn.ReLU,
        "pool": lambda: nn.MaxPool2d(2),
        "flatten": ChannelsLast,
    }
    model = nn.Sequential(*[made[kind](*sizes) for kind, *sizes in case.layers])
    judge = nn.CrossEntropyLoss() if case.classes else nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    x, target = (torch.from_numpy(array) for array in case.data())
    if x.ndim == 4:
        x = x.permute(0, 3, 1, 2).contiguous()

    def run() -> float:
        optimizer.zero_grad()
        error = judge(model(x), target)
        error.backward()
        optimizer.step()
        return float(error.item())

    return run


def articles_pass(case: Case, rate: float) -> Pass:
    """As many samples as a pass has, in the articles' way: one sample after another through layers that
    move their weights while they go backward."""
    weights = iter(case.weights())
    made: dict[str, Callable[..., Any]] = {
        "dense": lambda *_: FCLayer(*next(weights)),
        "conv": lambda *_: ConvLayer(*next(weights)),
        "tanh": lambda: ActivationLayer(np.tanh, lambda x: 1 - np.tanh(x) ** 2),
        "relu": lambda: ActivationLayer(lambda x: np.maximum(x, 0), lambda x: x > 0),
        "pool": PoolLayer,
        "flatten": FlattenLayer,
    }
    layers = [made[kind](*sizes) for kind, *sizes in case.layers]
    judge = softmax_error if case.classes else squared_error
    samples = list(zip(*case.data(), strict=True))
    rate_ = np.float32(rate)

    def run() -> float:
        total = 0.0
        for x, target in samples:
            output = x if x.ndim == 3 else x.reshape(1, -1)
            for layer in layers:
                output = layer.forward(output)
            error, gradient = judge(output, target)
            total += error
            for layer in reversed(layers):
                gradient = layer.backward(gradient, rate_)
        return total / len(samples)

    return run


class FCLayer:
    """Y = X·W + B for one sample (1, inputs)."""

    def __init__(self, weights: np.ndarray, bias: np.ndarray) -> None:
        self.weights, self.bias = weights, bias.reshape(1, -1)

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.input = x
        return np.dot(x, self.weights) + self.bias

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        back = np.dot(error, self.weights.T)
        self.weights -= rate * np.dot(self.input.T, error)
        self.bias -= rate * error
        return back


class ActivationLayer:
    """Y = f(X), with f and its derivative."""

    def __init__(self, function: Callable[..., Any], slope: Callable[..., Any]) -> None:
        self.function, self.slope = function, slope

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.input = x
        return self.function(x)

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        return self.slope(self.input) * error


class ConvLayer:
    """A valid convolution of one image (H, W, inputs), channel by channel as the article has it, its
    faults with the bias left out."""

    def __init__(self, weights: np.ndarray, bias: np.ndarray) -> None:
        from scipy import signal

        self.weights, self.bias, self.signal = weights, bias, signal

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.input = x
        size, inputs, outputs = self.weights.shape[0], *self.weights.shape[2:]
        y = np.zeros((x.shape[0] - size + 1, x.shape[1] - size + 1, outputs), x.dtype)
        for k in range(outputs):
            for d in range(inputs):
                y[:, :, k] += self.signal.correlate2d(x[:, :, d], self.weights[:, :, d, k], "valid")
            y[:, :, k] += self.bias[k]
        return y

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        back, d_weights = np.zeros_like(self.input), np.zeros_like(self.weights)
        for k in range(self.weights.shape[3]):
            for d in range(self.weights.shape[2]):
                back[:, :, d] += self.signal.convolve2d(error[:, :, k], self.weights[:, :, d, k], "full")
                d_weights[:, :, d, k] = self.signal.correlate2d(self.input[:, :, d], error[:, :, k], "valid")
        self.weights -= rate * d_weights
        self.bias -= rate * error.sum(axis=(0, 1))
        return back


class PoolLayer:
    """The largest of each 2×2 window of an image (H, W, channels) of even sides."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        height, width, channels = x.shape
        self.windows = x.reshape(height // 2, 2, width // 2, 2, channels)
        self.largest = self.windows.max(axis=(1, 3), keepdims=True)
        return self.largest[:, 0, :, 0]

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        height, _, width, _, channels = self.windows.shape
        back = (self.windows == self.largest) * error[:, None, :, None]
        return back.reshape(2 * height, 2 * width, channels)


class FlattenLayer:
    """An image as one row."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.shape = x.shape
        return x.reshape(1, -1)

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        return error.reshape(self.shape)


def squared_error(output: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    return float(np.mean((target - output) ** 2)), 2 * (output - target) / output.size


def softmax_error(output: np.ndarray, target: int) -> tuple[float, np.ndarray]:
    shares = np.exp(output - output.max())
    shares /= shares.sum()
    gradient = shares.copy()
    gradient[0, target] -= 1
    return -float(np.log(max(shares[0, target], 1e-30))), gradient


CONTENDERS: dict[str, Callable[[Case, float], Pass]] = {
    "nnviz": nnviz_pass,
    "PyTorch": torch_pass,
    "articles": articles_pass,
}


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
