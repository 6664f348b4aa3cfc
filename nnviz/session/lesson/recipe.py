"""The part of a lesson's file that says what its run is made from, and the trying out of it.

Everything is made once while the lesson is read, so that a fault is found with its key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nnviz.nn import Description, Graph, initializer, registry
from nnviz.nn.batches import Batches
from nnviz.nn.freezing import Frozen, mask_of
from nnviz.session.data import FILE_SETTINGS
from nnviz.session.lesson.table import Table
from nnviz.session.programs import FIRST, Programs
from nnviz.session.setup import Part, Setup, Values
from nnviz.session.start import Start
from nnviz.session.start import read as read_start
from nnviz.session.trainer import Trainer

_PLAIN: dict[str, type] = {
    "initializer": str,
    "seed": int,
    "batch_size": int,
    "shuffle": bool,
    "batch_seed": int,
}
"""The plain keys of a setup; those that a lesson leaves out are as :class:`Setup` has them."""


def read_setup(table: Table) -> Setup:
    """The setup in a lesson's table.

    Raises:
        LessonError: something is missing, unknown or of another type.
    """
    setup = setup_in(table, beside)
    return replace(setup, start=_start(table)) if table.has("start") else setup


Finder = Callable[[Table, str], Path]
"""Finds the file that a key of a table names."""


def setup_in(table: Table, find: Finder) -> Setup:
    """The setup in a table but for where it starts; nothing is made from it yet.

    Raises:
        LessonError: something is missing, unknown or of another type.
    """
    data = _data(table, find)
    plain: dict[str, Any] = {key: table.take(key, kind) for key, kind in _PLAIN.items() if table.has(key)}
    layers = tuple(_layer(item) for item in table.tables("layers"))
    loss = _part(table.table("loss"), registry.losses())
    optimizer = _part(table.table("optimizer"), registry.optimizers())
    values = tuple(_values(item) for item in table.tables("values")) if table.has("values") else ()
    features = table.texts("features") if table.has("features") else ()
    frozen = tuple(map(read_frozen, table.tables("frozen"))) if table.has("frozen") else ()
    given: dict[str, Any] = {"values": values, "features": features, "frozen": frozen}
    return Setup(data, layers, loss, optimizer, **given, **plain)


def _data(table: Table, find: Finder) -> str | Part:
    """A dataset by its name, or a table of its name and its settings."""
    if not isinstance(table.content.get("data"), dict):
        return table.take("data", str)
    settings = dict(table.take("data", dict))
    inner = table.table("data")
    name = inner.take("name", str)
    del settings["name"]
    for key in FILE_SETTINGS.get(name, ()):
        settings[key] = str(find(inner, key))
    return Part(name, settings)


def beside(table: Table, key: str) -> Path:
    """A file that a key names, by its place in the lesson's own folder; there is no way out of that."""
    given, folder = table.take(key, str), table.file.parent.resolve()
    found = table.attempt(key, (folder / given).resolve)
    if not found.is_relative_to(folder):
        raise table.fault(key, f"expected a file in the folder of the lesson, given {given!r}")
    return found


def _start(table: Table) -> Start:
    """Where the run begins, from the file that the key names."""
    path = beside(table, "start")
    return table.attempt("start", lambda: read_start(path))


def _layer(table: Table) -> Part:
    """A layer, with its own name and its sources where it has them."""
    name = table.take("name", str) if table.has("name") else ""
    sources = table.texts("from") if table.has("from") else ()
    return replace(_part(table, registry.layers()), name=name, sources=sources)


def _part(table: Table, types: Mapping[str, Any]) -> Part:
    """A layer, loss or optimizer; a setting that is left out has the default of its description."""
    name = table.choice("type", types)
    description: Description = types[name].description
    settings = {
        item.name: table.take(item.name, item.kind) if table.has(item.name) else item.default
        for item in description.settings
    }
    table.finish()
    table.attempt("", lambda: types[name](**settings))
    return Part(name, settings)


def _values(table: Table) -> Values:
    """The first values of one parameter."""
    found = Values(table.take("layer", str), table.take("key", str), table.numbers("are"))
    table.finish()
    return found


def read_frozen(table: Table) -> Frozen:
    """Parameters that are frozen: a layer, perhaps which of its parameters, perhaps which cells of that."""
    key = table.take("key", str) if table.has("key") else ""
    cells = table.cells("cells") if table.has("cells") else ()
    found = Frozen(table.take("layer", str), key, cells)
    table.finish()
    return found


def try_out(table: Table, setup: Setup) -> Trainer:
    """Makes all of a setup once; gives a trainer of it where it is to start.

    Raises:
        LessonError: no run can be made from it, with the key at fault.
    """
    table.attempt("data", replace(setup, features=()).make_data)
    data = table.attempt("features", setup.make_data)
    first = table.attempt("initializer", lambda: initializer(setup.initializer))
    table.attempt("seed", lambda: first.generator(setup.seed))
    table.attempt("batch_size", lambda: Batches([data.x], setup.batch_size))
    table.attempt("batch_seed", lambda: Batches([data.x], shuffle=True, seed=setup.batch_seed))
    network: Graph = table.attempt("layers", lambda: replace(setup, values=()).make_network(data))
    table.attempt("values", lambda: setup.set_values(network))
    loss = setup.make_loss()
    shape, dtype = network.shapes[network.output], network.dtype
    targets = table.attempt("layers", lambda: loss.targets(data.t, shape, dtype))
    programs = table.attempt("layers", lambda: Programs(network, loss, setup.make_optimizer()))
    mask = table.attempt("frozen", lambda: mask_of(network, setup.frozen))
    programs.of(FIRST).optimizer.freeze(mask)
    arrays = (*data.inputs.values(), targets)
    order = Batches(arrays, setup.batch_size, setup.shuffle, setup.batch_seed)
    trainer = Trainer(programs, order)
    if (start := setup.start) is not None:
        table.attempt("start", lambda: start.put(trainer))
    return trainer
