"""What is done to data of one's own before a network learns from them: scaling, and a part held apart.

Scales are taken from the samples that are learned from alone; those held apart must not have a say in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from nnviz.nn import INPUT, DataError, SettingError
from nnviz.nn.data import check_samples
from nnviz.nn.describe import Array, readonly
from nnviz.nn.errors import Phrase
from nnviz.session.data.dataset import TARGETS, Dataset, Scale
from nnviz.session.data.ranges import check_number, check_share
from nnviz.session.data.watching import Steps, between

SCALINGS = ("none", "standard", "min-max")
"""What can be done to every feature: nothing; mean 0 and standard deviation 1; from 0 to 1."""

MOST_BYTES = 1 << 30
"""The most memory that one array of a file may take, unless a larger limit is asked for."""

_NUMBERS = 1 << 19
"""How many numbers are worked out between two steps."""


def check_scaling(word: str) -> None:
    """Makes sure that a scaling is known.

    Raises:
        SettingError: it is not.
    """
    if word not in SCALINGS:
        raise SettingError("scaling {0!r} is unknown; allowed: {1}", word, ", ".join(SCALINGS))


def scaling_of(x: Array, scaling: str) -> Steps[tuple[Array, Array]]:
    """What is subtracted from, and then divides, every feature of x (N, F), or all of an image alike; found
    step by step.

    A feature that is the same in every sample is not divided.
    """
    over = 0 if x.ndim <= 2 else None
    if scaling == "standard":
        middle = x.mean(axis=over)
        yield 0.2
        width = yield from between(0.2, 1.0, _deviation(x, middle, over))
    elif scaling == "min-max":
        middle, width = x.min(axis=over), np.ptp(x, axis=over)
    else:
        middle, width = np.zeros(()), np.ones(())
    return np.asarray(middle), np.where(width > 0, width, 1.0)


def _deviation(x: Array, mean: Array, over: int | None) -> Steps[Array]:
    """The standard deviation of x (N, ...), bit for bit as numpy has it."""
    squares = np.empty_like(x)
    for share, some in _blocks(x):
        part = np.subtract(x[some], mean, out=squares[some])
        np.multiply(part, part, out=part)
        yield 0.9 * share
    count = x.size if over is None else len(x)
    return np.asarray(np.sqrt(squares.sum(axis=over) / count))


def preparing(
    name: str,
    x: Array,
    t: Array,
    *,
    labels: Sequence[str] = (),
    classes: Sequence[str] = (),
    scaling: str = "none",
    target_scaling: str = "none",
    scaled: Sequence[int] | None = None,
    fill: bool = False,
    test_share: float = 0.0,
    seed: int = 0,
    notes: Sequence[Phrase] = (),
) -> Steps[Dataset]:
    """A dataset of one input, made step by step.

    Args:
        name: what it is called.
        x, t: inputs (N, ...) and targets (N, ...), or class numbers (N,).
        labels, classes: the names of features and of classes.
        scaling, target_scaling: of inputs, and of targets that are not classes; one of :data:`SCALINGS`.
        scaled: the features that it is meant for; all if None.
        fill: whether what is not a number among x (N, F) becomes the mean of its feature over the samples
            that are learned from.
        test_share: the share of samples that is held apart, drawn from ``seed``; without it they keep
            their order.
        notes: what was left out.

    Raises:
        DataError: no samples, or not as many of each; a feature is to be filled that has no number.
        SettingError: an unknown scaling, share or seed.
    """
    for word in (scaling, target_scaling):
        check_scaling(word)
    check_share(f"{name}: test_share", test_share)
    check_number(f"{name}: seed", seed, 0, 2**32 - 1)
    yield 0.0
    missing = np.isnan(x) if fill else np.zeros(len(x), bool)
    known = np.where(missing, 0.0, x) if fill else x
    check_samples(name, {INPUT: known, TARGETS: t})  # while a row is still where the file has it
    learned = len(t) - round(len(t) * test_share)
    if learned < len(t):
        order = np.random.default_rng(seed).permutation(len(t))
        x = yield from between(0.1, 0.4, _taken(x, order))
        t, missing = t[order], missing[order]
    yield 0.4
    if missing.any():
        x = _filled(name, x, missing, learned, labels)
        notes = (
            *notes,
            Phrase("missing values that became the mean of their column: {0}", int(missing.sum())),
        )
    places = slice(None) if scaled is None else list(scaled)
    x, of_inputs = yield from between(0.4, 0.8, _rescaling(x, places, scaling, learned))
    word = "none" if classes else target_scaling
    t, of_targets = yield from between(0.8, 0.9, _rescaling(t, slice(None), word, learned))
    said = {key: scales for key, scales in ((INPUT, of_inputs), (TARGETS, of_targets)) if scales}
    named = {INPUT: tuple(labels)} if labels else {}
    make = partial(Dataset, name, labels=named, classes=tuple(classes), scales=said, notes=tuple(notes))
    return (yield from between(0.9, 1.0, _held_apart(make, readonly(x), readonly(t), learned)))


def _held_apart(make: partial[Dataset], x: Array, t: Array, learned: int) -> Steps[Dataset]:
    """The first samples as what is learned from, and the others, if there are any, as what is held apart."""
    if learned == len(t):
        return make(inputs={INPUT: x}, t=t)
    held = make(inputs={INPUT: readonly(x[learned:])}, t=readonly(t[learned:]))
    yield 0.5
    return make(inputs={INPUT: readonly(x[:learned])}, t=readonly(t[:learned]), held=held)


def divided(x: Array, by: float) -> Steps[Array]:
    """An array (N, ...) divided by a number, step by step."""
    found = np.empty(x.shape)
    for share, some in _blocks(found):
        np.divide(x[some], by, out=found[some])
        yield share
    return found


def _taken(x: Array, order: Array) -> Steps[Array]:
    """The samples of an array (N, ...) in another order."""
    found = np.empty_like(x[order[:2]], shape=x.shape)  # its cells lie as if all were taken at once
    for share, some in _blocks(found):
        found[some] = x[order[some]]
        yield share
    return found


def _blocks(x: Array) -> Iterator[tuple[float, slice]]:
    """Samples of an array (N, ...), some at a time, with the share that is done after them."""
    count = max(1, _NUMBERS * len(x) // max(1, x.size))
    for start in range(0, len(x), count):
        yield min(1.0, (start + count) / len(x)), slice(start, start + count)


def _filled(name: str, x: Array, missing: Array, learned: int, labels: Sequence[str]) -> Array:
    """A copy of x (N, F) with the mean of what is known of each feature in the place of what is missing."""
    known = ~missing[:learned]
    counts = known.sum(axis=0)
    if (empty := (counts == 0) & missing.any(axis=0)).any():
        label = labels[int(np.argmax(empty))]
        raise DataError("{0}: column “{1}” has no value to take a mean of; leave it out", name, label)
    sums = np.where(known, x[:learned], 0.0).sum(axis=0)
    return np.where(missing, sums / np.maximum(counts, 1), x)


def _rescaling(
    x: Array, places: slice | list[int], scaling: str, learned: int
) -> Steps[tuple[Array, tuple[Scale | None, ...]]]:
    """A copy of x (N, ...), some features scaled by the samples learned from, and what was done to them."""
    found = np.empty_like(x, float)
    for share, some in _blocks(found):
        found[some] = x[some]
        yield share / 4
    part = found[:, places] if x.ndim == 2 else found
    if scaling == "none" or not part.size:
        return found, ()
    steps = scaling_of(part[:learned], scaling)
    middle, width = yield from between(0.25, 0.75, steps)
    del part, steps
    for share, some in _blocks(found):
        where = (some, places) if x.ndim == 2 else some
        found[where] = (found[where] - middle) / width
        yield 0.75 + share / 4
    return found, _scales(found, places, scaling, middle, width)


def _scales(
    x: Array, places: slice | list[int], scaling: str, middle: Array, width: Array
) -> tuple[Scale | None, ...]:
    """What is done to each feature of x (N, F), or to all of an image alike."""
    if x.ndim != 2:
        return (Scale(scaling, float(middle), float(width)),)
    found: list[Scale | None] = [None] * x.shape[1]
    pairs = zip(np.arange(x.shape[1])[places], middle, width, strict=True)
    for place, low, wide in pairs:
        found[place] = Scale(scaling, float(low), float(wide))
    return tuple(found)


def as_images(x: Array) -> Array:
    """Samples without an axis of channels (N, H, W) as images of one (N, H, W, 1); others as they are."""
    return x[..., np.newaxis] if x.ndim == 3 else x


def as_targets(t: Array) -> tuple[Array, tuple[str, ...]]:
    """Targets and the names of their classes: whole numbers or texts (N,) are classes, in their order;
    a row of other numbers becomes a column (N, 1)."""
    if t.ndim == 1 and t.dtype.kind in "biuUS":
        names, numbers = np.unique(t, return_inverse=True)
        return numbers.astype(float), tuple(_text(name) for name in names.tolist())
    return (t[:, np.newaxis] if t.ndim == 1 else t), ()


def _text(name: object) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
