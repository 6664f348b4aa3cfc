"""Setups, openings and changes as plain words, numbers, lists and tables, as files have them.

:mod:`~nnviz.session.lesson.recipe` and :mod:`~nnviz.session.lesson.opening` read what is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from nnviz.session.edits import Activation, Change, Fill, Freeze, Rate

if TYPE_CHECKING:
    from nnviz.nn.derive import Weight
    from nnviz.nn.freezing import Frozen
    from nnviz.session.opening import Opening
    from nnviz.session.setup import Part, Setup


def plain_setup(setup: Setup) -> dict[str, Any]:
    """A setup but for where it starts, which is no plain data."""
    data, plain = setup.data, ("initializer", "seed", "batch_size", "shuffle", "batch_seed")
    table: dict[str, Any] = {key: getattr(setup, key) for key in plain}
    if setup.features:
        table["features"] = list(setup.features)
    table["data"] = data if isinstance(data, str) else {"name": data.type, **_plain(data.settings)}
    table["layers"] = [_of_part(part) for part in setup.layers]
    table["loss"], table["optimizer"] = _of_part(setup.loss), _of_part(setup.optimizer)
    if setup.frozen:
        table["frozen"] = [plain_frozen(each) for each in setup.frozen]
    if setup.values:
        table["values"] = [
            {"layer": each.layer, "key": each.key, "are": each.are.tolist()} for each in setup.values
        ]
    return table


def _plain(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as a file has them, which knows no tuples and no arrays."""
    return {key: _as_list(value) for key, value in settings.items()}


def _as_list(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, (tuple, list)):
        return [_as_list(item) for item in value]
    return value.tolist() if hasattr(value, "tolist") else value


def _of_part(part: Part) -> dict[str, Any]:
    named = {"name": part.name} if part.name else {}
    taken = {"from": list(part.sources)} if part.sources else {}
    return {"type": part.type, **_plain(part.settings), **named, **taken}


def plain_opening(opening: Opening) -> dict[str, Any]:
    """An opening without what is as usual."""
    table = {
        "epochs": opening.epochs,
        "operation": opening.operation,
        "formula": opening.formula,
        "sample": opening.sample + 1 if opening.sample else 0,
        "colour": opening.colour,
        "panels": list(opening.panels),
        "hide": list(opening.hidden),
        "predict": opening.predict,
        "weight": plain_weight(opening.weight) if opening.weight else {},
        "edits": [plain_change(change) for change in opening.edits],
    }
    rate = {} if opening.rate is None else {"rate": opening.rate}
    return {key: value for key, value in table.items() if value} | rate


def plain_weight(weight: Weight) -> dict[str, Any]:
    """A weight."""
    return {"layer": weight.node, "key": weight.key, "at": plain_places(weight.index)}


def plain_change(change: Change) -> dict[str, Any]:
    """What was changed in a pass."""
    match change:
        case Rate(value):
            return {"rate": value}
        case Activation(node, kind):
            return {"layer": node, "activation": kind}
        case Freeze(what, on):
            return {**plain_frozen(what), "freeze": on}
        case Fill():
            cells = [plain_places(cell) for cell in change.cells]
            return {"layer": change.node, "key": change.key, "cells": cells, "are": change.values.tolist()}
        case _:
            at = plain_places(change.index)
            return {"layer": change.node, "key": change.key, "at": at, "value": change.value}


def plain_frozen(frozen: Frozen) -> dict[str, Any]:
    """What is frozen."""
    named = {"layer": frozen.layer, "key": frozen.key, "cells": [plain_places(cell) for cell in frozen.cells]}
    return {key: value for key, value in named.items() if value}


def plain_places(index: Iterable[int]) -> list[int]:
    """The place of a cell, counted from 1."""
    return [int(place) + 1 for place in index]
